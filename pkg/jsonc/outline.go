package jsonc

import (
	"bytes"

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
	if ignore := n.Get("metadata").Get("hublint").Get("ignore"); ignore != nil {
		o.notes(part, ignore)
	}
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

func (o *outliner) notes(of source.Range, ignore *Node) {
	for _, item := range append([]*Node{ignore}, ignore.Items...) {
		if item.Kind == String {
			o.out.Notes = append(o.out.Notes, source.Note{Text: "hublint:ignore " + item.Text(), At: item.Range(o.file), Of: of})
		}
	}
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
