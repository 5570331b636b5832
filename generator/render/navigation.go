package render

import (
	"cmp"
	"html/template"
	"math"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/site"
)

// navItem is a link of the navigation, with those below it, which open in place.
type navItem struct {
	Title string
	Apart string // what tells it from another of the same title
	Link  template.URL
	Draft bool
	Open  bool // the page stands below it
	Items []*navItem

	page  *site.Page  // nil for an address elsewhere
	topic *site.Topic // nil for what is no topic
}

// navGroup is a part of the navigation; it has a title where there are several.
type navGroup struct {
	Title string
	Items []*navItem
}

// siblingsShown bounds a list of neighbours in the navigation, so that a page
// of a large site is no heavier than one of a small one.
const siblingsShown = 24

// closedShown bounds what stands in branches that are closed: a smaller site opens
// anywhere in place, of a larger one the branches at the top.
const closedShown = 48

// navKey names the navigation that the pages of one folder share, but for the
// mark on the current one.
type navKey struct {
	topic *site.Topic
	block int // of siblings, in a long folder
	kind  site.Kind
	from  string // the folder of the page's address
}

// NavigationHTML is the template "navigation" for this page. It is executed
// once for the pages that share it: on a large site it would cost more than
// the pages' own text.
func (v view) NavigationHTML() (template.HTML, error) {
	key := navKey{topic: v.Topic, kind: v.Kind, from: path.Dir(v.Address)}
	if v.Topic != nil {
		key.block = place(v.Topic.Pages, v.Page) / siblingsShown
	}
	if v.Checklist != nil {
		key.block = v.listPlace() / siblingsShown
	}
	html, ok := v.navigation.Load(key)
	if !ok {
		var b strings.Builder
		if err := v.templates.sets[string(v.Kind)].ExecuteTemplate(&b, "navigation", v); err != nil {
			return "", err
		}
		html = b.String()
		v.navigation.Store(key, html)
	}
	own := `href="` + template.HTMLEscapeString(string(v.To(v.Page))) + `"`
	return template.HTML(strings.Replace(html.(string), own, own+` aria-current="page"`, 1)), nil
}

// Navigation shows what to do, what to read and what to look up. Where the
// author has put places first, they and the other texts lead, without a title.
func (v view) Navigation() []navGroup {
	words := v.site.Words
	do := navGroup{words.Say("navDo"), v.lists()}
	read := navGroup{words.Say("navRead"), append(v.first(), v.texts()...)}
	groups := []navGroup{do, read, {words.Say("navLookUp"), v.lookUps()}}
	v.close(read.Items, closedShown)
	for _, g := range groups {
		apart(g.Items)
	}
	if len(v.site.Menu.First) > 0 {
		read.Title = ""
		groups[0], groups[1] = read, do
	}
	groups = slices.DeleteFunc(groups, func(g navGroup) bool { return len(g.Items) == 0 })
	if len(groups) == 1 {
		groups[0].Title = ""
	}
	return groups
}

// first are the places that the author put first.
func (v view) first() []*navItem {
	var items []*navItem
	for _, e := range v.site.Menu.First {
		item := &navItem{Link: v.EntryLink(e)}
		if e.Page != nil {
			item = v.placeItem(e.Page)
		}
		item.Title = e.Title
		items = append(items, item)
	}
	return items
}

// lists are the checklists, and the page of all.
func (v view) lists() []*navItem {
	var items []*navItem
	for _, p := range v.listed(v.site.Overviews()) {
		if p.Kind != site.KindChecklists {
			continue
		}
		for _, list := range v.nearLists() {
			items = append(items, v.item(list))
		}
		var clients []*site.Page
		for _, runs := range v.site.Runs {
			if runs.Checklist.Kind.Scores() {
				clients = append(clients, runs)
			}
		}
		items = append(items, v.beside(clients)...)
		items = append(items, v.beside(v.site.Leads)...)
		all := v.item(p)
		all.Title = v.site.Words.Say("allChecklists")
		items = append(items, all)
	}
	return items
}

// nearLists are the checklists around that of the page, or the first.
func (v view) nearLists() []*site.Page { return window(v.site.Checklists, v.listPlace()) }

// listPlace is the place of the page's checklist among all; -1 if it is of none.
func (v view) listPlace() int {
	return slices.IndexFunc(v.site.Checklists, func(p *site.Page) bool { return p.Checklist == v.Checklist })
}

// beside are those of some pages that stand beside the checklists that are shown: of
// several each has the name of its scorecard.
func (v view) beside(pages []*site.Page) []*navItem {
	var items []*navItem
	shown := v.nearLists()
	for _, p := range pages {
		if !slices.ContainsFunc(shown, func(list *site.Page) bool { return list.Checklist == p.Checklist }) {
			continue
		}
		item := v.item(p)
		if len(pages) > 1 {
			item.Title = p.Title
		}
		items = append(items, item)
	}
	return items
}

// texts are the topics, opened down to where the page stands, and the pages
// beside them.
func (v view) texts() []*navItem {
	var items []*navItem
	for _, t := range v.Topics() {
		if !v.site.Menu.Names(t.Index) {
			items = append(items, v.topicItem(t))
		}
	}
	pages := v.listed(v.site.Root.Pages)
	for _, p := range near(pages, v.Page) {
		items = append(items, v.item(p))
	}
	if len(pages) > siblingsShown {
		items = append(items, v.all(len(pages), site.SearchAddress))
	}
	return items
}

// lookUps are the glossary, the sources and the tags.
func (v view) lookUps() []*navItem {
	var items []*navItem
	for _, p := range v.listed(v.site.Overviews()) {
		if p.Kind != site.KindChecklists {
			items = append(items, v.item(p))
		}
	}
	return items
}

// listed leaves out the pages that the navigation hides, or names before.
func (v view) listed(pages []*site.Page) []*site.Page {
	var out []*site.Page
	for _, p := range pages {
		if !v.site.Menu.Hides(p) && !v.site.Menu.Names(p) {
			out = append(out, p)
		}
	}
	return out
}

// placeItem shows a page as what it is: a topic, an overview, or itself.
func (v view) placeItem(p *site.Page) *navItem {
	if t := p.Topic; t != nil && t.Index == p && t.Parent != nil {
		return v.topicItem(t)
	}
	return v.overviewItem(p)
}

// overviewItem shows a page, and the checklists below theirs.
func (v view) overviewItem(p *site.Page) *navItem {
	item := v.item(p)
	item.Open = p.Kind == site.KindChecklists && (v.Kind == site.KindChecklist || v.Kind == site.KindChecklists)
	if item.Open {
		for _, list := range v.nearLists() {
			item.Items = append(item.Items, v.item(list))
		}
	}
	return item
}

func (v view) item(p *site.Page) *navItem {
	return &navItem{Title: cmp.Or(p.Short, p.Title), Link: v.To(p), Draft: p.Draft(), page: p}
}

// topicItem shows a topic, and what is in it if the page is.
func (v view) topicItem(t *site.Topic) *navItem {
	item := v.item(t.Index)
	item.topic = t
	if v.Page.Checklist == nil && within(v.Page, t) {
		item.Open, item.Items = true, v.below(t, math.MaxInt)
	}
	return item
}

// below are the pages and topics in a topic, near the page; the last entry leads to
// all, where these are more. There are none if they would be more than a number.
func (v view) below(t *site.Topic, most int) []*navItem {
	pages := v.listed(t.Pages)
	topics := slices.DeleteFunc(slices.Clone(t.Topics), func(child *site.Topic) bool {
		return v.site.Menu.Hides(child.Index) || v.site.Menu.Names(child.Index)
	})
	nearPages, nearTopics := near(pages, v.Page), nearTopics(topics, v.Page)
	more := max(len(pages), len(topics)) > siblingsShown
	if n := len(nearPages) + len(nearTopics); n > most || more && n == most {
		return nil
	}
	var items []*navItem
	for _, p := range nearPages {
		items = append(items, v.item(p))
	}
	for _, child := range nearTopics {
		items = append(items, v.topicItem(child))
	}
	if more {
		items = append(items, v.all(t.Size(), t.Index.Address))
	}
	return items
}

// all leads to where all of so many pages stand, of which not all are shown.
func (v view) all(n int, address string) *navItem {
	return &navItem{Title: v.site.Words.Say("allPages", n), Link: v.Link(address)}
}

// close fills the closed branches, those at the top first, as long as their entries
// are no more than a number together.
func (v view) close(level []*navItem, left int) {
	for len(level) > 0 {
		var next []*navItem
		for _, item := range level {
			if item.topic != nil && !item.Open {
				item.Items = v.below(item.topic, left)
				left -= len(item.Items)
			}
			next = append(next, item.Items...)
		}
		level = next
	}
}

// apart tells entries of one title apart: by the folder that each stands in, and in
// one folder by their own names there.
func apart(items []*navItem) {
	same := map[string][]*navItem{}
	for level := items; len(level) > 0; {
		var next []*navItem
		for _, item := range level {
			if item.page != nil {
				same[item.Title] = append(same[item.Title], item)
			}
			next = append(next, item.Items...)
		}
		level = next
	}
	for _, twins := range same {
		if len(twins) < 2 {
			continue
		}
		folders := map[string]int{}
		for _, item := range twins {
			folders[item.folder()]++
		}
		for _, item := range twins {
			item.Apart = path.Base(item.folder())
			if folders[item.folder()] > 1 || item.Apart == "." {
				item.Apart = strings.TrimSuffix(path.Base(strings.TrimSuffix(item.page.Address, "/index.html")), ".html")
			}
		}
	}
}

// folder is where the page stands, or the topic of which it is the index.
func (i *navItem) folder() string {
	return path.Dir(strings.TrimSuffix(i.page.Address, "/index.html"))
}

// Topics are the topics at the top, near the one that the page is in,
// but those that the navigation hides.
func (v view) Topics() []*site.Topic {
	var out []*site.Topic
	for _, t := range nearTopics(v.site.Root.Topics, v.Page) {
		if !v.site.Menu.Hides(t.Index) {
			out = append(out, t)
		}
	}
	return out
}

// near gives the block of pages that one is in, at most siblingsShown.
func near(pages []*site.Page, around *site.Page) []*site.Page {
	return window(pages, place(pages, around))
}

// place finds a page by its address: an edited one is a copy.
func place(pages []*site.Page, p *site.Page) int {
	return slices.IndexFunc(pages, func(other *site.Page) bool { return other.Address == p.Address })
}

// nearTopics gives the topics around the one that a page is in.
func nearTopics(topics []*site.Topic, page *site.Page) []*site.Topic {
	return window(topics, slices.IndexFunc(topics, func(t *site.Topic) bool { return within(page, t) }))
}

func window[T any](all []T, at int) []T {
	if len(all) <= siblingsShown {
		return all
	}
	from := max(0, at) / siblingsShown * siblingsShown
	return all[from:min(from+siblingsShown, len(all))]
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

// listShown bounds a list of pages on the home page, whose title leads to all.
const listShown = 12

// Shown are the first of some pages but for those that the navigation hides.
func (v view) Shown(pages []*site.Page) []*site.Page {
	return slices.DeleteFunc(slices.Clone(pages[:min(listShown, len(pages))]), v.site.Menu.Hides)
}
