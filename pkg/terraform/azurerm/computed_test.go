package azurerm

import (
	"testing"

	"github.com/hublint/hublint/pkg/value"
)

func TestComputed(t *testing.T) {
	for _, c := range []struct {
		name, typ, attribute string
		given                map[string]value.Value
		want                 string
		secret               bool
	}{
		{"a connection string names hub and policy", "azurerm_iothub_shared_access_policy", "primary_connection_string",
			map[string]value.Value{"name": value.OfString("dps"), "iothub_name": value.OfString("hub1")},
			"HostName=hub1.azure-devices.?;SharedAccessKeyName=dps;SharedAccessKey=?", true},
		{"with what is known of the names", "azurerm_iothub_shared_access_policy", "primary_connection_string",
			map[string]value.Value{"name": value.OfString("dps"), "iothub_name": value.NewUnknown(*unknown("var.hub"))},
			"HostName=?.azure-devices.?;SharedAccessKeyName=dps;SharedAccessKey=?", true},
		{"a name that nothing stands for", "azurerm_iothub_shared_access_policy", "primary_connection_string",
			map[string]value.Value{"name": value.OfString("dps"), "iothub_name": value.NewUnknown(value.Unresolved{})}, "", true},
		{"a key is no more than a secret", "azurerm_iothub_shared_access_policy", "primary_key", nil, "", true},
		{"a host is no secret", "azurerm_iothub", "hostname", map[string]value.Value{"name": value.OfString("hub1")}, "hub1.azure-devices.?", false},
		{"nothing is known of others", "azurerm_iothub", "type", nil, "", false},
		{"or of types without a table", "azurerm_kubernetes_cluster", "kube_config", nil, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := value.NewUnknown(*unknown(c.typ + ".x." + c.attribute))
			got := Computed(c.typ, c.attribute, given, func(name string) value.Value { return c.given[name] })
			u := got.Unresolved()
			if u == nil {
				t.Fatalf("got %v, want an unknown", got.Show())
			}
			if text := value.Render(u.Parts); text != c.want {
				t.Errorf("got the text %q, want %q", text, c.want)
			}
			if got.Has(value.Sensitive) != c.secret {
				t.Errorf("secret is %v", got.Has(value.Sensitive))
			}
			if len(u.Refs) != 1 || u.Expr != given.Show() {
				t.Errorf("what it refers to is lost: %v %s", u.Refs, u.Expr)
			}
		})
	}
}
