package load_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/bicep/load"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// project unpacks an archive and returns a reader of its folder "repo".
func project(t testing.TB, archive string) *source.Reader {
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
	return open(t, filepath.Join(dir, "repo"))
}

func open(t testing.TB, dir string) *source.Reader {
	t.Helper()
	r, err := source.NewReader(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// call evaluates a call in sub/main.bicep, whose text is the call itself. It
// returns the value and what was reported.
func call(r *source.Reader, name string, args ...string) (value.Value, string) {
	text := name + "("
	var values []value.Value
	for _, a := range args {
		text += "'" + a + "' "
	}
	text += ")"
	f := source.NewFile("sub/main.bicep", []byte(text))
	at := len(name) + 1
	for _, a := range args {
		values = append(values, value.OfString(a).At(f.Range(at, at+len(a)+2)))
		at += len(a) + 3
	}
	var reports []string
	l := load.New(r, func(d source.Diagnostic) { reports = append(reports, d.String()) })
	v := l.Call(name, values, f.Range(0, len(text)))
	return v, strings.Join(reports, "\n")
}

// show writes a value in short.
func show(v value.Value) string {
	switch v.Kind() {
	case value.Bool:
		return strings.ToLower(v.Show())
	case value.Array:
		var parts []string
		for _, item := range v.Items() {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case value.Object:
		var parts []string
		for _, f := range v.Fields() {
			parts = append(parts, f.Key+":"+show(f.Value))
		}
		if v.Rest() != nil {
			parts = append(parts, "…")
		}
		return "{" + strings.Join(parts, " ") + "}"
	case value.String:
		s, _ := v.Text()
		return fmt.Sprintf("%q", s)
	case value.Unknown:
		return "?" + v.Show()
	}
	return v.Show()
}

func TestText(t *testing.T) {
	r := project(t, "-- repo/a.txt --\n\xef\xbb\xbfé\r\n-- repo/latin.txt --\n\xe9\n-- repo/16.txt --\n\xff\xfea\x00\n-- repo/big.txt --\n"+strings.Repeat("x", 131073)+"\n")
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"../a.txt"}, `"é\r\n"`},
		{[]string{"../a.txt", "iso-8859-1"}, `"é\r\n"`}, // the mark counts more
		{[]string{"../latin.txt"}, `"�\n"`},
		{[]string{"../latin.txt", "ISO-8859-1"}, `"é\n"`},
		{[]string{"../latin.txt", "us-ascii"}, `"?\n"`},
		{[]string{"../latin.txt", "utf-16BE"}, `"\ue90a"`},
		{[]string{"../16.txt"}, "\"a\ufffd\""}, // half a character at the end
		{[]string{"../big.txt"}, "sub/main.bicep:1:17: expected at most 131072 characters in big.txt, found 131074"},
		{[]string{"../latin.txt", "windows-1250"}, "sub/main.bicep:1:32: expected an encoding, one of us-ascii, iso-8859-1, utf-8, utf-16, utf-16BE, found 'windows-1250'"},
		{[]string{"none.txt"}, "sub/main.bicep:1:17: cannot read sub/none.txt: file does not exist"},
		{[]string{".."}, "sub/main.bicep:1:17: expected a path that does not end in '.'"},
		{[]string{""}, "sub/main.bicep:1:17: expected the path of a file, found nothing"},
	}
	for _, test := range tests {
		v, reports := call(r, "loadTextContent", test.args...)
		if reports == "" {
			reports = show(v)
		} else if v.Kind() != value.Unknown {
			t.Errorf("%v: %s in spite of %s", test.args, show(v), reports)
		}
		if reports != test.want {
			t.Errorf("%v\n got %s\nwant %s", test.args, reports, test.want)
		}
	}
}

func TestBase64(t *testing.T) {
	r := project(t, "-- repo/sub/a --\n\x00\xff\n-- repo/sub/big --\n"+strings.Repeat("x", 98305)+"\n")
	if v, reports := call(r, "loadFileAsBase64", "a"); show(v) != `"AP8K"` {
		t.Error(show(v), reports)
	}
	if _, reports := call(r, "loadFileAsBase64", "big"); !strings.HasSuffix(reports, "expected at most 98304 bytes in sub/big, found 98306") {
		t.Error(reports)
	}
}

func TestJSON(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"a": [1, -2.5, 1e3, true, null, "x\n\u00e9\ud83d\ude00"]}`, `{a:[1 -2.5 1000 true null "x\né😀"]}`},
		{`// comment
		  {a: 'it''s', 'b' /* here */ : "x", $c_1: 0x1F, d: 017, e: .5,}`, `sub/x.json:2:13: expected ',' or '}', found '''`},
		{`{a: 'it\'s', 'b' /* here */ : "x", $c_1: 0x1F, d: 017, e: .5,}`, `{a:"it's" b:"x" $c_1:31 d:15 e:0.5}`},
		{`[1,,2,undefined,]`, `[1 2]`},
		{`{"a": undefined, "b": NaN, "c": -Infinity}`, `{b:?NaN c:?-Infinity}`},
		{`{"a": 1, "a": 2}`, `{a:2}`},
		{`12345678901234567890`, `1.2345678901234567e+19`},
		{"\"line\nbreak\"", `"line\nbreak"`},
		{`"\ud83d"`, `"�"`},
		{`"\ud83d\u0041"`, `"�A"`},
		{"\ufeff[]", `[]`},

		{``, "sub/x.json:1:1: expected a value, found the end of the file"},
		{`{"a": 1`, "sub/x.json:2:1: expected ',' or '}', found the end of the file"},
		{`{"a" 1}`, "sub/x.json:1:6: expected ':' after the property name, found '1'"},
		{`{,}`, "sub/x.json:1:2: expected a property name or '}', found ','"},
		{`[1 2]`, "sub/x.json:1:4: expected ',' or ']', found '2'"},
		{`["a]`, "sub/x.json:1:2: expected \" to close this string, found '\"'"},
		{`["\q"]`, "sub/x.json:1:4: expected an escape that JSON has, found 'q'"},
		{`["\u12"]`, "sub/x.json:1:4: expected four hexadecimal digits, found 'u'"},
		{`[1-2]`, "sub/x.json:1:2: expected a number, found '1'"},
		{`[yes]`, "sub/x.json:1:2: expected a value, found 'y'"},
		{`{} {}`, "sub/x.json:1:4: expected the end of the file, found '{'"},
		{`/* open`, "sub/x.json:1:1: expected '*/' to close this comment, found '/'"},
		{strings.Repeat("[", 600), "sub/x.json:1:501: expected at most 500 arrays and objects within each other, found '['"},
	}
	for _, test := range tests {
		v, got := call(project(t, "-- repo/sub/x.json --\n"+test.text), "loadJsonContent", "x.json")
		if got == "" {
			got = show(v)
		}
		if got != test.want {
			t.Errorf("%.60s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestYAML(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a: 1\nb: [x, 'y', true, ~, 1.5, 0x10]\nc:\n  - d: 2001-01-01\n  - e: yes\n", `{a:1 b:["x" "y" true null 1.5 16] c:[{d:"2001-01-01"} {e:"yes"}]}`},
		{"a: &x {b: 1}\nc: *x\n", `{a:{b:1} c:{b:1}}`},
		{"a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n", `{a:{b:1} c:{d:1 …}}`},
		{"a: |\n  text\n", `{a:"text\n"}`},
		{"a: 1\n---\nb: 2\n", `{a:1}`},
		{"1: x\n", `{1:"x"}`},
		{"", "sub/x.yaml:1:1: expected YAML, found an empty file"},
		{"a: 1\n b: 2\n", "sub/x.yaml:2:1: expected YAML: mapping values are not allowed in this context"},
		{"a: &x [*x]\n", "sub/x.yaml:1:8: expected at most 200000 values, and 500 within each other"},
		{bomb(), "sub/x.yaml:1:10: expected at most 200000 values, and 500 within each other"},
	}
	for _, test := range tests {
		v, got := call(project(t, "-- repo/sub/x.yaml --\n"+test.text), "loadYamlContent", "x.yaml")
		if got == "" {
			got = show(v)
		}
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// bomb is a short text that stands for 10^9 values.
func bomb() string {
	text := "a0: &a0 [x]\n"
	for i := range 9 {
		text += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	return text
}

func TestSelect(t *testing.T) {
	r := project(t, `
-- repo/sub/x.json --
{
  "string": "text", "a b": 1, "flags": [true, "True", null],
  "list": [10, 20, 30, 40],
  "products": [
    {"name": "pizza", "price": 5.00, "tags": ["hot"]},
    {"name": "salad", "price": 3, "tags": []},
    {"name": "bread", "price": 2.00}
  ]
}
`)
	tests := []struct{ path, want string }{
		{"$", ""},
		{".string", `"text"`},
		{"string", `"text"`},
		{"$.string", `"text"`},
		{"$['a b']", "1"},
		{`$["a b"]`, "1"},
		{"$['string','a b']", `["text" 1]`},
		{"list[0]", "10"},
		{"$.list[0,2]", "[10 30]"},
		{"$.list[*]", "[10 20 30 40]"},
		{"$.list[1:3]", "[20 30]"},
		{"$.list[-2:]", "[30 40]"},
		{"$.list[::-1]", "[40 30 20 10]"},
		{"$.list[::2]", "[10 30]"},
		{".products[?(@.price > 3)].name", `"pizza"`},
		{".products[?(@.price >= 3)].name", `["pizza" "salad"]`},
		{".products[?(@.name == 'bread')].price", "2"},
		{".products[?(@.name != 'bread' && @.price < 4)].name", `"salad"`},
		{".products[?(@.price == 2 || @.price == 3 && @.tags)].name", `["salad" "bread"]`},
		{".products[?(@.tags)].name", `["pizza" "salad"]`},
		{".products[?(@.tags[0] == 'hot')].name", `"pizza"`},
		{".products[?(@.name =~ /^B/i)].name", `"bread"`},
		{".products[?(@.price == $.list[0])].name", "sub/main.bicep:1:26: '.products[?(@.price == $.list[0])].name' selects nothing"},
		{"$..name", `["pizza" "salad" "bread"]`},
		{"$.products[?(@.price == '3')].name", "sub/main.bicep:1:26: '$.products[?(@.price == '3')].name' selects nothing"},
		{"$.flags[?(@ == true)]", "true"},
		{"$.flags[?(@ != true)]", `["True" null]`},
		{"$.flags[?(@ === true)]", "true"},
		{"$.none", "sub/main.bicep:1:26: '$.none' selects nothing"},
		{"$.String", "sub/main.bicep:1:26: '$.String' selects nothing"},
		{"$.list[9]", "sub/main.bicep:1:26: '$.list[9]' selects nothing"},
		{".", "sub/main.bicep:1:26: '.' is no JSONPath: expected a name after '.'"},
		{"$.", "sub/main.bicep:1:26: '$.' is no JSONPath: expected a name after '.'"},
		{"$[", "sub/main.bicep:1:26: '$[' is no JSONPath: expected an index"},
		{"$[0", "sub/main.bicep:1:26: '$[0' is no JSONPath: expected ']'"},
		{"$[0]x", "sub/main.bicep:1:26: '$[0]x' is no JSONPath: found 'x' after ']'"},
		{"$.list[::0]", "sub/main.bicep:1:26: '$.list[::0]' is no JSONPath: expected a step other than 0"},
		{"$[?(1)]", "sub/main.bicep:1:26: '$[?(1)]' is no JSONPath: expected an operator"},
	}
	for _, test := range tests {
		v, got := call(r, "loadJsonContent", "x.json", test.path)
		if got == "" {
			got = show(v)
		}
		if test.want != "" && got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.path, got, test.want)
		}
	}
}

// A path that goes everywhere again and again is cut off.
func TestSelectIsBounded(t *testing.T) {
	r := project(t, "-- repo/sub/x.json --\n"+strings.Repeat("[", 60)+strings.Repeat("]", 60))
	_, reports := call(r, "loadJsonContent", "x.json", "$"+strings.Repeat("..*", 20))
	if !strings.HasSuffix(reports, "selects more than hublint looks at") {
		t.Error(reports)
	}
}

// A part of a JSON or YAML file stands where it is written in that file; text
// has its origin at the call.
func TestOrigins(t *testing.T) {
	r := project(t, `
-- repo/sub/x.json --
{"é": {"b": ["x", 'y']}}
-- repo/sub/x.yaml --
é: {b: [x, "y z"]}
list:
  - one
-- repo/sub/x.txt --
text
`)
	at := func(v value.Value) string { return v.Range().String() + " " + v.Range().Text() }
	json, _ := call(r, "loadJsonContent", "x.json")
	b := json.Get("é").Get("b")
	yaml, _ := call(r, "loadYamlContent", "x.yaml")
	text, _ := call(r, "loadTextContent", "x.txt")
	for got, want := range map[string]string{
		at(b):                              `sub/x.json:1:13 ["x", 'y']`,
		at(b.Item(1)):                      `sub/x.json:1:19 'y'`,
		at(yaml.Get("é").Get("b").Item(1)): `sub/x.yaml:1:12 "y z"`,
		at(yaml.Get("list").Item(0)):       `sub/x.yaml:3:5 one`,
		at(text):                           `sub/main.bicep:1:1 loadTextContent('x.txt' )`,
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if f, _ := json.Field("é"); f.KeyRange.Text() != `"é"` {
		t.Errorf("the key stands at %s", f.KeyRange.Text())
	}
}

func TestFolder(t *testing.T) {
	r := project(t, "-- repo/a/B.txt --\n-- repo/a/a.json --\n-- repo/a/c --\n-- repo/a/deep/d.txt --\n-- repo/sub/main.bicep --\n")
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"../a"}, `[{relativePath:"../a/a.json" baseName:"a.json" extension:".json"} {relativePath:"../a/B.txt" baseName:"B.txt" extension:".txt"} {relativePath:"../a/c" baseName:"c" extension:""}]`},
		{[]string{"../a/", "*.txt"}, `[{relativePath:"../a/B.txt" baseName:"B.txt" extension:".txt"}]`},
		{[]string{"../a", "?.*n"}, `[{relativePath:"../a/a.json" baseName:"a.json" extension:".json"}]`},
		{[]string{"../sub"}, `[{relativePath:"main.bicep" baseName:"main.bicep" extension:".bicep"}]`},
		{[]string{"../none"}, "sub/main.bicep:1:23: cannot read the folder none: file does not exist"},
	}
	for _, test := range tests {
		v, got := call(r, "loadDirectoryFileInfo", test.args...)
		if got == "" {
			got = show(v)
		}
		if got != test.want {
			t.Errorf("%v\n got %s\nwant %s", test.args, got, test.want)
		}
	}
}

// No function reads what lies outside, however its path is written.
func TestConfined(t *testing.T) {
	r := project(t, "-- repo/sub/a --\n-- secret --\n{}\n")
	if err := os.Symlink("../../secret", filepath.Join(r.Abs("sub"), "link")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, name := range []string{"loadTextContent", "loadFileAsBase64", "loadJsonContent", "loadYamlContent", "loadDirectoryFileInfo"} {
		for _, path := range []string{"../../../../../../../../etc/passwd", "../../secret", "/etc/passwd", "link", "../../", "a/../../../secret"} {
			v, reports := call(r, name, path)
			if v.Kind() != value.Unknown || reports == "" {
				t.Errorf("%s('%s') = %s", name, path, show(v))
			}
		}
	}
}

// An argument that is not known makes the result unknown, and nothing is said.
func TestUnknownArguments(t *testing.T) {
	l := load.New(project(t, "-- repo/a --\n"), func(d source.Diagnostic) { t.Error(d) })
	at := source.NewFile("main.bicep", []byte("call")).Range(0, 4)
	unknown := value.NewUnknown(value.Unresolved{Reason: value.ReasonParameter, Expr: "p"})
	for _, args := range [][]value.Value{{unknown}, {value.OfString("a"), unknown}, {}, {value.OfInt(1)}} {
		if v := l.Call("loadJsonContent", args, at); v.Kind() != value.Unknown {
			t.Errorf("%v: %s", args, show(v))
		}
	}
}

// Whatever a file holds and a path asks for, there is a value or a report.
func FuzzLoad(f *testing.F) {
	f.Add("loadJsonContent", `{"a": [1, {'b': undefined}]}`, "$..a[?(@.b == 1)]")
	f.Add("loadYamlContent", "a: &x [1, <<: {b: 2}]\nc: *x", ".c[::-1]")
	f.Add("loadTextContent", "\xff\xfea", "utf-16")
	dir := f.TempDir()
	r := open(f, dir)
	f.Fuzz(func(t *testing.T, name, text, arg string) {
		r.Overlay = map[string][]byte{filepath.Join(dir, "sub", "x"): []byte(text)}
		v, reports := call(r, name, "x", arg)
		if load.Is(name) && v.Kind() == value.Unknown && reports == "" && name != "loadFileAsBase64" && v.Unresolved().Expr != "NaN" && !strings.Contains(v.Unresolved().Expr, "Infinity") {
			t.Fatalf("unknown without a reason: %s", show(v))
		}
		if reports == "" && v.Kind() == value.Absent {
			t.Fatal("neither a value nor a report")
		}
	})
}
