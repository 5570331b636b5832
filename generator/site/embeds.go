package site

import (
	"io"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
)

// DeepestEmbed is how many pages may be embedded in each other: deeper, and in a
// circle, there is a link.
const DeepestEmbed = 3

// mostEmbedded bounds what one page shows of others, in bytes: a few short pages
// that each embed the next many times would show it thousands of times. An embed
// counts for its text, and for what stands around it and in the place of each link.
const (
	mostEmbedded = 1 << 20
	embedFrame   = 200
	embedLink    = 100
)

// Shown is a text on its way to a page: the page's own, or one that is embedded.
type Shown struct {
	Page   *Page // whose text it is
	Body   playbook.Body
	within []*Page // those that it stands in, itself the last
	room   *room
}

// room is how much of others a page may still show, and whether some had none.
type room struct {
	left int
	full bool
}

// Shown is the page's own text.
func (p *Page) Shown() Shown {
	return Shown{p, p.Playbook.Body, []*Page{p}, &room{left: mostEmbedded}}
}

// Embed gives the text that stands in the place of an embed; it is false where a
// link stands there: in a line, in a circle, too deep, or where no room is left.
func (s Shown) Embed(l playbook.Link, t Target) (Shown, bool) {
	itself := func(p *Page) bool { return p.Address == t.Page.Address }
	if !l.Block || t.Page == nil || t.Page.Playbook == nil || len(s.within) > DeepestEmbed || slices.ContainsFunc(s.within, itself) {
		return Shown{}, false
	}
	body := t.Page.Playbook.Body
	body.HTML = body.Excerpt(t.Fragment)
	size := embedFrame + len(body.HTML)
	if size <= s.room.left {
		size += strings.Count(body.HTML, playbook.Placeholder) / 2 * embedLink
	}
	if size > s.room.left {
		s.room.full = true
		return Shown{}, false
	}
	s.room.left -= size
	return Shown{t.Page, body, append(slices.Clip(s.within), t.Page), s.room}, true
}

// embeds tells of the first embed of a page that has no room there, or in which
// another has none.
func (c *citer) embeds(p *Page) {
	if !slices.ContainsFunc(p.Playbook.Body.Links, func(l playbook.Link) bool { return l.Kind == playbook.LinkEmbed && l.Block }) {
		return
	}
	var follow func(s Shown, seen func(playbook.Link))
	follow = func(s Shown, seen func(playbook.Link)) {
		_ = playbook.Render(io.Discard, s.Body.HTML, func(want byte, i int) string { // which takes everything
			if want == playbook.PlaceholderWord || s.room.full || s.Body.Links[i].Kind != playbook.LinkEmbed {
				return ""
			}
			t, _ := c.site.Resolver.Resolve(s.Page, s.Body.Links[i])
			if inner, ok := s.Embed(s.Body.Links[i], t); ok {
				follow(inner, func(playbook.Link) {})
			}
			seen(s.Body.Links[i])
			return ""
		})
	}
	told, own := false, p.Shown()
	follow(own, func(l playbook.Link) {
		if own.room.full && !told {
			told = true
			c.report(p.Playbook.Path).Warnf(l.Span, "much-embedded", "link to the page, or embed a section of it", "more than %d kB of other pages stand on this one: what has no room is a link", mostEmbedded>>10)
		}
	})
}
