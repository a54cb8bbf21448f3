package project

import (
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hublint/hublint/pkg/project/gitignore"
	"github.com/hublint/hublint/pkg/source"
)

// folder is one to look into, with the patterns of the folders around it.
type folder struct {
	path     string
	patterns *gitignore.Patterns
}

// content is what was found in a folder.
type content struct {
	entries int
	files   []string
	scanned []*scanned
	folders []folder
	diags   []source.Diagnostic
	// restored is the path of the folder if Terraform keeps modules of
	// registries in it.
	restored string
}

// folder adds the files wanted in a folder and the folders in it. Hidden folders,
// those of package managers and what git ignores are left out. It goes level by
// level, so that what is seen does not depend on which folder was quicker.
func (f *finder) folder(dir string, patterns *gitignore.Patterns, wanted func(name string) bool) {
	if _, err := f.reader.ReadDir(dir); err != nil {
		f.fail(f.clean(dir), "read", "cannot read the folder: %v", err)
		return
	}
	level := []folder{{f.clean(dir), patterns}}
	for len(level) > 0 && (!f.around || f.entries < f.most) {
		contents := make([]content, len(level))
		sideBySide(len(level), func(i int, buffer *[]byte) { contents[i] = f.look(level[i], wanted, buffer) })
		level = nil
		for _, c := range contents {
			f.entries += c.entries
			f.addAll(c)
			level = append(level, c.folders...)
		}
	}
}

func (f *finder) addAll(c content) {
	for i, p := range c.files {
		f.add(p, c.scanned[i])
	}
	f.diags = append(f.diags, c.diags...)
	if c.restored != "" {
		f.mentioned[c.restored] = true
	}
}

// sideBySide does n things on all processors. Each is given a buffer that it
// may use meanwhile.
func sideBySide(n int, do func(i int, buffer *[]byte)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			var buffer []byte
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				do(i-1, &buffer)
			}
		})
	}
	wg.Wait()
}

// look reads a folder and looks through those of its files that are wanted.
func (f *finder) look(dir folder, wanted func(name string) bool, buffer *[]byte) (c content) {
	fail := func(p, format string, args ...any) {
		c.diags = append(c.diags, source.Errorf(source.NewFile(p, nil).Range(0, 0), "read", format, args...))
	}
	open := f.reader.Folder(dir.path)
	entries, err := open.Entries()
	if err != nil {
		fail(dir.path, "cannot read the folder: %v", err)
		return c
	}
	c.entries = len(entries)
	abs := f.abs(dir.path)
	patterns := dir.patterns
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == gitignore.Name }) {
		if text, err := open.Read(gitignore.Name, buffer); err == nil {
			patterns = patterns.With(abs, text)
		}
	}
	for _, e := range entries {
		name := e.Name()
		if name == ".terraform" {
			c.restored = dir.path
		}
		isFile := e.Type().IsRegular() && wanted(name)
		aside := strings.HasPrefix(name, ".") || name == "node_modules"
		if !isFile && (aside || !e.IsDir()) {
			continue
		}
		p := path.Join(dir.path, name)
		if f.opts.ignores(p) || patterns.Ignores(abs+"/"+name, !isFile) {
			continue
		}
		if !isFile {
			c.folders = append(c.folders, folder{f.clean(p), patterns})
			continue
		}
		data, err := open.Read(name, buffer)
		if err != nil {
			fail(p, "cannot read: %v", err)
			continue
		}
		c.files, c.scanned = append(c.files, p), append(c.scanned, f.lookThrough(p, data))
	}
	return c
}

// abs returns an absolute path with forward slashes.
func (f *finder) abs(p string) string { return filepath.ToSlash(f.reader.Abs(p)) }

// patternsIn adds to patterns those that a folder has.
func (f *finder) patternsIn(dir string, outer *gitignore.Patterns) *gitignore.Patterns {
	file, err := f.reader.ReadFile(path.Join(dir, gitignore.Name))
	if err != nil {
		return outer
	}
	return outer.With(f.abs(dir), file.Data)
}

// patternsAbove returns the patterns of the folders that a folder lies in.
func (f *finder) patternsAbove(dir string) *gitignore.Patterns {
	at, root := filepath.Clean(f.reader.Abs(dir)), f.reader.Root(dir)
	if root == "" || at == root {
		return nil
	}
	above := filepath.Dir(at)
	return f.patternsIn(filepath.ToSlash(above), f.patternsAbove(filepath.ToSlash(above)))
}
