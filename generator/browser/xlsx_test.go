package browser_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser"
	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/i18n"
)

// attacks are cells that must come back as they are, each as a text.
var attacks = []string{
	`=cmd|' /C calc'!A0`, "+1+1", "-1-1", "@SUM(A1)", "\t=1", `=HYPERLINK("http://x.example","y")`, "<c><f>1</f></c>", "]]>", "&amp;", `"quoted"`, "it's",
	"two\nlines", "a return\r\nand a line", "a return\ralone", "_x0041_", "_x000D_", "__x0041__", "😀 family 👨‍👩‍👧", "עברית", " spaces ", "00025", "1e5", "1.500,00", "+49 30 1234567", "12345678901234567890", "0.1234567890123456", "TRUE", "2026-12-01", strings.Repeat("x", 32_767),
}

// TestWorkbook writes a list as a workbook that is read back as the same table, and has
// no formula, whatever stands in its cells.
func TestWorkbook(t *testing.T) {
	var in strings.Builder
	w := csv.NewWriter(&in)
	_ = w.Write([]string{"Company", "Staff", "Phone", "Remark", "Record ID", "Amount"})
	for i, a := range attacks {
		_ = w.Write([]string{fmt.Sprintf("Firm %02d", i), fmt.Sprint(20 + i), fmt.Sprintf("31255501%02d", i), a, fmt.Sprintf("%05d", i), fmt.Sprintf("-%d.50", i)})
	}
	w.Flush()
	r, err := browser.Workbook(sample(t), i18n.New(i18n.Default), []byte(in.String()), "", today)
	if err != nil {
		t.Fatal(err)
	}
	again, err := browser.Workbook(sample(t), i18n.New(i18n.Default), []byte(in.String()), "", today)
	if err != nil || !bytes.Equal(again.XLSX, r.XLSX) {
		t.Errorf("%v: other bytes the second time", err)
	}
	back, err := browser.Score(sample(t), i18n.New(i18n.Default), r.XLSX, "", today)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(back.Sheets, []string{"sweet-spot-client"}) {
		t.Errorf("sheets %q", back.Sheets)
	}
	want, got := rowsOf(t, r.CSV), rowsOf(t, back.CSV)
	if len(want) != len(attacks)+1 || want[0][0] != "Record ID" {
		t.Errorf("%d rows of %q", len(want), want[0])
	}
	for i, row := range want {
		if !slices.Equal(got[i][:len(row)], row) {
			t.Errorf("%q, want %q", got[i][:len(row)], row)
		}
	}
	if !slices.Equal(got[0], want[0]) {
		t.Errorf("what an earlier score added comes twice: %q", got[0])
	}
}

func rowsOf(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestWorkbookWritten reads a workbook without our reader: numbers are numbers where a
// whole column is of them, what is dialled or looked up is text, control characters are
// gone, and the headings are bold and stay.
func TestWorkbookWritten(t *testing.T) {
	const list = "Company,Staff,Phone,Remark,Record ID,Amount\nFirm 1,20,3125550101,\"\x01=1\uffff\",7001,1.50\nFirm 2,,3125550102,\"some words and more words, so that all of this is a text, as it is\",7002,x\nFirm 3,30,,\"some words and more words, so that all of this is a text, as it is\",7003,2\n"
	r, err := browser.Workbook(sample(t), i18n.New(i18n.Default), []byte(list), "", today)
	if err != nil {
		t.Fatal(err)
	}
	parts := unzipped(t, r.XLSX)
	var sheet struct {
		Pane struct {
			Split int    `xml:"ySplit,attr"`
			State string `xml:"state,attr"`
		} `xml:"sheetViews>sheetView>pane"`
		Columns []struct{} `xml:"cols>col"`
		Cells   []struct {
			At    string  `xml:"r,attr"`
			Type  string  `xml:"t,attr"`
			Style int     `xml:"s,attr"`
			Value string  `xml:"v"`
			Run   *string `xml:"f"`
		} `xml:"sheetData>row>c"`
	}
	var strs struct {
		Of []string `xml:"si>t"`
	}
	if err := xml.Unmarshal([]byte(parts["xl/worksheets/sheet1.xml"]), &sheet); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal([]byte(parts["xl/sharedStrings.xml"]), &strs); err != nil {
		t.Fatal(err)
	}
	var below []string
	for _, c := range sheet.Cells {
		if head := strings.TrimLeft(c.At, "ABCDEFGHIJK") == "1"; head != (c.Style == 1) || c.Run != nil {
			t.Errorf("%+v", c)
		} else if c.Type == "s" {
			var n int
			_, _ = fmt.Sscan(c.Value, &n)
			c.Value = strs.Of[n]
		} else {
			c.Value = "number " + c.Value
		}
		if strings.HasSuffix(c.At, "2") && c.At[0] <= 'H' {
			below = append(below, c.At+" "+c.Value)
		}
	}
	if want := []string{"A2 7001", "B2 Firm 1", "C2 number 20", "D2 3125550101", "E2 =1", "F2 1.50", "G2 number 13", "H2 number 100"}; !slices.Equal(below, want) {
		t.Errorf("%q, want %q", below, want)
	}
	if sheet.Pane.Split != 1 || sheet.Pane.State != "frozen" || len(sheet.Columns) != 11 {
		t.Errorf("%+v, %d columns", sheet.Pane, len(sheet.Columns))
	}
	for name, text := range parts {
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

// TestWorkbookLarge: fifty thousand rows are written; a cell that a spreadsheet cannot
// hold is told, and CSV has it.
func TestWorkbookLarge(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { workbookOf } from "./xlsxout";
		const rows = Array.from({ length: 50_001 }, (_, i) => (i === 0 ? ["Record ID", "Company"] : [String(700_000 + i), "Firm " + (i % 500)]));
		globalThis.written = () => Array.from(workbookOf("list", rows, [true, true]).reduce((parts, b, i) => (parts[i >> 13] = (parts[i >> 13] ?? "") + String.fromCharCode(b), parts), [])).join("");`)
	parts := unzipped(t, bytesOf(t, e.Run("written()")))
	if n := strings.Count(parts["xl/worksheets/sheet1.xml"], "<row "); n != 50_001 || strings.Count(parts["xl/sharedStrings.xml"], "Firm ") != 500 {
		t.Errorf("%d rows, %.200s", n, parts["xl/sharedStrings.xml"])
	}
	long := "Company,Staff,Remark\nFirm 1,20," + strings.Repeat("x", 32_768) + "\n"
	if _, err := browser.Workbook(sample(t), i18n.New(i18n.Default), []byte(long), "", today); !errors.Is(err, browser.ErrNoRoom) {
		t.Errorf("a cell of 32,768 letters: %v", err)
	}
	if r, err := browser.Score(sample(t), i18n.New(i18n.Default), []byte(long), "", today); err != nil || len(r.CSV) < 32_768 {
		t.Errorf("as CSV: %v", err)
	}
}
