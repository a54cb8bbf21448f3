package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/cli"
)

var (
	consoleBlock = regexp.MustCompile("(?s)```console\n\\$ hublint ([^\n]*)\n.*?```")
	keyTable     = regexp.MustCompile(`(?s)<!-- keys -->\n.*<!-- /keys -->`)
)

// The examples of docs/capacity.md are what hublint prints, and its table has
// every key.
func TestCapacityPage(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "capacity.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := string(data)
	after := consoleBlock.ReplaceAllStringFunc(before, func(block string) string {
		line := consoleBlock.FindStringSubmatch(block)[1]
		out, errs, code := run(t, strings.Fields(line)...)
		if code != cli.ExitClean {
			t.Fatalf("%s: %s", line, errs)
		}
		return "```console\n$ hublint " + line + "\n" + out + "```"
	})
	after = keyTable.ReplaceAllLiteralString(after, "<!-- keys -->\n"+keysTable()+"<!-- /keys -->")
	if n := strings.Count(after, "\nRecommended: "); n < 2 {
		t.Errorf("expected two examples, found %d", n)
	}
	if *update {
		if err := os.WriteFile(file, []byte(after), 0o644); err != nil { //nolint:gosec // a page of documentation
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(after, before); diff != "" {
		t.Errorf("-hublint +docs/capacity.md, mend with -update\n%s", diff)
	}
}

func keysTable() string {
	var b strings.Builder
	b.WriteString("| key | meaning | takes |\n|---|---|---|\n")
	for _, k := range capacity.Keys() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, k.Help, k.Expects())
	}
	return b.String()
}
