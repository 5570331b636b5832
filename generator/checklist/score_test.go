package checklist_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// today is a day for all tests.
const today = "2026-11-21"

// scoring is the browser's scoring with the checklists of the content.
func scoring(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { score, groups, rank, decide, credits, credit } from "./score";
		import { read } from "./answer";
		import { after } from "./dates";
		import { typed } from "./numbers";
		globalThis.fb = { score, groups, rank, decide, credits, credit, typed, after, read };
		globalThis.lists = {};`)
	tree, err := content.Load("../../content", content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tree.Playbooks {
		if p.Checklist != nil {
			load(t, e, p.Checklist)
		}
	}
	return e
}

func load(t *testing.T, e *jstest.Engine, list *playbook.Checklist) {
	t.Helper()
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	e.Run(fmt.Sprintf("lists[%q] = %s", list.ID.Value, data))
}

// stand scores answers written as in an address, and says the outcome in one
// line: low–high verdict next.
func stand(t *testing.T, e *jstest.Engine, list, answers string) string {
	t.Helper()
	data, err := json.Marshal(fields(answers))
	if err != nil {
		t.Fatal(err)
	}
	return e.Run(fmt.Sprintf(`{
		const s = fb.score(lists[%q], %s, %q), v = s.verdict;
		s.low + "–" + s.high + " " + ({nothing: "nothing", "ruled-out": "ruled out by " + v.by, decided: v.say, undecided: "undecided: " + v.open}[v.kind]) + (s.next ? "; ask " + s.next : "")
	}`, list, data, today)).(string)
}

func fields(answers string) map[string]string {
	out := map[string]string{}
	for part := range strings.FieldsSeq(answers) {
		id, value, _ := strings.Cut(part, "=")
		out[id] = value
	}
	return out
}

const rowA = "drive=20 computers=25 staff=40 sales=3000000 advisers=accountant,attorney,consultant recurring=yes rewarding=yes "

// golden are the rows that the scorecard was designed by.
var golden = []struct{ name, answers, want string }{
	{"A", rowA, "100–100 Sweet spot"},
	{"G", rowA + "drive=40 computers=50 staff=100 sales=10000000", "95–95 Sweet spot"},
	{"E", "drive=50 computers=10 staff=50.. advisers=accountant,?", "31–91 undecided: Sweet spot,Worth a talk,Not a sweet spot; ask recurring"},
	{"B", "staff=10..19 sales=1000000..2500000", "25–100 undecided: Sweet spot,Worth a talk,Not a sweet spot; ask drive"},
	{"F", "", "0–100 undecided: Sweet spot,Worth a talk,Not a sweet spot; ask drive"},
	{"D", "drive=15 computers=6 staff=9 sales=800000 advisers=none recurring=no rewarding=yes", "25–25 Not a sweet spot"},
	{"C", rowA + "drive=65", "81–81 ruled out by drive"},
}

func TestGoldenRows(t *testing.T) {
	e := scoring(t)
	for _, row := range golden {
		if got := stand(t, e, "sweet-spot-client", row.answers); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
	var runs []map[string]string
	for _, name := range strings.Split("ABCDEFG", "") {
		for _, row := range golden {
			if row.name == name {
				runs = append(runs, fields(row.answers))
			}
		}
	}
	data, err := json.Marshal(runs)
	if err != nil {
		t.Fatal(err)
	}
	order := e.Run(fmt.Sprintf(`fb.rank(lists["sweet-spot-client"], %s.map(a => fb.score(lists["sweet-spot-client"], a, %q))).map(i => "ABCDEFG"[i]).join(" ")`, data, today))
	if order != "A G E B F D C" {
		t.Errorf("ranked %s", order)
	}
}

// TestLongAnswers reads nothing that no person writes.
func TestLongAnswers(t *testing.T) {
	e := scoring(t)
	for script, want := range map[string]any{
		`fb.typed("1".repeat(101))`:                                         nil,
		`fb.typed(" ".repeat(60000) + "x")`:                                 nil,
		`fb.read({ kind: "number" }, "1".repeat(60000), "")`:                nil,
		`fb.read({ kind: "number" }, "1".repeat(60000) + "..x", "")`:        nil,
		`fb.read({ kind: "list", options: [] }, "a,".repeat(60000), "")`:    nil,
		`fb.read({ kind: "number" }, "1".repeat(400), "")`:                  nil, // no finite number
		`fb.read({ kind: "number" }, "0".repeat(400) + "1..", "")?.low`:     int64(1),
		`fb.read({ kind: "number", min: -9 }, "-5..", "")?.low`:             int64(-5),
		`fb.read({ kind: "number", min: 10 }, "-54", "")?.high`:             int64(-54), // below the limit
		`fb.credit({ kind: "number", min: -10 }, -54)`:                      int64(0),
		`fb.read({ kind: "number", min: -10 }, "-54", "")?.low`:             int64(-54),
		`fb.read({ kind: "number", min: -10 }, "?", "")?.low === -Infinity`: true, // what is unknown may be below it, too
		`fb.read({ kind: "number", min: 0 }, "..5", "")?.low === -Infinity`: true,
		`fb.read({ kind: "number", min: 10 }, "..5", "")?.low`:              int64(0),
		`fb.read({ kind: "number", max: 10 }, "-54", "")`:                   nil, // no limit tells what it is worth
		`fb.read({ kind: "number", min: 10 }, "-5..-54", "")`:               nil,
		`fb.typed("(1,200)")`:                                               "-1200",
		`fb.read({ kind: "number" }, "..", "")`:                             nil,
		`fb.read({ kind: "number" }, "1...2", "")`:                          nil,
		`fb.read({ kind: "number" }, "1..2..3", "")`:                        nil,
		`fb.read({ kind: "number" }, "2..1", "")`:                           nil,
	} {
		if got := e.Run(script); fmt.Sprint(got) != fmt.Sprint(want) && !(want == nil && fmt.Sprint(got) == "undefined") {
			t.Errorf("%s: %v (%T), want %v", script, got, got, want)
		}
	}
}

func TestScoreAtTheEdges(t *testing.T) {
	e := scoring(t)
	for answers, want := range map[string]string{
		"drive=na computers=na staff=na sales=na advisers=na recurring=na rewarding=na": "0–0 nothing",
		rowA + "drive=na":             "100–100 Sweet spot",
		rowA + "drive=50.1":           "81–81 ruled out by drive",
		rowA + "drive=40..60":         "81–95 undecided: Sweet spot; ask drive",
		rowA + "drive=nonsense":       "81–100 undecided: Sweet spot; ask drive",
		rowA + "advisers=?":           "81–100 Sweet spot",
		rowA + "advisers=accountant,": "81–100 Sweet spot; ask advisers",
		rowA + "drive=-5":             "81–100 undecided: Sweet spot; ask drive",
		rowA + "drive=-5..10":         "81–100 undecided: Sweet spot; ask drive",
		rowA + "drive=..10":           "100–100 Sweet spot",
	} {
		if got := stand(t, e, "sweet-spot-client", answers); got != want {
			t.Errorf("%s: %s, want %s", answers, got, want)
		}
	}
}

func TestDecision(t *testing.T) {
	e := scoring(t)
	for answers, want := range map[string]string{
		"":                                     "1 2 3 4; weak",
		"weak=yes demand=yes":                  "1; ; not asked established running",
		"weak=no":                              "2 3 4; established; not asked demand",
		"weak=yes":                             "1 2 3 4; demand",
		"demand=no":                            "2 3 4; established; not asked weak",
		"weak=no established=no":               "3 4; running; not asked demand",
		"weak=no established=no running=no":    "4; ; not asked demand",
		"weak=no established=yes running=yes":  "2; ; not asked demand",
		"weak=yes established=yes":             "1 2; demand; not asked running",
		"weak=na established=no running=?":     "3 4; ; later running; not asked demand",
		"established=no running=yes weak=?":    "1 3; demand; later weak",
		"established=yes running=no demand=no": "2; ; not asked weak",
	} {
		data, err := json.Marshal(fields(answers))
		if err != nil {
			t.Fatal(err)
		}
		got := e.Run(fmt.Sprintf(`{ const o = fb.decide(lists["partner-readiness"], %s, %q); o.open.map(i => i + 1).join(" ") + "; " + o.next + (o.later.length > 0 ? "; later " + o.later.join(" ") : "") + (o.moot.length > 0 ? "; not asked " + o.moot.join(" ") : "") }`, data, today))
		if got != want {
			t.Errorf("%q: %v, want %s", answers, got, want)
		}
	}
}

func TestTypedNumbers(t *testing.T) {
	e := scoring(t)
	for text, want := range map[string]string{
		"25": "25", " 25 ": "25", "1.5M": "1500000", "1,5 m": "1500000", "€1.000.000": "1000000", "$1,000,000": "1000000", "1 000 000": "1000000", "1'000'000": "1000000",
		"<10": "..9", "≤10": "..10", "<= 10": "..10", "50+": "50..", ">50": "51..", "at least 50": "50..", "50 or more": "50..", "more than 50": "51..", "up to 10": "..10", "10 or less": "..10",
		"10 to 19": "10..19", "10-19": "10..19", "10–19": "10..19", "10..19": "10..19", "50..": "50..", "..10": "..10", "1 to 2.5m": "1000000..2500000",
		"about 30": "27..33", "~30": "27..33", "-3": "-3", "１２": "12", "30 min": "30", "25 computers": "25", "1e400": "", "abc": "", "19 to 10": "", "--3": "", "1.2.3.4,5,6": "", "?": "?", "n/a": "na", "∞": "", "NaN": "",
		"1,500": "1500", "2.5": "2.5", "0": "0", "3k": "3000",
	} {
		got := e.Run(fmt.Sprintf(`fb.typed(%q, "min computers") ?? ""`, text))
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	if got := e.Run(`fb.typed("", "min")`); got != "" {
		t.Errorf("nothing is read as %v", got)
	}
}

func TestCadence(t *testing.T) {
	e := scoring(t)
	for day, want := range map[string]string{
		"2026-12-31+2 month": "2027-02-28", "2027-12-31+2 month": "2028-02-29", "2026-11-21+2 month": "2027-01-21", "2028-02-29+1 year": "2029-02-28",
		"2026-12-30+3 day": "2027-01-02", "2026-12-30+2 week": "2027-01-13",
	} {
		from, period, _ := strings.Cut(day, "+")
		if got := e.Run(fmt.Sprintf("fb.after(%q, %q)", from, period)); got != want {
			t.Errorf("%s is %v, want %s", day, got, want)
		}
	}
}

// TestProperties tries random answers: knowing more never widens the interval,
// the score of any completion lies inside it, and the order of the criteria
// does not matter.
func TestProperties(t *testing.T) {
	e := scoring(t)
	e.Run(`
		globalThis.shuffled = (list, order) => ({...list, criteria: order.map(i => list.criteria[i])});
		globalThis.bounds = (answers, order) => { const l = lists["sweet-spot-client"]; const s = fb.score(order ? shuffled(l, order) : l, answers, "` + today + `"); return s.low + " " + s.high; };`)
	rng := rand.New(rand.NewPCG(1, 2))
	list := []string{"drive", "computers", "staff", "sales", "advisers", "recurring", "rewarding"}
	full := func(id string) string {
		switch id {
		case "advisers":
			return []string{"none", "accountant", "accountant,attorney", "attorney,designer,other,consultant"}[rng.IntN(4)]
		case "recurring", "rewarding":
			return []string{"yes", "no"}[rng.IntN(2)]
		case "sales":
			return fmt.Sprint(rng.IntN(15) * 1_000_000)
		}
		return fmt.Sprint(rng.IntN(130))
	}
	// wider gives an answer that knows less.
	wider := func(id, answer string) string {
		if rng.IntN(2) == 0 {
			return "?"
		}
		switch id {
		case "advisers":
			if answer == "none" {
				return "?"
			}
			return strings.SplitN(answer, ",", 2)[0] + ",?"
		case "recurring", "rewarding":
			return "?"
		}
		var v int
		_, _ = fmt.Sscan(answer, &v)
		return []string{fmt.Sprintf("%d..%d", max(0, v-rng.IntN(20)), v+rng.IntN(20)), answer + "..", ".." + answer}[rng.IntN(3)]
	}
	bounds := func(answers map[string]string, order []int) (low, high int) {
		data, _ := json.Marshal(answers)
		o, _ := json.Marshal(order)
		_, err := fmt.Sscan(e.Run(fmt.Sprintf("bounds(%s, %s)", data, o)).(string), &low, &high)
		if err != nil {
			t.Fatal(err)
		}
		return low, high
	}
	for range 400 {
		exact, some := map[string]string{}, map[string]string{}
		for _, id := range list {
			exact[id] = full(id)
			some[id] = exact[id]
			if rng.IntN(2) == 0 {
				some[id] = wider(id, exact[id])
			}
		}
		low, high := bounds(some, nil)
		if l, h := bounds(exact, nil); l != h || l < low || h > high {
			t.Fatalf("%v scores %d–%d, but %v scores %d–%d", exact, l, h, some, low, high)
		}
		id := list[rng.IntN(len(list))]
		more := map[string]string{}
		for k, v := range some {
			more[k] = v
		}
		more[id] = exact[id]
		if l, h := bounds(more, nil); l < low || h > high {
			t.Fatalf("knowing %s=%s widens %d–%d to %d–%d", id, exact[id], low, high, l, h)
		}
		if l, h := bounds(some, rng.Perm(len(list))); l != low || h != high {
			t.Fatalf("another order gives %d–%d instead of %d–%d", l, h, low, high)
		}
	}
}

// TestChoiceOfNothing: a choice whose options could not be read says nothing, which is no
// number beyond all others.
func TestChoiceOfNothing(t *testing.T) {
	e := scoring(t)
	if got := e.Run(`(s => s.low + "–" + s.high)(fb.score({ id: "a", kind: "scorecard", title: "", verdicts: [{at: 0, say: "Any"}], criteria: [{ id: "size", ask: "", kind: "choice", weight: 1 }] }, {}, "2026-11-21"))`); got != "0–100" {
		t.Errorf("scores %s", got)
	}
}

// TestBegins: the page of a scorecard comes with the question open that the browser asks
// first.
func TestBegins(t *testing.T) {
	e := scoring(t)
	tree, err := content.Load("../../content", content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	catalog := i18n.New(i18n.Default)
	pages, _ := checklist.Build(tree.Playbooks, catalog, func(file string) string { return file })
	number := func(n float64) playbook.Number { return playbook.Number{Value: n} }
	criteria := func(weights ...float64) (list []playbook.Criterion) {
		for i, w := range weights {
			list = append(list, playbook.Criterion{ID: playbook.Name{Value: fmt.Sprint("q", i)}, Kind: playbook.KindYesNo, Weight: number(w)})
		}
		return list
	}
	asked := func(list *playbook.Checklist) *checklist.Page {
		p := &checklist.Page{Checklist: list}
		for _, c := range list.Criteria {
			p.Items = append(p.Items, checklist.Item{Criterion: c})
		}
		return p
	}
	for i, weights := range [][]float64{{1, 2, 2}, {3, 1}, {0, 1}, {2}} {
		list := &playbook.Checklist{ID: playbook.Name{Value: fmt.Sprint("made-", i)}, Kind: playbook.KindScorecard, Criteria: criteria(weights...), Verdicts: []playbook.Verdict{{Say: "Yes", At: number(50)}, {Say: "No"}}}
		load(t, e, list)
		pages = append(pages, asked(list))
		musts := *list
		musts.ID.Value, musts.Criteria = list.ID.Value+"-must", criteria(weights...)
		musts.Criteria[len(weights)-1].Must = true
		load(t, e, &musts)
		pages = append(pages, asked(&musts))
	}
	for _, p := range pages {
		if _, asked, _ := strings.Cut(stand(t, e, p.ID.Value, ""), "; ask "); p.Kind.Scores() && asked != p.Begins() {
			t.Errorf("%s begins with %q, and asks %q", p.ID, p.Begins(), asked)
		}
	}
}
