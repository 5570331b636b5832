package site

import (
	"slices"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// Term is a glossary entry at its anchor.
type Term struct {
	playbook.Term
	ID   string
	More *Page // nil if it names none
}

// Also are other words for the term.
func (t Term) Also() []string {
	var out []string
	for _, name := range t.Term.Also {
		out = append(out, name.Value)
	}
	return out
}

// Names are the term and the other words for it.
func (t Term) Names() []string { return append([]string{t.Term.Term.Value}, t.Also()...) }

// terms makes the glossary, by name.
func (j *joiner) terms(s *Site) []*Term {
	r := j.report(content.GlossaryFile)
	seen, taken := map[string]bool{}, map[string]bool{}
	var terms []*Term
	for _, t := range j.tree.Glossary.Terms {
		if seen[strings.ToLower(t.Term.Value)] {
			r.Errorf(t.Term.Span, "duplicate-term", "keep one of the two", "the term %q is there twice", t.Term)
			continue
		}
		seen[strings.ToLower(t.Term.Value)] = true
		more, _ := s.Resolver.Named(content.GlossaryFile, t.More)
		terms = append(terms, &Term{Term: t, ID: unused(taken, slug.Of(t.Term.Value)), More: more.Page})
	}
	slices.SortFunc(terms, func(a, b *Term) int { return j.words.Compare(a.Term.Term.Value, b.Term.Term.Value) })
	return terms
}
