package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
)

// The rules of a user are apart from those that come with the linter: compiled
// by themselves with every check, asked one by one and for a limited time, so
// that a mistake in one of them costs only that one.

// patience is how long a user's rule may take for a graph. Those that come with
// the linter take less than a millisecond.
const patience = 10 * time.Second

// userProgram is the rules of a user ready to run, compiled when one is first
// asked.
type userProgram struct {
	once    sync.Once
	queries map[*rule.Rule]queries
	err     error

	mu sync.Mutex
	// slow are the rules that did not end in time, and what is said of each.
	// They are not asked again.
	slow map[*rule.Rule]error
}

// byOwner parts the rules that come with the linter from those of a user.
func byOwner(rules []*rule.Rule) (own, users []*rule.Rule) {
	if !slices.ContainsFunc(rules, (*rule.Rule).IsCustom) {
		return rules, nil
	}
	for _, r := range rules {
		if r.IsCustom() {
			users = append(users, r)
		} else {
			own = append(own, r)
		}
	}
	return own, users
}

// evaluateUsers adds what the rules of a user say.
func (e *Engine) evaluateUsers(ctx context.Context, rules []*rule.Rule, about Question, input ast.Value, out *Result) {
	if len(rules) == 0 {
		return
	}
	u := &e.users
	u.once.Do(func() { u.queries, u.err = e.compileUsers(context.Background()) })
	for _, r := range rules {
		found, err := u.ask(ctx, r, about, input, e.patience())
		if err != nil {
			out.Failures = append(out.Failures, u.failure(r, err))
			continue
		}
		out.add(*found)
	}
}

func (e *Engine) patience() time.Duration {
	if e.opts.Patience > 0 {
		return e.opts.Patience
	}
	return patience
}

// ask evaluates a rule, unless it took too long before.
func (u *userProgram) ask(ctx context.Context, r *rule.Rule, about Question, input ast.Value, limit time.Duration) (*Result, error) {
	u.mu.Lock()
	err := errors.Join(u.err, u.slow[r])
	u.mu.Unlock()
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	found, err := u.queries[r].evaluate(limited, r, input)
	if err == nil {
		err = allIn(about.Graph, found)
	}
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("it took longer than %s on %s and is not asked again", limit, about.Graph.Root)
		u.mu.Lock()
		defer u.mu.Unlock()
		u.slow[r] = err
	}
	return found, err
}

// allIn returns an error if a match is on something that is not in the graph.
func allIn(g *graph.Graph, found *Result) error {
	for _, m := range slices.Concat(found.Matches, found.Undecided) {
		if g.Resource(m.Resource) == nil {
			return fmt.Errorf("expected a match on the id of a resource, found %q", m.Resource)
		}
	}
	return nil
}

// failure says where in its file a rule failed; if that is not known, where the
// rule begins.
func (u *userProgram) failure(r *rule.Rule, err error) Failure {
	f := Failure{Rule: r, Err: err, Line: u.queries[r].line}
	if t := (*topdown.Error)(nil); errors.As(err, &t) {
		f.Err = errors.New(strings.Join(strings.Fields(t.Message), " "))
		if t.Location != nil && t.Location.File == r.File {
			f.Line, f.Column = t.Location.Row, t.Location.Col
		}
	}
	return f
}

// compileUsers compiles the rules of a user that are wanted.
func (e *Engine) compileUsers(ctx context.Context) (map[*rule.Rule]queries, error) {
	e.users.slow = map[*rule.Rule]error{}
	b, err := e.opts.Library.base()
	if err != nil {
		return nil, err
	}
	_, rules := byOwner(e.wanted(e.opts.Catalogue.All()))
	modules, err := parse(b.with(usersTexts(e.opts.Catalogue, rules)))
	if err != nil {
		return nil, err
	}
	p := &part{compiler: ast.NewCompiler().WithCapabilities(b.capabilities), store: b.store}
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return nil, p.compiler.Errors
	}
	out := make(map[*rule.Rule]queries, len(rules))
	for _, r := range rules {
		q, err := p.queriesFor(ctx, r)
		if err != nil {
			return nil, err
		}
		q.line = modules[r.File].Package.Location.Row
		out[r] = q
	}
	return out, nil
}

// usersTexts returns the texts of a user's rules and of what they share.
func usersTexts(c *rule.Catalogue, rules []*rule.Rule) map[string][]byte {
	texts := maps.Clone(c.Modules())
	if texts == nil {
		texts = map[string][]byte{}
	}
	for _, r := range rules {
		texts[r.File] = c.Source(r)
	}
	return texts
}
