package playbook

import (
	"fmt"
	"slices"
	"strings"

	"fieldbook/generator/diag"
)

// rules checks a decision: each rule whole, the last one else, none without
// effect.
func (v validation) rules() {
	if !v.Kind.Ruled() {
		if len(v.Rules) > 0 && v.known() {
			v.r.Errorf(v.Rules[0].Span, "wrong-kind", "set kind: "+strings.Join(checklistKinds.that(func(is checklistKind) bool { return is.rules }), " or "), "a %s has no rules", v.Kind)
		}
		return
	}
	if len(v.Rules) == 0 || v.Rules[len(v.Rules)-1].Else == "" {
		at := v.Span
		if n := len(v.Rules); n > 0 {
			at = v.Rules[n-1].Span
		}
		v.r.Errorf(at, "no-else", "end the rules with {else: …}", "a %s without else", v.Kind)
	}
	sound := true
	for i, rule := range v.Rules {
		if !v.rule(i, rule) {
			sound = false
		} else if covered(rule.If, v.Rules[:i]) {
			v.r.Errorf(rule.Span, "unreachable-rule", v.shadowed(i), "this rule can never be reached")
		}
	}
	if sound { // else a rule may mean it
		v.unasked()
	}
}

// shadowed tells which rules take every case of an unreachable one.
func (v validation) shadowed(i int) string {
	for j := range v.Rules[:i] {
		if covered(v.Rules[i].If, v.Rules[j:j+1]) {
			return fmt.Sprintf("rule %d, in line %d, already decides every such case", j+1, v.Rules[j].Pos.Line)
		}
	}
	return "the rules before it already decide every such case"
}

// unasked finds questions whose answer no rule looks at.
func (v validation) unasked() {
	for _, c := range v.Criteria {
		asks := func(r Rule) bool {
			return slices.ContainsFunc(r.If, func(x Condition) bool { return x.ID.Value == c.ID.Value })
		}
		if c.ID.Value != "" && len(v.Rules) > 0 && !slices.ContainsFunc(v.Rules, asks) {
			v.r.Warnf(c.Span, "unused-criterion", "name it in a rule, or leave it out", "no rule asks for %q", c.ID)
		}
	}
}

// rule checks one rule by itself, and tells whether it is sound.
func (v validation) rule(i int, rule Rule) bool {
	switch isElse := rule.Else != ""; {
	case isElse && (len(rule.If) > 0 || rule.Then != ""):
		v.r.Errorf(rule.Span, "bad-rule", "write {if: …, then: …} or {else: …}", "a rule with else has no if and no then")
		return false
	case isElse && i < len(v.Rules)-1:
		v.r.Errorf(rule.Span, "bad-rule", "move it to the end", "else is not the last rule")
		return false
	case !isElse && len(rule.If) == 0:
		v.r.Errorf(rule.Span, "bad-rule", "add if: {id: yes}", "a rule without if")
		return false
	case !isElse && rule.Then == "":
		v.r.Errorf(rule.Span, "bad-rule", "add then: …", "a rule without then")
		return false
	}
	sound := true
	for _, c := range rule.If {
		if v.named(c.ID, "the conditions of a rule name criteria of this checklist") == nil {
			sound = false
		}
	}
	return sound
}

// named gives the criterion of an id that a condition names; nil, and told, if there is
// none.
func (v validation) named(id Name, hint string) *Criterion {
	now := v.Find(id.Value)
	if now != nil && now.ID.Value == id.Value {
		return now
	}
	if now != nil {
		v.r.Errorf(id.Span, "unknown-criterion", hint, "%q is an earlier id", id).Meant(now.ID.Value)
		return nil
	}
	var ids []string
	for _, criterion := range v.Criteria {
		ids = append(ids, criterion.ID.Value)
	}
	v.r.Errorf(id.Span, "unknown-criterion", hint, "no criterion %q", id).Meant(diag.Nearest(id.Value, ids))
	return nil
}

// maxCases bounds the search of covered; a decision that needs more is taken
// as reachable.
const maxCases = 100_000

// covered tells whether every case in which the conditions hold is already
// decided by one of the rules. It follows, like a person would, the first rule
// that is still possible, and tries both answers to its first open question.
func covered(given Conditions, rules []Rule) bool {
	answers := map[string]bool{}
	for _, c := range given {
		answers[c.ID.Value] = c.Yes
	}
	budget := maxCases
	var decided func() bool
	decided = func() bool {
		if budget--; budget < 0 {
			return false
		}
	next:
		for _, rule := range rules {
			if rule.Else != "" || len(rule.If) == 0 {
				continue
			}
			open := ""
			for _, c := range rule.If {
				yes, known := answers[c.ID.Value]
				switch {
				case known && yes != c.Yes:
					continue next
				case !known && open == "":
					open = c.ID.Value
				}
			}
			if open == "" {
				return true
			}
			for _, answer := range []bool{false, true} {
				answers[open] = answer
				if !decided() {
					delete(answers, open)
					return false
				}
			}
			delete(answers, open)
			return true
		}
		return false
	}
	return decided()
}
