package mermaid_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/mermaid"
)

// Whatever stands in a name, its label is one quoted text in which nothing
// means anything to Mermaid, and which reads as what was meant.
func TestLabelsSurvive(t *testing.T) {
	for _, label := range []string{
		"pumps", "a\nb", `say "hi"`, "#35; &amp;", "%%{init: {}}%%", "<b>x</b>", "`code`", "end", "[x](y)", "- list", "1. list", "a\n2. list",
		"# head", "**bold** ~~gone~~", "a|b;c", "größer ≥ 日本 😀", `back\slash`, "{{x}} @{shape: x}", "https://example.org",
	} {
		line := resource(t, label)
		text, ok := strings.CutPrefix(line, `  n0["`)
		text, closed := strings.CutSuffix(text, `"]`)
		if !ok || !closed {
			t.Errorf("%q: expected one quoted label, found %q", label, line)
			continue
		}
		if got := read(text); got != label {
			t.Errorf("%q reads as %q", label, got)
		}
		bare := codes.ReplaceAllString(strings.ReplaceAll(text, "<br/>", ""), "")
		if i := strings.IndexAny(bare, "\"#&<>;|`%{}@*~\\:"); i >= 0 {
			t.Errorf("%q: %q stands bare in %q", label, bare[i], text)
		}
	}
}

// What nobody can see is not drawn, and a label is never empty.
func TestLabelsAreShown(t *testing.T) {
	for label, want := range map[string]string{"": `  n0[" "]`, "a\tb\r\x1b": `  n0["a b  "]`} {
		if got := resource(t, label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

func TestChart(t *testing.T) {
	var out strings.Builder
	c := mermaid.New(&out)
	c.Begin("main.bicep")
	c.Resource("n0", "IotHubs", false, "error")
	c.Resource("n1", "Vaults", true, "")
	c.End()
	c.Edge("n0", "refers", "n1")
	c.Edge("n0", "parent", "n1")
	c.Class("error", "stroke:red")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `flowchart LR
  subgraph s0["main.bicep"]
    n0["IotHubs"]:::error
    n1(["Vaults"])
  end
  n0 --> n1
  n0 --- n1
  classDef error stroke:red
`
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}

// resource returns the line that draws a resource.
func resource(t *testing.T, label string) string {
	t.Helper()
	var out strings.Builder
	c := mermaid.New(&out)
	c.Resource("n0", label, false, "")
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(out.String(), "\n")
	return strings.TrimSuffix(line, "\n")
}

var codes = regexp.MustCompile(`#\d+;`)

// read returns what is shown for a label.
func read(label string) string {
	return codes.ReplaceAllStringFunc(strings.ReplaceAll(label, "<br/>", "\n"), func(code string) string {
		n, _ := strconv.Atoi(strings.Trim(code, "#;"))
		return string(rune(n))
	})
}
