package graph

import (
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// hosts are the forms in which a text names a resource by its host, with the
// types of resource that have such a host. The clouds differ in the ending:
// azure-devices.net, azure-devices.us, azure-devices.cn.
var hosts = []struct {
	mark  string
	form  *regexp.Regexp
	types []string
}{
	{".azure-devices.", nameBefore(`azure-devices\.`), []string{"Microsoft.Devices/IotHubs"}},
	{".azure-devices-provisioning.", nameBefore(`azure-devices-provisioning\.`), []string{"Microsoft.Devices/provisioningServices"}},
	{".servicebus.", nameBefore(`servicebus\.`), []string{"Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces"}},
	{".blob.", nameBefore(`blob\.`), []string{"Microsoft.Storage/storageAccounts"}},
	{"AccountName=", regexp.MustCompile(`accountname=([^;]+)`), []string{"Microsoft.Storage/storageAccounts"}},
	{".documents.", nameBefore(`documents\.`), []string{"Microsoft.DocumentDB/databaseAccounts"}},
}

// nameBefore matches the first label of a host: what stands before the rest.
func nameBefore(rest string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^a-z0-9{}_-])([a-z0-9{}_-]+)\.` + rest)
}

// hostRefs returns the resources whose hosts are in a text of known and
// unknown pieces. A name that is unknown is found if the resource has the same.
func hostRefs(parts []value.Part) []value.Ref {
	var refs []value.Ref
	key := ""
	for _, h := range hosts {
		if !mentions(parts, h.mark) {
			continue
		}
		if key == "" {
			key = value.KeyOf(parts)
		}
		for _, m := range h.form.FindAllStringSubmatch(key, -1) {
			for _, typ := range h.types {
				refs = append(refs, value.Ref{Type: typ, Name: m[1]})
			}
		}
	}
	return refs
}

func mentions(parts []value.Part, mark string) bool {
	for _, p := range parts {
		if p.ID == 0 && strings.Contains(p.Text, mark) {
			return true
		}
	}
	return false
}
