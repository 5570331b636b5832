package site

import (
	"net/url"
	"slices"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
)

// Entry is a link that the configuration names: to a page, or to an address
// elsewhere.
type Entry struct {
	Title string
	Page  *Page  // nil for an address
	URL   string // "" for a page
}

// Menu is what the configuration makes of the navigation and the foot of every
// page.
type Menu struct {
	First  []Entry         // what comes first in the navigation
	Footer []Entry         // the links at the foot
	hidden map[string]bool // addresses that the navigation leaves out
}

// Hides tells whether the navigation leaves a page out.
func (m Menu) Hides(p *Page) bool { return m.hidden[p.Address] }

// Names tells whether a page is named among what comes first.
func (m Menu) Names(p *Page) bool {
	return slices.ContainsFunc(m.First, func(e Entry) bool { return e.Page != nil && e.Page.Address == p.Address })
}

// overviews are the pages that the generator makes of all others.
var overviews = []string{ChecklistsAddress, GlossaryAddress, SourcesAddress, TagsAddress}

func (j *joiner) menu(s *Site) Menu {
	m := Menu{hidden: map[string]bool{}}
	m.First = j.entries(s, s.Config.Navigation, true)
	m.Footer = j.entries(s, s.Config.Footer.Links, false)
	r := j.report(content.ConfigFile)
	for _, name := range s.Config.Hide {
		t, _ := s.Resolver.Named(content.ConfigFile, name)
		switch {
		case t.Page == nil:
		case t.Page == s.Home:
			r.Errorf(name.Span, "bad-entry", "leave it out here", "the home page is in no navigation")
		case m.Names(t.Page):
			r.Errorf(name.Span, "bad-entry", "keep it in one of the two", "%q is hidden, and named in navigation", name)
		default:
			m.hidden[t.Page.Address] = true
		}
	}
	return m
}

// entries resolves the links of a list. In one that is a list of places, each
// stands once.
func (j *joiner) entries(s *Site, list []playbook.Entry, once bool) []Entry {
	r := j.report(content.ConfigFile)
	var out []Entry
	for _, e := range list {
		switch {
		case e.Page.IsZero() == e.URL.IsZero():
			r.Errorf(e.Span, "bad-entry", "write {page: imprint.md} or {title: …, url: https://…}", "a link needs a page or a url, and not both")
		case !e.URL.IsZero() && e.Title == "":
			r.Errorf(e.Span, "bad-entry", "add title: …", "a link to another site needs a title")
		case !e.URL.IsZero():
			if !isWeb(e.URL.Value) {
				r.Errorf(e.URL.Span, "bad-address", "write it as https://example.org/ or mailto:office@example.org", "%q is no address that a link may have", e.URL)
				continue
			}
			out = append(out, Entry{Title: e.Title, URL: e.URL.Value})
		default:
			t, _ := s.Resolver.Named(content.ConfigFile, e.Page)
			if t.Page == nil {
				if t.Asset != nil {
					r.Errorf(e.Page.Span, "bad-entry", "link to a page", "%q is a file, not a page", e.Page)
				}
				continue
			}
			if once && slices.ContainsFunc(out, func(before Entry) bool { return before.Page == t.Page }) {
				r.Errorf(e.Page.Span, "duplicate-entry", "keep one of the two", "%q is there twice", e.Page)
				continue
			}
			title := e.Title
			if title == "" {
				title = t.Page.Title
			}
			out = append(out, Entry{Title: title, Page: t.Page})
		}
	}
	return out
}

// isWeb tells an address that a reader may be led to.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	if err != nil || strings.ContainsFunc(address, func(c rune) bool { return c <= ' ' || c == 0x7f }) {
		return false
	}
	switch u.Scheme {
	case "https", "http":
		return u.Hostname() != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// HomePart is a part of the home page.
type HomePart string

// The parts of the home page.
const (
	HomeTasks      HomePart = "tasks"
	HomeGlance     HomePart = "glance" // the rulers of the first scorecard
	HomeText       HomePart = "text"
	HomeTopics     HomePart = "topics"
	HomeChecklists HomePart = "checklists"
	HomePages      HomePart = "pages"
)

// HomeParts are the parts of a home page that names none, in their order: the
// checklists are among its tasks, or in the navigation.
var HomeParts = []HomePart{HomeTasks, HomeGlance, HomeText, HomeTopics, HomePages}

// homeParts gives the parts that the home page shows, in their order.
func (j *joiner) homeParts(names []playbook.Name) []HomePart {
	if names == nil {
		return HomeParts
	}
	r := j.report(content.ConfigFile)
	out := []HomePart{}
	for _, n := range names {
		part := HomePart(n.Value)
		switch {
		case part != HomeChecklists && !slices.Contains(HomeParts, part):
			r.Errorf(n.Span, "unknown-part", "one of tasks, glance, text, topics, checklists, pages", "no part %q of the home page", n)
		case slices.Contains(out, part):
			r.Errorf(n.Span, "duplicate-entry", "keep one of the two", "the part %q is there twice", n)
		default:
			out = append(out, part)
		}
	}
	return out
}
