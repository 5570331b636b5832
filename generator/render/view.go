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

// functions are those that templates may call besides the methods above.
var functions = template.FuncMap{
	"near":      near,
	"add":       func(a, b int) int { return a + b },
	"lower":     strings.ToLower,
	"plural":    plural,
	"int":       func(v float64) int { return int(v) },
	"pages":     func(from view, p []*site.Page) pagesArgs { return pagesArgs{from, p} },
	"names":     func(from view, n []playbook.Name) namesArgs { return namesArgs{from, n} },
	"asked":     func(l *checklist.Page, i checklist.Item) askedArgs { return askedArgs{l, i} },
	"hasPrefix": strings.HasPrefix,
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
