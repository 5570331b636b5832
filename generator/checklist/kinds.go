package checklist

import (
	"cmp"
	"slices"

	"fieldbook/generator/playbook"
)

// kind is how a kind of criterion is said and drawn; what it lacks it has not.
type kind struct {
	unit   func(phraser) string                     // what its numbers count, where no writer says it
	phrase func(phraser, playbook.Criterion) string // its limits as part of a sentence
	limits func(phraser, playbook.Criterion) string // all that it wants
	room   func(*Scale, playbook.Criterion) float64 // makes room on its scale beyond the limits, and gives the step between ticks
	spread bool                                     // its options are its scale

	input   Input                      // how a form asks for it
	answers func(phraser) []FormOption // what can be chosen, where no writer says it
	plain   bool                       // scripts of plain checklists read its answers
	reader  string                     // the script that reads what is typed, if that is one of its own
}

var kinds = map[playbook.CriterionKind]kind{
	playbook.KindYesNo:   {limits: phraser.wanted, input: InputOne, answers: phraser.yesNo, plain: true},
	playbook.KindNumber:  {phrase: phraser.number, limits: phraser.spans, room: (*Scale).around, input: InputNumber, plain: true},
	playbook.KindList:    {phrase: phraser.number, limits: phraser.ofOptions, room: (*Scale).count, spread: true, input: InputSome, plain: true},
	playbook.KindCadence: {phrase: phraser.cadence, limits: phraser.cadence, input: InputDay},
	playbook.KindChoice:  {input: InputOne}, // its options tell
	playbook.KindDate:    {phrase: phraser.number, limits: phraser.spans, room: (*Scale).around, unit: phraser.months, reader: "dates.js", input: InputDate},
}

// summaries say what the questions of each kind of checklist are for.
var summaries = map[playbook.ChecklistKind]func(w phraser, questions string) string{
	playbook.KindChecklist: func(w phraser, questions string) string { return w.Say("toTick", questions) },
	playbook.KindScorecard: func(w phraser, questions string) string { return w.Say("toScore", questions) },
	playbook.KindDecision:  func(w phraser, questions string) string { return w.Say("toDecide", questions) },
}

// phrase says a criterion as part of a sentence.
func (w phraser) phrase(c playbook.Criterion) string {
	said := ""
	if say := kinds[c.Kind].phrase; say != nil {
		said = say(w, c)
	}
	return cmp.Or(said, asked(c))
}

// limits says all that a criterion wants.
func (w phraser) limits(c playbook.Criterion) string {
	if say := kinds[c.Kind].limits; say != nil {
		return say(w, c)
	}
	return ""
}

// Plain tells whether a script can do without groups, without answers that decide what
// else is asked, and without the kinds that few checklists have: see
// templates/assets/checklist/plain.ts.
func (p *Page) Plain() bool {
	return len(p.Groups) == 0 && !slices.ContainsFunc(p.Items, func(i Item) bool { return !kinds[i.Kind].plain || len(i.OnlyIf) > 0 })
}

// Readers are the scripts that its page needs to read what is typed.
func (p *Page) Readers() []string {
	var names []string
	for _, i := range p.Items {
		if name := kinds[i.Kind].reader; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Drawn is the scale that the criterion's page shows; nil where the boxes of its
// options are one already.
func (i Item) Drawn() *Scale {
	if kinds[i.Kind].spread {
		return nil
	}
	return i.Scale
}

// yesNo are the answers to a question of yes or no.
func (w phraser) yesNo() []FormOption {
	return []FormOption{{"yes", w.Say("tickYes")}, {"no", w.Say("tickNo")}}
}
