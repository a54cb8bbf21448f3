package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// BenchmarkCold is a run as a new process makes it: the rules that the
// template needs are read and compiled each time.
func BenchmarkCold(b *testing.B) {
	reader := open(b)
	for b.Loop() {
		run(b, reader, newEngine(b))
	}
}

// BenchmarkWarm is a run as an editor's server makes it: all is compiled.
func BenchmarkWarm(b *testing.B) {
	reader, e := open(b), newEngine(b)
	run(b, reader, e)
	for b.Loop() {
		run(b, reader, e)
	}
}

func newEngine(b *testing.B) *engine.Engine {
	b.Helper()
	c, err := rule.Load(policies.FS, ".")
	if err != nil {
		b.Fatal(err)
	}
	return engine.New(engine.Options{Policies: policies.FS, Catalogue: c})
}

func open(b *testing.B) *source.Reader {
	b.Helper()
	dir, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	dir = filepath.Join(dir, "..", "..", "fixtures", "showcase")
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = reader.Close() })
	return reader
}

func run(b *testing.B, reader *source.Reader, e *engine.Engine) {
	b.Helper()
	p, diags := project.Find(reader, project.Options{Paths: []string{"."}})
	if len(diags) > 0 {
		b.Fatal(diags)
	}
	report := lint.Run(context.Background(), p, lint.Options{Engine: e})
	if len(report.Findings) == 0 {
		b.Fatal("nothing found")
	}
}
