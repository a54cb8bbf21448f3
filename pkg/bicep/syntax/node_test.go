package syntax

import (
	"fmt"
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

// valueOf returns the value of the variable a text declares.
func valueOf(t *testing.T, text string) Expr {
	t.Helper()
	f, diags := Parse(source.NewFile("a.bicep", []byte("var a = "+text)))
	if len(diags) > 0 {
		t.Fatal(diags[0])
	}
	return f.Statements[0].(*Var).Value
}

func TestPropertyKey(t *testing.T) {
	for text, want := range map[string]string{"a: 1": "a true", "'b c': 1": "b c true", "'${d}': 1": " false", "'': 1": " true"} {
		key, known := valueOf(t, "{ "+text+" }").(*Object).Items[0].(*Property).KeyText()
		if got := fmt.Sprint(key, " ", known); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestVariablesOfLoopsAndLambdas(t *testing.T) {
	one := valueOf(t, "[for x in y: x]").(*For)
	if one.Item().Text != "x" || one.Index() != nil {
		t.Errorf("got %v and %v", one.Item(), one.Index())
	}
	two := valueOf(t, "[for (x, i) in y: x]").(*For)
	if two.Item().Text != "x" || two.Index().Text != "i" {
		t.Errorf("got %v and %v", two.Item(), two.Index())
	}
	for text, want := range map[string]int{"x => 1": 1, "() => 1": 0, "(x, y) => 1": 2} {
		if got := len(valueOf(t, text).(*Lambda).Params()); got != want {
			t.Errorf("%s has %d parameters", text, got)
		}
	}
}

func TestBrokenLoopHasNoVariables(t *testing.T) {
	f, _ := Parse(source.NewFile("a.bicep", []byte("var a = [for (x) in y: x]")))
	loop := f.Statements[0].(*Var).Value.(*For)
	if loop.Item() != nil || loop.Index() != nil {
		t.Errorf("got %v and %v", loop.Item(), loop.Index())
	}
}

func TestParametersOfFunction(t *testing.T) {
	f, _ := Parse(source.NewFile("a.bicep", []byte("func f(a string, b int) bool => true")))
	names := f.Statements[0].(*Func).Lambda.(*TypedLambda).Params.Names()
	if len(names) != 2 || names[1].Name.Text != "b" || names[1].Type.(*Ident).Name != "int" {
		t.Errorf("got %v", names)
	}
}

func TestKeywordIsBehindDecorators(t *testing.T) {
	f, _ := Parse(source.NewFile("a.bicep", []byte("@secure()\nparam p string")))
	p := f.Statements[0].(*Param)
	if p.Range().Text() != "@secure()\nparam p string" || p.Keyword.Text() != "param" {
		t.Errorf("got %q and %q", p.Range().Text(), p.Keyword.Text())
	}
}

// A statement left open costs that statement and not the next.
func TestNextStatementIsKept(t *testing.T) {
	for _, open := range []string{
		"var a = f(1", "var a = (1", "var a = [for x in y: x", "var a = 'x", "var a = '${x", "var a = b[", "var a = b ? c",
		"type a = t<'x'", "param", "resource r", "@", "var a = 1 +", "import", "func f(", "output o resource",
	} {
		f, diags := Parse(source.NewFile("a.bicep", []byte(open+"\nresource hub 'a/b@1' = {}\n")))
		last, ok := f.Statements[len(f.Statements)-1].(*Resource)
		if !ok || last.Name.Text != "hub" || len(diags) == 0 {
			t.Errorf("%s: the resource after it is lost: %v", open, diags)
		}
	}
}
