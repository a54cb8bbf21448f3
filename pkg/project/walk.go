package project

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/hublint/hublint/pkg/project/gitignore"
)

// folder adds the files in a folder and the folders in it. Hidden folders,
// those of package managers and what git ignores are left out.
func (f *finder) folder(dir string, patterns *gitignore.Patterns) {
	entries, err := f.reader.ReadDir(dir)
	if err != nil {
		f.fail(f.clean(dir), "read", "cannot read the folder: %v", err)
		return
	}
	patterns = f.patternsIn(dir, patterns)
	for _, e := range entries {
		if f.entries++; f.around && f.entries > maxAround {
			return
		}
		p := path.Join(dir, e.Name())
		switch {
		case f.opts.ignores(f.clean(p)) || patterns.Ignores(f.abs(p), e.IsDir()):
		case e.IsDir():
			if !strings.HasPrefix(e.Name(), ".") && e.Name() != "node_modules" {
				f.folder(p, patterns)
			}
		case e.Type().IsRegular() && isSource(e.Name()):
			if data, ok := f.read(p); ok {
				f.file(p, data)
			}
		}
	}
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
