package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Evaluator evaluates expressions as far as the files tell. It has no errors:
// what can't be evaluated is an unknown. It is not safe for concurrent use.
type Evaluator struct {
	Budget *Budget
	// Report takes what is wrong with the input; nil to ignore it.
	Report func(source.Diagnostic)
	// Extern evaluates functions that the template language does not have but
	// a language that became templates does; false if it has none of that
	// name. It may be nil.
	Extern func(name string, args []value.Value, at source.Range) (value.Value, bool)
	table  *table
	last   uint64
}

// fresh returns an ID for an unknown that is equal to nothing else.
func (ev *Evaluator) fresh() uint64 {
	ev.last++
	return value.Combine("fresh", value.OfInt(int64(ev.last)))
}

// New returns an evaluator that spends from a budget.
func New(b *Budget) *Evaluator { return &Evaluator{Budget: b, table: builtins()} }

// maxSize is the most values that may stand in one: names that hold each other
// twice can make a small text stand for more than there is time to look at.
const maxSize = 100_000

// Eval returns the value of an expression. A nil node is absent.
func (ev *Evaluator) Eval(n Node, env *Env) value.Value {
	if n == nil {
		return value.Value{}
	}
	if !ev.Budget.step() {
		return limit(n.Range())
	}
	v := ev.eval(n, env)
	if v.Size() > maxSize {
		ev.Budget.Exceeded = true
		return limit(n.Range())
	}
	return v
}

func (ev *Evaluator) eval(n Node, env *Env) value.Value {
	switch n := n.(type) {
	case *Literal:
		return n.Value
	case *Call:
		return ev.call(n, env)
	case *Access:
		return ev.access(n, env)
	case *Object:
		return ev.object(n, env)
	case *Array:
		return ev.array(n, env)
	case *Loop:
		return ev.loop(n, env)
	case *Fact:
		return ev.fact(n, env)
	case *Local:
		if v, ok := env.Local(n.Name); ok {
			return v
		}
	case *Invalid:
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: n.At.Text()}).At(n.At)
	}
	return unknown(value.ReasonFunction, n.Range())
}

// unknown returns an unknown named by the text of its expression.
func unknown(reason value.Reason, r source.Range) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: reason, Expr: r.Excerpt()}).At(r)
}

func limit(r source.Range) value.Value { return unknown(value.ReasonLimit, r) }

func (ev *Evaluator) object(n *Object, env *Env) value.Value {
	fields := make([]value.Field, 0, len(n.Entries))
	var rest *value.Unresolved
	for _, e := range n.Entries {
		v := ev.Eval(e.Value, env)
		if e.Key == nil {
			fields, rest = spreadFields(fields, rest, ev.spread(e.Value, env))
			continue
		}
		key := ev.Eval(e.Key, env)
		text, ok := key.Text()
		if !ok {
			rest = unresolvedOr(key, rest)
			continue
		}
		fields = append(fields, value.Field{Key: text, KeyRange: e.Key.Range(), Value: v})
	}
	return value.OfPartialFields(fields, rest).At(n.At)
}

// spread evaluates what a Spread stands for.
func (ev *Evaluator) spread(n Node, env *Env) value.Value {
	if s, ok := n.(*Spread); ok {
		n = s.Value
	}
	return ev.Eval(n, env)
}

func spreadFields(fields []value.Field, rest *value.Unresolved, v value.Value) ([]value.Field, *value.Unresolved) {
	switch v.Kind() {
	case value.Object:
		for _, f := range v.Fields() {
			f.Value = v.Get(f.Key)
			fields = append(fields, f)
		}
		if r := v.Rest(); r != nil {
			// What is unknown may replace what was written before it.
			return v.Fields(), r
		}
	case value.Unknown:
		return nil, v.Unresolved()
	}
	return fields, rest
}

// unresolvedOr returns what is known of v if it is unknown, else other.
func unresolvedOr(v value.Value, other *value.Unresolved) *value.Unresolved {
	if u := v.Unresolved(); u != nil {
		return u
	}
	return other
}

func (ev *Evaluator) array(n *Array, env *Env) value.Value {
	items := make([]value.Value, 0, len(n.Items))
	var rest *value.Unresolved
	for _, item := range n.Items {
		s, ok := item.(*Spread)
		if !ok {
			items = append(items, ev.Eval(item, env))
			continue
		}
		v := ev.Eval(s.Value, env)
		for i := range v.Items() {
			items = append(items, v.Item(i))
		}
		rest = otherRest(unresolvedOr(v, rest), v.Rest())
	}
	return value.OfPartial(items, rest).At(n.At)
}

func (ev *Evaluator) access(n *Access, env *Env) value.Value {
	base := ev.Eval(n.Base, env)
	key := ev.Eval(n.Key, env)
	if base.Kind() == value.Unknown {
		if v, ok := ev.pieceOfSplit(n.Base, key, env); ok {
			return v.At(n.At)
		}
	}
	return accessValue(base, key, n.At)
}

// pieceOfSplit returns an item of a split of a string known in part. It is
// right if no unknown piece holds the separator, so it stays an unknown, of
// which those pieces are told.
func (ev *Evaluator) pieceOfSplit(n Node, key value.Value, env *Env) (value.Value, bool) {
	c, ok := n.(*Call)
	i, known := key.Int()
	if !ok || !known || len(c.Args) != 2 || c.Namespace != "" || !strings.EqualFold(c.Name, "split") {
		return value.Value{}, false
	}
	of := ev.Eval(c.Args[0], env)
	separator, ok := ev.Eval(c.Args[1], env).Text()
	if u := of.Unresolved(); u == nil || len(u.Parts) < 2 || !ok || separator == "" {
		return value.Value{}, false
	}
	pieces := value.SplitParts(of.Unresolved().Parts, separator)
	if i < 0 || i >= int64(len(pieces)) || len(pieces[i]) == 0 {
		return value.Value{}, false
	}
	u := *value.Derive(n.Range().Excerpt(), 0, n.Range(), of).Unresolved()
	return value.OfPieces(u, pieces[i]).With(value.Union(of)), true
}

// accessValue returns a property or item of a value, unknown if there is none.
func accessValue(base, key value.Value, at source.Range) value.Value {
	found := lookUp(base, key)
	if found.Kind() == value.Absent {
		found = value.Derive(at.Excerpt(), value.Combine(".", base, key), at, base, key)
		name, _ := key.Text()
		return value.OpenPart(base, found, name)
	}
	if found.Range().IsZero() {
		found = found.WithOrigin(value.Origin{Range: at, Way: found.Origin().Way})
	}
	return found
}

// lookUp returns a property or item of a value; absent if there is none or it
// is not known which. The items of an array known in part have no order.
func lookUp(base, key value.Value) value.Value {
	if name, ok := key.Text(); ok {
		return base.Get(name)
	}
	if i, ok := key.Int(); ok && base.Rest() == nil {
		return base.Item(int(i))
	}
	return value.Value{}
}

// fact evaluates what is told of a resource.
func (ev *Evaluator) fact(n *Fact, env *Env) value.Value {
	if !ev.Budget.enter() {
		return limit(n.At)
	}
	defer ev.Budget.leave()
	index := ev.Eval(n.Index, env)
	s, ok := env.Scope.Symbol(n.Symbol)
	if n.Index != nil {
		s, ok = env.Scope.SymbolAt(n.Symbol, index)
	}
	if !ok {
		return value.Derive(n.At.Excerpt(), value.Combine("fact "+n.Symbol, index), n.At, index)
	}
	switch n.Fact {
	case FactName:
		return s.Name
	case FactExists:
		return s.Exists()
	}
	return s.ID.At(n.At)
}
