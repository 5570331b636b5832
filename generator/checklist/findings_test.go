package checklist_test

import (
	"fmt"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// reporting is the browser's code that reports, with a checklist of one criterion in each
// case.
func reporting(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/report", `
		import { findings, first, hasBegun } from "./findings";
		import { followUp, quartersFrom, stages, steps } from "./plan";
		import { since } from "./since";
		import { score } from "../checklist/score";
		import { sound } from "../checklist/runs";
		Object.assign(globalThis, { findings, first, hasBegun, followUp, quartersFrom, stages, steps, since, score, sound });`)
	e.Run(`
		const yesno = (id, more) => ({ id, ask: "Ask " + id + "?", kind: "yesno", weight: 1, finding: "Found " + id + ".", recommend: "Do " + id + ".", ...more });
		const list = { id: "l", kind: "scorecard", title: "Review", criteria: [
			yesno("plain", {}),
			yesno("light", { risk: "high", weight: 1, effort: "small" }),
			yesno("large", { risk: "high", weight: 3, effort: "large" }),
			yesno("quick", { risk: "high", weight: 3, effort: "small" }),
			yesno("low", { risk: "low", weight: 9 }),
			{ id: "many", ask: "How many?", kind: "number", min: 10, weight: 1, finding: "Too few.", recommend: "More.", risk: "medium" },
			yesno("gated", { only_if: [{ id: "plain", yes: true }] }),
			{ id: "info", ask: "Anything else?", kind: "yesno", weight: 0 },
		], verdicts: [{ at: 70, say: "Good" }, { at: 0, say: "Bad" }] };
		const of = (answers) => findings(score(list, answers, "2026-11-30"));
		const ids = (all) => all.map((f) => f.criterion.id + (f.certain ? "" : "?")).join(" ");
		const run = (answers, more) => ({ id: "r", name: "Firm 1", note: "", answers, notes: {}, ...more });
		const setting = { language: "en", colour: "#0a6650", footer: "", intro: [], sources: {} };`)
	return e
}

// TestFindings: what is lost for certain, what may be, and what is open or does not apply.
func TestFindings(t *testing.T) {
	e := reporting(t)
	for script, want := range map[string]string{
		`ids(of({}).found)`:                    "", // nobody was asked
		`of({}).open.map(c => c.id).join(" ")`: "plain light large quick low many gated",
		`ids(of({ plain: "no", light: "no", large: "no", quick: "no", low: "no", many: "3" }).found)`: "quick large light many low plain",
		`ids(first(of({ plain: "no", light: "?", large: "?", quick: "yes", low: "no", many: "3" })))`: "many low plain",
		`ids(first(of({ light: "?", low: "no" })))`:                                                   "low light?",
		`ids(of({ many: "5..20", light: "?" }).found)`:                                                "light? many?",
		`ids(of({ many: "10..20" }).found)`:                                                           "",
		`ids(of({ gated: "no" }).found)`:                                                              "gated?", // it may not apply
		`ids(of({ gated: "no", plain: "yes" }).found)`:                                                "gated",
		`of({ plain: "no" }).apart.map(c => c.id).join(" ")`:                                          "gated",
		`of({ plain: "na" }).apart.map(c => c.id).join(" ")`:                                          "plain gated",
		`ids(of({ info: "no" }).found)`:                                                               "",
		`hasBegun(score(list, {}, "2026-11-30"))`:                                                     "false",
		`hasBegun(score(list, { info: "no" }, "2026-11-30"))`:                                         "false", // it judges nothing
		`hasBegun(score(list, { plain: "?" }, "2026-11-30"))`:                                         "true",
		`of({ plain: "?" }).open.map(c => c.id).join(" ")`:                                            "light large quick low many gated", // it was asked
		`ids(findings(score({ ...list, criteria: [] }, {}, "2026-11-30")).found)`:                     "",
		`quartersFrom("2026-11-30", 3).join(" ") + " " + quartersFrom("2027-01-01", 1)`:               "2026-Q4 2027-Q1 2027-Q2 2027-Q1",
		`ids(findings(score({ ...list, groups: [{ id: "g", title: "G", weight: 5 }], criteria: [yesno("a", { weight: 3 }), yesno("b", { group: "g" })] }, { a: "no", b: "no" }, "2026-11-30")).found)`: "b a",
	} {
		if got := fmt.Sprint(e.Run(script)); got != want {
			t.Errorf("%s is %q, want %q", script, got, want)
		}
	}
}

// TestPlan: what was agreed stands where it is to be done, and what is not done goes on.
func TestPlan(t *testing.T) {
	e := reporting(t)
	e.Run(`
		const agreed = { light: { state: "planned", quarter: "2027-Q2", owner: "Owner 1" }, large: { state: "planned", quarter: "2027-Q1" }, quick: { state: "done" }, low: { state: "declined" } };
		const first1 = run({ plain: "no", light: "no", large: "no", quick: "no", low: "no" }, { plan: agreed });
		const staged = (r) => stages(steps(score(list, r.answers, "2026-11-30"), r)).map((s) => s.state + s.quarter + ": " + s.steps.map((x) => x.criterion.id).join(" ")).join("; ");
		const next = followUp(list, first1, "2026-11-30");
		const since1 = (answers, more) => since(list, { ...first1, changed: Date.UTC(2026, 10, 30) }, { ...next, answers, ...more }, score(list, answers, "2027-02-28"), "2027-02-28");
		const ordered = (answers, plan) => steps(score(list, answers, "2026-11-30"), { plan }).map((s) => s.criterion.id + (s.finding?.certain === false ? "?" : "")).join(" ");
		const became = (answers, more) => since1(answers, more).promises.map((p) => p.criterion.id + " " + p.agreed.state + (p.kept ? " kept" : "") + (p.again ? " again" : "")).join("; ");
		const changes = (s) => s.changes.map((c) => c.criterion.id + " " + c.before + ">" + c.now + " " + c.went).join("; ");`)
	for script, want := range map[string]string{
		`staged(first1)`: "planned2027-Q1: large; planned2027-Q2: light; open: plain; done: quick; declined: low",
		`next.after + " " + next.name + " " + JSON.stringify(next.answers) + " " + Object.keys(next.plan).join(" ")`:     "r Firm 1 {} light large low",      // plain was never spoken of
		`ordered({ plain: "no", light: "no", large: "no", quick: "no", low: "no", many: "3" }, {})`:                      "quick light large many low plain", // risk, then effort, then what is lost
		`ordered({ light: "?", many: "3", large: "no" }, {})`:                                                            "light? large many",
		`ordered({ light: "?" }, { low: { state: "declined" }, large: { state: "planned" }, plain: { state: "open" } })`: "light? large low",
		`JSON.stringify(next.plan.light)`:                `{"state":"planned","quarter":"2027-Q2","owner":"Owner 1"}`,
		`staged(next)`:                                   "planned2027-Q1: large; planned2027-Q2: light; declined: low", // until they are answered
		`staged({ ...next, answers: { large: "yes" } })`: "planned2027-Q2: light; declined: low",
		`changes(since1({ plain: "no", light: "yes" }))`: "light no>yes better",
		`changes(since(list, run({ info: "yes" }), run({ info: "no" }), score(list, { info: "no" }, "2027-02-28"), "2027-02-28"))`: "info yes>no neither",
		`since1({ plain: "no" }).day`:  "2026-11-30",
		`since1({ plain: "no" }).same`: "1",
		`changes(since(list, run({ many: "12", light: "yes", low: "no" }), run({ many: "5..20", light: "no", low: "?" }), score(list, { many: "5..20", light: "no", low: "?" }, "2027-02-28"), "2027-02-28"))`: "light yes>no worse; low no>? open; many 12>5..20 open",
		`became({ light: "yes" })`: "quick done kept; light planned kept; large planned; low declined; plain open",
		`became({ quick: "no" }, { plan: { plain: { state: "done", quarter: "2027-Q1" } } })`:                                                                                                                                "quick done again; light planned; large planned; low declined; plain done kept",
		`JSON.stringify(sound(list, { runs: [{ id: "x", answers: {}, after: 5, plan: { plain: { state: "gone", quarter: "soon", owner: 7 }, light: null } }] }).book.runs[0].plan)`:                                          `{"plain":{"state":"open"}}`,
		`sound(list, { runs: [{ id: "x", answers: {}, after: "r", plan: [] }] }).book.runs.map((r) => r.after + r.plan).join()`:                                                                                              "rundefined",
		`JSON.stringify(sound({ ...list, criteria: [yesno("a", { internal: "planted" })] }, { runs: [{ id: "x", answers: {}, model: { ...list, criteria: [yesno("a", { internal: "planted" })] } }] })).includes("planted")`: "false",
	} {
		if got := fmt.Sprint(e.Run(script)); got != want {
			t.Errorf("%s is %q, want %q", script, got, want)
		}
	}
}
