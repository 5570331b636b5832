package browser_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

const today = "2026-11-21"

// list has the headings of a vendor, and rows of nobody.
const list = `Exported by nobody

Company Name,City,Location Employee Size Range,Location Employee Size Actual,Location Sales Volume Actual,PCs,Drive (min),Accounting firm
Alder Dental,Ashford,100 to 249,00025,"$2,413,000",25,25,Yes
"Ashby, Freight",Clayton,19-Oct,,$0,~30,64,Moss & Hart
Beacon Law,Easton,10 to 19,000000,see notes,12,,N/A
=cmd(),Easton,,,,,,
Total,,,,,,,
`

// TestScore scores a list: each row by hand, and every line accounted for.
func TestScore(t *testing.T) {
	r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte(list), today)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(r.CSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[0][8:]; !slices.Equal(got, []string{"score low", "score high", "verdict", "missing", "next"}) {
		t.Errorf("added %q", got)
	}
	var got []string
	for _, row := range rows[1:] {
		got = append(got, row[0]+": "+strings.Join(row[8:11], " "))
	}
	want := []string{
		"Alder Dental: 66 100 undecided",
		"Beacon Law: 25 100 undecided",
		"'=cmd(): 0 100 undecided",
		"Ashby, Freight: 34 81 ruled out: Drive from home base",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if r.Leads[0].Line != 4 || r.Leads[1].Line != 6 {
		t.Errorf("lines %d and %d", r.Leads[0].Line, r.Leads[1].Line)
	}
	if !slices.Equal(r.Unreadable, []string{"line 6, Location Sales Volume Actual: see notes"}) {
		t.Errorf("unreadable %q", r.Unreadable)
	}
	if r.Lines.Leads != 4 || r.Lines.Leads+r.Lines.Skipped+1 != strings.Count(list, "\n") {
		t.Errorf("%+v of %d lines", r.Lines, strings.Count(list, "\n"))
	}
}

// TestBytes reads what a file may be, and tells what it is not.
func TestBytes(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
		name string
	}{
		"UTF-8 with a mark": {"\xef\xbb\xbfFirm,Staff\nMüller,20\n", nil, "Müller"},
		"Windows-1252":      {"Firm,Staff\nM\xfcller,20\n", nil, "Müller"},
		"UTF-16":            {"\xff\xfeF\x00i\x00r\x00m\x00,\x00S\x00t\x00a\x00f\x00f\x00\n\x00M\x00\xfc\x00,\x002\x00\n\x00", nil, "Mü"},
		"a workbook":        {"PK\x03\x04....", browser.ErrWorkbook, ""},
		"a picture":         {"\x89PNG\r\n\x1a\n\x00\x00\x00", browser.ErrNoText, ""},
		"nothing":           {"", browser.ErrEmpty, ""},
		"headings alone":    {"Firm,Staff\n", browser.ErrEmpty, ""},
	} {
		r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte(c.data), today)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		} else if err == nil && (len(r.Leads) != 1 || r.Leads[0].Name != c.name) {
			t.Errorf("%s: %+v", name, r.Leads)
		}
	}
}

// TestScoreAnswersAlike writes the list with the separator that it came with, and
// says which of its columns the scorecard does not use.
func TestScoreAnswersAlike(t *testing.T) {
	r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte("Firma;Mitarbeiter;Notiz\nAlder;25;a,b\nBeacon;8;\"c;d\"\n"), today)
	if err != nil {
		t.Fatal(err)
	}
	c := csv.NewReader(strings.NewReader(r.CSV))
	c.Comma = ';'
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) != 8 || row[0] == "Beacon" && row[2] != "c;d" {
			t.Errorf("%q", row)
		}
	}
	german, err := browser.Score(sample(t), i18n.New("de"), []byte("Firma;Mitarbeiter\nAlder;25\n"), today)
	if err != nil || !strings.Contains(german.CSV, ";Punkte von;Punkte bis;Urteil;fehlt;als Nächstes fragen\r\n") || !strings.Contains(german.CSV, ";offen;") {
		t.Errorf("%v, %v", german, err)
	}
	if !slices.Equal(r.Unused, []string{"Notiz"}) {
		t.Errorf("unused %q", r.Unused)
	}
}

// scorecardOf is a scorecard of these criteria.
func scorecardOf(t *testing.T, criteria string) *playbook.Checklist {
	t.Helper()
	dir := testfiles.Folder(t, map[string]string{"card.md": "---\nchecklist:\n  kind: scorecard\n  criteria: [" + criteria + "]\n  verdicts: [{at: 0, say: Any}]\n---\n"})
	tree, err := content.Load(dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tree.Playbooks[0].Checklist
}

// TestScoreDates scores dates as the language of the site has them, and tells which
// are open.
func TestScoreDates(t *testing.T) {
	card := scorecardOf(t, "{id: end, ask: Contract end, kind: date, min: 4, why: x}")
	for language, want := range map[string]string{
		"en":    "0–100 [Contract end: 1 with two readings, such as 03/04/2027, which count as both]",
		"en-US": "0–0 []", // 4 March
		"en-GB": "100–100 []",
		"de":    "100–100 []",
		"es":    "100–100 []",
	} {
		r, err := browser.Score(card, i18n.New(language), []byte("Company,Contract end\nAlder,03/04/2027\n"), "2026-11-30")
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%d–%d %s", r.Leads[0].Low, r.Leads[0].High, r.Open); got != want {
			t.Errorf("%s: %s, want %s", language, got, want)
		}
	}
}

// TestScoreTwice scores two columns of one heading: where they differ, nobody knows.
func TestScoreTwice(t *testing.T) {
	r, err := browser.Score(scorecardOf(t, "{id: sales, ask: Sales, kind: number, min: 100, max: 900, why: x}"), i18n.New(i18n.Default), []byte("Company,Revenue,revenue,Annual revenue\nA,200,200,5\nB,200,50,\nC,,300,\nD,,,(54)\n"), today)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, l := range r.Leads {
		got[l.Name] = fmt.Sprintf("%d–%d", l.Low, l.High)
	}
	if want := map[string]string{"A": "100–100", "B": "0–100", "C": "100–100", "D": "0–0"}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if want := []string{"Revenue: several columns of this heading, of which none counts where they differ"}; len(r.Open) == 0 || r.Open[0] != want[0] {
		t.Errorf("open %q, want %q", r.Open, want)
	}
}
