package browser_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

// everyKind is a scorecard of every kind, of which one is asked only if.
const everyKind = `---
title: Card
checklist:
  id: card
  kind: scorecard
  verdicts: [{at: 60, say: Good, next: Go.}, {at: 30, say: Fair, next: Ask.}, {at: 0, say: Poor, next: Leave.}]
  criteria:
    - {id: staff, ask: Staff, kind: number, min: 5, max: 80, ideal: [10, 40], unit: employees, weight: 3, why: W, columns: [employees, headcount]}
    - {id: since, ask: Since, kind: date, max: 24, weight: 1, why: W}
    - {id: sector, ask: Sector, kind: choice, options: {care: Care, law: Law, shop: A shop}, best: care, weight: 2, why: W}
    - {id: wide, ask: Wide, only_if: {sector: [care, law]}, weight: 2, why: W}
    - {id: near, ask: Near, must: true, weight: 1, why: W}
    - {id: helpers, ask: Helpers, kind: list, min: 1, ideal: [2, 3], weight: 1, why: W, options: {cpa: Accountant, bank: Bank, it: Computers}}
---

Text.
`

// cells of which random lists are made: of each heading, those that may mean something.
var cells = map[string][]string{
	"Company":   {"Alder", "Ashby, Freight", "=cmd()", " Müller ", "\ufeffB", "\u00a0", "Total", "total of all", "Sum", "a|b", "x;y", "1\n2", "1\r\n2", "say \"so\"", ",=1+1", "\t@a", "\tb", "\x0b", "- 1", "日本", "\u2028c", "_", "(x)"},
	"Staff":     {"25", "7", "80", "100 to 249", "19-Oct", "~30", "n/a", "lots", "00", "10+", " 12 ", "1.5", "1,200", "-5", "3; 4", "200,5; -3"},
	"Headcount": {"25", "9", "", "50-99"}, "Employees": {"60", "", "?"},
	"Since":  {"2024-09-15", "03/04/2025", "04/03/2026", "13/02/2026", "Dec 2025", "45000", "soon", "00/00/0000"},
	"Sector": {"Care", "law", "A shop", "Care; Law", "mining", ""}, "Wide": {"yes", "no", "y", "maybe", "x"}, "Near": {"yes", "no", "", "N/A", "1"},
	"Helpers": {"Accountant", "cpa, bank", "Moss & Hart", "none"}, "Bank": {"yes", "no", "", "First Trust"}, "Computers": {"yes", "", "no"},
	"Notes": {"", "called", "a \"b\" c", "'", "+1 555 010 9999", "info@firm.example"}, "Phone": {"+1 555 010 9999", "0800 1", ""}, "Account ID": {"A1", "A2"},
	"": {"", "x"}, "Score low": {"12"},
}

// randomList is a list as nobody should write one, and some do.
func randomList(r *rand.Rand) string {
	var headings []string
	for heading := range cells {
		headings = append(headings, heading)
	}
	slices.Sort(headings)
	r.Shuffle(len(headings), func(i, j int) { headings[i], headings[j] = headings[j], headings[i] })
	headings = headings[:1+r.IntN(len(headings))]
	if r.IntN(4) == 0 {
		headings = append(headings, headings[r.IntN(len(headings))])
	}
	separator, end := []string{",", ";", "\t", "|"}[r.IntN(4)], []string{"\n", "\r\n", "\r"}[r.IntN(3)]
	var b strings.Builder
	write := func(row []string) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(separator)
			}
			switch r.IntN(20) {
			case 0: // a stray quote
				b.WriteString("\"" + cell)
				continue
			case 1:
				b.WriteString("\"" + cell + "\" " + []string{"", "x"}[r.IntN(2)])
				continue
			}
			if strings.ContainsAny(cell, "\",;|\t\r\n") || r.IntN(9) == 0 {
				cell = "\"" + strings.ReplaceAll(cell, "\"", "\"\"") + "\""
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	if r.IntN(3) == 0 {
		write([]string{"Exported by nobody"})
		write(nil)
	}
	if r.IntN(8) > 0 {
		write(headings)
	}
	for range r.IntN(60) {
		var row []string
		for _, heading := range headings {
			all := cells[heading]
			row = append(row, all[r.IntN(len(all))])
		}
		write(row[:len(row)-r.IntN(8)/7*r.IntN(len(row))])
		if r.IntN(25) == 0 {
			write([]string{"Total", "12"})
		}
		if r.IntN(25) == 0 {
			write(nil)
		}
	}
	return strings.TrimSuffix(b.String(), []string{end, ""}[r.IntN(2)])
}

// card loads a scorecard.
func card(t *testing.T, text string) *playbook.Checklist {
	t.Helper()
	tree, err := content.Load(testfiles.Folder(t, map[string]string{"index.md": "# Home\n", "card.md": text}), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range tree.Diagnostics {
		t.Fatal(d)
	}
	return tree.Playbooks[slices.IndexFunc(tree.Playbooks, func(p *playbook.Playbook) bool { return p.Checklist != nil })].Checklist
}

// same compares what a list comes to, read row by row and whole.
func same(t *testing.T, list *playbook.Checklist, text string) {
	t.Helper()
	catalog := i18n.New(i18n.Default)
	want, wrong := browser.Whole(list, catalog, []byte(text), "", today, nil)
	got, err := browser.Score(list, catalog, []byte(text), "", today)
	if fmt.Sprint(err) != fmt.Sprint(wrong) {
		t.Fatalf("%q\ngives %v, want %v", text, err, wrong)
	}
	if err != nil {
		return
	}
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"CSV", got.CSV, want.CSV}, {"leads", got.Leads, want.Leads}, {"columns", got.Columns, want.Columns}, {"unused", got.Unused, want.Unused},
		{"unreadable", got.Unreadable, want.Unreadable}, {"open", got.Open, want.Open}, {"lines", got.Lines, want.Lines},
	} {
		if a, b := fmt.Sprintf("%q", c.got), fmt.Sprintf("%q", c.want); a != b {
			t.Fatalf("%q\n%s %s,\nwant %s", text, c.what, a, b)
		}
	}
}

// TestLongIsWhole: a list that is read row by row comes to what the page's own code
// makes of it whole, whatever it holds and wherever it is cut to be read.
func TestLongIsWhole(t *testing.T) {
	defer browser.SetBlock(browser.SetBlock(0))
	lists := []*playbook.Checklist{card(t, everyKind), sample(t)}
	n := 60
	if testing.Short() {
		n = 20
	}
	for seed := range uint64(n) {
		r := rand.New(rand.NewPCG(seed, 1))
		browser.SetBlock(16 + r.IntN(300))
		text := randomList(r)
		t.Run(fmt.Sprint(seed), func(t *testing.T) { same(t, lists[seed%2], text) })
	}
}

// TestLongDates: a day above 12 far below tells what dates begin with, also where a list
// is longer than the rows that tell all else.
func TestLongDates(t *testing.T) {
	list := card(t, everyKind)
	for _, last := range []string{"25/12/2025", "04/05/2025"} {
		text := "Company,Since,Staff\n" + strings.Repeat("Alder,03/04/2025,12\nBeacon,,7\n", 2600) + "Cedar," + last + ",9\n"
		same(t, list, text)
	}
}

// TestRankTells tells how many rows are scored.
func TestRankTells(t *testing.T) {
	text := []byte("Company,Staff\n" + strings.Repeat("Alder,12\n", 5000))
	var said []int
	if _, err := browser.Rank(card(t, everyKind), i18n.New(i18n.Default), bytes.NewReader(text), int64(len(text)), "", today, func(done, all int) { said = append(said, done, all) }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(said, []int{4096, 5000, 5000, 5000}) {
		t.Errorf("told %d", said)
	}
}
