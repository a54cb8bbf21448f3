package engine

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// facts returns what is worked out of a resource because Rego can't, or should
// not: what its certificate says, where keys are written in clear text and
// where there may be a key of some other resource.
func facts(r *graph.Resource) *ast.Term {
	var items [][2]*ast.Term
	if path, text, ok := certificateText(r); ok {
		items = append(items, ast.Item(ast.StringTerm("certificate"), readCertificate(text).term(path)))
	}
	if keys := writtenKeys(r.Body); len(keys) > 0 {
		items = append(items, ast.Item(ast.StringTerm("keys"), ast.ArrayTerm(keys...)))
	}
	if borrowed := borrowedKeys(r); len(borrowed) > 0 {
		items = append(items, ast.Item(ast.StringTerm("borrowed"), ast.ArrayTerm(borrowed...)))
	}
	return ast.ObjectTerm(append(items, misfits(r)...)...)
}

// writtenKeys returns the places of keys in clear text: {path, kind}.
func writtenKeys(body value.Value) []*ast.Term {
	if !body.Any(mayHoldKey) {
		return nil
	}
	var keys []*ast.Term
	body.Walk(func(p value.Path, v value.Value) bool {
		if kind := keyIn(p, v); kind != "" {
			keys = append(keys, ast.ObjectTerm(
				ast.Item(ast.StringTerm("path"), pathTerm(p)),
				ast.Item(ast.StringTerm("kind"), ast.StringTerm(kind)),
			))
		}
		return true
	})
	return keys
}

// borrowedKeys returns the paths of what may be a key of another resource. An
// output hands a parameter back to whoever gave it, so that counts for nothing.
func borrowedKeys(r *graph.Resource) []*ast.Term {
	if !r.Body.Any(mayBeSecret) {
		return nil
	}
	var paths []*ast.Term
	r.Body.Walk(func(p value.Path, v value.Value) bool {
		if isLent(v) || r.Type != graph.OutputType && mayBeKey(p, v) {
			paths = append(paths, pathTerm(p))
		}
		return true
	})
	return paths
}

// misfits returns the properties of a resource that look misspelt, {path,
// meant}, those its API version does not have, {path, version, later}, and
// whether that version was the author's choice; each only if there is one.
func misfits(r *graph.Resource) [][2]*ast.Term {
	if r.Existing {
		return nil
	}
	var misspelt, unsupported []*ast.Term
	var items [][2]*ast.Term
	for _, m := range azure.Misspellings(r.Type, r.Body) {
		misspelt = append(misspelt, ast.ObjectTerm(
			ast.Item(ast.StringTerm("path"), pathTerm(m.Path)),
			ast.Item(ast.StringTerm("meant"), ast.StringTerm(m.Meant)),
		))
	}
	if choosesVersion(r) {
		items = append(items, ast.Item(ast.StringTerm("chooses_version"), ast.BooleanTerm(true)))
		for _, m := range azure.Mismatches(r.Type, r.APIVersion, r.Body) {
			unsupported = append(unsupported, ast.ObjectTerm(
				ast.Item(ast.StringTerm("path"), pathTerm(m.Path)),
				ast.Item(ast.StringTerm("version"), ast.StringTerm(m.Version)),
				ast.Item(ast.StringTerm("later"), ast.BooleanTerm(m.Later)),
			))
		}
	}
	for key, list := range map[string][]*ast.Term{"misspelt": misspelt, "unsupported": unsupported} {
		if list != nil {
			items = append(items, ast.Item(ast.StringTerm(key), ast.ArrayTerm(list...)))
		}
	}
	return items
}

// choosesVersion reports whether whoever wrote a resource chose the version of
// its API: for what azurerm makes, the provider does.
func choosesVersion(r *graph.Resource) bool {
	return r.Language != "terraform" || strings.Contains(r.Address, "azapi_resource.")
}
