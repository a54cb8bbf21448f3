package rule

import (
	"fmt"
	"path"
	"strings"
)

// head is a rule's file and what it says in lines that can be found without
// reading YAML. Reading the whole of it must come to the same.
type head struct {
	rule    Rule
	types   []string // the rule's, in lower case
	source  []byte
	lines   map[string]string // what stands after each key on its own line
	block   string            // the annotations, without the marks of the comment
	block0  int               // the line the annotations begin at
	pkgLine int
}

// scan finds a rule's annotations, its package and all that is written on one
// line. root is the package that the pillars are below.
func scan(root, file string, data []byte) (*head, error) {
	h := &head{source: data, rule: Rule{
		File:   file,
		Name:   strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".rego"), "_", "-"),
		Pillar: path.Base(path.Dir(file)),
	}}
	h.find(data)
	if h.block0 == 0 {
		return h, &FileError{File: file, Line: 1, Message: `expected annotations that begin with "# METADATA"`}
	}
	want := root + "." + h.rule.Pillar + "." + strings.ReplaceAll(h.rule.Name, "-", "_")
	if pkg := h.rule.Package; pkg != want {
		return h, &FileError{File: file, Line: h.pkgLine, Message: fmt.Sprintf("expected package %s, as the file is named; found %q", want, pkg)}
	}
	h.readLines()
	if h.rule.ID == "" {
		return h, h.errorf("custom", "expected an id on a line of its own")
	}
	if h.rule.Types == nil {
		return h, h.errorf("custom", "expected types on a line of their own, as [A, B]")
	}
	return h, nil
}

// readLines reads the keys that stand on one line each.
func (h *head) readLines() {
	h.lines = map[string]string{}
	for line := range strings.Lines(h.block) {
		key, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if _, has := h.lines[key]; ok && !has {
			h.lines[key] = strings.TrimSpace(rest)
		}
	}
	r := &h.rule
	r.ID = h.lines["id"]
	r.Severity, r.Development = Severity(h.lines["severity"]), Severity(h.lines["development"])
	r.SecuritySeverity = strings.Trim(h.lines["security_severity"], `"`)
	r.Guide, r.Types, r.Needs = flowList(h.lines["guide"]), flowList(h.lines["types"]), flowList(h.lines["needs"])
	h.types = make([]string, len(r.Types))
	for i, typ := range r.Types {
		h.types[i] = strings.ToLower(typ)
	}
	r.Workload = flowList(h.lines["workload"])
	r.Beside = flowList(h.lines["beside"])
	r.AbsenceOf, r.YieldsTo = flowList(h.lines["absence_of"]), flowList(h.lines["yields_to"])
	r.Elsewhere, r.Since = h.lines["elsewhere"], h.lines["since"]
	r.OptIn = h.lines["default"] == string(Off)
	r.Fixes = h.lines["fix"] != ""
}

// blockSize is more than the annotations of most rules take, in bytes.
const blockSize = 2048

// find looks for the annotations and the package line.
func (h *head) find(data []byte) {
	var block strings.Builder
	block.Grow(blockSize)
	inside := false
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		text := strings.TrimRight(line, "\r\n")
		comment, isComment := strings.CutPrefix(text, "#")
		switch {
		case h.block0 == 0 && strings.TrimSpace(comment) == "METADATA" && isComment:
			inside, h.block0 = true, n+1
		case inside && isComment:
			block.WriteString(strings.TrimPrefix(comment, " ") + "\n")
		case strings.HasPrefix(text, "package "):
			h.rule.Package, h.pkgLine = strings.TrimSpace(text[len("package "):]), n
			h.block = block.String()
			return
		default:
			inside = false
		}
	}
	h.block, h.pkgLine = block.String(), max(n, 1)
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
	return &FileError{File: h.rule.File, Line: at, Message: fmt.Sprintf(format, args...)}
}
