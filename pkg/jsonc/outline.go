package jsonc

import (
	"bytes"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Outline returns where comments, members and items stand. A member
// "metadata": {"hublint": {"ignore": [...]}} holds notes of the member or item
// whose object it is in, those of the outermost object are of the whole file.
func Outline(f *source.File) source.Outline {
	root, _ := Parse(f)
	if root == nil {
		return source.Outline{}
	}
	o := &outliner{file: f}
	o.node(root, source.Range{})
	o.out.Comments = comments(f)
	return o.out
}

type outliner struct {
	file *source.File
	out  source.Outline
}

// node adds what is in a node, which is the value of a part; zero for the
// outermost.
func (o *outliner) node(n *Node, part source.Range) {
	o.notes(part, n.Get("metadata").Get("hublint"))
	for _, m := range n.Members {
		o.part(m.Value, m.Range(o.file))
	}
	for _, item := range n.Items {
		o.part(item, item.Range(o.file))
	}
}

func (o *outliner) part(n *Node, at source.Range) {
	o.out.Parts = append(o.out.Parts, at)
	o.node(n, at)
}

// notes adds what is written for hublint: a list or one text, and what is meant
// as one of those.
func (o *outliner) notes(of source.Range, hublint *Node) {
	if hublint == nil {
		return
	}
	for _, m := range hublint.Members {
		switch {
		case !strings.HasPrefix(strings.ToLower(m.Key), "ignore"):
		case len(m.Key) > len("ignore"):
			o.note(of, m.Key, m.KeyRange(o.file))
		case m.Value.Kind == Array:
			for _, item := range m.Value.Items {
				o.note(of, "ignore "+item.Text(), item.Range(o.file))
			}
		default:
			o.note(of, "ignore "+m.Value.Text(), m.Value.Range(o.file))
		}
	}
}

func (o *outliner) note(of source.Range, text string, at source.Range) {
	o.out.Notes = append(o.out.Notes, source.Note{Text: "hublint:" + text, At: at, Of: of})
}

// comments returns the comments of a text that is known to be valid.
func comments(f *source.File) []source.Range {
	var out []source.Range
	data := f.Data
	for i := 0; i < len(data); i++ {
		switch {
		case data[i] == '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case bytes.HasPrefix(data[i:], []byte("//")):
			end := i + lengthTo(data[i:], "\n")
			out = append(out, f.Range(i, i+len(bytes.TrimRight(data[i:end], "\r\n"))))
			i = end - 1
		case bytes.HasPrefix(data[i:], []byte("/*")):
			end := i + 2 + lengthTo(data[i+2:], "*/")
			out = append(out, f.Range(i, end))
			i = end - 1
		}
	}
	return out
}

// lengthTo returns how far a text goes up to and with a mark, all of it if the
// mark is not in it.
func lengthTo(data []byte, mark string) int {
	if i := bytes.Index(data, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return len(data)
}
