package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
)

// encoding is how columns are counted: "utf-16" or "utf-8".
type encoding string

const (
	utf16 encoding = "utf-16"
	utf8s encoding = "utf-8"
)

// place returns the position of an offset.
func (e encoding) place(f *source.File, offset int32) position {
	p := f.PositionUTF16(int(offset))
	if e == utf8s {
		p = f.PositionBytes(int(offset))
	}
	return position{p.Line - 1, p.Column - 1}
}

// span returns the span of a range.
func (e encoding) span(r source.Range) span {
	return span{e.place(r.File, r.Start), e.place(r.File, r.End)}
}

// offset returns the offset of a position, at most that of the end of its line.
func (e encoding) offset(f *source.File, p position) int {
	if p.Line < 0 {
		return 0
	}
	start, end := f.LineSpan(p.Line + 1)
	text := strings.TrimRight(string(f.Data[start:end]), "\r\n")
	if p.Line == 0 && strings.HasPrefix(text, "\ufeff") {
		start, text = start+len("\ufeff"), text[len("\ufeff"):]
	}
	at := 0
	for left := p.Character; left > 0 && at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		left -= e.width(r, size)
		at += size
	}
	return start + at
}

func (e encoding) width(r rune, size int) int {
	switch {
	case e == utf8s:
		return size
	case r > 0xffff:
		return 2
	}
	return 1
}

// pathOf returns the absolute path of a file's URI; ok is false for others.
func pathOf(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return "", false
	}
	p := u.Path
	if runtime.GOOS == "windows" {
		p = onDrive(u)
	}
	return filepath.Clean(filepath.FromSlash(p)), true
}

// onDrive returns the path of a URI as Windows has it, with slashes: without the
// one before the letter of a drive, and with the host of a share.
func onDrive(u *url.URL) string {
	if u.Host != "" {
		return "//" + u.Host + u.Path
	}
	return strings.TrimPrefix(u.Path, "/")
}

// uriOf returns the URI of an absolute path.
func uriOf(path string) string {
	p := filepath.ToSlash(path)
	if host, rest, ok := strings.Cut(strings.TrimPrefix(p, "//"), "/"); ok && strings.HasPrefix(p, "//") {
		return (&url.URL{Scheme: "file", Host: host, Path: "/" + rest}).String()
	}
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
