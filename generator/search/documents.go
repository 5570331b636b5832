package search

import (
	"slices"
	"strings"

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
	sections []section // the first has no heading
}

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
	docs = append(docs, criteria(s)...)
	sources, glossary := titleOf(s, site.KindSources), titleOf(s, site.KindGlossary)
	for _, w := range s.Sources.Works {
		for _, f := range w.Facts {
			docs = append(docs, document{kind: kindSource, title: f.ID.Value + ": " + f.Say, address: site.SourcesAddress, fragment: f.ID.Value, trail: []string{sources},
				sections: []section{{text: f.Figures + "\n" + w.Title}}})
		}
	}
	for _, t := range s.Terms {
		docs = append(docs, document{kind: kindTerm, title: t.Term.Term.Value, address: site.GlossaryAddress, fragment: t.ID, trail: []string{glossary}, keywords: t.Also,
			sections: []section{{text: t.Meaning}}})
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
		text = slices.DeleteFunc(append([]string{p.Checklist.When, p.Checklist.NotWhen}, text...), func(s string) bool { return s == "" })
		docs = append(docs, document{kind: kindChecklist, title: p.Title, address: p.Address, trail: trail(p), topic: p.Topic.Top(), keywords: append([]string{string(p.Checklist.Kind)}, p.Checklist.Owner.Playbook.Keywords...),
			sections: []section{{text: p.Summary + "\n" + strings.Join(text, "\n")}}})
	}
	return docs
}

func criteria(s *site.Site) []document {
	var docs []document
	for _, p := range s.Checklists {
		for _, item := range p.Checklist.Items {
			text := []string{item.Limits, item.Why, item.Hint}
			for _, o := range item.Options {
				text = append(text, o.Label)
			}
			docs = append(docs, document{kind: kindCriterion, title: item.Ask, address: p.Address, fragment: item.ID.Value, trail: append(trail(p), p.Title), topic: p.Topic.Top(),
				keywords: item.Columns, sections: []section{{text: strings.TrimSpace(strings.Join(text, "\n"))}}})
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
