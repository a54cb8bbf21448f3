package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/bicep/config"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

const (
	zeros = "0000000000000000000000000000000000000000000000000000000000000000"
	sub   = "11111111-AAAA-2222-bbbb-333333333333"
)

// project unpacks an archive. What lies in "repo" may be read, and "home/.bicep"
// is the cache; nothing else.
func project(t *testing.T, archive string) *source.Reader {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		p := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := source.NewReader(filepath.Join(dir, "repo"), ".")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	r.OpenCache(filepath.Join(dir, "home", ".bicep"))
	return r
}

func file(path string) *source.File { return source.NewFile(path, nil) }

func TestResolve(t *testing.T) {
	r := project(t, `
-- repo/bicepconfig.json --
{
  // comments are fine,
  "moduleAliases": {
    "br": {
      "own": {"registry": "Own.azurecr.io", "modulePath": "a/b"},
      "bare": {"registry": "own.azurecr.io:5000"},
      "broken": {"modulePath": "a"},
    },
    "ts": {"specs": {"subscription": "`+sub+`", "resourceGroup": "RG"}},
  },
}
-- home/.bicep/br/mcr.microsoft.com/bicep$avm$res$x/0.1.0$/main.json --
{}
-- home/.bicep/br/own.azurecr.io/a$b$c/V1-Rc$9/main.json --
{}
-- home/.bicep/br/own.azurecr.io$5000/c/sha256#`+zeros+`/main.json --
{}
-- home/.bicep/ts/`+strings.ToLower(sub)+`/rg/name/v2/main.json --
{}
`)
	const cache = "../home/.bicep/"
	tests := []struct{ reference, want string }{
		{"x.bicep", "mod/x.bicep"},
		{"./x.json", "mod/x.json"},
		{"../x.bicep", "x.bicep"},
		{"../../../etc/passwd", "../../etc/passwd"},

		{"br:mcr.microsoft.com/bicep/avm/res/x:0.1.0", cache + "br/mcr.microsoft.com/bicep$avm$res$x/0.1.0$/main.json"},
		{"br:MCR.microsoft.com/bicep/avm/res/x:0.1.0", cache + "br/mcr.microsoft.com/bicep$avm$res$x/0.1.0$/main.json"},
		{"br/public:avm/res/x:0.1.0", cache + "br/mcr.microsoft.com/bicep$avm$res$x/0.1.0$/main.json"},
		{"br/own:c:V1-Rc", cache + "br/own.azurecr.io/a$b$c/V1-Rc$9/main.json"},
		{"br/bare:c@sha256:" + zeros, cache + "br/own.azurecr.io$5000/c/sha256#" + zeros + "/main.json"},
		{"ts:" + sub + "/rg/Name:V2", cache + "ts/" + strings.ToLower(sub) + "/rg/name/v2/main.json"},
		{"ts/specs:name:v2", cache + "ts/" + strings.ToLower(sub) + "/rg/name/v2/main.json"},

		{"br/public:avm/res/x:0.2.0", "unavailable: it is not in the local cache; 'bicep restore' puts it there"},
		{"br/none:c:1", "unavailable: no bicepconfig.json gives the alias 'none' of 'br' a registry"},
		{"br/broken:c:1", "unavailable: no bicepconfig.json gives the alias 'broken' of 'br' a registry"},
		{"ts/own:c:1", "unavailable: no bicepconfig.json gives the alias 'own' of 'ts' a subscription and resourceGroup"},

		{"", "expected the path of a file, found nothing"},
		{"/etc/passwd", "expected a relative path, found '/etc/passwd'"},
		{`a\b.bicep`, `expected '/' between folders, found '\'`},
		{"a\n.bicep", "expected a path without control characters"},
		{"a?.bicep", "expected a path without '?'"},
		{"a.", "expected a path that does not end in '.'"},
		{"C:/x.bicep", "expected a path, 'br:' or 'ts:', found 'C:'"},
		{"https://x/y", "expected a path, 'br:' or 'ts:', found 'https:'"},
		{"br/a.b:c:1", "expected the name of an alias made of letters, digits, '-' and '_', found 'a.b'"},
		{"br:own.azurecr.io", "expected 'br:registry/path:tag', found 'br:own.azurecr.io'"},
		{"br:../x:1", "expected 'br:registry/path:tag', found 'br:../x:1'"},
		{"br:own.azurecr.io/c", "expected a tag or a digest at the end of 'br:own.azurecr.io/c'"},
		{"br:own.azurecr.io/../c:1", "expected a path in lower case in 'br:own.azurecr.io/../c:1', found '..'"},
		{"br:own.azurecr.io/C:1", "expected a path in lower case in 'br:own.azurecr.io/C:1', found 'C'"},
		{"br:own.azurecr.io/c:../..", "expected a tag of at most 128 letters, digits, '.', '_' and '-', found '../..'"},
		{"br:own.azurecr.io/c@sha256:12", "expected a digest as 'sha256:' and 64 hexadecimal digits, found 'sha256:12'"},
		{"ts:x/rg/name:1", "expected the id of a subscription in 'ts:x/rg/name:1', found 'x'"},
		{"ts:" + sub + "/../name:1", "expected 'ts:subscription/group/name:version', found '..' in 'ts:" + sub + "/../name:1'"},
		{"ts:" + sub + "/rg/name", "expected 'ts:subscription/group/name:version', found '' in 'ts:" + sub + "/rg/name'"},
		{"ts:rg/name:1", "expected 'ts:subscription/group/name:version', found 'ts:rg/name:1'"},
	}
	c := config.NewFinder(r).For(file("mod/main.bicep"))
	for _, test := range tests {
		got, err := c.Resolve(file("mod/main.bicep"), test.reference)
		if err != nil {
			got = err.Error()
		}
		if errors.Is(err, template.ErrUnavailable) {
			got = "unavailable: " + got
		}
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.reference, got, test.want)
		}
	}
}

// The folders of tags are those that Bicep makes; the examples with a mask are
// of its own tests.
func TestTagFolders(t *testing.T) {
	upper := strings.Repeat("A", 128)
	for tag, mask := range map[string]string{
		"v1": "", "V1": "1", "AbCd": "5", "ABCDABCDABCDABCDAB": "3ffff",
		"ABCDABCDABCDABCDABCDABCDABCDABCDAbC": "5ffffffff",
		strings.Repeat("a", 64) + "B":         "10000000000000000",
		upper:                                 strings.Repeat("f", 32),
	} {
		r := project(t, "-- repo/a --\n-- home/.bicep/br/r/m/"+tag+"$"+mask+"/main.json --\n{}\n")
		if _, err := config.NewFinder(r).For(file("a")).Resolve(file("a"), "br:r/m:"+tag); err != nil {
			t.Error(err)
		}
	}
}

// The nearest file counts alone, unless it extends others: then a key that it
// lacks, or has as null, is theirs.
func TestNearest(t *testing.T) {
	r := project(t, `
-- bicepconfig.json --
{"cloud": {"currentProfile": "Outside"}}
-- repo/bicepconfig.json --
{"cloud": {"currentProfile": "AzureChinaCloud"}, "extensions": {"graph": "br:x/y:1"}}
-- repo/alone/bicepconfig.json --
{}
-- repo/more/bicepconfig.json --
{"extends": "../base/one.json", "extensions": {"own": "./own.tgz"}}
-- repo/base/one.json --
{"extends": "two.json", "cloud": {"currentProfile": null}}
-- repo/base/two.json --
{"cloud": {"currentProfile": "AzureUSGovernment"}, "extensions": {"own": "other", "graph": "br:x/y:2"}}
`)
	f := config.NewFinder(r)
	for path, want := range map[string]string{
		"main.bicep":         "AzureChinaCloud br:x/y:1 - builtin:",
		"a/b/c.bicep":        "AzureChinaCloud br:x/y:1 - builtin:",
		"alone/a.bicep":      "AzureCloud - - builtin:",
		"more/a.bicep":       "AzureUSGovernment br:x/y:2 ./own.tgz builtin:",
		"../other/x/a.bicep": "AzureCloud - - builtin:",
	} {
		c := f.For(file(path))
		got := c.Profile()
		for _, name := range []string{"graph", "own", "az"} {
			e, ok := c.Extension(name)
			if !ok {
				e = "-"
			}
			got += " " + e
		}
		if got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if diags := f.Diagnostics(); len(diags) > 0 {
		t.Error(diags)
	}
}

func TestDiagnostics(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"a": }`, "error bicepconfig.json:1:7: expected a value, found '}'"},
		{`[]`, "error bicepconfig.json:1:1: expected an object, found an array"},
		{`{"cloud": 1}`, "error bicepconfig.json:1:11: expected an object in 'cloud', found a number"},
		{`{"experimentalFeaturesWarning": "no"}`, "error bicepconfig.json:1:33: expected a boolean in 'experimentalFeaturesWarning', found a string"},
		{`{"moduleAlias": {}}`, "warning bicepconfig.json:1:2: unknown key 'moduleAlias'; did you mean 'moduleAliases'?"},
		{`{"zebra": {}}`, "note bicepconfig.json:1:2: unknown key 'zebra'"},
		{`{"moduleAliases": {"br": []}}`, "error bicepconfig.json:1:26: expected an object in 'moduleAliases.br', found an array"},
		{`{"moduleAliases": {"br": {"a": 1}}}`, "error bicepconfig.json:1:32: expected an object for the alias 'a', found a number"},
		{`{"moduleAliases": {"ts": {"a": {"resourceGroup": 1}}}}`, "error bicepconfig.json:1:50: expected a string in 'resourceGroup' of the alias 'a', found a number"},
		{`{"extends": "none.json"}`, "error bicepconfig.json:1:13: cannot read none.json: file does not exist"},
		{`{"extends": "/etc/passwd"}`, "error bicepconfig.json:1:13: expected a relative path, found '/etc/passwd'"},
		{`{"extends": "C:\\x.json"}`, `error bicepconfig.json:1:13: expected a relative path, found 'C:\x.json'`},
		{`{"extends": "../secret.json"}`, "error bicepconfig.json:1:13: cannot read ../secret.json: outside the folders being linted"},
		{`{"extends": "bicepconfig.json"}`, "error bicepconfig.json:1:13: this configuration extends itself through 'bicepconfig.json'"},
		{`{"extends": "sub/a.json"}`, "error sub/a.json:1:13: this configuration extends itself through '../bicepconfig.json'"},
		{`{"moduleAliases": null, "cloud": {"currentProfile": null}}`, ""},
	}
	for _, test := range tests {
		r := project(t, "-- secret.json --\n{}\n-- repo/sub/a.json --\n{\"extends\": \"../bicepconfig.json\"}\n-- repo/bicepconfig.json --\n"+test.text)
		f := config.NewFinder(r)
		c := f.For(file("a/main.bicep"))
		f.For(file("b/main.bicep"))
		var got []string
		for _, d := range f.Diagnostics() {
			got = append(got, string(d.Severity)+" "+d.String())
		}
		if s := strings.Join(got, "\n"); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, s, test.want)
		}
		if c.Profile() != "AzureCloud" {
			t.Errorf("%s: what is built in no longer holds: %q", test.text, c.Profile())
		}
	}
}

func TestChainIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("-- repo/bicepconfig.json --\n{\"extends\": \"0.json\"}\n")
	for i := range 100 {
		fmt.Fprintf(&b, "-- repo/%d.json --\n{\"extends\": \"%d.json\"}\n", i, i+1)
	}
	f := config.NewFinder(project(t, b.String()))
	f.For(file("main.bicep"))
	diags := f.Diagnostics()
	if len(diags) != 1 || diags[0].String() != "62.json:1:13: expected at most 64 configurations that extend each other" {
		t.Error(diags)
	}
}

// A configuration can't open a folder that was not open already.
func TestCacheRoot(t *testing.T) {
	const module = "br/mcr.microsoft.com/m/1$/main.json"
	for root, want := range map[string]string{
		"cache":          "cache/" + module,
		"./cache/../alt": "alt/" + module,
		"~/.bicep":       "../home/.bicep/" + module,
		"":               "../home/.bicep/" + module,
		"../outside":     "the cache that bicepconfig.json names cannot be read: outside the folders being linted",
		"/":              "the cache that bicepconfig.json names cannot be read: outside the folders being linted",
		"none":           "the cache that bicepconfig.json names cannot be read: file does not exist",
	} {
		archive := "-- repo/bicepconfig.json --\n{\"cacheRootDirectory\": \"" + root + "\"}\n"
		for _, dir := range []string{"repo/cache/", "repo/alt/", "outside/", "home/.bicep/"} {
			archive += "-- " + dir + module + " --\n{}\n"
		}
		r := project(t, archive)
		got, err := config.NewFinder(r).For(file("a.bicep")).Resolve(file("a.bicep"), "br:mcr.microsoft.com/m:1")
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", root, got, want)
		}
	}
}

// Whatever a configuration and a reference say, what they lead to can be read,
// or is said not to be there.
func FuzzResolve(f *testing.F) {
	f.Add(`{"moduleAliases": {"br": {"a": {"registry": "x"}}}, "extends": "b.json"}`, "br/a:b/c:1")
	f.Add(`{"cacheRootDirectory": ".."}`, "ts:"+sub+"/rg/n:1")
	dir := f.TempDir()
	r, err := source.NewReader(dir, ".")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, reference string) {
		r.Overlay = map[string][]byte{filepath.Join(dir, config.FileName): []byte(text)}
		finder := config.NewFinder(r)
		p, err := finder.For(file("m.bicep")).Resolve(file("m.bicep"), reference)
		if (p == "") != (err != nil) {
			t.Fatalf("%q, %v", p, err)
		}
		if err == nil && strings.Contains(reference, ":") {
			if _, err := r.Stat(p); err != nil {
				t.Fatalf("%s leads to %s: %v", reference, p, err)
			}
		}
		finder.Diagnostics()
	})
}
