package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/slug"
)

// Topic is a folder of the content.
type Topic struct {
	Path   string // "" for the content folder itself
	Index  *Page
	Parent *Topic
	Topics []*Topic
	Pages  []*Page // without the index
}

// Size is how many pages an author has written in the topic and below, without
// its index.
func (t *Topic) Size() int {
	n := len(t.Pages)
	for _, child := range t.Topics {
		if child.Index.Playbook != nil {
			n++
		}
		n += child.Size()
	}
	return n
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
		if p.Kind == KindNotFound {
			continue // it stands at any address
		}
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
	plan := j.tree.Plan
	if t.Index == nil {
		t.Index = &Page{Kind: KindTopic, Title: cmp.Or(plan.Labels[t.Path], j.tree.Dialect.NameOf(path.Base(t.Path), slug.Title)), Topic: t, Address: path.Join(t.Path, "index.html")}
		if t.Parent == nil {
			t.Index.Kind, t.Index.Title = KindHome, title
		}
		t.Index.Summary = j.words.Say("topicSummary", t.Index.Title)
		j.addresses.reserve(t.Index.Address, "the index of the folder "+j.tree.Path(t.Path), t.Path, diag.Span{})
	}
	for _, child := range t.Topics {
		j.complete(child, title)
	}
	order := j.places()
	compare := func(a, b *Page) int {
		if d := cmp.Compare(order(a), order(b)); d != 0 {
			return d
		}
		if plan.ByFile {
			return strings.Compare(a.Address, b.Address)
		}
		return byTitle(j.words)(a, b)
	}
	slices.SortStableFunc(t.Pages, compare)
	slices.SortStableFunc(t.Topics, func(a, b *Topic) int { return compare(a.Index, b.Index) })
}

// places gives the place that a page asks for, or that another program's list
// gives it; those without one come last.
func (j *joiner) places() func(p *Page) float64 {
	const last = 1 << 30
	place := map[string]int{}
	for i, file := range j.tree.Plan.Sequence {
		place[file] = i + 1
	}
	return func(p *Page) float64 {
		if len(place) > 0 {
			if p.Playbook != nil && place[p.Playbook.Path] > 0 {
				return float64(place[p.Playbook.Path])
			}
			if p.Kind == KindTopic {
				return float64(firstBelow(p.Topic, place))
			}
		}
		if p.Playbook != nil && p.Playbook.Order != 0 {
			return p.Playbook.Order
		}
		if n := j.tree.Plan.Orders[folderOf(p.Address)]; n != 0 && p.Kind == KindTopic {
			return n
		}
		return last
	}
}

func byTitle(catalog *i18n.Catalog) func(a, b *Page) int {
	return func(a, b *Page) int {
		return cmp.Or(catalog.Compare(a.Title, b.Title), strings.Compare(a.Address, b.Address))
	}
}
