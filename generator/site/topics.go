package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/names"
)

// topics makes the tree of folders, each with an index page.
func (j *joiner) topics() {
	j.Root = &Topic{}
	j.folders[""] = j.Root
	for _, p := range j.Pages {
		folder := path.Dir(p.Address)
		if folder == "." {
			folder = ""
		}
		t := j.topic(folder)
		p.Topic = t
		if p.Kind == KindPlaybook {
			t.Pages = append(t.Pages, p)
		} else {
			t.Index = p
		}
	}
	j.sortTopic(j.Root)
	j.Home = j.Root.Index
}

func (j *joiner) topic(folder string) *Topic {
	if t := j.folders[folder]; t != nil {
		return t
	}
	parent := path.Dir(folder)
	if parent == "." {
		parent = ""
	}
	t := &Topic{Path: folder, Parent: j.topic(parent)}
	t.Parent.Topics = append(t.Parent.Topics, t)
	j.folders[folder] = t
	return t
}

// sortTopic orders a folder and those in it, and gives each an index page.
func (j *joiner) sortTopic(t *Topic) {
	if t.Index == nil {
		t.Index = &Page{Kind: KindTopic, Title: names.FromFileName(path.Base(t.Path)), Topic: t, Address: path.Join(t.Path, "index.html")}
		if t == j.Root {
			t.Index.Kind, t.Index.Title = KindHome, j.Title
		}
		t.Index.Summary = j.Words.Say("topicSummary", t.Index.Title)
		j.add(t.Index, "the index of the folder "+path.Join(j.dir, t.Path), t.Path, diag.Pos{})
	}
	slices.SortStableFunc(t.Pages, j.byOrder)
	for _, child := range t.Topics {
		j.sortTopic(child)
	}
	slices.SortStableFunc(t.Topics, func(a, b *Topic) int { return j.byOrder(a.Index, b.Index) })
}

// byOrder puts pages that have an order first, the others by title.
func (s *Site) byOrder(a, b *Page) int {
	const last = 1 << 30
	order := func(p *Page) int {
		if p.Playbook == nil || p.Playbook.Order == 0 {
			return last
		}
		return p.Playbook.Order
	}
	if d := order(a) - order(b); d != 0 {
		return d
	}
	return cmp.Or(s.Words.Compare(a.Title, b.Title), strings.Compare(a.Address, b.Address))
}

// readingOrder puts the pages in the order of a book, and ties neighbours.
func (j *joiner) readingOrder() {
	j.Pages = j.Pages[:0]
	var read func(t *Topic)
	read = func(t *Topic) {
		j.Pages = append(append(j.Pages, t.Index), t.Pages...)
		for _, child := range t.Topics {
			read(child)
		}
	}
	read(j.Root)
	for i, p := range j.Pages {
		if i > 0 {
			p.Prev, j.Pages[i-1].Next = j.Pages[i-1], p
		}
	}
}

// Crumbs gives the index pages above p, from the home page down.
func (p *Page) Crumbs() []*Page {
	var up []*Page
	t := p.Topic
	if t != nil && t.Index.Address == p.Address {
		t = t.Parent
	}
	for ; t != nil; t = t.Parent {
		up = append(up, t.Index)
	}
	slices.Reverse(up)
	return up
}
