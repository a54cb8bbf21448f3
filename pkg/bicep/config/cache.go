package config

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// cached returns the display path of the template that Bicep keeps in a folder
// of its cache.
func (c *Config) cached(dir string) (string, error) {
	root, why := c.cacheRoot()
	if root == "" {
		return "", unavailable{why}
	}
	p := path.Join(root, dir, "main.json")
	if _, err := c.reader.Stat(p); err != nil {
		return "", unavailable{"it is not in the local cache; 'bicep restore' puts it there"}
	}
	return p, nil
}

// cacheRoot returns the display path of Bicep's cache, or why there is none.
// A cache that a configuration places where nothing may be read is none.
func (c *Config) cacheRoot() (root, why string) {
	standard := c.reader.Cache()
	dir, file := c.lookUp("cacheRootDirectory")
	if dir == nil || strings.TrimSpace(dir.Text()) == "" {
		if standard == "" {
			return "", "there is no local cache; 'bicep restore' makes it"
		}
		return c.reader.Display(standard), ""
	}
	set := strings.ReplaceAll(dir.Text(), "\\", "/")
	if set == "~/.bicep" && standard != "" {
		return c.reader.Display(standard), ""
	}
	if !isAbsolute(set) {
		set = path.Join(path.Dir(file.Path), set)
	}
	if _, err := c.reader.Stat(set); err != nil {
		return "", fmt.Sprintf("the cache that %s names cannot be read: %v", file.Path, err)
	}
	return set, ""
}

// registryFolder returns the folder of a registry: hosts have no case, and a
// colon can't be part of a folder's name everywhere.
func registryFolder(registry string) string {
	return strings.ToLower(strings.ReplaceAll(registry, ":", "$"))
}

// encodeTag returns the folder of a tag. Where file systems know no case, tags
// that differ by it need different folders: after a "$" stand the places of
// the upper-case letters as the bits of a hexadecimal number.
func encodeTag(tag string) string {
	var mask [2]uint64
	for i := range len(tag) {
		if c := tag[i]; c >= 'A' && c <= 'Z' {
			mask[i/64] |= 1 << (i % 64)
		}
	}
	switch {
	case mask[1] != 0:
		return fmt.Sprintf("%s$%x%016x", tag, mask[1], mask[0])
	case mask[0] != 0:
		return tag + "$" + strconv.FormatUint(mask[0], 16)
	}
	return tag + "$"
}
