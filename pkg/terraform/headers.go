package terraform

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
)

// addHeaders adds a file whose resources are left to be parsed later. It
// reports false, and adds nothing, if that can't be done: the file is not in
// the native syntax, or not without errors.
func (l *Loader) addHeaders(c *collector, f *source.File, override bool) bool {
	if strings.HasSuffix(f.Path, ".json") {
		return false
	}
	spans, problem := scanConfig(f)
	if spans == nil || problem != nil {
		return false
	}
	text := bytes.Clone(f.Data)
	bodies := map[int]span{}
	for _, s := range spans {
		if s.close > s.open && isResource(f.Data[:s.open]) {
			bodies[s.open] = s
			blankOut(text[s.open+1 : s.close])
		}
	}
	file, diags := hclsyntax.ParseConfig(text, f.Path, hcl.InitialPos)
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok || diags.HasErrors() {
		return false
	}
	for _, b := range body.Blocks {
		if s, ok := bodies[b.OpenBraceRange.Start.Byte]; ok {
			c.unparsed[b] = func() (*hclsyntax.Body, []source.Diagnostic) { return parsePart(f, s) }
		}
	}
	c.add(body, override)
	return true
}

// isResource reports whether a text ends in the header of a resource or data
// block.
func isResource(before []byte) bool {
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	word, _, _ := bytes.Cut(bytes.TrimLeft(line, " \t"), []byte(" "))
	return string(word) == "resource" || string(word) == "data"
}

// blankOut leaves nothing of a text but its line endings.
func blankOut(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

// parsePart parses what stands between two braces of a file that was scanned.
func parsePart(f *source.File, s span) (*hclsyntax.Body, []source.Diagnostic) {
	start := hcl.Pos{Line: 1, Column: 1, Byte: s.open + 1}
	file, diags := hclsyntax.ParseConfig(f.Data[s.open+1:s.close], f.Path, start)
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		body = &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	}
	return body, syntaxErrors(f, diags)
}
