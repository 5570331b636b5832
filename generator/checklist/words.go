package checklist

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

// words says a span: "10–50 computers", "at most 50 min", "at least 1".
func (s span) words(unit string) string {
	text := ""
	switch {
	case s.low != nil && s.high != nil && s.low.Value == s.high.Value:
		text = FormatNumber(s.low.Value)
	case s.low != nil && s.high != nil && s.low.Value == 0:
		text = "up to " + FormatNumber(s.high.Value)
	case s.low != nil && s.high != nil:
		text = formatRange(s.low.Value, s.high.Value)
	case s.low != nil:
		text = "at least " + FormatNumber(s.low.Value)
	case s.high != nil:
		text = "at most " + FormatNumber(s.high.Value)
	default:
		return ""
	}
	return strings.TrimSpace(text + " " + unit)
}

// phrase says a criterion as part of a sentence.
func phrase(c playbook.Criterion) string {
	switch c.Kind {
	case playbook.KindYesNo:
	case playbook.KindCadence:
		return cadence(c)
	case playbook.KindNumber, playbook.KindList:
		if s := limit(c).words(c.Unit); s != "" {
			return s
		}
		if s := ideal(c).words(c.Unit); s != "" {
			return s
		}
	}
	return lowerFirst(strings.TrimRight(c.Ask, "?"))
}

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
	text := s.words(i.Unit)
	return text, text != ""
}

// limits says all that a criterion wants.
func limits(c playbook.Criterion) string {
	switch c.Kind {
	case playbook.KindYesNo:
		return ""
	case playbook.KindCadence:
		return cadence(c)
	case playbook.KindNumber:
		return spans(c, c.Unit)
	case playbook.KindList:
		return spans(c, cmp.Or(c.Unit, fmt.Sprintf("of %d", len(c.Options))))
	}
	return ""
}

// spans says the limits of a number, and its ideal span.
func spans(c playbook.Criterion, unit string) string {
	text := limit(c).words(unit)
	if len(c.Ideal) == 2 {
		wanted := "ideally " + ideal(c).words(unit)
		if text == "" {
			text = wanted
		} else {
			text += ", " + wanted
		}
	}
	return text
}

// cadence says "once every 2 months".
func cadence(c playbook.Criterion) string {
	times := "once"
	if c.Count != nil && c.Count.Value != 1 {
		times = FormatNumber(c.Count.Value) + " times"
	}
	return times + " every " + c.Every.String()
}

const million = 1e6

// FormatNumber writes a number for people: 1,500, 2.5 million, 0.3.
func FormatNumber(v float64) string {
	if math.Abs(v) >= million {
		return decimal(v/million) + " million"
	}
	return decimal(v)
}

func formatRange(low, high float64) string {
	if low >= million && high >= million {
		return decimal(low/million) + "–" + decimal(high/million) + " million"
	}
	return FormatNumber(low) + "–" + FormatNumber(high)
}

// short writes a number for a scale: 10M, 1.5k, 75.
func short(v float64) string {
	switch abs := math.Abs(v); {
	case abs >= million:
		return decimal(v/million) + "M"
	case abs >= 10_000:
		return decimal(v/1000) + "k"
	}
	return decimal(v)
}

// decimal writes at most two digits after the point, and commas between
// thousands.
func decimal(v float64) string {
	text := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	whole, fraction, found := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		whole += "." + fraction
	}
	return sign + whole
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
