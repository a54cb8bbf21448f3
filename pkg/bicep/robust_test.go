package bicep_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// evaluateText evaluates a file that stands alone.
func evaluateText(text string) (*graph.Graph, []source.Diagnostic) {
	t, diags := bicep.Parse(source.NewFile("main.bicep", []byte(text)))
	g, more := template.Evaluate(t, template.Options{Root: "main.bicep"})
	return g, append(diags, more...)
}

// Whatever a file holds, evaluating it ends without a panic, and every place
// in the graph lies in the file.
func FuzzEvaluate(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, member := range archive.Files {
			if filepath.Ext(member.Name) == ".bicep" {
				f.Add(string(member.Data))
			}
		}
	}
	for _, h := range hostile {
		f.Add(h.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := evaluateText(text)
		for _, r := range g.Resources {
			if r.Header.File == nil || int(r.Declared.End) > len(text) {
				t.Errorf("%s stands at %v of %d bytes", r.ID, r.Declared, len(text))
			}
		}
	})
}

// hostile are files that refer in circles or grow without end, and the code of
// a diagnostic that has to say so; empty if the circle does no harm.
var hostile = []struct{ name, text, code string }{
	{"a variable that is itself", "var a = a\noutput o string = a\n", "template-cycle"},
	{"variables in a circle", "var a = b\nvar b = a\noutput o string = b\n", "template-cycle"},
	{"a parent that is itself", "resource a 'A.B/c/d@1' = {\n  parent: a\n  name: 'a'\n}\n", "bicep-cycle"},
	{"parents in a circle", "resource a 'A.B/c@1' = {\n  parent: b\n  name: 'a'\n}\nresource b 'A.B/c@1' = {\n  parent: a\n  name: 'b'\n}\n", "bicep-cycle"},
	{"a parent that differs by case", "resource a 'A.B/c@1' = {\n  name: 'a'\n}\nresource A 'A.B/c/d@1' = {\n  parent: a\n  name: 'b'\n}\n", ""},
	{"names in a circle", "resource a 'A.B/c@1' = {\n  name: b.name\n}\nresource b 'A.B/c@1' = {\n  name: a.id\n}\n", "template-cycle"},
	{"a scope that is itself", "resource a 'A.B/c@1' = {\n  name: 'a'\n  scope: a\n}\n", "template-cycle"},
	{"scopes in a circle", "resource a 'A.B/c@1' = {\n  name: 'a'\n  scope: b\n}\nresource b 'A.B/c@1' = {\n  name: 'b'\n  scope: a\n}\n", "template-cycle"},
	{"a loop over itself", "resource a 'A.B/c@1' = [for i in a: {\n  name: 'a'\n}]\n", ""},
	{"a loop over its own ids", "resource a 'A.B/c@1' = [for i in [a[0].id]: {\n  name: i\n}]\n", "template-cycle"},
	{"a condition on itself", "resource a 'A.B/c@1' = if (a.?name == 'a') {\n  name: a.?name\n}\n", "template-cycle"},
	{"a function that calls itself", "func f(x int) int => f(x + 1)\noutput o int = f(0)\n", "template-limit"},
	{"a type that is itself", "type t = t\nparam p t\n", ""},
	{"types in a circle", "type t = u?\ntype u = t | 'a'\nparam p t\n", ""},
	{"a module of its own outputs", "module m 'm.bicep' = {\n  params: {\n    a: m.outputs.b\n  }\n}\n", ""},
	{"doubling strings", "var a0 = 'aaaaaaaa'\n" + doubling(40), "template-limit"},
	{"a loop of loops", "var r = range(0, 800)\noutput o array = [for i in r: [for j in r: [for k in r: '${i}${j}${k}']]]\n", "template-limit"},
	{"a million resources", "resource a 'A.B/c@1' = [for i in flatten(map(range(0, 1000), x => range(0, 1000))): {\n  name: 'a${i}'\n}]\n", "template-limit"},
	{"an index within an index", "resource a 'A.B/c@1' = [for i in range(0, 3): {\n  name: 'a'\n}]\noutput o string = " + strings.Repeat("a[", 100) + "0" + strings.Repeat("].?properties", 100) + "\n", ""},
	{"choices within choices", "param p bool\noutput o string = " + strings.Repeat("p ? 'a' : ", 200) + "'b'\n", ""},
	{"secrets within choices", "resource v 'A.B/c@1' existing = {\n  name: 'v'\n}\nmodule m 'm.bicep' = {\n  params: {\n    a: " + strings.Repeat("v.name == 'a' ? v.getSecret('x') : ", 100) + "'b'\n  }\n}\n", ""},
	{"a variable that stands for a ring", "var a = b\nvar b = a\noutput o string = a.listKeys().k\n", ""},
}

func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		name, next := "a"+string(rune('0'+i/10))+string(rune('0'+i%10)), "a"+string(rune('0'+(i+1)/10))+string(rune('0'+(i+1)%10))
		if i == 0 {
			name = "a0"
		}
		b.WriteString("var " + next + " = '${" + name + "}${" + name + "}'\n")
	}
	b.WriteString("output o string = a" + string(rune('0'+n/10)) + string(rune('0'+n%10)) + "\n")
	return b.String()
}

// Each hostile file comes to an end, and what can't be known is unknown.
func TestHostileFiles(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			_, diags := evaluateText(h.text)
			said := slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.Code == h.code })
			if h.code != "" && !said || h.code == "" && len(diags) > 0 {
				t.Errorf("expected a diagnostic of kind %q, found %v", h.code, diags)
			}
		})
	}
}

// A syntax error costs only its own statement.
func TestErrorsCostTheirStatement(t *testing.T) {
	good := "resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {\n  name: 'hub1'\n}\n"
	for _, bad := range []string{
		"param\n", "var x = \n", "resource a = {\n}\n", "resource b 'A.B/c@1' = {\n  name: \n}\n", "module m = {\n}\n", "output o\n",
		"func f(\n", "type t = {\n  a: \n}\n", "import {} from\n", "nonsense\n", "@secure(1 2)\nparam q string\n", "resource c 'A.B/c@1' = [for i in : {\n}]\n", "var s = 'abc\n",
	} {
		for _, text := range []string{bad + "\n" + good, good + "\n" + bad} {
			g, diags := evaluateText(text)
			found := false
			for _, r := range g.Resources {
				found = found || r.Name() == "hub1"
			}
			if !found || len(diags) == 0 {
				t.Errorf("%q: hub found: %t, diagnostics: %v", text, found, diags)
			}
		}
	}
}

// withoutModule is a file that is copied to where its module is before use.
const withoutModule = "utilities/tools/helper/src/src.main.test.bicep"

// Every Bicep file of the corpus is evaluated without a panic, the ones that
// are wrong on purpose too, and a valid one without an error.
func TestCorpusIsEvaluated(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	for _, name := range corpora {
		reader, err := source.NewReader(filepath.Join(root, name), ".")
		if err != nil {
			t.Skip(err)
		}
		files := 0
		err = fs.WalkDir(os.DirFS(filepath.Join(root, name)), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(p) != ".bicep" {
				return err
			}
			files++
			found, _ := project.Find(reader, project.Options{Paths: []string{p}})
			for _, u := range found.Units {
				loaded := found.Load(u)
				if name == corpora[0] {
					for _, d := range loaded.Diagnostics {
						if d.Severity == source.SeverityError && p != withoutModule {
							t.Errorf("%v", d)
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		t.Logf("%s: %d files", name, files)
		_ = reader.Close()
	}
}
