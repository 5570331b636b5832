package checklist_test

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// files is the browser's code for runs as files and for calendars.
func files(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { toJSON, fromJSON, toCSV, cell, merge } from "./files";
		import { toICS } from "./calendar";
		import { dueWords } from "./due";
		import { parse, format } from "./address";
		globalThis.TextEncoder = class { encode(s) { return unescape(encodeURIComponent(s)) } };
		globalThis.fb = { toJSON, fromJSON, toCSV, cell, merge, toICS, dueWords, parse, format };
		globalThis.list = { id: "l", kind: "scorecard", title: "L", criteria: [{ id: "a", ask: "A?", kind: "yesno", weight: 1, was: ["old"] }, { id: "n", ask: "N, or M", kind: "number", min: 1, max: 9, weight: 1 }], verdicts: [{ at: 0, say: "Yes" }] };
		globalThis.runs = [{ id: "1", name: "=1+1", note: "", answers: { a: "yes", n: "3" }, notes: { a: { text: "say \"hi\"" } } }];`)
	return e
}

func TestRunsAsJSON(t *testing.T) {
	e := files(t)
	if got := e.Run(`JSON.stringify(fb.fromJSON(list, fb.toJSON(list, runs)).runs[0].answers)`); got != `{"a":"yes","n":"3"}` {
		t.Errorf("there and back: %v", got)
	}
	for text, want := range map[string]string{
		`{`:              "damaged",
		`[]`:             "no answers",
		`null`:           "no answers",
		`{"format":"x"}`: "no answers",
		`{"format":"fieldbook-runs","version":2}`:                                                  "version 2",
		`{"format":"fieldbook-runs","version":1,"checklist":"other","runs":[]}`:                    "checklist other",
		`{"format":"fieldbook-runs","version":1,"checklist":"l","runs":"x"}`:                       "no answers",
		`{"format":"fieldbook-runs","version":1,"checklist":"l"}` + strings.Repeat(" ", 5_000_001): "too large",
	} {
		got, _ := e.Run(fmt.Sprintf(`fb.fromJSON(list, %q).wrong`, text)).(string)
		if !strings.Contains(got, want) {
			t.Errorf("%.60s: %q, want %q", text, got, want)
		}
	}
	if got := e.Run(`JSON.stringify(fb.fromJSON(list, '{"format":"fieldbook-runs","version":1,"checklist":"l","runs":[{"id":1},{"id":"x","answers":{"a":1,"n":"2"},"notes":{"a":3}},null]}').runs.map(r => [r.id, r.answers, r.notes]))`); got != `[["x",{"a":"1","n":"2"},{}]]` {
		t.Errorf("damaged runs give %v", got)
	}
	merged := e.Run(`{ const book = { version: 1, current: "1", runs: [...runs] };
		const out = fb.merge(book, [runs[0], { ...runs[0], answers: {} }, { ...runs[0], id: "2" }], () => "new");
		JSON.stringify([out, book.runs.map(r => [r.id, r.name])]) }`)
	if merged != `[{"added":2,"same":1,"conflicts":["=1+1"],"first":"1"},[["1","=1+1"],["new","=1+1 (imported)"],["2","=1+1"]]]` {
		t.Errorf("merged to %v", merged)
	}
}

func TestRunsAsCSV(t *testing.T) {
	e := files(t)
	want := `"name","score","verdict","note","A?","A?: note","N, or M","N, or M: note"` + "\r\n" + `"'=1+1","100","Yes","","yes","say ""hi""","3",""` + "\r\n"
	if got := e.Run(`fb.toCSV(list, runs, "2026-11-21")`); got != want {
		t.Errorf("got %q", got)
	}
	for value, want := range map[string]string{
		"=x": "'=x", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\tx": "'\tx", "＝x": "'＝x", "a=b": "a=b", "": "", "a\nb": "a\nb",
		"a;=x": "a;'=x", "a\n=x": "a\n'=x", "a, -1": "a,' -1", " =x": "' =x", "a|@b": "a|'@b", `a"=x`: `a""'=x`, "5 - 3": "5 - 3", "a\t+1": "a\t'+1",
	} {
		if got := e.Run(fmt.Sprintf("fb.cell(%q)", value)); got != `"`+want+`"` {
			t.Errorf("%q becomes %q", value, got)
		}
	}
}

// TestRunsFromOutside takes what can be taken of damaged runs, and tells the
// rest.
func TestRunsFromOutside(t *testing.T) {
	e := files(t)
	for runs, want := range map[string]string{
		`[{"id":"x","answers":{"n":2,"a":true}}]`:                     `[{"n":"2","a":"yes"}] `,
		`[{"id":"x","answers":{"n":"banana","a":"no","z":"q"}}]`:      `[{"n":"banana","a":"no","z":"q"}] 1 answer is none to the question as it is asked now. It is kept, and does not count: “N, or M”.`,
		`[{"id":"x","answers":{"n":"5-","old":{}}}]`:                  `[{"n":"5-"}] 1 answer could not be read: old. 1 answer is none to the question as it is asked now. It is kept, and does not count: “N, or M”.`,
		`[{"id":"x","answers":{"n":-5,"old":{}}}]`:                    `[{"n":"-5"}] 1 answer could not be read: old.`, // below its limit
		`[{"id":"x","answers":"banana"}]`:                             `[{}] `,
		`[null,{},[],7,"x",{"id":"y"}]`:                               `[{}] 5 entries could not be read.`,
		`[{"answers":{"a":"yes"}}]`:                                   `[{"a":"yes"}] `,
		`[{"id":"x","answers":{"__proto__":"yes","a":"no"}}]`:         `[{"__proto__":"yes","a":"no"}] `,
		`[{"id":"x","model":{"criteria":[null]}}]`:                    `[{}] The criteria that 1 entry began with could not be read.`,
		`[{"id":"x","model":7},{"id":"y","model":{"criteria":7}}]`:    `[{},{}] The criteria that 2 entries began with could not be read.`,
		`[{"id":"x","notes":{"a":7,"n":{"text":{}}},"name":{"a":1}}]`: `[{}] `,
	} {
		got := e.Run(fmt.Sprintf(`{ const r = fb.fromJSON(list, '{"format":"fieldbook-runs","version":1,"checklist":"l","runs":' + %q + '}'); JSON.stringify(r.runs.map(r => r.answers)) + " " + r.lost }`, runs))
		if got != want {
			t.Errorf("%s gives %v, want %s", runs, got, want)
		}
	}
	sound := `{"id":"l","kind":"scorecard","title":"L","criteria":[{"id":"a","ask":"A?","kind":"number","weight":1,"ideal":[1,2]},{"id":"b","ask":"B?","kind":"list","weight":1,"options":[{"id":"o","label":"O"}]}],"verdicts":[{"at":0,"say":"x"}],"rules":[{"if":[{"id":"a","yes":true}],"then":"x"}]}`
	for _, damage := range [][2]string{
		{`"kind":"scorecard"`, `"kind":"x"`}, {`"title":"L"`, `"title":7`}, {`"ask":"A?",`, ``}, {`"kind":"number"`, `"kind":"film"`}, {`"weight":1,"ideal"`, `"weight":"1","ideal"`},
		{`[1,2]`, `[1]`}, {`[1,2]`, `[1,null]`}, {`"label":"O"`, `"label":null`}, {`"at":0`, `"at":"0"`}, {`"say":"x"`, `"say":[]`}, {`"yes":true`, `"yes":1`}, {`"then":"x"`, `"then":{}`},
	} {
		for _, model := range []string{sound, strings.Replace(sound, damage[0], damage[1], 1)} {
			kept := e.Run(fmt.Sprintf(`fb.fromJSON(list, '{"format":"fieldbook-runs","version":1,"checklist":"l","runs":[{"id":"x","model":' + %q + '}]}').runs[0].model !== undefined`, model))
			if kept != (model == sound) {
				t.Errorf("kept %v: %s", kept, model)
			}
		}
	}
}

func TestCalendar(t *testing.T) {
	e := files(t)
	ics := func(every, last string) string {
		return e.Run(fmt.Sprintf(`fb.toICS({ id: "meet", ask: "Met a candidate, or two; often", every: %q }, %q, "https://example.org/x.html", "20261121T000000Z")`, every, last)).(string)
	}
	for _, test := range []struct{ every, last, start, rule string }{
		{"2 month", "2026-11-21", "20270121", "FREQ=MONTHLY;INTERVAL=2"},
		{"2 month", "2026-12-31", "20270228", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"},
		{"1 month", "2026-01-30", "20260228", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1"},
		{"3 week", "2026-11-21", "20261212", "FREQ=WEEKLY;INTERVAL=3"},
		{"10 day", "2026-12-31", "20270110", "FREQ=DAILY;INTERVAL=10"},
		{"1 year", "2028-02-29", "20290228", "FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"},
	} {
		got := ics(test.every, test.last)
		for _, line := range []string{"DTSTART;VALUE=DATE:" + test.start, "RRULE:" + test.rule, `SUMMARY:Met a candidate\, or two\; often`} {
			if !strings.Contains(got, line+"\r\n") {
				t.Errorf("%s after %s: no %q in\n%s", test.every, test.last, line, got)
			}
		}
		for line := range strings.SplitSeq(got, "\r\n") {
			if len(line) > 75 {
				t.Errorf("a line of %d bytes: %s", len(line), line)
			}
		}
	}
	if got := e.Run(`fb.toICS({ id: "x", ask: "a\rb\r\nc\nd\u0007", every: "1 month" }, "2026-01-01", "https://example.org/\r\nX:1", "s")`).(string); strings.Count(got, "\r") != 14 || !strings.Contains(got, `SUMMARY:a\nb\nc\nd`+"\r\nURL:https://example.org/X:1\r\n") {
		t.Errorf("line breaks pass: %q", got)
	}
	if got := e.Run(`fb.toICS({ id: "x", ask: "Met?", every: "1 month" }, "2026-01-31", "https://example.org/", "20261121T000000Z")`); got != strings.Join([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fieldbook//Cadence//EN", "BEGIN:VEVENT", "UID:x-2026-01-31@fieldbook",
		"DTSTAMP:20261121T000000Z", "DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260301", "RRULE:FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "SUMMARY:Met?", "URL:https://example.org/", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""}, "\r\n") {
		t.Errorf("an event is\n%s", got)
	}
	for last, want := range map[string]string{"2026-11-21": "in 61 days", "2026-09-21": "today", "2026-09-20": "overdue by 1 day"} {
		got := e.Run(fmt.Sprintf(`fb.dueWords({ every: "2 month" }, %q, "2026-11-21")`, last)).(string)
		if !strings.Contains(got, want) {
			t.Errorf("after %s: %s", last, got)
		}
	}
}

func TestAddress(t *testing.T) {
	e := files(t)
	if got := e.Run(`fb.format(list, { answers: { n: "1..3", a: "?" }, name: "Name & Co", note: "", notes: {} }, false)`); got != "a=?&n=1..3" {
		t.Errorf("without names: %v", got)
	}
	if got := e.Run(`{ const b = fb.parse(list, "#" + fb.format(list, { answers: { a: "yes" }, name: "Name & Co é", note: "x=y", notes: { n: { text: "z" } } }, true), "2026-11-21"); JSON.stringify([b.answers, b.name, b.note, b.notes, b.unread]) }`); got != `[{"a":"yes"},"Name & Co é","x=y",{"n":{"text":"z"}},[]]` {
		t.Errorf("with names: %v", got)
	}
	if got := e.Run(`JSON.stringify(fb.parse(list, "#old=no&zz=1&n=5&n=6&a=x", "2026-11-21"))`).(string); !strings.Contains(got, `"answers":{"a":"no","n":"5"}`) || strings.Count(got, `\"`) < 2 {
		t.Errorf("mixed: %v", got)
	}
}
