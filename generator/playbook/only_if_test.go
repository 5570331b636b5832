package playbook_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// asked is a scorecard of one criterion of each kind, and of one that is asked only if.
func asked(onlyIf string) string {
	return `kind: scorecard
criteria:
  - {id: gate, was: [door], ask: G, why: w, weight: 0}
  - {id: num, ask: N, why: w, kind: number, min: 1, max: 50}
  - {id: free, ask: F, why: w, kind: number, weight: 0}
  - {id: pick, ask: P, why: w, kind: choice, options: {a: A, b: B}, best: a}
  - {id: idle, ask: I, why: w, kind: choice, options: {a: A, b: B}, weight: 0}
  - {id: many, ask: L, why: w, kind: list, min: 1, options: {a: A, b: B}}
  - {id: day, ask: D, why: w, kind: date, max: 5}
  - {id: cad, ask: C, why: w, kind: cadence, every: 2 months}
  - id: me
    ask: M
    why: w
    ` + strings.ReplaceAll(onlyIf, "\n", "\n    ") + `
verdicts: [{at: 0, say: v}]`
}

const form = "write {id: yes}, {id: {min: 10, max: 50}} or {id: [option, option]}"

// TestOnlyIfSays what is wrong with what a criterion requires, once and at its place, and
// nothing of what is sound.
func TestOnlyIfSays(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "only_if:": "", "only_if: ~": "", "only_if: {}": "",
		"only_if: {gate: yes, num: {min: 10}, pick: [a, b], many: b, day: no, cad: yes, free: {max: 3}, idle: a}": "",
		"only_if:\n  gate: no\n  many: {min: 2}":  "",
		"only_if: &x {gate: true, pick: !!str a}": "",
		"only_if: gate":          "18:16: error: only_if wants a mapping, got text (" + form + ")",
		"only_if: 3":             "18:16: error: only_if wants a mapping, got a number (" + form + ")",
		"only_if: [{gate: yes}]": "18:16: error: only_if wants a mapping, got a list (" + form + ")",
		"only_if:\n  - gate: yes\n  - num: {min: 2}": "19:9: error: only_if wants a mapping, got a list (" + form + ")",
		"only_if: {gate: }":                          "18:23: error: gate wants a single value, got nothing (" + form + ")",
		"only_if: {gate: ''}":                        "18:23: error: gate: wants yes, no, an option, {min: …} or [option, …]",
		"only_if: {? [gate, num] : yes}":             "18:19: error: a key of only_if wants text, got a list",
		"only_if: {gates: yes}":                      `18:17: error: no criterion "gates" (did you mean gate?)`,
		"only_if: {door: yes}":                       `18:17: error: "door" is an earlier id (did you mean gate?)`,
		"only_if: {3: yes}":                          `18:17: error: no criterion "3" (only_if names criteria of this checklist)`,
		"only_if: {'': yes}":                         `18:17: error: no criterion "" (only_if names criteria of this checklist)`,
		"only_if: {gate#1: yes}":                     `18:17: error: no criterion "gate#1" (did you mean gate?)`,
		"only_if: {other/gate: yes}":                 `18:17: error: no criterion "other/gate" (only_if names criteria of this checklist)`,
		"only_if: {<<: {gate: yes}}":                 `18:17: error: no criterion "<<" (only_if names criteria of this checklist)|18:22: error: unknown key "gate" (known keys: min, max)`,
		"only_if: {gate: yes, gate: no}":             `18:28: error: key "gate" is there twice (keep one of the two)`,
		"only_if: {me: yes}":                         `18:17: error: "me" is asked only if me (one of them must be asked in any case)`,
		"only_if: {gate: maybe}":                     `18:17: error: "gate" has no options, so that "maybe" is no answer to it (of a yesno, write gate: yes or gate: no)`,
		"only_if: {gate: [yes]}":                     `18:17: error: "gate" has no options, so that "yes" is no answer to it (of a yesno, write gate: yes or gate: no)`,
		"only_if: {gate: []}":                        `18:17: error: only_if "gate" wants nothing (of a yesno, write gate: yes or gate: no)`,
		"only_if: {gate: {min: 1}}":                  `18:17: error: "gate" has no min and no max (of a yesno, write gate: yes)`,
		"only_if: {num: 10}":                         `18:17: error: "num" has no options, so that "10" is no answer to it (write num: {min: 10}, {max: 10} or both)`,
		"only_if: {num: '>= 10'}":                    `18:17: error: "num" has no options, so that ">= 10" is no answer to it (of a number, write num: yes or num: {min: 10})`,
		"only_if: {num: {}}":                         `18:17: error: only_if "num" wants nothing (say at least one end: {min: 10})`,
		"only_if: {num: {min: }}":                    `18:17: error: only_if "num" wants nothing (say at least one end: {min: 10})`,
		"only_if: {num: {least: 1}}":                 `18:23: error: unknown key "least" (known keys: min, max)`,
		"only_if: {num: {min: ten}}":                 `18:28: error: min: wants a number, got "ten"`,
		"only_if: {num: {min: {min: 1}}}":            "18:28: error: min wants a single value, got a mapping",
		"only_if: {num: {min: .nan}}":                `18:28: error: min: wants a number, got ".nan"`,
		"only_if: {num: {min: 5, max: 2}}":           "18:36: error: 2 is less than 5 before it (min ≤ max)",
		"only_if: {free: yes}":                       `18:17: error: every answer to "free" is a yes, as it has no limits (write free: {min: 1}, or give it limits)`,
		"only_if: {idle: no}":                        `18:17: error: no answer to "idle" is a yes, as no option has credit (name one of a, b)`,
		"only_if: {pick: [a, c]}":                    `18:17: error: "c" is not an option of "pick" (one of a, b)`,
		"only_if: {pick: []}":                        `18:17: error: only_if "pick" wants nothing (name one of a, b)`,
		"only_if: {pick: [[a]]}":                     "18:24: error: pick wants text, got a list",
		"only_if: {pick: [{a: yes}]}":                "18:24: error: pick wants text, got a mapping",
		"only_if: {many: {min: 3}}":                  `18:29: error: 3 is more than the 2 options of "many"`,
		"only_if: {many: {max: -1}}":                 "18:29: error: -1 is less than none",
		"only_if: {cad: {min: 1}}":                   `18:17: error: "cad" has no min and no max (of a cadence, write cad: yes)`,
		"only_if: {day: 2027-01-01}":                 `18:17: error: "day" has no options, so that "2027-01-01" is no answer to it (of a date, write day: yes or day: {min: 10}, in months from today)`,
		"only_if: {day: {min: 2027-01-01}}":          `18:28: error: min: wants a number, got "2027-01-01"`,
		"if: {gate: yes}":                            `18:7: error: unknown key "if" (did you mean only_if?)`,
		"only_if: {gate: yes}\nonly_if: {num: yes}":  `19:7: error: key "only_if" is there twice (keep one of the two)`,
	} {
		if got := strings.Join(said(asked(text)), "|"); got != want {
			t.Errorf("%s:\n%s, want\n%s", text, got, want)
		}
	}
}

// TestOnlyIfHasPlaces: whatever is written, all that is said of it has its place, and
// nothing breaks.
func TestOnlyIfHasPlaces(t *testing.T) {
	placed := regexp.MustCompile(`^(\d+):\d+: (error|warning): `)
	for _, text := range []string{
		"only_if: *nothing", "only_if: &x {gate: *x}", "only_if:\n  <<: *x", "only_if: {gate: yes", "only_if: {gate #1: yes}", "only_if:\n\tgate: yes", "only_if:\ngate: yes",
		"only_if: {num: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}", "only_if: {" + strings.Repeat("g", 5000) + ": yes}", "only_if: {\"ga\\0te\": yes}", "only_if: {\u202egate: yes}", "only_if: {🙂: yes}",
		"only_if: {gate: !!binary aGk=}", "only_if: {gate: |\n  yes\n }", "only_if: !!set {gate}", "only_if: {pick: [~, a, a]}", "only_if: {num: {min: 1e400}}",
	} {
		for _, line := range said(asked(text)) {
			if !placed.MatchString(line) {
				t.Errorf("%.60q: %s", text, line)
			}
		}
	}
	var unknown []string
	for i := range 2000 {
		unknown = append(unknown, fmt.Sprintf("g%d: yes", i))
	}
	if got := said(asked("only_if: {" + strings.Join(unknown, ", ") + "}")); len(got) != 2000 {
		t.Errorf("%d of 2000 unknown ones are told", len(got))
	}
}

// TestCircles are each told once, however long they are.
func TestCircles(t *testing.T) {
	for text, want := range map[string]string{
		"a if b, b if a":                   `6:41: "a" is asked only if b, and that only if a`,
		"a if b, b if c, c if a, d if a":   `6:41: "a" is asked only if b, and that only if c, and that only if a`,
		"d if a, a if b, b if a":           `7:41: "a" is asked only if b, and that only if a`,
		"a if b, b if a, c if d, d if c":   `6:41: "a" is asked only if b, and that only if a|8:41: "c" is asked only if d, and that only if c`,
		"a if b c, b if d, c if d, d":      "", // two ways to one
		"a if b c, b if a, c if a, d if e": `6:41: "a" is asked only if b, and that only if a|6:49: "a" is asked only if c, and that only if a`,
	} {
		var found []string
		for _, line := range said("criteria:" + hanging(strings.Split(text, ", "))) {
			if place, message, ok := strings.Cut(line, ": error: "); ok && strings.Contains(message, "asked only") {
				message, _, _ = strings.Cut(message, " (")
				found = append(found, place+": "+message)
			}
		}
		if got := strings.Join(found, "|"); got != want {
			t.Errorf("%s:\n%s, want\n%s", text, got, want)
		}
	}
	var long []string
	for i := range 2000 {
		long = append(long, fmt.Sprintf("k%d if k%d", i, (i+1)%2000))
	}
	started := time.Now()
	got := said("criteria:" + hanging(long))
	if !slices.ContainsFunc(got, func(line string) bool {
		return strings.Contains(line, `"k0" is asked only if k1, and that only if k2, and that only if k3, and that only if k4, and that only if k5, and that only if k6, and that only if k7, and that only if one of 1992 others, and that only if k0 (`)
	}) || time.Since(started) > 20*time.Second {
		t.Errorf("%v: %.2000s", time.Since(started), got)
	}
}

// hanging are criteria, each as "id if other other".
func hanging(questions []string) string {
	var all []string
	for _, q := range questions {
		id, needs, _ := strings.Cut(q, " if ")
		all = append(all, fmt.Sprintf("\n  - {id: %s, ask: A, why: x, only_if: {%s}}", id, strings.Join(strings.Fields(strings.ReplaceAll(needs+" ", " ", ": yes, ")), " ")))
	}
	return strings.Join(all, "")
}
