package site

// Order is the order of a book: each topic's index, then its pages, then the
// topics in it.
type Order struct {
	pages []*Page
	at    map[string]int // by address: an edited page is a copy
}

func readingOrder(root *Topic) Order {
	o := Order{at: map[string]int{}}
	o.read(root)
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

// Pages are the pages in their order.
func (o Order) Pages() []*Page { return o.pages }

// Prev is the page before p, or nil.
func (o Order) Prev(p *Page) *Page { return o.beside(p, -1) }

// Next is the page after p, or nil.
func (o Order) Next(p *Page) *Page { return o.beside(p, 1) }

func (o Order) beside(p *Page, step int) *Page {
	i, ok := o.at[p.Address]
	if !ok || i+step < 0 || i+step >= len(o.pages) {
		return nil
	}
	return o.pages[i+step]
}
