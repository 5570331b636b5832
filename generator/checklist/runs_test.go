package checklist_test

import (
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestRunsAreParsedOnce: what a change costs does not grow with the runs that are
// kept beside it. Neither is what another tab has written missed.
func TestRunsAreParsedOnce(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { Runs } from "./runs";
		const stored = new Map();
		const area = { getItem: (k) => stored.get(k) ?? null, setItem: (k, v) => void stored.set(k, v), removeItem: (k) => void stored.delete(k) };
		Object.assign(globalThis, { localStorage: area, sessionStorage: area });
		const card = { id: "card", kind: "scorecard", title: "C", criteria: [{ id: "n", ask: "N?", kind: "number", weight: 1 }] };
		const text = (n) => JSON.stringify({ version: 1, current: "0", runs: Array.from({ length: n }, (_, i) => ({ id: String(i), name: "", note: "", answers: { n: String(i) }, notes: {}, model: card })) });
		const key = "fieldbook / runs:card";
		let parsed = 0;
		const parse = JSON.parse;
		JSON.parse = (t) => (parsed++, parse(t));
		globalThis.f = {
			keys(n) {
				stored.set(key, text(n));
				parsed = 0;
				const runs = new Runs(card, () => {});
				for (const figure of "12345") {
					runs.update((book) => (book.runs[1].answers.n = figure));
					for (let i = 0; i < 5; i++) runs.book();
				}
				return parsed;
			},
			other() {
				const runs = new Runs(card, () => {});
				runs.update(() => {});
				stored.set(key, text(3));
				runs.update((book) => (book.runs[2].answers.n = "9"));
				return runs.book().runs.map((r) => r.answers.n).join() + parse(stored.get(key)).runs.length;
			},
		};`)
	if parsed := e.Run(`String(f.keys(2000))`); parsed != "1" {
		t.Errorf("parsed %v times", parsed)
	}
	if got := e.Run(`f.other()`); got != "0,1,93" {
		t.Error(got)
	}
}
