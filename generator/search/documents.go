package search

import (
	"slices"
	"strings"

	"fieldbook/generator/checklist"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Kinds of document, in the order in which they stand in the index.
const (
	kindPlaybook  = "playbook"
	kindChecklist = "checklist"
	kindCriterion = "criterion"
	kindSource    = "source"
	kindTerm      = "term"
)

var kinds = []string{kindPlaybook, kindChecklist, kindCriterion, kindSource, kindTerm}

// document is what a hit leads to: a page, or one criterion, fact or term.
type document struct {
	kind     string
	title    string
	address  string
	fragment string   // of a document that is a part of a page
	trail    []string // titles of the pages above it; of a part, its page is the last
	topic    *site.Topic
	keywords []string // other words that find it
	tags     []string
	sections []section    // the first has no heading
	beside   []*site.Page // of a part: the pages that explain it, or rest on it
}

// mostBeside bounds the pages that are named beside a part.
const mostBeside = 3

// section is a part of a document that a hit can lead to.
type section struct {
	heading, anchor, text string
}

// documents lists what can be found, kind by kind, playbooks by topic in
// reading order: so that a topic and a kind are spans of numbers.
func documents(s *site.Site) []document {
	var docs []document
	for _, p := range s.Pages {
		if p.Playbook == nil {
			continue
		}
		d := document{kind: kindPlaybook, title: p.Title, address: p.Address, trail: trail(p), topic: p.Topic.Top(), keywords: p.Playbook.Keywords}
		for _, t := range s.Tags.Of(p) {
			d.tags = append(d.tags, t.Name)
		}
		for i, part := range p.Playbook.Sections {
			text := p.Playbook.Plain(part, func(l playbook.Link) string {
				target, _ := s.Resolver.Resolve(p, l)
				return target.Text
			})
			if i == 0 && p.Playbook.OwnSummary {
				text = p.Summary + "\n" + text
			}
			d.sections = append(d.sections, section{part.Title, part.ID, text})
		}
		d.sections[0].heading, d.sections[0].anchor = "", ""
		docs = append(docs, d)
	}
	docs = append(docs, checklists(s)...)
	docs = append(docs, besides(s)...)
	docs = append(docs, criteria(s)...)
	sources, glossary := titleOf(s, site.KindSources), titleOf(s, site.KindGlossary)
	for _, w := range s.Sources.Works {
		for _, f := range w.Facts {
			docs = append(docs, document{kind: kindSource, title: f.ID.Value + ": " + f.Say, address: s.Made(site.SourcesAddress), fragment: f.ID.Value, trail: []string{sources},
				sections: []section{{text: f.Figures + "\n" + w.Title}}, beside: s.Citations.Citing(f.ID.Value)})
		}
	}
	for _, t := range s.Terms {
		d := document{kind: kindTerm, title: t.Term.Term.Value, address: s.Made(site.GlossaryAddress), fragment: t.ID, trail: []string{glossary}, keywords: t.Also(),
			sections: []section{{text: t.Meaning}}}
		if t.More != nil {
			d.beside = []*site.Page{t.More}
		}
		docs = append(docs, d)
	}
	return docs
}

func checklists(s *site.Site) []document {
	var docs []document
	for _, p := range s.Checklists {
		var text []string
		for _, pitfall := range p.Checklist.Pitfalls {
			text = append(text, pitfall.Say)
		}
		for _, band := range p.Checklist.Bands {
			text = append(text, band.Say, band.Next)
		}
		for _, rule := range p.Checklist.Rules {
			text = append(text, rule.Outcome(), rule.Next)
		}
		if len(p.Checklist.Bands) > 0 {
			text = append(text, s.Words.Say("verdict"), s.Words.Say("pointsRule"))
		}
		text = slices.DeleteFunc(append([]string{p.Checklist.When, p.Checklist.NotWhen}, text...), func(s string) bool { return s == "" })
		docs = append(docs, document{kind: kindChecklist, title: p.Title, address: p.Address, trail: trail(p), topic: p.Topic.Top(), keywords: append([]string{string(p.Checklist.Kind)}, p.Checklist.Owner.Playbook.Keywords...),
			sections: []section{{text: p.Summary + "\n" + strings.Join(text, "\n")}}})
	}
	return docs
}

// besides are the pages that stand beside a scorecard: where lists of leads are
// scored, and how to order one.
func besides(s *site.Site) []document {
	var docs []document
	add := func(p *site.Page, text []string) {
		docs = append(docs, document{kind: kindChecklist, title: p.Title, address: p.Address, trail: trail(p), topic: p.Topic.Top(),
			sections: []section{{text: p.Summary + "\n" + strings.Join(text, "\n")}}})
	}
	for _, p := range s.Leads {
		add(p, []string{s.Words.Say("openList"), s.Words.Say("pasteList"), s.Words.Say("listAdds")})
	}
	for _, p := range s.Orders {
		o := p.Checklist.Order
		text := []string{s.Words.Say("orderSelect")}
		for _, measure := range o.Selects {
			text = append(append(text, measure.Say+": "+measure.Item.Limits), measure.Shares...)
		}
		text = append(text, s.Words.Say("orderAskActual"), s.Words.Say("orderAskEach"), s.Words.Say("orderAskWhy"))
		for _, item := range o.Ask {
			text = append(text, item.Ask)
		}
		add(p, append(append(text, s.Words.Say("orderPoints")), o.Points...))
	}
	return docs
}

func criteria(s *site.Site) []document {
	var docs []document
	explains := map[*site.Page]int{} // how many criteria a page explains
	more := func(p *site.Page, item checklist.Item) *site.Page {
		t, ok := s.Resolver.Named(p.Checklist.Owner.Playbook.Path, item.More)
		if !ok || t.Page == nil || t.Page.Playbook == nil {
			return nil
		}
		return t.Page
	}
	for _, p := range s.Checklists {
		for _, item := range p.Checklist.Items {
			explains[more(p, item)]++
		}
	}
	for _, p := range s.Checklists {
		for _, item := range p.Checklist.Items {
			text := []string{item.Limits, item.Why, item.Hint}
			for _, o := range item.Options {
				text = append(text, o.Label)
			}
			d := document{kind: kindCriterion, title: item.Ask, address: p.Address, fragment: item.ID.Value, trail: append(trail(p), p.Title), topic: p.Topic.Top(),
				keywords: slices.Concat(item.Keywords, item.Columns, []string{p.Checklist.About}), sections: []section{{text: strings.TrimSpace(strings.Join(text, "\n"))}}, beside: []*site.Page{p.Checklist.Owner}}
			if page := more(p, item); page != nil {
				d.beside = []*site.Page{page}
				if explains[page] == 1 { // what finds the page is meant of this criterion
					d.keywords = append(d.keywords, page.Playbook.Keywords...)
				}
			}
			docs = append(docs, d)
		}
	}
	return docs
}

// trail gives the titles of the pages above p, without the home page's.
func trail(p *site.Page) []string {
	titles := []string{}
	for _, above := range p.Crumbs() {
		if above.Topic.Parent != nil {
			titles = append(titles, above.Title)
		}
	}
	return titles
}

// titleOf is the title of the one page of a kind; "" if the site has none.
func titleOf(s *site.Site, kind site.Kind) string {
	for _, p := range s.Pages {
		if p.Kind == kind {
			return p.Title
		}
	}
	return ""
}
