package terraform

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/pattern"
)

// constraints returns the versions of each provider that terraform blocks ask
// for, by the provider's local name, as they are written.
func constraints(settings []*hclsyntax.Block) map[string]string {
	out := map[string]string{}
	for _, s := range settings {
		for _, b := range s.Body.Blocks {
			if b.Type != "required_providers" {
				continue
			}
			for name, a := range b.Body.Attributes {
				if text := constraint(a.Expr); text != "" {
					out[name] = text
				}
			}
		}
	}
	return out
}

// lockFile is where "terraform init" notes the versions of providers it chose.
const lockFile = ".terraform.lock.hcl"

// lockEntry is what Terraform writes there for a provider; nobody else does.
var lockEntry = pattern.Lazy(`(?m)^provider "[^"\n]*/([^"/\n]+)" \{\s*version\s*=\s*"([0-9.]+)"`)

// lock notes the versions of providers that are locked. A later run goes up from
// there.
func (l *Loader) lock(m *module, p string) {
	f, err := l.reader.ReadFile(p)
	if err != nil {
		return
	}
	m.locked = map[string]string{}
	for _, entry := range lockEntry().FindAllSubmatch(f.Data, -1) {
		m.locked[string(entry[1])] = string(entry[2])
	}
}

// constraint returns the version a requirement asks for, written as an object
// or, as in old configurations, alone.
func constraint(e hclsyntax.Expression) string {
	if text, ok := literalOf(e).Text(); ok {
		return text
	}
	obj, ok := e.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return ""
	}
	for _, item := range obj.Items {
		key, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)
		if !ok {
			continue
		}
		name := keyword(key.Wrapped)
		if name == "version" {
			text, _ := literalOf(item.ValueExpr).Text()
			return text
		}
	}
	return ""
}

// keyword returns a bare word or a literal string.
func keyword(e hclsyntax.Expression) string {
	if t, ok := e.(*hclsyntax.ScopeTraversalExpr); ok && len(t.Traversal) == 1 {
		return t.Traversal.RootName()
	}
	text, _ := literalOf(e).Text()
	return text
}

// majorOf returns the highest major version that a constraint such as
// "~> 3.0, != 3.4.0" allows, 0 if it sets no upper bound.
func majorOf(constraint string) int {
	highest := 0
	for _, term := range strings.Split(constraint, ",") {
		term = strings.TrimSpace(term)
		version := strings.TrimLeft(term, "~><=! ")
		operator := strings.TrimSpace(term[:len(term)-len(version)])
		numbers := strings.Split(version, ".")
		major, err := strconv.Atoi(strings.TrimPrefix(numbers[0], "v"))
		if err != nil || operator == ">" || operator == ">=" || operator == "!=" || operator == "~>" && len(numbers) == 1 {
			continue
		}
		if operator == "<" && isZero(numbers[1:]) {
			major--
		}
		if highest == 0 || major < highest {
			highest = major
		}
	}
	return highest
}

func isZero(numbers []string) bool {
	for _, n := range numbers {
		if strings.Trim(n, "0") != "" {
			return false
		}
	}
	return true
}
