package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

// jsonReader turns the JSON syntax into the nodes of the native one. JSON does
// not tell blocks from attributes: within a resource all but "dynamic" become
// attributes.
type jsonReader struct {
	file  *source.File
	diags []source.Diagnostic
}

// parseJSON reads a file in the JSON syntax.
func parseJSON(f *source.File) (*hclsyntax.Body, []source.Diagnostic) {
	root, diags := jsonc.Parse(f)
	if root == nil {
		return nil, diags
	}
	r := &jsonReader{file: f, diags: diags}
	if root.Kind != jsonc.Object {
		at := root.Range(f)
		return nil, append(diags, source.Errorf(at, "hcl-syntax", "expected an object, found %s", root.Kind))
	}
	body := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	for _, m := range root.Members {
		labels, ok := blockLabels[m.Key]
		if !ok {
			body.Attributes[m.Key] = r.attribute(m)
			continue
		}
		body.Blocks = append(body.Blocks, r.blocks(m.Key, r.hcl(m.KeyRange(f)), labels, nil, m.Value)...)
	}
	return body, r.diags
}

// blockLabels are the blocks at the top of a file, with how many labels each
// has.
var blockLabels = map[string]int{
	"resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1,
	"locals": 0, "terraform": 0,
}

// innerBlocks are the blocks that the JSON syntax tells by name, with how many
// labels each has.
var innerBlocks = map[string]int{
	"dynamic": 1, "content": 0, "required_providers": 0, "lifecycle": 0, "provisioner": 1, "connection": 0, "validation": 0,
}

func (r *jsonReader) hcl(at source.Range) hcl.Range {
	return hcl.Range{Filename: r.file.Path, Start: hcl.Pos{Byte: int(at.Start)}, End: hcl.Pos{Byte: int(at.End)}}
}

type label struct {
	text string
	at   hcl.Range
}

// blocks reads the blocks of a type from objects nested a level a label.
func (r *jsonReader) blocks(typ string, at hcl.Range, left int, labels []label, n *jsonc.Node) []*hclsyntax.Block {
	var out []*hclsyntax.Block
	if n.Kind == jsonc.Array {
		for _, item := range n.Items {
			out = append(out, r.blocks(typ, at, left, labels, item)...)
		}
		return out
	}
	if n.Kind != jsonc.Object {
		if n.Kind != jsonc.Null {
			r.diags = append(r.diags, source.Errorf(n.Range(r.file), "hcl-syntax", "expected an object, found %s", n.Kind))
		}
		return nil
	}
	if left == 0 {
		return []*hclsyntax.Block{r.block(typ, at, labels, n)}
	}
	for _, m := range n.Members {
		if m.Key == "//" {
			continue
		}
		next := append(slices.Clip(labels), label{m.Key, r.hcl(m.KeyRange(r.file))})
		out = append(out, r.blocks(typ, at, left-1, next, m.Value)...)
	}
	return out
}

func (r *jsonReader) block(typ string, at hcl.Range, labels []label, n *jsonc.Node) *hclsyntax.Block {
	whole := r.hcl(n.Range(r.file))
	b := &hclsyntax.Block{Type: typ, TypeRange: at, OpenBraceRange: whole, CloseBraceRange: whole, Body: r.body(typ, n)}
	for _, l := range labels {
		b.Labels = append(b.Labels, l.text)
		b.LabelRanges = append(b.LabelRanges, l.at)
	}
	if len(labels) > 0 {
		b.TypeRange = labels[len(labels)-1].at
	}
	return b
}

func (r *jsonReader) body(typ string, n *jsonc.Node) *hclsyntax.Body {
	body := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: r.hcl(n.Range(r.file))}
	for _, m := range n.Members {
		labels, isBlock := innerBlocks[m.Key]
		switch {
		case m.Key == "//":
		case isBlock && typ != "locals":
			body.Blocks = append(body.Blocks, r.blocks(m.Key, r.hcl(m.KeyRange(r.file)), labels, nil, m.Value)...)
		case m.Key == "depends_on", typ == "variable" && m.Key == "type", m.Key == "iterator" && typ == "dynamic":
			body.Attributes[m.Key] = r.rawAttribute(m)
		default:
			body.Attributes[m.Key] = r.attribute(m)
		}
	}
	return body
}

func (r *jsonReader) attribute(m jsonc.Member) *hclsyntax.Attribute {
	return r.newAttribute(m, r.expression(m.Value))
}

// rawAttribute reads an attribute whose strings are expressions.
func (r *jsonReader) rawAttribute(m jsonc.Member) *hclsyntax.Attribute {
	if m.Value.Kind == jsonc.Array {
		list := &hclsyntax.TupleConsExpr{SrcRange: r.hcl(m.Value.Range(r.file))}
		for _, item := range m.Value.Items {
			list.Exprs = append(list.Exprs, r.raw(item))
		}
		return r.newAttribute(m, list)
	}
	return r.newAttribute(m, r.raw(m.Value))
}

func (r *jsonReader) newAttribute(m jsonc.Member, e hclsyntax.Expression) *hclsyntax.Attribute {
	key, v := r.hcl(m.KeyRange(r.file)), r.hcl(m.Value.Range(r.file))
	return &hclsyntax.Attribute{Name: m.Key, Expr: e, SrcRange: hcl.RangeBetween(key, v), NameRange: key}
}

func (r *jsonReader) raw(n *jsonc.Node) hclsyntax.Expression {
	if n.Kind != jsonc.String {
		return r.expression(n)
	}
	text := n.Text()
	at := r.file.Range(n.Offset(0), n.Offset(len(text)))
	e, diags := parseExpression(at, text)
	r.diags = append(r.diags, diags...)
	if e == nil {
		return r.literal(n, cty.NullVal(cty.DynamicPseudoType))
	}
	return e
}

func (r *jsonReader) literal(n *jsonc.Node, v cty.Value) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: r.hcl(n.Range(r.file))}
}

func (r *jsonReader) expression(n *jsonc.Node) hclsyntax.Expression {
	switch n.Kind {
	case jsonc.False, jsonc.True:
		return r.literal(n, cty.BoolVal(n.Kind == jsonc.True))
	case jsonc.Number:
		v, err := cty.ParseNumberVal(n.Text())
		if err != nil {
			v = cty.DynamicVal
		}
		return r.literal(n, v)
	case jsonc.String:
		return r.text(n.Text(), n.Range(r.file), n.Offset)
	case jsonc.Array:
		list := &hclsyntax.TupleConsExpr{SrcRange: r.hcl(n.Range(r.file))}
		for _, item := range n.Items {
			list.Exprs = append(list.Exprs, r.expression(item))
		}
		return list
	case jsonc.Object:
		return r.object(n)
	}
	return r.literal(n, cty.NullVal(cty.DynamicPseudoType))
}

func (r *jsonReader) object(n *jsonc.Node) hclsyntax.Expression {
	obj := &hclsyntax.ObjectConsExpr{SrcRange: r.hcl(n.Range(r.file))}
	for _, m := range n.Members {
		if m.Key == "//" {
			continue
		}
		key := r.text(m.Key, m.KeyRange(r.file), m.KeyOffset)
		obj.Items = append(obj.Items, hclsyntax.ObjectConsItem{
			KeyExpr:   &hclsyntax.ObjectConsKeyExpr{Wrapped: key, ForceNonLiteral: true},
			ValueExpr: r.expression(m.Value),
		})
	}
	return obj
}

// text reads a string, which is a template.
func (r *jsonReader) text(text string, at source.Range, offset func(int) int) hclsyntax.Expression {
	if !strings.Contains(text, "${") && !strings.Contains(text, "%{") {
		return &hclsyntax.LiteralValueExpr{Val: cty.StringVal(text), SrcRange: r.hcl(at)}
	}
	e, diags := parseTemplate(r.file.Range(offset(0), offset(len(text))), text)
	r.diags = append(r.diags, diags...)
	if e == nil {
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: r.hcl(at)}
	}
	return e
}
