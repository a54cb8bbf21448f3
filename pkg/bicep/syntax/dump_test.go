package syntax

import (
	"strings"
	"unicode/utf16"
)

// dumpLine is one comment in a dump.
type dumpLine struct {
	line, start, end int
	text             string
}

// lines flattens a tree as the compiler prints it.
func (it *item) lines(at func(int32) (line, column int)) []dumpLine {
	var out []dumpLine
	var walk func(it *item, prefix string, top, last bool)
	walk = func(it *item, prefix string, top, last bool) {
		line, start := at(it.start)
		branch := "├─"
		if last {
			branch = "└─"
		}
		if top {
			branch = ""
		}
		_, end := at(it.end)
		out = append(out, dumpLine{line, start, end, prefix + branch + escapeBlanks(it.kind)})
		below := prefix
		if !top {
			below += map[bool]string{true: "  ", false: "| "}[last]
		}
		for i := range it.children {
			walk(&it.children[i], below, false, i == len(it.children)-1)
		}
	}
	walk(it, "", true, true)
	return out
}

func escapeBlanks(s string) string {
	return strings.NewReplacer("\r", `\r`, "\n", `\n`, "\t", `\t`).Replace(s)
}

// utf16Offsets returns, for each byte offset of a text, its UTF-16 offset.
func utf16Offsets(text string) []int {
	offsets := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		offsets[i] = n
		if i > 0 || r != '\ufeff' {
			n += utf16.RuneLen(r)
		}
	}
	offsets[len(text)] = n
	return offsets
}
