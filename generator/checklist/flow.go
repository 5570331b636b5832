package checklist

import (
	"strings"

	"fieldbook/generator/playbook"
)

// Flow is a decision drawn as a diagram: one step a rule, "yes" to the right
// to its outcome, "no" down to the next. All lengths are in the diagram's own
// units: it is 340 wide, and a character is at most 8 wide.
type Flow struct {
	Height int
	Steps  []Step
}

// Step is one rule in a Flow. The last one asks nothing.
type Step struct {
	Number           int
	Question         []string // lines; empty in the last step
	Outcome          []string // lines
	Top, Bottom      int      // of the question's box
	OutcomeTop       int
	OutcomeHeight    int
	Middle           int // of the outcome's box
	QuestionBaseline int
	OutcomeBaseline  int
}

// Measures of a Flow.
const (
	flowLine     = 19 // from one line of text to the next
	flowPadding  = 10 // between a box and its text
	flowGap      = 16 // between boxes
	flowAscent   = 14 // from the top of a line to its baseline
	questionFits = 40 // characters in a line
	outcomeFits  = 28
)

// Flow draws the decision; nil for other kinds of checklist.
func (p *Page) Flow() *Flow {
	if len(p.Rules) == 0 {
		return nil
	}
	f := &Flow{}
	y := 1
	for i, rule := range p.Rules {
		s := Step{Number: i + 1, Outcome: wrap(rule.Outcome(), outcomeFits), Top: y}
		if rule.Else == "" {
			s.Question = wrap(p.question(rule), questionFits)
			s.QuestionBaseline = y + flowPadding + flowAscent
			s.Bottom = y + 2*flowPadding + flowLine*len(s.Question)
			y = s.Bottom + flowGap
		} else {
			s.Bottom = y
			y += flowGap / 2
		}
		s.OutcomeTop = y
		s.OutcomeHeight = 2*flowPadding + flowLine*len(s.Outcome)
		s.Middle = y + s.OutcomeHeight/2
		s.OutcomeBaseline = y + flowPadding + flowAscent
		y += s.OutcomeHeight + flowGap
		f.Steps = append(f.Steps, s)
	}
	f.Height = y - flowGap + 1
	return f
}

// question joins what a rule asks: "Are our weak spots substantial? And …?"
func (p *Page) question(rule playbook.Rule) string {
	var parts []string
	for i, c := range rule.If {
		ask := c.ID.Value
		if item := p.Item(c.ID.Value); item != nil {
			ask = item.Ask
		}
		if !c.Yes {
			ask = p.words.Say("notAsk", lowerFirst(ask))
		}
		if i > 0 {
			ask = p.words.Say("andAsk", lowerFirst(ask))
		}
		parts = append(parts, ask)
	}
	return strings.Join(parts, " ")
}

// wrap cuts a text into lines of at most width characters, at spaces.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
		for r := []rune(line); len(r) > width; r = []rune(line) {
			lines = append(lines, string(r[:width]))
			line = string(r[width:])
		}
	}
	return append(lines, line)
}
