package jsonc_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

var update = flag.Bool("update", false, "write the goldens anew")

// Each testdata/*.json is read; what it comes to stands in the .golden beside
// it: the tree with the text of each node, or the error under its line.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no inputs", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(source.NewFile("x.json", data))
			golden := strings.TrimSuffix(file, ".json") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func describe(f *source.File) string {
	var b strings.Builder
	n, diags := jsonc.Parse(f)
	if n != nil {
		dump(&b, f, n, 0)
	}
	for _, d := range diags {
		start := d.Range.StartPosition()
		fmt.Fprintf(&b, "%s\n%s%s\n%s: %s\n", f.Line(start.Line), strings.Repeat(" ", start.Column-1),
			strings.Repeat("^", max(1, len([]rune(d.Range.Text())))), d.Severity, d.Message)
	}
	return b.String()
}

func dump(b *strings.Builder, f *source.File, n *jsonc.Node, depth int) {
	indent := strings.Repeat("  ", depth)
	switch n.Kind {
	case jsonc.Object, jsonc.Array:
		fmt.Fprintf(b, "%s at %s\n", n.Kind, n.Range(f))
		for _, m := range n.Members {
			fmt.Fprintf(b, "%s  %s %q: ", indent, m.KeyRange(f).Text(), m.Key)
			dump(b, f, m.Value, depth+1)
		}
		for _, item := range n.Items {
			fmt.Fprintf(b, "%s  ", indent)
			dump(b, f, item, depth+1)
		}
	case jsonc.String:
		fmt.Fprintf(b, "%q at %s\n", n.Text(), n.Range(f))
	default:
		fmt.Fprintf(b, "%s at %s\n", n.Range(f).Text(), n.Range(f))
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "1:1: expected JSON, found an empty file"},
		{" \n\t", "1:1: expected JSON, found an empty file"},
		{"// nothing", "1:11: expected a value, found the end of the file"},
		{`{"a" 1}`, "1:6: expected ':' after the property name, found '1'"},
		{`{"a": 1`, "1:1: expected '}' to close this '{' of line 1, found the end of the file"},
		{`{"a": 1]`, "1:8: expected '}' to close the '{' of line 1, found ']'"},
		{`{"a": }`, "1:7: expected a value, found '}'"},
		{`{"a": 1 "b": 2}`, "1:9: expected ',' or '}' after a property, found '\"'"},
		{`[1 2]`, "1:4: expected ',' or ']' after an item, found '2'"},
		{"[1,\u00a02]", "1:4: expected a value, found the character U+00A0"},
		{`[,]`, "1:2: expected a value, found ','"},
		{`{a: 1}`, "1:2: expected a property name in double quotes or '}', found 'a'"},
		{`{'a': 1}`, "1:2: expected a property name in double quotes or '}', found '''"},
		{`{"a": 01}`, "1:7: expected a number as JSON has it, found '01'"},
		{`[1.]`, "1:2: expected a number as JSON has it, found '1.'"},
		{`[1e]`, "1:2: expected a number as JSON has it, found '1e'"},
		{`[-]`, "1:2: expected a number as JSON has it, found '-'"},
		{`[NaN]`, "1:2: expected a value, found 'NaN'"},
		{`[truely]`, "1:2: expected a value, found 'truely'"},
		{`["a`, "1:2: expected '\"' to close this string, found the end of the file"},
		{`["\x"]`, `1:3: expected an escape that JSON has, found '\x'`},
		{`["\u12g4"]`, `1:3: expected four hexadecimal digits after '\u'`},
		{`[1] 2`, "1:5: expected the end of the file, found '2'"},
		{`]`, "1:1: expected a value, found ']'"},
		{"/* open", "1:1: expected '*/' to close this comment, found the end of the file"},
		{"{\"a\x00\": 1}", "1:4: expected text, found binary data"},
		{"\xff\xfe{\x00}\x00", "1:1: expected UTF-8 text, found UTF-16"},
		{strings.Repeat("[", 501), "1:501: expected at most 500 arrays and objects within each other"},
	}
	for _, test := range tests {
		n, diags := jsonc.Parse(source.NewFile("x", []byte(test.text)))
		if n != nil || len(diags) != 1 || diags[0].String() != "x:"+test.want {
			t.Errorf("%.40q\n got %v\nwant x:%s", test.text, diags, test.want)
		}
	}
}

// A place in the decoded text of a string leads back to where it is written.
func TestOffset(t *testing.T) {
	f := source.NewFile("x", []byte("\ufeff[\"a\\tb\\u00e9c\\ud83d\\ude00d\\\"e\"]"))
	n, diags := jsonc.Parse(f)
	if n == nil {
		t.Fatal(diags)
	}
	s := n.Items[0]
	text := s.Text()
	if text != "a\tbéc😀d\"e" {
		t.Fatalf("decoded %q", text)
	}
	for _, letter := range []string{"a", "b", "c", "d", "e"} {
		at := s.Offset(strings.Index(text, letter))
		if got := string(f.Data[at : at+1]); got != letter {
			t.Errorf("%s is found at %d, which is %q", letter, at, got)
		}
	}
	if end := s.Offset(len(text)); f.Data[end] != '"' {
		t.Errorf("the end is found at %d, which is %q", end, f.Data[end])
	}
}

// What a node spans is the text of just that node.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a": [1, true, null, "x\n\u00e9"], /* c */ "A": -1.5e3,}`, "\ufeff[]", `"`, `{"a":{"b":[[]]}}//`, "[\"a\nb\"]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("x", data)
		n, diags := jsonc.Parse(file)
		var strict any
		if json.Unmarshal(data, &strict) == nil && n == nil {
			t.Fatalf("refused valid JSON: %v", diags)
		}
		if n == nil && len(diags) == 0 {
			t.Fatal("neither a tree nor an error")
		}
		if n != nil {
			check(t, file, n)
		}
	})
}

func check(t *testing.T, f *source.File, n *jsonc.Node) {
	t.Helper()
	r := n.Range(f)
	again, diags := jsonc.Parse(source.NewFile("x", []byte(r.Text())))
	if again == nil || again.Kind != n.Kind || len(again.Items) != len(n.Items) || len(again.Members) != len(n.Members) {
		t.Fatalf("%s spans %q, which is %v", n.Kind, r.Text(), diags)
	}
	if n.Kind == jsonc.String && again.Text() != n.Text() {
		t.Fatalf("%q spans %q", n.Text(), r.Text())
	}
	for _, m := range n.Members {
		check(t, f, m.Value)
	}
	for _, item := range n.Items {
		check(t, f, item)
	}
}

func BenchmarkParse(b *testing.B) {
	text := []byte(`{"list": [` + strings.Repeat(`{"name": "abc", "value": {"n": 12, "ok": true}, "text": "[concat('a', 'b')]"},`+"\n", 2000) + `]}`)
	f := source.NewFile("x", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if n, diags := jsonc.Parse(f); n == nil {
			b.Fatal(diags)
		}
	}
}
