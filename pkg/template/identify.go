package template

import (
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/value"
)

// identify returns the full type, name and address of a resource, and the
// resource it extends, if any.
func (in *instance) identify(r *Resource, t turn, parent *declared) (d declared, extends *value.Ref) {
	d.typ = r.Type
	d.value = in.fullName(r, t)
	d.name, d.named = value.PartsOf(d.value)
	if parent != nil {
		d = d.within(*parent)
	}
	if ref, ok := d.legacyExtension(); ok {
		extends = &ref
	} else if scope := in.scopeOf(r, t); scope.Kind() != value.Absent {
		if ref, ok := parseScope(scope); ok {
			extends = &ref
		}
	}
	d.typ = azure.CanonicalType(d.typ)
	d.address = in.run.unique(in.id(""), in.address(r, t, parent))
	return d, extends
}

// within completes the type and the name of a resource written in another.
func (d declared) within(parent declared) declared {
	if first, _, _ := strings.Cut(d.typ, "/"); !strings.Contains(first, ".") {
		d.typ = parent.typ + "/" + d.typ
		d.name = value.JoinParts(parent.name, []value.Part{{Text: "/"}}, d.name)
		d.named = d.named && parent.named && d.name != nil
	}
	return d
}

// legacyExtension reads the older form of an extension resource, of type
// "A.B/cs/providers/es" and name "c/E.F/e", and makes it E.F/es with name e.
func (d *declared) legacyExtension() (target value.Ref, ok bool) {
	cut := value.LastProvider(d.typ)
	if cut < 0 || !d.named {
		return value.Ref{}, false
	}
	targetType, short := d.typ[:cut], d.typ[cut+len("/providers/"):]
	names := value.SplitParts(d.name, "/")
	n := strings.Count(targetType, "/")
	if len(names) < n+2 {
		return value.Ref{}, false
	}
	target = value.Ref{Type: azure.CanonicalType(targetType), Name: joinKey(names[:n])}
	d.typ = value.Render(names[n]) + "/" + short
	d.name = joinNames(names[n+1:])
	return target, true
}

func joinKey(names [][]value.Part) string { return value.KeyOf(joinNames(names)) }

func joinNames(names [][]value.Part) []value.Part {
	var parts []value.Part
	for i, n := range names {
		if i > 0 {
			parts = value.JoinParts(parts, []value.Part{{Text: "/"}})
		}
		parts = value.JoinParts(parts, n)
	}
	return parts
}

// address names a resource as its template does: by symbol, or by type and
// name as written.
func (in *instance) address(r *Resource, t turn, parent *declared) string {
	address := r.Symbol
	switch {
	case address != "":
	case parent != nil:
		address = parent.address + "/" + r.Type + "/" + r.Label
	default:
		address = r.Type + "/" + r.Label
	}
	return address + t.suffix
}

// unique returns an address with a number where others have the same.
func (r *run) unique(prefix, address string) string {
	key := prefix + address
	r.addresses[key]++
	if n := r.addresses[key]; n > 1 {
		return address + "~" + strconv.Itoa(n)
	}
	return address
}

// parseScope reads a resource id that may begin at the provider: a full id, or
// "Microsoft.Devices/IotHubs/hub1".
func parseScope(v value.Value) (value.Ref, bool) {
	parts, ok := value.PartsOf(v)
	if !ok {
		return firstRef(v)
	}
	if ref, ok := value.ParseID(parts); ok {
		return canonicalRef(ref), true
	}
	if !strings.Contains(v.Prefix(), ".") || strings.HasPrefix(v.Prefix(), "/") {
		return firstRef(v)
	}
	ref, ok := value.ParseID(value.JoinParts([]value.Part{{Text: "/providers/"}}, parts))
	return canonicalRef(ref), ok
}

func firstRef(v value.Value) (value.Ref, bool) {
	if refs := v.Refs(); len(refs) > 0 {
		return refs[0], true
	}
	return value.Ref{}, false
}

func canonicalRef(ref value.Ref) value.Ref {
	ref.Type = azure.CanonicalType(ref.Type)
	return ref
}
