package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// local is a name that is known only within a part of a file: the variable of
// a loop or a lambda, the parameter of a function, a resource in a resource.
type local struct {
	name  string
	outer *local
	// argument marks the parameter of a function.
	argument bool
	// ofResource marks the variable of a loop over resources or modules.
	ofResource bool
	// module marks a variable that stands for an instance of a module.
	module bool
	// within is set for the names of resources written in it.
	within *resource
}

// find returns the innermost local of a name; nil if there is none.
func (s *local) find(name string) *local {
	for ; s != nil; s = s.outer {
		if s.name == name && s.within == nil {
			return s
		}
		if s.within != nil && s.within.children[name] != nil {
			return s
		}
	}
	return nil
}

// node returns what a local variable is evaluated by.
func (s *local) node(at source.Range) expr.Node {
	if s.argument {
		return call("parameters", at, text(localName(s.name), at))
	}
	return &expr.Local{Name: localName(s.name), At: at}
}

// localName returns what a local name is evaluated by. The evaluator knows no
// case, so names that differ by it get different ends.
func localName(name string) string {
	if name == strings.ToLower(name) {
		return name
	}
	end := make([]byte, len(name))
	for i := range end {
		end[i] = '0'
		if name[i] >= 'A' && name[i] <= 'Z' {
			end[i] = '1'
		}
	}
	return name + ":" + string(end)
}

// text returns a string literal.
func text(s string, at source.Range) expr.Node {
	return &expr.Literal{Value: value.OfString(s).At(at)}
}

// call returns a call of a function of the template language.
func call(name string, at source.Range, args ...expr.Node) *expr.Call {
	return &expr.Call{Name: name, Args: args, At: at, NameAt: at}
}
