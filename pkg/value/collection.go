package value

import (
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

type array struct {
	items []Value
	rest  *Unresolved
	size  int
}

// Field is one property of an object.
type Field struct {
	Key string
	// KeyRange is where the key is written; zero for computed keys.
	KeyRange source.Range
	Value    Value
}

type object struct {
	fields []Field
	index  map[string]int // by lower-case key; nil for small objects
	rest   *Unresolved
	size   int
}

// indexFrom is the number of fields from which an object keeps an index.
const indexFrom = 12

// OfItems returns an array. The items must not be changed afterwards.
func OfItems(items ...Value) Value { return OfPartial(items, nil) }

// OfPartial returns an array of which only some items are known: rest says
// why there may be others. The order of the items means nothing then.
func OfPartial(items []Value, rest *Unresolved) Value {
	size := 1
	for _, item := range items {
		size = min(size+item.Size(), maxSize)
	}
	return Value{kind: Array, data: &array{items, rest, size}}
}

// Size returns the number of values in a value, itself included. A value that
// stands in many places counts in each: walking takes that many steps. It is at
// most 1<<40.
func (v Value) Size() int {
	switch d := v.data.(type) {
	case *array:
		return d.size
	case *object:
		return d.size
	}
	return 1
}

const maxSize = 1 << 40

// OfFields returns an object. Keys are case-insensitive, as in ARM: of two
// fields that differ only by case the last wins. The fields must not be
// changed afterwards.
func OfFields(fields ...Field) Value { return OfPartialFields(fields, nil) }

// OfPartialFields returns an object that may have other fields than the given
// ones, for the reason rest gives.
func OfPartialFields(fields []Field, rest *Unresolved) Value {
	o := &object{fields: fields, rest: rest}
	if len(fields) >= indexFrom {
		o.buildIndex()
	} else if hasDuplicate(fields) {
		o.fields = withoutDuplicates(fields)
	}
	o.size = 1
	for _, f := range o.fields {
		o.size = min(o.size+f.Value.Size(), maxSize)
	}
	return Value{kind: Object, data: o}
}

func (o *object) buildIndex() {
	o.index = make(map[string]int, len(o.fields))
	unique := true
	for i, f := range o.fields {
		key := strings.ToLower(f.Key)
		if _, ok := o.index[key]; ok {
			unique = false
		}
		o.index[key] = i
	}
	if !unique {
		o.fields = withoutDuplicates(o.fields)
		o.buildIndex()
	}
}

func hasDuplicate(fields []Field) bool {
	for i := range fields {
		for j := i + 1; j < len(fields); j++ {
			if strings.EqualFold(fields[i].Key, fields[j].Key) {
				return true
			}
		}
	}
	return false
}

// withoutDuplicates keeps the last field of each key at the place of the first.
func withoutDuplicates(fields []Field) []Field {
	at := make(map[string]int, len(fields))
	var out []Field
	for _, f := range fields {
		key := strings.ToLower(f.Key)
		if i, ok := at[key]; ok {
			out[i] = f
			continue
		}
		at[key] = len(out)
		out = append(out, f)
	}
	return out
}

// Items returns the items of an array as they are, nil for other values. Item
// gives one with the way that leads through the array.
func (v Value) Items() []Value {
	if a, ok := v.data.(*array); ok {
		return a.items
	}
	return nil
}

// Item returns an item of an array, with the array's way and flags. It is
// absent out of bounds, and unknown where the array is known in part.
func (v Value) Item(i int) Value {
	a, ok := v.data.(*array)
	switch {
	case !ok:
		return Value{}
	case i >= 0 && i < len(a.items):
		return v.pass(a.items[i])
	case a.rest != nil:
		return v.pass(NewUnknown(*a.rest).At(v.Range()))
	}
	return Value{}
}

// Fields returns the fields of an object in the order written, nil for other
// values. Field values are as they are; Get gives one with the way that leads
// through the object.
func (v Value) Fields() []Field {
	if o, ok := v.data.(*object); ok {
		return o.fields
	}
	return nil
}

// Field returns a field by its key, in any casing.
func (v Value) Field(key string) (Field, bool) {
	o, ok := v.data.(*object)
	if !ok {
		return Field{}, false
	}
	if o.index != nil {
		i, ok := o.index[strings.ToLower(key)]
		if !ok {
			return Field{}, false
		}
		return o.fields[i], true
	}
	for _, f := range o.fields {
		if strings.EqualFold(f.Key, key) {
			return f, true
		}
	}
	return Field{}, false
}

// Get returns the value of a field, with the object's way and flags. It is
// absent if there is no such field, and unknown where the object is known in
// part.
func (v Value) Get(key string) Value {
	if f, ok := v.Field(key); ok {
		return v.pass(f.Value)
	}
	if rest := v.Rest(); rest != nil && v.kind == Object {
		return v.pass(NewUnknown(*rest).At(v.Range()))
	}
	return Value{}
}

// Certain returns how many items of an array there are for certain.
func (v Value) Certain() int {
	n := 0
	for _, item := range v.Items() {
		if !item.Has(Each) {
			n++
		}
	}
	return n
}

// Rest returns why an array or object may hold more than it shows, nil if it
// does not.
func (v Value) Rest() *Unresolved {
	switch d := v.data.(type) {
	case *array:
		return d.rest
	case *object:
		return d.rest
	}
	return nil
}

// Pass hands the way and the flags of a collection on to a part of it.
func (v Value) pass(part Value) Value {
	part.flags |= v.flags &^ Each
	if v.origin.Way == nil {
		return part
	}
	part.origin.Way = joinWay(part.origin.Way, v.origin.Way)
	return part
}

// joinWay returns the steps of first followed by those of then.
func joinWay(first, then *Step) *Step {
	if first == nil {
		return then
	}
	if then == nil {
		return first
	}
	step := *then
	step.Before = joinWay(first, then.Before)
	return &step
}

// EachItem returns the items of an array, each with the way through the array
// and its flags, as Item does.
func (v Value) EachItem() []Value {
	items := make([]Value, len(v.Items()))
	for i := range items {
		items[i] = v.Item(i)
	}
	return items
}
