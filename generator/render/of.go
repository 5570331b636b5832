package render

import (
	"crypto/sha256"
	"slices"

	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// of is all that the files of a page are made of: the outline of the site, and the
// texts that stand on the page. It is zero where that is not known, and for the
// book, which shows all texts.
func (r *renderer) of(p *site.Page) output.Of {
	if r.outline == (playbook.Sum{}) || p.Kind == site.KindBook {
		return output.Of{}
	}
	sum := sha256.New()
	_, _ = sum.Write(r.outline[:]) // a hash takes everything
	for _, shown := range r.shown(p) {
		_, _ = sum.Write(shown.Playbook.Sum[:])
	}
	return output.Of(sum.Sum(nil))
}

// shown are the pages whose texts may stand on a page: its own, those that it
// embeds, and so on.
func (r *renderer) shown(p *site.Page) []*site.Page {
	if p.Playbook == nil {
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
