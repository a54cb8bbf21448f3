// Package pattern has regular expressions that are compiled when they are first
// needed, so that no start pays for those it does without.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns a function for the regular expression of a text, which it
// compiles when first called. It panics then if the text is none.
func Lazy(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
