package lint

import (
	"bytes"
	"iter"
	"path"
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
)

// words are what is to know of the text of a file.
type words struct {
	// uses count how often parameters and variables are used, by nameIn.
	uses map[string]int
	// limits are what limits the values that names can take.
	limits [][]byte
	// generated says that the Bicep compiler wrote it.
	generated bool
}

// of returns the words of a file.
func (t *texts) of(f *source.File) *words {
	w := t.read[f]
	if w == nil {
		w = &words{uses: map[string]int{}, generated: bytes.Contains(f.Data, []byte(`"_generator"`))}
		usedBy, limits := dialectOf(f)
		for start, end := range eachWord(f.Data) {
			if name := usedBy(f.Data, start, end); name != "" {
				w.uses[name]++
			}
		}
		for _, limit := range limits {
			w.limits = append(w.limits, limit().FindAll(f.Data, -1)...)
		}
		t.read[f] = w
	}
	return w
}

// What limits the values that a name can take. A regular expression that begins
// with plain text is found many times faster than one that does not.
var (
	validation    = pattern.Lazy(`validation"?\s*:?\s*\[?\s*\{[^}]*\}`)
	allowedValues = pattern.Lazy(`"allowedValues"\s*:\s*\[[^\]]*\]`)
	allowed       = pattern.Lazy(`@allowed\s*\([^)]*\)`)
	union         = pattern.Lazy(`'[^'\n]*'(?:\s*\|\s*'[^'\n]*')+`)
)

// dialectOf returns what gives the name that the word at a place uses, empty for
// none, and what limits the values of names.
func dialectOf(f *source.File) (usedBy func(data []byte, start, end int) string, limits []func() *regexp.Regexp) {
	switch {
	case isTerraform(f.Path):
		return usedInTerraform, []func() *regexp.Regexp{validation}
	case path.Ext(f.Path) == ".json":
		return usedInJSON, []func() *regexp.Regexp{allowedValues}
	case path.Ext(f.Path) == ".bicep":
		return usedInBicep, []func() *regexp.Regexp{allowed, union}
	}
	return func([]byte, int, int) string { return "" }, nil
}

// nameIn returns a parameter, or a variable, as a file uses it.
func nameIn(f *source.File, isVariable bool, name string) string {
	switch {
	case isTerraform(f.Path) && isVariable:
		return "local." + name
	case isTerraform(f.Path):
		return "var." + name
	case path.Ext(f.Path) == ".json" && isVariable:
		return "variables." + strings.ToLower(name)
	case path.Ext(f.Path) == ".json":
		return "parameters." + strings.ToLower(name)
	}
	return name
}

// usedInTerraform: a name stands behind var or local and a dot.
func usedInTerraform(data []byte, start, end int) string {
	kind := string(data[start:end])
	if kind != "var" && kind != "local" {
		return ""
	}
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(data[end:], space), []byte("."))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, space)
	n := 0
	for n < len(rest) && (isWord(rest[n]) || rest[n] == '-') {
		n++
	}
	return kind + "." + string(rest[:n])
}

// usedInJSON: parameters('name'), in any casing.
func usedInJSON(data []byte, start, end int) string {
	if end-start != len("variables") && end-start != len("parameters") {
		return ""
	}
	kind := strings.ToLower(string(data[start:end]))
	rest, isCall := bytes.CutPrefix(data[end:], []byte("("))
	rest, isText := bytes.CutPrefix(bytes.TrimLeft(rest, space), []byte("'"))
	if kind != "parameters" && kind != "variables" || !isCall || !isText {
		return ""
	}
	name, rest, isClosed := bytes.Cut(rest, []byte("'"))
	if !isClosed || !bytes.HasPrefix(bytes.TrimLeft(rest, space), []byte(")")) {
		return ""
	}
	return kind + "." + strings.ToLower(string(name))
}

// usedInBicep: a name stands alone, as it does where it is declared, and before
// the colon of a key.
func usedInBicep(data []byte, start, end int) string {
	before, after := data[:start], data[end:]
	if isKey(before, after) || isDeclared(before) {
		return ""
	}
	return string(data[start:end])
}

func isKey(before, after []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(after, " \t"), []byte(":")) {
		return false
	}
	before = bytes.TrimRight(before, " \t")
	return len(before) == 0 || bytes.IndexByte([]byte("\n{,"), before[len(before)-1]) >= 0
}

func isDeclared(before []byte) bool {
	trimmed := bytes.TrimRight(before, space)
	if len(trimmed) == len(before) {
		return false
	}
	for _, keyword := range []string{"param", "var"} {
		if rest, ok := bytes.CutSuffix(trimmed, []byte(keyword)); ok && (len(rest) == 0 || !isWord(rest[len(rest)-1])) {
			return true
		}
	}
	return false
}

// space is what \s is in a regular expression.
const space = " \t\n\f\r"

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || isLetter(c)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// eachWord gives the bounds of the words of a text that begin with a letter or
// an underscore.
func eachWord(data []byte) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for i := 0; i < len(data); i++ {
			start := i
			for i < len(data) && isWord(data[i]) {
				i++
			}
			if start < i && (isLetter(data[start]) || data[start] == '_') && !yield(start, i) {
				return
			}
		}
	}
}
