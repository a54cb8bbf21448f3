package graph

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// Sink builds a document in some representation, so that the shape of the
// document is written down once for JSON and for Rego.
type Sink[T any] interface {
	// Scalar takes nil, bool, int64, float64 or string.
	Scalar(v any) T
	Array(items []T) T
	Object(fields []DocField[T]) T
}

// DocField is a field of a document's object.
type DocField[T any] struct {
	Key   string
	Value T
}

// reserved are the words that mean something in a document; see Escape.
var reserved = map[string]bool{
	"v": true, "unknown": true, "any_of": true, "expr": true, "text": true, "from": true, "items": true, "absent": true,
	"sensitive": true,
}

// Escape returns a property name as it stands in a document: a name that means
// something there gets a "$" before it.
func Escape(key string) string {
	if reserved[strings.TrimLeft(key, "$")] {
		return "$" + key
	}
	return key
}

// Unescape returns the property name that a document's key stands for.
func Unescape(key string) string {
	if strings.HasPrefix(key, "$") && reserved[strings.TrimLeft(key, "$")] {
		return key[1:]
	}
	return key
}

// Document writes a value as policies see it. A scalar is {"v": x}, with
// "from": "default" if the platform fills it in; an unknown is {"unknown":
// reason, "expr": text} with "any_of" where the possible values are listed, and
// "text" where some of a string is known, with Ellipsis for each piece that is
// not; an array is {"items": [...]}; an object is itself. An array or object
// known in part carries the keys of an unknown beside its own. What is absent
// or null is left out of objects and is {"absent": true} in arrays. A scalar or
// unknown that is a secret, or made from one, has "sensitive": true as well.
func Document[T any](s Sink[T], v value.Value) T {
	switch v.Kind() {
	case value.Absent, value.Null:
		return s.Object([]DocField[T]{{"absent", s.Scalar(true)}})
	case value.Unknown:
		return s.Object(sensitive(s, v, unknownFields(s, v.Unresolved())))
	case value.Array:
		return documentArray(s, v)
	case value.Object:
		return documentObject(s, v)
	}
	fields := []DocField[T]{{"v", s.Scalar(scalar(v))}}
	if v.Has(value.Platform) {
		fields = append(fields, DocField[T]{"from", s.Scalar("default")})
	}
	return s.Object(sensitive(s, v, fields))
}

// sensitive marks the document of a secret.
func sensitive[T any](s Sink[T], v value.Value, fields []DocField[T]) []DocField[T] {
	if v.Has(value.Sensitive) {
		return append(fields, DocField[T]{"sensitive", s.Scalar(true)})
	}
	return fields
}

func documentArray[T any](s Sink[T], v value.Value) T {
	items := make([]T, 0, len(v.Items()))
	for _, item := range v.Items() {
		items = append(items, Document(s, item.With(v.Flags()&value.Sensitive)))
	}
	fields := []DocField[T]{{"items", s.Array(items)}}
	if rest := v.Rest(); rest != nil {
		fields = append(fields, unknownFields(s, rest)...)
	}
	return s.Object(fields)
}

func documentObject[T any](s Sink[T], v value.Value) T {
	fields := make([]DocField[T], 0, len(v.Fields()))
	for _, f := range v.Fields() {
		if !f.Value.IsNothing() {
			fields = append(fields, DocField[T]{Escape(f.Key), Document(s, f.Value.With(v.Flags()&value.Sensitive))})
		}
	}
	if rest := v.Rest(); rest != nil {
		fields = append(fields, unknownFields(s, rest)...)
	}
	return s.Object(fields)
}

func unknownFields[T any](s Sink[T], u *value.Unresolved) []DocField[T] {
	fields := []DocField[T]{{"unknown", s.Scalar(string(u.Reason))}, {"expr", s.Scalar(u.Expr)}}
	if hasText(u.Parts) {
		fields = append(fields, DocField[T]{"text", s.Scalar(partly(u.Parts))})
	}
	if u.AnyOf == nil {
		return fields
	}
	var items []T
	for _, v := range u.AnyOf {
		items = append(items, s.Scalar(scalar(v)))
	}
	return append(fields, DocField[T]{"any_of", s.Array(items)})
}

// Ellipsis stands for what is not known of a string in a document.
const Ellipsis = "…"

func partly(parts []value.Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.ID != 0 {
			b.WriteString(Ellipsis)
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// scalar returns a known scalar as a Go value.
func scalar(v value.Value) any {
	if b, ok := v.Bool(); ok {
		return b
	}
	if i, ok := v.Int(); ok {
		return i
	}
	if f, ok := v.Float(); ok {
		return f
	}
	if s, ok := v.Text(); ok {
		return s
	}
	return nil
}
