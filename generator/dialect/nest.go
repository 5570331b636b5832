package dialect

import (
	"cmp"
	"slices"
	"strings"
)

// Front is what a page says of its place.
type Front struct {
	Path, Title string
	Order       float64 // that it asks for; 0 for none
	Params      map[string]any
}

// Nest arranges pages by what each says of its place, where the dialect has that.
func (d *Dialect) Nest(p *Plan, dir string, pages []Front) {
	if d.nest == nil {
		return
	}
	if folders := above(dir); len(folders) > 0 {
		d.nest(p, project{folders: folders}, pages)
	}
}

// place is where a page stands below another, by their names in the list.
type place struct {
	Front
	name   string
	above  []string // the name of the one above it, and if it is said, of those above that
	last   bool     // it has no place, and follows those that have
	tie    string   // decides between two of the same place
	nested []*place
}

// nested gives the pages in the order of their tree: each before those below it, and
// the pages below one by their places and then by their names. A page whose parent is
// not there, or stands below itself, is at the top.
func nested(places []*place) (out []string) {
	by := map[string][]*place{}
	for _, p := range places {
		by[p.name] = append(by[p.name], p)
	}
	var roots []*place
	for _, p := range places {
		if parent := p.parent(by); parent != nil {
			parent.nested = append(parent.nested, p)
		} else {
			roots = append(roots, p)
		}
	}
	seen := map[*place]bool{}
	var take func(level []*place)
	take = func(level []*place) {
		slices.SortStableFunc(level, comparePlaces)
		for _, p := range level {
			if !seen[p] {
				seen[p] = true
				out = append(out, p.Path)
				take(p.nested)
			}
		}
	}
	take(roots)
	for _, p := range places { // in a circle
		take([]*place{p})
	}
	return out
}

// parent finds the page that this one stands below: of several of its name the one
// with the right page above that.
func (p *place) parent(by map[string][]*place) *place {
	if len(p.above) == 0 {
		return nil
	}
	for _, parent := range by[p.above[0]] {
		if parent != p && (len(p.above) < 2 || len(parent.above) > 0 && parent.above[0] == p.above[1]) {
			return parent
		}
	}
	return nil
}

func comparePlaces(a, b *place) int {
	if a.last != b.last {
		return map[bool]int{false: -1, true: 1}[a.last]
	}
	return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.tie, b.tie))
}

// textOf is a value of front matter that is a text; "" if it is none.
func textOf(params map[string]any, key string) string {
	s, _ := params[key].(string)
	return strings.TrimSpace(s)
}
