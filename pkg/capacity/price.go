package capacity

import (
	"math/big"
	"slices"

	"github.com/hublint/hublint/pkg/pattern"
)

// Prices are what a unit costs in a month, as the user gives them: hublint
// knows none.
type Prices struct {
	// Currency is a name or sign, put after amounts.
	Currency string
	// PerUnit by the name of the edition.
	PerUnit map[string]*big.Rat
}

// PricedEditions returns the editions that may have a price. Free has none.
func PricedEditions() []string { return []string{"B1", "B2", "B3", "S1", "S2", "S3"} }

// CurrencyPattern is the form of a currency: a name or a sign, so that it does
// no harm in any format.
const CurrencyPattern = `^[\p{L}\p{Sc}]{1,8}$`

var currency = pattern.Lazy(CurrencyPattern)

// Set gives "currency" or the name of an edition its value. The error is a
// *KeyError.
func (p *Prices) Set(name, text string) error {
	if name == "currency" {
		if !currency().MatchString(text) {
			return &KeyError{name, "expected a name such as EUR, found " + quoted(text)}
		}
		p.Currency = text
		return nil
	}
	if !slices.Contains(PricedEditions(), name) {
		return unknownKey(name, append([]string{"currency"}, PricedEditions()...))
	}
	r, ok := parseNumber(text)
	if !ok || r.Cmp(whole(MaxPrice)) > 0 {
		return &KeyError{name, "expected the price of a unit and month, a number up to " + Decimal(whole(MaxPrice), 0) + ", found " + quoted(text)}
	}
	if p.PerUnit == nil {
		p.PerUnit = map[string]*big.Rat{}
	}
	p.PerUnit[name] = r
	return nil
}

// MaxPrice is the most that a unit may cost.
const MaxPrice = 1_000_000_000
