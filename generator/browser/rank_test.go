package browser_test

import (
	"fmt"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestRoles holds what is read of columns whose criterion is not of the sample: a
// choice of which a cell names several, and two criteria that a heading fits.
func TestRoles(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { parse, separatorOf } from "./csv";
		import { table } from "./table";
		import { leads, mapping } from "./rank";
		const all = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
		const criteria = [
			{ id: "size", ask: "Size", kind: "choice", options: [{ id: "s", label: "Small" }, { id: "m", label: "Middle" }, { id: "l", label: "Large" }], best: "m", weight: 1 },
			{ id: "heads", ask: "Heads", kind: "number", max: 50, columns: ["Count"], weight: 1 },
			{ id: "desks", ask: "Desks", kind: "number", max: 50, columns: ["Count"], weight: 1 },
		];
		const list = { id: "card", kind: "scorecard", title: "C", criteria, verdicts: [{ at: 0, say: "Any" }] };
		globalThis.answers = (text) => {
			const read = table(all(parse(text, separatorOf(text))));
			const m = mapping(list, read);
			return JSON.stringify([m.roles.map((r) => r.id ?? r.is), all(leads(list, read, m, "2026-11-30")).map((l) => [l.answers, l.unreadable])]);
		};`)
	for text, want := range map[string]string{
		"Firm,Size\nA,Middle\nB,Small; Large\nC,Small; other\nD,elsewhere\n": `[["name","size"],[[{"size":"m"},[]],[{"size":"s|l"},[]],[{},[1]],[{},[1]]]]`,
		"Firm,Count\nA,7\n":         `[["name","heads"],[[{"heads":"7"},[]]]]`,
		"Firm,Desks,Count\nA,7,9\n": `[["name","desks","heads"],[[{"heads":"9","desks":"7"},[]]]]`,
	} {
		if got := e.Run("answers(" + quote(text) + ")"); got != want {
			t.Errorf("%q\ngives %v,\nwant  %s", text, got, want)
		}
	}
}

// TestDeciding names the unknown criteria of which some answer would decide, with the
// bands at 50 and 75 of four that weigh 2, 1, 1 and nothing.
func TestDeciding(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { askFirst, standing } from "./rank";
		const criterion = (id, weight, must) => ({ id, ask: id, kind: "yesno", weight, must });
		globalThis.list = { id: "card", kind: "scorecard", title: "C", criteria: [criterion("big", 2), criterion("one", 1), criterion("two", 1), criterion("none", 0)],
			verdicts: [{ at: 75, say: "Good" }, { at: 50, say: "Fair" }, { at: 0, say: "Poor" }] };
		globalThis.must = { ...list, criteria: [criterion("big", 2), criterion("one", 1), criterion("two", 1, true)] };
		globalThis.said = (list, answers) => { const s = standing(list, answers, "2026-11-30"); return s.score.low + "–" + s.score.high + " lacks " + s.missing + ", decided by " + s.deciding; };
		globalThis.first = (...all) => { const a = askFirst(list, all.map((answers) => standing(list, answers, "2026-11-30"))); return a && a.criterion.id + " " + a.leads.length; };`)
	for script, want := range map[string]string{
		`said(list, {})`:                                             "0–100 lacks big,one,two,none, decided by ",
		`said(list, {big: "yes"})`:                                   "50–100 lacks one,two,none, decided by one,two",
		`said(list, {big: "no"})`:                                    "0–50 lacks one,two,none, decided by one,two",
		`said(list, {one: "yes"})`:                                   "25–100 lacks big,two,none, decided by big",
		`said(list, {one: "yes", two: "yes"})`:                       "50–100 lacks big,none, decided by big",
		`said(list, {big: "yes", one: "yes"})`:                       "75–100 lacks two,none, decided by ",
		`said(list, {big: "na", one: "yes"})`:                        "50–100 lacks two,none, decided by two",
		`said(must, {big: "yes", one: "yes"})`:                       "75–100 lacks two, decided by two",
		`first({one: "yes"}, {one: "yes", two: "yes"}, {big: "no"})`: "big 2",
		`String(first({}))`:                                          "undefined",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s: %v, want %s", script, got, want)
		}
	}
}

// TestRowsAlike tells the rows that may be one lead, and how far each is from home.
func TestRowsAlike(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { distances, placeOf } from "./distance";
		import { looks } from "./looks";
		import { mapping } from "./rank";
		import { twins } from "./twins";
		const all = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
		const leads = (rows) => rows.map((cells, i) => ({ row: { cells }, name: cells[0], place: cells[1], line: i + 2 }));
		globalThis.alike = (headings, rows) => all(twins({ headings }, leads(rows))).map((pair) => pair.map((l) => l.line).join("=")).join(" ");
		globalThis.far = (headings, rows) => { const some = leads(rows), at = distances({ headings }, some, { latitude: 0, longitude: 0 }); return some.map((l) => Math.round(at.get(l) ?? -1)).join(" "); };
		globalThis.placeOf = placeOf;
		globalThis.seen = (headings, column) => JSON.stringify(((list, table) => all(looks(list, table, mapping(list, table))))({ criteria: [{ id: "staff", ask: "Staff", kind: "number", unit: "people" }] }, { headings, rows: column.map((cell) => ({ cells: [cell] })) })[0]);`)
	for script, want := range map[string]string{
		`alike(["Name", "City", "Website"], [["A", "X", "https://www.a.org/x"], ["B", "Y", "a.org?y"], ["C", "Z", "c.org"]])`:                                                                                                       "2=3",
		`alike(["Name", "City", "ZIP"], [["Oak Law, LLC", "X", "1"], ["oak law", "Y", "1"], ["Oak Law", "X", "2"]])`:                                                                                                                "2=3",
		`alike(["Name", "City"], [["Oak Inc.", "X"], ["Oak", "x"], ["Oak", ""], ["Oak", ""], ["", "X"], ["", "X"]])`:                                                                                                                "2=3",
		`alike(["Name", "City", "DUNS"], [["A", "X", "77"], ["B", "Y", "77"], ["C", "Z", ""], ["D", "Z", ""]])`:                                                                                                                     "2=3",
		`alike(["Name", "City", "URL", "Record ID®"], [["A", "", "", "9"], ["B", "", "9", ""]])`:                                                                                                                                    "",
		`alike(["Name", "City", "Company Domain Name", "PLZ"], [["A", "", "not available", "1"], ["B", "", "not available", "2"], ["C", "", "javascript:alert(1)", ""], ["D", "", "javascript:alert(1)", ""]])`:                     "",
		`alike(["Name", "City", "Record ID", "D-U-N-S® Number", "Web page"], [["A", "", "1", "0077", "a.org"], ["B", "", "2", "0077", "b.org"], ["C", "", "3", "000000", "http://WWW.a.org/"], ["D", "", "4", "000000", ""]])`:      "2=3 2=4",
		`far(["Name", "City", "Lat", "Long"], [["A", "", "0", "90"], ["B", "", "90", "0"], ["C", "", "0", "0"], ["D", "", "", "1"], ["E", "", "-90", "-180"], ["F", "", "91", "0"], ["G", "", "0", "181"], ["H", "", "0.0", "1"]])`: "6218 6218 -1 -1 6218 -1 -1 69",
		`far(["Name", "City", "Lat"], [["A", "", "1"]])`:                 "-1",
		`JSON.stringify(placeOf(" 41.88; -87.63 "))`:                     `{"latitude":41.88,"longitude":-87.63}`,
		`seen(["Staff"], ["1", "1", "", "n/a", "ask", "ask", "3", "4"])`: `{"filled":7,"read":4,"examples":["1","n/a","ask"],"bad":{"count":2,"cells":["ask"]},"turned":{"count":0,"cell":""},"open":{"count":0,"cell":""},"understood":{"cell":"1","answer":"1"}}`,
		`seen(["Staff"], ["4-Jan", "9-May", "10-19"])`:                   `{"filled":3,"read":3,"examples":["4-Jan","9-May","10-19"],"bad":{"count":0,"cells":[]},"turned":{"count":2,"cell":"4-Jan"},"open":{"count":0,"cell":""},"understood":{"cell":"4-Jan","answer":"1..4"}}`,
		`seen(["Remark"], ["x"])`:                                        `{"filled":1,"read":0,"examples":["x"],"bad":{"count":0,"cells":[]},"turned":{"count":0,"cell":""},"open":{"count":0,"cell":""}}`,
	} {
		if got := fmt.Sprint(e.Run(script)); got != want {
			t.Errorf("%s:\n%s, want\n%s", script, got, want)
		}
	}
}
