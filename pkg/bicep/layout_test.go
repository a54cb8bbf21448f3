package bicep_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/source"
)

// Neither the order of the statements nor the line endings change what a file
// deploys.
func TestLayoutDoesNotMatter(t *testing.T) {
	for _, name := range []string{"minimal", "resources", "modules"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		text := string(archive.Files[0].Data)
		g, _ := evaluateText(text)
		want := lines(g, false)
		if len(want) == 0 {
			t.Errorf("%s deploys nothing", name)
		}
		for layout, other := range map[string]string{
			"reversed": reversed(text),
			"CRLF":     strings.ReplaceAll(text, "\n", "\r\n"),
			"comments": strings.ReplaceAll(text, "\n", " // a comment\n"),
		} {
			g, diags := evaluateText(other)
			if diff := cmp.Diff(want, lines(g, false)); diff != "" {
				t.Errorf("%s, %s: (-as written +laid out) %v\n%s", name, layout, diags, diff)
			}
		}
	}
}

// reversed returns a file with its statements from the last to the first.
func reversed(text string) string {
	tree, _ := syntax.Parse(source.NewFile("main.bicep", []byte(text)))
	var statements []string
	for _, s := range tree.Statements {
		statements = append(statements, s.Range().Text())
	}
	slices.Reverse(statements)
	return strings.Join(statements, "\n") + "\n"
}
