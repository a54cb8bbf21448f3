package expr

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/value"
)

// maxWidth bounds the width of a format item.
const maxWidth = 10_000

// format is composite formatting as in .NET: "{index[,width][:format]}", with
// braces doubled to stand for themselves.
func format(c *invocation, args []value.Value) (value.Value, bool) {
	layout, ok := args[0].Text()
	if !ok {
		return value.Value{}, false
	}
	var lists [][]value.Part
	for layout != "" {
		i := strings.IndexAny(layout, "{}")
		if i < 0 {
			lists = append(lists, text(layout))
			break
		}
		lists = append(lists, text(layout[:i]))
		if strings.HasPrefix(layout[i+1:], layout[i:i+1]) {
			lists = append(lists, text(layout[i:i+1]))
			layout = layout[i+2:]
			continue
		}
		end := strings.IndexByte(layout[i:], '}')
		if layout[i] == '}' || end < 0 {
			return value.Value{}, false
		}
		parts, ok := formatItem(layout[i+1:i+end], args[1:])
		if !ok {
			return value.Value{}, false
		}
		lists = append(lists, parts)
		layout = layout[i+end+1:]
	}
	return c.joined(true, lists, args)
}

// formatItem formats what stands between braces.
func formatItem(item string, args []value.Value) ([]value.Part, bool) {
	head, spec, _ := strings.Cut(item, ":")
	head, widthText, _ := strings.Cut(head, ",")
	index, err := strconv.Atoi(strings.TrimSpace(head))
	if err != nil || index < 0 || index >= len(args) {
		return nil, false
	}
	v := args[index]
	if v.Kind() == value.Unknown {
		parts, ok := value.PartsOf(v)
		return parts, ok && spec == "" && widthText == ""
	}
	s, ok := formatValue(v, spec)
	if !ok {
		return nil, false
	}
	if widthText != "" {
		width, err := strconv.Atoi(strings.TrimSpace(widthText))
		if err != nil || width > maxWidth || width < -maxWidth {
			return nil, false
		}
		s = align(s, width)
	}
	return text(s), true
}

// align pads on the left, or on the right to a negative width.
func align(s string, width int) string {
	missing := max(width, -width) - utf8.RuneCountInString(s)
	if missing <= 0 {
		return s
	}
	if width < 0 {
		return s + strings.Repeat(" ", missing)
	}
	return strings.Repeat(" ", missing) + s
}

func formatValue(v value.Value, spec string) (string, bool) {
	n, isInt := v.Int()
	if isInt && spec != "" {
		return formatInt(n, spec)
	}
	if s, ok := displayText(v); ok {
		return s, true
	}
	if !v.IsWhole() {
		return "", false
	}
	return string(appendJSON(nil, v)), true
}

// formatInt formats an integer by one of the standard formats or by a custom
// one made of zeros.
func formatInt(n int64, spec string) (string, bool) {
	digits, err := strconv.Atoi(spec[1:])
	if spec[1:] == "" {
		digits, err = -1, nil
	}
	if strings.Trim(spec, "0") == "" {
		return zeros(n, len(spec)), true
	}
	if err != nil || digits > maxWidth {
		return "", false
	}
	switch spec[0] {
	case 'D', 'd':
		return zeros(n, digits), true
	case 'X', 'x':
		s := strconv.FormatUint(uint64(n), 16)
		if n < 0 && int64(int32(n)) == n {
			s = strconv.FormatUint(uint64(uint32(n)), 16)
		}
		s = strings.Repeat("0", max(digits-len(s), 0)) + s
		if spec[0] == 'X' {
			s = strings.ToUpper(s)
		}
		return s, true
	case 'N', 'n':
		return grouped(n) + fraction(digits), true
	case 'F', 'f':
		return strconv.FormatInt(n, 10) + fraction(digits), true
	case 'G', 'g':
		return strconv.FormatInt(n, 10), digits < 0
	}
	return "", false
}

func zeros(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	return sign + strings.Repeat("0", max(width-len(s), 0)) + s
}

// fraction is the zeros after the point: two if no number is given.
func fraction(digits int) string {
	switch {
	case digits < 0:
		return ".00"
	case digits == 0:
		return ""
	}
	return "." + strings.Repeat("0", digits)
}

func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
