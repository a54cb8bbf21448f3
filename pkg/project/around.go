package project

import (
	"path"
	"strings"

	"github.com/hublint/hublint/pkg/terraform/azurerm"
)

// Declaring returns the units around the files that were named, to which none of
// those belongs, that may declare a resource of one of some ARM types: all whose
// texts mention one, or that take part of their texts from elsewhere.
func (p *Project) Declaring(types []string) []Unit {
	if len(p.named) == 0 || len(types) == 0 {
		return nil
	}
	f := newFinder(p.reader, p.opts)
	f.words, f.namedFiles = wordsOf(types), p.named
	f.lookAround(IsSource)
	own := map[string]bool{}
	for _, u := range p.Units {
		own[u.Root] = true
	}
	var out []Unit
	for _, u := range f.units(f.opts) {
		if !own[u.Root] && f.mentions(u.Root, map[string]bool{}) {
			out = append(out, u)
		}
	}
	return out
}

// wordsOf returns what stands, in lower case, in every text that declares a
// resource of one of some types: the last part of the type, or a block of
// azurerm.
func wordsOf(types []string) map[string]bool {
	words := map[string]bool{}
	for _, t := range types {
		words[strings.ToLower(path.Base(t))] = true
	}
	for _, block := range azurerm.Declaring(words) {
		words[block] = true
	}
	return words
}

// isWord are the bytes that names of types and blocks are made of.
var isWord = func() (table [256]bool) {
	for c := range table {
		table[c] = c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	return table
}()

// mentionsOne reports whether a text has one of some words in it, in any
// casing, or calls a module of a registry.
func mentionsOne(data []byte, words map[string]bool) bool {
	var lengths [64]bool
	for w := range words {
		lengths[min(len(w), len(lengths)-1)] = true
	}
	var lower []byte
	for i := 0; i < len(data); i++ {
		start := i
		for i < len(data) && isWord[data[i]] {
			i++
		}
		if !lengths[min(i-start, len(lengths)-1)] {
			continue
		}
		lower = lower[:0]
		for _, c := range data[start:i] {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			lower = append(lower, c)
		}
		if words[string(lower)] {
			return true
		}
	}
	external := false
	externalCall.each(data, func([][]byte) bool {
		external = true
		return false
	})
	return external
}

// mentions reports whether a template or module, or one that it calls or takes
// from, mentions what was asked for.
func (f *finder) mentions(p string, seen map[string]bool) bool {
	if seen[p] {
		return false
	}
	seen[p] = true
	if f.mentioned[p] {
		return true
	}
	for _, others := range [][]string{f.calls[p], f.uses[p]} {
		for _, other := range others {
			if f.mentions(other, seen) {
				return true
			}
		}
	}
	return false
}
