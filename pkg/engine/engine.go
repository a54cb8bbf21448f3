// Package engine judges a resource graph by rules: Rego, compiled once, over a
// document built straight from the graph. It never sees a file.
package engine

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// Match is what a rule says of a resource.
type Match struct {
	Rule *rule.Rule
	// Resource is the id of a resource of the graph.
	Resource string
	// Path leads to what the match is about, in the resource's body.
	Path    value.Path
	Message string
	// RestsOn leads to each of the pieces that it holds for; empty if it holds
	// for the resource or for what is at Path.
	RestsOn []value.Path
	// Missing says that what should stand at Path does not.
	Missing bool
	// Present says that it claims no absence, whatever its rule does.
	Present bool
	// Severity is a lighter one than that of the rule; empty for the rule's.
	Severity rule.Severity
}

// Failure is a rule that could not be evaluated.
type Failure struct {
	Rule *rule.Rule
	Err  error
	// Line and Column are where in the rule's file it failed, 0 if that is not
	// known.
	Line, Column int
}

// Result is what rules say of a graph. The order of what it lists means
// nothing.
type Result struct {
	// Rules are those that had something to say about a type of the graph.
	Rules   []*rule.Rule
	Matches []Match
	// Undecided are matches of rules that cannot tell; Message says why.
	Undecided []Match
	// Undeclared are rules that were not asked because they compare with a
	// workload that is not declared.
	Undeclared []*rule.Rule
	Failures   []Failure
}

// Options give policies what does not come from the graph.
type Options struct {
	// Policies holds main.rego, the library and the rules, as the catalogue
	// names them.
	Policies fs.FS
	// Library is what ReadLibrary began to read of Policies; nil to read it
	// now.
	Library   *Library
	Catalogue *rule.Catalogue
	// Wanted tells which rules of the catalogue to run; nil for all.
	Wanted func(*rule.Rule) bool
	// Workload is what policies see as input.workload; the zero Value for
	// none.
	Workload value.Value
	// Graphs is the number of graphs that are to be judged at once, and so
	// share the processors; 0 for one.
	Graphs int
	// Patience is how long a user's rule may take for a graph; 0 for what
	// none needs that ends.
	Patience time.Duration
}

// Engine evaluates rules. It compiles what a graph needs when it first needs
// it, and is safe for concurrent use.
type Engine struct {
	opts Options
	*programs
}

// programs are what is compiled, for all engines that differ in their workload
// only.
type programs struct {
	mu    sync.Mutex
	byKey map[string]*program
	users userProgram
}

// maxPrograms bounds the programs kept: a graph that would need another one is
// judged by a program of all rules.
const maxPrograms = 8

// Library is what every program needs beside its rules, being read.
type Library struct{ base func() (*base, error) }

// ReadLibrary begins to read main.rego and the library, while the caller does
// other things.
func ReadLibrary(policies fs.FS) *Library {
	l := &Library{sync.OnceValues(func() (*base, error) { return readBase(policies) })}
	go func() { _, _ = l.base() }()
	return l
}

// New returns an engine. Rules are compiled when a graph needs them.
func New(o Options) *Engine {
	if o.Library == nil {
		o.Library = ReadLibrary(o.Policies)
	}
	return &Engine{opts: o, programs: &programs{byKey: map[string]*program{}}}
}

// WithWorkload returns an engine that differs in the workload only, and shares
// what either of them compiles.
func (e *Engine) WithWorkload(w value.Value) *Engine {
	other := *e
	other.opts.Workload = w
	return &other
}

// Catalogue returns the rules that the engine chooses from.
func (e *Engine) Catalogue() *rule.Catalogue { return e.opts.Catalogue }

// Runs reports whether a rule is among those wanted, and can run.
func (e *Engine) Runs(r *rule.Rule) bool {
	return !r.Broken && (e.opts.Wanted == nil || e.opts.Wanted(r))
}

// Question is what to ask the rules.
type Question struct {
	// Graph is what to judge.
	Graph *graph.Graph
	// Others are graphs of the same unit under other parameters, which rules may
	// hold it against.
	Others []*graph.Graph
	// Findings, unless nil, asks for findings only, of the rules that it holds
	// for: what rules cannot tell is nearly half of the work. It is the same in
	// all questions of a Memory.
	Findings func(*rule.Rule) bool
	// Memory is of what this graph was before an edit; nil for none.
	Memory *Memory
}

// Evaluate judges a graph by the rules that have something to say about a type
// in it. A rule that fails is named in the result and does not take the others
// down; an error means that none could run. The result must not be changed.
func (e *Engine) Evaluate(ctx context.Context, q Question) (*Result, error) {
	if q.Memory != nil {
		return q.Memory.evaluate(ctx, e, q)
	}
	return e.evaluate(ctx, q, describe(q.Graph))
}

func (e *Engine) evaluate(ctx context.Context, q Question, known []*described) (*Result, error) {
	about := survey(q, known)
	rules, undeclared := e.rulesFor(about)
	if q.Findings != nil {
		rules = slices.DeleteFunc(rules, func(r *rule.Rule) bool { return !q.Findings(r) })
	}
	if len(rules) == 0 {
		return &Result{Undeclared: undeclared}, nil
	}
	input := make(chan ast.Value, 1)
	go func() { input <- e.document(q, known) }()
	own, users := byOwner(rules)
	p, err := e.program(own)
	document := <-input
	if err != nil {
		return nil, err
	}
	out := &Result{Rules: rules, Undeclared: undeclared}
	p.evaluate(ctx, document, out)
	e.evaluateUsers(ctx, users, q, document, out)
	// A program may hold more rules than were asked.
	notAsked := func(m Match) bool { return !slices.Contains(rules, m.Rule) }
	out.Matches = slices.DeleteFunc(out.Matches, notAsked)
	out.Undecided = slices.DeleteFunc(out.Undecided, notAsked)
	out.Failures = slices.DeleteFunc(out.Failures, func(f Failure) bool { return !slices.Contains(rules, f.Rule) })
	if q.Findings != nil {
		// Rules that are asked one by one are asked for both, so that they fail
		// whatever is shown.
		out.Undecided = nil
	}
	return out, nil
}

// evaluate adds what the rules say, each part on its own processor.
func (p *program) evaluate(ctx context.Context, input ast.Value, out *Result) {
	results := make([]Result, len(p.parts))
	var wg sync.WaitGroup
	for i, t := range p.parts {
		wg.Go(func() {
			makeRoom()
			if t.evaluate(ctx, input, &results[i]) != nil && ctx.Err() == nil {
				t.oneByOne(ctx, input, &results[i])
			}
		})
	}
	wg.Wait()
	for _, r := range results {
		out.add(r)
	}
}

// add takes over what other rules say.
func (r *Result) add(other Result) {
	r.Matches = append(r.Matches, other.Matches...)
	r.Undecided = append(r.Undecided, other.Undecided...)
	r.Failures = append(r.Failures, other.Failures...)
}

// evaluate sets what the rules of the part say. It sets nothing if it fails.
func (p *part) evaluate(ctx context.Context, input ast.Value, out *Result) error {
	set, err := p.query.Eval(ctx, rego.EvalParsedInput(input))
	if err != nil {
		return err
	}
	if len(set) == 0 {
		return fmt.Errorf("main.rego: expected a value of result, found none")
	}
	var found Result
	if err := p.read(set[0].Expressions[0].Value, &found); err != nil {
		return err
	}
	*out = found
	return nil
}

func (e *Engine) wanted(rules []*rule.Rule) []*rule.Rule {
	return slices.DeleteFunc(rules, func(r *rule.Rule) bool { return !e.Runs(r) })
}

// program returns the compiled form of the rules, and of all if there are too
// many different sets of rules to compile each.
func (e *Engine) program(rules []*rule.Rule) (*program, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := programKey(rules)
	if p, ok := e.byKey[key]; ok {
		return p, p.err
	}
	if len(e.byKey) >= maxPrograms {
		if key = everything; e.byKey[key] != nil {
			return e.byKey[key], e.byKey[key].err
		}
		rules, _ = byOwner(e.wanted(e.opts.Catalogue.All()))
	}
	p := e.compile(rules)
	e.byKey[key] = p
	return p, p.err
}

// everything is the key of the program of all rules.
const everything = "*"

func programKey(rules []*rule.Rule) string {
	var b strings.Builder
	for _, r := range rules {
		b.WriteString(r.Package + " ")
	}
	return b.String()
}

// oneByOne evaluates each rule alone after all of them together failed.
func (p *part) oneByOne(ctx context.Context, input ast.Value, out *Result) {
	for _, r := range p.rules {
		found, err := p.alone(ctx, r, input)
		if err != nil {
			out.Failures = append(out.Failures, Failure{Rule: r, Err: err})
			continue
		}
		out.add(*found)
	}
}
