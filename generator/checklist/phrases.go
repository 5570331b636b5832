package checklist

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// span is a range of numbers; a missing end is nil.
type span struct{ low, high *playbook.Number }

func limit(c playbook.Criterion) span { return span{c.Min, c.Max} }

// ideal is the ideal span: as given, or min to max.
func ideal(c playbook.Criterion) span {
	if len(c.Ideal) == 2 {
		return span{&c.Ideal[0], &c.Ideal[1]}
	}
	return limit(c)
}

// phraser says criteria in the language of a site.
type phraser struct{ *i18n.Catalog }

// span says a span: "10–50 computers", "at most 50 min", "at least 1".
func (w phraser) span(s span, unit string) string {
	text := ""
	switch {
	case s.low != nil && s.high != nil && s.low.Value == s.high.Value:
		text = w.Number(s.low.Value)
	case s.low != nil && s.high != nil && s.low.Value == 0:
		text = w.Say("upTo", w.Number(s.high.Value))
	case s.low != nil && s.high != nil:
		text = w.Range(s.low.Value, s.high.Value)
	case s.low != nil:
		text = w.Say("atLeast", w.Number(s.low.Value))
	case s.high != nil:
		text = w.Say("atMost", w.Number(s.high.Value))
	default:
		return ""
	}
	return strings.TrimSpace(text + " " + unit)
}

// number says the limits of a number, or its ideal span.
func (w phraser) number(c playbook.Criterion) string {
	return cmp.Or(w.span(limit(c), c.Unit), w.span(ideal(c), c.Unit))
}

// asked is a question as part of a sentence.
func asked(c playbook.Criterion) string { return lowerFirst(strings.TrimRight(c.Ask, "?")) }

// Part says one number of a criterion: its min, its max or its ideal span. It
// tells whether the criterion has it.
func (i Item) Part(name string) (string, bool) {
	s := span{}
	switch name {
	case "":
		return i.Phrase, true
	case "min":
		s = span{i.Min, i.Min}
	case "max":
		s = span{i.Max, i.Max}
	case "ideal":
		s = ideal(i.Criterion)
	}
	text := i.words.span(s, i.Unit)
	return text, text != ""
}

// wanted says the good answer, where it is not the usual one.
func (w phraser) wanted(c playbook.Criterion) string {
	if c.Want == "no" {
		return w.Say("noIsGood")
	}
	return ""
}

// months are what dates count in.
func (w phraser) months() string { return w.Say("monthsFromToday") }

// ofOptions says how many of the options are wanted.
func (w phraser) ofOptions(c playbook.Criterion) string {
	c.Unit = cmp.Or(c.Unit, w.Say("ofOptions", len(c.Options)))
	return w.spans(c)
}

// spans says the limits of a number, and its ideal span.
func (w phraser) spans(c playbook.Criterion) string {
	text := w.span(limit(c), c.Unit)
	if len(c.Ideal) == 2 {
		wanted := w.Say("ideally", w.span(ideal(c), c.Unit))
		if text == "" {
			text = wanted
		} else {
			text += ", " + wanted
		}
	}
	return text
}

// cadence says "once every 2 months".
func (w phraser) cadence(c playbook.Criterion) string {
	times := w.Say("once")
	if c.Count != nil && c.Count.Value != 1 {
		times = w.Say("times", int(c.Count.Value))
	}
	return w.Say("everyPeriod", times, w.Period(c.Every.N, c.Every.Unit))
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(second) {
		return s // an abbreviation
	}
	return string(unicode.ToLower(first)) + s[size:]
}
