package lsp

import (
	"context"
	"encoding/json"
	"slices"
)

type initializeParams struct {
	RootURI      string             `json:"rootUri"`
	Folders      []folder           `json:"workspaceFolders"`
	Options      json.RawMessage    `json:"initializationOptions"`
	Capabilities clientCapabilities `json:"capabilities"`
}

// clientCapabilities is what the client can do.
type clientCapabilities struct {
	General struct {
		PositionEncodings []encoding `json:"positionEncodings"`
	} `json:"general"`
	Window struct {
		ShowDocument struct {
			Support bool `json:"support"`
		} `json:"showDocument"`
	} `json:"window"`
	Workspace struct {
		WatchedFiles struct {
			Dynamic bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
	} `json:"workspace"`
	TextDocument struct {
		Hover struct {
			Formats []string `json:"contentFormat"`
		} `json:"hover"`
		Diagnostics struct {
			Related bool `json:"relatedInformation"`
			Links   bool `json:"codeDescriptionSupport"`
		} `json:"publishDiagnostics"`
	} `json:"textDocument"`
}

type initializeResult struct {
	Capabilities serverCapabilities `json:"capabilities"`
	Server       serverInfo         `json:"serverInfo"`
}

type serverInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type serverCapabilities struct {
	PositionEncoding encoding          `json:"positionEncoding"`
	Sync             syncOptions       `json:"textDocumentSync"`
	Hover            bool              `json:"hoverProvider"`
	CodeAction       codeActionOptions `json:"codeActionProvider"`
	ExecuteCommand   commandOptions    `json:"executeCommandProvider"`
	Workspace        workspaceOptions  `json:"workspace"`
}

type syncOptions struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"`
	Save      bool `json:"save"`
}

type codeActionOptions struct {
	Kinds []string `json:"codeActionKinds"`
}

type commandOptions struct {
	Commands []string `json:"commands"`
}

type workspaceOptions struct {
	Folders folderOptions `json:"workspaceFolders"`
}

type folderOptions struct {
	Supported     bool `json:"supported"`
	Notifications bool `json:"changeNotifications"`
}

// syncIncremental asks for edits rather than whole texts.
const syncIncremental = 2

func (s *server) initialize(_ context.Context, p initializeParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state, s.client = stateReady, p.Capabilities
	if slices.Contains(p.Capabilities.General.PositionEncodings, utf8s) {
		s.encoding = utf8s
	}
	if len(p.Folders) == 0 && p.RootURI != "" {
		p.Folders = []folder{{p.RootURI}}
	}
	s.folders = pathsOf(p.Folders)
	s.configure(p.Options)
	return initializeResult{
		Capabilities: serverCapabilities{
			PositionEncoding: s.encoding,
			Sync:             syncOptions{OpenClose: true, Change: syncIncremental, Save: true},
			Hover:            true,
			CodeAction:       codeActionOptions{[]string{kindQuickFix}},
			ExecuteCommand:   commandOptions{[]string{openPage}},
			Workspace:        workspaceOptions{folderOptions{true, true}},
		},
		Server: serverInfo{"hublint", s.opts.Version},
	}, nil
}

func pathsOf(folders []folder) []string {
	var out []string
	for _, f := range folders {
		if p, ok := pathOf(f.URI); ok {
			out = append(out, p)
		}
	}
	return out
}
