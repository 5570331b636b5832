package site

import (
	"maps"
	"slices"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Sources are the works and facts that the content rests on.
type Sources struct {
	Works []*Work // as sources.yaml lists them
	facts map[string]*Fact
	works map[string]*Work
}

// Work is a work that facts come from, with its facts.
type Work struct {
	playbook.Work
	Facts []*Fact
}

// Fact is a fact with its work.
type Fact struct {
	playbook.Fact
	Of *Work
}

// sources ties facts to their works, and reports ids that are there twice.
func (j *joiner) sources() *Sources {
	s := &Sources{facts: map[string]*Fact{}, works: map[string]*Work{}}
	r := j.report(content.SourcesFile)
	for _, w := range j.tree.Sources.Works {
		if s.works[w.ID.Value] != nil {
			r.Errorf(w.ID.Span, "duplicate-id", "give each work an id of its own", "the work %q is there twice", w.ID)
			continue
		}
		work := &Work{Work: w}
		s.works[w.ID.Value] = work
		s.Works = append(s.Works, work)
	}
	for _, f := range j.tree.Sources.Facts {
		work := s.works[f.Work.Value]
		switch {
		case work == nil:
			if !s.Has(f.ID.Value) { // who cites it is right
				s.facts[f.ID.Value] = &Fact{Fact: f, Of: &Work{}}
			}
			r.Errorf(f.Work.Span, "unknown-work", "", "no work %q", f.Work).Meant(diag.Nearest(f.Work.Value, slices.Sorted(maps.Keys(s.works))))
		case s.Has(f.ID.Value):
			r.Errorf(f.ID.Span, "duplicate-id", "give each fact an id of its own", "the id %q is there twice", f.ID)
		default:
			fact := &Fact{Fact: f, Of: work}
			s.facts[f.ID.Value] = fact
			work.Facts = append(work.Facts, fact)
		}
	}
	return s
}

// Fact gives the fact of an id, and Work the work; nil if there is none.
func (s *Sources) Fact(id string) *Fact { return s.facts[id] }
func (s *Sources) Work(id string) *Work { return s.works[id] }

// Has tells whether there is a fact or a work of that id.
func (s *Sources) Has(id string) bool { return s.facts[id] != nil || s.works[id] != nil }

// Say gives the words of a fact, or the title of a work.
func (s *Sources) Say(id string) string {
	if f := s.facts[id]; f != nil {
		return f.Say
	}
	if w := s.works[id]; w != nil {
		return w.Title
	}
	return ""
}

// IsHouse tells whether a source is the house's own judgement.
func (s *Sources) IsHouse(id string) bool {
	if f := s.facts[id]; f != nil {
		return f.Of.House
	}
	return s.works[id] != nil && s.works[id].House
}

// ids lists those of all facts and works, for hints.
func (s *Sources) ids() []string {
	return append(slices.Sorted(maps.Keys(s.facts)), slices.Sorted(maps.Keys(s.works))...)
}
