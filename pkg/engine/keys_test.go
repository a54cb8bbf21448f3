package engine

import (
	"testing"

	"github.com/hublint/hublint/pkg/value"
)

// A key that is nobody's, but looks like one.
const someKey = "kPc3mF9uZ0qLr7WxT2bYvN8sJ5hGd1AeQi6oUzXwRtE="

func TestKeyIn(t *testing.T) {
	hole := value.Part{ID: 7}
	partly := func(parts ...value.Part) value.Value {
		return value.FromParts(value.Unresolved{Reason: value.ReasonRuntime, Expr: "…"}, parts)
	}
	for _, c := range []struct {
		name, property string
		v              value.Value
		want           string
	}{
		{"connection string of a hub", "connectionString", value.OfString("HostName=h.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=" + someKey), "a shared access key"},
		{"in any property", "value", value.OfString("Endpoint=sb://e/;SharedAccessKeyName=send;SharedAccessKey=" + someKey + ";EntityPath=e"), "a shared access key"},
		{"of storage", "connectionString", value.OfString("DefaultEndpointsProtocol=https;AccountName=s;accountkey=" + someKey), "an account key"},
		{"beside a name that is not known", "connectionString", partly(value.Part{Text: "HostName="}, hole, value.Part{Text: ";SharedAccessKey=" + someKey}), "a shared access key"},
		{"a key that is not known", "connectionString", partly(value.Part{Text: "HostName=h;SharedAccessKey="}, hole), ""},
		{"alone, where a key belongs", "primaryKey", value.OfString(someKey), "a key"},
		{"as azurerm spells it", "shared_access_policy_key", value.OfString(someKey), "a key"},
		{"alone, elsewhere", "thumbprint", value.OfString(someKey), ""},
		{"a public key", "publicKey", value.OfString(someKey), ""},
		{"a placeholder in brackets", "connectionString", value.OfString("HostName=h;SharedAccessKey=<the key of the hub goes here, all of it>"), ""},
		{"a placeholder of one letter", "primaryKey", value.OfString("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx="), ""},
		{"a placeholder in capitals", "connectionString", value.OfString("HostName=h;SharedAccessKey=REPLACETHISWITHTHEPRIMARYKEYOFTHESERVICEPOLICY"), ""},
		{"too short", "connectionString", value.OfString("HostName=h;SharedAccessKey=kPc3mF9uZ0qLr7WxT2bYvN8sJ5h"), ""},
		{"the emulator's", "connectionString", value.OfString("AccountName=devstoreaccount1;AccountKey=" + emulatorKey + "Fuq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="), ""},
	} {
		if got := keyIn(value.Path{"properties", c.property}, c.v); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
