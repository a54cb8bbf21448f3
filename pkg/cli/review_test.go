package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/cli"
)

// shown are the parts of a review that its page shows: some rows, which rules
// to come will hardly change, and the comparison.
var shown = regexp.MustCompile(`(?s)### [^\n]* (?:RE-2|SE-2|AP-2|OE-11): .*?\n\n.*?\n\n(?:- [^\n]*\n)+|## [^\n]* under its parameters\n.*`)

// The example of docs/review.md is what hublint writes, in extracts.
func TestReviewPage(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "review.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join("..", ".."))
	var out, errs strings.Builder
	args := []string{"hublint", "review", "pkg/review/testdata/plant"}
	if code := cli.Run(args, cli.Streams{Out: &out, Err: &errs}); code != cli.ExitClean {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	parts := shown.FindAllString(out.String(), -1)
	if len(parts) != 5 {
		t.Fatalf("expected five extracts of the review, found %d", len(parts))
	}
	block := regexp.MustCompile("(?s)```console\n\\$ hublint review pkg/review/testdata/plant\n.*?```\n")
	before := string(data)
	after := block.ReplaceAllLiteralString(before, "```console\n$ "+strings.Join(args, " ")+"\n"+strings.Join(parts, "\n…\n\n")+"```\n")
	if *update {
		if err := os.WriteFile(filepath.Join("docs", "review.md"), []byte(after), 0o644); err != nil { //nolint:gosec // a page of documentation
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(after, before); diff != "" {
		t.Errorf("-hublint +docs/review.md, mend with -update\n%s", diff)
	}
}

// A review goes to a file, in each of its formats; what can't be read is said,
// and the rest reviewed.
func TestReviewFormats(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join("..", "..", "fixtures", "showcase")
	for format, want := range map[string]string{"markdown": "# Review", "json": `"version": 1`, "html": "<!doctype html>"} {
		file := filepath.Join(dir, format)
		var out, errs strings.Builder
		code := cli.Run([]string{"hublint", "review", "-f", format, "-o", file, good}, cli.Streams{Out: &out, Err: &errs})
		data, err := os.ReadFile(file)
		if err != nil || code != cli.ExitClean || out.Len() > 0 || !strings.Contains(string(data), want) {
			t.Errorf("%s: exit code %d, %v, %q on standard output", format, code, err, out.String())
		}
	}
	bad := filepath.Join(dir, "bad.bicep")
	if err := os.WriteFile(bad, []byte("resource {"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := cli.Run([]string{"hublint", "review", bad, good}, cli.Streams{Out: &out, Err: &errs}); code != cli.ExitBroken {
		t.Errorf("exit code %d for a broken file", code)
	}
	if !strings.Contains(out.String(), "Not all could be read") || !strings.Contains(out.String(), "showcase") {
		t.Errorf("the review of the rest is %s", out.String())
	}
}
