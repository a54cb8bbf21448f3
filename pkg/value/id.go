package value

import (
	"slices"
	"strings"
)

// ParseID reads the innermost resource of an Azure resource id that may be
// known in part: what follows the last "/providers/".
func ParseID(parts []Part) (Ref, bool) {
	const marker = "/providers/"
	last := -1
	for i, p := range parts {
		if p.ID == 0 && strings.Contains(strings.ToLower(p.Text), marker) {
			last = i
		}
	}
	if last < 0 {
		return Ref{}, false
	}
	text := parts[last].Text
	cut := strings.LastIndex(strings.ToLower(text), marker) + len(marker)
	tail := slices.Clone(parts[last:])
	tail[0].Text = text[cut:]
	return splitID(KeyOf(tail))
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
