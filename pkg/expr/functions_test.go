package expr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// world is a scope in which a few parameters stand for what tests need.
type world struct{ parameters map[string]value.Value }

func (w world) Parameter(name string) (value.Value, bool) {
	v, ok := w.parameters[strings.ToLower(name)]
	return v, ok
}
func (world) Variable(string) (value.Value, bool)    { return value.Value{}, false }
func (world) Function(string, string) *expr.Function { return nil }
func (world) Resource(value.Ref) (expr.Symbol, bool) { return expr.Symbol{}, false }
func (world) Symbol(name string) (expr.Symbol, bool) {
	return expr.Symbol{Resource: "g#" + name}, name == "hub"
}
func (w world) SymbolAt(name string, _ value.Value) (expr.Symbol, bool) { return w.Symbol(name) }
func (world) Context() *expr.Context {
	return &expr.Context{
		SubscriptionID: value.OfString("sub"), ResourceGroup: unknown("group"), Location: value.OfString("westeurope"),
		TenantID: value.OfString("tenant"), ManagementGroup: value.OfString("mg"), DeploymentName: value.OfString("main"),
	}
}

func unknown(name string) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: value.ReasonParameter, Expr: name, ID: value.Combine(name)})
}

func eval(t *testing.T, text string, w world) value.Value {
	t.Helper()
	f := source.NewFile("expression", []byte("["+text+"]"))
	n, diags := expr.Parse("["+text+"]", f.Range)
	if len(diags) > 0 {
		t.Fatalf("%s: %v", text, diags)
	}
	return expr.New(expr.NewBudget()).Eval(n, expr.NewEnv(w))
}

// show writes a value in the language of the tests: JSON, with unknowns as
// "?name" and strings known in part with "?" for what is not.
func show(v value.Value) string {
	switch v.Kind() {
	case value.String:
		return fmt.Sprintf("%q", v.Show())
	case value.Bool:
		return strings.ToLower(v.Show())
	case value.Array:
		var items []string
		for _, item := range v.Items() {
			items = append(items, show(item))
		}
		return "[" + strings.Join(append(items, rest(v)...), ",") + "]"
	case value.Object:
		var fields []string
		for _, f := range v.Fields() {
			fields = append(fields, fmt.Sprintf("%s:%s", f.Key, show(f.Value)))
		}
		return "{" + strings.Join(append(fields, rest(v)...), ",") + "}"
	case value.Unknown:
		if parts := v.Unresolved().Parts; parts != nil {
			return fmt.Sprintf("%q", value.Render(parts))
		}
		return "?"
	}
	return v.Show()
}

func rest(v value.Value) []string {
	if v.Rest() != nil {
		return []string{"..."}
	}
	return nil
}

const list = "createArray('b', 'a', 'b')"
const object = "createObject('b', 1, 'A', createObject('x', true()))"

// functionTests are expressions and what they come to. The parameters u and w
// are unknown.
var functionTests = []struct{ text, want string }{
	// logic
	{"and(true(), not(false()))", "true"},
	{"and(parameters('u'), false())", "false"},
	{"or(parameters('u'), true())", "true"},
	{"or(parameters('u'), false())", "?"},
	{"if(equals(1, 1), 'a', fail('b'))", `"a"`},
	{"if(parameters('u'), 'a', 'a')", `"a"`},
	{"if(parameters('u'), 'a', 'b')", "?"},
	{"equals('a', 'A')", "false"},
	{"equals(parameters('u'), parameters('u'))", "true"},
	{"equals(concat('a', parameters('u')), concat('a', parameters('u')))", "true"},
	{"equals(concat('a', parameters('u')), 'b')", "false"},
	{"equals(parameters('u'), parameters('w'))", "?"},
	{"equals(createArray(1, 2), createArray(1, 3))", "false"},
	{"createArray(bool('True'), bool('false'), bool(1), bool(0))", "[true,false,true,false]"},
	{"createArray(less(1, 2), lessOrEquals(2, 2), greater('b', 'a'), greaterOrEquals(1, 2))", "[true,true,true,false]"},
	{"coalesce(null(), null(), 'x')", `"x"`},
	{"coalesce(parameters('u'), 'x')", "?"},
	// arrays
	{"array('a')", `["a"]`},
	{"concat(createArray(1), createArray(2, 3))", "[1,2,3]"},
	{"concat(createArray(1), parameters('u'))", "[1,...]"},
	{"contains(createArray(1, 2), 2)", "true"},
	{"contains(concat(createArray(1), parameters('u')), 2)", "?"},
	{"contains('abc', 'B')", "false"},
	{"contains(" + object + ", 'a')", "true"},
	{"contains(concat('x-abc-', parameters('u')), 'abc')", "true"},
	{"distinct(" + list + ")", `["b","a"]`},
	{"createArray(empty(''), empty(createArray()), empty(null()), empty('a'))", "[true,true,true,false]"},
	{"empty(concat('a', parameters('u')))", "false"},
	{"createArray(first(" + list + "), last(" + list + "), first('xyz'), last('xyz'))", `["b","b","x","z"]`},
	{"flatten(createArray(createArray(1), createArray(2, 3)))", "[1,2,3]"},
	{"createArray(indexFromEnd(" + list + ", 2), tryIndexFromEnd(" + list + ", 9))", `["a",null]`},
	{"createArray(indexOf('abcB', 'B'), lastIndexOf('abcB', 'b'), indexOf(" + list + ", 'a'), lastIndexOf(" + list + ", 'b'))", "[1,3,1,2]"},
	{"createArray(length(" + list + "), length('a😀'), length(" + object + "))", "[3,3,2]"},
	{"length(createArray(parameters('u')))", "1"},
	{"createArray(max(1, 3, 2), min(createArray(3, 1)))", "[3,1]"},
	{"range(3, 3)", "[3,4,5]"},
	{"range(0, 10001)", "?"},
	{"createArray(skip(" + list + ", 2), take(" + list + ", 1), skip('abc', 1), take('abc', 9))", `[["b"],["b"],"bc","abc"]`},
	{"createArray('a', 'b')[1]", `"b"`},
	{"createArray('a')[1]", "?"},
	{"concat(parameters('u'), createArray(1))[0]", "?"},
	// objects
	{object, "{b:1,A:{x:true}}"},
	{object + ".a.X", "true"},
	{"items(" + object + ")[0].key", `"A"`},
	{"objectKeys(" + object + ")", `["A","b"]`},
	{"intersection(createArray(1, 2, 3), createArray(3, 2))", "[2,3]"},
	{"intersection(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 3))", "{b:2}"},
	{"union(createArray(1, 2), createArray(2, 3))", "[1,2,3]"},
	{"union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2)))", "{a:{x:1,y:2}}"},
	{"shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2))))", "{a:{y:2}}"},
	{"union(createObject('a', 1), parameters('u'), createObject('b', 2))", "{b:2,...}"},
	{"tryGet(" + object + ", 'a', 'x')", "true"},
	{"tryGet(" + object + ", 'none', 'x')", "null"},
	{"tryGet(null(), 'a')", "null"},
	// strings
	{"base64ToString(base64('héllo'))", `"héllo"`},
	{"base64ToJson(base64('{\"a\": [1, 2.5]}'))", "{a:[1,2.5]}"},
	{"dataUriToString(dataUri('Hello'))", `"Hello"`},
	{"createArray(startsWith('abc', 'AB'), endsWith('abc', 'BC'), startsWith(concat('abc', parameters('u')), 'x'))", "[true,true,false]"},
	{"format('{0}-{1:D3}|{2,5}|{3,-3}|{{}}', 'a', 7, 'b', 'c')", `"a-007|    b|c  |{}"`},
	{"format('{0:N0} {0:X4} {1}', 12345, true())", `"12,345 3039 True"`},
	{"format('a-{0}', parameters('u'))", `"a-?"`},
	{"format('{1}', 'a')", "?"},
	{"join(createArray('a', 1), ', ')", `"a, 1"`},
	{"padLeft('7', 3, '0')", `"007"`},
	{"replace('a-b-c', '-', '')", `"abc"`},
	{"split('a,b;c', createArray(',', ';'))", `["a","b","c"]`},
	{"string(createObject('a', createArray(1, 'x\"', null(), true())))", `"{\"a\":[1,\"x\\\"\",null,true]}"`},
	{"substring('abcdef', 2, 3)", `"cde"`},
	{"substring('abc', 2, 3)", "?"},
	{"createArray(toLower('AbC'), toUpper('abc'), trim('  a '))", `["abc","ABC","a"]`},
	{"toLower(concat('AB', parameters('u')))", `"ab?"`},
	{"createArray(uri('http://a.org/b/c', 'd/e'), uri('http://a.org/b/', 'd'))", `["http://a.org/b/d/e","http://a.org/b/d"]`},
	{"uriComponentToString(uriComponent('a b*/é'))", `"a b*/é"`},
	{"uriComponent('a b*')", `"a%20b%2A"`},
	{"uniqueString('asd', 'asdf', 'asdf')", `"iizpqit7ih3cc"`},
	{"guid('asdf')", `"228d27cc-6fdb-5934-b7ac-1efccebade04"`},
	{"concat('x', 1, parameters('u'))", `"x1?"`},
	// numbers
	{"createArray(add(5, 3), sub(5, 3), mul(5, 3), div(7, 2), mod(7, 2), int('42'))", "[8,2,15,3,1,42]"},
	{"div(1, 0)", "?"},
	{"mul(9223372036854775807, 2)", "?"},
	{"json('{\"a\": 9223372036854775807}').a", "9223372036854775807"},
	// dates
	{"dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", `"2023-04-07 14:53:14Z"`},
	{"dateTimeAdd('2020-04-07T14:53:14Z', 'P1D')", `"2020-04-08T14:53:14Z"`},
	{"dateTimeAdd('2020-04-07T14:53:14Z', '-PT1H30M', 'yyyy-MM-dd HH:mm')", `"2020-04-07 13:23"`},
	{"createArray(dateTimeFromEpoch(1683040573), dateTimeToEpoch('2023-05-02T15:16:13Z'))", `["2023-05-02T15:16:13Z",1683040573]`},
	// addresses
	{"parseCidr('10.144.0.0/20').broadcast", `"10.144.15.255"`},
	{"parseCidr('10.144.0.0/20').lastUsable", `"10.144.15.254"`},
	{"cidrSubnet('10.144.0.0/20', 24, 5)", `"10.144.5.0/24"`},
	{"cidrHost('10.144.3.0/24', 4)", `"10.144.3.5"`},
	{"parseUri('https://a.org:8080/b?c=d')", `{scheme:"https",host:"a.org",port:8080,path:"/b",query:"?c=d"}`},
	// lambdas
	{"map(range(1, 3), lambda('i', mul(lambdaVariables('i'), 2)))", "[2,4,6]"},
	{"filter(range(1, 4), lambda('i', greater(lambdaVariables('i'), 2)))", "[3,4]"},
	{"filter(createArray(1, parameters('u')), lambda('i', equals(lambdaVariables('i'), 1)))", "[1,...]"},
	{"reduce(range(1, 4), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))", "10"},
	{"sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))", "[1,2,3]"},
	{"toObject(createArray('a', 'b'), lambda('i', lambdaVariables('i')), lambda('i', length(lambdaVariables('i'))))", "{a:1,b:1}"},
	{"groupBy(createArray('ab', 'b', 'ac'), lambda('i', take(lambdaVariables('i'), 1)))", `{a:["ab","ac"],b:["b"]}`},
	{"mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))", "{a:2}"},
	// ids and scope
	{"resourceId('Microsoft.Devices/IotHubs', 'h')", `"/subscriptions/sub/resourceGroups/?/providers/Microsoft.Devices/IotHubs/h"`},
	{"resourceId('s', 'g', 'A.B/c/d', 'x', 'y')", `"/subscriptions/s/resourceGroups/g/providers/A.B/c/x/d/y"`},
	{"subscriptionResourceId('A.B/c', parameters('u'))", `"/subscriptions/sub/providers/A.B/c/?"`},
	{"extensionResourceId(resourceId('s', 'g', 'A.B/c', 'x'), 'E.F/g', 'y')", `"/subscriptions/s/resourceGroups/g/providers/A.B/c/x/providers/E.F/g/y"`},
	{"tenantResourceId('A.B/c', 'x')", `"/providers/A.B/c/x"`},
	{"ResourceGroup().location", `"westeurope"`},
	{"createArray(subscription().subscriptionId, deployment().name, environment().suffixes.storage)", `["sub","main","core.windows.net"]`},
	{"reference('hub').x", "?"},
	{"utcNow()", "?"},
}

func TestFunctions(t *testing.T) {
	w := world{map[string]value.Value{"u": unknown("u"), "w": unknown("w")}}
	for _, test := range functionTests {
		if got := show(eval(t, test.text, w)); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// Not knowing a literal never leads to another answer: the result is the same
// as with it, or unknown where that matters.
func TestUnknownIsNotWrong(t *testing.T) {
	for _, test := range functionTests {
		for _, literal := range literals(test.text) {
			text := test.text[:literal[0]] + "parameters('hole')" + test.text[literal[1]:]
			known := world{map[string]value.Value{"u": unknown("u"), "w": unknown("w")}}
			known.parameters["hole"] = eval(t, test.text[literal[0]:literal[1]], known)
			hole := world{map[string]value.Value{"u": unknown("u"), "w": unknown("w"), "hole": unknown("hole")}}
			with, without := eval(t, text, known), eval(t, text, hole)
			if !covers(without, with) {
				t.Errorf("%s: with %s it is %s, without it %s", text, test.text[literal[0]:literal[1]], show(with), show(without))
			}
		}
	}
}

// literals returns the places of the strings and numbers in an expression that
// are arguments of functions which do not need literals.
func literals(text string) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		end := i + 1 + strings.IndexByte(text[i+1:], '\'') + 1
		before := text[:i]
		if !strings.HasSuffix(before, "parameters(") && !strings.Contains(before[strings.LastIndexByte(before, '(')+1:], "lambda") &&
			!strings.HasSuffix(before, "lambda(") && !strings.HasSuffix(before, "lambdaVariables(") && !strings.HasSuffix(before, "lambda('a', ") {
			out = append(out, [2]int{i, end})
		}
		i = end - 1
	}
	return out
}

// covers reports whether an answer known in part can be the whole one.
func covers(part, whole value.Value) bool {
	switch part.Kind() {
	case value.Unknown:
		u := part.Unresolved()
		text, ok := whole.Text()
		if u.AnyOf == nil && u.Parts == nil || whole.Kind() == value.Unknown {
			return true
		}
		for _, v := range u.AnyOf {
			if value.Equal(v, whole) == value.True {
				return true
			}
		}
		return u.AnyOf == nil && ok && strings.HasPrefix(text, part.Prefix())
	case value.Array:
		if part.Rest() != nil {
			for _, item := range part.Items() {
				if !holds(whole.Items(), item) {
					return false
				}
			}
			return true
		}
		if len(part.Items()) != len(whole.Items()) {
			return false
		}
		for i := range part.Items() {
			if !covers(part.Items()[i], whole.Items()[i]) {
				return false
			}
		}
		return true
	case value.Object:
		for _, f := range part.Fields() {
			if other, ok := whole.Field(f.Key); !ok || !covers(f.Value, other.Value) {
				return false
			}
		}
		return part.Rest() != nil || len(part.Fields()) == len(whole.Fields())
	}
	return value.Equal(part, whole) == value.True || whole.Kind() == value.Unknown
}

func holds(items []value.Value, item value.Value) bool {
	for _, i := range items {
		if covers(item, i) {
			return true
		}
	}
	return false
}

// Doubling a string often must end early and not with all memory.
func TestBudget(t *testing.T) {
	text := "'xxxxxxxxxxxxxxxx'"
	for range 6 {
		text = "replace(" + text + ", 'x', 'xxxxxxxxxxxxxxxx')"
	}
	if v := eval(t, text, world{}); v.Kind() != value.Unknown {
		t.Errorf("made %d bytes", len(v.Show()))
	}
	nested := strings.Repeat("concat(", 150) + "'a'" + strings.Repeat(")", 150)
	if v := eval(t, nested, world{}); show(v) != `"a"` {
		t.Errorf("nested calls give %s", show(v))
	}
}

// No expression makes the evaluator fail.
func FuzzEval(f *testing.F) {
	for _, test := range functionTests {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("expression", []byte("["+text+"]"))
		n, diags := expr.Parse("["+text+"]", file.Range)
		if (n == nil) || len(diags) > 1 {
			t.Fatalf("parsed to %v with %v", n, diags)
		}
		budget := &expr.Budget{Steps: 10_000, Instances: 100, Bytes: 1 << 16, Depth: 100}
		w := world{map[string]value.Value{"u": unknown("u")}}
		_ = expr.New(budget).Eval(n, expr.NewEnv(w))
	})
}
