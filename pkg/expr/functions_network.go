package expr

import (
	"math/big"
	"net/netip"
	"net/url"
	"strconv"

	"github.com/hublint/hublint/pkg/value"
)

// networkFunctions are the functions on address ranges and addresses.
func networkFunctions() map[string]function {
	return map[string]function{
		"parsecidr":  {min: 1, max: 1, run: parseCidr},
		"cidrsubnet": {min: 3, max: 3, run: cidrSubnet},
		"cidrhost":   {min: 2, max: 2, run: cidrHost},
		"parseuri":   {min: 1, max: 1, run: parseURI},
		"builduri":   {min: 1, max: 1, run: buildURI},
	}
}

func prefixOf(v value.Value) (netip.Prefix, bool) {
	s, ok := v.Text()
	if !ok {
		return netip.Prefix{}, false
	}
	p, err := netip.ParsePrefix(s)
	return p, err == nil
}

func field(key string, v value.Value) value.Field { return value.Field{Key: key, Value: v} }

func textField(key, s string) value.Field { return field(key, value.OfString(s)) }

func parseCidr(_ *invocation, args []value.Value) (value.Value, bool) {
	p, ok := prefixOf(args[0])
	if !ok {
		return value.Value{}, false
	}
	first := p.Masked().Addr()
	last := lastAddress(p)
	fields := []value.Field{textField("network", first.String()), textField("netmask", netmask(p))}
	if first.Is4() {
		fields = append(fields, textField("broadcast", last.String()))
		if p.Bits() < 31 {
			first, last = first.Next(), last.Prev()
		}
	}
	fields = append(fields, textField("firstUsable", first.String()), textField("lastUsable", last.String()),
		field("cidr", value.OfInt(int64(p.Bits()))))
	return value.OfFields(fields...), true
}

func netmask(p netip.Prefix) string {
	ones := make([]byte, p.Addr().BitLen()/8)
	for i := range ones {
		ones[i] = 0xff
	}
	all, _ := netip.AddrFromSlice(ones)
	masked, _ := all.Prefix(p.Bits())
	return masked.Addr().String()
}

func lastAddress(p netip.Prefix) netip.Addr {
	hosts := new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-p.Bits()))
	last, _ := offset(p.Masked().Addr(), hosts.Sub(hosts, big.NewInt(1)))
	return last
}

// offset returns the address a number of places after another.
func offset(a netip.Addr, by *big.Int) (netip.Addr, bool) {
	n := new(big.Int).SetBytes(a.AsSlice())
	n.Add(n, by)
	if n.BitLen() > a.BitLen() {
		return netip.Addr{}, false
	}
	return netip.AddrFromSlice(n.FillBytes(make([]byte, a.BitLen()/8)))
}

func cidrSubnet(_ *invocation, args []value.Value) (value.Value, bool) {
	p, ok := prefixOf(args[0])
	bits, okBits := args[1].Int()
	index, okIndex := args[2].Int()
	if !ok || !okBits || !okIndex || bits < int64(p.Bits()) || bits > int64(p.Addr().BitLen()) || index < 0 {
		return value.Value{}, false
	}
	size := new(big.Int).Lsh(big.NewInt(index), uint(p.Addr().BitLen()-int(bits)))
	start, ok := offset(p.Masked().Addr(), size)
	if !ok || !p.Contains(start) {
		return value.Value{}, false
	}
	return value.OfString(start.String() + "/" + strconv.FormatInt(bits, 10)), true
}

func cidrHost(_ *invocation, args []value.Value) (value.Value, bool) {
	p, ok := prefixOf(args[0])
	index, okIndex := args[1].Int()
	if !ok || !okIndex || index < 0 {
		return value.Value{}, false
	}
	by := big.NewInt(index)
	if p.Addr().Is4() && p.Bits() < 31 {
		// The first address is that of the network.
		by.Add(by, big.NewInt(1))
	}
	host, ok := offset(p.Masked().Addr(), by)
	return value.OfString(host.String()), ok && p.Contains(host)
}

func parseURI(_ *invocation, args []value.Value) (value.Value, bool) {
	s, ok := args[0].Text()
	u, err := url.Parse(s)
	if !ok || err != nil || !u.IsAbs() {
		return value.Value{}, false
	}
	port, err := strconv.ParseInt(u.Port(), 10, 64)
	if err != nil {
		port = map[string]int64{"https": 443, "http": 80, "ftp": 21}[u.Scheme]
	}
	query := ""
	if u.RawQuery != "" {
		query = "?" + u.RawQuery
	}
	return value.OfFields(textField("scheme", u.Scheme), textField("host", u.Hostname()), field("port", value.OfInt(port)),
		textField("path", u.EscapedPath()), textField("query", query)), true
}

func buildURI(_ *invocation, args []value.Value) (value.Value, bool) {
	get := func(key string) string { s, _ := args[0].Get(key).Text(); return s }
	if args[0].Kind() != value.Object || get("host") == "" {
		return value.Value{}, false
	}
	host := get("host")
	scheme := get("scheme")
	if scheme == "" {
		scheme = "https"
	}
	if port, ok := args[0].Get("port").Int(); ok && port >= 0 && port <= 0xffff {
		host += ":" + strconv.FormatInt(port, 10)
	}
	return value.OfString(scheme + "://" + host + get("path") + get("query")), true
}
