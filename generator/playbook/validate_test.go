package playbook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
)

// said gives what is said of a checklist whose lines are given, without its
// file's name.
func said(checklist string) []string {
	text := "---\ntitle: T\nchecklist:\n  id: c\n  " + strings.ReplaceAll(strings.TrimSpace(checklist), "\n", "\n  ") + "\n---\n"
	r := diag.NewReporter("t.md")
	page.Parse("t.md", []byte(text), page.Reading{}, r)
	var lines []string
	for _, d := range r.List().Sorted() {
		line := strings.TrimPrefix(d.String(), "t.md:")
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// TestValidate says what is wrong with a checklist, and nothing of a sound one.
func TestValidate(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"sound": {`kind: scorecard
criteria:
  - {id: a, ask: A, kind: number, min: 0, ideal: [0, 5], max: 5, weight: 0, why: x}
  - {id: b, ask: B, kind: list, options: {one: One, two: Two}, best: two, min: 0, max: 2, ideal: [1, 2], why: x}
  - {id: c, ask: C, kind: cadence, every: 2 months, count: 1, why: x, was: [d]}
verdicts: [{at: 100, say: x}, {at: 0, say: y}]`, nil},
		"a sound decision": {`kind: decision
criteria: [{id: a, ask: A, why: x}]
rules: [{if: {a: yes}, then: B}, {else: C}]`, nil},
		"no limits, but no weight": {`kind: scorecard
criteria: [{id: a, ask: A, kind: number, weight: 0, why: x}, {id: b, ask: B, kind: number, ideal: [1, 2], why: x}, {id: d, ask: B, kind: number, min: 1, why: x}, {id: e, ask: B, kind: number, max: 1, why: x}]
verdicts: [{at: 0, say: y}]`, nil},
		"no limits on a list to tick":     {"criteria: [{id: a, ask: A, kind: number, why: x}]", nil},
		"an id that the page has":         {"criteria: [{id: fb-a, ask: A, why: x}, {id: rule-1, ask: A, why: x}, {id: index, ask: A, why: x}]", []string{`5:19: error: the id "fb-a" is the generator's own (give it another one)`, `5:47: error: the id "rule-1" is the generator's own (give it another one)`, `5:77: error: the id "index" is the generator's own (give it another one)`}},
		"ids":                             {"criteria: [{id: Ab, ask: A, why: x}, {id: a_b, ask: A, why: x}, {id: -a, ask: A, why: x}]", []string{`5:19: error: the criterion id "Ab" is not well formed (use small letters, digits and hyphens)`, `5:45: error: the criterion id "a_b" is not well formed (use small letters, digits and hyphens)`, `5:72: error: the criterion id "-a" is not well formed (use small letters, digits and hyphens)`}},
		"no criteria":                     {"criteria: []", []string{"4:3: error: a checklist without criteria (add at least one)"}},
		"options":                         {"criteria: [{id: a, ask: A, kind: list, options: {none: x, B: y, c: ''}, why: x}]", []string{`5:52: error: "none" is the answer that nothing is ticked (name it otherwise)`, `5:61: error: the option id "B" is not well formed (use small letters, digits and hyphens)`, `5:67: error: an option without id or label (write id: label)`}},
		"limits of a list":                {"criteria: [{id: a, ask: A, kind: list, options: {b: B, c: C}, min: -1, max: 3, ideal: [0, 4], why: x}]", []string{"5:70: error: -1 is less than none", "5:79: error: 3 is less than 4 before it (min ≤ ideal ≤ max)", "5:79: error: 3 is more than the 2 options", "5:93: error: 4 is more than the 2 options"}},
		"best":                            {"criteria: [{id: a, ask: A, kind: list, options: {apple: B, cat: C}, best: aple, why: x}]", []string{`5:77: error: best "aple" is not an option (did you mean apple?)`}},
		"a count that is no whole number": {"criteria: [{id: a, ask: A, kind: cadence, every: 2 weeks, count: 1.5, why: x}, {id: b, ask: A, kind: cadence, every: 2 weeks, count: 0, why: x}]", []string{"5:68: error: count wants a whole number from 1", "5:136: error: count wants a whole number from 1"}},
		"keys of another kind": {"criteria: [{id: a, ask: A, kind: number, options: {a: b}, best: a, count: 2, every: 1 day, why: x}, {id: b, ask: B, unit: x, max: 3, ideal: [1, 2], why: x}]", []string{
			`5:14: error: criterion "a" of kind number takes no best (it belongs to kind: list or choice)`, `5:14: error: criterion "a" of kind number takes no count (it belongs to kind: cadence)`, `5:14: error: criterion "a" of kind number takes no every (it belongs to kind: cadence)`, `5:14: error: criterion "a" of kind number takes no options (it belongs to kind: list or choice)`,
			`5:103: error: criterion "b" of kind yesno takes no ideal (it belongs to kind: number or list or date)`, `5:103: error: criterion "b" of kind yesno takes no max (it belongs to kind: number or list or date)`, `5:103: error: criterion "b" of kind yesno takes no unit (it belongs to kind: number or list)`}},
		"verdicts of a list to tick":   {"criteria: [{id: a, ask: A, why: x}]\nverdicts: [{at: 0, say: x}]", []string{"6:14: error: a checklist has no verdicts (set kind: scorecard)"}},
		"a scorecard without verdicts": {"kind: scorecard\ncriteria: [{id: a, ask: A, why: x}]", []string{"4:3: error: a scorecard without verdicts (add verdicts: [{at: 50, say: …}, {at: 0, say: …}])"}},
		"verdicts": {"kind: scorecard\ncriteria: [{id: a, ask: A, why: x}]\nverdicts: [{at: 101, say: x}, {at: 50.5, say: y}, {at: 40, say: y}, {at: 40, say: y}, {at: -1, say: z}]", []string{
			"7:19: error: verdict at 101 (a score lies between 0 and 100)", "7:38: error: verdict at 50.5 (scores are shown as whole numbers)", "7:76: error: verdicts do not descend (order the bands from the highest down to 0)",
			"7:94: error: verdict at -1 (a score lies between 0 and 100)", "7:94: error: verdicts do not descend to 0 (add a last band with at: 0)"}},
		"verdicts from the lowest":              {"kind: scorecard\ncriteria: [{id: a, ask: A, why: x}]\nverdicts: [{at: 0, say: x}, {at: 50, say: y}]", []string{"7:36: error: verdicts do not descend (order the bands from the highest down to 0)"}},
		"verdicts of an unknown kind":           {"kind: scorcard\ncriteria: [{id: a, ask: A, why: x}]\nverdicts: [{at: 0, say: x}]", []string{`5:9: error: unknown kind "scorcard" (did you mean scorecard?)`}},
		"no is good":                            {"kind: scorecard\ncriteria: [{id: a, ask: A, want: no, why: x}, {id: b, ask: B, want: maybe, why: x}]\nverdicts: [{at: 0, say: x, next: Do it}]", []string{`6:71: error: unknown want "maybe" (one of yes, no)`}},
		"no is good in a decision":              {"kind: decision\ncriteria: [{id: a, ask: A, want: no, why: x}]\nrules: [{if: {a: yes}, then: B, next: Go}, {else: C}]", []string{`6:14: error: criterion "a" wants no, which means nothing to a decision (turn the rules instead: {if: {a: no}, …})`}},
		"a scored list of which nothing counts": {"kind: scorecard\ncriteria: [{id: a, ask: A, kind: list, options: {b: B}, best: b, why: x}, {id: c, ask: A, kind: list, options: {b: B}, weight: 0, why: x}]\nverdicts: [{at: 0, say: x}]", []string{`6:14: error: list "a" is scored but does not say how many count (say how many count: min: 1)`}},
		"choices": {`kind: scorecard
criteria:
  - {id: a, ask: A, kind: choice, options: {b: B, c: {say: C, credit: 0.5}, d: D}, best: b, why: x}
  - {id: e, ask: A, kind: choice, options: {b: {say: B, credit: 1}, c: C}, why: x}
  - {id: f, ask: A, kind: choice, options: {b: B, c: C}, why: x}
  - {id: g, ask: A, kind: choice, options: {b: B, c: C}, weight: 0, why: x}
  - {id: h, ask: A, kind: choice, options: {b: B}, best: b, why: x}
  - {id: i, ask: A, kind: choice, options: {b: B, c: {say: C, credit: 2}}, best: d, why: x}
  - {id: j, ask: A, kind: list, options: {b: {say: B, credit: 1}}, min: 1, why: x}
  - {id: k, ask: A, kind: choice, options: {b: {credit: 1}, c: C, d: {say: D, credt: 1}}, why: x}
verdicts: [{at: 0, say: x}]`, []string{
			`9:7: error: choice "f" is scored but no option has credit (say which is best: best: b, or give credits: b: {say: …, credit: 1})`,
			`11:7: error: choice "h" has fewer than two options (add options: {id: label, …})`,
			`12:73: error: credit 2 is not between 0 and 1 (0 is none of the weight, 1 all of it)`,
			`12:84: error: best "d" is not an option (did you mean b?)`,
			`13:65: error: an option of list "j" has a credit (set kind: choice, or leave the credit out: a list counts)`,
			`14:50: error: missing say (What the option says.)`,
			`14:81: error: unknown key "credt" (did you mean credit?)`,
		}},
		"pitfalls":                               {"when: Now.\nnot_when: Never.\ncriteria: [{id: a, ask: A, why: x}]\npitfalls: [{say: x, sources: [S]}, {sources: [S]}]", []string{"8:38: error: missing say (The pitfall in a sentence.)"}},
		"a rule that misspells what it asks for": {"kind: decision\ncriteria: [{id: established, ask: A, why: x}]\nrules: [{if: {estblished: yes}, then: B}, {else: C}]", []string{`7:17: error: no criterion "estblished" (did you mean established?)`}},
		"rules of an unknown kind":               {"kind: decsion\ncriteria: [{id: a, ask: A, why: x}]\nrules: [{else: C}]", []string{`5:9: error: unknown kind "decsion" (did you mean decision?)`}},
		"conditions that are no answers":         {"kind: decision\ncriteria: [{id: a, ask: A, why: x}, {id: b, ask: B, why: x}]\nrules: [{if: {a: true, b: no}, then: B}, {if: {a: false, b: perhaps}, then: C}, {else: D}]", []string{"7:63: error: b: wants yes or no"}},
		"rules of a list to tick":                {"criteria: [{id: a, ask: A, why: x}]\nrules: [{if: {a: yes}, then: B}]", []string{"6:11: error: a checklist has no rules (set kind: decision)"}},
		"a decision without rules":               {"kind: decision\ncriteria: [{id: a, ask: A, why: x}]", []string{"4:3: error: a decision without else (end the rules with {else: …})"}},
		"rules that are not whole": {"kind: decision\ncriteria: [{id: far, ask: A, was: [b], why: x}]\nrules:\n  - {else: A}\n  - {then: A}\n  - {if: {far: yes}}\n  - {if: {b: yes}, then: C}\n  - {if: {far: no}, else: C}\n  - {then: C, else: C}", []string{
			"8:7: error: else is not the last rule (move it to the end)", "9:7: error: a rule without if (add if: {id: yes})", "10:7: error: a rule without then (add then: …)", `11:13: error: "b" is an earlier id (did you mean far?)`,
			"12:7: error: a rule with else has no if and no then (write {if: …, then: …} or {else: …})", "13:7: error: a rule with else has no if and no then (write {if: …, then: …} or {else: …})"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestNineFitOnePage and a tenth is told.
func TestNineFitOnePage(t *testing.T) {
	for n, want := range map[int]int{9: 0, 10: 1} {
		text := "criteria:"
		for i := range n {
			text += fmt.Sprintf("\n  - {id: a%d, ask: A, why: x}", i)
		}
		if got := said(text); len(got) != want {
			t.Errorf("%d criteria: %v", n, got)
		}
	}
}

// TestCovered finds rules that can never decide, and those alone; and tells
// which rule takes all their cases, if one does.
func TestCovered(t *testing.T) {
	const together = "the rules before it already decide every such case"
	for name, c := range map[string]struct {
		rules string
		dead  int // the line of the rule that is never reached, from 1; 0 for none
		hint  string
	}{
		"none":                      {"{if: {a: yes, b: yes}, then: x}, {if: {a: yes}, then: y}, {if: {b: yes}, then: y}", 0, ""},
		"the same again":            {"{if: {a: yes}, then: x}, {if: {a: yes}, then: y}, {if: {b: yes}, then: y}", 2, "rule 1, in line 8, already decides every such case"},
		"a part of one before":      {"{if: {b: yes}, then: x}, {if: {a: yes}, then: x}, {if: {b: no, a: yes}, then: y}", 3, "rule 2, in line 9, already decides every such case"},
		"two halves":                {"{if: {a: yes, b: yes}, then: x}, {if: {a: yes, b: no}, then: y}, {if: {a: yes}, then: z}", 3, together},
		"all four, so that else is": {"{if: {a: yes, b: yes}, then: x}, {if: {a: yes, b: no}, then: y}, {if: {a: no}, then: z}", 4, together},
		"three quarters":            {"{if: {a: yes, b: yes}, then: x}, {if: {a: no, b: yes}, then: y}, {if: {a: yes, b: no}, then: z}", 0, ""},
		"by a third criterion":      {"{if: {c: yes}, then: x}, {if: {c: no, a: yes}, then: y}, {if: {a: yes, b: yes}, then: z}", 3, together},
	} {
		text := "kind: decision\ncriteria: [{id: a, ask: A, why: x}, {id: b, ask: B, why: x}, {id: c, ask: C, why: x}]\nrules:"
		for _, rule := range strings.Split(c.rules, ", {if") {
			text += "\n  - {if" + strings.TrimPrefix(rule, "{if")
		}
		var want []string
		if !strings.Contains(c.rules, "c:") {
			want = append(want, `6:64: warning: no rule asks for "c" (name it in a rule, or leave it out)`)
		}
		if c.dead > 0 {
			want = append(want, fmt.Sprintf("%d:7: error: this rule can never be reached (%s)", 7+c.dead, c.hint))
		}
		if got := said(text + "\n  - {else: e}"); !slices.Equal(got, want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestFind knows a criterion by its id, or else by an earlier one.
func TestFind(t *testing.T) {
	c := playbook.Checklist{Criteria: []playbook.Criterion{{ID: playbook.Name{Value: "a"}, Was: []playbook.Name{{Value: "b"}}}, {ID: playbook.Name{Value: "b"}, Was: []playbook.Name{{Value: "c"}}}}}
	for id, want := range map[string]string{"a": "a", "b": "b", "c": "b"} {
		if found := c.Find(id); found == nil || found.ID.Value != want {
			t.Errorf("%s is %v", id, found)
		}
	}
	if c.Find("d") != nil {
		t.Error("d is there")
	}
}
