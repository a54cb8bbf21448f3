package report_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/report/reporttest"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// Two runs give the same bytes, whatever the order of the arguments and the
// number of processors.
func TestReportsAreDeterministic(t *testing.T) {
	var folders []string
	for i, f := range fixtureFolders(t) {
		if i%10 == 0 || !strings.Contains(f, "rules") {
			folders = append(folders, f)
		}
	}
	one := lintFixtures(t, folders, 1)
	slices.Reverse(folders)
	other := lintFixtures(t, folders, 2)
	if one.Summary.Errors == 0 || len(one.Undecided) == 0 || len(one.Excerpt.Edges) == 0 {
		t.Fatalf("expected fixtures with all there is to say, found %+v", one.Summary)
	}
	reporttest.New(t).Report(t, one)
	for _, o := range []report.Options{{MinSeverity: rule.Note}, {MinSeverity: rule.Note, ShowUndecided: true, ShowSuppressed: true, Color: true}} {
		for _, format := range report.Formats() {
			var a, b bytes.Buffer
			if err := errors.Join(format.Write(&a, one, o), format.Write(&b, other, o)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s: two runs differ: %s", format.Name, firstDifference(a.Bytes(), b.Bytes()))
			}
		}
	}
}

// fixtureFolders returns the folders of fixtures, by their paths from the root
// of the repository.
func fixtureFolders(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("../.."), "fixtures/*/*")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d folders of fixtures: %v", len(names), err)
	}
	return names
}

// lintFixtures lints folders with the real rules on some processors.
func lintFixtures(t *testing.T, folders []string, processors int) *lint.Report {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	root, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(filepath.Dir(root), root)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	p, diags := project.Find(reader, project.Options{Paths: folders})
	r := lint.Run(context.Background(), p, lint.Options{
		Engine: engine.New(engine.Options{Policies: policies.FS, Catalogue: catalogue}), MinSeverity: rule.Note, Excerpt: true, Fixes: true,
	})
	r.Diagnostics = append(r.Diagnostics, diags...)
	r.Sort()
	return r
}

// firstDifference returns the first lines in which two texts differ.
func firstDifference(a, b []byte) string {
	x, y := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(x), len(y)) {
		if !bytes.Equal(x[i], y[i]) {
			return string(x[i]) + "\n" + string(y[i])
		}
	}
	return "one is longer"
}
