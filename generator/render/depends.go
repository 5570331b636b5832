package render

import (
	"slices"

	"fieldbook/generator/cache"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// shows is what the files of a page are made of.
type shows struct {
	Outline playbook.Sum
	Texts   []playbook.Sum
}

var showsKey = cache.Key[shows]()

// of is all that the files of a page are made of: the outline of the site, and the
// texts that stand on the page. It is zero where that is not known, and for the
// book, which shows all texts.
func (r *renderer) of(p *site.Page) output.Of {
	if r.outline == (playbook.Sum{}) || p.Kind == site.KindBook {
		return output.Of{}
	}
	s := shows{Outline: r.outline}
	for _, shown := range r.shown(p) {
		s.Texts = append(s.Texts, shown.Playbook.Sum)
	}
	return showsKey(s)
}

// shown are the pages whose texts may stand on a page: its own or that of a
// report's introduction, those that it embeds, and so on.
func (r *renderer) shown(p *site.Page) []*site.Page {
	if p.Kind == site.KindReport {
		p = r.intro(p)
	}
	if p == nil || p.Playbook == nil {
		return nil
	}
	pages, from := []*site.Page{p}, 0
	for range site.DeepestEmbed {
		ring := pages[from:]
		from = len(pages)
		for _, page := range ring {
			for _, l := range page.Playbook.Body.Links {
				if l.Kind != playbook.LinkEmbed || !l.Block {
					continue
				}
				if t, _ := r.site.Resolver.Resolve(page, l); t.Page != nil && t.Page.Playbook != nil && !slices.Contains(pages, t.Page) {
					pages = append(pages, t.Page)
				}
			}
		}
	}
	return pages
}
