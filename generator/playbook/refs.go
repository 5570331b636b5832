package playbook

import (
	"iter"
	"reflect"
	"strings"
	"sync"
)

// RefKind says what a Ref names.
type RefKind string

// The kinds of Ref. The tag refers:"…" of a key that is a Name says which it is, or
// makes:"…" where the key makes what it names; refers:"-" is of a key that names
// nothing that others name too.
const (
	RefPage      RefKind = "page"      // or a file, by its path or its name; behind # is a heading of it
	RefHeading   RefKind = "heading"   // by its words
	RefAsset     RefKind = "asset"     // by its path
	RefChecklist RefKind = "checklist" // by its id
	RefCriterion RefKind = "criterion" // by its id, after that of its checklist
	RefFact      RefKind = "fact"      // or a work, by its id
	RefTerm      RefKind = "term"
	RefTag       RefKind = "tag"
)

// Ref is a name that stands in a file: of something else, or of what is made there.
type Ref struct {
	Kind  RefKind
	Name         // as it is written, and where
	Makes bool   // what is named is made here
	Link  *Link  // of a text; nil for others
	Idle  bool   // it is in a definition that no link uses: nobody is led anywhere
	Key   string // of front matter or of a data file, with those above it: checklist.criteria.more
	In    any    // a pointer to the struct that has the key, or is the heading
}

// Refs gives everything in a page that names something, and what it makes. It is the
// one enumeration: checks, citations, editors and renames follow what it gives.
func (p *Playbook) Refs() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for r := range RefsOf(&p.FrontMatter) {
			if !yield(r) {
				return
			}
		}
		for i, s := range p.Sections {
			if i > 0 && s.Title != "" && !yield(Ref{Kind: RefHeading, Name: Name{s.Title, s.Span}, Makes: true, In: &p.Sections[i]}) {
				return
			}
		}
		for i := range p.Body.Links {
			if l := &p.Body.Links[i]; !yield(l.ref(false)) {
				return
			}
		}
		for i := range p.Body.Unused {
			if l := &p.Body.Unused[i]; !yield(l.ref(true)) {
				return
			}
		}
	}
}

func (l *Link) ref(idle bool) Ref {
	return Ref{Kind: l.Kind.refers(), Name: Name{l.Target, l.At.Span()}, Link: l, Idle: idle}
}

// refers tells what links of a kind lead to.
func (k LinkKind) refers() RefKind {
	switch k {
	case LinkCriterion:
		return RefCriterion
	case LinkSource:
		return RefFact
	case LinkPath, LinkWiki, LinkImage, LinkEmbed:
	}
	return RefPage
}

// RefsOf gives what the keys of a struct name that front matter or a data file was
// decoded into, by the tags of its fields. v is a pointer to it.
func RefsOf(v any) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		at := reflect.ValueOf(v).Elem()
		refKeysOf(at.Type()).each(at, yield)
	}
}

// refKeys are the keys of a struct that are Names, or hold some.
type refKeys []refKey

type refKey struct {
	field int
	key   string
	kind  RefKind // "" for a key that holds others
	makes bool
	below refKeys
}

var nameType = reflect.TypeFor[Name]()

// known are the refKeys of the structs that have been asked for.
var known sync.Map // reflect.Type → refKeys

func refKeysOf(t reflect.Type) refKeys {
	keys, ok := known.Load(t)
	if !ok {
		keys, _ = known.LoadOrStore(t, findRefKeys(t, ""))
	}
	return keys.(refKeys)
}

func findRefKeys(t reflect.Type, above string) (keys refKeys) {
	for i := range t.NumField() {
		f, of := t.Field(i), t.Field(i).Type
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		k := refKey{field: i, key: above + name, kind: RefKind(f.Tag.Get("refers"))}
		if made, ok := f.Tag.Lookup("makes"); ok {
			k.kind, k.makes = RefKind(made), true
		}
		switch {
		case of == nameType && k.kind != "-":
			keys = append(keys, k)
		case of != nameType && of.Kind() == reflect.Struct && name != "" && name != "-":
			if k.below = findRefKeys(of, k.key+"."); k.below != nil {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// each gives the Refs of a struct; false when no more are wanted.
func (keys refKeys) each(in reflect.Value, yield func(Ref) bool) bool {
	for _, k := range keys {
		if !k.of(in, in.Field(k.field), yield) {
			return false
		}
	}
	return true
}

// of gives the Refs of one key of a struct.
func (k refKey) of(in, v reflect.Value, yield func(Ref) bool) bool {
	switch {
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			if !k.of(in, v.Index(i), yield) {
				return false
			}
		}
		return true
	case v.Kind() == reflect.Pointer:
		return v.IsNil() || k.of(in, v.Elem(), yield)
	case k.below != nil:
		return k.below.each(v, yield)
	}
	n := v.Addr().Interface().(*Name)
	return n.IsZero() || yield(Ref{Kind: k.kind, Name: *n, Makes: k.makes, Key: k.key, In: in.Addr().Interface()})
}
