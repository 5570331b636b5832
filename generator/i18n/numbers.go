package i18n

import (
	"math"
	"strconv"
	"strings"
)

const million = 1e6

// Number writes a number for people: 1,500, 2.5 million, 0.3.
func (c *Catalog) Number(v float64) string {
	if math.Abs(v) >= million {
		return c.Say("million", c.decimal(v/million))
	}
	return c.decimal(v)
}

// Range writes two numbers as a span.
func (c *Catalog) Range(low, high float64) string {
	if low >= million && high >= million {
		return c.Say("million", c.Say("span", c.decimal(low/million), c.decimal(high/million)))
	}
	return c.Say("span", c.Number(low), c.Number(high))
}

// Short writes a number for a scale: 10M, 15k, 75.
func (c *Catalog) Short(v float64) string {
	switch abs := math.Abs(v); {
	case abs >= million:
		return c.Say("shortMillion", c.decimal(v/million))
	case abs >= 10_000:
		return c.Say("shortThousand", c.decimal(v/1000))
	}
	return c.decimal(v)
}

// decimal writes at most two digits after the mark, and marks the thousands.
func (c *Catalog) decimal(v float64) string {
	text := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	whole, fraction, found := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + c.Say("thousandsMark") + whole[i:]
	}
	if found {
		whole += c.Say("decimalMark") + fraction
	}
	return sign + whole
}

// Date writes a day: 31 January 2026. month counts from 1.
func (c *Catalog) Date(year, month, day int) string {
	months := strings.Fields(c.Say("months"))
	if month < 1 || month > len(months) {
		return ""
	}
	return c.Say("dateForm", strconv.Itoa(day), months[month-1], strconv.Itoa(year))
}

// Period writes "2 months", or "month" for a single one; unit is day, week,
// month or year.
func (c *Catalog) Period(n int, unit string) string { return c.Say(unit, n) }
