package scaffold_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/scaffold"
	"github.com/hublint/hublint/pkg/source"
)

// all makes all files for a folder, each by its name.
func all(t *testing.T, dir, version string) (map[string]scaffold.File, error) {
	t.Helper()
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	p, _ := project.Find(reader, project.Options{Paths: []string{"."}})
	files, err := scaffold.Files(scaffold.Options{
		Dir: dir, Root: dir, Project: p, Version: version, PreCommit: true, GitHub: true, GitLab: true, AzurePipelines: true,
	})
	out := map[string]scaffold.File{}
	for _, f := range files {
		out[filepath.Base(f.Path)] = f
	}
	return out, err
}

// What docs/ci.md shows is what is written, of the release that CHANGELOG.md
// names last.
func TestDocumentation(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := all(t, t.TempDir(), "dev")
	if err != nil || len(files) != 5 {
		t.Fatal(files, err)
	}
	for name, f := range files {
		if name != config.Name && !bytes.Contains(page, []byte("```yaml\n"+string(f.Text)+"```\n")) {
			t.Errorf("docs/ci.md does not show\n%s", f.Text)
		}
	}
	changes, err := os.ReadFile(filepath.Join("..", "..", "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`(?m)^## (\d+\.\d+\.\d+)`).FindSubmatch(changes); m == nil || "v"+string(m[1]) != scaffold.Latest {
		t.Errorf("%s is not the latest of CHANGELOG.md, %s", scaffold.Latest, m)
	}
}

// A release pins itself, anything else the latest release.
func TestVersion(t *testing.T) {
	for version, want := range map[string]string{
		"7.1.0": "v7.1.0", "v7.1.0": "v7.1.0", "dev": scaffold.Latest, "v0.0.0-20261001120000-0123456789ab": scaffold.Latest, "v7.1.0+dirty": scaffold.Latest,
	} {
		files, err := all(t, t.TempDir(), version)
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range files {
			if name != config.Name && !bytes.Contains(f.Text, []byte(want)) {
				t.Errorf("%s: %s does not name %s", version, name, want)
			}
		}
	}
}

// The examples in a written configuration are right too, all of them together.
func TestExamples(t *testing.T) {
	for name, paths := range map[string][]string{
		"empty": nil,
		"units": {"main.bicep", "main.dev.bicepparam", "main.prod.bicepparam", "test/é x/main.tf", "test/é x/a.tfvars", "[odd], 'name'.json", "[odd], 'name'.parameters.json"},
	} {
		dir := t.TempDir()
		write(t, dir, paths)
		files, err := all(t, dir, "dev")
		if err != nil {
			t.Fatal(err)
		}
		text := files[config.Name].Text
		c, diags := config.Read(source.NewFile(config.Name, text))
		if len(diags) > 0 {
			t.Fatalf("%s: %v in\n%s", name, diags, text)
		}
		if paths != nil && len(c.Units) != 3 {
			t.Errorf("expected three units in\n%s", text)
		}
		commented := regexp.MustCompile(`(?m)^#(\w|  )`).ReplaceAll(text, []byte("$1"))
		c, diags = config.Read(source.NewFile(config.Name, commented))
		if len(diags) > 0 || c.Workload == nil || len(c.Elsewhere) < 5 || len(c.Units) == 0 || len(c.Paths) != 1 {
			t.Errorf("%s: %v in\n%s", name, diags, commented)
		}
		if paths != nil {
			if diff := cmp.Diff([]string{"main.dev.bicepparam", "test/**"}, c.Paths[0].Files); diff != "" {
				t.Errorf("what looks like development (-want +got)\n%s", diff)
			}
		}
	}
}

func write(t *testing.T, dir string, paths []string) {
	t.Helper()
	for _, p := range paths {
		text := "param a string\nresource r 'Microsoft.Devices/IotHubs@2023-06-30' = {}\n"
		switch {
		case strings.HasSuffix(p, ".bicepparam"):
			text = "using 'main.bicep'\nparam a = 'x'\n"
		case strings.HasSuffix(p, ".parameters.json"):
			text = `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {}}`
		case strings.HasSuffix(p, ".json"):
			text = `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": []}`
		case strings.HasSuffix(p, ".tf"), strings.HasSuffix(p, ".tfvars"):
			text = ""
		}
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// What is in a file stays in it, and hublint is added once. Each archive has a
// file before and after, or what is wrong with it.
func TestMerge(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, archive := range archives {
		a, err := txtar.ParseFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		for _, eol := range []string{"\n", "\r\n"} {
			before, after := asLines(a.Files[0].Data, eol), asLines(a.Files[1].Data, eol)
			got, err := merged(t, a.Files[0].Name, before)
			if a.Files[1].Name == "error" {
				if err == nil || !strings.Contains(err.Error(), strings.TrimSpace(string(a.Files[1].Data))) {
					t.Errorf("%s: error %v, want %s", archive, err, a.Files[1].Data)
				}
				continue
			}
			if diff := cmp.Diff(after, got); diff != "" || err != nil {
				t.Errorf("%s: %v (-want +got)\n%s", archive, err, diff)
			}
			if again, err := merged(t, a.Files[0].Name, got); again != got || err != nil {
				t.Errorf("%s: %v, and a second time\n%s", archive, err, again)
			}
		}
	}
}

func asLines(data []byte, eol string) string { return strings.ReplaceAll(string(data), "\n", eol) }

func merged(t *testing.T, name, text string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := all(t, dir, "dev")
	return string(files[name].Text), err
}
