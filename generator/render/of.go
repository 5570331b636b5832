package render

import (
	"crypto/sha256"
	"hash"
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
	r.texts(sum, p, nil)
	return output.Of(sum.Sum(nil))
}

// texts adds the text of a page, and of those that it embeds.
func (r *renderer) texts(sum hash.Hash, p *site.Page, within []*site.Page) {
	if p == nil || p.Playbook == nil || slices.Contains(within, p) {
		return
	}
	_, _ = sum.Write(p.Playbook.Sum[:])
	within = append(slices.Clip(within), p)
	for _, l := range p.Playbook.Body.Links {
		if l.Kind == playbook.LinkEmbed && len(within) <= deepest {
			target, _ := r.site.Resolver.Resolve(p, l)
			r.texts(sum, target.Page, within)
		}
	}
}
