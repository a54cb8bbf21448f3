package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

// Outline returns where the comments, blocks, attributes, items and loops of
// a configuration or variable file stand.
func Outline(f *source.File) source.Outline {
	if strings.HasSuffix(f.Path, ".json") {
		return jsonc.Outline(f)
	}
	body, _ := parseNative(f)
	if body == nil {
		return source.Outline{}
	}
	o := &outliner{file: f}
	_ = hclsyntax.VisitAll(body, o.visit)
	tokens, _ := hclsyntax.LexConfig(f.Data, f.Path, hcl.InitialPos)
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenComment {
			text := strings.TrimRight(string(t.Bytes), "\r\n")
			o.out.Comments = append(o.out.Comments, f.Range(t.Range.Start.Byte, t.Range.Start.Byte+len(text)))
		}
	}
	return o.out
}

type outliner struct {
	file *source.File
	out  source.Outline
}

func (o *outliner) visit(n hclsyntax.Node) hcl.Diagnostics {
	switch n := n.(type) {
	case *hclsyntax.Block:
		o.part(n.TypeRange, n.CloseBraceRange)
	case *hclsyntax.Attribute:
		o.part(n.SrcRange, n.SrcRange)
	case *hclsyntax.ObjectConsExpr:
		for _, item := range n.Items {
			o.part(item.KeyExpr.Range(), item.ValueExpr.Range())
		}
	case *hclsyntax.TupleConsExpr:
		for _, item := range n.Exprs {
			o.part(item.Range(), item.Range())
		}
	case *hclsyntax.ForExpr:
		// Where the loop's first word stands is not kept.
		for _, first := range []hclsyntax.Expression{n.CollExpr, n.KeyExpr, n.ValExpr} {
			if first != nil {
				o.part(first.Range(), n.ValExpr.Range())
			}
		}
	}
	return nil
}

func (o *outliner) part(first, last hcl.Range) {
	o.out.Parts = append(o.out.Parts, o.file.Range(first.Start.Byte, last.End.Byte))
}
