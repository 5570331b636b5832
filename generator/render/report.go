package render

import (
	"fieldbook/generator/site"
)

// ReportSetting is what a report has of its site, as templates/assets/report/document.ts
// reads it.
type ReportSetting struct {
	Language string                  `json:"language"`
	Colour   string                  `json:"colour"` // as #rrggbb
	Footer   string                  `json:"footer"`
	Intro    []block                 `json:"intro"`
	Sources  map[string]reportSource `json:"sources"` // but what is the house's own judgement, which tells a client nothing
}

// reportSource is what a fact says, and where.
type reportSource struct {
	Say string `json:"say"`
	URL string `json:"url,omitempty"`
}

// Report gives what a report of a checklist is made of: the checklist as it is handed
// out, and what it has of its site. p is a page of that checklist.
func (r Renderer) Report(p *site.Page) (any, ReportSetting) {
	v := view{Page: &site.Page{Kind: site.KindReport, Checklist: p.Checklist, Address: p.Address}, renderer: r.renderer}
	return v.Model(), v.ReportSetting()
}

// ReportSetting is what the report on this page has of its site.
func (v view) ReportSetting() ReportSetting {
	s := ReportSetting{Language: v.site.Language.Value, Colour: v.brand.Accent, Footer: v.site.Title, Intro: []block{}, Sources: map[string]reportSource{}}
	if intro := v.intro(v.Page); intro != nil {
		s.Intro = blocksOf(string(v.bodyFrom(intro, v.Address)), v.site.BaseURL.Value+v.Address)
	}
	for _, c := range v.Page.Checklist.Criteria {
		for _, id := range c.Sources {
			if f := v.site.Sources.Fact(id.Value); f != nil && !f.Of.House {
				s.Sources[id.Value] = reportSource{f.Say + " (" + f.Of.Title + ")", f.Of.URL}
			} else if w := v.site.Sources.Work(id.Value); w != nil && !w.House {
				s.Sources[id.Value] = reportSource{w.Title, w.URL}
			}
		}
	}
	return s
}

// intro is the page whose text stands before the findings of a report, or nil.
func (r *renderer) intro(p *site.Page) *site.Page {
	if p.Checklist.Report == nil || p.Checklist.Report.Intro.IsZero() {
		return nil
	}
	t, ok := r.site.Resolver.Named(p.Checklist.Owner.Playbook.Path, p.Checklist.Report.Intro)
	if !ok || t.Page == nil || t.Page.Playbook == nil {
		return nil
	}
	return t.Page
}
