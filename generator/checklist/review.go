package checklist

import (
	"cmp"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
)

// Part is a group of a checklist with its criteria.
type Part struct {
	*playbook.Group // nil for those that stand in none
	Items           []Item
}

// Parts are the groups in their order; before them, those criteria that stand in none.
func (p *Page) Parts() []Part {
	in := func(id string) (items []Item) {
		for _, item := range p.Items {
			if item.Group.Value == id {
				items = append(items, item)
			}
		}
		return items
	}
	var parts []Part
	if loose := in(""); loose != nil {
		parts = append(parts, Part{Items: loose})
	}
	for i := range p.Groups {
		if items := in(p.Groups[i].ID.Value); items != nil {
			parts = append(parts, Part{&p.Groups[i], items})
		}
	}
	return parts
}

// Begins is the id of the question that a scorecard without answers asks first, so that
// its page comes with that one open and nothing moves when its script, which decides,
// begins: of those that are asked in any case musts come first, then what weighs most,
// with what hangs on it.
func (p *Page) Begins() string {
	first := slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return len(i.OnlyIf) > 0 })
	if !p.Kind.Scores() || len(first) == 0 {
		return ""
	}
	must := func(i Item) int {
		if i.Must {
			return 1
		}
		return 0
	}
	worth := func(i Item) float64 {
		sum := i.Weight.Value
		for _, other := range p.Items {
			if slices.ContainsFunc(other.OnlyIf, func(r playbook.Requirement) bool { return r.ID.Value == i.ID.Value }) {
				sum += other.Weight.Value
			}
		}
		return sum
	}
	return slices.MinFunc(first, func(a, b Item) int {
		return cmp.Or(cmp.Compare(must(b), must(a)), cmp.Compare(worth(b), worth(a)))
	}).ID.Value
}

// Sells tells whether a scorecard is one of prospects, who are won or lost: and not a
// review, of which a report is handed to its client.
func (p *Page) Sells() bool { return p.Kind.Scores() && !p.Reports() }

// Requires says what must be so for a criterion to be asked, each with the answer.
func (p *Page) Requires(i Item) (all []Required) {
	for _, need := range i.OnlyIf {
		if of := p.Item(need.ID.Value); of != nil { // else it is a mistake, which is told already
			all = append(all, Required{*of, p.words.required(of.Criterion, need)})
		}
	}
	return all
}

// Required is a question, and the answer to it that another is asked for.
type Required struct {
	Item
	Answer string
}

// required says an answer that is wanted: yes, 10–50 computers, "A or B".
func (w phraser) required(c playbook.Criterion, need playbook.Requirement) string {
	switch {
	case need.Any != nil:
		return w.options(c, func(o playbook.Option) bool { return slices.Contains(need.Any, o.ID) })
	case need.Yes == nil:
		return w.span(span{need.Min, need.Max}, c.Unit)
	case c.Kind == playbook.KindChoice:
		return w.options(c, func(o playbook.Option) bool { return credited(c, o) == *need.Yes })
	}
	if good := w.limits(c); c.Kind != playbook.KindYesNo && good != "" {
		if *need.Yes {
			return good
		}
		return w.Say("notSo", good)
	}
	return w.answer(*need.Yes)
}

func credited(c playbook.Criterion, o playbook.Option) bool {
	return o.ID == c.Best.Value || o.Credit != nil && o.Credit.Value > 0
}

// options says some options of a criterion.
func (w phraser) options(c playbook.Criterion, are func(playbook.Option) bool) string {
	var labels []string
	for _, o := range c.Options {
		if are(o) {
			labels = append(labels, o.Label)
		}
	}
	return strings.Join(labels, w.Say("orBetween"))
}
