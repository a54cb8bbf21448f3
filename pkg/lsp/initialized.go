package lsp

import "context"

type registrationParams struct {
	Registrations []registration `json:"registrations"`
}

type registration struct {
	ID      string       `json:"id"`
	Method  string       `json:"method"`
	Options watchOptions `json:"registerOptions"`
}

type watchOptions struct {
	Watchers []watcher `json:"watchers"`
}

type watcher struct {
	Glob string `json:"globPattern"`
}

// watched are the files that a result may depend on.
var watched = []watcher{{"**/*.{bicep,bicepparam,json,tf,tofu,tfvars}"}, {"**/.hublint.yaml"}, {"**/*.rego"}}

// initialized asks the client to tell of changes on the disk.
func (s *server) initialized(context.Context, empty) (any, error) {
	s.mu.Lock()
	watches := s.client.Workspace.WatchedFiles.Dynamic
	s.mu.Unlock()
	if watches {
		go func() {
			params := registrationParams{[]registration{{"watch", "workspace/didChangeWatchedFiles", watchOptions{watched}}}}
			if err := s.conn.Call(s.ctx, "client/registerCapability", params, nil); err != nil {
				s.log.Printf("client/registerCapability: %v", err)
			}
		}()
	}
	return nil, nil
}
