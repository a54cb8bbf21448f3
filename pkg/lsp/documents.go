package lsp

import (
	"github.com/hublint/hublint/pkg/source"
)

// document is an open buffer. It is replaced, never changed.
type document struct {
	uri     string
	path    string
	version int
	file    *source.File
}

func newDocument(uri, path string, version int, text string) *document {
	f := source.NewFile(path, []byte(text))
	f.Name = path
	return &document{uri, path, version, f}
}

// change is an edit of a document; without a range it is all of the new text.
type change struct {
	Range *span  `json:"range"`
	Text  string `json:"text"`
}

// with returns the document after edits.
func (d *document) with(version int, changes []change, e encoding) *document {
	f := d.file
	for _, c := range changes {
		text := []byte(c.Text)
		if c.Range != nil {
			start, end := e.offset(f, c.Range.Start), e.offset(f, c.Range.End)
			end = max(start, end)
			whole := make([]byte, 0, len(f.Data)-(end-start)+len(text))
			text = append(append(append(whole, f.Data[:start]...), text...), f.Data[end:]...)
		}
		f = source.NewFile(d.path, text)
		f.Name = d.path
	}
	return &document{d.uri, d.path, version, f}
}

// snapshot is the open buffers at one moment, by path.
type snapshot map[string]*document

// overlay returns the contents of the buffers.
func (s snapshot) overlay() map[string][]byte {
	out := make(map[string][]byte, len(s))
	for path, d := range s {
		out[path] = d.file.Data
	}
	return out
}
