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

// TestMayChange names the questions whose answer alone would decide, or change what is
// decided, and how much of the score each leaves open.
func TestMayChange(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { mayChange } from "./receipt";
		import { score } from "./score";
		const criterion = (id, weight) => ({ id, ask: id, kind: "yesno", weight });
		const list = { id: "card", kind: "scorecard", title: "C", criteria: [criterion("big", 2), criterion("one", 1), criterion("two", 1)], verdicts: [{ at: 50, say: "Good" }, { at: 0, say: "Poor" }] };
		globalThis.said = (answers) => mayChange(list, score(list, answers, "2026-11-30"), answers, "2026-11-30");`)
	for answers, want := range map[string]string{
		`{}`:                                "May still change it: big (narrows the score by 50); one (narrows the score by 25); two (narrows the score by 25)",
		`{big: "na"}`:                       "May still change it: one (narrows the score by 50); two (narrows the score by 50)",
		`{big: "yes"}`:                      "",
		`{big: "no", one: "no", two: "no"}`: "",
		`{big: "no", one: "yes"}`:           "May still change it: two (narrows the score by 25)",
	} {
		if got := e.Run(`said(` + answers + `)`); got != want {
			t.Errorf("%s: %q, want %q", answers, got, want)
		}
	}
}

// TestRunsOfTheSite parts what sites of one origin stored together: by the criteria
// that a run's checklist asks, else by those that it answers.
func TestRunsOfTheSite(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { ofSite } from "./runs";
		const list = { id: "card", kind: "scorecard", title: "C", criteria: [{ id: "n", ask: "N?", kind: "number", weight: 1, was: ["old"] }] };
		const names = (text) => { try { return JSON.parse(text).runs.map((r) => r?.name ?? r).join("+"); } catch { return text; } };
		globalThis.parted = (stored) => ofSite(list, stored)?.map(names).join(" | ") ?? "none";
		globalThis.model = (kind, ...ids) => ({ ...list, kind, criteria: ids.map((id) => ({ id, ask: id, kind: "number", weight: 1 })) });`)
	for stored, want := range map[string]string{
		`JSON.stringify({ runs: [{ name: "a", answers: { n: "1" } }, { name: "b", answers: { other: "1" } }, { name: "c", answers: { old: "1" } }] })`:                                                                             "a+c | b",
		`JSON.stringify({ runs: [{ name: "a", model: model("scorecard", "n"), answers: { other: "1" } }, { name: "b", model: model("decision", "n") }, { name: "c", model: model("scorecard", "other"), answers: { n: "1" } }] })`: "a | b+c",
		`JSON.stringify({ runs: [{ name: "b", answers: { other: "1" } }] })`:    "none",
		`JSON.stringify({ runs: [7, { name: "b", answers: { other: "1" } }] })`: "7 | b",
		`JSON.stringify({ runs: 7 })`:                                           `{"runs":7} | {"runs":7}`,
		`"no JSON"`:                                                             "no JSON | no JSON",
	} {
		if got := e.Run(`parted(` + stored + `)`); got != want {
			t.Errorf("%s: %q, want %q", stored, got, want)
		}
	}
}
