package engine

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// facts returns what is worked out of a resource because Rego can't, or should
// not: what its certificate says and where keys are written in clear text.
func facts(r *graph.Resource) *ast.Term {
	var items [][2]*ast.Term
	if path, text, ok := certificateText(r); ok {
		items = append(items, ast.Item(ast.StringTerm("certificate"), readCertificate(text).term(path)))
	}
	if keys := writtenKeys(r.Body); len(keys) > 0 {
		items = append(items, ast.Item(ast.StringTerm("keys"), ast.ArrayTerm(keys...)))
	}
	return ast.ObjectTerm(items...)
}

// writtenKeys returns the places of keys in clear text: {path, kind}.
func writtenKeys(body value.Value) []*ast.Term {
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
