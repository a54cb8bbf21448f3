package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// eval returns the value of an expression as far as the files tell. It has no
// errors: what can't be evaluated is unknown. A nil expression is absent.
//
// Expressions are walked here rather than by the HCL library because its values
// forget where they were written, and because one unknown part makes its
// collections and calls unknown as a whole.
func (u *unit) eval(e hclsyntax.Expression, s *scope) value.Value {
	if e == nil {
		return value.Value{}
	}
	if u.budget.depth == 0 || !u.budget.step() {
		u.budget.exceeded = true
		return unknown(value.ReasonLimit, u.at(e))
	}
	u.budget.depth--
	v := u.evalNode(e, s)
	u.budget.depth++
	return v
}

func (u *unit) evalNode(e hclsyntax.Expression, s *scope) value.Value {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return u.literal(e)
	case *hclsyntax.TemplateExpr:
		return u.template(e, s)
	case *hclsyntax.TemplateWrapExpr:
		return u.eval(e.Wrapped, s)
	case *hclsyntax.TemplateJoinExpr:
		return u.join(u.eval(e.Tuple, s), "", u.at(e))
	case *hclsyntax.ParenthesesExpr:
		return u.eval(e.Expression, s)
	case *hclsyntax.ScopeTraversalExpr:
		return u.traversal(e.Traversal, s, u.at(e))
	case *hclsyntax.RelativeTraversalExpr:
		if i := u.picked(e.Source, s); i != nil {
			return i.follow(e.Traversal, u.at(e))
		}
		return u.steps(u.eval(e.Source, s), e.Traversal, u.at(e))
	case *hclsyntax.IndexExpr:
		if i := u.picked(e, s); i != nil {
			return i.follow(nil, u.at(e))
		}
		return u.index(u.eval(e.Collection, s), u.eval(e.Key, s), u.at(e))
	case *hclsyntax.ObjectConsExpr:
		return u.object(e, s)
	case *hclsyntax.ObjectConsKeyExpr:
		return u.key(e, s)
	case *hclsyntax.TupleConsExpr:
		return u.tuple(e, s)
	case *hclsyntax.AnonSymbolExpr:
		return s.item(e)
	case *hclsyntax.FunctionCallExpr:
		return u.call(e, s)
	}
	return u.evalOperation(e, s)
}

func (u *unit) evalOperation(e hclsyntax.Expression, s *scope) value.Value {
	switch e := e.(type) {
	case *hclsyntax.ConditionalExpr:
		return u.conditional(e, s)
	case *hclsyntax.BinaryOpExpr:
		return u.binary(e, s)
	case *hclsyntax.UnaryOpExpr:
		return u.unary(e, s)
	case *hclsyntax.ForExpr:
		return u.forExpr(e, s)
	case *hclsyntax.SplatExpr:
		return u.splat(e, s)
	}
	return unknown(value.ReasonFunction, u.at(e))
}

func (u *unit) at(e hclsyntax.Expression) source.Range { return u.loader.rangeOf(e.Range()) }

// unknown returns an unknown named by the text of its expression.
func unknown(reason value.Reason, r source.Range) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: reason, Expr: r.Excerpt()}).At(r)
}

func (u *unit) literal(e *hclsyntax.LiteralValueExpr) value.Value {
	at := u.at(e)
	v := fromCty(e.Val)
	if v.Kind() == value.Absent {
		return unknown(value.ReasonError, at)
	}
	return v.At(at)
}

func (u *unit) template(e *hclsyntax.TemplateExpr, s *scope) value.Value {
	at := u.at(e)
	if len(e.Parts) == 1 {
		if text, ok := literalOf(e.Parts[0]).Text(); ok {
			return value.OfString(text).At(at)
		}
	}
	parts := make([]value.Value, len(e.Parts))
	for i, p := range e.Parts {
		parts[i] = u.eval(p, s)
	}
	return u.concat(parts, at)
}

// concat joins values to a string, which is known in part if some of them are
// not known.
func (u *unit) concat(values []value.Value, at source.Range) value.Value {
	pieces := make([][]value.Part, len(values))
	size := 0
	for i, v := range values {
		pieces[i] = u.pieces(v)
		for _, p := range pieces[i] {
			size += len(p.Text)
		}
	}
	if !u.budget.text(size) {
		return unknown(value.ReasonLimit, at)
	}
	parts := value.JoinParts(pieces...)
	d := value.Derive(at.Excerpt(), 0, at, values...)
	if parts == nil && size > 0 {
		return d
	}
	return value.FromParts(*d.Unresolved(), parts).At(at).With(d.Flags())
}

// pieces returns a value as pieces of a string. What has no text is a piece
// that equals nothing else.
func (u *unit) pieces(v value.Value) []value.Part {
	if text, ok := asText(v); ok {
		return []value.Part{{Text: text}}
	}
	if parts, ok := value.PartsOf(v); ok {
		return parts
	}
	return []value.Part{{ID: u.fresh()}}
}

// fresh returns an ID for an unknown that is equal to nothing else.
func (u *unit) fresh() uint64 {
	u.last++
	return value.Combine("fresh", value.OfInt(int64(u.last)))
}

func (u *unit) object(e *hclsyntax.ObjectConsExpr, s *scope) value.Value {
	fields := make([]value.Field, 0, len(e.Items))
	var rest *value.Unresolved
	for _, item := range e.Items {
		key := u.eval(item.KeyExpr, s)
		v := u.eval(item.ValueExpr, s)
		text, ok := asText(key)
		if !ok {
			rest = unresolvedOr(key, rest)
			continue
		}
		fields = append(fields, value.Field{Key: text, KeyRange: u.loader.rangeOf(item.KeyExpr.Range()), Value: v})
	}
	return value.OfPartialFields(fields, rest).At(u.at(e))
}

// unresolvedOr returns what is known of v if it is unknown, else other.
func unresolvedOr(v value.Value, other *value.Unresolved) *value.Unresolved {
	if w := v.Unresolved(); w != nil {
		return w
	}
	return other
}

// key evaluates the key of an object: a bare word stands for itself.
func (u *unit) key(e *hclsyntax.ObjectConsKeyExpr, s *scope) value.Value {
	if t, ok := e.Wrapped.(*hclsyntax.ScopeTraversalExpr); ok && !e.ForceNonLiteral && len(t.Traversal) == 1 {
		return value.OfString(t.Traversal.RootName()).At(u.at(e))
	}
	if l, ok := e.Wrapped.(*hclsyntax.LiteralValueExpr); ok && !e.ForceNonLiteral && l.Val.IsNull() {
		return value.OfString("null").At(u.at(e))
	}
	return u.eval(e.Wrapped, s)
}

func (u *unit) tuple(e *hclsyntax.TupleConsExpr, s *scope) value.Value {
	items := make([]value.Value, len(e.Exprs))
	for i, item := range e.Exprs {
		items[i] = u.eval(item, s)
	}
	return value.OfItems(items...).At(u.at(e))
}

// conditional evaluates only the branch taken. Where the condition is unknown
// but both branches come to the same, so does the result; otherwise the two
// known scalars are what it can take.
func (u *unit) conditional(e *hclsyntax.ConditionalExpr, s *scope) value.Value {
	condition, _ := asBool(u.eval(e.Condition, s))
	switch condition.Truth() {
	case value.True:
		return u.eval(e.TrueResult, s).With(value.Union(condition))
	case value.False:
		return u.eval(e.FalseResult, s).With(value.Union(condition))
	}
	failures := u.failures
	yes, no := u.eval(e.TrueResult, s), u.eval(e.FalseResult, s)
	u.failures = failures
	if value.Equal(yes, no) == value.True {
		return yes
	}
	at := u.at(e)
	id := value.Combine("if", condition, yes, no)
	return value.AnyOf(value.Derive(at.Excerpt(), id, at, condition, yes, no), yes, no)
}
