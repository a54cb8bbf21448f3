package guide_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

func read(t *testing.T) *guide.Guide {
	t.Helper()
	g, err := guide.Read()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Every row says what a reader needs, and only what can be meant.
func TestRows(t *testing.T) {
	g := read(t)
	if g.Source == "" || !regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(g.Date) {
		t.Errorf("the guide names no source or no date: %q %q", g.Source, g.Date)
	}
	form := regexp.MustCompile(`^(RE|SE|CO|OE|PE|AP)-\d+$`)
	seen := map[string]bool{}
	for _, r := range g.Rows {
		switch {
		case !form.MatchString(r.ID) || seen[r.ID]:
			t.Errorf("%s: not an id, or there twice", r.ID)
		case !strings.HasSuffix(r.Recommendation, ".") || !strings.HasSuffix(r.Question, "?"):
			t.Errorf("%s: expected a sentence and a question", r.ID)
		case !strings.HasPrefix(r.Link, "https://learn.microsoft.com/azure/"):
			t.Errorf("%s: %s is no page of the product", r.ID, r.Link)
		case !slices.Contains([]guide.Sees{guide.Yes, guide.Part, guide.No}, r.Sees):
			t.Errorf("%s: sees %q", r.ID, r.Sees)
		case (r.Sees == guide.No) != (r.Shows == ""):
			t.Errorf("%s: sees %s, and shows %q", r.ID, r.Sees, r.Shows)
		case r.Sees != guide.No && len(r.Proofs) == 0 && !r.Compares:
			t.Errorf("%s: nothing proves it", r.ID)
		case !slices.ContainsFunc(guide.Pillars(), func(p guide.Pillar) bool { return p.Name == r.Pillar }):
			t.Errorf("%s: there is no pillar %s", r.ID, r.Pillar)
		}
		seen[r.ID] = true
		for _, key := range r.Workload {
			if !slices.ContainsFunc(capacity.Keys(), func(k capacity.Key) bool { return k.Name == key }) {
				t.Errorf("%s: there is no key %s of the workload", r.ID, key)
			}
		}
		for _, p := range r.Proofs {
			if azure.CanonicalType(p.Type) != p.Type {
				t.Errorf("%s: %s is written %s", r.ID, p.Type, azure.CanonicalType(p.Type))
			}
		}
	}
}

// Every row that a rule names is there, and no rule serves a row that code is
// said not to show but by one side of it.
func TestRulesNameRows(t *testing.T) {
	rows := map[string]guide.Row{}
	for _, r := range read(t).Rows {
		rows[r.ID] = r
	}
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range catalogue.All() {
		for _, id := range r.Guide {
			if rows[id].ID == "" {
				t.Errorf("%s: the guide has no row %s", r.Name, id)
			}
		}
	}
}
