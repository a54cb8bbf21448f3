package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/project"
)

// declarations are what the resources of a unit, or of several, are on, by
// their type in lower case. What can't be on a resource of another unit is left
// out.
type declarations map[string][]declaration

// declaration is one resource of a type, or several that are on the same.
type declaration struct {
	unit string
	on   subject
}

// add notes what the resources of the graph of the relations are on.
func (d declarations) add(x *relations) {
	for _, r := range x.graph.Resources {
		if r.Existing {
			continue
		}
		typ := strings.ToLower(r.Type)
		for _, on := range x.on(r) {
			d.note(typ, declaration{x.graph.Root, on})
		}
	}
}

// merge adds what another unit declares.
func (d declarations) merge(other declarations) {
	for typ, list := range other {
		for _, one := range list {
			d.note(typ, one)
		}
	}
}

// note adds a declaration. Where two units have one that may be on anything,
// others make no difference.
func (d declarations) note(typ string, one declaration) {
	known := d[typ]
	anything := 0
	for _, k := range known {
		if k == one {
			return
		}
		if k.on == anywhere {
			anything++
		}
	}
	if anything < 2 {
		d[typ] = append(known, one)
	}
}

// declaredBy returns what all units declare, those around the ones that were
// judged among them.
func declaredBy(all []unitResult, around declarations) declarations {
	out := declarations{}
	out.merge(around)
	for i := range all {
		out.merge(all[i].declares)
	}
	return out
}

// elsewhereDeclared returns what units around the judged ones declare of the
// types given, and perhaps of others.
func elsewhereDeclared(p *project.Project, types []string) declarations {
	out := declarations{}
	for _, u := range p.Declaring(types) {
		for _, g := range p.Load(u).Graphs {
			out.add(newRelations(g))
		}
	}
	return out
}

// claimedAbsent returns the types that findings claim to be nowhere.
func claimedAbsent(results []unitResult) []string {
	var types []string
	for i := range results {
		for _, f := range results[i].findings {
			types = append(types, f.absent()...)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// absent returns the types that a finding claims to be nowhere.
func (f *Finding) absent() []string {
	if f.present {
		return nil
	}
	return f.Rule.AbsenceOf
}

// foundElsewhere makes findings on an absence undecided where another unit
// declares what is absent, and on what may be the resource at hand: the two may
// be deployed side by side.
func foundElsewhere(r *unitResult, declared declarations) {
	r.findings = slices.DeleteFunc(r.findings, func(f Finding) bool {
		for _, typ := range f.absent() {
			list := declared[strings.ToLower(typ)]
			i := slices.IndexFunc(list, func(d declaration) bool { return d.unit != f.Unit && f.mayHave(strings.ToLower(typ), d.on) })
			if i < 0 {
				continue
			}
			r.undecided = append(r.undecided, Undecided{
				Rule: f.Rule, Unit: f.Unit, Resource: f.Resource, Path: f.Path, Range: f.Range, anchors: f.anchors,
				Reason: fmt.Sprintf("%s declares a resource of type %s", list[i].unit, typ),
			})
			return true
		}
		return false
	})
}

// mayHave reports whether what a resource of another unit is on may be what the
// finding is about. A child of a type that nothing here is the parent of is about
// what is not known here.
func (f *Finding) mayHave(typ string, on subject) bool {
	if len(f.about) == 0 || slices.ContainsFunc(f.about, on.mayBe) {
		return true
	}
	return isChild(typ) && !on.made && !slices.ContainsFunc(f.about, func(s subject) bool { return strings.HasPrefix(typ, s.typ+"/") })
}
