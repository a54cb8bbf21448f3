package session

import (
	"os"
	"path/filepath"
)

// roots returns the folders that may be read for the given paths: for each the
// repository it lies in, else the working directory if that holds it, else its
// own folder.
func roots(dir string, paths []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range paths {
		root := rootOf(dir, p)
		if root != "" && !seen[root] {
			seen[root] = true
			out = append(out, root)
		}
	}
	return out
}

func rootOf(dir, p string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(dir, p)
	}
	info, err := os.Stat(p)
	if err != nil {
		// Reading it will say so, from the nearest folder there is.
		return nearestFolder(filepath.Dir(p))
	}
	if !info.IsDir() {
		p = filepath.Dir(p)
	}
	if repository, ok := repositoryOf(p); ok {
		return repository
	}
	if rel, err := filepath.Rel(dir, p); err == nil && filepath.IsLocal(rel) {
		return dir
	}
	return p
}

func nearestFolder(p string) string {
	for {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
		parent := filepath.Dir(p)
		if parent == p {
			return p
		}
		p = parent
	}
}

// repositoryOf returns the nearest folder upward that holds a repository.
func repositoryOf(p string) (string, bool) {
	for {
		if _, err := os.Stat(filepath.Join(p, ".git")); err == nil {
			return p, true
		}
		parent := filepath.Dir(p)
		if parent == p {
			return "", false
		}
		p = parent
	}
}
