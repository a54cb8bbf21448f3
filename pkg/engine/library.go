package engine

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// library is the text of the modules that rules import, cut into their rules:
// a program takes only those that it comes to, since each costs time to parse
// and to compile.
type library map[string]*shelf

// shelf is a module of the library.
type shelf struct {
	file  string
	lines []string
	// head is the number of lines up to the first rule.
	head int
	// blocks are where the rules of the module stand by name; a name has several.
	blocks map[string][]block
	// aliases are the modules it imports by another name.
	aliases map[string]string
}

// block is a stretch of lines, the last one not included.
type block struct{ start, end int }

// ownMark begins the names of the modules that come with the linter, so that no
// file of a user has one.
const ownMark = "hublint:"

// libraryRoot is the package that the library's modules are below.
const libraryRoot = "data.lib."

// readLibrary reads the modules of the folder lib.
func readLibrary(policies fs.FS) (library, error) {
	files, err := fs.Glob(policies, path.Join("lib", "*.rego"))
	if err != nil {
		return nil, err
	}
	lib := library{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.rego") {
			continue
		}
		text, err := fs.ReadFile(policies, file)
		if err != nil {
			return nil, err
		}
		lib[strings.TrimSuffix(path.Base(file), ".rego")] = cut(ownMark+file, string(text))
	}
	return lib, nil
}

// cut finds the rules of a module: each begins at the start of a line.
func cut(file, text string) *shelf {
	s := &shelf{file: file, lines: strings.Split(text, "\n"), blocks: map[string][]block{}, aliases: aliasesIn(text)}
	name, start := "", 0
	end := func(i int) {
		if name != "" {
			s.blocks[name] = append(s.blocks[name], block{start, i})
		}
	}
	for i, line := range s.lines {
		word := leadingWord(strings.TrimPrefix(line, "default "))
		if word == "" || word == "package" || word == "import" {
			continue
		}
		if name == "" {
			s.head = i
		}
		end(i)
		name, start = word, i
	}
	end(len(s.lines))
	return s
}

// leadingWord returns the word a line begins with.
func leadingWord(line string) string {
	n := 0
	for n < len(line) && isWord(line[n]) {
		n++
	}
	return line[:n]
}

func isWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// aliasesIn returns the modules of the library that a text imports by another
// name.
func aliasesIn(text string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "import ") {
			continue
		}
		if words := strings.Fields(line); len(words) == 4 && words[0] == "import" && words[2] == "as" {
			out[words[3]] = strings.TrimPrefix(words[1], libraryRoot)
		}
	}
	return out
}

// eachUse calls visit with the words of a text, each with the word before it if
// a dot stands between them. What is no name is looked for in vain, and does no
// harm.
func eachUse(text string, visit func(before, word string)) {
	before := ""
	for i := 0; i < len(text); i++ {
		if !isWord(text[i]) {
			before = ""
			continue
		}
		word := leadingWord(text[i:])
		visit(before, word)
		before = ""
		if i += len(word); i < len(text) && text[i] == '.' {
			before = word
			continue
		}
		i--
	}
}

// need is what a program takes of the library: the names by module.
type need map[string]map[string]bool

// of adds what a text uses, as it stands in a module of the library, or in a
// rule if that is empty.
func (l library) of(n need, module string, aliases map[string]string, text string) {
	eachUse(text, func(from, name string) {
		if from == "" {
			from = module
		}
		if other, ok := aliases[from]; ok {
			from = other
		}
		s, ok := l[from]
		if !ok || len(s.blocks[name]) == 0 || n[from][name] {
			return
		}
		if n[from] == nil {
			n[from] = map[string]bool{}
		}
		n[from][name] = true
		for _, b := range s.blocks[name] {
			for _, line := range s.lines[b.start:b.end] {
				l.of(n, from, s.aliases, line)
			}
		}
	})
}

// texts returns the modules with the rules that are needed; the lines of the
// others are empty, so that places stay the same.
func (l library) texts(n need) map[string][]byte {
	out := make(map[string][]byte, len(n))
	for module, names := range n {
		s := l[module]
		lines := make([]string, len(s.lines))
		copy(lines, s.lines[:s.head])
		for name := range names {
			for _, b := range s.blocks[name] {
				copy(lines[b.start:b.end], s.lines[b.start:b.end])
			}
		}
		text := strings.Join(lines, "\n")
		for _, other := range imported(text) {
			// An import of a module that is left out would lead nowhere.
			if n[other] == nil {
				text = strings.Replace(text, "import "+libraryRoot+other+"\n", "\n", 1)
			}
		}
		out[s.file] = []byte(text)
	}
	return out
}

// withoutComments empties the lines that are comments, which the parser would
// only read past.
func withoutComments(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			line = "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// imported returns the modules of the library that a text imports.
func imported(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if module, ok := strings.CutPrefix(strings.TrimSpace(line), "import "+libraryRoot); ok {
			out = append(out, module)
		}
	}
	return slices.Compact(out)
}
