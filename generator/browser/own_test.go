package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestEncodings tells what a file's bytes are written in, by its mark, its zeros, and
// whether they are UTF-8 to the end.
func TestEncodings(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { decode } from "./decode";
		globalThis.MessageChannel = class { port1 = { close() {} }; port2 = { postMessage: () => void Promise.resolve().then(() => this.port1.onmessage()) }; };
		globalThis.TextDecoder = class { // knows bytes of ASCII, and only counts the others
			constructor(name, { fatal }) { this.name = name; this.fatal = fatal; this.n = 0; }
			decode(bytes = [], { stream } = {}) {
				if (this.fatal && bytes.some((b) => b > 127)) throw new TypeError();
				this.n += bytes.length;
				return stream ? "" : this.name + " " + this.n;
			}
		};
		let said;
		globalThis.read = (bytes, as) => void decode(Uint8Array.from(bytes), as).then((r) => (said = r.encoding + ": " + r.text));
		globalThis.said = () => said;`)
	const long = 1<<20 + 1
	for script, want := range map[string]string{
		`read([0xff, 0xfe, 65, 66])`:                           "utf-16le: utf-16le 4",
		`read([0xfe, 0xff, 65, 66])`:                           "utf-16be: utf-16be 4",
		`read([0xff, 65, 66, 67])`:                             "windows-1252: windows-1252 4",
		`read([0xfe, 65, 66, 67])`:                             "windows-1252: windows-1252 4",
		`read([65, 0xfe, 66, 67])`:                             "windows-1252: windows-1252 4",
		`read([65, 0, 66, 0, 67, 0])`:                          "utf-16le: utf-16le 6",
		`read([0, 65, 0, 66, 0, 67])`:                          "utf-16be: utf-16be 6",
		`read([65, 0, 66, 67])`:                                "utf-8: utf-8 4", // a quarter of them is no sign of it
		`read([0, 65, 66, 67])`:                                "utf-8: utf-8 4",
		`read([65, 66])`:                                       "utf-8: utf-8 2",
		`read([65, 252])`:                                      "windows-1252: windows-1252 2",
		`read([65, 252], "utf-16be")`:                          "utf-16be: utf-16be 2",
		`read([])`:                                             "utf-8: utf-8 0",
		fmt.Sprintf(`read(new Uint8Array(%d).fill(65))`, long): fmt.Sprint("utf-8: utf-8 ", long),
		fmt.Sprintf(`read(new Uint8Array(%d).fill(65).fill(252, %d))`, long, long-1): fmt.Sprint("windows-1252: windows-1252 ", long),
	} {
		e.Run(script)
		if got := e.Run("said()"); got != want {
			t.Errorf("%s: %v, want %s", script, got, want)
		}
	}
}

// TestNoText tells a picture or a program from a list: of 200 signs one may be of those
// that nobody writes, and what stands further below is not looked at.
func TestNoText(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { isText } from "./decode";
		globalThis.isText = isText;`)
	line := "Firm,City\r\n\tBäcker,Köln\v\f\n"
	for text, want := range map[string]bool{
		line: true, "": true, "%PDF-1.7": false, "The %PDF of it": true, "PK\x03\x04": false, "a\x1f": false, "a\x08": false, "a\x0e": false, "a\x00": false,
		strings.Repeat("x", 199) + "\x01":                       true,
		strings.Repeat("x", 198) + "\x01":                       false,
		strings.Repeat("x", 398) + "\x01\x02":                   true,
		strings.Repeat("x", 397) + "\x01\x02":                   false,
		strings.Repeat("x", 4000) + strings.Repeat("\x01", 400): true,
		strings.Repeat("x", 3979) + strings.Repeat("\x01", 400): false,
	} {
		if got := e.Run("isText(" + quote(text) + ")"); got != want {
			t.Errorf("%.20q of %d: %v", text, len(text), got)
		}
	}
}

// TestLeadsAndRuns: a run with answers or a note stands for the lead of its name, its
// answers first; and leads become runs, once each, without a name none.
func TestLeadsAndRuns(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { asRuns, mostRuns, withRuns } from "./own";
		const criterion = (id) => ({ id, ask: id, kind: "yesno", weight: 1 });
		const list = { id: "card", kind: "scorecard", title: "C", criteria: [criterion("a"), criterion("b")], verdicts: [{ at: 50, say: "Good" }, { at: 0, say: "Poor" }] };
		const stored = (some) => { const book = { runs: some }; return { book: () => book, update: (f) => f(book) }; };
		const shown = (l) => [l.name, l.own ? "own" : "listed", JSON.stringify(l.answers), l.score?.low ?? "", l.note ?? ""].join(" ").trim();
		globalThis.joined = (runs, leads) => withRuns(list, stored(runs), leads, "2026-11-30").map(shown).join("; ");
		globalThis.made = (runs, leads) => { const s = stored(runs); const n = asRuns(list, s, leads); return n + ": " + s.book().runs.map((r) => r.name + JSON.stringify(r.answers)).join(" "); };
		globalThis.many = (n) => asRuns(list, stored([]), Array.from({ length: n }, (_, i) => ({ name: "L" + i, answers: {} })));
		globalThis.mostRuns = mostRuns;`)
	for script, want := range map[string]string{
		`joined([{name: "X", answers: {b: "no"}, note: "Rang."}], [{name: "X", answers: {a: "yes", b: "yes"}}, {name: "Y", answers: {a: "yes"}}])`:                `X own {"a":"yes","b":"no"} 50 Rang.; Y listed {"a":"yes"}`,
		`joined([{name: "X", answers: {}, note: "Rang."}], [{name: "X", answers: {a: "yes"}}])`:                                                                   `X own {"a":"yes"} 50 Rang.`,
		`joined([{name: "X", answers: {a: "no"}, note: ""}], [{name: "X", answers: {a: "yes"}}])`:                                                                 `X own {"a":"no"} 0`,
		`joined([{name: "X", answers: {}, note: ""}], [{name: "X", answers: {a: "yes"}}])`:                                                                        `X listed {"a":"yes"}`,
		`joined([{name: "X", answers: {a: "no"}, note: ""}], [{name: "X", answers: {}}, {name: "X", answers: {}}])`:                                               `X listed {}; X listed {}`,
		`joined([{name: "", answers: {a: "no"}, note: ""}], [{name: "", answers: {}}])`:                                                                           `listed {}`,
		`made([{name: "X", answers: {}}], [{name: "X", answers: {a: "no"}}, {name: "Y", answers: {a: "no"}}, {name: "Y", answers: {}}, {name: "", answers: {}}])`: `1: X{} Y{"a":"no"}`,
		`String(many(mostRuns + 1) === mostRuns) + many(2)`:                                                                                                       "true2",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s\ngives %v,\nwant  %s", script, got, want)
		}
	}
}
