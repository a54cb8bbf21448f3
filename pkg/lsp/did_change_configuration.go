package lsp

import (
	"context"
	"encoding/json"

	"github.com/hublint/hublint/pkg/rule"
)

// settings are what the user sets in the editor.
type settings struct {
	// MinSeverity is the least severity to show; empty for what the
	// configuration file says.
	MinSeverity rule.Severity `json:"minSeverity"`
	// Config is the configuration file, relative to the workspace's folder;
	// empty for the nearest one.
	Config string `json:"config"`
}

type configurationParams struct {
	Settings json.RawMessage `json:"settings"`
}

func (s *server) didChangeConfiguration(_ context.Context, p configurationParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.configure(p.Settings)
	s.queue.add(work{reset: true}, 0)
	return nil, nil
}

// configure reads settings, which clients send bare or in a section of their
// own. What is not understood is told, and left as it was.
func (s *server) configure(raw json.RawMessage) {
	var in struct {
		settings
		Section *settings `json:"hublint"`
	}
	if len(raw) == 0 {
		return
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		s.log.Printf("settings: %v", err)
		return
	}
	if in.Section != nil {
		in.settings = *in.Section
	}
	if m := in.MinSeverity; m != "" && m.Rank() == 0 {
		s.log.Printf("settings: expected minSeverity of error, warning, note, found %q", m)
		in.MinSeverity = s.settings.MinSeverity
	}
	s.settings = in.settings
}
