package load

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// encodings decode text to UTF-8, by the name that Bicep gives them.
var encodings = map[string]func([]byte) []byte{
	"us-ascii":   func(b []byte) []byte { return widen(b, 0x7f) },
	"iso-8859-1": func(b []byte) []byte { return widen(b, 0xff) },
	"utf-8":      func(b []byte) []byte { return []byte(strings.ToValidUTF8(string(b), "\ufffd")) },
	"utf-16":     func(b []byte) []byte { return fromUTF16(b, binary.LittleEndian) },
	"utf-16be":   func(b []byte) []byte { return fromUTF16(b, binary.BigEndian) },
}

const encodingNames = "us-ascii, iso-8859-1, utf-8, utf-16, utf-16BE"

// marks are the byte order marks, which count more than what a call says.
var marks = []struct{ mark, encoding string }{
	{"\xef\xbb\xbf", "utf-8"},
	{"\xff\xfe", "utf-16"},
	{"\xfe\xff", "utf-16be"},
}

// decodeText returns text as UTF-8, without its byte order mark.
func decodeText(data []byte, decode func([]byte) []byte) []byte {
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(data, []byte(m.mark)); ok {
			return encodings[m.encoding](rest)
		}
	}
	return decode(data)
}

// widen decodes text of one byte a character; those above a limit are "?".
func widen(data []byte, limit byte) []byte {
	out := make([]byte, 0, len(data))
	for _, c := range data {
		if c > limit {
			c = '?'
		}
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	out := []byte(string(utf16.Decode(units)))
	if len(data) > 0 {
		out = append(out, "\ufffd"...)
	}
	return out
}

// utf16Length returns how many characters text has as .NET counts them.
func utf16Length(text []byte) int {
	n := 0
	for _, r := range string(text) {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
