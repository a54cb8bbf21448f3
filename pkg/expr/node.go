// Package expr is the expression language that ARM templates and Bicep share:
// its tree, its functions and the evaluator.
package expr

import (
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Node is an expression. Trees are immutable once built.
type Node interface {
	// Range is where the expression is written.
	Range() source.Range
}

type (
	// Literal is a value written as it is.
	Literal struct{ Value value.Value }

	// Call is a function call. Namespace is set for user functions only.
	Call struct {
		Namespace string
		Name      string
		Args      []Node
		At        source.Range
		NameAt    source.Range
	}

	// Access is a property or an item of a value: base.key or base[key].
	Access struct {
		Base Node
		Key  Node
		At   source.Range
	}

	// Object is an object whose fields are expressions.
	Object struct {
		Entries []Entry
		At      source.Range
	}

	// Array is an array whose items are expressions. An item may be a Spread.
	Array struct {
		Items []Node
		At    source.Range
	}

	// Spread stands for all items or fields of a value within an Array or,
	// as the value of an Entry without key, within an Object.
	Spread struct {
		Value Node
		At    source.Range
	}

	// Loop is an array with one item for each turn: over the items of Over
	// or, where that is nil or no array, Count times. In Body the item is the
	// local Item and the turn, from 0, the local Index; either may be empty.
	Loop struct {
		Item  string
		Index string
		Over  Node
		Count Node
		Body  Node
		At    source.Range
	}

	// Lambda is a function written as an argument.
	Lambda struct {
		Params []string
		Body   Node
		At     source.Range
	}

	// Local is a name bound by a Loop or a Lambda.
	Local struct {
		Name string
		At   source.Range
	}

	// Fact is something the files tell of a resource of the template without
	// asking the service. Index is nil but for one instance of a loop.
	Fact struct {
		Symbol string
		Index  Node
		Fact   FactKind
		At     source.Range
	}

	// Invalid is text that does not parse. It has been reported and
	// evaluates to an unknown.
	Invalid struct{ At source.Range }
)

// FactKind is what a Fact tells of a resource.
type FactKind uint8

// What a Fact tells: the name as written in the template, the Azure resource
// id, and whether the resource is deployed.
const (
	FactName FactKind = iota
	FactID
	FactExists
)

// Entry is a field of an Object.
type Entry struct {
	// Key is the name, usually a Literal; nil if Value is a Spread.
	Key   Node
	Value Node
}

// Range is where the literal is written.
func (n *Literal) Range() source.Range { return n.Value.Range() }

// Range is the whole call.
func (n *Call) Range() source.Range { return n.At }

// Range is the base and the key.
func (n *Access) Range() source.Range { return n.At }

// Range is the object with its braces.
func (n *Object) Range() source.Range { return n.At }

// Range is the array with its brackets.
func (n *Array) Range() source.Range { return n.At }

// Range is the spread with its dots.
func (n *Spread) Range() source.Range { return n.At }

// Range is the whole loop.
func (n *Loop) Range() source.Range { return n.At }

// Range is the whole lambda.
func (n *Lambda) Range() source.Range { return n.At }

// Range is the name.
func (n *Local) Range() source.Range { return n.At }

// Range is where the resource is referred to.
func (n *Fact) Range() source.Range { return n.At }

// Range is the text that does not parse.
func (n *Invalid) Range() source.Range { return n.At }

// LiteralText returns the text of a node that is a literal string.
func LiteralText(n Node) (string, bool) {
	if l, ok := n.(*Literal); ok {
		return l.Value.Text()
	}
	return "", false
}
