package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Errors of merging begin with the place: ":3:1: what is wrong".

// withHook adds the hook to the configuration of pre-commit. What is there
// stays as it is, byte for byte; nothing is added if the hook is there.
func withHook(existing, addition []byte) ([]byte, error) {
	root, err := mappingOf(existing)
	if err != nil {
		return nil, err
	}
	i := indexOf(root, "repos")
	if i < 0 {
		return joined(existing, addition), nil
	}
	key, repos := root.Content[i], root.Content[i+1]
	end, indent := key.Line, 2
	switch {
	case isNull(repos):
	case repos.Kind != yaml.SequenceNode || repos.Style&yaml.FlowStyle != 0:
		return nil, fmt.Errorf(":%d:%d: expected one repo a line below repos; add this by hand:\n%s", repos.Line, repos.Column, addition)
	case hasHook(repos):
		return existing, nil
	default:
		end, indent = endOf(existing, root, i), repos.Column-1
	}
	out := inserted(existing, end, itemOf(addition, indent))
	return out, oneMore(existing, out, addition)
}

// withJob adds a job to a pipeline of GitLab, at the end.
func withJob(existing, addition []byte) ([]byte, error) {
	d := yaml.NewDecoder(bytes.NewReader(existing))
	for {
		var doc map[string]yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return joined(existing, append([]byte("\n"), addition...)), nil
		}
		if err != nil {
			return nil, fmt.Errorf(": expected a mapping of jobs in YAML: %w", err)
		}
		if _, ok := doc["hublint"]; ok {
			return existing, nil
		}
	}
}

// mappingOf returns the mapping that a file is, nil for an empty one.
func mappingOf(data []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf(": expected YAML: %w", err)
	}
	if len(doc.Content) == 0 || isNull(doc.Content[0]) {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return nil, fmt.Errorf(":%d:%d: expected a mapping with one key a line", root.Line, root.Column)
	}
	return root, nil
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// indexOf returns where a key stands in the content of a mapping, -1 if it does
// not.
func indexOf(mapping *yaml.Node, name string) int {
	if mapping == nil {
		return -1
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return i
		}
	}
	return -1
}

// hasHook reports whether one of the repos has a hook of hublint's.
func hasHook(repos *yaml.Node) bool {
	for _, item := range repos.Content {
		var repo struct {
			Hooks []struct{ ID string }
		}
		if item.Decode(&repo) != nil {
			continue
		}
		for _, h := range repo.Hooks {
			if h.ID == "hublint" || h.ID == "hublint-system" {
				return true
			}
		}
	}
	return false
}

// endOf returns the number of the last line that belongs to the key at a place
// in a mapping: what stands between it and the next one, but for blank lines and
// for the comments before that.
func endOf(data []byte, mapping *yaml.Node, i int) int {
	lines := strings.Split(strings.TrimRight(string(data), "\r\n\t "), "\n")
	first, end := mapping.Content[i].Line, len(lines)
	if i+2 < len(mapping.Content) {
		end = mapping.Content[i+2].Line - 1
	}
	for n := first; n < end; n++ {
		if text := strings.TrimRight(lines[n], "\r "); text == "---" || text == "..." {
			end = n
		}
	}
	for end > first {
		if text := strings.TrimRight(lines[end-1], "\r \t"); text != "" && text[0] != '#' {
			break
		}
		end--
	}
	return end
}

// itemOf returns the lines of the first item of a list that is all there is in
// a text, indented anew.
func itemOf(text []byte, indent int) []string {
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:]
	for i, line := range lines {
		lines[i] = strings.Repeat(" ", indent) + strings.TrimPrefix(line, "  ")
	}
	return lines
}

// inserted puts lines after the line of a number, with the line ends there are.
func inserted(data []byte, after int, lines []string) []byte {
	eol := "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		eol = "\r\n"
	}
	at := 0
	for range after {
		next := bytes.IndexByte(data[at:], '\n')
		if next < 0 {
			data = append(data[:len(data):len(data)], eol...)
			at = len(data)
			break
		}
		at += next + 1
	}
	added := strings.Join(lines, eol) + eol
	return append(append(data[:at:at], added...), data[at:]...)
}

// joined puts a text behind another, on a line of its own.
func joined(data, more []byte) []byte {
	eol := []byte("\n")
	if bytes.Contains(data, []byte("\r\n")) {
		eol = []byte("\r\n")
	}
	if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
		data = append(data[:len(data):len(data)], eol...)
	}
	return append(data[:len(data):len(data)], bytes.ReplaceAll(more, []byte("\n"), eol)...)
}

// oneMore makes sure that a list of repos has become one longer, and that
// nothing else has changed.
func oneMore(before, after, addition []byte) error {
	var had, has, added map[string]any
	err := errors.Join(yaml.Unmarshal(before, &had), yaml.Unmarshal(after, &has), yaml.Unmarshal(addition, &added))
	old, _ := had["repos"].([]any)
	one, _ := added["repos"].([]any)
	had["repos"] = append(old[:len(old):len(old)], one...)
	if err != nil || !reflect.DeepEqual(had, has) {
		return fmt.Errorf(": cannot tell where its repos end; add this by hand:\n%s", addition)
	}
	return nil
}
