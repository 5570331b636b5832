package render

import (
	"cmp"
	"html/template"
	"slices"

	"fieldbook/generator/checklist"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// task is what a reader may want to do, with the address where it is done.
type task struct {
	playbook.Task
	Link template.URL
}

// Tasks are what the home page leads with: what the author names; else the
// checklists, each scorecard with its lists. A task without a summary has that
// of its page.
func (v view) Tasks() []task {
	var out []task
	for _, t := range v.site.Tasks {
		if target, ok := v.site.Resolver.Named("", t.Page); ok {
			if target.Page != nil {
				t.Summary = cmp.Or(t.Summary, takes(target.Page))
			}
			out = append(out, task{t, template.URL(v.link(v.Address, target.Address(), target.Fragment))})
		}
	}
	if len(v.site.Tasks) > 0 {
		return out
	}
	do := func(p *site.Page, ask string) {
		out = append(out, task{playbook.Task{Ask: ask, Summary: takes(p)}, v.To(p)})
	}
	for _, p := range near(v.site.Checklists, v.Page) {
		do(p, p.Title)
		for _, leads := range v.site.Leads {
			if leads.Checklist == p.Checklist {
				do(leads, v.site.Words.Say("rankLeads"))
			}
		}
	}
	return out
}

// takes says what a page asks of the reader, or brings.
func takes(p *site.Page) string {
	if p.Kind == site.KindChecklist {
		return p.Checklist.Takes()
	}
	return p.Summary
}

// homeGroup are parts of the home page that stand together: cards share a grid.
type homeGroup struct {
	Cards bool
	Parts []site.HomePart
}

// homeParts are the parts of the home page: those that stand first, the rulers
// beside them, and the rest.
type homeParts struct {
	First, Rest []homeGroup
	Glance      bool
}

// HomeParts are the parts of the home page in their order.
func (v view) HomeParts() homeParts {
	at := slices.Index(v.site.Parts, site.HomeGlance)
	if at < 0 {
		return homeParts{First: grouped(v.site.Parts)}
	}
	return homeParts{grouped(v.site.Parts[:at]), grouped(v.site.Parts[at+1:]), true}
}

func grouped(parts []site.HomePart) []homeGroup {
	var out []homeGroup
	for _, part := range parts {
		cards := part == site.HomeTopics || part == site.HomeChecklists
		if n := len(out); n > 0 && cards && out[n-1].Cards {
			out[n-1].Parts = append(out[n-1].Parts, part)
			continue
		}
		out = append(out, homeGroup{cards, []site.HomePart{part}})
	}
	return out
}

// Glance is the first scorecard that has rulers, or nil.
func (v view) Glance() *site.Page {
	for _, p := range v.site.Checklists {
		ruled := func(i checklist.Item) bool { return i.Scale != nil }
		if p.Checklist.Kind.Scores() && slices.ContainsFunc(p.Checklist.Items, ruled) {
			return p
		}
	}
	return nil
}

// GoesOn tells whether this page leads readers back to what they keep in their
// browser, of which a script tells.
func (v view) GoesOn() bool { return v.Kind == site.KindHome && scores(v.site) }

// scores tells whether a site has a scorecard.
func scores(s *site.Site) bool {
	return slices.ContainsFunc(s.Checklists, func(p *site.Page) bool { return p.Checklist.Kind.Scores() })
}
