package expr_test

import (
	"testing"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
)

func parse(text string) (expr.Node, []source.Diagnostic) {
	f := source.NewFile("expression", []byte(text))
	return expr.Parse(text, f.Range)
}

func TestIsExpression(t *testing.T) {
	for text, want := range map[string]bool{
		"[f()]": true, "[foo": false, "[[a]": false, "foo]": false, "": false, "[": false, "[]": true,
	} {
		if got := expr.IsExpression(text); got != want {
			t.Errorf("IsExpression(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]string{"[foo": "[foo", "[[a]": "[a]", "[[a": "[[a", "a": "a"} {
		if got := expr.Unescape(text); got != want {
			t.Errorf("Unescape(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"[]", "expression:1:2: expected a function call, a string or a number, found the end of the expression"},
		{"[foo]", "expression:1:2: expected a function call; a name needs '(' after it, found 'foo'"},
		{"[f('a]", "expression:1:4: expected a closing quote for this string, found a string"},
		{"[f(1 2)]", "expression:1:6: expected ',' or ')' in the arguments of f, found '2'"},
		{"[f(1,)]", "expression:1:6: expected a function call, a string or a number, found ')'"},
		{"[f().]", "expression:1:6: expected a property name after '.', found the end of the expression"},
		{"[f()[0]", "expression:1:7: expected ']' after the index, found the end of the expression"},
		{"[f() g()]", "expression:1:6: expected the end of the expression, found 'g'"},
		{"[f(é)]", "expression:1:4: expected a function call, a string or a number, found 'é'"},
		{"[ns.()]", "expression:1:5: expected a function name after 'ns.', found '('"},
	}
	for _, test := range tests {
		_, diags := parse(test.text)
		if len(diags) != 1 || diags[0].String() != test.want {
			t.Errorf("%s\n got %v\nwant %s", test.text, diags, test.want)
		}
	}
}

func TestParseRanges(t *testing.T) {
	n, diags := parse("[ Concat( 'it''s', parameters('a') . b[0] ) ]")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	call := n.(*expr.Call)
	access := call.Args[1].(*expr.Access)
	for _, test := range []struct {
		node expr.Node
		want string
	}{
		{call, "Concat( 'it''s', parameters('a') . b[0] )"},
		{call.Args[0], "'it''s'"},
		{access, "parameters('a') . b[0]"},
		{access.Base, "parameters('a') . b"},
		{access.Key, "0"},
	} {
		if got := test.node.Range().Text(); got != test.want {
			t.Errorf("range of %T is %q, want %q", test.node, got, test.want)
		}
	}
	if text, _ := expr.LiteralText(call.Args[0]); text != "it's" {
		t.Errorf("literal is %q", text)
	}
}
