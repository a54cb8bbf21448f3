package changes

import (
	"bytes"
	"path"
	"strconv"
	"strings"
)

// differences are what a diff says of files, by their paths from the top of the
// repository.
type differences struct {
	hunks map[string][]hunk
	// came are the files of which there was none by that name; from has the old
	// name of those that were renamed.
	came map[string]bool
	from map[string]string
	// held are the objects with what files held that differ or are gone, by
	// their old names; emptied are the folders that lost one.
	held    map[string]string
	emptied map[string]bool
}

// hunk is a stretch of changed lines from 1; end is not included. One without
// lines stands where some were taken out: before start.
type hunk struct{ start, end, removed int }

// everything stands for all lines of a new file.
const everything = 1 << 30

// parse reads a diff without context: a list of files, and a patch after it.
func parse(diff []byte) differences {
	d := differences{map[string][]hunk{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string]bool{}}
	for len(diff) > 0 && diff[0] == ':' {
		var head, before string
		head, diff = field(diff[1:])
		before, diff = field(diff)
		after := before
		if renames(head) {
			after, diff = field(diff)
		}
		d.file(strings.Fields(head), before, after)
	}
	d.patch(bytes.TrimPrefix(diff, []byte{0}))
	return d
}

// field cuts off what stands before the next NUL.
func field(data []byte) (string, []byte) {
	text, rest, _ := bytes.Cut(data, []byte{0})
	return string(text), rest
}

// renames reports whether a line has two names: "100644 100644 a1b2 c3d4 R094".
func renames(head string) bool {
	status := head[strings.LastIndexByte(head, ' ')+1:]
	return strings.HasPrefix(status, "R") || strings.HasPrefix(status, "C")
}

// file notes what is said of a file. Links and other repositories can't be laid
// over a disk: they stay as they are.
func (d *differences) file(fields []string, before, after string) {
	if len(fields) < 5 {
		return
	}
	isFile := strings.HasPrefix(fields[0], "100")
	if fields[4] == "A" || isFile && before != after {
		d.came[after] = true
	}
	if isFile {
		d.held[before] = fields[2]
	}
	switch fields[4][0] {
	case 'R':
		d.from[after] = before
		d.emptied[path.Dir(before)] = true
	case 'D':
		d.emptied[path.Dir(before)] = true
	}
}

// patch reads the hunks, by file.
func (d *differences) patch(text []byte) {
	file, inHeader := "", false
	for line := range bytes.Lines(text) {
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case strings.HasPrefix(text, "diff --git "):
			file, inHeader = "", true
		case inHeader && strings.HasPrefix(text, "+++ "):
			file = name(text[len("+++ "):])
		case strings.HasPrefix(text, "@@ "):
			inHeader = false
			d.hunks[file] = append(d.hunks[file], readHunk(text))
		}
	}
}

// name reads the name of a file in a diff, which is quoted if it has characters
// that are not plain.
func name(text string) string {
	text = strings.TrimSuffix(text, "\t")
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	return strings.TrimPrefix(text, "b/")
}

// readHunk reads "@@ -3,2 +3,0 @@".
func readHunk(text string) hunk {
	fields := strings.Fields(text)
	if len(fields) < 3 {
		return hunk{}
	}
	_, removed := span(fields[1])
	start, added := span(fields[2])
	if added == 0 {
		// git names the line before.
		start++
	}
	return hunk{start, start + added, removed}
}

func span(text string) (start, count int) {
	first, second, ok := strings.Cut(text[1:], ",")
	start, _ = strconv.Atoi(first)
	if !ok {
		return start, 1
	}
	count, _ = strconv.Atoi(second)
	return start, count
}
