package graph

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/hublint/hublint/pkg/source"
)

// Version is the version of the JSON form. Within one, fields are only added.
const Version = 1

type jsonFile struct {
	Version     int              `json:"version"`
	Units       []jsonUnit       `json:"units"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonUnit struct {
	Root       string         `json:"root"`
	Language   string         `json:"language"`
	Parameters []string       `json:"parameters"`
	Complete   bool           `json:"complete"`
	Resources  []jsonResource `json:"resources"`
	Outputs    []jsonOutput   `json:"outputs"`
	Edges      []jsonEdge     `json:"edges"`
}

type jsonResource struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	APIVersion string          `json:"api_version"`
	Module     []string        `json:"module"`
	Existing   bool            `json:"existing"`
	Exists     json.RawMessage `json:"exists"`
	Each       bool            `json:"each,omitempty"`
	Body       json.RawMessage `json:"body"`
	Location   source.Location `json:"location"`
}

type jsonOutput struct {
	ID       string          `json:"id"`
	Module   []string        `json:"module"`
	Body     json.RawMessage `json:"body"`
	Location source.Location `json:"location"`
}

type jsonEdge struct {
	From string   `json:"from"`
	To   string   `json:"to"`
	Kind EdgeKind `json:"kind"`
	Path string   `json:"path,omitempty"`
}

type jsonDiagnostic struct {
	Severity source.Severity `json:"severity"`
	Code     string          `json:"code"`
	Message  string          `json:"message"`
	Location source.Location `json:"location"`
}

// WriteJSON writes graphs as JSON, with bodies as policies see them.
func WriteJSON(w io.Writer, graphs []*Graph, diags []source.Diagnostic) error {
	file := jsonFile{Version: Version, Units: make([]jsonUnit, len(graphs)), Diagnostics: make([]jsonDiagnostic, len(diags))}
	for i, g := range graphs {
		file.Units[i] = g.json()
	}
	for i, d := range diags {
		file.Diagnostics[i] = jsonDiagnostic{d.Severity, d.Code, d.Message, d.Range.Location()}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(file)
}

func (g *Graph) json() jsonUnit {
	u := jsonUnit{
		Root:       g.Root,
		Language:   g.Language,
		Parameters: append([]string{}, g.Parameters...),
		Complete:   g.Complete(),
		Resources:  make([]jsonResource, len(g.Resources)),
		Outputs:    make([]jsonOutput, len(g.Outputs)),
		Edges:      make([]jsonEdge, len(g.Edges)),
	}
	for i, r := range g.Resources {
		u.Resources[i] = jsonResource{
			ID: r.ID, Type: r.Type, APIVersion: r.APIVersion, Module: append([]string{}, r.Module...),
			Existing: r.Existing, Exists: Document(jsonSink{}, r.Exists), Each: r.Each,
			Body: Document(jsonSink{}, r.Body), Location: r.Header.Location(),
		}
	}
	for i, o := range g.Outputs {
		u.Outputs[i] = jsonOutput{o.ID, append([]string{}, o.Module...), Document(jsonSink{}, o.Body), o.Header.Location()}
	}
	for i, e := range g.Edges {
		u.Edges[i] = jsonEdge{e.From, e.To, e.Kind, e.Path.String()}
	}
	return u
}

// jsonSink writes documents as JSON.
type jsonSink struct{}

// Scalar returns a scalar as JSON.
func (jsonSink) Scalar(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		// A number that JSON does not have, such as infinity.
		return json.RawMessage("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// Array returns a list as JSON.
func (jsonSink) Array(items []json.RawMessage) json.RawMessage {
	return append(append([]byte("["), bytes.Join(raw(items), []byte(","))...), ']')
}

// Object returns fields as JSON.
func (s jsonSink) Object(fields []DocField[json.RawMessage]) json.RawMessage {
	out := []byte("{")
	for i, f := range fields {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, s.Scalar(f.Key)...), ':'), f.Value...)
	}
	return append(out, '}')
}

func raw(items []json.RawMessage) [][]byte {
	out := make([][]byte, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}
