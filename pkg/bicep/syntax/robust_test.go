package syntax

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/hublint/hublint/pkg/source"
)

// checkTree holds what is true of any input, and returns the first breach.
func checkTree(f *File) error {
	if err := checkTokens(f); err != nil {
		return err
	}
	return checkChildren(f)
}

// checkTokens holds that tokens, trivia and blanks make up the source.
func checkTokens(f *File) error {
	var joined strings.Builder
	end, trivia := int32(0), 0
	for i, tok := range f.Tokens {
		for ; trivia < len(f.Trivia) && f.Trivia[trivia].Start < tok.Start; trivia++ {
			t := f.Trivia[trivia]
			if blank(f.text[end:t.Start]) {
				end = t.End
			}
		}
		if tok.Start < end || tok.End < tok.Start || !blank(f.text[end:tok.Start]) {
			return fmt.Errorf("token %d at %d: %q before it is lost", i, tok.Start, f.text[end:max(end, tok.Start)])
		}
		end = tok.End
		joined.WriteString(f.Full(i).Text())
	}
	if joined.String() != f.text || int(end) != len(f.text) || trivia != len(f.Trivia) {
		return fmt.Errorf("tokens do not give the source back")
	}
	return nil
}

func blank(s string) bool { return strings.Trim(s, " \t") == "" }

// checkChildren holds that children lie in their parents, in order.
func checkChildren(n Node) error {
	r := n.Range()
	if r.Start > r.End || r.Start < 0 || int(r.End) > len(r.File.Data) {
		return fmt.Errorf("%T has range %d-%d", n, r.Start, r.End)
	}
	var err error
	last := r.Start
	Children(n, func(child Node) {
		c := child.Range()
		if err == nil && (c.Start < last || c.End > r.End) {
			err = fmt.Errorf("%T at %d-%d does not fit in %T at %d-%d behind %d", child, c.Start, c.End, n, r.Start, r.End, last)
		}
		if err == nil {
			err = checkChildren(child)
		}
		last = c.End
	})
	return err
}

// samples returns all inputs of the golden tests.
func samples(t testing.TB) []*source.File {
	return append(inputs(t, "tree"), inputs(t, "errors")...)
}

func TestTreeKeepsTheSource(t *testing.T) {
	for _, src := range samples(t) {
		for _, text := range variants(src.Data) {
			f, _ := parseAny(source.NewFile(src.Path, text))
			if err := checkTree(f); err != nil {
				t.Errorf("%s: %v", src.Path, err)
			}
		}
	}
}

// variants returns a text as it is, with other line endings, with a byte order
// mark, and cut off in many places.
func variants(text []byte) [][]byte {
	all := [][]byte{
		text,
		bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
		bytes.ReplaceAll(text, []byte("\n"), []byte("\r")),
		append([]byte("\xef\xbb\xbf"), text...),
	}
	for i := 0; i < len(text); i += 7 {
		all = append(all, text[:i])
	}
	return all
}

func TestLineEndingsDoNotMatter(t *testing.T) {
	for _, src := range samples(t) {
		crlf := bytes.ReplaceAll(src.Data, []byte("\n"), []byte("\r\n"))
		f, diags := parseAny(src)
		g, other := parseAny(source.NewFile(src.Path, crlf))
		if got, want := strings.ReplaceAll(dumpTree(g), `\r\n`, `\n`), dumpTree(f); got != want {
			t.Errorf("%s: another tree with CRLF\n%s", src.Path, got)
		}
		if got, want := messages(other), messages(diags); got != want {
			t.Errorf("%s: other diagnostics with CRLF\n got %s\nwant %s", src.Path, got, want)
		}
	}
}

func messages(diags []source.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func TestTriviaBelongsToTokens(t *testing.T) {
	f, _ := Parse(source.NewFile("a.bicep", []byte("// one\nvar a = 1 // two\n/* three */ var b = 2 /* four */")))
	var got []string
	for i, tok := range f.Tokens {
		for _, c := range f.Leading(i) {
			got = append(got, f.TriviaText(c)+" before "+f.Text(tok))
		}
		for _, c := range f.Trailing(i) {
			got = append(got, f.TriviaText(c)+" behind "+f.Text(tok))
		}
	}
	want := []string{"// one before \n", "// two behind 1", "/* three */ before var", "/* four */ behind 2"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// pathological are inputs made to exhaust a parser, by their size.
var pathological = []struct {
	name string
	make func(n int) string
	want string
}{
	{"parentheses", repeat("var a = ", "(", ""), "expected at most 500 levels of nesting"},
	{"brackets", repeat("var a = ", "[\n", ""), "expected at most 500 levels of nesting"},
	{"objects", repeat("var a = ", "{a:", ""), "expected at most 500 levels of nesting"},
	{"tuple types", repeat("type a = ", "[", ""), "expected at most 500 levels of nesting"},
	{"nested resources", repeat("", "resource a 'b' = {\n", ""), "expected at most 500 levels of nesting"},
	{"binary chain", repeat("var a = 1", " + 1", ""), "expected at most 500 levels of nesting"},
	{"members", repeat("var a = a", ".a", ""), "expected at most 500 levels of nesting"},
	{"assertions", repeat("var a = a", "!", ""), "expected at most 500 levels of nesting"},
	{"array types", repeat("type a = a", "[]", ""), "expected at most 500 levels of nesting"},
	{"nullable types", repeat("type a = a", "? ", ""), "expected at most 500 levels of nesting"},
	{"ternaries", repeat("var a = a", " ? a : a", ""), "expected at most 500 levels of nesting"},
	{"lambdas", repeat("var a = ", "a => ", ""), "expected at most 500 levels of nesting"},
	{"loops", repeat("var a = ", "[for a in a:", ""), "expected at most 500 levels of nesting"},
	{"holes", repeat("var a = ", "'${", ""), "expected at most 500 levels of nesting"},
	{"calls over lines", repeat("var a = ", "a(\n", ""), "expected at most 500 levels of nesting"},
	{"members of decorators", repeat("@a", ".a", ""), "expected at most 500 levels of nesting"},
	{"unterminated strings", repeat("", "var a = '\n", ""), "expected a closing quote"},
	{"unterminated multi-line string", repeat("var a = '''", "$${''", ""), "expected ''' at the end"},
	{"unterminated comment", repeat("/*", "*", ""), "expected '*/'"},
	{"decorators", repeat("", "@a\n", ""), "expected a declaration"},
	{"decorators on one line", repeat("", "@a ", ""), "expected the end of the line after a decorator"},
	{"unknown characters", repeat("var a = ", "\"", ""), "expected a single quote"},
	{"bad escapes", repeat("var a = '", "\\u{", "'"), "expected a code point"},
	{"directives", repeat("", "#disable-next-line\n", ""), "expected the code of a diagnostic"},
	{"hashes", repeat("", " #", ""), "expected a character of the language"},
	{"commas", repeat("var a = [", ",", "]"), "expected an expression"},
	{"union members", repeat("type a = a", " |\n", ""), "expected a type after '|'"},
	{"signs", repeat("var a = ", "-", ""), "expected an expression"},
	{"operators", repeat("var a = ", "a +\n", ""), "expected an expression"},
	{"closing brackets", repeat("var a = ", "}])", ""), "expected an expression"},
	{"comments in a call", repeat("var a = "+strings.Repeat("a(a", 400), "// a\n", ""), "expected ','"},
	{"comments behind nesting", repeat("var a = "+strings.Repeat("[(", 200), "a // a\n", ""), "expected"},
	{"many deep statements", repeat("", "var a = "+strings.Repeat("(", 400)+"\n// a\n", ""), "expected"},
	{"digits", repeat("var a = ", "1", ""), "expected a number of at most 64 bits"},
	{"unclosed objects", repeat("", "var a = {\n", ""), "expected"},
}

func repeat(head, part, tail string) func(n int) string {
	return func(size int) string { return head + strings.Repeat(part, size/len(part)) + tail }
}

func TestPathologicalInputs(t *testing.T) {
	for _, test := range pathological {
		f, diags := Parse(source.NewFile("a.bicep", []byte(test.make(60_000))))
		if err := checkTree(f); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if len(diags) == 0 || len(diags) > maxDiagnostics || !strings.Contains(messages(diags), test.want) {
			t.Errorf("%s: want %q, got %d diagnostics: %.300s", test.name, test.want, len(diags), messages(diags))
		}
	}
}

// A parser that is quadratic takes 256 times as long for 16 times the input, one
// that is not about 16 times, with room for a busy machine.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, test := range pathological {
		small, large := test.make(25_000), test.make(400_000)
		if ratio := leastRatio(large, small, 100); ratio > 100 {
			t.Errorf("%s: 16 times the input takes %.0f times as long", test.name, ratio)
		}
	}
}

// leastRatio returns how many times as long one text takes as another. It tries
// again while that is too much, since the machine may be busy with other things.
func leastRatio(text, other string, tooMuch float64) float64 {
	least := math.Inf(1)
	for range 8 {
		least = min(least, float64(fastest(text))/float64(fastest(other)))
		if least <= tooMuch {
			break
		}
	}
	return least
}

func fastest(text string) time.Duration {
	src := source.NewFile("a.bicep", []byte(text))
	best := time.Hour
	for range 3 {
		start := time.Now()
		Parse(src)
		best = min(best, time.Since(start))
	}
	return best
}

func TestFiveMillionParentheses(t *testing.T) {
	if testing.Short() {
		t.Skip("needs memory")
	}
	_, diags := Parse(source.NewFile("a.bicep", bytes.Repeat([]byte("("), 5_000_000)))
	if len(diags) != 1 {
		t.Errorf("got %d diagnostics", len(diags))
	}
	_, diags = Parse(source.NewFile("a.bicep", append([]byte("var a = "), bytes.Repeat([]byte("("), 5_000_000)...)))
	if len(diags) != 1 || diags[0].Range.Start > 1000 {
		t.Errorf("got %v", diags)
	}
}

// While someone types, the file is broken most of the time.
func TestBrokenFileIsNoSlower(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	var good strings.Builder
	for good.Len() < 50_000 {
		for _, src := range inputs(t, "tree") {
			good.Write(src.Data)
		}
	}
	text, half := good.String(), good.Len()/2
	for _, fault := range []string{"{", "[", "(", "'", "'''", "/*", "'${", "}", "\x00", "@"} {
		if ratio := leastRatio(text[:half]+fault+text[half:], text, 4); ratio > 4 {
			t.Errorf("with %q in the middle it takes %.1f times as long", fault, ratio)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src.Data, strings.HasSuffix(src.Path, "param"))
	}
	for _, test := range pathological {
		f.Add([]byte(test.make(200)), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, params bool) {
		parse := Parse
		if params {
			parse = ParseParams
		}
		file, diags := parse(source.NewFile("a.bicep", data))
		if err := checkTree(file); err != nil {
			t.Error(err)
		}
		if broken(file) && len(diags) == 0 {
			t.Error("something was skipped without a word")
		}
		for _, d := range diags {
			if d.Range.Start < 0 || d.Range.End < d.Range.Start || int(d.Range.End) > len(data) {
				t.Errorf("diagnostic out of bounds: %v", d)
			}
		}
	})
}

// broken reports whether a tree holds anything that was skipped.
func broken(f *File) bool {
	found := false
	Inspect(f, func(n Node) bool {
		_, skipped := n.(*Skipped)
		found = found || skipped
		return !found
	})
	return found
}
