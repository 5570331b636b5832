package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/names"
	"fieldbook/generator/words"
)

// Topic is a folder of the content.
type Topic struct {
	Path   string // "" for the content folder itself
	Index  *Page
	Parent *Topic
	Topics []*Topic
	Pages  []*Page // without the index
}

// Top is the topic below the root that a topic is in, or itself; nil for the
// root, and for none.
func (t *Topic) Top() *Topic {
	if t == nil || t.Parent == nil {
		return nil
	}
	for t.Parent.Parent != nil {
		t = t.Parent
	}
	return t
}

// topics puts pages into the tree of their folders, each with an index page;
// title is the site's. It gives the root.
func (j *joiner) topics(pages []*Page, title string) *Topic {
	root := &Topic{}
	folders := map[string]*Topic{"": root}
	for _, p := range pages {
		p.Topic = topicAt(folders, folderOf(p.Address))
		if p.Kind == KindPlaybook {
			p.Topic.Pages = append(p.Topic.Pages, p)
		} else {
			p.Topic.Index = p
		}
	}
	j.complete(root, title)
	return root
}

// folderOf is the folder of an address; "" for the root.
func folderOf(address string) string { return strings.TrimPrefix(path.Dir(address), ".") }

// topicAt gives the topic of a folder, and makes it and those above it when
// there are none.
func topicAt(folders map[string]*Topic, folder string) *Topic {
	if t := folders[folder]; t != nil {
		return t
	}
	t := &Topic{Path: folder, Parent: topicAt(folders, folderOf(folder))}
	t.Parent.Topics = append(t.Parent.Topics, t)
	folders[folder] = t
	return t
}

// complete orders a folder and those in it, and gives each an index page.
func (j *joiner) complete(t *Topic, title string) {
	if t.Index == nil {
		t.Index = &Page{Kind: KindTopic, Title: names.FromFileName(path.Base(t.Path)), Topic: t, Address: path.Join(t.Path, "index.html")}
		if t.Parent == nil {
			t.Index.Kind, t.Index.Title = KindHome, title
		}
		t.Index.Summary = j.words.Say("topicSummary", t.Index.Title)
		j.addresses.reserve(t.Index.Address, "the index of the folder "+j.tree.Path(t.Path), t.Path, diag.Pos{})
	}
	slices.SortStableFunc(t.Pages, byOrder(j.words))
	for _, child := range t.Topics {
		j.complete(child, title)
	}
	slices.SortStableFunc(t.Topics, func(a, b *Topic) int { return byOrder(j.words)(a.Index, b.Index) })
}

// byOrder puts pages that have an order first, the others by title.
func byOrder(catalog *words.Catalog) func(a, b *Page) int {
	const last = 1 << 30
	order := func(p *Page) int {
		if p.Playbook == nil || p.Playbook.Order == 0 {
			return last
		}
		return p.Playbook.Order
	}
	return func(a, b *Page) int {
		if d := order(a) - order(b); d != 0 {
			return d
		}
		return byTitle(catalog)(a, b)
	}
}

func byTitle(catalog *words.Catalog) func(a, b *Page) int {
	return func(a, b *Page) int {
		return cmp.Or(catalog.Compare(a.Title, b.Title), strings.Compare(a.Address, b.Address))
	}
}
