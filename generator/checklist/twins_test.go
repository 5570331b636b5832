package checklist_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// TestPeriodsAlike adds periods to days in the generator and in the browser:
// when a review is due, and when a cadence is.
func TestPeriodsAlike(t *testing.T) {
	e := scoring(t)
	n := 0
	for _, day := range []string{"2026-01-01", "2026-01-29", "2026-01-30", "2026-01-31", "2026-02-28", "2027-12-31", "2028-02-28", "2028-02-29", "2028-12-30", "2099-12-31", "2100-02-28", "1999-12-31"} {
		var from playbook.Date
		if err := from.UnmarshalText([]byte(day)); err != nil {
			t.Fatal(err)
		}
		for _, unit := range []string{"day", "week", "month", "year"} {
			for _, count := range []int{1, 2, 3, 11, 12, 13, 24, 100, 999} {
				var p playbook.Period
				written := fmt.Sprint(count, " ", unit)
				if err := p.UnmarshalText([]byte(written)); err != nil {
					t.Fatal(err)
				}
				n++
				if got, want := e.Run(fmt.Sprintf("fb.after(%q, %q)", day, written)), from.Add(p).String(); got != want {
					t.Errorf("%s after %s is %v in the browser, %s in the generator", written, day, got, want)
				}
			}
		}
	}
	if n != 12*4*9 {
		t.Errorf("%d pairs", n)
	}
}

// TestRulesAlike makes random decisions: a rule that the generator refuses as
// unreachable is one that no answers lead to in the browser, and the other way.
func TestRulesAlike(t *testing.T) {
	e := scoring(t)
	rng := rand.New(rand.NewPCG(5, 6))
	refused, reached := 0, 0
	for range 150 {
		c := randomDecision(rng)
		r := diag.NewReporter("x")
		c.Validate(r)
		unreachable := map[int]bool{}
		for _, d := range r.List() {
			if strings.Contains(d.Message, "never be reached") {
				unreachable[d.Pos.Line-1] = true
			}
		}
		load(t, e, c)
		open := openRules(t, e.Run, len(c.Criteria))
		for i := range c.Rules {
			if open[i] == unreachable[i] {
				data, _ := json.Marshal(c.Rules)
				t.Fatalf("rule %d: the generator says unreachable is %v, the browser gets there: %v\n%s", i+1, unreachable[i], open[i], data)
			}
			if unreachable[i] {
				refused++
			} else {
				reached++
			}
		}
	}
	if refused < 20 || reached < 20 {
		t.Errorf("%d refused and %d reached: the decisions are not random enough", refused, reached)
	}
}

// randomDecision makes a decision with a few questions.
func randomDecision(rng *rand.Rand) *playbook.Checklist {
	questions := 2 + rng.IntN(3)
	c := &playbook.Checklist{ID: playbook.Name{Value: "random"}, Kind: playbook.KindDecision}
	for q := range questions {
		c.Criteria = append(c.Criteria, playbook.Criterion{ID: playbook.Name{Value: string(rune('a' + q))}, Ask: "?", Kind: playbook.KindYesNo, Why: "x"})
	}
	rules := 2 + rng.IntN(5)
	for line := range rules {
		rule := playbook.Rule{Then: fmt.Sprint("rule ", line), Span: diag.Span{Pos: diag.Pos{Line: line + 1, Col: 1}}}
		for _, q := range rng.Perm(questions)[:1+rng.IntN(questions)] {
			rule.If = append(rule.If, playbook.Condition{ID: c.Criteria[q].ID, Yes: rng.IntN(2) == 0})
		}
		c.Rules = append(c.Rules, rule)
	}
	c.Rules = append(c.Rules, playbook.Rule{Else: "else", Span: diag.Span{Pos: diag.Pos{Line: rules + 1, Col: 1}}})
	return c
}

// TestMootQuestions: a question without an answer is not asked if, and only if, the
// outcome is the same with either answer to it, whatever the others are.
func TestMootQuestions(t *testing.T) {
	e := scoring(t)
	e.Run(fmt.Sprintf(`
		const leads = (answers) => fb.decide(lists.random, answers, %q).open.join();
		const matters = (id, answers, open) => open.length > 0
			? ["yes", "no"].some((a) => matters(id, { ...answers, [open[0]]: a }, open.slice(1)))
			: leads({ ...answers, [id]: "yes" }) !== leads({ ...answers, [id]: "no" });
		globalThis.moot = (answers) => {
			const asked = lists.random.criteria.map((c) => c.id).filter((id) => lists.random.rules.some((r) => r.if?.some((c) => c.id === id)));
			const open = asked.filter((id) => !["yes", "no"].includes(answers[id]));
			return open.filter((id) => !answers[id] && !matters(id, answers, open.filter((o) => o !== id))).join();
		}`, today))
	rng := rand.New(rand.NewPCG(7, 8))
	moot, asked := 0, 0
	for range 300 {
		c := randomDecision(rng)
		load(t, e, c)
		answers := map[string]string{}
		for _, q := range c.Criteria {
			answers[q.ID.Value] = []string{"", "", "yes", "no", "?"}[rng.IntN(5)]
		}
		data, _ := json.Marshal(answers)
		want := e.Run(fmt.Sprintf(`moot(%s)`, data))
		if got := e.Run(fmt.Sprintf(`fb.decide(lists.random, %s, %q).moot.sort().join()`, data, today)); got != want {
			rules, _ := json.Marshal(c.Rules)
			t.Fatalf("%s: not asked %q, want %q\n%s", data, got, want, rules)
		}
		if want == "" {
			asked++
		} else {
			moot++
		}
	}
	if moot < 50 || asked < 50 {
		t.Errorf("%d with, %d without: the decisions are not random enough", moot, asked)
	}
}

// openRules gives the rules that some full set of answers leads to.
func openRules(t *testing.T, run func(string) any, questions int) map[int]bool {
	t.Helper()
	open := map[int]bool{}
	for bits := range 1 << questions {
		answers := map[string]string{}
		for q := range questions {
			answers[string(rune('a'+q))] = []string{"no", "yes"}[bits>>q&1]
		}
		data, _ := json.Marshal(answers)
		var i int
		if _, err := fmt.Sscan(run(fmt.Sprintf(`fb.decide(lists.random, %s, %q).open.join(" ")`, data, today)).(string), &i); err != nil {
			t.Fatal(err)
		}
		open[i] = true
	}
	return open
}
