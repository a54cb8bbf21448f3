package lint

import (
	"context"
	"slices"
	"sync"

	"github.com/hublint/hublint/pkg/project"
)

// Judged is what was found in one unit, for Assemble. It does not change, so
// that it serves until one of its files does.
type Judged struct{ result unitResult }

// Files returns the display paths of the files that the unit was read from.
func (j *Judged) Files() []string { return j.result.files }

// Judge judges units of a project side by side, each by itself, and returns
// what was found in the order of the units. What is said once the context is
// done means nothing.
func Judge(ctx context.Context, p *project.Project, units []project.Unit, o Options) []*Judged {
	out := make([]*Judged, len(units))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers(o.Workers, len(units)) {
		wg.Go(func() {
			for i := range next {
				out[i] = &Judged{judge(ctx, p, units, i, o)}
			}
		})
	}
	for i := range units {
		next <- i
		if o.Progress != nil {
			o.Progress(i+1, len(units), units[i].Root)
		}
	}
	close(next)
	wg.Wait()
	return out
}

// Around keeps what the units around the judged ones declare, as far as that
// matters. It holds until one of their files changes; the zero Around knows
// nothing.
type Around struct {
	types    []string
	declared declarations
}

// of returns what they declare of the types that findings claim to be nowhere.
func (a *Around) of(p *project.Project, results []unitResult) declarations {
	types := claimedAbsent(results)
	if slices.ContainsFunc(types, func(t string) bool { return !slices.Contains(a.types, t) }) {
		a.types = append(a.types, types...)
		a.declared = elsewhereDeclared(p, a.types)
	}
	return a.declared
}

// Assemble makes the report of units that were judged, as Run makes it of the
// units of a project.
func Assemble(p *project.Project, units []*Judged, around *Around, o Options) *Report {
	results := make([]unitResult, len(units))
	for i, j := range units {
		results[i] = j.result
		results[i].findings = slices.Clone(j.result.findings)
		results[i].undecided = slices.Clone(j.result.undecided)
		results[i].diagnostics = slices.Clone(j.result.diagnostics)
	}
	return assemble(results, around.of(p, results), o)
}
