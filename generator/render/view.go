package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/assets"
	"fieldbook/generator/brand"
	"fieldbook/generator/checklist"
	"fieldbook/generator/output"
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
	return template.URL(v.link(v.Address, p.Address, ""))
}

// At is the address of an anchor on a page.
func (v view) At(p *site.Page, id string) template.URL {
	return template.URL(v.link(v.Address, p.Address, id))
}

// Link is the address of a file of the site, as written on this page.
func (v view) Link(address string) template.URL {
	return template.URL(v.link(v.Address, v.site.Made(address), ""))
}

// Style is the name of the page's style sheet among the assets; a kind of
// checklist has its own.
func (v view) Style() string {
	if v.Page.Checklist == nil {
		return "style.css"
	}
	return live(v.Page) + ".css"
}

// Script is the name of a checklist's script among the assets.
func (v view) Script() string { return script(v.Page) }

// script is the one that is smaller, where its checklist is plain.
func script(p *site.Page) string {
	if p.Kind == site.KindChecklist && p.Checklist.Plain() {
		return live(p) + assets.Plain + ".js"
	}
	return live(p) + ".js"
}

// live names what a checklist's page is made of among the assets.
func live(p *site.Page) string {
	if p.Kind == site.KindChecklist {
		return string(p.Checklist.Kind)
	}
	return string(p.Kind)
}

// Scorecard is the page of the scorecard that this page's lists are scored by.
func (v view) Scorecard() *site.Page { return v.besides(v.site.Checklists) }

// Runs is the page where all that a browser keeps of this page's checklist is
// compared.
func (v view) Runs() *site.Page { return v.besides(v.site.Runs) }

// Report is the page of what is handed to the one who was judged, or nil.
func (v view) Report() *site.Page { return v.besides(v.site.Reports) }

// Leads is the page where lists are scored by this page's scorecard, or nil.
func (v view) Leads() *site.Page { return v.besides(v.site.Leads) }

// FormPage is the page on which a client answers this page's checklist, or nil.
func (v view) FormPage() *site.Page { return v.besides(v.site.Forms) }

// OrderPage is the page that tells how to order a list for this page's
// scorecard, or nil.
func (v view) OrderPage() *site.Page { return v.besides(v.site.Orders) }

// besides finds the page among these that has this page's checklist.
func (v view) besides(pages []*site.Page) *site.Page {
	for _, p := range pages {
		if v.Page.Checklist != nil && p.Checklist == v.Page.Checklist {
			return p
		}
	}
	return nil
}

// Asset is the address of a style or script, by its name before bundling.
func (v view) Asset(name string) template.URL {
	return template.URL(v.link(v.Address, v.addresses[name], ""))
}

// Absolute is the page's full address; empty if the site has no base_url.
func (v view) Absolute() template.URL {
	return template.URL(absolute(v.site, v.Address))
}

// Brand is what the site shows of its owner.
func (v view) Brand() *brand.Brand { return v.brand }

// HeadHTML is what the owner adds to the head of every page.
func (v view) HeadHTML() template.HTML { return template.HTML(v.brand.Head) }

// EntryLink is the address of a link that the configuration names.
func (v view) EntryLink(e site.Entry) template.URL {
	if e.Page == nil {
		return template.URL(e.URL) // checked when the site was joined
	}
	return v.To(e.Page)
}

// Policy is the Content-Security-Policy of the page.
func (v view) Policy() string { return output.Policy }

// HasFeed tells whether the site has a feed.
func (v view) HasFeed() bool { return v.site.BaseURL.Value != "" && len(dated(v.site)) > 0 }

// IsHouse tells whether a source is the house's own judgement.
func (v view) IsHouse(id string) bool { return v.site.Sources.IsHouse(id) }

// Source is the address of a fact or a work on the page of sources.
func (v view) Source(id string) template.URL {
	return template.URL(v.link(v.Address, v.site.Made(site.SourcesAddress), id))
}

// Say gives a fact's words.
func (v view) Say(id string) string { return v.site.Sources.Say(id) }

// More is the address of the page that a criterion or a rule names; empty if
// it names none. Only a checklist page has such names.
func (v view) More(name playbook.Name) template.URL {
	t, ok := v.site.Resolver.Named(v.Page.Checklist.Owner.Playbook.Path, name)
	if !ok {
		return ""
	}
	return template.URL(v.link(v.Address, t.Address(), t.Fragment))
}

// MoreTitle is the title of that page.
func (v view) MoreTitle(name playbook.Name) string {
	if t, ok := v.site.Resolver.Named(v.Page.Checklist.Owner.Playbook.Path, name); ok && t.Page != nil {
		return t.Page.Title
	}
	return name.Value
}

// ChecklistOf is the page of the checklist that a playbook owns, or nil.
func (v view) ChecklistOf(p *site.Page) *site.Page {
	return v.site.Resolver.ChecklistOf(p)
}

// Prev is the page before this one in the book.
func (v view) Prev() *site.Page { return v.site.Order.Prev(v.Page) }

// Next is the page after this one in the book.
func (v view) Next() *site.Page { return v.site.Order.Next(v.Page) }

// Backlinks are the pages that link to this one.
func (v view) Backlinks() []*site.Page { return v.site.Citations.Backlinks(v.Page) }

// Related are the pages that this one names.
func (v view) Related() []*site.Page { return v.site.Related(v.Page) }

// Facts are those that this page cites.
func (v view) Facts() []*site.Fact { return v.site.Citations.Facts(v.Page) }

// Works are those that this page cites as a whole.
func (v view) Works() []*site.Work { return v.site.Citations.Works(v.Page) }

// Tags are those of this page.
func (v view) Tags() []*site.Tag { return v.site.Tags.Of(v.Page) }

// Citing are the pages that cite a fact or a work.
func (v view) Citing(id any) []*site.Page { return v.site.Citations.Citing(fmt.Sprint(id)) }

// Asked are the criteria that rest on a fact.
func (v view) Asked(id any) []site.Asked { return v.site.Citations.Asked(fmt.Sprint(id)) }

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

// Model is the page's checklist for its script: its JSON, but for what that kind of page
// says in its text, or has no use for.
func (v view) Model() any {
	if v.Page.Checklist == nil {
		return nil
	}
	list := *v.Page.Checklist.Page.Checklist
	switch v.Kind {
	case site.KindReport:
		list = lean(list, func(c *playbook.Criterion) { c.Internal = "" })
	case site.KindChecklist:
		list = lean(list, func(c *playbook.Criterion) {
			c.Sources, c.Finding, c.Impact, c.Recommend, c.Effort, c.Risk, c.Internal = nil, "", "", "", "", "", ""
		})
	}
	return struct {
		*playbook.Checklist
		Title string `json:"title"`
	}{&list, v.Page.Checklist.Title()}
}

// lean is a checklist without what helps its readers and who searches for it; drop takes
// more from each criterion.
func lean(list playbook.Checklist, drop func(*playbook.Criterion)) playbook.Checklist {
	list.Use, list.When, list.NotWhen, list.Pitfalls = "", "", "", nil
	list.Criteria = slices.Clone(list.Criteria)
	for i := range list.Criteria {
		c := &list.Criteria[i]
		c.Why, c.Hint, c.Help, c.More, c.Columns, c.Keywords = "", "", "", playbook.Name{}, nil, nil
		drop(c)
	}
	return list
}

// HasMust tells whether a criterion of the checklist can rule out.
func (v view) HasMust() bool {
	return v.Page.Checklist != nil && slices.ContainsFunc(v.Page.Checklist.Items, func(i checklist.Item) bool { return i.Must })
}

// entry is a name in the index of everything.
type entry struct {
	Title, Where string
	Link         template.URL
}

// index is a letter with the names that begin with it.
type index struct {
	Letter  string
	Entries []entry
}

// Everything is the index of all pages and terms, by name; of a large site that of its
// topics.
func (v view) Everything() []index {
	var all []entry
	pages, terms := v.byName(mostByName)
	for _, p := range pages {
		where := ""
		if up := p.Crumbs(); len(up) > 1 {
			where = up[len(up)-1].Title
		}
		if p.Kind == site.KindChecklist {
			where = v.site.Words.Say(string(p.Checklist.Kind))
		}
		all = append(all, entry{p.Title, where, v.To(p)})
	}
	for _, t := range terms {
		all = append(all, entry{t.Term.Term.Value, v.site.Words.Say("term"), template.URL(v.link(v.Address, v.site.Made(site.GlossaryAddress), t.ID))})
	}
	slices.SortStableFunc(all, func(a, b entry) int { return v.site.Words.Compare(a.Title, b.Title) })
	var out []index
	for _, e := range all {
		first := v.initial(e.Title)
		if n := len(out); n == 0 || out[n-1].Letter != first {
			out = append(out, index{Letter: first})
		}
		out[len(out)-1].Entries = append(out[len(out)-1].Entries, e)
	}
	return out
}

// mostByName is how many names one page lists.
const mostByName = 3000

// Topical tells that there are too many names for one page, which lists the topics.
func (v view) Topical() bool { return v.names() > mostByName }

func (v view) names() int { return len(v.site.Pages) + len(v.site.Terms) }

// byName are the pages and terms that are listed by their names. Where there are more
// than there is room for, they are the topics at the top and as many of the levels
// below as there is room for: all that is written stands below one of them.
func (v view) byName(room int) ([]*site.Page, []*site.Term) {
	if v.names() <= room {
		return slices.DeleteFunc(slices.Clone(v.site.Pages), func(p *site.Page) bool { return p.Kind == site.KindNotFound || p.Kind == site.KindSearch }), v.site.Terms
	}
	var pages []*site.Page
	for level := v.site.Root.Topics; len(level) > 0; {
		var below []*site.Topic
		for _, t := range level {
			pages = append(pages, t.Index)
			below = append(below, t.Topics...)
		}
		if level = below; len(pages)+len(below) > room {
			break
		}
	}
	return append(pages, v.site.Overviews()...), nil
}

// initial is the letter that a name stands under; "#" for signs and digits. A
// letter with an accent stands under the plain one where the language sorts
// them as one.
func (v view) initial(name string) string {
	c, _ := utf8.DecodeRuneInString(strings.ToUpper(name))
	if !unicode.IsLetter(c) {
		return "#"
	}
	plain, _ := utf8.DecodeRuneInString(norm.NFD.String(string(c)))
	if v.site.Words.SameLetter(c, plain) {
		return string(plain)
	}
	return string(c)
}

// Letters groups the glossary's terms by their first letter.
func (v view) Letters() []letter {
	var out []letter
	for _, t := range v.site.Terms {
		first := v.initial(t.Term.Term.Value)
		if n := len(out); n == 0 || out[n-1].Letter != first {
			out = append(out, letter{Letter: first})
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
	"near":    near,
	"add":     func(a, b int) int { return a + b },
	"sub":     func(a, b int) int { return a - b },
	"mul":     func(a, b int) int { return a * b },
	"lower":   strings.ToLower,
	"pages":   func(from view, p []*site.Page) pagesArgs { return pagesArgs{from, p} },
	"parts":   func(from view, groups []homeGroup) partsArgs { return partsArgs{from, groups} },
	"logo":    func(from view, light *brand.Picture) logoArgs { return logoArgs{from, light, from.brand.LogoDark} },
	"names":   func(from view, n []playbook.Name) namesArgs { return namesArgs{from, n} },
	"picture": func(from view, p *site.Page) pictureArgs { return pictureArgs{from, p} },
	"asked":   func(from view, i checklist.Item) askedArgs { return askedArgs{from, i} },
}

// A template takes one argument; these carry the page that it stands on and
// what it shows.
type (
	pagesArgs struct {
		From  view
		Pages []*site.Page
	}
	partsArgs struct {
		From   view
		Groups []homeGroup
	}
	logoArgs struct {
		From        view
		Light, Dark *brand.Picture
	}
	namesArgs struct {
		From  view
		Names []playbook.Name
	}
	pictureArgs struct {
		From view
		Page *site.Page
	}
	askedArgs struct {
		From view
		Item checklist.Item
	}
)
