package terraform_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

const provider = "hashicorp+terraform-provider-azurerm"

// corpus returns a folder of public files; the test is skipped without it.
func corpus(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(os.Getenv("HUBLINT_CORPUS"), provider)
	if _, err := os.Stat(dir); err != nil || os.Getenv("HUBLINT_CORPUS") == "" {
		t.Skip("HUBLINT_CORPUS names no folder with " + provider)
	}
	return dir
}

// evaluateText evaluates a configuration of one file.
func evaluateText(t *testing.T, text string) (*graph.Graph, []source.Diagnostic) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "main.tf", []byte(text))
	return evaluateDir(t, dir, ".")
}

func evaluateDir(t testing.TB, dir, root string) (*graph.Graph, []source.Diagnostic) {
	t.Helper()
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	g, diags, err := terraform.Evaluate(terraform.NewLoader(reader), terraform.Options{Root: root})
	if err != nil {
		t.Fatal(root, err)
	}
	return g, diags
}

// declaredIn counts the resource blocks of a text by their type. A data source
// may stand for one of them.
func declaredIn(text string) map[string]int {
	counts := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\s*resource "(\w+)" "`).FindAllStringSubmatch(text, -1) {
		counts[m[1]]++
	}
	return counts
}

// All examples of the azurerm provider are read without an error, and each
// gives resources.
func TestProviderExamples(t *testing.T) {
	root := filepath.Join(corpus(t), "examples")
	folders := map[string]bool{}
	_ = filepath.WalkDir(root, func(p string, _ os.DirEntry, _ error) error {
		if strings.HasSuffix(p, ".tf") {
			rel, _ := filepath.Rel(root, filepath.Dir(p))
			folders[filepath.ToSlash(rel)] = true
		}
		return nil
	})
	resources := 0
	for folder := range folders {
		g, diags := evaluateDir(t, root, folder)
		for _, d := range diags {
			if d.Severity == source.SeverityError {
				t.Errorf("%s", d)
			}
		}
		resources += len(g.Resources)
	}
	t.Logf("%d folders, %d resources", len(folders), resources)
}

// The examples in the provider's documentation are read without an error.
func TestProviderDocumentation(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus(t), "website/docs/r/*.markdown"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	block := regexp.MustCompile("(?s)```(?:hcl|terraform)\n(.*?)```")
	blocks := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range block.FindAllStringSubmatch(string(text), -1) {
			blocks++
			_, diags := evaluateText(t, m[1])
			for _, d := range diags {
				if d.Severity == source.SeverityError {
					t.Errorf("%s: %s", filepath.Base(file), d)
				}
			}
		}
	}
	t.Logf("%d blocks", blocks)
}

// The configurations that the provider is tested with, their blanks filled in,
// give the hub, the provisioning service and their parts that they declare.
func TestProviderAcceptance(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus(t), "internal/services/*/*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("no tests", err)
	}
	configuration := regexp.MustCompile("(?s)`([^`]*\\bresource \"[^`]*)`")
	count, hubs := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range configuration.FindAllStringSubmatch(string(text), -1) {
			config := fillBlanks(m[1])
			count++
			g, _ := evaluateText(t, config)
			want := declaredIn(config)
			for typ, arm := range map[string]string{"azurerm_iothub": "Microsoft.Devices/IotHubs", "azurerm_iothub_dps": "Microsoft.Devices/provisioningServices"} {
				hubs += want[typ]
				if got := countType(g, arm); got < want[typ] {
					t.Errorf("%s: %d of %d %s in\n%s", filepath.Base(file), got, want[typ], typ, config)
				}
			}
		}
	}
	t.Logf("%d configurations, %d hubs and provisioning services", count, hubs)
}

func countType(g *graph.Graph, typ string) int {
	n := 0
	for _, r := range g.Resources {
		if strings.EqualFold(r.Type, typ) {
			n++
		}
	}
	return n
}

var (
	blankLine = regexp.MustCompile(`(?m)^\s*%(\[\d+\])?s\s*$`)
	blank     = regexp.MustCompile(`%(\[\d+\])?([a-z])`)
)

// fillBlanks puts something in the place of the verbs of a format.
func fillBlanks(text string) string {
	text = blankLine.ReplaceAllString(text, "")
	return strings.ReplaceAll(blank.ReplaceAllStringFunc(text, func(verb string) string {
		switch verb[len(verb)-1] {
		case 'd':
			return "1"
		case 't':
			return "true"
		case 'q':
			return `"q"`
		}
		return "x"
	}), "%%", "%")
}
