// Package lint runs rules over deployment units: it reads each unit to a
// graph, has the engine judge it, and turns what matched into findings.
package lint

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Options say what to judge by and what to show.
type Options struct {
	// Engine evaluates the rules.
	Engine *engine.Engine
	// Memo keeps what the engine said; nil to ask it each time.
	Memo *Memo
	// Config is what the user's configuration says; nil for none.
	Config *config.Config
	// Baseline has the findings that do not count; nil for none. Home is the
	// folder that the units in it are named from, as an absolute path.
	Baseline *baseline.Baseline
	Home     string
	// Now is the day by which comments run out.
	Now time.Time
	// MinSeverity is the least severity to list; lighter findings count only.
	MinSeverity rule.Severity
	// AllInUnit lists all findings of a unit that was named by some of its
	// files, not only those that touch them.
	AllInUnit bool
	// Changed are the places to list findings on; nil for everywhere. Before
	// returns what there was before, to list also what was not found then; it
	// may be nil, and so may what it returns if that is not known.
	Changed Changes
	Before  func() *Before
	// Findings, unless nil, asks for findings only, of the rules that it holds
	// for; of units in which a comment may be about another one, for all.
	Findings func(*rule.Rule) bool
	// Fixes asks for the fixes of findings, which takes a look at how all of a
	// unit's files use what is to be changed.
	Fixes bool
	// Workers is the number of units judged at once; 0 is one a processor.
	Workers int
	// Excerpt asks for the part of the graphs that findings concern.
	Excerpt bool
	// Progress is told which unit was begun, by its root and its number from 1;
	// nil for nobody. It is called from one goroutine, and what it takes is
	// taken from the run.
	Progress func(n, of int, root string)
	// Observe is shown the graphs of each unit, by its place among the units,
	// before they are let go; nil for nobody. It is called for several units
	// at once, and must keep neither graph nor file.
	Observe func(unit int, graphs []*graph.Graph)
}

// Run judges every unit of a project. Units are read, judged and released one
// by one, so memory does not grow with their number.
func Run(ctx context.Context, p *project.Project, o Options) *Report {
	judged := Judge(ctx, p, p.Units, o)
	results := make([]unitResult, len(judged))
	for i, j := range judged {
		results[i] = j.result
	}
	return assemble(results, elsewhereDeclared(p, claimedAbsent(results)), o)
}

func workers(want, units int) int {
	if want <= 0 {
		want = runtime.GOMAXPROCS(0)
	}
	return max(1, min(want, units))
}

// unitResult is what is kept of a unit after it was judged.
type unitResult struct {
	unit project.Unit
	// home is the unit's root as a baseline names it.
	home  string
	files []string
	// variants are the names of those that were judged, readers those that each
	// parameter file has a part in.
	variants    []string
	readers     map[string][]string
	accepting   *accepting
	resources   int
	declares    declarations
	rules       []*rule.Rule
	undeclared  []*rule.Rule
	findings    []Finding
	undecided   []Undecided
	diagnostics []source.Diagnostic
	excerpt     Excerpt
}

// judge reads a unit and runs the rules over each of its variants.
func judge(ctx context.Context, p *project.Project, units []project.Unit, i int, o Options) unitResult {
	u := units[i]
	loaded := p.Load(u)
	res := unitResult{unit: u, home: p.Relative(o.Home, u.Root), diagnostics: loaded.Diagnostics, declares: declarations{}, readers: map[string][]string{}}
	for _, f := range loaded.Files {
		res.files = append(res.files, f.Path)
	}
	variants := make([]variant, 0, len(loaded.Graphs))
	var files *texts
	if o.Fixes {
		files = newTexts(loaded.Files)
	}
	accepting, wrong := directivesIn(loaded.Files, o.Engine.Catalogue())
	res.accepting = accepting
	if len(accepting.directives) > 0 {
		// A comment on what is not listed, or can't be told any more, is not unused.
		o.Findings = nil
	}
	for i, g := range loaded.Graphs {
		res.resources = max(res.resources, deployed(g))
		relations := newRelations(g)
		res.declares.add(relations)
		for _, un := range g.Unread {
			res.diagnostics = append(res.diagnostics, source.Notef(un.Range, unreadCode, "what %s deploys is not known: %s", un.Name, un.Reason))
		}
		v, diags := judgeGraph(ctx, relations, loaded.Graphs[:i], files, o)
		v.findings = settle(v.findings, o.Config, fromHome(p, g.Parameters, o.Config))
		accepting.accept(v.findings, v.undecided, o.Now)
		variants = append(variants, v)
		res.variants = append(res.variants, v.name)
		for _, file := range g.Parameters {
			res.readers[file] = append(res.readers[file], v.name)
		}
		res.rules = append(res.rules, v.rules...)
		res.undeclared = append(res.undeclared, v.undeclared...)
		res.diagnostics = append(res.diagnostics, diags...)
	}
	res.findings, res.undecided = merge(variants)
	res.fix(o.MinSeverity)
	res.diagnostics = withoutRepeats(append(res.diagnostics, wrong...))
	if o.Excerpt {
		res.excerpt = excerptOf(loaded.Graphs, res.findings, o)
	}
	if o.Observe != nil {
		o.Observe(i, loaded.Graphs)
	}
	res.release()
	return res
}

// release lets go of the text of the unit's files but for the lines that
// reports show.
func (r *unitResult) release() {
	var ranges []source.Range
	for _, f := range r.findings {
		ranges = append(ranges, f.Range)
		if f.Fix != nil {
			for _, e := range f.Fix.Edits {
				ranges = append(ranges, e.Range)
			}
		}
		for _, related := range f.Related {
			ranges = append(ranges, related.Range)
		}
	}
	for _, u := range r.undecided {
		ranges = append(ranges, u.Range)
	}
	for _, d := range r.diagnostics {
		ranges = append(ranges, d.Range)
	}
	for _, d := range r.accepting.directives {
		ranges = append(ranges, d.At)
	}
	done := map[*source.File]bool{nil: true}
	for _, at := range ranges {
		if !done[at.File] {
			done[at.File] = true
			at.File.Keep(ranges)
		}
	}
}

func deployed(g *graph.Graph) int {
	n := 0
	for _, r := range g.Resources {
		if !r.Existing {
			n++
		}
	}
	return n
}

// variant is the outcome for a unit under one of its parameter sets.
type variant struct {
	name       string
	rules      []*rule.Rule
	undeclared []*rule.Rule
	findings   []Finding
	undecided  []Undecided
}

// variantName returns the name of the variant with some parameter files.
func variantName(set []string) string { return strings.Join(set, "+") }

// unreadCode is that of diagnostics on parts of a unit that could not be read.
const unreadCode = "unread"

// judgeGraph runs the rules over the graph of the relations. Earlier ones of its
// unit are there to compare with, so that what differs is said once. The files are
// those to look for fixes in; nil for none.
func judgeGraph(ctx context.Context, relations *relations, earlier []*graph.Graph, files *texts, o Options) (variant, []source.Diagnostic) {
	g := relations.graph
	v := variant{name: variantName(g.Parameters)}
	result, err := o.Engine.Evaluate(ctx, engine.Question{Graph: g, Others: earlier, Findings: o.Findings, Memory: o.Memo.of(g)})
	at := source.NewFile(g.Root, nil).Range(0, 0)
	if err != nil {
		return v, []source.Diagnostic{source.Errorf(at, "rule-failed", "cannot run the rules: %v", err)}
	}
	v.rules, v.undeclared = result.Rules, result.Undeclared
	var fixer *fixer
	if files != nil {
		fixer = newFixer(g, result.Matches, files)
	}
	for _, m := range result.Matches {
		f := finding(g, m)
		if len(f.absent()) > 0 {
			f.about = relations.about(g.Resource(m.Resource), m.Rule)
		}
		if fixer != nil && m.Rule.Fixes {
			f.fixes = []func() *Fix{func() *Fix { return fixer.fix(m) }}
		}
		v.findings = append(v.findings, f)
	}
	for _, m := range result.Undecided {
		v.undecided = append(v.undecided, undecided(g, m))
	}
	var diags []source.Diagnostic
	for _, f := range result.Failures {
		if f.Rule.IsCustom() {
			diags = append(diags, source.Errorf(placeIn(o.Engine.Catalogue(), f), "rule-failed", "rule %s failed: %v", f.Rule.Name, f.Err))
			continue
		}
		diags = append(diags, source.Errorf(at, "rule-failed", "rule %s failed: %v", f.Rule.Name, f.Err))
	}
	return v, diags
}

// placeIn returns where in its file a user's rule failed.
func placeIn(rules *rule.Catalogue, f engine.Failure) source.Range {
	file := source.NewFile(f.Rule.File, rules.Source(f.Rule))
	start, end := file.LineSpan(max(f.Line, 1))
	start = min(start+max(f.Column-1, 0), end)
	return file.Range(start, start+len(bytes.TrimRight(file.Data[start:end], " \t\r\n")))
}

func withoutRepeats(diags []source.Diagnostic) []source.Diagnostic {
	seen := map[string]bool{}
	out := diags[:0]
	for _, d := range diags {
		key := fmt.Sprint(d.Code, d.Range, d.Range.End, d.Message)
		if !seen[key] {
			seen[key] = true
			out = append(out, d)
		}
	}
	return out
}
