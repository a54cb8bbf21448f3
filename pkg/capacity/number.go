package capacity

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
)

// Number is an exact number that was declared, or was not.
type Number struct{ rat *big.Rat }

// NewNumber returns a declared whole number.
func NewNumber(n int64) Number { return Number{big.NewRat(n, 1)} }

// Declared reports whether the number was given.
func (n Number) Declared() bool { return n.rat != nil }

// Or returns the number, or another one if it was not declared.
func (n Number) Or(other int64) *big.Rat {
	if n.rat == nil {
		return big.NewRat(other, 1)
	}
	return n.rat
}

// String returns the number in decimals, empty if it was not declared.
func (n Number) String() string {
	if n.rat == nil {
		return ""
	}
	return Decimal(n.rat, maxDecimals)
}

// Decimal writes a number with thousands separated and at most as many
// decimals, rounded, as places says.
func Decimal(r *big.Rat, places int) string {
	whole, fraction, _ := strings.Cut(r.FloatString(places), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		return whole + "." + fraction
	}
	return whole
}

// maxDecimals and maxDigits bound what is read as a number, so that an
// exponent can't ask for a number of a gigabyte.
const (
	maxDecimals = 6
	maxDigits   = 30
)

var decimal = pattern.Lazy(`^\d[\d_]*(\.\d+)?(e\+?\d{1,2})?$`)

// parseNumber reads a decimal number of zero or more.
func parseNumber(text string) (*big.Rat, bool) {
	text = strings.ToLower(text)
	if len(text) > maxDigits || !decimal().MatchString(text) {
		return nil, false
	}
	return new(big.Rat).SetString(strings.ReplaceAll(text, "_", ""))
}

// Duration is a time in whole seconds; zero if it was not declared.
type Duration int64

// Declared reports whether the duration was given.
func (d Duration) Declared() bool { return d != 0 }

// units of durations, the longest first.
var durationUnits = []struct {
	name    string
	seconds int64
}{{"d", 86400}, {"h", 3600}, {"m", 60}, {"s", 1}}

// String writes the duration as it is declared: "1d12h", empty for none.
func (d Duration) String() string {
	var b strings.Builder
	rest := int64(d)
	for _, u := range durationUnits {
		if n := rest / u.seconds; n > 0 {
			b.WriteString(strconv.FormatInt(n, 10) + u.name)
			rest %= u.seconds
		}
	}
	return b.String()
}

// DurationPattern is the form of a duration.
const DurationPattern = `^(\d{1,9}[dhms])+$`

var (
	durationText = pattern.Lazy(DurationPattern)
	durationPart = pattern.Lazy(`(\d+)([dhms])`)
)

// parseDuration reads "10m", "1h30m" or "3d".
func parseDuration(text string) (Duration, bool) {
	if len(text) > maxDigits || !durationText().MatchString(text) {
		return 0, false
	}
	var total int64
	for _, part := range durationPart().FindAllStringSubmatch(text, -1) {
		n, _ := strconv.ParseInt(part[1], 10, 64)
		for _, u := range durationUnits {
			if u.name == part[2] {
				total += n * u.seconds
			}
		}
	}
	return Duration(total), true
}

// ceil returns the least whole number that is not below r, and the largest
// there is for what is beyond it.
func ceil(r *big.Rat) int64 {
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	if !q.IsInt64() {
		return math.MaxInt64
	}
	return q.Int64()
}

func whole(n int64) *big.Rat        { return big.NewRat(n, 1) }
func times(a, b *big.Rat) *big.Rat  { return new(big.Rat).Mul(a, b) }
func plus(a, b *big.Rat) *big.Rat   { return new(big.Rat).Add(a, b) }
func over(a, b *big.Rat) *big.Rat   { return new(big.Rat).Quo(a, b) }
func isZero(r *big.Rat) bool        { return r.Sign() == 0 }
func atMost(a, b *big.Rat) bool     { return a.Cmp(b) <= 0 }
func larger(a, b *big.Rat) *big.Rat { return pick(a.Cmp(b) >= 0, a, b) }

func pick(first bool, a, b *big.Rat) *big.Rat {
	if first {
		return a
	}
	return b
}
