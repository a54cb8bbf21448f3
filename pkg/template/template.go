// Package template evaluates deployment templates to resource graphs. ARM JSON
// and Bicep both become a Template, so that there is one evaluator for both.
package template

import (
	"errors"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
)

// Template is one template as it is written, before anything is evaluated.
type Template struct {
	File *source.File
	// Language is "arm" or "bicep".
	Language string
	// CaseSensitive says that names differ by their case.
	CaseSensitive bool
	// Level is what the template says it deploys to.
	Level      expr.Level
	Parameters []*Parameter
	Variables  []*Variable
	Functions  []*Function
	Resources  []*Resource
	Outputs    []*Output
	Imports    []*Import
	// Types are the types it defines, by name.
	Types map[string]*Type
}

// Type is what matters of a type to the value of a parameter.
type Type struct {
	// Name is what ARM calls it, in lower case; empty if it has no one name.
	Name     string
	Secure   bool
	Nullable bool
	// Allowed is an array of the values it has; nil if they are not listed.
	Allowed expr.Node
	// Imported is the name of an imported type that this one is; empty if it
	// is none. What is said here holds besides.
	Imported string
}

// Import makes variables and functions of another template known in this one.
type Import struct {
	Link *Link
	// Names are the names there by the names here. A function's name here has
	// its namespace and a dot before it.
	Names map[string]string
	// All is the name that stands for the whole template: its variable v is
	// All.v here, its function f is Functions.f of the namespace All. Empty
	// if only Names are imported.
	All string
}

// Parameter is a parameter of a template.
type Parameter struct {
	Name string
	// Type is the type's name in lower case; empty if it has none.
	Type   string
	Secure bool
	// Nullable parameters are null if no value is given.
	Nullable bool
	// Default is nil if there is none.
	Default expr.Node
	// Allowed is an array of the values allowed; nil if all are.
	Allowed expr.Node
	// Imported is the name of the imported type it has; empty if it has none.
	Imported string
	At       source.Range
}

// Variable is a variable of a template.
type Variable struct {
	Name  string
	Value expr.Node
	At    source.Range
}

// Function is a function the template defines.
type Function struct {
	Namespace string
	Name      string
	Params    []string
	Body      expr.Node
}

// Output is an output of a template.
type Output struct {
	Name   string
	Value  expr.Node
	Secure bool
	// Imported is the name of the imported type it has; empty if it has none.
	Imported string
	// At is where its name is written; Declared is all of its text.
	At       source.Range
	Declared source.Range
}

// Resource is a resource as declared: one declaration may give several
// resources, or none.
type Resource struct {
	// Symbol is the symbolic name; empty where the language has none.
	Symbol string
	// Label is the name as written, to tell resources without symbol apart.
	Label string
	// Parent is the resource that the name and the scope of this one go on
	// from; nil if there is none, or if it is not told apart from the name.
	Parent *Parent
	// Foreign resources are not Azure's: they can be referred to, but are not
	// in the graph.
	Foreign bool
	// Type may be short for a child that stands in its parent.
	Type       string
	APIVersion expr.Node
	Name       expr.Node
	// Existing resources are referred to, not deployed.
	Existing bool
	// Condition is nil if there is none.
	Condition expr.Node
	// Loop has no Body; nil if the resource is not repeated.
	Loop *expr.Loop
	// LoopName is what dependsOn calls the loop.
	LoopName string
	// Scope is what the resource extends, or where it is deployed.
	Scope     expr.Node
	DependsOn []expr.Node
	// Body is what else the resource has: location, sku, properties.
	Body *expr.Object
	// Children stand within this resource: their names go on from its name.
	Children []*Resource
	// Deployment is set for a nested or linked deployment or a module.
	Deployment *Deployment
	// Header introduces the resource; Declared is all of its text.
	Header   source.Range
	Declared source.Range
}

// Parent names the resource that a child belongs to.
type Parent struct {
	Symbol string
	// Index tells the instance if the parent is a loop.
	Index expr.Node
	// Around says that the child is written within the parent: it has a turn
	// in each turn of the parent's loop.
	Around bool
}

// Deployment is what a nested deployment, a linked template or a module
// deploys. Exactly one of Template and Link is set.
type Deployment struct {
	// Template is written inline.
	Template *Template
	// Link leads to a template elsewhere.
	Link *Link
	// Outer deployments evaluate the inline template in the scope of the
	// template around it.
	Outer bool
	// Parameters is an object of {name: {value: ...}}; nil if there are none.
	Parameters expr.Node
	// ResourceGroup, SubscriptionID, ManagementGroup and Location say where it is deployed;
	// nil where it is the same as the template around it.
	ResourceGroup   expr.Node
	SubscriptionID  expr.Node
	ManagementGroup expr.Node
	Location        expr.Node
}

// Link leads to another template.
type Link struct {
	// Target is the path or the address of the template.
	Target expr.Node
	// Relative targets are paths from the file of the link.
	Relative bool
	At       source.Range
}

// ErrUnavailable is wrapped by the error of a Loader for a template that is not
// on this machine. Nothing is wrong with the link then.
var ErrUnavailable = errors.New("not available")

// Loader reads the templates that links lead to.
type Loader interface {
	// Load returns the template that a link in a file leads to. An error
	// says in a few words why it could not be read.
	Load(from *source.File, target string) (*Template, []source.Diagnostic, error)
}
