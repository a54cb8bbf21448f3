package value

import (
	"slices"
	"strings"
)

// ParseID reads the innermost resource of an Azure resource id that may be
// known in part: what follows the last "/providers/".
func ParseID(parts []Part) (Ref, bool) {
	last, cut := -1, 0
	for i, p := range parts {
		if at := LastProvider(p.Text); p.ID == 0 && at >= 0 {
			last, cut = i, at+len(providers)
		}
	}
	if last < 0 {
		return Ref{}, false
	}
	tail := slices.Clone(parts[last:])
	tail[0].Text = tail[0].Text[cut:]
	return splitID(KeyOf(tail))
}

const providers = "/providers/"

// LastProvider returns where the last "/providers/" of a text begins, in any
// casing; -1 if there is none. Lower-casing the text first would move places in
// a text that is not UTF-8.
func LastProvider(text string) int {
	for i := len(text) - len(providers); i >= 0; i-- {
		if text[i] == '/' && strings.EqualFold(text[i:i+len(providers)], providers) {
			return i
		}
	}
	return -1
}

// splitID splits "microsoft.x/types/name/children/name" into type and name.
func splitID(id string) (Ref, bool) {
	segments := strings.Split(strings.TrimSuffix(id, "/"), "/")
	if len(segments) < 3 || len(segments)%2 == 0 {
		return Ref{}, false
	}
	typ, names := segments[0], []string{}
	for i := 1; i < len(segments); i += 2 {
		typ += "/" + segments[i]
		names = append(names, segments[i+1])
	}
	return Ref{Type: typ, Name: strings.Join(names, "/")}, true
}
