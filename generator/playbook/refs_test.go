package playbook_test

import (
	"reflect"
	"slices"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// kinds are what a key may name.
var kinds = []string{"page", "asset", "checklist", "criterion", "fact", "term", "tag"}

// untold gives the keys below a struct that are Names, of which no tag tells what they
// name.
func untold(t reflect.Type, above string) (out []string) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		of := f.Type
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		refers, makes := f.Tag.Get("refers"), f.Tag.Get("makes")
		switch {
		case of != reflect.TypeFor[playbook.Name]():
			out = append(out, untold(of, above+f.Name+".")...)
			if refers+makes != "" {
				out = append(out, above+f.Name)
			}
		case refers != "-" && !slices.Contains(kinds, refers+makes):
			out = append(out, above+f.Name)
		}
	}
	return out
}

// TestNamesAreTold: of each key that is a Name a tag tells what it names.
func TestNamesAreTold(t *testing.T) {
	for _, of := range []any{playbook.FrontMatter{}, playbook.Config{}, playbook.Sources{}, playbook.Glossary{}, playbook.Bands{}} {
		if keys := untold(reflect.TypeOf(of), ""); keys != nil {
			t.Errorf("%T: %v", of, keys)
		}
	}
	type forgotten struct {
		Inner []*struct{ Guide playbook.Name }
	}
	if keys := untold(reflect.TypeFor[forgotten](), ""); !slices.Equal(keys, []string{"Inner.Guide"}) {
		t.Error(keys)
	}
}

// TestRefs finds a new key by its tag alone, at every depth, and stops when asked to.
func TestRefs(t *testing.T) {
	name := func(value string, line int) playbook.Name {
		return playbook.Name{Value: value, Span: diag.Word(line, 1, "")}
	}
	type step struct {
		Guide playbook.Name   `json:"guide" refers:"page"`
		Kept  []playbook.Name `json:"kept" refers:"-"`
		Also  []playbook.Name `json:"also" refers:"fact"`
	}
	type front struct {
		ID    playbook.Name `json:"id" makes:"criterion"`
		First *step         `json:"first"`
		Steps []step        `json:"steps"`
		Inner struct {
			Step step `json:"step"`
		} `json:"inner"`
	}
	v := &front{ID: name("a", 1), Steps: []step{{Guide: name("b.md", 2)}, {Also: []playbook.Name{name("c", 3), name("d", 4)}, Kept: []playbook.Name{name("x", 9)}}}}
	v.Inner.Step.Guide = name("e.md", 5)
	want := []playbook.Ref{
		{Kind: playbook.RefCriterion, Name: v.ID, Makes: true, Key: "id", In: v},
		{Kind: playbook.RefPage, Name: name("b.md", 2), Key: "steps.guide", In: &v.Steps[0]},
		{Kind: playbook.RefFact, Name: name("c", 3), Key: "steps.also", In: &v.Steps[1]},
		{Kind: playbook.RefFact, Name: name("d", 4), Key: "steps.also", In: &v.Steps[1]},
		{Kind: playbook.RefPage, Name: name("e.md", 5), Key: "inner.step.guide", In: &v.Inner.Step},
	}
	if got := slices.Collect(playbook.RefsOf(v)); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for n := range want {
		seen := 0
		for range playbook.RefsOf(v) {
			if seen++; seen == n+1 {
				break
			}
		}
		if seen != n+1 {
			t.Errorf("%d of %d", seen, n+1)
		}
	}
}

// TestPageRefs: keys, headings and links of a page, in this order.
func TestPageRefs(t *testing.T) {
	p := &playbook.Playbook{Sections: []playbook.Section{{}, {Title: "Part"}}}
	p.Related = []playbook.Name{{Value: "a.md"}}
	for kind := playbook.LinkPath; kind <= playbook.LinkEmbed; kind++ {
		p.Body.Links = append(p.Body.Links, playbook.Link{Kind: kind, Target: "t"})
	}
	var kinds []playbook.RefKind
	for r := range p.Refs() {
		kinds = append(kinds, r.Kind)
	}
	want := []playbook.RefKind{"page", "heading", "page", "page", "criterion", "fact", "page", "page"}
	if !slices.Equal(kinds, want) {
		t.Error(kinds)
	}
	for n := range want {
		for range p.Refs() {
			if n--; n < 0 {
				break
			}
		}
	}
}
