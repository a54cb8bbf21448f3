package expr

import (
	"slices"

	"github.com/hublint/hublint/pkg/value"
)

// lambdaSpecials are the functions that take a lambda.
func lambdaSpecials() map[string]special {
	return map[string]special{
		"map":       {2, 2, (*invocation).mapItems},
		"filter":    {2, 2, (*invocation).filter},
		"reduce":    {3, 3, (*invocation).reduce},
		"sort":      {2, 2, (*invocation).sort},
		"toobject":  {2, 3, (*invocation).toObject},
		"groupby":   {2, 2, (*invocation).groupBy},
		"mapvalues": {2, 2, (*invocation).mapValues},
	}
}

// over evaluates the first argument and looks at the second. If they are not
// an array and a lambda, other is what the call comes to.
func (c *invocation) over(args []Node) (in value.Value, f *Lambda, other value.Value) {
	in = c.eval(args[0])
	f, ok := args[1].(*Lambda)
	if in.Kind() != value.Array || !ok || len(f.Params) == 0 {
		return in, nil, c.unknown(in)
	}
	return in, f, value.Value{}
}

// apply evaluates the body of a lambda with values for its parameters.
func (c *invocation) apply(f *Lambda, args ...value.Value) value.Value {
	env := c.env
	for i, name := range f.Params {
		if i < len(args) {
			env = env.Bind(name, args[i])
		}
	}
	return c.ev.Eval(f.Body, env)
}

func index(i int) value.Value { return value.OfInt(int64(i)) }

func (c *invocation) mapItems(args []Node) value.Value {
	in, f, other := c.over(args)
	if f == nil {
		return other
	}
	items := make([]value.Value, 0, len(in.Items()))
	for i := range in.Items() {
		item := in.Item(i)
		items = append(items, c.apply(f, item, index(i)).With(item.Flags()&value.Each))
	}
	return value.OfPartial(items, in.Rest()).At(c.call.At)
}

func (c *invocation) filter(args []Node) value.Value {
	in, f, other := c.over(args)
	if f == nil {
		return other
	}
	var items []value.Value
	rest := in.Rest()
	for i := range in.Items() {
		keep := c.apply(f, in.Item(i), index(i))
		switch keep.Truth() {
		case value.True:
			items = append(items, in.Item(i))
		case value.Maybe:
			rest = value.Derive(c.call.At.Excerpt(), 0, c.call.At, keep, in.Item(i)).Unresolved()
		}
	}
	return value.OfPartial(items, rest).At(c.call.At)
}

func (c *invocation) reduce(args []Node) value.Value {
	in := c.eval(args[0])
	acc := c.eval(args[1])
	f, ok := args[2].(*Lambda)
	if !isList(in) || !ok {
		return c.unknown(in, acc)
	}
	for i := range in.Items() {
		acc = c.apply(f, acc, in.Item(i), index(i))
	}
	return acc
}

// sort sorts by a lambda that says whether its first argument comes first.
func (c *invocation) sort(args []Node) value.Value {
	in, f, other := c.over(args)
	if f == nil {
		return other
	}
	items := in.EachItem()
	certain := in.Rest() == nil
	slices.SortStableFunc(items, func(a, b value.Value) int {
		before, after := c.apply(f, a, b).Truth(), c.apply(f, b, a).Truth()
		switch {
		case before == value.Maybe || after == value.Maybe:
			certain = false
		case before == value.True && after == value.False:
			return -1
		case after == value.True && before == value.False:
			return 1
		}
		return 0
	})
	if !certain {
		rest := value.Derive(c.call.At.Excerpt(), 0, c.call.At, in)
		return rest
	}
	return value.OfItems(items...).At(c.call.At)
}

func (c *invocation) toObject(args []Node) value.Value {
	in, f, other := c.over(args)
	if f == nil {
		return other
	}
	var of *Lambda
	if len(args) == 3 {
		of, _ = args[2].(*Lambda)
	}
	var fields []value.Field
	rest := in.Rest()
	for i := range in.Items() {
		item := in.Item(i)
		key := c.apply(f, item)
		if of != nil {
			item = c.apply(of, item)
		}
		if s, ok := key.Text(); ok {
			fields = append(fields, value.Field{Key: s, KeyRange: key.Range(), Value: item})
			continue
		}
		// Any field may be the one with the unknown key.
		return c.unknown(in, key)
	}
	return value.OfPartialFields(fields, rest).At(c.call.At)
}

func (c *invocation) groupBy(args []Node) value.Value {
	in, f, other := c.over(args)
	if f == nil {
		return other
	}
	var keys []string
	groups := map[string][]value.Value{}
	for i := range in.Items() {
		key, ok := c.apply(f, in.Item(i)).Text()
		if !ok || in.Rest() != nil {
			return c.unknown(in)
		}
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], in.Item(i))
	}
	fields := make([]value.Field, len(keys))
	for i, key := range keys {
		fields[i] = field(key, value.OfItems(groups[key]...).At(c.call.At))
	}
	return value.OfFields(fields...).At(c.call.At)
}

func (c *invocation) mapValues(args []Node) value.Value {
	in := c.eval(args[0])
	f, ok := args[1].(*Lambda)
	if in.Kind() != value.Object || !ok {
		return c.unknown(in)
	}
	fields := make([]value.Field, 0, len(in.Fields()))
	for _, old := range in.Fields() {
		old.Value = c.apply(f, in.Get(old.Key))
		fields = append(fields, old)
	}
	return value.OfPartialFields(fields, in.Rest()).At(c.call.At)
}
