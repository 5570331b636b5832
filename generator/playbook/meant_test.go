package playbook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// TestMeant: a value that is written as people write it is told with how to write it.
func TestMeant(t *testing.T) {
	hint := func(err error) string {
		if err == nil {
			return "none"
		}
		return err.(interface{ Hint() string }).Hint()
	}
	for text, want := range map[string]string{
		"3.11.2026": "write 2026-11-03", "03. 11. 2026": "write 2026-11-03", "3. November 2026": "write 2026-11-03", "3. Mär 2026": "write 2026-03-03", "3 de enero de 2026": "write 2026-01-03",
		"November 3rd, 2026": "write 2026-11-03", "3 Nov. 2026": "write 2026-11-03", "2026-1-2": "write 2026-01-02", "2026/11/03": "write 2026-11-03", "2026-11-03T10:00:00Z": "write 2026-11-03",
		"25/12/2026": "write 2026-12-25", "12/25/2026": "write 2026-12-25", "3/3/2026": "write 2026-03-03", "3/4/2026": "write 2026-04-03 or 2026-03-04, as the month is the second or the first",
		"3 November": "", "31.2.2026": "", "3. Foo 2026": "", "soon": "", "2026-11-03": "none",
	} {
		if got := hint(new(playbook.Date).UnmarshalText([]byte(text))); got != want {
			t.Errorf("day %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"6 Monate": "write 6 months", "alle 2 Wochen": "write 2 weeks", "every 6 months": "write 6 months", "1 Jahr": "write 1 year", "ein Jahr": "write 1 year", "halbjährlich": "write 6 months", "2 Quartale": "write 6 months",
		"monthly": "write 1 month", "annually": "write 1 year", "cada 3 meses": "write 3 months", "6months": "write 6 months", "month": "write 1 month",
		"often": "", "2 moons": "", "0 Tage": "", "99999999999999999999 Tage": "", "9000 Quartale": "", "6 months": "none",
	} {
		if got := hint(new(playbook.Period).UnmarshalText([]byte(text))); got != want {
			t.Errorf("period %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"0,5": "write 0.5", "-1,25": "write -1.25", "1.000,5": "write 1000.5", "1.000.000": "write 1000000", "1,000,000": "write 1000000", "1,000.5": "write 1000.5", "10 000": "write 10000", "10'000,5": "write 10000.5",
		"1,000": "write 1000, or 1.000 if a fraction follows the comma", "50 min": "write 50; a unit is a key of its own, as unit: min", "10%": "write 10; a unit is a key of its own, as unit: %",
		"many": "", "1,2,3": "", "5": "none",
	} {
		if got := hint(new(playbook.Number).UnmarshalText([]byte(text))); got != want {
			t.Errorf("number %q: %q, want %q", text, got, want)
		}
	}
}

// TestMeantWords: each word for a period or a month is known, in its usual form.
func TestMeantWords(t *testing.T) {
	for want, words := range map[string]string{
		"1 day": "daily täglich diario day tag día", "1 week": "weekly wöchentlich semanal week Woche semana",
		"1 month": "monthly monatlich mensual month Monat mes", "1 year": "yearly annual annually jährlich anual year Jahr año",
		"3 months": "quarterly vierteljährlich quartalsweise trimestral quarter Quartal trimestre", "6 months": "halbjährlich semestral halfyearly Halbjahr semestre",
	} {
		for _, word := range strings.Fields(words) {
			err := new(playbook.Period).UnmarshalText([]byte(word))
			if err == nil || err.(interface{ Hint() string }).Hint() != "write "+want {
				t.Errorf("period %q: %v, want %s", word, err, want)
			}
		}
	}
	for i, words := range strings.Split("January Januar Jänner enero|February Februar febrero|March März marzo|April abril|May Mai mayo|June Juni junio|July Juli julio|August agosto|September septiembre|October Oktober octubre|November noviembre|December Dezember diciembre", "|") {
		for _, word := range strings.Fields(words) {
			err := new(playbook.Date).UnmarshalText([]byte("3. " + word + " 2026"))
			if err == nil || err.(interface{ Hint() string }).Hint() != fmt.Sprintf("write 2026-%02d-03", i+1) {
				t.Errorf("month %q: %v", word, err)
			}
		}
	}
}

// TestCommas: a comma that parts a number is told, with the number, and nothing that
// follows from it.
func TestCommas(t *testing.T) {
	for text, want := range map[string]string{
		"min: 0,5":              `8:52: error: min ends at the comma in "0,5": between braces it parts keys (write 0.5)`,
		"ideal: [0,5, 2]":       `8:54: error: ideal wants 2 values, got 3 (a comma parts values: write [0.5, 2])`,
		"ideal: [1,5, 3,5]":     `8:54: error: ideal wants 2 values, got 4 (a comma parts values: write [1.5, 3.5])`,
		"ideal: [1,000, 3,500]": `8:54: error: ideal wants 2 values, got 4 (a comma parts values: write [1000, 3500])`,
		"ideal: [1, 2, 3]":      `8:54: error: ideal wants 2 values, got 3`,
		`max: "0,5"`:            `8:52: error: max: wants a number, got "0,5" (write 0.5)`,
		"ideal: [50,100]":       "",
		"why:because, min: 1":   `8:39: error: no space follows the colon of why (write why: because)`,
	} {
		why := ", why: x, "
		if text[:3] == "why" {
			why = ", "
		}
		got := said("kind: scorecard\nverdicts: [{at: 0, say: x}]\ncriteria:\n  - {id: a, ask: Abc, kind: number" + why + text + "}")
		if want == "" && len(got) == 0 || slices.Equal(got, []string{want}) {
			continue
		}
		t.Errorf("%s: %q", text, got)
	}
}

// TestBands doubts bands of one broker that overlap, not those that share an end.
func TestBands(t *testing.T) {
	for text, want := range map[string]int{"A 10..20|20..30": 0, "1|2..10": 0, "..10|10..": 0, "10..20|15..30": 1, "10..20|12": 1, "..20|10..30": 1, "20..|10..": 1, "5..9|5..9": 1} {
		var bands []playbook.Span
		for one := range strings.SplitSeq(text, "|") {
			var s playbook.Span
			if err := s.UnmarshalText([]byte(one)); err != nil || s.String() != one {
				t.Fatalf("%q is written %q, %v", one, s, err)
			}
			bands = append(bands, s)
		}
		r := diag.NewReporter("x")
		sold := playbook.Bands{Measures: []playbook.Measure{{Sold: []playbook.Sold{{By: "one", Bands: bands}, {By: "other", Bands: bands[:1]}}}}}
		sold.Validate(r)
		if len(r.List()) != want {
			t.Errorf("%s: %v", text, r.List())
		}
	}
}

// TestThousands: a band whose thousands a comma parts is doubted, and read as one;
// bands without spaces between them are not.
func TestThousands(t *testing.T) {
	for text, want := range map[string]string{
		"[1,000..4,999, 5000..9,999,10,000..]": "[1000..4999 5000..9999 10000..] 3",
		"[1..4,5..9,10..99,100..499]":          "[1..4 5..9 10..99 100..499] 0",
		"[1, 200..500]":                        "[1 200..500] 0",
		"[5,100..500]":                         "[5 100..500] 0",
	} {
		r := diag.NewReporter("x")
		var b playbook.Sold
		source := []byte("by: one\nbands: " + text)
		schema.Decode(schema.ParseYAML(source, 1, r), source, &b, r)
		if got := fmt.Sprint(b.Bands, len(r.List())); got != want {
			t.Errorf("%s: %s, want %s (%v)", text, got, want, r.List())
		}
	}
}
