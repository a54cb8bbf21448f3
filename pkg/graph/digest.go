package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/hublint/hublint/pkg/value"
)

// Digest stands for a graph without the places of its texts.
type Digest [sha256.Size]byte

// Digest returns the same for two graphs only if they differ in nothing but
// where it is written: policies, and what the engine works out for them, can't
// tell them apart.
func (g *Graph) Digest() Digest {
	whole, _ := g.Digests()
	return whole
}

// Digests returns the digest of a graph together with those of its resources.
func (g *Graph) Digests() (whole Digest, resources []Digest) {
	d := newDigester()
	resources = make([]Digest, len(g.Resources))
	for i, r := range g.Resources {
		resources[i] = r.Digest()
	}
	d.texts(g.Root, g.Language)
	d.list(g.Parameters)
	for _, versions := range []map[string]string{g.Providers, g.Locked} {
		d.number(uint64(len(versions)))
		for _, name := range slices.Sorted(maps.Keys(versions)) {
			d.texts(name, versions[name])
		}
	}
	d.number(uint64(len(resources)))
	for _, digest := range resources {
		d.bytes = append(d.bytes, digest[:]...)
	}
	d.number(uint64(len(g.Outputs)))
	for _, o := range g.Outputs {
		d.resource(o)
	}
	d.number(uint64(len(g.Edges)))
	for _, e := range g.Edges {
		d.texts(e.From, e.To, string(e.Kind), e.Path.String())
	}
	d.number(uint64(len(g.Unread)))
	for _, u := range g.Unread {
		d.texts(u.Name, u.Reason)
	}
	d.facts(len(g.Broken) > 0)
	return sha256.Sum256(d.bytes), resources
}

// Digest returns the same for two resources only if they differ in nothing but
// where they are written.
func (r *Resource) Digest() Digest {
	d := newDigester()
	d.resource(r)
	return sha256.Sum256(d.bytes)
}

// digester writes what a graph is made of so that no two are written the same:
// texts and lists after their lengths.
type digester struct{ bytes []byte }

// usual is more than most resources come to, in bytes.
const usual = 4096

func newDigester() *digester { return &digester{make([]byte, 0, usual)} }

func (d *digester) number(n uint64) { d.bytes = binary.LittleEndian.AppendUint64(d.bytes, n) }

func (d *digester) texts(texts ...string) {
	for _, t := range texts {
		d.number(uint64(len(t)))
		d.bytes = append(d.bytes, t...)
	}
}

func (d *digester) list(texts []string) {
	d.number(uint64(len(texts)))
	d.texts(texts...)
}

func (d *digester) facts(facts ...bool) {
	for _, f := range facts {
		if f {
			d.number(1)
		} else {
			d.number(0)
		}
	}
}

func (d *digester) resource(r *Resource) {
	d.texts(r.ID, r.Address, r.Type, r.APIVersion, r.Language)
	d.list(r.Aliases)
	d.list(r.Module)
	d.facts(r.Existing, r.Each, r.Protected)
	d.value(r.Exists)
	d.value(r.Body)
	d.value(r.Provisioners)
	d.number(uint64(len(r.Links)))
	for _, l := range r.Links {
		d.texts(string(l.Kind), l.To.Resource, l.To.Type, l.To.Name)
	}
}

func (d *digester) value(v value.Value) {
	d.number(uint64(v.Kind())<<8 | uint64(v.Flags()))
	switch v.Kind() {
	case value.Array:
		d.number(uint64(len(v.Items())))
		for _, item := range v.Items() {
			d.value(item)
		}
		d.unresolved(v.Rest())
	case value.Object:
		d.number(uint64(len(v.Fields())))
		for _, f := range v.Fields() {
			d.texts(f.Key)
			d.value(f.Value)
		}
		d.unresolved(v.Rest())
	case value.Unknown:
		d.unresolved(v.Unresolved())
	default:
		d.texts(v.Show())
	}
}

func (d *digester) unresolved(u *value.Unresolved) {
	d.facts(u != nil)
	if u == nil {
		return
	}
	d.texts(string(u.Reason), u.Expr)
	d.facts(u.AnyOf != nil, u.Parts != nil, u.Shown)
	d.number(uint64(len(u.AnyOf)))
	for _, v := range u.AnyOf {
		d.value(v)
	}
	d.number(uint64(len(u.Parts)))
	for _, p := range u.Parts {
		d.texts(p.Text)
		d.number(p.ID)
	}
	d.number(uint64(len(u.Refs)))
	for _, r := range u.Refs {
		d.texts(r.Resource, r.Type, r.Name)
	}
	d.number(u.ID)
}
