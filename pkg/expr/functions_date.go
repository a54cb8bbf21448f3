package expr

import (
	"strconv"
	"strings"
	"time"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/value"
)

// dateFunctions are the functions on dates. Those that ask for the present are
// impure: two calls differ.
func dateFunctions() map[string]function {
	return map[string]function{
		"datetimeadd":       {min: 2, max: 3, run: dateTimeAdd},
		"datetimefromepoch": {min: 1, max: 1, run: dateTimeFromEpoch},
		"datetimetoepoch":   {min: 1, max: 1, run: dateTimeToEpoch},
		"utcnow":            {max: 1, impure: true, run: refuse},
		"newguid":           {impure: true, run: refuse},
	}
}

// dateLayouts are the forms of dates that are read.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02 15:04:05Z", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02", "20060102T150405Z",
}

// parseDate returns a date and the form it is written in.
func parseDate(v value.Value) (t time.Time, layout string, ok bool) {
	s, ok := v.Text()
	if !ok {
		return time.Time{}, "", false
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), layout, true
		}
	}
	return time.Time{}, "", false
}

// dateTimeAdd writes its result like the date it was given, unless it is told
// another format.
func dateTimeAdd(_ *invocation, args []value.Value) (value.Value, bool) {
	t, written, ok := parseDate(args[0])
	duration, okText := args[1].Text()
	if !ok || !okText {
		return value.Value{}, false
	}
	if t, ok = addDuration(t, duration); !ok {
		return value.Value{}, false
	}
	if len(args) < 3 {
		return value.OfString(t.Format(written)), true
	}
	layout, _ := args[2].Text()
	s, ok := formatDate(t, layout)
	return value.OfString(s), ok
}

func dateTimeFromEpoch(_ *invocation, args []value.Value) (value.Value, bool) {
	n, ok := args[0].Int()
	return value.OfString(time.Unix(n, 0).UTC().Format("2006-01-02T15:04:05Z")), ok
}

func dateTimeToEpoch(_ *invocation, args []value.Value) (value.Value, bool) {
	t, _, ok := parseDate(args[0])
	return value.OfInt(t.Unix()), ok
}

// duration is a duration of ISO 8601; only seconds may have a fraction.
var duration = pattern.Lazy(`^([-+])?P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$`)

// addDuration counts a year as 365 days and a month as 30, as .NET does for a
// duration without a date.
func addDuration(t time.Time, s string) (time.Time, bool) {
	m := duration().FindStringSubmatch(s)
	if m == nil {
		return t, false
	}
	n := func(i int) time.Duration { v, _ := strconv.Atoi(m[i]); return time.Duration(v) }
	days := n(2)*365 + n(3)*30 + n(4)*7 + n(5)
	if days > 100_000 {
		return t, false
	}
	d := days*24*time.Hour + n(6)*time.Hour + n(7)*time.Minute + n(8)*time.Second
	if m[1] == "-" {
		d = -d
	}
	return t.Add(d), true
}

// standardDates are the standard formats of .NET that are common in templates.
var standardDates = map[string]string{
	"u": "2006-01-02 15:04:05Z",
	"s": "2006-01-02T15:04:05",
	"o": "2006-01-02T15:04:05.0000000Z",
	"O": "2006-01-02T15:04:05.0000000Z",
	"d": "01/02/2006",
	"R": "Mon, 02 Jan 2006 15:04:05 GMT",
	"r": "Mon, 02 Jan 2006 15:04:05 GMT",
}

// customDates are the specifiers of custom formats, longer before shorter.
var customDates = []struct{ net, layout string }{
	{"yyyy", "2006"}, {"yy", "06"}, {"MMMM", "January"}, {"MMM", "Jan"}, {"MM", "01"}, {"M", "1"},
	{"dddd", "Monday"}, {"ddd", "Mon"}, {"dd", "02"}, {"d", "2"}, {"HH", "15"}, {"hh", "03"}, {"h", "3"},
	{"mm", "04"}, {"m", "4"}, {"ss", "05"}, {"s", "5"}, {"tt", "PM"},
}

func formatDate(t time.Time, format string) (string, bool) {
	if layout, ok := standardDates[format]; ok {
		return t.Format(layout), true
	}
	if len(format) < 2 {
		return "", false
	}
	var b strings.Builder
next:
	for i := 0; i < len(format); {
		for _, c := range customDates {
			if strings.HasPrefix(format[i:], c.net) {
				b.WriteString(t.Format(c.layout))
				i += len(c.net)
				continue next
			}
		}
		if c := format[i]; 'a' <= c && c <= 'z' && c != 'T' || c == '\'' || c == '"' || c == '\\' || c == 'H' || c == 'f' || c == 'F' {
			return "", false
		}
		b.WriteByte(format[i])
		i++
	}
	return b.String(), true
}
