package browser_test

import (
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
