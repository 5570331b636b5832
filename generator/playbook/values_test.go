package playbook_test

import (
	"encoding/json"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
)

// TestNumber takes finite decimal numbers.
func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"5": 5, "-1.5": -1.5, "1_000_000": 1e6, "2e3": 2000} {
		var n playbook.Number
		if err := n.UnmarshalText([]byte(text)); err != nil || n.Value != want {
			t.Errorf("%q: %v, %v", text, n.Value, err)
		}
		if data, err := json.Marshal(n); err != nil || strings.Contains(string(data), "Pos") {
			t.Errorf("%q as JSON: %s, %v", text, data, err)
		}
	}
	for _, text := range []string{"", "many", "Inf", "-inf", "NaN", "1e999", "5 min"} {
		if err := new(playbook.Number).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is a number", text)
		}
	}
}

// TestSize takes powers of two.
func TestSize(t *testing.T) {
	for text, want := range map[string]playbook.Size{"1 KB": 1 << 10, "500 MB": 500 << 20, "2GB": 2 << 30, " 3 kb ": 3 << 10} {
		var s playbook.Size
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("%q: %d, %v", text, s, err)
		}
	}
	for _, text := range []string{"", "1", "0 MB", "-1 GB", "1 TB", "1.5 GB", "GB", "9999999999 GB"} {
		if err := new(playbook.Size).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is a size", text)
		}
	}
}

// TestPeriod takes a number and a unit.
func TestPeriod(t *testing.T) {
	for text, want := range map[string][2]string{
		"2 months": {"2 months", "2 month"}, "1 month": {"month", "1 month"}, "3 day": {"3 days", "3 day"}, "10000 weeks": {"10000 weeks", "10000 week"}, "1  years": {"year", "1 year"},
	} {
		var p playbook.Period
		err := p.UnmarshalText([]byte(text))
		data, _ := p.MarshalText()
		if err != nil || p.String() != want[0] || string(data) != want[1] || p.IsZero() {
			t.Errorf("%q: %q, %q, %v", text, p, data, err)
		}
	}
	for _, text := range []string{"", "2", "months", "0 days", "-1 days", "10001 days", "2 moons", "2 months more", "two months"} {
		var p playbook.Period
		if err := p.UnmarshalText([]byte(text)); err == nil || !p.IsZero() {
			t.Errorf("%q is a period: %v", text, p)
		}
	}
}

// TestAdd gives the last day of a month that lacks the day.
func TestAdd(t *testing.T) {
	for _, c := range [][3]string{
		{"2026-01-31", "1 month", "2026-02-28"}, {"2024-01-31", "1 month", "2024-02-29"}, {"2026-01-31", "2 months", "2026-03-31"}, {"2024-02-29", "1 year", "2025-02-28"},
		{"2026-11-30", "3 months", "2027-02-28"}, {"2026-12-31", "1 day", "2027-01-01"}, {"2026-02-27", "2 weeks", "2026-03-13"}, {"2026-05-15", "12 months", "2027-05-15"}, {"2026-05-01", "1 month", "2026-06-01"},
	} {
		var d playbook.Date
		var p playbook.Period
		if err := d.UnmarshalText([]byte(c[0])); err != nil {
			t.Fatal(err)
		}
		if err := p.UnmarshalText([]byte(c[1])); err != nil {
			t.Fatal(err)
		}
		if got := d.Add(p).String(); got != c[2] || d.IsZero() {
			t.Errorf("%s and %s is %s, want %s", c[0], c[1], got, c[2])
		}
	}
	for _, text := range []string{"", "2026-13-01", "2026-02-30", "1.2.2026", "2026-1-1"} {
		var d playbook.Date
		if err := d.UnmarshalText([]byte(text)); err == nil || !d.IsZero() {
			t.Errorf("%q is a day", text)
		}
	}
}

// TestName takes a text without the spaces around it.
func TestName(t *testing.T) {
	var n playbook.Name
	if err := n.UnmarshalText([]byte("  a b ")); err != nil || n.String() != "a b" || n.IsZero() {
		t.Errorf("%q, %v", n, err)
	}
	if data, err := json.Marshal(n); err != nil || string(data) != `"a b"` {
		t.Errorf("%s, %v", data, err)
	}
	if err := n.UnmarshalText([]byte("  ")); err == nil || !n.IsZero() {
		t.Error("an empty name")
	}
}

// TestRender fills placeholders, and passes on what a writer refuses.
func TestRender(t *testing.T) {
	p := playbook.Playbook{Path: "a/size.md", Body: playbook.Body{HTML: "a" + playbook.Mark('t', 0) + "b" + playbook.Mark('c', 12) + "c", Links: []playbook.Link{{Target: "x"}}}}
	var b strings.Builder
	err := playbook.Render(&b, p.Body.HTML, func(want byte, i int) string { return string(want) + strings.Repeat("!", i) })
	if err != nil || b.String() != "atbc!!!!!!!!!!!!c" {
		t.Errorf("%q, %v", b.String(), err)
	}
	plain := func(text string) string {
		return p.Plain(playbook.Section{Text: text}, func(l playbook.Link) string { return l.Target })
	}
	if got := plain("no mark") + plain("a "+playbook.Mark('x', 0)+" b"); got != "no marka x b" {
		t.Error(got)
	}
	if p.Slug() != "size" {
		t.Error(p.Slug())
	}
	if err := playbook.Render(&b, "a\x00tx\x00", nil); err == nil {
		t.Error("a placeholder without a number")
	}
}
