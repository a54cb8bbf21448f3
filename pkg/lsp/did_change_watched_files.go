package lsp

import (
	"context"
	"path/filepath"
	"strings"
)

type watchedParams struct {
	Changes []watchedChange `json:"changes"`
}

type watchedChange struct {
	URI  string `json:"uri"`
	Type int    `json:"type"`
}

func (s *server) didChangeWatchedFiles(_ context.Context, p watchedParams) (any, error) {
	var w work
	for _, c := range p.Changes {
		if path, ok := pathOf(c.URI); ok && !aside(path) {
			w = w.and(written(path))
		}
	}
	if len(w.changed) > 0 {
		s.queue.add(w, 0)
	}
	return nil, nil
}

// aside reports whether a file is in a folder that is never looked into.
func aside(path string) bool {
	for _, name := range strings.Split(filepath.ToSlash(filepath.Dir(path)), "/") {
		if name == "node_modules" || name == ".git" {
			return true
		}
	}
	return false
}
