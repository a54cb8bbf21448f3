package changes

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Before is what a repository held at the common ancestor, where that differs.
type Before struct {
	// Contents are those of files that differ or are gone, by absolute path.
	Contents map[string][]byte
	// Absent are files that were not there, by absolute path.
	Absent map[string]bool
}

// Before returns what was there. It is read from git, all at once.
func (l *Lines) Before() (Before, error) {
	out := Before{map[string][]byte{}, map[string]bool{}}
	for name := range l.came {
		out.Absent[l.abs(name)] = true
	}
	names := slices.Sorted(maps.Keys(l.held))
	objects := make([]string, len(names))
	for i, name := range names {
		objects[i] = l.held[name]
	}
	err := l.repository.contents(objects, func(i int, data []byte) { out.Contents[l.abs(names[i])] = data })
	return out, err
}

// Was returns the absolute path that a file had, given by the one it has. That
// of a folder is where the files in it come from, if they come from one.
func (l *Lines) Was(file string) string {
	name, ok := l.rel(file)
	if !ok {
		return file
	}
	if old, ok := l.from[name]; ok {
		return l.abs(old)
	}
	if old, ok := l.folderWas(name); ok {
		return l.abs(old)
	}
	return file
}

// folderWas returns where the renamed files in a folder come from. Those that
// are less deep in it tell it before others.
func (l *Lines) folderWas(folder string) (was string, ok bool) {
	least := -1
	for name, old := range l.from {
		below := name
		if folder != "." {
			if below, ok = strings.CutPrefix(name, folder+"/"); !ok {
				continue
			}
		}
		depth := strings.Count(below, "/")
		if least >= 0 && depth > least {
			continue
		}
		from := above(old, depth+1)
		if depth == least && from != was {
			from = ""
		}
		least, was = depth, from
	}
	return was, was != ""
}

// above returns the folder a number of steps up from a file, empty if there are
// not so many.
func above(name string, steps int) string {
	for range steps {
		if name == "." {
			return ""
		}
		name = path.Dir(name)
	}
	return name
}
