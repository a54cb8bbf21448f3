package config

import (
	_ "embed" // the data file
	"path"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

// maxChain is how many files may extend each other; source: Azure/bicep,
// BicepConfigurationManager.MaxChainDepth.
const maxChain = 64

//go:embed keys.json
var knownKeys []byte

// chain reads a file and those it extends, and leaves out what can't be read.
func (f *Finder) chain(file *source.File) []layer {
	var layers []layer
	seen := map[string]bool{}
	for file != nil {
		seen[file.Name] = true
		f.files = append(f.files, file)
		root, diags := jsonc.Parse(file)
		f.diags = append(f.diags, diags...)
		if root == nil {
			break
		}
		if root.Kind != jsonc.Object {
			f.fail(root.Range(file), "expected an object, found %s", root.Kind)
			break
		}
		f.check(file, root)
		layers = append(layers, layer{file, root})
		file = f.base(file, root, seen, len(layers))
	}
	return layers
}

// base returns the file that another one extends, nil if there is none.
func (f *Finder) base(file *source.File, root *jsonc.Node, seen map[string]bool, depth int) *source.File {
	n := member(root, "extends")
	if n == nil || n.Kind != jsonc.String || strings.TrimSpace(n.Text()) == "" {
		return nil
	}
	at := n.Range(file)
	target := n.Text()
	if isAbsolute(target) {
		f.fail(at, "expected a relative path, found '%s'", target)
		return nil
	}
	p := path.Join(path.Dir(file.Path), strings.ReplaceAll(target, "\\", "/"))
	switch {
	case seen[f.reader.Abs(p)]:
		f.fail(at, "this configuration extends itself through '%s'", target)
		return nil
	case depth >= maxChain:
		f.fail(at, "expected at most %d configurations that extend each other", maxChain)
		return nil
	}
	next, err := f.reader.ReadFile(p)
	if err != nil {
		f.fail(at, "cannot read %s: %v", p, err)
		return nil
	}
	return next
}

// isAbsolute reports whether a path begins at a root, as Unix or Windows have
// it, whatever this machine is.
func isAbsolute(p string) bool {
	return strings.HasPrefix(p, "/") || strings.HasPrefix(p, "\\") || len(p) >= 2 && p[1] == ':'
}

// check reports sections of a file that are not what they have to be.
func (f *Finder) check(file *source.File, root *jsonc.Node) {
	known, _ := jsonc.Parse(source.NewFile("keys.json", knownKeys))
	for _, m := range root.Members {
		want := member(known, m.Key)
		switch {
		case want == nil:
			f.unknown(file, m, known)
		case m.Value.Kind != jsonc.Null && !fits(m.Value.Kind, want.Text()):
			f.fail(m.Value.Range(file), "expected %s in '%s', found %s", want.Text(), m.Key, m.Value.Kind)
		}
	}
	if aliases := member(root, "moduleAliases"); aliases != nil {
		f.checkAliases(file, member(aliases, "br"), "br", "registry", "modulePath")
		f.checkAliases(file, member(aliases, "ts"), "ts", "subscription", "resourceGroup")
	}
}

func fits(k jsonc.Kind, want string) bool {
	if k == jsonc.True || k == jsonc.False {
		return want == "a boolean"
	}
	return k.String() == want
}

// unknown reports a key that Bicep does not have. It weighs little, since a
// newer Bicep may have it, unless it is likely to be a known one misspelt.
func (f *Finder) unknown(file *source.File, m jsonc.Member, known *jsonc.Node) {
	at := m.KeyRange(file)
	best, distance := "", len(m.Key)/3+1
	for _, k := range known.Members {
		if d := levenshtein.ComputeDistance(strings.ToLower(m.Key), strings.ToLower(k.Key)); d < distance {
			best, distance = k.Key, d
		}
	}
	if best != "" {
		f.diags = append(f.diags, source.Warningf(at, "bicep-config", "unknown key '%s'; did you mean '%s'?", m.Key, best))
		return
	}
	f.diags = append(f.diags, source.Notef(at, "bicep-config", "unknown key '%s'", m.Key))
}

// checkAliases reports aliases that are not objects of strings.
func (f *Finder) checkAliases(file *source.File, aliases *jsonc.Node, scheme string, keys ...string) {
	if aliases == nil || aliases.Kind == jsonc.Null {
		return
	}
	if aliases.Kind != jsonc.Object {
		f.fail(aliases.Range(file), "expected an object in 'moduleAliases.%s', found %s", scheme, aliases.Kind)
		return
	}
	for _, alias := range aliases.Members {
		if alias.Value.Kind != jsonc.Object {
			f.fail(alias.Value.Range(file), "expected an object for the alias '%s', found %s", alias.Key, alias.Value.Kind)
			continue
		}
		for _, key := range keys {
			if n := member(alias.Value, key); n != nil && n.Kind != jsonc.Null && n.Kind != jsonc.String {
				f.fail(n.Range(file), "expected a string in '%s' of the alias '%s', found %s", key, alias.Key, n.Kind)
			}
		}
	}
}
