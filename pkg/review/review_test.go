package review_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/review"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/policies"
)

var update = flag.Bool("update", false, "write golden files")

// reviewOf reviews files and folders, named from the root of the repository.
func reviewOf(t *testing.T, paths ...string) *review.Review {
	t.Helper()
	return reviewBy(t, nil, paths...)
}

// reviewBy reviews by the rules that are wanted; nil for all.
func reviewBy(t *testing.T, wanted func(*rule.Rule) bool, paths ...string) *review.Review {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.Open(session.Options{Dir: dir, Paths: paths, Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	p, diags := s.Find()
	if diags = append(diags, s.Diagnostics...); len(diags) > 0 {
		t.Fatal(diags)
	}
	workload, err := session.Workload(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	g, err := guide.Read()
	if err != nil {
		t.Fatal(err)
	}
	if wanted == nil {
		wanted = func(r *rule.Rule) bool { return lint.Runs(s.Config, r) }
	}
	e := engine.New(engine.Options{Policies: policies.FS, Catalogue: catalogue, Workload: workload, Wanted: wanted})
	o := review.NewObserver(g, len(p.Units))
	report := lint.Run(t.Context(), p, lint.Options{
		Engine: e, Config: s.Config, MinSeverity: rule.Note, Observe: o.Observe, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	})
	return review.New(review.Input{Guide: g, Observer: o, Report: report, Config: s.Config, Workload: workload, Rules: slices.DeleteFunc(catalogue.All(), func(r *rule.Rule) bool { return !wanted(r) })})
}

// few are the rules that the goldens are written with, so that they stay when
// others are added.
func few(r *rule.Rule) bool {
	return slices.Contains([]string{
		"dps-no-diagnostics", "hub-no-diagnostics", "hub-no-lock", "hub-public-open", "hub-unreachable", "capacity-too-large", "reconnect-storm",
	}, r.Name)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := review.Markdown(&b, reviewBy(t, few, "pkg/review/testdata/plant")); err != nil {
		t.Fatal(err)
	}
	golden(t, "plant.md", b.Bytes())
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := review.JSON(&b, reviewBy(t, few, "pkg/review/testdata/plant"), "0.0.0"); err != nil {
		t.Fatal(err)
	}
	golden(t, "plant.json", b.Bytes())
}

// Every row has an answer that says why, and every row that is met names a
// line.
func TestEveryRowIsAnswered(t *testing.T) {
	for _, path := range []string{"fixtures/showcase", "pkg/review/testdata/plant"} {
		r := reviewOf(t, path)
		total := r.Total()
		if total.Rows != len(r.Rows) || total.Rows != total.Decidable+total.Undecided+total.NotInCode+total.NotApplicable {
			t.Errorf("%s: the counts do not add up: %+v", path, total)
		}
		for _, row := range r.Rows {
			ok := false
			switch row.Answer {
			case review.Met:
				ok = len(row.Evidence) > 0 && !slices.ContainsFunc(row.Evidence, func(e review.Evidence) bool { return e.Location.Start.Line == 0 })
			case review.NotMet:
				ok = len(row.Findings) > 0 || len(row.Reasons) > 0
			case review.Undecided:
				ok = len(row.Reasons) > 0
			case review.NotInCode:
				ok = row.Question != ""
			case review.NotApplicable:
				ok = true
			}
			if !ok {
				t.Errorf("%s: %s is %q and does not say why", path, row.ID, row.Answer)
			}
		}
	}
}

// Answers follow from what is found, shown, said and compared.
func TestAnswers(t *testing.T) {
	r := reviewOf(t, "pkg/review/testdata/plant")
	for id, want := range map[string]review.Answer{
		"RE-4":  review.Met,    // the provisioning service links the hub
		"SE-2":  review.Met,    // a verified CA
		"AP-2":  review.Met,    // closed under both parameter sets
		"AP-3":  review.NotMet, // open under one of them
		"PE-9":  review.Met,
		"OE-5":  review.Undecided, // the link by key needs what this asks to switch off
		"AP-4":  review.NotInCode, // said to be elsewhere
		"PE-3":  review.Undecided, // no reconnect window is declared
		"OE-6":  review.NotMet,    // no diagnostics are linted, but no alert is either
		"OE-11": review.NotMet,    // test is open to the internet
		"RE-2":  review.NotInCode,
	} {
		i := slices.IndexFunc(r.Rows, func(row review.Row) bool { return row.ID == id })
		if got := r.Rows[i].Answer; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// What is not deployed is not applicable.
func TestNotApplicable(t *testing.T) {
	dir := "fixtures/rules/no-budget/good.bicep"
	r := reviewOf(t, dir)
	i := slices.IndexFunc(r.Rows, func(row review.Row) bool { return row.ID == "AP-2" })
	if got := r.Rows[i].Answer; got != review.NotApplicable {
		t.Errorf("AP-2 without a provisioning service: %s", got)
	}
}

// unproven are the rows that no fixture of a rule shows to be met, since no
// rule asks for what proves them.
var unproven = []string{"CO-6"}

// Each row that code can show is shown by one of the fixtures of rules: a type or
// a path that is written wrong would show nothing.
func TestProofs(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.Open(session.Options{Dir: dir, Paths: []string{"fixtures/rules"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	p, _ := s.Find()
	g, err := guide.Read()
	if err != nil {
		t.Fatal(err)
	}
	o := review.NewObserver(g, len(p.Units))
	for i, u := range p.Units {
		if u.Language == "bicep" {
			o.Observe(i, p.Load(u).Graphs)
		}
	}
	for i, row := range g.Rows {
		if row.Sees != guide.No && !row.Compares && !o.Shows(i) && !slices.Contains(unproven, row.ID) {
			t.Errorf("%s: nothing among the fixtures shows it", row.ID)
		}
	}
}

var (
	address = regexp.MustCompile(`https?://[^"'<> ]+`)
	anchor  = regexp.MustCompile(`<a href="[^"]*"`)
)

// The page asks for nothing from anywhere: addresses stand in links only. What
// comes from files is text.
func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := review.HTML(&b, reviewOf(t, "fixtures/showcase"), "0.0.0"); err != nil {
		t.Fatal(err)
	}
	text := anchor.ReplaceAllString(b.String(), "<a")
	if found := address.FindAllString(text, -1); found != nil {
		t.Errorf("addresses outside of links: %q", found)
	}
	for _, part := range []string{"src=", "@import", "url("} {
		if strings.Contains(text, part) {
			t.Errorf("the page holds %q", part)
		}
	}
	for _, part := range []string{"<svg", `id="RE-1"`, `id="AP-4"`, "prefers-color-scheme: dark", "@media print"} {
		if !strings.Contains(text, part) {
			t.Errorf("the page lacks %q", part)
		}
	}
}

// Boxes of a drawing stand apart, and within it.
func TestDrawing(t *testing.T) {
	for _, path := range []string{"fixtures/showcase", "pkg/review/testdata/plant"} {
		d := reviewOf(t, path).Units[0].Drawing
		if len(d.Boxes) == 0 || len(d.Arrows) == 0 {
			t.Errorf("%s: nothing is drawn", path)
		}
		for i, a := range d.Boxes {
			if a.X < 0 || a.Y < 0 || a.X+a.W > d.Width || a.Y+a.H > d.Height {
				t.Errorf("%s: %s is beyond the edge", path, a.Full)
			}
			for _, b := range d.Boxes[:i] {
				if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
					t.Errorf("%s: %s lies on %s", path, a.Full, b.Full)
				}
			}
		}
	}
}
