package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/cli"
)

// A configuration that init writes holds without a complaint, and changes
// nothing: in Bicep, Terraform and ARM, with parameter files and without.
func TestInitChangesNothing(t *testing.T) {
	var folders []string
	for _, pattern := range []string{"exemplary/*", "graph/*", "showcase", "rules/hub-min-tls", "rules/hub-no-dps", "rules/hub-free-tier"} {
		more, err := filepath.Glob(filepath.Join("..", "..", "fixtures", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, more...)
	}
	if len(folders) < 10 {
		t.Fatalf("%d folders are too few", len(folders))
	}
	for i, folder := range folders {
		folder, err := filepath.Abs(folder)
		if err != nil {
			t.Fatal(err)
		}
		folders[i] = folder
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.CopyFS(".", os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			before := lint(t)
			if out, errs, code := run(t, "init"); code != cli.ExitClean || out != "" || !strings.HasPrefix(errs, "wrote .hublint.yaml: found ") {
				t.Fatalf("exit code %d: %s", code, errs)
			}
			if diff := cmp.Diff(before, lint(t)); diff != "" {
				t.Errorf("-before +with a configuration\n%s", diff)
			}
		})
	}
}

func lint(t *testing.T) string {
	t.Helper()
	out, errs, code := run(t, "--format", "json", "--min-severity", "note", "--fail-on", "never")
	if code != cli.ExitClean {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	return out + errs
}
