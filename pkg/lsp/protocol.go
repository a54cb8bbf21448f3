package lsp

import "encoding/json"

// The structures of the protocol, as far as they are used.

// position is a place in a document: line and column count from 0, columns in
// units of the encoding that was agreed on.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

// touches reports whether two spans share a place, ends included.
func (s span) touches(o span) bool { return !s.End.before(o.Start) && !o.End.before(s.Start) }

func (p position) before(o position) bool {
	return p.Line < o.Line || p.Line == o.Line && p.Character < o.Character
}

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

type documentID struct {
	URI     string `json:"uri"`
	Version int    `json:"version"`
}

type documentItem struct {
	documentID
	Text string `json:"text"`
}

// documentParams are those of messages on one document.
type documentParams struct {
	TextDocument documentID `json:"textDocument"`
}

type placeParams struct {
	documentParams
	Position position `json:"position"`
}

type folder struct {
	URI string `json:"uri"`
}

type diagnostic struct {
	Range           span             `json:"range"`
	Severity        int              `json:"severity"`
	Code            string           `json:"code"`
	CodeDescription *codeDescription `json:"codeDescription,omitempty"`
	Source          string           `json:"source"`
	Message         string           `json:"message"`
	Related         []related        `json:"relatedInformation,omitempty"`
}

type codeDescription struct {
	Href string `json:"href"`
}

type related struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type workspaceEdit struct {
	Changes map[string][]textEdit `json:"changes"`
}

type command struct {
	Title     string   `json:"title"`
	Command   string   `json:"command"`
	Arguments []string `json:"arguments"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

// empty is the parameters or the result of messages that have none.
type empty = json.RawMessage
