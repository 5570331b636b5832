package checklist_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/playbook"
)

// bruteForce scores random checklists whose criteria hang on each other in two ways: by
// score.ts, and by going through every completion of the answers, one definite answer
// for each criterion. The ends of both must be the same.
const bruteForce = `
import { score, credit } from "./score";
import { ends } from "./completions";
const fb = { score, credit, ends };
let seed = 1;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const pick = (of) => of[random(of.length)];
const cut = 10 - 1e-7; // just below a limit

function criterion(i) {
	const c = { id: "c" + i, ask: "?", weight: pick([0, 1, 1, 2, 3]), kind: pick(["yesno", "number", "list", "choice"]) };
	if (c.kind === "yesno") c.want = pick(["yes", "no"]);
	if (c.kind === "number") Object.assign(c, pick([{ min: 10 }, { max: 10, ideal: [0, 4] }, { min: 4, max: 30, ideal: [10, 20] }]));
	if (c.kind === "list") Object.assign(c, { options: ["a", "b", "c"].map((id) => ({ id, label: id })), min: pick([1, 2]) });
	if (c.kind === "choice") Object.assign(c, { options: [["a", 1], ["b", 0.5], ["c", 0]].map(([id, credit]) => ({ id, label: id, credit })) });
	if (random(4) === 0) c.group = "g";
	return c;
}

function requirement(of) {
	const ways = [{ yes: true }, { yes: false }];
	if (of.kind === "number") ways.push({ min: 10 }, { max: 4 }, { min: 10, max: 20 });
	if (of.kind === "list") ways.push({ any: ["a"] }, { any: ["a", "b"] }, { min: 2 });
	if (of.kind === "choice") ways.push({ any: ["a"] }, { any: ["b", "c"] });
	return { id: of.id, ...pick(ways) };
}

function answer(c) {
	const common = ["", "", "?", "na"];
	return pick({ yesno: [...common, "yes", "no"], number: [...common, "4", "10", "5..12", "10..", "..10"], list: [...common, "none", "a", "a,?", "b,?", "a,b"], choice: [...common, "a", "b", "a|b", "b|c"] }[c.kind]);
}

const values = {
	yesno: (text) => ["yes", "no"].filter((v) => text === "" || text === v),
	number(text) {
		const [from, to] = text === "" ? ["", ""] : text.includes("..") ? text.split("..") : [text, text];
		return [0, 4, 4 + 1e-7, 5, 12, cut, 10, 10 + 1e-7, 20, 20 + 1e-7, 30, 99].filter((v) => (from === "" || v >= Number(from)) && (to === "" || v <= Number(to))).map(String);
	},
	list(text) {
		const ids = text.split(",");
		const all = ["", "a", "b", "c", "a,b", "a,c", "b,c", "a,b,c"].filter((v) => ids.includes("?") || text === "" ? ids.every((id) => id === "?" || v.split(",").includes(id)) || text === "" : v === (text === "none" ? "" : text));
		return all.map((v) => v || "none");
	},
	choice: (text) => (text === "" ? ["a", "b", "c"] : text.split("|")),
};

const number = (c, v) => (c.kind === "list" ? (v === "none" ? 0 : v.split(",").length) : Number(v));
const worth = (c, v) => fb.credit(c, c.kind === "yesno" ? Number(v === "yes") : c.kind === "choice" ? c.options.find((o) => o.id === v).credit : number(c, v));

function met(c, v, r) {
	if (r.any) return v.split(",").some((id) => r.any.includes(id));
	if (r.yes !== undefined) return r.yes === (c.kind === "yesno" ? v === "yes" : worth(c, v) > 0);
	return number(c, v) >= (r.min ?? -Infinity) && number(c, v) <= (r.max ?? Infinity);
}

function brute(list, answers, weight) {
	let [low, high, failed, none] = [Infinity, -Infinity, 0, 0];
	const chosen = {};
	const go = (i, points, total, broken) => {
		const c = list.criteria[i];
		if (!c) {
			if (broken) failed++; else none++;
			if (total > 0) [low, high] = [Math.min(low, points / total), Math.max(high, points / total)];
			return;
		}
		const text = answers[c.id] === "?" ? "" : answers[c.id];
		const byID = (id) => list.criteria.find((x) => x.id === id);
		const applies = text !== "na" && (c.only_if ?? []).every((r) => chosen[r.id] !== undefined && met(byID(r.id), chosen[r.id], r));
		if (!applies) {
			chosen[c.id] = undefined;
			return go(i + 1, points, total, broken);
		}
		for (const v of values[c.kind](text)) {
			chosen[c.id] = v;
			go(i + 1, points + weight(c) * worth(c, v), total + weight(c), broken || (c.must && worth(c, v) === 0));
		}
	};
	go(0, 0, 0, false);
	return { low, high, failed, none };
}

globalThis.compare = (from, runs) => {
const faults = [];
let hanging = 0, open = 0;
seed = from;
for (let n = 0; n < runs; n++) {
	const list = { id: "x", kind: "scorecard", title: "x", criteria: [], groups: [{ id: "g", title: "G", weight: pick([1, 2]) }], verdicts: [{ at: 50, say: "yes" }, { at: 0, say: "no" }] };
	for (let i = 0; i < 4; i++) {
		const c = criterion(i);
		if (i > 0 && random(3) > 0) c.only_if = [requirement(pick(list.criteria)), ...(random(4) === 0 ? [requirement(pick(list.criteria))] : [])];
		if (random(5) === 0) c.must = true;
		list.criteria.push(c);
	}
	const answers = Object.fromEntries(list.criteria.map((c) => [c.id, answer(c)]));
	const weight = (c) => c.weight * (c.group ? list.groups[0].weight : 1);
	// The order of the page is not that in which criteria hang on each other.
	const s = fb.score({ ...list, criteria: n % 2 ? [...list.criteria].reverse() : list.criteria }, answers, "2026-11-21");
	hanging += s.parts.filter((p) => p.criterion.only_if).length;
	open += s.parts.filter((p) => p.state === "open").length;
	for (const [what, of, got] of [["whole", weight, fb.ends(s.choices, (at) => s.parts[at].weight)], ["group", (c) => (c.group ? weight(c) : 0), fb.ends(s.choices, (at) => (s.parts[at].criterion.group ? s.parts[at].weight : 0))]]) {
		const want = brute(list, answers, of);
		const near = (a, b) => Math.abs(a - b) < 1e-5;
		if (want.high === -Infinity ? got !== undefined : !got || !near(got.low, want.low) || !near(got.high, want.high)) faults.push(what + " " + JSON.stringify([got, want, answers, list.criteria]));
		if (what === "whole" && s.verdict.kind === "ruled-out" && want.none > 0) faults.push("ruled out " + JSON.stringify([want, answers, list.criteria]));
		if (what === "whole" && s.verdict.kind === "decided" && want.failed > 0) faults.push("decided " + JSON.stringify([s.verdict, want, answers, list.criteria]));
	}
}
return JSON.stringify({ hanging, open, faults: faults.length, first: faults.slice(0, 3) });
}`

// TestOnlyIfAgainstBruteForce: the score of criteria that hang together spans every
// completion, and no more; so does a group's. What is ruled out is so in each of them,
// and what is decided is ruled out in none.
func TestOnlyIfAgainstBruteForce(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", bruteForce)
	var got struct {
		Hanging, Open, Faults int
		First                 []string
	}
	if err := json.Unmarshal([]byte(e.Run("compare(20261130, 1500)").(string)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Faults > 0 {
		t.Errorf("%d faults:\n%s", got.Faults, strings.Join(got.First, "\n"))
	}
	if got.Hanging < 2800 || got.Open < 1300 {
		t.Errorf("only %d criteria hang on others, %d of them openly", got.Hanging, got.Open)
	}
}

// asking has a checklist of yes-or-no questions, each as "id if other", the first of
// which count nothing themselves.
func asking(t *testing.T, id string, idle int, questions ...string) *playbook.Checklist {
	t.Helper()
	list := &playbook.Checklist{ID: playbook.Name{Value: id}, Kind: playbook.KindScorecard, Verdicts: []playbook.Verdict{{At: playbook.Number{Value: 50}, Say: "Good"}, {Say: "Poor"}}}
	for i, q := range questions {
		name, needs, _ := strings.Cut(q, " if ")
		c := playbook.Criterion{ID: playbook.Name{Value: name}, Ask: name, Kind: playbook.KindYesNo, Weight: playbook.Number{Value: 1}}
		if i < idle {
			c.Weight.Value = 0
		}
		for need := range strings.FieldsSeq(needs) {
			yes := !strings.HasPrefix(need, "!")
			c.OnlyIf = append(c.OnlyIf, playbook.Requirement{ID: playbook.Name{Value: strings.TrimPrefix(need, "!")}, Yes: &yes})
		}
		list.Criteria = append(list.Criteria, c)
	}
	return list
}

// TestOnlyIf: what is joint, what is asked next, and what is left out.
func TestOnlyIf(t *testing.T) {
	e := scoring(t)
	load(t, e, asking(t, "joint", 0, "x", "y if x"))
	load(t, e, asking(t, "gate", 1, "remote", "vpn if remote", "mfa"))
	load(t, e, asking(t, "chain", 1, "a", "b if a", "c if b", "d if !a"))
	must := asking(t, "must", 1, "a", "b if a", "c")
	must.Criteria[1].Must = true
	load(t, e, must)
	load(t, e, asking(t, "circle", 0, "a if b", "b if a"))
	for _, c := range []struct{ list, answers, want string }{
		{"joint", "y=no", "0–50 undecided: Good,Poor; ask x"},
		{"joint", "", "0–100 undecided: Good,Poor; ask x"},
		{"joint", "x=no y=yes", "0–0 Poor"},            // an answer that is kept counts no more
		{"joint", "x=na y=yes", "0–0 nothing"},         // what does not apply fulfils nothing
		{"gate", "mfa=yes", "50–100 Good; ask remote"}, // whatever it is
		{"gate", "mfa=no", "0–50 undecided: Good,Poor; ask remote"},
		{"gate", "mfa=no remote=?", "0–50 undecided: Good,Poor; ask vpn"},
		{"gate", "mfa=no remote=no", "0–0 Poor"},
		{"chain", "a=yes b=no", "0–0 Poor"},
		{"chain", "b=yes c=yes d=no", "0–100 undecided: Good,Poor; ask a"},
		{"must", "b=no c=yes", "50–100 undecided: Good; ask a"},
		{"must", "a=yes b=no c=yes", "50–50 ruled out by b"},
		{"must", "a=no b=no c=yes", "100–100 Good"},
		{"circle", "a=yes b=yes", "100–100 Good"}, // a mistake, which checks tell
	} {
		if got := stand(t, e, c.list, c.answers); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.list, c.answers, got, c.want)
		}
	}
	var many []string
	for i := range 14 {
		many = append(many, fmt.Sprintf("g%d", i))
	}
	all := strings.Join(many, " ")
	load(t, e, asking(t, "many", 0, append(many, "last if "+all)...))
	if got := stand(t, e, "many", "last=no g0=no"); !strings.HasPrefix(got, "0–93 ") { // more ways than are gone through, but one of them is closed
		t.Error(got)
	}
	if got := stand(t, e, "many", "last=no"); !strings.HasPrefix(got, "0–100 ") { // truly up to 93: wider than it need be, and never narrower
		t.Error(got)
	}
}

// TestGroups: each has a score by the same rules, and its weight counts in the whole.
func TestGroups(t *testing.T) {
	e := scoring(t)
	list := asking(t, "groups", 0, "a", "b", "c if a")
	list.Groups = []playbook.Group{{ID: playbook.Name{Value: "g"}, Title: "G", Weight: playbook.Number{Value: 3}}}
	list.Criteria[1].Group.Value, list.Criteria[2].Group.Value = "g", "g"
	load(t, e, list)
	e.Run(`globalThis.stands = (answers) => { const s = fb.score(lists.groups, answers, "2026-11-21"); return s.low + "–" + s.high + fb.groups(lists.groups, s).map((g) => " " + g.id + ":" + g.low + "–" + g.high + " " + g.answered + "/" + g.of).join("") }`)
	for answers, want := range map[string]string{
		`{}`:                            "0–100 :0–100 0/1 g:0–100 0/2",
		`{a: "no", b: "yes"}`:           "75–75 :0–0 1/1 g:100–100 1/1",
		`{a: "yes", b: "yes", c: "no"}`: "57–57 :100–100 1/1 g:50–50 2/2",
		`{b: "yes", c: "no"}`:           "57–75 :0–100 0/1 g:50–100 2/2",
	} {
		if got := e.Run("stands(" + answers + ")"); got != want {
			t.Errorf("%s: %s, want %s", answers, got, want)
		}
	}
}
