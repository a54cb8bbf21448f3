package rule

import (
	"bytes"
	"fmt"
	"path"
	"strings"
)

// head is what a rule's file says in lines that can be found without reading
// YAML. Reading the whole of it must come to the same.
type head struct {
	file    string
	source  []byte
	name    string
	pillar  string
	pkg     string
	id      string
	types   []string
	block   string // the annotations, without the marks of the comment
	block0  int    // the line the annotations begin at
	pkgLine int
}

// scan finds a rule's annotations, its package, its id and its types.
func scan(file string, data []byte) (head, error) {
	h := head{
		file:   file,
		source: data,
		name:   strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".rego"), "_", "-"),
		pillar: path.Base(path.Dir(file)),
	}
	h.find(data)
	if h.block0 == 0 {
		return h, fmt.Errorf("%s:1: expected annotations that begin with \"# METADATA\"", file)
	}
	if stem := h.pillar + "." + strings.ReplaceAll(h.name, "-", "_"); h.pkg != "policies."+stem && h.pkg != "custom."+stem {
		return h, fmt.Errorf("%s:%d: expected package policies.%s, as the file is named; found %q", file, h.pkgLine, stem, h.pkg)
	}
	if h.id = h.line("id"); h.id == "" {
		return h, h.errorf("custom", "expected an id on a line of its own")
	}
	if h.types = flowList(h.line("types")); h.types == nil {
		return h, h.errorf("custom", "expected types on a line of their own, as [A, B]")
	}
	return h, nil
}

// find looks for the annotations and the package line.
func (h *head) find(data []byte) {
	var block strings.Builder
	inside := false
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		comment, isComment := strings.CutPrefix(text, "#")
		switch {
		case h.block0 == 0 && strings.TrimSpace(comment) == "METADATA" && isComment:
			inside, h.block0 = true, n+1
		case inside && isComment:
			block.WriteString(strings.TrimPrefix(comment, " ") + "\n")
		case strings.HasPrefix(text, "package "):
			h.pkg, h.pkgLine = strings.TrimSpace(text[len("package "):]), n
			h.block = block.String()
			return
		default:
			inside = false
		}
	}
	h.block, h.pkgLine = block.String(), max(n, 1)
}

// line returns what stands after a key on its own line of the annotations.
func (h *head) line(key string) string {
	for line := range strings.Lines(h.block) {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), key+":"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// flowList reads "[A, B]"; nil if it is not of that form.
func flowList(text string) []string {
	inner, open := strings.CutPrefix(text, "[")
	inner, closed := strings.CutSuffix(inner, "]")
	if !open || !closed {
		return nil
	}
	var out []string
	for item := range strings.SplitSeq(inner, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// errorf returns an error at the line a key of the annotations stands on, or
// where they begin if it is not there.
func (h *head) errorf(key, format string, args ...any) error {
	at := h.block0
	n := h.block0
	for line := range strings.Lines(h.block) {
		if strings.HasPrefix(strings.TrimLeft(line, " "), key+":") {
			at = n
			break
		}
		n++
	}
	return fmt.Errorf("%s:%d: %s", h.file, at, fmt.Sprintf(format, args...))
}
