package checklist

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
)

// Order is what to say to those who rent lists, so that a list brings what a
// scorecard asks for.
type Order struct {
	Selects []OrderSelect
	Radius  *Item  // how far to look, of this scorecard or another; nil if no criterion says
	Ask     []Item // what no list can be selected by: it is asked of each lead
	Points  []string
}

// OrderSelect is one criterion as brokers sell it.
type OrderSelect struct {
	Item   Item
	Say    string // its name in an order
	Sold   []OrderBands
	Shares []string
}

// HasOver tells whether any broker's bands bring too many.
func (s OrderSelect) HasOver() bool {
	return slices.ContainsFunc(s.Sold, func(b OrderBands) bool { return len(b.Over) > 0 })
}

// HasLost tells whether anything is missed without those bands.
func (s OrderSelect) HasLost() bool {
	return slices.ContainsFunc(s.Sold, func(b OrderBands) bool { return b.Lost != "" })
}

// OrderBands are one broker's bands, held against what is wanted.
type OrderBands struct {
	By    string
	Any   bool     // the limits themselves can be had
	Exact []string // bands that bring nothing but what is wanted
	Over  []string // bands that also bring what is not
	Lost  string   // what is wanted and not in the exact ones; empty if nothing
}

// Order lays out how to order a list for a scorecard; nil if bands.yaml names no
// measure of it. all are the checklists among which the radius is looked for.
func (p *Page) Order(bands playbook.Bands, all []*Page) *Order {
	o := &Order{Points: bands.Points}
	for _, item := range p.Items {
		m := measureOf(item.Criterion, bands.Measures)
		switch {
		case m != nil && len(m.Sold) > 0 && (item.Min != nil || item.Max != nil):
			o.Selects = append(o.Selects, p.selects(item, *m))
		default:
			o.Ask = append(o.Ask, item)
		}
	}
	if len(o.Selects) == 0 {
		return nil
	}
	for _, other := range append([]*Page{p}, all...) {
		for i, item := range other.Items {
			if o.Radius == nil && item.Max != nil && slices.Contains(bands.Radius, item.Unit) {
				o.Radius = &other.Items[i]
			}
		}
	}
	return o
}

// measureOf finds what a criterion measures, by its columns.
func measureOf(c playbook.Criterion, measures []playbook.Measure) *playbook.Measure {
	for i, m := range measures {
		for _, column := range c.Columns {
			if slices.ContainsFunc(m.Columns, func(name string) bool { return strings.EqualFold(name, column) }) {
				return &measures[i]
			}
		}
	}
	return nil
}

func (p *Page) selects(item Item, m playbook.Measure) OrderSelect {
	want := playbook.Span{High: math.Inf(1)}
	if item.Min != nil {
		want.Low = item.Min.Value
	}
	if item.Max != nil {
		want.High = item.Max.Value
	}
	out := OrderSelect{Item: item, Say: m.Say}
	for _, sold := range m.Sold {
		out.Sold = append(out.Sold, p.held(want, sold))
	}
	for _, share := range m.Shares {
		if share.Span.Low >= want.Low && share.Span.High <= want.High && share.Of.Value > 0 {
			out.Shares = append(out.Shares, p.words.Say("orderShare", p.words.Number(math.Round(100*share.Firms.Value/share.Of.Value)), share.Say, p.words.Number(share.Firms.Value), p.words.Number(share.Of.Value)))
		}
	}
	return out
}

// held holds a broker's bands against what is wanted.
func (p *Page) held(want playbook.Span, sold playbook.Sold) OrderBands {
	out := OrderBands{By: sold.By, Any: sold.Any}
	var exact []playbook.Span
	for _, b := range sold.Bands {
		switch {
		case b.High < want.Low, b.Low > want.High, onlyTouches(b, want, sold.Bands):
		case b.Low >= want.Low && b.High <= want.High:
			exact = append(exact, b)
			out.Exact = append(out.Exact, p.bandWords(b))
		default:
			out.Over = append(out.Over, p.bandWords(b))
		}
	}
	if !sold.Any {
		out.Lost = p.lost(want, exact)
	}
	return out
}

// onlyTouches tells a band that shares one end alone with what is wanted, where
// another band has that end too: of 500,000–1 million and 1–2.5 million, the
// second is the one that brings a million.
func onlyTouches(b, want playbook.Span, all []playbook.Span) bool {
	if b.Low == b.High {
		return false
	}
	return b.High == want.Low && slices.ContainsFunc(all, func(other playbook.Span) bool { return other.Low == b.High }) ||
		b.Low == want.High && slices.ContainsFunc(all, func(other playbook.Span) bool { return other.High == b.Low })
}

// lost says what is wanted and in none of these bands. What is sold in bands is
// counted in whole numbers.
func (p *Page) lost(want playbook.Span, bands []playbook.Span) string {
	slices.SortFunc(bands, func(a, b playbook.Span) int { return cmp.Compare(a.Low, b.Low) })
	var gaps []string
	covered := want.Low - 1
	for _, b := range bands {
		if b.Low > covered+1 {
			gaps = append(gaps, p.bandWords(playbook.Span{Low: covered + 1, High: b.Low - 1}))
		}
		covered = max(covered, b.High)
	}
	if covered < want.High {
		gaps = append(gaps, p.bandWords(playbook.Span{Low: covered + 1, High: want.High}))
	}
	return strings.Join(gaps, ", ")
}

// bandWords says a band: C 10–19, at least 10,000.
func (p *Page) bandWords(b playbook.Span) string {
	s := span{low: &playbook.Number{Value: b.Low}}
	if !math.IsInf(b.High, 1) {
		s.high = &playbook.Number{Value: b.High}
	}
	return strings.TrimSpace(b.Code + " " + p.words.span(s, ""))
}
