package checklist

import (
	"strings"

	"fieldbook/generator/playbook"
)

// Stage is one rule of a decision, with the questions that it is the first to
// ask. A reader goes from stage to stage until a rule holds: that is the way.
type Stage struct {
	playbook.Rule
	Number int
	Asks   []Item   // asked here for the first time
	Again  []Wanted // asked at an earlier stage
	Wants  []Wanted // all that the rule asks
	Leads  string   // the answers that lead to the outcome: yes, both yes, yes and no
}

// Wanted is a question, and the answer to it that a rule wants.
type Wanted struct {
	Ask  string
	Want string
}

// Way lays a decision out as its stages; empty for other kinds of checklist.
// A question that no rule asks stands at the last stage.
func (p *Page) Way() []Stage {
	asked := map[string]bool{}
	var way []Stage
	for i, rule := range p.Rules {
		s := Stage{Rule: rule, Number: i + 1, Leads: p.leads(rule.If)}
		for _, c := range rule.If {
			item := p.Item(c.ID.Value)
			if item == nil {
				continue // a mistake, which is told already
			}
			wanted := Wanted{item.Ask, p.words.answer(c.Yes)}
			s.Wants = append(s.Wants, wanted)
			if asked[c.ID.Value] {
				s.Again = append(s.Again, wanted)
			} else {
				s.Asks = append(s.Asks, *item)
			}
			asked[c.ID.Value] = true
		}
		way = append(way, s)
	}
	for _, item := range p.Items {
		if len(way) > 0 && !asked[item.ID.Value] {
			last := &way[len(way)-1]
			last.Asks = append(last.Asks, item)
		}
	}
	return way
}

// leads says which answers a rule wants.
func (p *Page) leads(conditions playbook.Conditions) string {
	var answers []string
	differ := false
	for _, c := range conditions {
		answers = append(answers, p.words.answer(c.Yes))
		differ = differ || c.Yes != conditions[0].Yes
	}
	switch {
	case differ || len(answers) < 2:
		return strings.Join(answers, ", ")
	case len(answers) == 2:
		return p.words.Say("both", answers[0])
	default:
		return p.words.Say("allOfThem", answers[0])
	}
}

// answer says yes or no.
func (w phraser) answer(yes bool) string {
	if yes {
		return w.Say("yes")
	}
	return w.Say("no")
}
