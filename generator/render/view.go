package render

import (
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/checklist"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// view is what a template sees: the page, and the site as seen from there.
type view struct {
	*site.Page
	*renderer
}

// Site is the whole site.
func (v view) Site() *site.Site { return v.site }

// Body is the text of the page.
func (v view) Body() template.HTML { return v.body(v.Page) }

// To is the address of a page, as written on this one.
func (v view) To(p *site.Page) template.URL {
	return template.URL(site.Link(v.Address, p.Address, ""))
}

// At is the address of an anchor on a page.
func (v view) At(p *site.Page, id string) template.URL {
	return template.URL(site.Link(v.Address, p.Address, id))
}

// Link is the address of a file of the site, as written on this page.
func (v view) Link(address string) template.URL {
	return template.URL(site.Link(v.Address, address, ""))
}

// Asset is the address of a style or script, by its name before bundling.
func (v view) Asset(name string) template.URL {
	return template.URL(site.Link(v.Address, v.addresses[name], ""))
}

// Absolute is the page's full address; empty if the site has no base_url.
func (v view) Absolute() template.URL {
	return template.URL(absolute(v.site, v.Address))
}

// Source is the address of a fact or a work on the page of sources.
func (v view) Source(id string) template.URL {
	return template.URL(site.Link(v.Address, site.SourcesAddress, id))
}

// Say gives a fact's words.
func (v view) Say(id string) string { return v.site.Say(id) }

// More is the address of the page that a criterion or a rule names; empty if
// it names none. Only a checklist page has such names.
func (v view) More(name playbook.Name) template.URL {
	t, ok := v.site.Named(v.Owner.Playbook.Path, name)
	if !ok {
		return ""
	}
	return template.URL(site.Link(v.Address, t.Address(), t.Fragment))
}

// MoreTitle is the title of that page.
func (v view) MoreTitle(name playbook.Name) string {
	if t, ok := v.site.Named(v.Owner.Playbook.Path, name); ok && t.Page != nil {
		return t.Page.Title
	}
	return name.Value
}

// ChecklistOf is the page of the checklist that a playbook owns, or nil.
func (v view) ChecklistOf(p *site.Page) *site.Page {
	if p.Kind == site.KindChecklist {
		return nil
	}
	return v.site.ChecklistPage(p.Checklist)
}

// EditLink opens the page for editing; empty if the site names no place.
func (v view) EditLink() string {
	if v.site.Edit == "" || v.Playbook == nil {
		return ""
	}
	return strings.ReplaceAll(v.site.Edit, "{path}", string(site.Link("index.html", v.Playbook.Path, "")))
}

// TitleID is the anchor of the page's title.
func (v view) TitleID() string {
	if v.Playbook == nil || v.Playbook.Sections[0].ID == "" {
		return "fb-title"
	}
	return v.Playbook.Sections[0].ID
}

// HasMust tells whether a criterion of the checklist can rule out.
func (v view) HasMust() bool {
	return slices.ContainsFunc(v.Page.Checklist.Items, func(i checklist.Item) bool { return i.Must })
}

// Overviews are the pages that the generator makes of all others.
func (v view) Overviews() []*site.Page { return v.site.Overviews() }

// Tasks are the questions that the home page leads with.
func (v view) Tasks() []task {
	var out []task
	for _, t := range v.site.Tasks {
		if target, ok := v.site.Named("", t.Page); ok {
			out = append(out, task{t, template.URL(site.Link(v.Address, target.Address(), target.Fragment))})
		}
	}
	return out
}

// task is a question with the address of its answer.
type task struct {
	playbook.Task
	Link template.URL
}

// Letters groups the glossary's terms by their first letter.
func (v view) Letters() []letter {
	var out []letter
	for _, t := range v.site.Terms {
		c, _ := utf8.DecodeRuneInString(strings.ToUpper(t.Term.Term.Value))
		if n := len(out); n == 0 || out[n-1].Letter != string(c) {
			out = append(out, letter{string(c), nil})
		}
		out[len(out)-1].Terms = append(out[len(out)-1].Terms, t)
	}
	return out
}

type letter struct {
	Letter string
	Terms  []*site.Term
}

// siblingsShown bounds a list of neighbours in the navigation, so that a page
// of a large site is no heavier than one of a small one.
const siblingsShown = 12

// near gives the pages around one, at most siblingsShown.
func near(pages []*site.Page, around *site.Page) []*site.Page {
	if len(pages) <= siblingsShown {
		return pages
	}
	at := max(0, slices.Index(pages, around)-siblingsShown/2)
	at = min(at, len(pages)-siblingsShown)
	return pages[at : at+siblingsShown]
}

// Topics are the topics to show in the navigation: those at the top, near the
// one that the page is in.
func (v view) Topics() []*site.Topic {
	all := v.site.Root.Topics
	if len(all) <= siblingsShown {
		return all
	}
	at := min(max(0, slices.Index(all, v.top())-siblingsShown/2), len(all)-siblingsShown)
	return all[at : at+siblingsShown]
}

// top is the topic below the root that the page is in, or nil.
func (v view) top() *site.Topic {
	t := v.Topic
	for t != nil && t.Parent != nil && t.Parent.Parent != nil {
		t = t.Parent
	}
	return t
}

// functions are those that templates may call besides the methods above.
var functions = template.FuncMap{
	"near":      near,
	"within":    within,
	"add":       func(a, b int) int { return a + b },
	"lower":     strings.ToLower,
	"plural":    plural,
	"int":       func(v float64) int { return int(v) },
	"link":      func(from view, p *site.Page) linkArgs { return linkArgs{from, p} },
	"branch":    func(from view, t *site.Topic) branchArgs { return branchArgs{from, t} },
	"pages":     func(from view, p []*site.Page) pagesArgs { return pagesArgs{from, p} },
	"names":     func(from view, n []playbook.Name) namesArgs { return namesArgs{from, n} },
	"asked":     func(l *checklist.Page, i checklist.Item) askedArgs { return askedArgs{l, i} },
	"hasPrefix": strings.HasPrefix,
}

// within tells whether a page stands in a topic or below it.
func within(p *site.Page, t *site.Topic) bool {
	for up := p.Topic; up != nil; up = up.Parent {
		if up == t {
			return true
		}
	}
	return false
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// A template takes one argument; these carry the page that it stands on and
// what it shows.
type (
	linkArgs struct {
		From view
		Page *site.Page
	}
	branchArgs struct {
		From  view
		Topic *site.Topic
	}
	pagesArgs struct {
		From  view
		Pages []*site.Page
	}
	namesArgs struct {
		From  view
		Names []playbook.Name
	}
	askedArgs struct {
		List *checklist.Page
		Item checklist.Item
	}
)
