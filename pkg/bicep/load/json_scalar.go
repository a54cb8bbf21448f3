package load

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/value"
)

// pair returns the character an escape stands for: the first half of one that
// takes two escapes takes the second too.
func (p *jsonParser) pair(r rune) rune {
	if !utf16.IsSurrogate(r) {
		return r
	}
	if rest := p.text[p.pos:]; len(rest) >= 6 && rest[0] == '\\' && rest[1] == 'u' {
		if n, err := strconv.ParseUint(rest[2:6], 16, 16); err == nil {
			if whole := utf16.DecodeRune(r, rune(n)); whole != utf8.RuneError {
				p.pos += 6
				return whole
			}
		}
	}
	return utf8.RuneError
}

// number reads a number, and "-Infinity".
func (p *jsonParser) number() value.Value {
	if strings.HasPrefix(p.text[p.pos:], "-Infinity") {
		return p.word()
	}
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte("0123456789abcdefxABCDEFX.+-", p.text[p.pos]) >= 0 {
		p.pos++
	}
	text := p.text[start:p.pos]
	if i, ok := integer(text); ok {
		return value.OfInt(i)
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && !strings.ContainsAny(text, "xXpP_") {
		return value.OfFloat(f)
	}
	p.pos = start
	return p.fail("a number")
}

// integer reads a whole number, decimal, hexadecimal or octal.
func integer(text string) (int64, bool) {
	digits, base := strings.TrimPrefix(text, "-"), 10
	switch lower := strings.ToLower(digits); {
	case strings.HasPrefix(lower, "0x"):
		digits, base = digits[2:], 16
	case len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "01234567") == "":
		base = 8
	}
	if strings.ContainsAny(digits, "+-") {
		return 0, false
	}
	if len(digits) < len(text) && text[0] == '-' {
		digits = "-" + digits
	}
	i, err := strconv.ParseInt(digits, base, 64)
	return i, err == nil
}

// word reads true, false, null and the words for what JSON has no value for.
func (p *jsonParser) word() value.Value {
	start := p.pos
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if !unicode.IsLetter(r) && r != '-' {
			break
		}
		p.pos += size
	}
	switch word := p.text[start:p.pos]; word {
	case "true", "false":
		return value.OfBool(word == "true")
	case "null":
		return value.Of(nil)
	case "NaN", "Infinity", "-Infinity":
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonFunction, Expr: word})
	case "undefined":
		return value.Value{}
	}
	p.pos = start
	return p.fail("a value")
}
