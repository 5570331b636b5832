package checklist_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/checklist"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// TestFormFollowsWhatTellsNoLimit keeps of only_if what a form may know.
func TestFormFollowsWhatTellsNoLimit(t *testing.T) {
	words := i18n.New(i18n.Default)
	yes, ten := true, playbook.Number{Value: 10}
	id := func(s string) playbook.Name { return playbook.Name{Value: s} }
	needs := playbook.OnlyIf{
		{ID: id("old"), Yes: &yes}, {ID: id("number"), Min: &ten}, {ID: id("choice"), Yes: &yes}, {ID: id("choice"), Any: []string{"a"}},
	}
	list := &playbook.Checklist{ID: id("l"), Criteria: []playbook.Criterion{
		{ID: id("yesno"), Was: []playbook.Name{id("old")}, Ask: "?", Kind: playbook.KindYesNo},
		{ID: id("number"), Ask: "?", Kind: playbook.KindNumber},
		{ID: id("choice"), Ask: "?", Kind: playbook.KindChoice, Options: playbook.Options{{ID: "a", Label: "A"}, {ID: "b", Label: "B"}}},
		{ID: id("hangs"), Ask: "?", Kind: playbook.KindYesNo, OnlyIf: needs},
	}}
	pages, _ := checklist.Build([]*playbook.Playbook{{FrontMatter: playbook.FrontMatter{Checklist: list}}}, words, func(s string) string { return s })
	form := pages[0].Form()
	q := form.Parts[0].Questions[3]
	want := []checklist.FormNeed{{ID: "yesno", Any: []string{"yes"}}, {ID: "number"}, {ID: "choice"}, {ID: "choice", Any: []string{"a"}}}
	if !reflect.DeepEqual(q.OnlyIf, want) {
		t.Errorf("the form follows %v", q.OnlyIf)
	}
	if !slices.Equal(q.When, []string{"Only if 1 is answered: Yes", "Only if 3 is answered: A"}) {
		t.Errorf("on paper stands %q", q.When)
	}
	if form.Count() != 4 {
		t.Errorf("%d questions", form.Count())
	}
	before := pages[0].FormVersion()
	list.Criteria[0].Weight.Value, list.Criteria[1].Ask = 7, "What?"
	same := pages[0].FormVersion()
	list.Criteria[2].Options[1].ID = "c"
	if same != before || pages[0].FormVersion() == before {
		t.Error("the version is not that of what answers depend on")
	}
}

// TestEachKindHasAnInput finds a kind that no form can ask for.
func TestEachKindHasAnInput(t *testing.T) {
	words := i18n.New(i18n.Default)
	for _, kind := range playbook.CriterionKind("").Values() {
		list := &playbook.Checklist{Criteria: []playbook.Criterion{{Kind: playbook.CriterionKind(kind)}}}
		pages, _ := checklist.Build([]*playbook.Playbook{{FrontMatter: playbook.FrontMatter{Checklist: list}}}, words, func(s string) string { return s })
		if pages[0].Form().Parts[0].Questions[0].Input == "" {
			t.Errorf("a form cannot ask for a %s", kind)
		}
	}
}

// asForm is the browser's code of a form, and that which takes its answers.
func asForm(t *testing.T) *jstest.Engine {
	t.Helper()
	return jstest.New(t, "../../templates/assets/form", `
		import { notAsked } from "./asked";
		import { asFile, asLink, fileName, given, mailTo } from "./sent";
		import { fromJSON, merge } from "../checklist/files";
		import { parse } from "../checklist/address";
		import { two, merged } from "../checklist/merge";
		const q = (id, input, only_if, options) => ({ id, ask: id.toUpperCase() + "?", input, only_if, options: options?.map((o) => ({ id: o, label: o })) });
		const form = { id: "l", version: "0a1b2c3d", title: "L", parts: [{ questions: [q("a", "one", undefined, ["yes", "no"]), q("b", "one", [{ id: "a", any: ["yes"] }], ["yes", "no"]), q("c", "number", [{ id: "b" }])] },
			{ title: "P", questions: [q("d", "some", undefined, ["x", "y"]), q("e", "number", [{ id: "d", any: ["x"] }]), q("f", "one", [{ id: "g" }]), q("g", "one", [{ id: "f" }])] }] };
		const list = { id: "l", kind: "scorecard", title: "L", criteria: [
			{ id: "a2", was: ["a"], ask: "Asked A?", kind: "yesno", weight: 1 }, { id: "c", ask: "C?", kind: "number", max: 9, weight: 1 },
			{ id: "d", ask: "D?", kind: "list", min: 1, options: [{ id: "y", label: "Y" }], weight: 1 }, { id: "new", ask: "New?", kind: "yesno", weight: 1 }], verdicts: [{ at: 0, say: "V" }] };
		const filled = { id: "1-x", name: "Söhne & <Co>", who: "", note: "line\none", notes: { c: "more soon" }, typed: { g: "about ten" }, answers: { a: "yes", b: "no", c: "5..", d: "x,?" } };
		globalThis.f = { notAsked: (answers) => [...notAsked(form, answers)].join(), form, list, filled, asFile, asLink, fileName, given, mailTo, fromJSON, merge, parse, two, merged };`)
}

func TestQuestionsThatAreNotAsked(t *testing.T) {
	e := asForm(t)
	for answers, want := range map[string]string{
		`{}`:                            "",
		`{"a":"?"}`:                     "",
		`{"a":"yes"}`:                   "",
		`{"a":"no"}`:                    "b,c",
		`{"a":"na"}`:                    "b,c",
		`{"b":"na"}`:                    "c",
		`{"b":"no"}`:                    "", // what c wants of b is not known here
		`{"d":"y"}`:                     "e",
		`{"d":"y,?"}`:                   "",
		`{"d":"none"}`:                  "e",
		`{"d":"x"}`:                     "",
		`{"d":"?"}`:                     "",
		`{"a":"no","b":"yes"}`:          "b,c",
		`{"f":"na"}`:                    "f,g", // in a circle, which is a mistake
		`{"__proto__":"no"}`:            "",
		`{"constructor":"no","a":"no"}`: "b,c",
	} {
		if got := e.Run(fmt.Sprintf(`f.notAsked(JSON.parse(%q))`, answers)); got != want {
			t.Errorf("%s: not asked is %v, want %s", answers, got, want)
		}
	}
	if got := e.Run(`JSON.stringify(f.given(f.form, { a: "no", b: "yes", d: "x" }))`); got != `[["a","no"],["d","x"]]` {
		t.Errorf("given is %v", got)
	}
}

// TestAnswersComeBack opens what a form sends: as it was sent, and as a checklist that
// has changed since can take it.
func TestAnswersComeBack(t *testing.T) {
	e := asForm(t)
	const back = `{ const r = f.fromJSON(f.list, f.asFile(f.form, f.filled, "2026-11-30")), [run] = r.runs; JSON.stringify([run.id, run.name, run.note, run.answers, run.client.form, run.client.on, r.lost]) }`
	if got := e.Run(back); got != `["1-x","Söhne & <Co>","line\none",{"b":"no","c":"5.."},"0a1b2c3d","2026-11-30","Söhne & <Co>: The form was of another version of this checklist. 2 answers were given to questions that are asked otherwise now, and do not count until you take them: “Asked A?”, “D?”. No longer asked: “B?”. Not asked in the form: “New?”."]` {
		t.Errorf("the file brings %v", got)
	}
	if got := e.Run(`{ const r = f.fromJSON({ ...f.list, criteria: f.list.criteria.slice(0, 2) }, f.asFile(f.form, { ...f.filled, answers: { c: "5.." } }, "2026-11-30")); r.lost }`); got != "" {
		t.Errorf("of a form that all is taken of it tells %v", got)
	}
	const link = `f.asLink(f.form, f.filled, "2026-11-30", "https://example.org/l.html")`
	if got := e.Run(link); got != "https://example.org/l.html#a=yes&b=no&c=5..&d=x,?&_asked=11356w76gt1mvdle&_name=S%C3%B6hne%20%26%20%3CCo%3E&_note=line%0Aone&_note.c=more%20soon&_note.g=Written%3A%20%E2%80%9Cabout%20ten%E2%80%9D&_client=0a1b2c3d.2026-11-30" {
		t.Errorf("the link is %v", got)
	}
	if got := e.Run(`{ const b = f.parse(f.list, ` + link + `.replace(/^[^#]*/, ""), "2026-11-30"); JSON.stringify([b.answers, b.kept, b.name, b.note, b.notes, b.client, b.unread]) }`); got != `[{"c":"5.."},{"b":"no","d":"x,?"},"Söhne & <Co>","line\none",{"c":{"text":"more soon"},"g":{"text":"Written: “about ten”"}},{"form":"0a1b2c3d","on":"2026-11-30","held":{"a2":"yes"}},["no question \"b\"","\"x,?\" is no answer to D?","no question \"_note.g\""]]` {
		t.Errorf("the link brings %v", got)
	}
	for damaged, want := range map[string]string{`7`: "false", `{"form":1,"on":"x"}`: "false", `{"form":"x","on":"y","asked":7}`: "true", `{"form":"x","on":"y","asked":{"a":7}}`: "true", `null`: "false"} {
		if got := e.Run(fmt.Sprintf(`String(f.fromJSON(f.list, '{"format":"fieldbook-runs","version":1,"checklist":"l","runs":[null,{"id":"x","answers":"banana","client":%s}]}').runs[0].client !== undefined)`, damaged)); got != want {
			t.Errorf("client %s is taken: %v", damaged, got)
		}
	}
	if got := e.Run(`[f.fileName(f.form, { name: " <a/b>: \"Süd\" 🙂 " }, "json"), f.fileName(f.form, { name: "🙂", who: "Ann Holm" }, "txt"), f.fileName(f.form, { name: "x".repeat(200) }, "json").length, f.asLink(f.form, f.filled, "", "")].join()`); got != "l-a-b-Süd.json,l-Ann-Holm.txt,47," {
		t.Errorf("files are named %v", got)
	}
	if got := e.Run(`f.mailTo(f.form, "l.json", "x".repeat(1501)).length < 200 && f.mailTo(f.form, "l.json", "https://e/").endsWith("https%3A%2F%2Fe%2F") && f.mailTo({ ...f.form, to: "a+b@example.org" }, "l.json", "").startsWith("mailto:a%2Bb@example.org?subject=")`); got != true {
		t.Error("a mail holds a link that is too long, or none")
	}
}

// TestTwoRunsAreMerged takes from either what the other does not know, leaves what
// differs to be chosen, and keeps the two as they were.
func TestTwoRunsAreMerged(t *testing.T) {
	e := asForm(t)
	const runs = `const a = { id: "1", name: "A", note: "n", answers: { a: "yes", c: "?", d: "y", gone: "x" }, notes: { c: { text: "one" } } }, b = { id: "2", name: "", note: "n", answers: { a2: "no", c: "5", d: "y", gone: "z" }, notes: { c: { text: "two", initials: "B" } } }; const before = JSON.stringify([a, b]);`
	if got := e.Run(`{ ` + runs + ` const t = f.two(f.list, a, b); JSON.stringify([t.differs.map((c) => c.id), t.rest, t.single]) }`); got != `[["a2"],{"gone":"x","c":"5","d":"y"},1]` {
		t.Errorf("the two come to %v", got)
	}
	if got := e.Run(`{ ` + runs + ` const m = f.merged(f.list, a, b, { a2: "no" }); JSON.stringify([m.name, m.note, m.answers, m.notes, m.id !== "1" && m.id !== "2", JSON.stringify([a, b]) === before]) }`); got != `["A + unnamed","n",{"gone":"x","c":"5","d":"y","a2":"no"},{"c":{"text":"one\ntwo","initials":"B","date":""}},true,true]` {
		t.Errorf("merged they are %v", got)
	}
}

// TestAskedOtherwise holds answers to questions that are asked otherwise now, until they
// are taken or left, and guesses which question was renamed.
func TestAskedOtherwise(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { hold, lostOf, clientIn } from "./client";
		import { likely } from "./wording";
		const hours = { id: "close", ask: "How long until it is closed?", kind: "number", unit: "days", weight: 1 };
		const pick = { id: "pick", ask: "Which?", kind: "choice", options: [{ id: "a", label: "All" }, { id: "n", label: "None" }], weight: 1 };
		globalThis.list = { id: "l", kind: "scorecard", title: "L", criteria: [hours, pick, { id: "copies2", ask: "Who has tried to bring a copy back?", kind: "yesno", weight: 1 }] };
		const same = { close: { ask: " How long  until it is closed?", unit: "days", input: "number" }, pick: { ask: "Which?", input: "one", options: { n: "None", a: "All" } } };
		globalThis.held = (asked, answers) => {
			const client = clientIn({ form: "0a1b2c3d", on: "2026-11-30", asked: { ...same, ...asked } });
			const run = hold(list, { answers, client });
			return JSON.stringify([run.answers, run.client.held, hold(list, { ...run, answers: { close: "1" } }).answers]) + lostOf(list, run.client, run.answers);
		};`)
	for given, want := range map[string]string{
		`{}, { close: "24", pick: "a" }`: `[{"close":"24","pick":"a"},{},{"close":"1"}]The form was of another version of this checklist. Not asked in the form: “Who has tried to bring a copy back?”.`,
		`{ close: "How long until it is closed?", copies2: "Who has tried to bring a copy back?" }, { close: "24" }`:        `[{"close":"24"},{},{"close":"1"}]`, // of a form that told no units
		`{ close: { ask: "How long until it is closed?", unit: "hours", input: "number" }, copies2: "x" }, { close: "24" }`: `[{},{"close":"24"},{"close":"1"}]The form was of another version of this checklist. 1 answer was given to a question that is asked otherwise now, and does not count until you take it: “How long until it is closed?”.`,
		`{ pick: { ask: "Which?", input: "one", options: { a: "Nearly all", n: "None" } }, copies2: "x" }, { pick: "a" }`:   `[{},{"pick":"a"},{"close":"1"}]The form was of another version of this checklist. 1 answer was given to a question that is asked otherwise now, and does not count until you take it: “Which?”.`,
		`{ pick: { ask: "Which?", input: "some", options: { a: "All", n: "None" } }, copies2: "x" }, { pick: "a" }`:         `[{},{"pick":"a"},{"close":"1"}]The form was of another version of this checklist. 1 answer was given to a question that is asked otherwise now, and does not count until you take it: “Which?”.`,
		`{ copies: "Has anybody tried to bring a copy back?" }, { copies: "yes" }`:                                          `[{"copies":"yes"},{},{"close":"1"}]The form was of another version of this checklist. Perhaps renamed: copies is now copies2, “Who has tried to bring a copy back?”: write was to keep its answers.`,
		`{ copies: "Is the server old?" }, { copies: "yes" }`:                                                               `[{"copies":"yes"},{},{"close":"1"}]The form was of another version of this checklist. No longer asked: “Is the server old?”. Not asked in the form: “Who has tried to bring a copy back?”.`,
	} {
		if got := e.Run("held(" + given + ")"); got != want {
			t.Errorf("%s\nis %v,\nwant %s", given, got, want)
		}
	}
}
