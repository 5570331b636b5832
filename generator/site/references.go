package site

import (
	"cmp"
	"slices"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
)

// references resolves every reference once, to report the dead ones and to
// find out who refers to whom.
func (j *joiner) references() {
	for _, p := range j.Pages {
		switch {
		case p.Kind == KindChecklist:
			j.checklistReferences(p)
		case p.Playbook != nil:
			j.pageReferences(p)
		}
	}
	for _, t := range j.Tasks {
		j.more(content.ConfigFile, t.Page)
	}
	for _, p := range j.Pages {
		j.sortPages(p.Backlinks)
		slices.SortFunc(p.Facts, func(a, b *Fact) int { return slices.Index(a.Of.Facts, a) - slices.Index(b.Of.Facts, b) })
		slices.SortStableFunc(p.Facts, func(a, b *Fact) int { return slices.Index(j.Works, a.Of) - slices.Index(j.Works, b.Of) })
	}
	for _, id := range keys(j.facts) {
		if f := j.facts[id]; len(f.CitedBy) == 0 {
			j.report(content.SourcesFile).Warnf(f.ID.Pos, "cite it as [](source:"+id+"), or remove it", "no page cites the fact %s", id)
		}
	}
}

func (s *Site) sortPages(pages []*Page) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(s.Words.Compare(a.Title, b.Title), strings.Compare(a.Address, b.Address))
	})
}

func (j *joiner) pageReferences(p *Page) {
	file := p.Playbook.Path
	for _, l := range p.Playbook.Body.Links {
		t, dead := j.resolve(p, l)
		if dead != nil {
			j.report(file).At(l.Pos, *dead)
			continue
		}
		if l.Kind == playbook.LinkSource {
			j.cite(p, t.Fragment)
			continue
		}
		t.want()
		if t.Page != nil && t.Page != p {
			t.Page.refer(p)
		}
	}
	for _, id := range p.Playbook.Sources {
		j.citeNamed(p, file, id)
	}
	for _, name := range p.Playbook.Related {
		t := j.more(file, name)
		if t.Page != nil && t.Page != p && !slices.Contains(p.Related, t.Page) {
			p.Related = append(p.Related, t.Page)
		}
	}
}

// refer notes that a page links to p. Pages come one after another, so that
// only the last can be there already.
func (p *Page) refer(from *Page) {
	if n := len(p.Backlinks); n == 0 || p.Backlinks[n-1] != from {
		p.Backlinks = append(p.Backlinks, from)
	}
}

func (j *joiner) checklistReferences(p *Page) {
	file := p.Owner.Playbook.Path
	for i := range p.Checklist.Items {
		item := &p.Checklist.Items[i]
		for _, id := range item.Sources {
			j.citeNamed(p, file, id)
			if f := j.facts[id.Value]; f != nil {
				f.Asked = append(f.Asked, Asked{p, item})
			}
		}
		j.more(file, item.More)
	}
	for _, rule := range p.Checklist.Rules {
		for _, id := range rule.Sources {
			j.citeNamed(p, file, id)
		}
		j.more(file, rule.More)
	}
}

// more resolves a path that front matter or a YAML file names; a dead one is
// reported.
func (j *joiner) more(file string, name playbook.Name) Target {
	if name.Value == "" {
		return Target{}
	}
	t, dead := j.path(at(file), name.Value)
	if dead != nil {
		j.report(file).At(name.Pos, *dead)
		return t
	}
	t.want()
	return t
}

// want notes that a published page refers to the target.
func (t Target) want() {
	if t.Asset != nil {
		t.Asset.wanted = true
	}
}

// Named finds the page that front matter or a YAML file names by its path.
func (s *Site) Named(file string, name playbook.Name) (Target, bool) {
	if name.Value == "" {
		return Target{}, false
	}
	t, dead := s.path(at(file), name.Value)
	return t, dead == nil
}

// at stands in for the page of a file, where only its place matters.
func at(file string) *Page { return &Page{Playbook: &playbook.Playbook{Path: file}} }

// citeNamed notes that a page rests on a source.
func (j *joiner) citeNamed(p *Page, file string, id playbook.Name) {
	if _, dead := j.source(id.Value); dead != nil {
		j.report(file).At(id.Pos, *dead)
		return
	}
	j.cite(p, id.Value)
}

func (j *joiner) cite(p *Page, id string) {
	if w := j.works[id]; w != nil {
		if !slices.Contains(w.CitedBy, p) {
			w.CitedBy = append(w.CitedBy, p)
			p.Works = append(p.Works, w)
		}
		return
	}
	f := j.facts[id]
	if !slices.Contains(f.CitedBy, p) {
		f.CitedBy = append(f.CitedBy, p)
		p.Facts = append(p.Facts, f)
	}
}
