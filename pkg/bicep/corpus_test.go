package bicep_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// corpora are the repositories that hold Bicep files beside what the compiler
// made of them, by their folder in the corpus.
var corpora = []string{"Azure+bicep-registry-modules", "Azure+bicep"}

// What the compiler makes of a Bicep file deploys the same as the file itself.
// Ids, places and addresses differ; so does which existing resources are
// written down, since the older form of templates has none.
func TestCompiledTemplatesGiveTheSameGraph(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	for _, name := range corpora {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(root, name)
			reader, err := source.NewReader(dir, ".")
			if err != nil {
				t.Skip(err)
			}
			defer func() { _ = reader.Close() }()
			comparePairs(t, name, reader, findPairs(t, dir, false))
		})
	}
}

// comparePairs reports the pairs of a repository that differ.
func comparePairs(t *testing.T, name string, reader *source.Reader, pairs []string) {
	t.Helper()
	equal := 0
	for _, p := range pairs {
		diff := comparePair(t, reader, p)
		reason, known := unequal[name+"/"+p]
		switch {
		case diff == "" && known:
			t.Errorf("%s: is equal now; take it off the list (%s)", p, reason)
		case diff == "":
			equal++
		case !known:
			t.Errorf("%s: %s", p, diff)
		}
	}
	t.Logf("%d of %d pairs are equal", equal, len(pairs))
}

// findPairs returns the Bicep files with a compiled template beside them, those
// that use modules of a registry or the others.
func findPairs(t *testing.T, dir string, registry bool) []string {
	t.Helper()
	var pairs []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".bicep" {
			return err
		}
		data, err := os.ReadFile(strings.TrimSuffix(path, ".bicep") + ".json")
		if err == nil && generated.Match(data) && !strings.Contains(path, "Invalid") && usesRegistry(path, map[string]bool{}) == registry {
			rel, _ := filepath.Rel(dir, path)
			pairs = append(pairs, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

var (
	generated = regexp.MustCompile(`"_generator"`)
	linked    = regexp.MustCompile(`(?m)^\s*(?:module\s+\w+\s+|import .*from\s+|\}\s*from\s+)'([^']+)'`)
)

// usesRegistry reports whether a module or an import of a file, or of one it
// leads to, is not among the files.
func usesRegistry(path string, seen map[string]bool) bool {
	if seen[path] {
		return false
	}
	seen[path] = true
	data, err := os.ReadFile(path)
	if err != nil {
		return true
	}
	for _, m := range linked.FindAllSubmatch(data, -1) {
		target := string(m[1])
		if strings.Contains(target, ":") || usesRegistry(filepath.Join(filepath.Dir(path), target), seen) {
			return true
		}
	}
	return false
}

// comparePair returns the first difference of the two graphs of a pair.
func comparePair(t *testing.T, reader *source.Reader, p string) string {
	t.Helper()
	compiled := strings.TrimSuffix(p, ".bicep") + ".json"
	file, err := reader.ReadFile(compiled)
	if err != nil {
		return err.Error()
	}
	old := arrayForm.Match(file.Data)
	want, got := loadGraph(t, reader, compiled), loadGraph(t, reader, p)
	if want == nil || got == nil {
		return "cannot be read"
	}
	return firstDifference(lines(want, old), lines(got, old))
}

// arrayForm finds templates of the form in which existing resources are left
// out.
var arrayForm = regexp.MustCompile(`"resources": \[\r?\n`)

func loadGraph(t *testing.T, reader *source.Reader, p string) *graph.Graph {
	t.Helper()
	found, _ := project.Find(reader, project.Options{Paths: []string{p}})
	if len(found.Units) != 1 {
		return nil
	}
	u := found.Units[0]
	u.Sets = []project.ParameterSet{nil}
	loaded := found.Load(u)
	if len(loaded.Graphs) != 1 {
		return nil
	}
	return loaded.Graphs[0]
}

// firstDifference returns the first line that only one of the graphs has, of
// each graph.
func firstDifference(want, got []string) string {
	missing, extra := without(want, got), without(got, want)
	if len(missing)+len(extra) == 0 {
		return ""
	}
	text := fmt.Sprintf("%d lines are missing and %d too much", len(missing), len(extra))
	if len(missing) > 0 {
		text += "\n\tcompiled " + missing[0]
	}
	if len(extra) > 0 {
		text += "\n\tbicep    " + extra[0]
	}
	return text
}

// without returns the lines of a, each as often as b has fewer of it.
func without(a, b []string) []string {
	count := map[string]int{}
	for _, line := range b {
		count[line]++
	}
	var out []string
	for _, line := range a {
		if count[line]--; count[line] < 0 {
			out = append(out, line)
		}
	}
	return out
}

// lines writes a graph as sorted lines, a leaf or an edge each, in which
// nothing depends on the language it was written in. A line that several
// resources of one type and name have stands there once.
func lines(g *graph.Graph, withoutExisting bool) []string {
	var out []string
	names := map[string]string{}
	existing := map[string]bool{}
	for _, r := range g.All() {
		names[r.ID] = strings.ToLower(r.Type) + " " + leafText(r.Body.Get("name"))
		existing[r.ID] = r.Existing
		if r.Existing && withoutExisting {
			continue
		}
		out = append(out, resourceLines(names[r.ID], r)...)
	}
	for _, e := range throughExisting(g.Edges, existing) {
		if to := g.Resource(e.To); withoutExisting && to != nil && !hasKey(to) {
			// The older form finds resources by their names only.
			continue
		}
		out = append(out, fmt.Sprintf("%s -> %s: %s %s", names[e.From], names[e.To], e.Kind, e.Path))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func hasKey(r *graph.Resource) bool {
	_, ok := value.Key(r.Body.Get("name"))
	return ok
}

func resourceLines(name string, r *graph.Resource) []string {
	out := []string{fmt.Sprintf("%s: @%s existing %t each %t if %s", name, r.APIVersion, r.Existing, r.Each, leafText(r.Exists))}
	if r.Existing {
		return out
	}
	r.Body.Walk(func(p value.Path, v value.Value) bool {
		if v.Kind() != value.Array && v.Kind() != value.Object && !v.IsNothing() || v.Rest() != nil {
			out = append(out, fmt.Sprintf("%s: %s = %s", name, p, leafText(v)))
		}
		return true
	})
	return out
}

func leafText(v value.Value) string {
	if rest := v.Rest(); rest != nil {
		return "... " + string(rest.Reason)
	}
	u := v.Unresolved()
	if u == nil {
		return idCasing(fmt.Sprintf("%s %q", v.Kind(), v.Show()))
	}
	text := fmt.Sprintf("unknown %s %s", u.Reason, value.Render(u.Parts))
	var list []string
	for _, a := range u.AnyOf {
		list = append(list, leafText(a))
	}
	slices.Sort(list)
	return idCasing(text + strings.Join(append([]string{""}, list...), " | "))
}

// idCasing lowers resource ids: the compiler knows the casing of every type.
func idCasing(text string) string {
	if strings.Contains(text, "/providers/") {
		return strings.ToLower(text)
	}
	return text
}

// throughExisting returns the edges between resources that are deployed. What
// depends on an existing resource depends on what that one depends on, and what
// refers to one refers to its parent.
func throughExisting(edges []graph.Edge, existing map[string]bool) []graph.Edge {
	after := map[string][]graph.Edge{}
	for _, e := range edges {
		if existing[e.From] {
			after[e.From] = append(after[e.From], e)
		}
	}
	var out []graph.Edge
	var add func(e graph.Edge, depth int)
	add = func(e graph.Edge, depth int) {
		if !existing[e.To] {
			out = append(out, e)
			return
		}
		for _, next := range after[e.To] {
			if depth < 20 && (next.Kind == e.Kind && e.Kind == graph.DependsOn || next.Kind == graph.Parent && e.Kind == graph.Refers) {
				add(graph.Edge{From: e.From, To: next.To, Kind: e.Kind, Path: e.Path}, depth+1)
			}
		}
	}
	for _, e := range edges {
		if !existing[e.From] {
			add(e, 0)
		}
	}
	return out
}

// unequal are the pairs that can't be equal, with the reason.
var unequal = map[string]string{
	registry + "avm/res/hybrid-compute/machine/tests/e2e/max.hci/dependencies.bicep":        stale,
	registry + "avm/ptn/lz/sub-vending/main.bicep":                                          emptyName,
	registry + "avm/res/api-center/service/tests/e2e/max/main.test.bicep":                   stale, //nolint:misspell // the name of a service
	registry + "avm/res/azure-stack-hci/network-interface/main.bicep":                       stale,
	registry + "avm/res/azure-stack-hci/virtual-hard-disk/main.bicep":                       stale,
	registry + "avm/res/compute/virtual-machine/main.bicep":                                 stale,
	samples + "Bicep.Core.Samples/Files/user_submitted/101/sqlmi-new-vnet/main.bicep":       shortName,
	samples + "Bicep.Core.Samples/Files/user_submitted/201/web-app-asev2-create/main.bicep": shortName,
	samples + "Bicep.Decompiler.IntegrationTests/Files/Working/issue12197/main.bicep":       decompiled,
	samples + "Bicep.RegistryModuleTool.TestFixtures/Samples/Modified/main.bicep":           stale,
}

const (
	registry = "Azure+bicep-registry-modules/"
	samples  = "Azure+bicep/src/"

	stale      = "the template was compiled from another version of the file"
	emptyName  = "a template within the compiled one is of the older form, which finds resources by their names, and the name is empty"
	shortName  = "a name has fewer segments than its type, so the compiled template takes a segment that does not exist"
	decompiled = "the Bicep file was made from the template, not the other way about"
)
