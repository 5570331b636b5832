package site

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

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

// Words finds the terms of the glossary in a text.
type Words struct {
	names *regexp.Regexp // the longest first; nil without a glossary
	byKey map[string]*Term
}

// NewWords gives those of some terms and their other names, as these are written in the
// text: in HTML some signs are. A plural s may follow a name.
func NewWords(terms []*Term, written func(name string) string) Words {
	w := Words{byKey: map[string]*Term{}}
	var names []string
	for _, t := range terms {
		for _, name := range t.Names() {
			key := nameKey(written(name))
			if len([]rune(key)) < 3 || w.byKey[key] != nil { // short names, such as H, stand for too much else
				continue
			}
			w.byKey[key] = t
			names = append(names, key)
		}
	}
	if len(names) == 0 {
		return w
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for i, name := range names {
		names[i] = regexp.QuoteMeta(name)
		if other := norm.NFD.String(name); other != name {
			names[i] += "|" + regexp.QuoteMeta(other)
		}
	}
	// An entity such as &amp; is matched whole, so that no term is found in it.
	w.names = regexp.MustCompile(`(?i)(?:^|[^\pL\pN&;#])((?:` + strings.Join(names, "|") + `)s?)(?:$|[^\pL\pM\pN])|&#?\w+;`)
	return w
}

// None tells whether there is no term at all.
func (w Words) None() bool { return w.names == nil }

// In gives each place of a text where a term is named: its first byte, and that behind it.
func (w Words) In(text string) iter.Seq2[[2]int, *Term] {
	return func(yield func([2]int, *Term) bool) {
		for from := 0; !w.None(); {
			at := w.names.FindStringSubmatchIndex(text[from:])
			if at == nil {
				return
			}
			start, end := from+at[2], from+at[3]
			if from += at[1]; at[2] < 0 { // an entity
				continue
			}
			from = end
			key := nameKey(text[start:end])
			t := w.byKey[key]
			if t == nil {
				t = w.byKey[strings.TrimSuffix(key, "s")]
			}
			if t != nil && !yield([2]int{start, end}, t) {
				return
			}
		}
	}
}
