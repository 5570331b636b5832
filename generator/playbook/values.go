package playbook

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"fieldbook/generator/diag"
)

// Name is an id, a path or a tag, with the place where it is written.
type Name struct {
	Value string
	diag.Span
}

func (n Name) String() string { return n.Value }

// UnmarshalText takes the name without the spaces around it.
func (n *Name) UnmarshalText(text []byte) error {
	n.Value = strings.TrimSpace(string(text))
	if n.Value == "" {
		return errors.New("is empty")
	}
	return nil
}

// MarshalText gives the name alone.
func (n Name) MarshalText() ([]byte, error) { return []byte(n.Value), nil }

// IsZero tells that no name was given.
func (n Name) IsZero() bool { return n.Value == "" }

// JSONSchema describes a Name as a text.
func (Name) JSONSchema() map[string]any { return map[string]any{"type": "string"} }

// Number is a finite number, with the place where it is written.
type Number struct {
	Value float64
	diag.Span
}

// UnmarshalText takes a decimal number; "_" may part its digits.
func (n *Number) UnmarshalText(text []byte) error {
	s := strings.ReplaceAll(string(text), "_", "")
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return &unread{"a number", string(text), numberHint(string(text))}
	}
	n.Value = v
	return nil
}

// MarshalJSON gives the number alone.
func (n Number) MarshalJSON() ([]byte, error) { return json.Marshal(n.Value) }

// JSONSchema describes a Number.
func (Number) JSONSchema() map[string]any { return map[string]any{"type": "number"} }

// Size counts bytes.
type Size int64

// UnmarshalText takes a size such as 500 MB or 2 GB, in powers of two as most
// systems show it.
func (s *Size) UnmarshalText(text []byte) error {
	wrong := fmt.Errorf("wants a size such as 500 MB or 2 GB, got %q", text)
	words := strings.ToUpper(strings.TrimSpace(string(text)))
	for i, unit := range []string{"GB", "MB", "KB"} {
		if count, ok := strings.CutSuffix(words, unit); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(count), 10, 32)
			if err != nil || n <= 0 {
				return wrong
			}
			*s = Size(n << (30 - 10*i))
			return nil
		}
	}
	return wrong
}

// JSONSchema describes a Size as a text.
func (Size) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "pattern": `^\s*[1-9][0-9]* *([GgMmKk][Bb])\s*$`}
}

// Date is a day without a clock; the zero Date is none.
type Date struct {
	Year, Month, Day int
	diag.Span
}

// UnmarshalText takes a day as 2026-11-03 (RFC 3339, full-date).
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return &unread{"a day such as 2026-11-03", string(text), dayHint(string(text))}
	}
	d.Year, d.Month, d.Day = t.Year(), int(t.Month()), t.Day()
	return nil
}

// DateOf gives the day of a time, in the time's own zone.
func DateOf(t time.Time) Date { return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()} }

// IsZero tells that no day was given.
func (d Date) IsZero() bool { return d.Year == 0 }

// String gives the day as 2026-11-03.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// Time gives the day's start in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Add gives the day that is a Period later; a day that its month lacks becomes
// the month's last.
func (d Date) Add(p Period) Date {
	t := d.Time()
	switch p.Unit {
	case "day":
		t = t.AddDate(0, 0, p.N)
	case "week":
		t = t.AddDate(0, 0, 7*p.N)
	default:
		months := p.N
		if p.Unit == "year" {
			months *= 12
		}
		first := time.Date(d.Year, time.Month(d.Month+months), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 1, -1).Day()
		t = first.AddDate(0, 0, min(d.Day, last)-1)
	}
	return DateOf(t)
}

// JSONSchema describes a Date.
func (Date) JSONSchema() map[string]any { return map[string]any{"type": "string", "format": "date"} }

// Period is a number of days, weeks, months or years; the zero Period is none.
type Period struct {
	N    int
	Unit string // day, week, month or year
	diag.Span
}

const maxPeriod = 10000 // of any unit: beyond it dates leave the calendar

// UnmarshalText takes "n day|week|month|year"; the unit may end in s.
func (p *Period) UnmarshalText(text []byte) error {
	fields := strings.Fields(string(text))
	if len(fields) == 2 {
		n, err := strconv.Atoi(fields[0])
		unit := strings.TrimSuffix(fields[1], "s")
		switch unit {
		case "day", "week", "month", "year":
			if err == nil && n > 0 && n <= maxPeriod {
				p.N, p.Unit = n, unit
				return nil
			}
		}
	}
	return &unread{"n days, weeks, months or years, such as 2 months", string(text), periodHint(string(text))}
}

// IsZero tells that no Period was given.
func (p Period) IsZero() bool { return p.N == 0 }

// String gives "2 months", or "month" for a single one.
func (p Period) String() string {
	if p.N == 1 {
		return p.Unit
	}
	return fmt.Sprintf("%d %ss", p.N, p.Unit)
}

// written gives the period as UnmarshalText takes it.
func (p Period) written() string {
	if p.N == 1 {
		return "1 " + p.Unit
	}
	return p.String()
}

// MarshalText gives "2 months".
func (p Period) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d %s", p.N, strings.TrimSuffix(p.Unit, "s")), nil
}

// JSONSchema describes a Period.
func (Period) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "pattern": `^[1-9][0-9]* (day|week|month|year)s?$`}
}
