package expr

import (
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// loop evaluates the body once for each turn. A loop of unknown length gives
// one item that stands for all of them.
func (ev *Evaluator) loop(n *Loop, env *Env) value.Value {
	turns, rest := ev.Turns(n, env)
	items := make([]value.Value, 0, len(turns))
	for _, turn := range turns {
		item := ev.Eval(n.Body, turn.Env)
		if turn.Each {
			item = item.With(value.Each)
			rest = shown(rest)
		}
		items = append(items, item)
	}
	return value.OfPartial(items, rest).At(n.At)
}

// shown returns what an array may hold more as told by one of its items.
func shown(rest *value.Unresolved) *value.Unresolved {
	if rest == nil {
		return nil
	}
	u := *rest
	u.Shown = true
	return &u
}

// otherRest returns which of the reasons why an array joined of others may
// hold more says most: one that no item stands for.
func otherRest(a, b *value.Unresolved) *value.Unresolved {
	if b == nil || a != nil && b.Shown {
		return a
	}
	return b
}

// Turn is one turn of a loop.
type Turn struct {
	// Env has the item and the index.
	Env *Env
	// Each turns stand for any number of turns, or none.
	Each bool
}

// maxCopies is the most instances Azure makes of a copy loop; source:
// learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources.
const maxCopies = 800

func (ev *Evaluator) report(d source.Diagnostic) {
	if ev.Report != nil {
		ev.Report(d)
	}
}

// Turns returns the turns of a loop. If its length is not known there is one
// that stands for those that are not told, and rest says why.
func (ev *Evaluator) Turns(n *Loop, env *Env) (turns []Turn, rest *value.Unresolved) {
	count := ev.List(n, env)
	length, ok := count.Int()
	if !ok {
		return ev.turnsOver(n, env, count)
	}
	if length < 0 || length > maxCopies {
		ev.report(source.Errorf(n.At, "template-copy", "expected a count from 0 to %d, found %d", maxCopies, length))
		return ev.unknownTurn(n, env, limit(n.At))
	}
	for i := range length {
		if !ev.Budget.instance() {
			return turns, limit(n.At).Unresolved()
		}
		turns = append(turns, Turn{Env: env.Bind(n.Index, value.OfInt(i).At(n.At).With(count.Flags()))})
	}
	return turns, nil
}

func (ev *Evaluator) turnsOver(n *Loop, env *Env, over value.Value) (turns []Turn, rest *value.Unresolved) {
	if over.Kind() != value.Array {
		return ev.unknownTurn(n, env, over)
	}
	if length := len(over.Items()); length > maxCopies {
		ev.report(source.Errorf(n.listAt(), "template-copy", "expected at most %d items to loop over, found %d", maxCopies, length))
		return ev.unknownTurn(n, env, limit(n.At))
	}
	var more []Turn
	if over.Rest() != nil {
		more, _ = ev.unknownTurn(n, env, value.NewUnknown(*over.Rest()).At(over.Range()))
	}
	for i := range over.Items() {
		if !ev.Budget.instance() {
			return turns, limit(n.At).Unresolved()
		}
		index := value.OfInt(int64(i)).At(n.At).With(value.Union(over))
		if len(more) > 0 {
			// The items of an array known in part have no order.
			index, _ = more[0].Env.Local(n.Index)
		}
		item := over.Item(i)
		turns = append(turns, Turn{env.Bind(n.Item, item).Bind(n.Index, index), item.Has(value.Each)})
	}
	if over.Rest() == nil || over.Rest().Shown && over.Certain() < len(turns) {
		return turns, over.Rest()
	}
	return append(turns, more...), over.Rest()
}

// unknownTurn returns the one turn that stands for a loop of unknown length.
func (ev *Evaluator) unknownTurn(n *Loop, env *Env, from value.Value) ([]Turn, *value.Unresolved) {
	v := value.NewUnknown(value.Unresolved{Reason: value.ReasonLoop, Expr: n.listAt().Excerpt(), Refs: from.Refs()}).At(n.listAt())
	rest := from.Unresolved()
	if rest == nil {
		rest = v.Unresolved()
	}
	return []Turn{{env.Bind(n.Item, accessValue(from, v, n.listAt())).Bind(n.Index, v), true}}, rest
}

// List evaluates what a loop goes over, or how often it does.
func (ev *Evaluator) List(n *Loop, env *Env) value.Value {
	if n.Over != nil {
		if over := ev.Eval(n.Over, env); over.Kind() == value.Array || over.Kind() == value.Unknown || n.Count == nil {
			return over
		}
	}
	return ev.Eval(n.Count, env)
}

// TurnAt returns the environment of one turn of a loop by its index, which need
// not be known. list is what List gave for the loop; length is how many turns
// there are, -1 if that is not known.
func (ev *Evaluator) TurnAt(n *Loop, env *Env, list, index value.Value) (turn *Env, length int64) {
	length = -1
	if count, ok := list.Int(); ok {
		return env.Bind(n.Index, index), count
	}
	if isList(list) {
		length = int64(len(list.Items()))
	}
	return env.Bind(n.Item, accessValue(list, index, n.listAt())).Bind(n.Index, index), length
}

// listAt is where the list that a loop goes over or its count is written.
func (n *Loop) listAt() source.Range {
	switch {
	case n.Over != nil:
		return n.Over.Range()
	case n.Count != nil:
		return n.Count.Range()
	}
	return n.At
}
