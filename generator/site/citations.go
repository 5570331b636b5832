package site

import (
	"maps"
	"slices"
	"strings"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// Citations tell who refers to what: the other way round than references are
// written.
type Citations struct {
	backlinks map[string][]*Page // by the address of the page that they lead to
	facts     map[string][]*Fact // by the address of the page that cites them
	works     map[string][]*Work // … as a whole
	citing    map[string][]*Page // by the id of a fact or a work
	asked     map[string][]Asked // by the id of a fact
}

// Asked is a criterion that rests on a fact.
type Asked struct {
	Page *Page
	Item *checklist.Item
}

// Backlinks are the pages that link to p, by title.
func (c *Citations) Backlinks(p *Page) []*Page { return c.backlinks[p.Address] }

// Facts are those that a page cites, in the order of the sources.
func (c *Citations) Facts(p *Page) []*Fact { return c.facts[p.Address] }

// Works are those that a page cites as a whole.
func (c *Citations) Works(p *Page) []*Work { return c.works[p.Address] }

// Citing are the playbooks and checklists that cite a fact or a work.
func (c *Citations) Citing(id string) []*Page { return c.citing[id] }

// Asked are the criteria that rest on a fact.
func (c *Citations) Asked(id string) []Asked { return c.asked[id] }

// cite follows every reference once, and reports the dead ones.
func (j *joiner) cite(s *Site) *Citations {
	c := &citer{joiner: j, site: s, Citations: newCitations()}
	for _, p := range s.Order.Pages() {
		if p.Playbook != nil {
			c.page(p)
		}
	}
	if p := s.made[NotFoundAddress]; p != nil && p.Playbook != nil {
		c.page(p)
	}
	for _, p := range s.Checklists {
		c.checklist(p)
	}
	c.data(content.ConfigFile, &s.Config)
	c.data(content.GlossaryFile, &j.tree.Glossary)
	c.data(content.BandsFile, &j.tree.Bands)
	for _, pages := range c.backlinks {
		slices.SortFunc(pages, byTitle(s.Words))
	}
	for _, facts := range c.facts {
		slices.SortFunc(facts, func(a, b *Fact) int { return slices.Index(a.Of.Facts, a) - slices.Index(b.Of.Facts, b) })
		slices.SortStableFunc(facts, func(a, b *Fact) int { return slices.Index(s.Sources.Works, a.Of) - slices.Index(s.Sources.Works, b.Of) })
	}
	for _, id := range slices.Sorted(maps.Keys(s.Sources.facts)) {
		// A page that could not be read may cite it.
		if f := s.Sources.facts[id]; len(c.citing[id]) == 0 && s.Sources.works[f.Work.Value] != nil && j.tree.Diagnostics.Errors() == 0 {
			j.report(content.SourcesFile).Warnf(f.ID.Span, "unused-fact", "cite it as [](source:"+id+"), or remove it", "no page cites the fact %s", id)
		}
	}
	return c.Citations
}

func newCitations() *Citations {
	return &Citations{map[string][]*Page{}, map[string][]*Fact{}, map[string][]*Work{}, map[string][]*Page{}, map[string][]Asked{}}
}

// citer fills Citations.
type citer struct {
	*joiner
	*Citations
	site *Site
}

func (c *citer) page(p *Page) {
	for ref := range p.Playbook.Refs() {
		switch {
		case ref.Idle:
		case ref.Link != nil:
			c.follow(p, *ref.Link)
		case !strings.HasPrefix(ref.Key, "checklist."): // which is a page of its own
			c.named(p, p.Playbook.Path, ref)
		}
	}
	c.embeds(p)
}

// follow follows a link of a text.
func (c *citer) follow(p *Page, l playbook.Link) {
	t, dead := c.site.Resolver.resolve(p, l)
	if dead != nil && !(!alive(dead) && c.follows(l.Kind == playbook.LinkCriterion, l.Target)) {
		c.tell(p.Playbook.Path, l.Span, l.At.Span(), *dead)
	}
	switch {
	case !alive(dead):
	case l.Kind == playbook.LinkSource:
		c.cite(p, t.Fragment)
	case t.Asset != nil:
		c.wanted = append(c.wanted, t.Asset)
	case t.Page != p:
		if l.Kind == playbook.LinkWiki && len(c.site.Resolver.namesakes(p, l.Target)) > 1 {
			c.ambiguous(p, l, t)
		}
		c.link(t.Page, p)
	}
}

// data follows what a data file names. A page that is hidden need not be there: those
// of tags and the like are made when there is something for them.
func (c *citer) data(file string, v any) {
	for ref := range playbook.RefsOf(v) {
		if ref.Key != "hide" || !slices.Contains(overviews, ref.Value) {
			c.named(nil, file, ref)
		}
	}
}

// tell reports a mistake of a reference at its place, and puts what mends it where its
// target is written.
func (j *joiner) tell(file string, at, target diag.Span, d diag.Diagnostic) {
	fixes := d.Fixes
	d.Fixes = nil
	for _, f := range fixes {
		e := &f.Edits[0]
		if e.Path != "" {
			e.Path = j.tree.Path(e.Path)
		} else {
			e.Span = target
		}
		if e.Path != "" || target.End != (diag.Pos{}) {
			d.Fix(f.Title, *e)
		}
	}
	j.report(file).At(at, d)
}

// ambiguous tells of a wiki link that may mean another page of the same name.
func (c *citer) ambiguous(p *Page, l playbook.Link, taken Target) {
	var files []string
	for _, other := range c.site.Resolver.namesakes(p, l.Target) {
		files = append(files, other.Playbook.Path)
	}
	c.report(p.Playbook.Path).Warnf(l.Span, "ambiguous-link", "write its path: [["+slug.Stem(taken.Page.Playbook.Path)+"]]", "%q may be %s: the nearest is taken", strings.TrimSpace(l.Target[:taken.Named]), strings.Join(files, " or "))
}

// link notes that a page links to another. Pages come one after another, so
// that only the last can be there already.
func (c *citer) link(to, from *Page) {
	links := c.backlinks[to.Address]
	if n := len(links); n == 0 || links[n-1] != from {
		c.backlinks[to.Address] = append(links, from)
	}
}

func (c *citer) checklist(p *Page) {
	file := p.Checklist.Owner.Playbook.Path
	for ref := range playbook.RefsOf(p.Checklist.Checklist) {
		c.named(p, file, ref)
		criterion, ok := ref.In.(*playbook.Criterion)
		if ok && ref.Kind == playbook.RefFact && c.site.Sources.facts[ref.Value] != nil {
			c.asked[ref.Value] = append(c.asked[ref.Value], Asked{p, p.Checklist.Item(criterion.ID.Value)})
		}
	}
}

// named follows what a key names: a page that is to be there, or a source, which p then
// cites. What the others name is known where they are read.
func (c *citer) named(p *Page, file string, ref playbook.Ref) {
	switch ref.Kind {
	case playbook.RefPage:
		c.more(file, ref.Name)
	case playbook.RefFact:
		if _, dead := c.site.Resolver.source(ref.Value); dead != nil {
			c.tell(file, ref.Span, ref.Span, *dead)
			return
		}
		c.cite(p, ref.Value)
	case playbook.RefHeading, playbook.RefAsset, playbook.RefChecklist, playbook.RefCriterion, playbook.RefTerm, playbook.RefTag:
	}
}

func (c *citer) cite(p *Page, id string) {
	if p == nil {
		return
	}
	citing := c.citing[id]
	if n := len(citing); n > 0 && citing[n-1] == p { // the references of a page follow each other
		return
	}
	c.citing[id] = append(citing, p)
	if f := c.site.Sources.facts[id]; f != nil {
		c.facts[p.Address] = append(c.facts[p.Address], f)
		return
	}
	c.works[p.Address] = append(c.works[p.Address], c.site.Sources.works[id])
}

// follows tells a dead reference that may only follow from front matter which could
// not be read, and which is told itself: it may be to the checklist in it.
func (j *joiner) follows(criterion bool, target string) bool {
	return j.unsure && (criterion || strings.Contains(target, checklistsFolder+"/"))
}

// more follows a path that front matter or a data file names; a dead one is reported.
func (c *citer) more(file string, name playbook.Name) {
	t, dead := c.site.Resolver.path(file, nil, name.Value)
	if !alive(dead) && strings.Contains(name.Value, "://") {
		dead = wrong("dead-link", "name a page of this site; other addresses go into a text", "%q is no page of this site", name)
	}
	if dead != nil && !c.follows(false, name.Value) {
		c.tell(file, name.Span, name.Span, *dead)
	}
	if alive(dead) && t.Asset != nil {
		c.wanted = append(c.wanted, t.Asset)
	}
}

// Related are the pages that a page's front matter names.
func (s *Site) Related(p *Page) []*Page {
	var out []*Page
	if p.Playbook == nil {
		return nil
	}
	for _, name := range p.Playbook.Related {
		t, ok := s.Resolver.Named(p.Playbook.Path, name)
		if ok && t.Page != nil && t.Page.Address != p.Address && !slices.Contains(out, t.Page) {
			out = append(out, t.Page)
		}
	}
	return out
}
