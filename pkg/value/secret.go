package value

import "strings"

// OpenPart returns a part of an unknown secret, given by the part's name. What
// comes beside a key, its own name or that of a user, is no secret itself.
func OpenPart(of, part Value, name string) Value {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	if of.Unresolved() != nil && (strings.HasSuffix(name, "keyname") || strings.HasSuffix(name, "username")) {
		part.flags &^= Sensitive
	}
	return part
}
