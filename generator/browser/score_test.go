package browser_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"reflect"
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
	r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte(list), "", today)
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
		r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte(c.data), "", today)
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
	r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte("Firma;Mitarbeiter;Notiz\nAlder;25;a,b\nBeacon;8;\"c;d\"\n"), "", today)
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
	german, err := browser.Score(sample(t), i18n.New("de"), []byte("Firma;Mitarbeiter\nAlder;25\n"), "", today)
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
		r, err := browser.Score(card, i18n.New(language), []byte("Company,Contract end\nAlder,03/04/2027\n"), "", "2026-11-30")
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
	r, err := browser.Score(scorecardOf(t, "{id: sales, ask: Sales, kind: number, min: 100, max: 900, why: x}"), i18n.New(i18n.Default), []byte("Company,Revenue,revenue,Annual revenue\nA,200,200,5\nB,200,50,\nC,,300,\nD,,,(54)\n"), "", today)
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

// book is a workbook as spreadsheets save it: two sheets whose parts are named by
// their links, shared and inline texts, dates by their style.
func book(t *testing.T, sheet string) []byte {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	return testfiles.Zip(t, map[string]string{
		"xl/workbook.xml":            `<?xml version="1.0" encoding="UTF-8"?><workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="Leads" r:id="rId7"/><sheet name="Old" r:id="rId8"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Target="worksheets/sheet3.xml"/><Relationship Id="rId8" Target="/xl/worksheets/old.xml"/></Relationships>`,
		"xl/worksheets/old.xml":      `<worksheet ` + main + `><sheetData><row><c t="inlineStr"><is><t>Firm</t></is></c></row><row><c t="inlineStr"><is><t>Beacon</t></is></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml":       `<sst ` + main + `><si><t>Company</t></si><si><r><t>Al</t></r><r><t xml:space="preserve">der &amp; Co </t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>`,
		"xl/styles.xml":              `<styleSheet ` + main + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet3.xml":   `<worksheet ` + main + `><sheetData>` + sheet + `</sheetData></worksheet>`,
	})
}

// TestScoreWorkbook scores the sheets of a workbook, by the code that reads them in
// the page, and tells what is wrong with one.
func TestScoreWorkbook(t *testing.T) {
	card := scorecardOf(t, "{id: staff, ask: Staff, kind: number, min: 20, max: 90, why: x}, {id: end, ask: Contract end, kind: date, min: 0, why: x}")
	leads := book(t, `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Staff</t></is></c><c r="D1" t="inlineStr"><is><t>Contract end</t></is></c></row>`+
		`<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>20+5</f><v>25</v></c><c r="D2" s="1"><v>46387</v></c></row>`+
		`<row r="4"><c r="A4" t="str"><v>Birch</v></c><c r="B4"><v>5</v></c><c r="D4"><v>46387</v></c></row>`)
	for _, c := range []struct {
		data        []byte
		sheet, want string
		wrong       error
	}{
		{leads, "", "Company,Staff,,Contract end,score low,score high,verdict,missing,next\r\nAlder & Co ,25,,2026-12-31,100,100,Any,,\r\nBirch,5,,46387,50,50,Any,,\r\n", nil}, // the number of a day is one without its style, too
		{leads, "Leads", "Company,Staff,,Contract end,score low,score high,verdict,missing,next\r\nAlder & Co ,25,,2026-12-31,100,100,Any,,\r\nBirch,5,,46387,50,50,Any,,\r\n", nil},
		{leads, "Old", "Firm,score low,score high,verdict,missing,next\r\nBeacon,0,100,Any,\"Staff; Contract end\",\r\n", nil},
		{leads, "old", "", &browser.NoSheetError{Name: "old", Sheets: []string{"Leads", "Old"}}},
		{[]byte("Company\nA\n"), "Leads", "", &browser.NoSheetError{Name: "Leads"}},
		{book(t, ``), "", "", browser.ErrEmpty},
		{book(t, `<row><c><v>1</v></row>`), "", "", browser.ErrDamaged},
		{book(t, strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 3)), "", "", browser.ErrWide},
		{book(t, "<row>"+strings.Repeat(" ", 101<<20)+"</row>"), "", "", browser.ErrWorkbook}, // a bomb
		{leads[:len(leads)/2], "", "", browser.ErrWorkbook},
		{[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage"), "", "", browser.ErrLocked},
	} {
		r, err := browser.Score(card, i18n.New(i18n.Default), c.data, c.sheet, "2026-11-30")
		if fmt.Sprint(err) != fmt.Sprint(c.wrong) {
			t.Errorf("sheet %q: %v, want %v", c.sheet, err, c.wrong)
		} else if err == nil && r.CSV != c.want {
			t.Errorf("sheet %q:\n%q, want\n%q", c.sheet, r.CSV, c.want)
		}
	}
}

// TestProveWorkbook tells by the outcomes of a sheet what it tells by those of a text.
func TestProveWorkbook(t *testing.T) {
	card := scorecardOf(t, "{id: staff, ask: Staff, kind: number, min: 20, max: 90, why: x}")
	text, rows := "Company,Staff,Stage\n", `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Staff</t></is></c><c t="inlineStr"><is><t>Stage</t></is></c></row>`
	for i := range 50 {
		staff, stage := 10+20*(i%2), []string{"Won", "Lost", "Negotiation", "Won", "Lost"}[i%5]
		text += fmt.Sprintf("L%d,%d,%s\n", i, staff, stage)
		rows += fmt.Sprintf(`<row><c t="str"><v>L%d</v></c><c><v>%d</v></c><c t="str"><v>%s</v></c></row>`, i, staff, stage)
	}
	prove := func(data []byte, sheet string) (*browser.Proven, error) {
		return browser.Prove(card, i18n.New(i18n.Default), data, sheet, today, "stage")
	}
	want, err := prove([]byte(text), "")
	if err != nil || want.Proof == nil || want.Proof.Won != 20 || want.Proof.Lost != 20 || len(want.Others) != 1 {
		t.Fatalf("%+v, %v", want, err)
	}
	want.Sheets = []string{"Leads", "Old"}
	if got, err := prove(book(t, rows), "Leads"); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	if got, err := prove(book(t, rows), "Old"); err != nil || got.Proof != nil || !slices.Equal(got.Headings, []string{"Firm"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := prove(book(t, rows), "old"); fmt.Sprint(err) != fmt.Sprint(&browser.NoSheetError{Name: "old", Sheets: want.Sheets}) {
		t.Error(err)
	}
}
