package lint

import (
	"maps"
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

// What a text uses is told from what it declares, and from keys and words that
// look the same.
func TestUses(t *testing.T) {
	for _, test := range []struct {
		file, text string
		want       map[string]int
	}{
		{"main.bicep", "param sku string = tier\nvar tier = sku\n", map[string]int{"string": 1, "tier": 1, "sku": 1, "param": 1, "var": 1}},
		{"main.bicep", "{ sku: sku, name : sku2\n tier: 'x' }", map[string]int{"sku": 1, "sku2": 1, "x": 1}},
		{"main.json", `"[concat(parameters('Sku'), VARIABLES( 'tier' ), myparameters('x'))]"`, map[string]int{"parameters.sku": 1, "variables.tier": 1}},
		{"main.json", `{"parameters": {"sku": "parameters('open"}}`, nil},
		{"main.tf", "a = var.sku-name + local . tier\nb = other.var_x + variable.y + var", map[string]int{"var.sku-name": 1, "local.tier": 1}},
		{"main.tf.json", `{"a": "${var.sku}"}`, map[string]int{"var.sku": 1}},
		{"main.bicepparam", "param sku = tier", nil},
	} {
		f := source.NewFile(test.file, []byte(test.text))
		if got := newTexts([]*source.File{f}).of(f).uses; !maps.Equal(got, test.want) {
			t.Errorf("%s: %s\n%v, want %v", test.file, test.text, got, test.want)
		}
	}
}

// The values that a name may take are limited in each language by its own words.
func TestLimits(t *testing.T) {
	for file, text := range map[string]string{
		"main.bicep":   "@allowed([\n  '1.2'\n])\nparam tls string",
		"types.bicep":  "param tls '1.0' | '1.2'",
		"main.json":    `{"allowedValues": ["1.2"]}`,
		"main.tf":      "validation {\n  condition = var.tls == \"1.2\"\n}",
		"main.tf.json": `{"validation": [{"condition": "${var.tls == 1.2}"}]}`,
	} {
		f := source.NewFile(file, []byte(text))
		texts := newTexts([]*source.File{f})
		if !texts.allows(f, "1.2") || texts.allows(f, "1.3") {
			t.Errorf("%s: expected 1.2 and nothing else to be allowed by %s", file, texts.of(f).limits)
		}
	}
}
