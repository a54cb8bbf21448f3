package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// turn is one turn of a for expression.
type turn struct{ key, value value.Value }

// turns returns the turns over a collection in Terraform's order. If there may
// be more than are known, one more stands for them and rest says why.
func (u *unit) turns(over value.Value, at source.Range) (turns []turn, rest *value.Unresolved) {
	switch over.Kind() {
	case value.Array:
		for i := range over.Items() {
			turns = append(turns, turn{value.OfInt(int64(i)).At(over.Range()), over.Item(i)})
		}
	case value.Object:
		for _, f := range sortedFields(over) {
			turns = append(turns, turn{value.OfString(f.Key).At(f.KeyRange), over.Get(f.Key)})
		}
	default:
		open := value.Derive(at.Excerpt(), 0, at, over)
		return []turn{{unknownTurn(at, over), unknownTurn(at, over)}}, open.Unresolved()
	}
	if rest = over.Rest(); rest != nil && len(turns) == 0 {
		from := value.NewUnknown(*rest)
		turns = append(turns, turn{unknownTurn(at, from), unknownTurn(at, from)})
	}
	return turns, rest
}

// unknownTurn is what differs by turn in a loop of unknown length.
func unknownTurn(at source.Range, from value.Value) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: value.ReasonLoop, Expr: at.Excerpt(), Refs: value.RefsIn(from)}).At(at).With(from.Flags())
}

func (u *unit) forExpr(e *hclsyntax.ForExpr, s *scope) value.Value {
	over := u.eval(e.CollExpr, s)
	if over.IsNothing() {
		return unknown(value.ReasonFunction, u.at(e))
	}
	turns, rest := u.turns(over, u.at(e.CollExpr))
	b := forBuilder{unit: u, e: e, rest: rest, isSet: makesSet(e.CollExpr)}
	for _, t := range turns {
		if !u.budget.step() {
			return unknown(value.ReasonLimit, u.at(e))
		}
		b.turn(t, s)
	}
	return b.result().At(u.at(e)).With(value.Union(over))
}

// makesSet reports whether an expression is a call that gives a set, whose
// items are their own keys.
func makesSet(e hclsyntax.Expression) bool {
	c, ok := e.(*hclsyntax.FunctionCallExpr)
	return ok && slices.Contains([]string{"toset", "setunion", "setintersection", "setsubtract", "fileset"}, c.Name)
}

// forBuilder gathers the results of a for expression.
type forBuilder struct {
	unit   *unit
	e      *hclsyntax.ForExpr
	isSet  bool
	items  []value.Value
	fields []value.Field
	groups map[string]int
	rest   *value.Unresolved
}

func (b *forBuilder) turn(t turn, s *scope) {
	if b.isSet {
		t.key = t.value
	}
	if b.e.KeyVar != "" {
		s = s.bind(b.e.KeyVar, t.key)
	}
	s = s.bind(b.e.ValVar, t.value)
	if b.e.CondExpr != nil {
		condition, _ := asBool(b.unit.eval(b.e.CondExpr, s))
		switch condition.Truth() {
		case value.False:
			return
		case value.Maybe:
			b.rest = value.Derive(b.unit.at(b.e).Excerpt(), 0, b.unit.at(b.e), condition).Unresolved()
			return
		}
	}
	v := b.unit.eval(b.e.ValExpr, s)
	if b.e.KeyExpr == nil {
		b.items = append(b.items, v)
		return
	}
	key := b.unit.eval(b.e.KeyExpr, s)
	text, ok := asText(key)
	if !ok {
		b.rest = unresolvedOr(key, b.rest)
		return
	}
	b.field(text, key.Range(), v)
}

func (b *forBuilder) field(key string, at source.Range, v value.Value) {
	if !b.e.Group {
		b.fields = append(b.fields, value.Field{Key: key, KeyRange: at, Value: v})
		return
	}
	if b.groups == nil {
		b.groups = map[string]int{}
	}
	i, ok := b.groups[key]
	if !ok {
		i = len(b.fields)
		b.groups[key] = i
		b.fields = append(b.fields, value.Field{Key: key, KeyRange: at, Value: value.OfItems().At(at)})
	}
	b.fields[i].Value = value.OfItems(append(b.fields[i].Value.Items(), v)...).At(at)
}

func (b *forBuilder) result() value.Value {
	if b.e.KeyExpr == nil {
		return value.OfPartial(b.items, b.rest)
	}
	return value.OfPartialFields(b.fields, b.rest)
}

// splat applies an expression to each item of a list; what is no list counts
// as a list of one, null as an empty one.
func (u *unit) splat(e *hclsyntax.SplatExpr, s *scope) value.Value {
	over := u.eval(e.Source, s)
	at := u.at(e)
	switch {
	case over.IsNothing():
		return value.OfItems().At(at)
	case over.Kind() == value.Unknown:
		each := u.eval(e.Each, s.bindItem(e.Item, unknownTurn(at, over)))
		d := value.Derive(at.Excerpt(), 0, at, over)
		return value.OfPartial([]value.Value{each}, d.Unresolved()).At(at).With(d.Flags())
	case over.Kind() != value.Array:
		return value.OfItems(u.eval(e.Each, s.bindItem(e.Item, over))).At(at)
	}
	items := make([]value.Value, len(over.Items()))
	for i := range items {
		items[i] = u.eval(e.Each, s.bindItem(e.Item, over.Item(i)))
	}
	return value.OfPartial(items, over.Rest()).At(at).With(value.Union(over))
}
