package checklist

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"fieldbook/generator/playbook"
)

// Form is what is asked of a client who answers a checklist on their own. It and what it
// is made of are types of their own, and made by name of what a client may read: so no key
// of a criterion, and none that is yet to come, gets into a form by being forgotten.
type Form struct {
	ID      string     `json:"id"`
	Version string     `json:"version"` // of what is asked, as far as answers depend on it
	Title   string     `json:"title"`
	To      string     `json:"to,omitempty"` // the mail address that the answers go to
	Parts   []FormPart `json:"parts"`
}

// FormPart are questions under a heading; the first ones may have none.
type FormPart struct {
	Title     string         `json:"title,omitempty"`
	Questions []FormQuestion `json:"questions"`
}

// FormQuestion is one question of a Form.
type FormQuestion struct {
	ID      string       `json:"id"`
	Number  int          `json:"number"` // in the form, from 1
	Ask     string       `json:"ask"`
	Help    string       `json:"-"`
	Input   Input        `json:"input"`
	Unit    string       `json:"unit,omitempty"`
	Options []FormOption `json:"options,omitempty"`
	OnlyIf  []FormNeed   `json:"only_if,omitempty"`
	When    []string     `json:"-"` // when it is asked, in words, for who answers on paper
}

// FormOption is an answer that can be chosen.
type FormOption struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// FormNeed is what must be so for a question to be asked: that another is asked and, if
// there are any, that one of these options of it may be chosen. What only_if says of
// numbers, dates and credit would tell the limits: it is left out, and the question is
// asked.
type FormNeed struct {
	ID  string   `json:"id"`
	Any []string `json:"any,omitempty"`
}

// Input is how a question is answered in a form.
type Input string

// The ways to answer.
const (
	InputOne    Input = "one"    // choose one of the options
	InputSome   Input = "some"   // tick some of them
	InputNumber Input = "number" // write a number
	InputDate   Input = "date"   // write a date or a part of the calendar
	InputDay    Input = "day"    // name a day
)

// Form is the checklist as its client sees it.
func (p *Page) Form() Form {
	f := Form{ID: p.ID.Value, Version: p.FormVersion(), Title: p.Title()}
	titles := map[string]string{}
	for _, g := range p.Groups {
		titles[g.ID.Value] = g.Title
	}
	last, asked := "", map[string]FormQuestion{}
	for i, c := range p.Criteria {
		asked[c.ID.Value] = FormQuestion{Number: i + 1, Options: p.options(c)}
	}
	for i, c := range p.Criteria {
		if i == 0 || c.Group.Value != last {
			f.Parts = append(f.Parts, FormPart{Title: titles[c.Group.Value]})
		}
		last = c.Group.Value
		part := &f.Parts[len(f.Parts)-1]
		q := FormQuestion{ID: c.ID.Value, Number: i + 1, Ask: c.Ask, Help: c.Help, Input: kinds[c.Kind].input, Unit: c.Unit, Options: p.options(c), OnlyIf: p.needs(c)}
		for _, need := range q.OnlyIf {
			if need.Any != nil {
				q.When = append(q.When, p.words.Say("formOnlyIf", asked[need.ID].Number, asked[need.ID].labels(need.Any)))
			}
		}
		part.Questions = append(part.Questions, q)
	}
	return f
}

// labels are the words of some of the options.
func (q FormQuestion) labels(ids []string) string {
	var out []string
	for _, o := range q.Options {
		if slices.Contains(ids, o.ID) {
			out = append(out, o.Label)
		}
	}
	return strings.Join(out, " / ")
}

// Count is how many questions there are.
func (f Form) Count() int {
	n := 0
	for _, p := range f.Parts {
		n += len(p.Questions)
	}
	return n
}

// options are the answers that a criterion's answerer can choose from.
func (p *Page) options(c playbook.Criterion) []FormOption {
	if given := kinds[c.Kind].answers; given != nil {
		return given(p.words)
	}
	var out []FormOption
	for _, o := range c.Options {
		out = append(out, FormOption{o.ID, o.Label})
	}
	return out
}

// needs are the conditions of a criterion that a form can follow without a limit.
func (p *Page) needs(c playbook.Criterion) []FormNeed {
	var out []FormNeed
	for _, r := range c.OnlyIf {
		of := p.Find(r.ID.Value)
		if of == nil {
			continue // which is told as a mistake
		}
		need := FormNeed{ID: of.ID.Value, Any: r.Any}
		if kinds[of.Kind].answers != nil && r.Yes != nil { // of any other kind, yes tells whether an answer has credit
			need.Any = []string{"no"}
			if *r.Yes {
				need.Any = []string{"yes"}
			}
		}
		out = append(out, need)
	}
	return out
}

// FormVersion changes with the ids of the criteria, their kinds and their options: by it
// a checklist tells answers to another version of it.
func (p *Page) FormVersion() string {
	var of strings.Builder
	for _, c := range p.Criteria {
		of.WriteString(c.ID.Value + "\x00" + string(c.Kind) + "\x00")
		for _, o := range c.Options {
			of.WriteString(o.ID + "\x00")
		}
		of.WriteByte('\n')
	}
	sum := sha256.Sum256([]byte(of.String()))
	return hex.EncodeToString(sum[:4])
}
