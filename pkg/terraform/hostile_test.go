package terraform_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// numbered joins a line for each number below n, in which # is the number and
// @ the one before it.
func numbered(n int, line string) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		b.WriteString(strings.NewReplacer("#", fmt.Sprint(i), "@", fmt.Sprint(i-1)).Replace(line) + "\n")
	}
	return b.String()
}

// Input made to hurt gives a diagnostic. What would be lost otherwise is the
// process, to a stack that overflows, or time and memory without end.
func TestHostile(t *testing.T) {
	use := func(e string) string { return "resource \"test_x\" \"x\" {\n  a = " + e + "\n}\n" }
	locals := func(text string) string { return "locals {\n" + text + "}\n" }
	tests := []struct {
		name, text, want string
	}{
		{"brackets", locals("a = " + strings.Repeat("[", 100_000)), "main.tf:2:503: expected at most 500 levels of nesting"},
		{"parentheses", locals("a = " + strings.Repeat("(", 100_000)), "main.tf:2:503: expected at most 500 levels of nesting"},
		{"templates", locals("a = " + strings.Repeat(`"${`, 100_000)), "levels of nesting"},
		{"blocks", strings.Repeat("a {\n", 100_000), "levels of nesting"},
		{"negations", locals("a = " + strings.Repeat("!", 1_000_000) + "true\n"), "operators in one expression"},
		{"signs", locals("a = " + strings.Repeat("- ", 1_000_000) + "1\n"), "operators in one expression"},
		{"conditionals", locals("a = " + strings.Repeat("true ? 1 : ", 100_000) + "2\n"), "operators in one expression"},
		{"sums", locals("a = " + strings.Repeat("1 + ", 100_000) + "2\n"), "parts in one expression"},
		{"splats", locals("a = x" + strings.Repeat("[*]", 100_000) + "\n"), "operators in one expression"},
		{"indexes", locals("a = x" + strings.Repeat("[a]", 100_000) + "\n"), "parts in one expression"},
		{"directives", locals(`a = "` + strings.Repeat("%{if true}", 100_000) + "\"\n"), "directives in one template"},
		{"open heredocs", locals(numbered(100_000, "a# = <<EOT#")), "main.tf:2:6: expected a line with EOT1 that closes this heredoc"},
		{"heredocs", locals(numbered(10_000, "a# = <<EOT\nEOT")), "heredocs in one file"},
		{"strings that double", locals("a0 = \"0123456789\"\n"+numbered(41, `a# = "${local.a@}${local.a@}"`)) + use("local.a40"), "more than hublint spends"},
		{"lists that double", locals("a0 = [1]\n"+numbered(41, `a# = [local.a@, local.a@]`)) + use("local.a40"), "more than hublint spends"},
		{"lists that double by concat", locals("a0 = [1]\n"+numbered(41, `a# = concat(local.a@, local.a@)`)) + use("local.a40"), "more than hublint spends"},
		{"a long chain", locals("a0 = 1\n"+numbered(20_001, `a# = local.a@ + 1`)) + use("local.a20000"), "more than hublint spends"},
		{"loops in loops", use(strings.Repeat("[for a in range(2) : ", 300) + "1" + strings.Repeat("]", 300)), "more than hublint spends"},
		{"wide loops", use("[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]"), "more than hublint spends"},
		{"a count of a million", "resource \"test_x\" \"x\" {\n  count = 1000000\n}\n", "main.tf:2:11: expected a count of at most 2000, found 1000000"},
		{"a local that needs itself", locals("a = local.b\nb = local.a\n") + use("local.a"), "main.tf:2:1: local.a is defined by itself"},
		{"a file elsewhere", use(`file("../../../etc/passwd")`), "main.tf:2:7: cannot read ../../../etc/passwd: outside the folders being linted"},
		{"a module that calls itself", "module \"m\" {\n  source = \"./\"\n}\n", "main.tf:2:12: module m calls itself through this source"},
		{"a module elsewhere", "module \"m\" {\n  source = \"../../../../etc\"\n}\n", "outside the folders being linted"},
		{"a product of lists", use("setproduct(range(1000), range(1000), range(1000))"), ""},
		{"a wide format", use(`format("%1000000000d", 1)`), ""},
		{"a huge number", use("1e999999999"), ""},
		{"a huge number as text", use(`"${1e999999999}"`), ""},
		{"YAML that repeats itself", use("yamldecode(\"a: &a [1,1]\\nb: &b [*a,*a]\\nc: [*b,*b]\")"), ""},
		{"no text", "", ""},
		{"no configuration", "\x00\xff\xfe", "invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, diags := evaluateText(t, test.text)
			if test.want == "" {
				if len(diags) > 0 {
					t.Errorf("got %v", diags)
				}
				return
			}
			for _, d := range diags {
				if strings.Contains(d.String(), test.want) {
					return
				}
			}
			t.Errorf("want %q, got %.300v", test.want, fmt.Sprint(diags))
		})
	}
}

// Hostile JSON and templates in files are held to the same limits.
func TestHostileFiles(t *testing.T) {
	tests := []struct {
		name, want string
		files      map[string]string
	}{
		{"deep JSON", "within each other", map[string]string{"main.tf.json": `{"locals": {"a": ` + strings.Repeat("[", 100_000)}},
		{"deep template in JSON", "levels of nesting", map[string]string{"main.tf.json": `{"locals": {"a": "` + strings.Repeat("${[", 100_000) + `"}}`}},
		{"deep variables", "levels of nesting", map[string]string{"main.tf": "", "terraform.tfvars": "a = " + strings.Repeat("[", 100_000)}},
		{"template that reads itself", "more than hublint spends", map[string]string{
			"main.tf": "resource \"test_x\" \"x\" {\n  a = templatefile(\"t.tpl\", {})\n}\n", "t.tpl": `${templatefile("t.tpl", {})}`,
		}},
		{"modules in a circle", "calls itself", map[string]string{
			"main.tf": "module \"a\" {\n  source = \"./a\"\n}\n", "a/a.tf": "module \"b\" {\n  source = \"../b\"\n}\n", "b/b.tf": "module \"a\" {\n  source = \"../a\"\n}\n",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range test.files {
				write(t, dir, name, []byte(text))
			}
			_, diags := evaluateDir(t, dir, ".")
			for _, d := range diags {
				if strings.Contains(d.Message, test.want) {
					return
				}
			}
			t.Errorf("want %q, got %.300v", test.want, fmt.Sprint(diags))
		})
	}
}

// Whatever stands in a file, reading and evaluating it ends, and places lie in
// the file.
func FuzzEvaluate(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		if data, err := os.ReadFile(name); err == nil {
			_, text, _ := strings.Cut(string(data), "-- main.tf --\n")
			text, _, _ = strings.Cut(text, "\n-- ")
			f.Add(text)
		}
	}
	f.Add("a = <<E\n${x\nE\n")
	f.Add("resource \"a\" \"b\" {\n  dynamic \"x\" {\n    for_each = [1]\n    content {}\n  }\n}")
	f.Add("locals {\n  a = { for k, v in {a = 1} : k => v... }\n  b = x[*].y.*.z\n}")
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		reader, err := source.NewReader(dir, dir)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = reader.Close() }()
		main := filepath.Join(dir, "main.tf")
		write(t, dir, "main.tf", nil)
		reader.Overlay = map[string][]byte{main: []byte(text)}
		g, diags, err := terraform.Evaluate(terraform.NewLoader(reader), terraform.Options{Root: "."})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range diags {
			_ = d.Range.Text()
		}
		for _, r := range g.Resources {
			_ = r.Header.Text() + r.Declared.Text() + r.Body.Range().Text()
		}
	})
}
