package engine

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/value"
)

// The forms a key has: in a connection string behind its name, or alone, as 32
// or 64 bytes in base64.
var (
	keyInConnection = pattern.Lazy(`(?i)(SharedAccessKey|AccountKey)\s*=\s*([A-Za-z0-9+/]{40,}={0,2})`)
	keyAlone        = pattern.Lazy(`^(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==)$`)
)

// emulatorKey begins the key of the storage emulator, which is the same for
// everyone and published.
const emulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsu"

// minKey is the length of the shortest key.
const minKey = 44

// mayHoldKey reports whether a value has a text that is long enough for a key,
// which hardly any has.
func mayHoldKey(v value.Value) bool {
	return slices.ContainsFunc(pieces(v), func(text string) bool { return len(text) >= minKey })
}

// minConnection is the length of the shortest text with a key behind its name;
// most texts are shorter, and cheap to pass over.
const minConnection = len("AccountKey=") + 40

// keyNames end the names of properties that hold a key and nothing else, in
// lower case and without underscores.
var keyNames = []string{"primarykey", "secondarykey", "accesskey", "policykey", "accountkey", "symmetrickey"}

// keyIn returns what kind of key is written in clear text in a value at a path,
// empty if none is. Of a string known in part the known pieces count.
func keyIn(p value.Path, v value.Value) string {
	for _, text := range pieces(v) {
		if len(text) < minConnection {
			continue
		}
		if m := keyInConnection().FindStringSubmatch(text); m != nil && isKey(m[2]) {
			if strings.EqualFold(m[1], "AccountKey") {
				return "an account key"
			}
			return "a shared access key"
		}
	}
	if text, ok := v.Text(); ok && keyAlone().MatchString(text) && isKey(text) && isKeyName(p) {
		return "a key"
	}
	return ""
}

// pieces returns what is known of the text of a value.
func pieces(v value.Value) []string {
	if text, ok := v.Text(); ok {
		return []string{text}
	}
	u := v.Unresolved()
	if u == nil {
		return nil
	}
	var texts []string
	for _, part := range u.Parts {
		if part.ID == 0 {
			texts = append(texts, part.Text)
		}
	}
	return texts
}

// minVariety is the least number of different characters in a text that is
// taken for a key. 43 random characters of base64 have 31 or so; "AAAA…" and
// "yourKeyGoesHere" repeated have few.
const minVariety = 18

// isKey tells a key from a text that stands in its place.
func isKey(text string) bool {
	seen := map[rune]bool{}
	upper, lower := false, false
	for _, c := range text {
		seen[c] = true
		upper = upper || unicode.IsUpper(c)
		lower = lower || unicode.IsLower(c)
	}
	return upper && lower && len(seen) >= minVariety && !strings.HasPrefix(text, emulatorKey)
}

func isKeyName(p value.Path) bool {
	if len(p) == 0 {
		return false
	}
	name, _ := p[len(p)-1].(string)
	return endsIn(keyNames, name)
}

// endsIn reports whether a property's name ends in one of some words.
func endsIn(words []string, name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	return slices.ContainsFunc(words, func(word string) bool { return strings.HasSuffix(name, word) })
}

// settingNames end the names of properties in which a key may stand among other
// things, or at some depth.
var settingNames = []string{"key", "secret", "connectionstring", "connectionstrings", "value", "settings", "siteconfig", "properties"}

// isLent reports whether an unknown value may be a key of a resource by where
// it comes from: what listKeys and its like return.
func isLent(v value.Value) bool {
	u := v.Unresolved()
	return u != nil && v.Has(value.Sensitive) && !isGiven(u)
}

// mayBeKey reports whether an unknown value may be a key of a resource: one
// that is lent, or a parameter where settings are.
func mayBeKey(p value.Path, v value.Value) bool {
	u := v.Unresolved()
	if u == nil || !isGiven(u) {
		return isLent(v)
	}
	return len(u.Refs) == 0 && len(u.Parts) == 0 && endsIn(settingNames, lastName(p))
}

// isGiven reports whether an unknown is what whoever deploys hands in.
func isGiven(u *value.Unresolved) bool {
	return u.Reason == value.ReasonParameter || u.Reason == value.ReasonSecret
}

// mayBeSecret reports whether a value, or something in it, may be a key of a
// resource by what is known without its path.
func mayBeSecret(v value.Value) bool {
	u := v.Unresolved()
	return v.Has(value.Sensitive) || u != nil && isGiven(u)
}

// lastName returns the name of the innermost property on a path.
func lastName(p value.Path) string {
	for i := len(p) - 1; i >= 0; i-- {
		if name, ok := p[i].(string); ok {
			return name
		}
	}
	return ""
}
