package site

import (
	"slices"

	"fieldbook/generator/dialect"
)

// Order is the order of a book: each topic's index, then its pages, then the
// topics in it.
type Order struct {
	pages  []*Page
	at     map[string]int // by address: an edited page is a copy
	listed bool           // by another program's list, which has no pages for folders
}

// readingOrder gives the order of the folders, or the one that another program's
// list of pages gives them: what that leaves out comes last.
func readingOrder(root *Topic, plan dialect.Plan) Order {
	o := Order{at: map[string]int{}}
	o.read(root)
	if len(plan.Sequence) > 0 {
		o.follow(plan.Sequence)
		o.listed = true
	}
	for i, p := range o.pages {
		o.at[p.Address] = i
	}
	return o
}

func (o *Order) read(t *Topic) {
	o.pages = append(append(o.pages, t.Index), t.Pages...)
	for _, child := range t.Topics {
		o.read(child)
	}
}

func (o *Order) follow(sequence []string) {
	place := map[string]int{}
	for i, file := range sequence {
		place[file] = i + 1
	}
	places := map[*Page]int{}
	for _, p := range o.pages {
		switch {
		case p.Playbook != nil && place[p.Playbook.Path] > 0:
			places[p] = place[p.Playbook.Path]
		case p.Kind == KindTopic:
			places[p] = max(0, firstBelow(p.Topic, place)-1) // it leads to those below it
		default:
			places[p] = 1 << 30
		}
	}
	places[o.pages[0]] = 0 // readers enter by the home page
	slices.SortStableFunc(o.pages, func(a, b *Page) int { return places[a] - places[b] })
}

// firstBelow is the first place among the pages of a topic and those in it; one
// after all if none has any.
func firstBelow(t *Topic, place map[string]int) int {
	first := 1 << 30
	for _, p := range t.Pages {
		if at := place[p.Playbook.Path]; at > 0 {
			first = min(first, at)
		}
	}
	for _, child := range t.Topics {
		if p := child.Index.Playbook; p != nil && place[p.Path] > 0 {
			first = min(first, place[p.Path])
		}
		first = min(first, firstBelow(child, place))
	}
	return first
}

// Pages are the pages in their order.
func (o Order) Pages() []*Page { return o.pages }

// Prev is the page before p, or nil.
func (o Order) Prev(p *Page) *Page { return o.beside(p, -1) }

// Next is the page after p, or nil.
func (o Order) Next(p *Page) *Page { return o.beside(p, 1) }

func (o Order) beside(p *Page, step int) *Page {
	i, ok := o.at[p.Address]
	for ok {
		i += step
		if i < 0 || i >= len(o.pages) {
			break
		}
		if !o.listed || o.pages[i].Kind != KindTopic || o.pages[i].Playbook != nil {
			return o.pages[i]
		}
	}
	return nil
}
