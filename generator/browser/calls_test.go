package browser_test

import (
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestCallsRecorded records what becomes of leads, in a storage that may be full, cleared
// or written by another tab: nothing that was recorded is lost, and what is taken back is
// what this tab did.
func TestCallsRecorded(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { Calls } from "./calls";
		const list = { id: "card", kind: "scorecard", title: "C", criteria: [{ id: "a", ask: "A", kind: "yesno", weight: 1 }], verdicts: [{ at: 0, say: "Any" }] };
		const all = ["7001", "7002"].map((id) => ({ id, row: { id }, answers: {} }));
		let stored, full;
		const area = { getItem: (k) => stored.get(k) ?? null, setItem: (k, v) => { if (full) throw new Error("full"); stored.set(k, v); }, removeItem: (k) => stored.delete(k) };
		let gone;
		const tab = () => new Calls(list, "list.csv", all, () => gone++);
		globalThis.begin = () => { stored = new Map(); full = false; gone = 0; globalThis.localStorage = area; globalThis.one = tab(); globalThis.two = tab(); return 0; };
		globalThis.fill = (is) => { full = is; };
		globalThis.clear = () => stored.clear();
		globalThis.of = (calls, at = 0) => JSON.stringify(calls.of(all[at]));
		globalThis.record = (calls, change, at = 0) => calls.record(all[at], change);
		globalThis.gone = () => gone;
		globalThis.size = () => stored.size;`)
	for script, want := range map[string]string{
		// What is empty is taken away; answers stand beside each other.
		`record(one, {state: "back", day: "2026-12-01", note: "x"}); record(one, {state: "won", day: undefined, note: ""}); of(one)`: `{"state":"won"}`,
		`record(one, {answers: {a: "yes"}}); record(one, {answers: {b: "no"}}); record(one, {answers: {a: ""}}); of(one)`:            `{"answers":{"b":"no"}}`,
		// It is taken back as it was, and that alone.
		`record(one, {state: "called"}); const b1 = record(one, {state: "won"}); record(one, {note: "x"}); b1.undo(); of(one)`:                    `{"state":"called","note":"x"}`,
		`record(one, {answers: {a: "yes"}}); const b2 = record(one, {answers: {a: "no"}}); record(one, {answers: {b: "no"}}); b2.undo(); of(one)`: `{"answers":{"a":"yes","b":"no"}}`,
		// Nothing is kept before the reader agrees; then two tabs have the same.
		`record(one, {state: "won"}); size() + of(two)`: `0{}`,
		`record(one, {state: "won", answers: {a: "yes"}}); record(two, {note: "x", answers: {b: "no"}}); one.keep(); two.keep(); of(one)`: `{"state":"won","answers":{"a":"yes","b":"no"},"note":"x"}`,
		`one.keep(); two.keep(); record(one, {state: "won"}, 0); record(two, {state: "lost"}, 1); of(one, 1) + of(two, 0)`:                `{"state":"lost"}{"state":"won"}`,
		// A full storage and one that was cleared leave it in the page.
		`one.keep(); fill(true); const f = record(one, {state: "won"}); f.kept + of(one) + one.kept`:                     `false{"state":"won"}false`,
		`one.keep(); fill(true); record(one, {state: "won"}); fill(false); one.keep() + of(two) + (two.keep(), of(two))`: `true{}{"state":"won"}`,
		`one.keep(); record(one, {state: "won"}); clear(); of(one) + gone() + one.kept + size()`:                         `{"state":"won"}1false0`,
		`one.keep(); two.keep(); record(one, {state: "won"}); of(two); one.erase(); of(one) + of(two) + gone()`:          `{}{"state":"won"}1`,
		// Changes are counted until they are saved as a file, in both tabs together.
		`record(one, {state: "won"}); one.keep(); two.keep(); record(two, {note: "x"}); of(one); one.unsaved + ""`:  "2",
		`one.keep(); two.keep(); record(one, {state: "won"}); of(two); two.saved(); of(one); one.unsaved + of(one)`: `0{"state":"won"}`,
	} {
		if got := e.Run("begin(); { " + script + " }"); got != want {
			t.Errorf("%s\ngives %v,\nwant  %v", script, got, want)
		}
	}
}

// TestCallsOfAnotherQuestion keeps what was said to a question that is asked otherwise
// now, and takes what the list itself says.
func TestCallsOfAnotherQuestion(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { Calls } from "./calls";
		const list = { id: "card", kind: "scorecard", title: "C", criteria: [{ id: "a", ask: "A", kind: "number", was: ["old"], weight: 1 }, { id: "b", ask: "B", kind: "yesno", weight: 1 }], verdicts: [{ at: 0, say: "Any" }] };
		const stored = new Map([["fieldbook / calls:card:l.csv", JSON.stringify({ version: 1, calls: { "#1": { answers: { a: "mid", b: "yes" } }, "#2": { answers: { old: "7" } } }, places: { b: { York: "9" } } })]]);
		globalThis.localStorage = { getItem: (k) => stored.get(k) ?? null, setItem: (k, v) => stored.set(k, v), removeItem: (k) => stored.delete(k) };
		const all = ["1", "2"].map((id) => ({ id, place: "York", row: { id }, answers: { a: "5" } }));
		const calls = new Calls(list, "l.csv", all, () => {});
		calls.keep();
		globalThis.counts = () => JSON.stringify(calls.with(all, "2026-11-30").map((l) => l.answers));
		globalThis.kept = () => (calls.record(all[0], { note: "n" }), JSON.stringify(JSON.parse([...stored.values()][0])));`)
	if got := e.Run(`counts()`); got != `[{"a":"5","b":"yes"},{"a":"7"}]` {
		t.Errorf("it counts %v", got)
	}
	if got := e.Run(`kept()`); got != `{"version":1,"calls":{"#1":{"answers":{"a":"mid","b":"yes"},"note":"n"},"#2":{"answers":{"old":"7"}}},"places":{"b":{"York":"9"}},"unsaved":1}` {
		t.Errorf("it keeps %v", got)
	}
}
