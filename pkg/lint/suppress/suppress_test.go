package suppress_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/lint/suppress"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// Each directive is followed by the first line of what it speaks of.
func TestBinding(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"before and behind, in Bicep", "main.bicep", `// hublint:ignore-file r1 -- all of it
// hublint:ignore r2 -- statement
@description('d')
// hublint:ignore r3 -- behind a decorator
resource hub 'a@b' = {
  name: 'x' // hublint:ignore r4 -- behind a property
  /* hublint:ignore r5 -- before a property */
  properties: { // hublint:ignore r6 -- behind its brace
    list: [
      // hublint:ignore r7 -- before an item
      'a'
      'b' // hublint:ignore r8 -- behind an item
    ]
  } // hublint:ignore r9 -- behind the closing brace
}
// hublint:ignore r10 -- loop
resource hubs 'a@b' = [for i in range(0, 3): {
  // hublint:ignore r11 -- in a loop
  name: 'h${i}'
}]
module m 'm.bicep' = { // hublint:ignore r12 -- a call
  name: 'm'
  // hublint:ignore r13 -- before nothing
}
`, `r1 whole file
r2 @description('d')
r3 resource hub 'a@b' = {
r4 name: 'x'
r5 properties: { // hublint:ignore r6 -- behind its brace
r6 properties: { // hublint:ignore r6 -- behind its brace
r7 'a'
r8 'b'
r9 properties: { // hublint:ignore r6 -- behind its brace
r10 resource hubs 'a@b' = [for i in range(0, 3): {
r11 name: 'h${i}'
r12 module m 'm.bicep' = { // hublint:ignore r12 -- a call
23: expected a part of the file that this comment stands on or before, found none
`},
		{"in loops, in Bicep", "main.bicep", `output a array = [
  // hublint:ignore r1 -- before the loop
  for i in range(0, 3): i
]
output b array = [
  for i in range(0, 3): { // hublint:ignore r2 -- behind its brace
    i: i
  }
]
`, `r1 i in range(0, 3): i
r2 i in range(0, 3): { // hublint:ignore r2 -- behind its brace
`},
		{"comments in JSON", "main.json", `{
  // hublint:ignore r1 -- a member
  "resources": [
    { "name": "a" }, // hublint:ignore r2 -- an item
    /* hublint:ignore r3 -- before an item */
    { "name": "//b" }
  ]
}
`, `r1 "resources": [
r2 { "name": "a" }
r3 { "name": "//b" }
`},
		{"notes in strict JSON", "main.json", `{
  "metadata": { "hublint": { "ignore": "r1 -- all of it" } },
  "resources": [
    { "name": "a", "metadata": { "hublint": { "ignore": ["r2 -- this one", "r3"] } } }
  ],
  "outputs": {
    "key": { "metadata": { "hublint": { "ignore": "r4 -- with its name" } } }
  }
}
`, `r1 whole file
r2 { "name": "a", "metadata": { "hublint": { "ignore": ["r2 -- this one", "r3"] } } }
r4 "key": { "metadata": { "hublint": { "ignore": "r4 -- with its name" } } }
4: expected a reason: hublint:ignore r3 -- REASON
`},
		{"Terraform", "main.tf", `# hublint:ignore-file r1 -- all of it
# hublint:ignore r2 -- a block
resource "azurerm_iothub" "x" {
  name = "x" # hublint:ignore r3 -- an attribute
  // hublint:ignore r4 -- an inner block
  sku {
    name = "F1"
  }
  tags = {
    # hublint:ignore r5 -- an item
    a = "b"
  }
  list = [
    # hublint:ignore r6 -- a loop
    for i in [0, 1] : i
  ]
  map = { for i in [0, 1] :
    # hublint:ignore r7 -- an item of a loop
    i => i + 1 # hublint:ignore r8 -- behind it
  }
}
`, `r1 whole file
r2 resource "azurerm_iothub" "x" {
r3 name = "x"
r4 sku {
r5 a = "b"
r6 [0, 1] : i
r7 i => i + 1
r8 i => i + 1
`},
		{"what is not understood", "main.bicep", `param a string // hublint:ignore
param b string // hublint:ignore r1 until=soon -- x
param c string // hublint:ignore r1 after=2027-01-01 -- x
param d string // hublint:ignore r1, r2 until=2027-01-31 -- two
// hublint:ignore-file r1 -- too late
// hublint:ignored r1 -- x
`, `1: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint:ignore"
2: expected a day as YYYY-MM-DD in until, found "soon"
3: expected until=YYYY-MM-DD, found "after=2027-01-01"
r1 r2 param d string
5: expected hublint:ignore-file at the top of the file
6: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint:ignored r1 -- x"
`},
		{"what is meant", "main.bicep", `// hublint: ignore r1 -- a blank too many
//hublint :ignore r-1 -- x
// Hublint:Ignore r1 -- x
// hublint ignore r-1 -- x
// hublint ignore tls here -- x
// hublint-ignore r-1
// hublint ignore SEC003
// hublint ignore
// hublint: ignore-file r1 -- x
// hublint ignore-file r-1 -- x
/*
 * hublint: ignore r1 -- x
 */
param a string
`, `1: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint: ignore r1 -- a blank too many"
2: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint :ignore r-1 -- x"
3: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "Hublint:Ignore r1 -- x"
4: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint ignore r-1 -- x"
5: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint ignore tls here -- x"
6: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint-ignore r-1"
7: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint ignore SEC003"
8: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint ignore"
9: expected hublint:ignore-file RULE [until=YYYY-MM-DD] -- REASON, found "hublint: ignore-file r1 -- x"
10: expected hublint:ignore-file RULE [until=YYYY-MM-DD] -- REASON, found "hublint ignore-file r-1 -- x"
11: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint: ignore r1 -- x"
`},
		{"prose", "main.bicep", `// hublint ignores this file
// hublint ignore comments say why
// hublint ignore-file comments stand at the top
// hublint: see docs/policy.md
// hublint -- ignore what it says of TLS
// hublint finds nothing here, ignore it
// Do not use hublint:ignore here.
// // hublint:ignore r1 -- taken out with what it was about
param a string
`, ``},
		{"marks of documentation", "main.tf", `## hublint:ignore r1 -- two marks
locals {}
/**
 * hublint:ignore r2 -- a block
 **/
locals {}
/// hublint:ignore r3 -- three marks
locals {}
`, `r1 locals {}
r2 locals {}
r3 locals {}
`},
		{"notes that are none", "main.json", `{
  "metadata": { "hublint": "prose" },
  "a": { "metadata": { "hublint": { "ignore": { "r1": "why" } } } },
  "b": { "metadata": { "hublint": { "ignore": [["r1 -- why"]] } } },
  "c": { "metadata": { "hublint": { "ignore-file": "r1 -- why", "owner": "us" } } }
}
`, `3: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint:ignore { \"r1\": \"why\" }"
4: expected hublint:ignore RULE [until=YYYY-MM-DD] -- REASON, found "hublint:ignore [\"r1 -- why\"]"
5: expected hublint:ignore-file RULE [until=YYYY-MM-DD] -- REASON, found "hublint:ignore-file"
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(sorted(c.want), sorted(describe(source.NewFile(c.file, []byte(c.text))))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func describe(f *source.File) string {
	var b strings.Builder
	found, diags := suppress.Find(project.Outline(f))
	for _, d := range found {
		first, _, _ := strings.Cut(d.Of.Text(), "\n")
		if d.WholeFile {
			first = "whole file"
		}
		fmt.Fprintf(&b, "%s %s\n", strings.Join(d.Names, " "), first)
	}
	for _, d := range diags {
		fmt.Fprintf(&b, "%d: %s\n", d.Range.StartPosition().Line, d.Message)
	}
	return b.String()
}

// sorted puts what was found before what was wrong, as describe does.
func sorted(text string) string {
	var found, wrong []string
	for line := range strings.Lines(text) {
		if line[0] >= '0' && line[0] <= '9' {
			wrong = append(wrong, line)
			continue
		}
		found = append(found, line)
	}
	return strings.Join(append(found, wrong...), "")
}
