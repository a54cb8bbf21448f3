package bicep

import (
	"path"
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/source"
)

// Outline returns where the comments, statements, properties, items and loops of
// a Bicep file or of its parameters stand.
func Outline(f *source.File) source.Outline {
	parse := syntax.Parse
	if strings.EqualFold(path.Ext(f.Path), ".bicepparam") {
		parse = syntax.ParseParams
	}
	file, _ := parse(f)
	var o source.Outline
	for _, t := range file.Trivia {
		if t.Kind == syntax.LineComment || t.Kind == syntax.BlockComment {
			o.Comments = append(o.Comments, f.Range(int(t.Start), int(t.End)))
		}
	}
	syntax.Inspect(file, func(n syntax.Node) bool {
		o.Parts = append(o.Parts, parts(n)...)
		return true
	})
	return o
}

// parts returns what a comment can speak of at a node. A statement also counts
// without its decorators, for a comment that stands behind them.
func parts(n syntax.Node) []source.Range {
	switch n := n.(type) {
	case *syntax.Array:
		var items []source.Range
		for _, item := range n.Items {
			items = append(items, item.Range())
		}
		return items
	case *syntax.For:
		return []source.Range{n.Vars.Range().To(n.Body.Range()), n.Body.Range()}
	case *syntax.Property:
		return []source.Range{n.Range()}
	case syntax.Statement:
		whole := n.Range()
		if d, ok := n.(interface{ KeywordRange() source.Range }); ok {
			return []source.Range{whole, d.KeywordRange().To(whole)}
		}
		return []source.Range{whole}
	}
	return nil
}
