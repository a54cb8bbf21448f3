package terraform_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/hublint/hublint/pkg/project/projecttest"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestGraphs(t *testing.T) { projecttest.Graphs(t, *update) }

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
