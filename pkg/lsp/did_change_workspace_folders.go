package lsp

import (
	"context"
	"slices"
)

type foldersParams struct {
	Event struct {
		Added   []folder `json:"added"`
		Removed []folder `json:"removed"`
	} `json:"event"`
}

func (s *server) didChangeWorkspaceFolders(_ context.Context, p foldersParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	gone := pathsOf(p.Event.Removed)
	s.folders = slices.DeleteFunc(s.folders, func(f string) bool { return slices.Contains(gone, f) })
	s.folders = append(s.folders, pathsOf(p.Event.Added)...)
	s.queue.add(work{reset: true}, 0)
	return nil, nil
}
