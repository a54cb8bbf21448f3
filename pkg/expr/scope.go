package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// Scope answers what the names in an expression stand for. Names are compared
// without case.
type Scope interface {
	// Parameter returns the value of a parameter; false if there is none of
	// that name.
	Parameter(name string) (value.Value, bool)
	// Variable returns the value of a variable; false if there is none.
	Variable(name string) (value.Value, bool)
	// Function returns a user function; nil if there is none.
	Function(namespace, name string) *Function
	// Symbol returns the resource with a symbolic name; false if there is
	// none. The name of one instance of a loop carries its index: "hub[0]".
	Symbol(name string) (Symbol, bool)
	// SymbolAt is Symbol for one instance of a loop, whose index need not be
	// known.
	SymbolAt(name string, index value.Value) (Symbol, bool)
	// Resource returns a resource of the template by type and name, of any
	// type if that is empty; false if there is none.
	Resource(ref value.Ref) (Symbol, bool)
	// Context is where the template is deployed.
	Context() *Context
}

// Function is a user function.
type Function struct {
	Params []string
	Body   Node
	// Scope is what the body sees besides its parameters.
	Scope Scope
}

// Symbol is a resource of the template as expressions see it.
type Symbol struct {
	// Resource is its id in the graph.
	Resource   string
	Type       string
	APIVersion string
	// Name as written in the template, Full with the names of its parents.
	Name value.Value
	Full value.Value
	// ID is its Azure resource id, mostly known in part.
	ID value.Value
	// Exists returns whether it is deployed.
	Exists func() value.Value
	// Reference returns what the files tell of reference() to it or, for a
	// loop, of references(), with the rest unknown; nil if they tell nothing.
	Reference func() value.Value
}

// Context is where a template is deployed. What the files do not say is an
// unknown that stands for the same thing wherever it is used.
type Context struct {
	SubscriptionID  value.Value
	ResourceGroup   value.Value
	Location        value.Value
	TenantID        value.Value
	ManagementGroup value.Value
	DeploymentName  value.Value
	// Level of the deployment.
	Level Level
	// Cloud is the name of the cloud, as "AzureUSGovernment"; empty is the
	// public one.
	Cloud string
}

// Level is what a template deploys to.
type Level uint8

// The levels of deployment.
const (
	LevelResourceGroup Level = iota
	LevelSubscription
	LevelManagementGroup
	LevelTenant
)

// Env is a Scope with the names bound by loops and lambdas around an
// expression. It is immutable.
type Env struct {
	Scope  Scope
	locals *binding
}

type binding struct {
	name  string
	value value.Value
	outer *binding
}

// NewEnv returns an environment with no local names.
func NewEnv(s Scope) *Env { return &Env{Scope: s} }

// Bind returns the environment with one more local name, which hides others
// of that name.
func (e *Env) Bind(name string, v value.Value) *Env {
	return &Env{Scope: e.Scope, locals: &binding{name, v, e.locals}}
}

// Local returns the value of a local name.
func (e *Env) Local(name string) (value.Value, bool) {
	for b := e.locals; b != nil; b = b.outer {
		if strings.EqualFold(b.name, name) {
			return b.value, true
		}
	}
	return value.Value{}, false
}

// CopyIndex is the local name that holds the turn of a copy loop with the
// given name, as copyIndex(name) reads it. The empty name is the innermost
// loop over resources.
func CopyIndex(loop string) string { return "copyIndex:" + strings.ToLower(loop) }

// CopyItem is the local name that holds the item of the list that a copy loop
// with the given name goes over.
func CopyItem(loop string) string { return "copyItem:" + strings.ToLower(loop) }

// In returns the environment with the same local names in another scope.
func (e *Env) In(s Scope) *Env { return &Env{Scope: s, locals: e.locals} }
