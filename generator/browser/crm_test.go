package browser_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fieldbook/generator/browser"
	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/i18n"
	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "write the samples of docs/criteria/crm.md")

// databases are those of docs/criteria/crm.md: the headings of their exports, of which the first
// is the record's id, the ids of six firms, and whether they take workbooks.
var databases = map[string]struct {
	headings string
	ids      []string
	books    bool
}{
	"hubspot":    {"Record ID,Company name,Phone Number,City,Number of Employees", []string{"9000000001", "9000000002", "9000000003", "9000000004", "9000000005", "9000000006"}, true},
	"salesforce": {"Account ID,Account Name,Phone,Billing City,Employees", []string{"001000000000001AAA", "001000000000002AAA", "001000000000003AAA", "001000000000004AAA", "001000000000005AAA", "001000000000006AAA"}, false},
	"pipedrive":  {"Organization - ID,Organization - Name,Organization - Phone,Organization - City,Organization - Employees", []string{"1", "2", "3", "4", "5", "6"}, true},
}

// firms are the cells of the six behind their ids.
var firms = []string{
	"Firm 1,(312) 555-0101,Easton,25", "Firm 2,(312) 555-0102,Easton,40", "Firm 3,(312) 555-0103,Ashford,30",
	"Firm 4,(312) 555-0104,Ashford,8", "Firm 5,(312) 555-0105,Clayton,60", "Firm 6,(312) 555-0106,Clayton,20",
}

// called is what comes of four of them: by the page's own code, what is saved then.
const called = `
	import { along, asCSV, asWorkbook, hasChanged } from "./along";
	import { Calls } from "./calls";
	import { parse } from "./csv";
	import { leads, mapping } from "./rank";
	import { table } from "./table";
	const finish = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
	const said = [
		{ state: "called", note: "Rings on – nobody there" },
		{ state: "back", day: "2026-12-08", note: "Ask for the office manager", answers: { drive: "25" } },
		{ state: "won" },
		{ state: "lost", note: "Has a partner until 2028" },
	];
	const opened = (model, text) => {
		const list = JSON.parse(model);
		const read = table(finish(parse(text, ",")), ",");
		const m = mapping(list, read);
		const all = finish(leads(list, read, m, "2026-11-30"));
		const calls = new Calls(list, "export.csv", all, () => undefined);
		const now = () => calls.with(all, "2026-11-30");
		return { list, calls, all, now, out: (brief) => along(list, read, m, brief ? now().filter(hasChanged) : now(), undefined, brief) };
	};
	globalThis.saved = (model, text) => {
		const { list, calls, all, out } = opened(model, text);
		said.forEach((change, i) => calls.record(all[i], change));
		return JSON.stringify({ csv: asCSV(out(true)), all: asCSV(out(false)), xlsx: Array.from(asWorkbook(out(true), list.id), (b) => String.fromCharCode(b)).join("") });
	};
	globalThis.again = (model, text) => {
		const { calls, all, now, out } = opened(model, text);
		const stand = (l) => [l.call?.state, l.call?.day, l.call?.note].filter(Boolean).join(", ");
		const before = now().map(stand), same = asCSV(out(false)), changed = now().filter(hasChanged).length;
		calls.record(all[0], { state: undefined, note: "" });
		const after = stand(now()[0]), now1 = now().filter(hasChanged).length;
		calls.erase();
		return JSON.stringify({ before, same, changed, after, now1, erased: now().map(stand).join("") });
	};`

// TestSamples makes the files of docs/criteria/samples anew: what the page saves of a list that is
// called is what lies there.
func TestSamples(t *testing.T) {
	model, err := json.Marshal(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	e := jstest.New(t, "../../templates/assets/leads", called)
	for name, d := range databases {
		export := d.headings + "\r\n"
		for i, id := range d.ids {
			export += id + "," + firms[i] + "\r\n"
		}
		var out struct{ CSV, XLSX, All string }
		if err := json.Unmarshal([]byte(e.Run("saved("+quote(string(model))+", "+quote(export)+")").(string)), &out); err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{"export.csv": []byte(export), "import.csv": []byte(out.CSV)}
		if d.books {
			files["import.xlsx"] = bytesOf(t, out.XLSX)
		}
		for file, want := range files {
			path := filepath.Join("../../docs/criteria/samples", name, file)
			testfiles.Kept(t, *update, path, string(want), "go test ./generator/browser -run TestSamples")
		}
		opensAgain(t, e, string(model), out.All)
		keepsToTheRules(t, name, d.ids, strings.Split(d.headings, ",")[0], out.CSV)
		if d.books {
			r, err := browser.Score(sample(t), i18n.New(i18n.Default), files["import.xlsx"], "", today)
			if err != nil || len(r.Sheets) != 1 {
				t.Fatal(name, err, "a workbook has one sheet")
			}
			want, got := rowsOf(t, out.CSV), rowsOf(t, r.CSV)
			for _, row := range want[1:] {
				holds := func(g []string) bool {
					for i, cell := range row {
						if slices.Contains([]string{"score low", "score high", "verdict", "missing", "next"}, want[0][i]) {
							continue // of what the workbook has, which is less
						}
						if at := slices.Index(got[0], want[0][i]); at < 0 || g[at] != cell {
							return false
						}
					}
					return true
				}
				if !slices.ContainsFunc(got, holds) {
					t.Errorf("%s: the workbook has not %q", name, row)
				}
			}
		}
	}
}

// opensAgain opens a file that the page saved: each lead stands as it did, nothing has
// changed, saved anew it has the same bytes, and what is taken back stays so.
func opensAgain(t *testing.T, e *jstest.Engine, model, text string) {
	t.Helper()
	var got struct {
		Before              []string
		Same, After, Erased string
		Changed, Now1       int
	}
	if err := json.Unmarshal([]byte(e.Run("again("+quote(model)+", "+quote(text)+")").(string)), &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"called, Rings on – nobody there", "back, 2026-12-08, Ask for the office manager", "won", "lost, Has a partner until 2028", "", ""}
	if !slices.Equal(got.Before, want) || got.Changed != 0 || got.Same != text {
		t.Errorf("a saved file opens as %q, %d of it changed, and is saved as\n%s\nwhich was\n%s", got.Before, got.Changed, got.Same, text)
	}
	if got.After != "" || got.Now1 != 1 || got.Erased != "" {
		t.Errorf("what was taken back is %q, with %d changes; erased it is %q", got.After, got.Now1, got.Erased)
	}
}

var isDay = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)?$`)

// keepsToTheRules holds a file against what docs/criteria/crm.md says that the three imports ask.
func keepsToTheRules(t *testing.T, name string, ids []string, id, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
		t.Errorf("%s: no UTF-8, or with a mark at its beginning", name)
	}
	rows := rowsOf(t, text)
	heads := map[string]bool{}
	for _, h := range rows[0] {
		if key := strings.ToLower(h); key == "" || heads[key] {
			t.Errorf("%s: the heading %q is empty or there twice", name, h)
		} else {
			heads[key] = true
		}
	}
	if rows[0][0] != id || len(rows) != 5 {
		t.Errorf("%s: %d rows of %q, whose first heading is not %s", name, len(rows), rows[0], id)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		if !slices.Contains(ids, row[0]) || seen[row[0]] {
			t.Errorf("%s: the id %q is none of the export, or there twice", name, row[0])
		}
		seen[row[0]] = true
		for i, cell := range row {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@'\t") {
				t.Errorf("%s: %q", name, cell)
			}
			if rows[0][i] == "call back on" && !isDay.MatchString(cell) {
				t.Errorf("%s: the day %q", name, cell)
			}
			if strings.HasPrefix(rows[0][i], "score") && strings.Trim(cell, "0123456789") != "" {
				t.Errorf("%s: the number %q", name, cell)
			}
		}
	}
}

// TestRecipeNamesItsFiles holds docs/criteria/crm.md against the samples and the headings in them.
func TestRecipeNamesItsFiles(t *testing.T) {
	guide, err := os.ReadFile("../../docs/criteria/crm.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range databases {
		for _, want := range []string{"samples/" + name + "/export.csv", "samples/" + name + "/import.csv", "`" + strings.Split(d.headings, ",")[0] + "`"} {
			if !strings.Contains(string(guide), want) {
				t.Errorf("docs/criteria/crm.md does not name %s", want)
			}
		}
	}
	text, err := os.ReadFile("../../docs/criteria/samples/hubspot/import.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, heading := range rowsOf(t, string(text))[0][2:] {
		if !strings.Contains(string(guide), "`"+heading+"`") {
			t.Errorf("docs/criteria/crm.md does not name the heading %s", heading)
		}
	}
}
