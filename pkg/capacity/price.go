package capacity

import (
	"math/big"
	"regexp"
	"slices"
)

// Prices are what a unit costs in a month, as the user gives them: hublint
// knows none.
type Prices struct {
	// Currency is a name or sign, put after amounts.
	Currency string
	// PerUnit by the name of the edition.
	PerUnit map[string]*big.Rat
}

// Editions that may have a price. Free has none.
var pricedEditions = []string{"B1", "B2", "B3", "S1", "S2", "S3"}

// currency is a name or a sign, so that it does no harm in any format.
var currency = regexp.MustCompile(`^[\p{L}\p{Sc}]{1,8}$`)

// Set gives "currency" or the name of an edition its value. The error is a
// *KeyError.
func (p *Prices) Set(name, text string) error {
	if name == "currency" {
		if !currency.MatchString(text) {
			return &KeyError{name, "expected a name such as EUR, found " + quoted(text)}
		}
		p.Currency = text
		return nil
	}
	if !slices.Contains(pricedEditions, name) {
		return unknownKey(name, append([]string{"currency"}, pricedEditions...))
	}
	r, ok := parseNumber(text)
	if !ok || r.Cmp(whole(maxPrice)) > 0 {
		return &KeyError{name, "expected the price of a unit and month, a number up to " + Decimal(whole(maxPrice), 0) + ", found " + quoted(text)}
	}
	if p.PerUnit == nil {
		p.PerUnit = map[string]*big.Rat{}
	}
	p.PerUnit[name] = r
	return nil
}

const maxPrice = 1_000_000_000
