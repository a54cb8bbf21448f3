package lsp

import (
	"context"
	"path/filepath"

	"github.com/hublint/hublint/pkg/lint/config"
)

type openParams struct {
	TextDocument documentItem `json:"textDocument"`
}

func (s *server) didOpen(_ context.Context, p openParams) (any, error) {
	d := p.TextDocument
	path, ok := pathOf(d.URI)
	if !ok {
		return nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[path] = newDocument(d.URI, path, d.Version, d.Text)
	s.queue.add(opened(path), 0)
	return nil, nil
}

// opened is what to do about a file whose buffer came or went.
func opened(path string) work {
	return work{changed: map[string]bool{path: true}, find: true, reset: isSetting(path)}
}

// written is what to do about a file that changed on the disk.
func written(path string) work { return opened(path).and(work{disk: true}) }

// isSetting reports whether all that was found depends on a file.
func isSetting(path string) bool {
	return filepath.Base(path) == config.Name || filepath.Base(path) == "bicepconfig.json" || filepath.Ext(path) == ".rego"
}
