package value_test

import (
	"testing"

	"github.com/hublint/hublint/pkg/value"
)

// A name beside a key is no secret, whatever its language calls it.
func TestOpenPart(t *testing.T) {
	keys := value.NewUnknown(value.Unresolved{Reason: value.ReasonRuntime, Expr: "listKeys()"}).With(value.Sensitive)
	written := value.OfFields(value.Field{Key: "userName", Value: value.OfString("pumps")}).With(value.Sensitive)
	for _, c := range []struct {
		of     value.Value
		name   string
		secret bool
	}{
		{keys, "keyName", false},
		{keys, "key_name", false},
		{keys, "username", false},
		{keys, "publishingUserName", false},
		{keys, "primaryKey", true},
		{keys, "password", true},
		{keys, "", true},
		{written, "userName", true},
	} {
		if got := value.OpenPart(c.of, keys, c.name).Has(value.Sensitive); got != c.secret {
			t.Errorf("%s of %s: secret is %t, want %t", c.name, c.of.Show(), got, c.secret)
		}
	}
}
