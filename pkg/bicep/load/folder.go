package load

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// folder is loadDirectoryFileInfo(path, pattern): the files of a folder, not
// of those in it, sorted by name.
func (c *call) folder() (value.Value, error) {
	entries, err := c.reader.ReadDir(c.path)
	if err != nil {
		return value.Value{}, fmt.Errorf("cannot read the folder %s: %w", c.path, err)
	}
	pattern := "*"
	if len(c.args) > 1 && c.args[1] != "" && c.args[1] != "." && c.args[1] != "*.*" {
		pattern = c.args[1]
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && matches(pattern, e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(strings.ToUpper(a), strings.ToUpper(b)) })
	items := make([]value.Value, len(names))
	for i, name := range names {
		relative, err := filepath.Rel(path.Dir(c.from.Path), path.Join(c.path, name))
		if err != nil {
			return value.Value{}, err
		}
		items[i] = value.OfFields(
			value.Field{Key: "relativePath", Value: value.OfString(filepath.ToSlash(relative))},
			value.Field{Key: "baseName", Value: value.OfString(name)},
			value.Field{Key: "extension", Value: value.OfString(path.Ext(name))},
		)
	}
	return value.OfItems(items...), nil
}

// matches reports whether a name is one of those a pattern stands for, in
// which "*" is any text and "?" any character. It takes time in the product of
// the lengths at most.
func matches(pattern, name string) bool {
	p, n := []rune(pattern), []rune(name)
	i, j, star, mark := 0, 0, -1, 0
	for j < len(n) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == n[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(string(p[i:]), "*") == ""
}
