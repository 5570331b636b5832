// Package checklist is the generator step: from the structured criteria of a
// playbook it builds what a checklist page shows, the limits in words, the
// scales, the bands of a scorecard and the way through a decision; and, of
// bands.yaml, the order of a list (order.go). Scores are made in the browser:
// templates/assets/checklist/score.ts tells their rules.
package checklist

import (
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// Page is a checklist ready to be shown.
type Page struct {
	*playbook.Checklist
	Playbook *playbook.Playbook // the playbook that owns the criteria
	Items    []Item
	Bands    []Band // of a scorecard, from the highest down

	words phraser
}

// Item is one criterion ready to be shown.
type Item struct {
	playbook.Criterion
	Number int    // on the page, from 1
	Phrase string // its limits as part of a sentence: 10–50 computers
	Limits string // its limits in full: at most 50 min, ideally up to 30 min
	Scale  *Scale // nil when nothing can be drawn

	words phraser
}

// Band is one verdict with the scores that lead to it.
type Band struct {
	Low, High int // both inside the band, 0 to 100
	Say       string
	Next      string        // what to do next; may be empty
	More      playbook.Name // a page to read; may name none
	Width     int           // from Low to the next band, in points of the score
}

// Build makes the page of every checklist, in the words of the site's language.
// Two checklists with one id are reported; path gives a file as its author
// knows it.
func Build(playbooks []*playbook.Playbook, catalog *i18n.Catalog, path func(file string) string) ([]*Page, diag.List) {
	var pages []*Page
	var problems diag.List
	owners := map[string]*playbook.Playbook{}
	for _, p := range playbooks {
		if p.Checklist == nil {
			continue
		}
		id := p.Checklist.ID
		if before := owners[id.Value]; before != nil {
			r := diag.NewReporter(path(p.Path))
			r.Errorf(id.Span, "duplicate-id", "give one of them another id", "the checklist %q is also in %s", id, path(before.Path))
			problems = append(problems, r.List()...)
			continue
		}
		owners[id.Value] = p
		pages = append(pages, build(p, phraser{catalog}))
	}
	return pages, problems
}

func build(p *playbook.Playbook, w phraser) *Page {
	page := &Page{Checklist: p.Checklist, Playbook: p, words: w}
	scale := map[string]float64{"": 1}
	for _, g := range p.Checklist.Groups {
		scale[g.ID.Value] = g.Weight.Value
	}
	for i, c := range p.Checklist.Criteria {
		c.Weight.Value *= scale[c.Group.Value]
		if unit := kinds[c.Kind].unit; unit != nil {
			c.Unit = unit(w)
		}
		page.Items = append(page.Items, Item{Criterion: c, Number: i + 1, Phrase: w.phrase(c), Limits: w.limits(c), Scale: w.scale(c), words: w})
	}
	page.Bands = bands(p.Checklist.Verdicts)
	return page
}

// Title is the checklist's own title, or its playbook's.
func (p *Page) Title() string {
	if p.Checklist.Title != "" {
		return p.Checklist.Title
	}
	return p.Playbook.Title
}

// Summary says in a sentence what the page holds.
func (p *Page) Summary() string {
	n := p.words.Say("questions", len(p.Items))
	switch {
	case p.Ours():
		n = p.words.Say("questionsOnOurs", n, p.About)
	case p.About != "":
		n = p.words.Say("questionsOn", n, p.About)
	}
	return p.led(n)
}

// Takes says what it takes and brings, without what it is about.
func (p *Page) Takes() string { return p.led(p.words.Say("questions", len(p.Items))) }

// led says what questions lead to.
func (p *Page) led(questions string) string {
	if say := summaries[p.Kind]; say != nil {
		return say(p.words, questions)
	}
	return questions // of a kind that is a mistake, which is told already
}

// OfClients tells whether it is clients that the checklist judges, by the
// language's own word for one.
func (p *Page) OfClients() bool { return strings.EqualFold(p.About, p.words.Say("clientNoun")) }

// Ours tells whether the checklist judges something of our own, of which there
// is one alone.
func (p *Page) Ours() bool { return strings.HasPrefix(p.About, p.words.Say("ours")) }

// Item gives the criterion of that id, or of that earlier id, or nil.
func (p *Page) Item(id string) *Item {
	c := p.Find(id)
	for i := range p.Items {
		if c != nil && p.Items[i].ID.Value == c.ID.Value {
			return &p.Items[i]
		}
	}
	return nil
}

func bands(verdicts []playbook.Verdict) []Band {
	var out []Band
	high := 100
	for _, v := range verdicts {
		low := int(v.At.Value)
		out = append(out, Band{Low: low, High: high, Say: v.Say, Next: v.Next, More: v.More, Width: min(high+1, 100) - low})
		high = low - 1
	}
	return out
}
