package lint

import (
	"bytes"
	"path"
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
		w = &words{uses: usesOf(f), limits: restrictions().FindAll(f.Data, -1), generated: bytes.Contains(f.Data, []byte(`"_generator"`))}
		t.read[f] = w
	}
	return w
}

// restrictions are what limits the values that a name can take.
var restrictions = pattern.Lazy(`@allowed\s*\([^)]*\)|"allowedValues"\s*:\s*\[[^\]]*\]|\bvalidation\s*\{[^}]*\}|'[^'\n]*'(?:\s*\|\s*'[^'\n]*')+`)

// How the languages use a name. In Bicep it stands alone, as it does where it is
// declared, and before the colon of a key.
var (
	inTerraform  = pattern.Lazy(`\b(var|local)\s*\.\s*([\w-]+)`)
	inJSON       = pattern.Lazy(`(?i)\b(parameters|variables)\(\s*'([^']*)'\s*\)`)
	inBicep      = pattern.Lazy(`\b[A-Za-z_]\w*`)
	declared     = pattern.Lazy(`\b(?:param|var)\s+([A-Za-z_]\w*)`)
	keyOfAnother = pattern.Lazy(`(?m)(?:^|[{,])[ \t]*([A-Za-z_]\w*)[ \t]*:`)
)

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

func usesOf(f *source.File) map[string]int {
	uses := map[string]int{}
	switch {
	case isTerraform(f.Path):
		for _, m := range inTerraform().FindAllSubmatch(f.Data, -1) {
			uses[string(m[1])+"."+string(m[2])]++
		}
	case path.Ext(f.Path) == ".json":
		for _, m := range inJSON().FindAllSubmatch(f.Data, -1) {
			uses[strings.ToLower(string(m[1])+"."+string(m[2]))]++
		}
	case path.Ext(f.Path) == ".bicep":
		for _, m := range inBicep().FindAll(f.Data, -1) {
			uses[string(m)]++
		}
		for _, m := range append(declared().FindAllSubmatch(f.Data, -1), keyOfAnother().FindAllSubmatch(f.Data, -1)...) {
			uses[string(m[1])]--
		}
	}
	return uses
}
