package playbook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/diag"
)

// Requirement is what the answer to another criterion must be for one to be asked: one
// of Yes, a span from Min to Max, or Any. Yes asks of a yes-or-no question whether the
// answer is yes, of any other whether the answer has credit.
type Requirement struct {
	ID  Name     `json:"id" refers:"criterion"`
	Yes *bool    `json:"yes,omitempty"`
	Min *Number  `json:"min,omitempty" doc:"The least that it may be. Of a date, in months from today; of a list, how many options."`
	Max *Number  `json:"max,omitempty" doc:"The most that it may be."`
	Any []string `json:"any,omitempty"` // ids of options: at least one of them is chosen
}

// OnlyIf is all that must be so for a criterion to be asked. What does not apply itself
// fulfils nothing.
type OnlyIf []Requirement

// AddEntry takes the next "id: yes", "id: no" or "id: option".
func (o *OnlyIf) AddEntry(key, value string, at diag.Span) error {
	r := Requirement{ID: Name{key, at}}
	switch yes := value == "yes" || value == "true"; {
	case yes || value == "no" || value == "false":
		r.Yes = &yes
	case value == "":
		return errors.New("wants yes, no, an option, {min: …} or [option, …]")
	default:
		r.Any = []string{value}
	}
	*o = append(*o, r)
	return nil
}

// AddStruct takes the next "id: {min: 10, max: 50}".
func (o *OnlyIf) AddStruct(key string, at diag.Span, decode func(v any)) {
	var f struct {
		Min *Number `json:"min" doc:"The least that it may be."`
		Max *Number `json:"max" doc:"The most that it may be."`
	}
	decode(&f)
	*o = append(*o, Requirement{ID: Name{key, at}, Min: f.Min, Max: f.Max})
}

// AddList takes the next "id: [option, option]".
func (o *OnlyIf) AddList(key string, at diag.Span, decode func(v any)) {
	var any []string
	decode(&any)
	*o = append(*o, Requirement{ID: Name{key, at}, Any: any})
}

// JSONSchema describes OnlyIf as a mapping.
func (OnlyIf) JSONSchema() map[string]any {
	number, word := map[string]any{"type": "number"}, map[string]any{"type": "string"}
	return map[string]any{"type": "object", "additionalProperties": map[string]any{"anyOf": []any{
		map[string]any{"enum": []any{"yes", "no", true, false}}, word,
		map[string]any{"type": "array", "items": word},
		map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{"min": number, "max": number}},
	}}}
}

// WrittenSchema describes OnlyIf as it is published.
func (OnlyIf) WrittenSchema() map[string]any {
	word := map[string]any{"type": "string"}
	return listOf(map[string]any{"id": word, "yes": map[string]any{"type": "boolean"}, "min": map[string]any{"type": "number"}, "max": map[string]any{"type": "number"}, "any": map[string]any{"type": "array", "items": word}}, "id")
}

// Form says how OnlyIf is written.
func (OnlyIf) Form() string {
	return "write {id: yes}, {id: {min: 10, max: 50}} or {id: [option, option]}"
}

// onlyIf checks what must be so for a criterion to be asked.
func (v validation) onlyIf(c *Criterion) {
	if len(c.OnlyIf) > 0 && v.Kind.Ruled() {
		v.r.Errorf(c.OnlyIf[0].ID.Span, "wrong-kind", "its rules say what is asked", "a %s has no only_if", v.Kind)
		return
	}
	for _, need := range c.OnlyIf {
		of := v.named(need.ID, "only_if names criteria of this checklist")
		if of == nil || !slices.Contains(of.Kind.Values(), string(of.Kind)) || v.misread[of.Pos] {
			continue
		}
		switch {
		case need.Any != nil:
			v.needsOptions(c, need, of)
		case need.Yes != nil:
			v.needsYes(need, of)
		default:
			v.needsSpan(c, need, of)
		}
	}
}

// needsYes checks that there is a yes to what is neither a question for yes or no nor
// has credit of its own.
func (v validation) needsYes(need Requirement, of *Criterion) {
	switch keys := of.Kind.Keys(); {
	case slices.Contains(keys, "min") && of.unlimited():
		v.r.Errorf(need.ID.Span, "bad-condition", "write "+need.ID.Value+": {min: 1}, or give it limits", "every answer to %q is a yes, as it has no limits", need.ID)
	case of.Kind == KindChoice && of.Best.Value == "" && !slices.ContainsFunc(of.Options, func(o Option) bool { return o.Credit != nil }):
		v.r.Errorf(need.ID.Span, "bad-condition", "name one of "+strings.Join(of.optionIDs(), ", "), "no answer to %q is a yes, as no option has credit", need.ID)
	}
}

// needsSpan checks the span that a requirement wants.
func (v validation) needsSpan(c *Criterion, need Requirement, of *Criterion) {
	switch {
	case !slices.Contains(of.Kind.Keys(), "min"):
		v.r.Errorf(need.ID.Span, "bad-condition", "of a "+string(of.Kind)+", write "+need.ID.Value+": yes", "%q has no min and no max", need.ID)
	case need.Min == nil && need.Max == nil:
		if !v.misread[c.Pos] { // else an end is there that could not be read
			v.r.Errorf(need.ID.Span, "bad-condition", "say at least one end: {min: 10}", "only_if %q wants nothing", need.ID)
		}
	case need.Min != nil && need.Max != nil && need.Min.Value > need.Max.Value:
		v.r.Errorf(need.Max.Span, "bad-limits", "min ≤ max", "%v is less than %v before it", need.Max.Value, need.Min.Value)
	case of.Kind == KindList && need.Min != nil && need.Min.Value > float64(len(of.Options)):
		v.r.Errorf(need.Min.Span, "bad-count", "", "%v is more than the %d options of %q", need.Min.Value, len(of.Options), need.ID)
	case of.Kind == KindList && need.Max != nil && need.Max.Value < 0:
		v.r.Errorf(need.Max.Span, "bad-count", "", "%v is less than none", need.Max.Value)
	}
}

// needsOptions checks the options that a requirement names.
func (v validation) needsOptions(c *Criterion, need Requirement, of *Criterion) {
	ids := of.optionIDs()
	if !slices.Contains(of.Kind.Keys(), "options") {
		v.needsOther(need, of)
		return
	}
	if len(need.Any) == 0 && !v.misread[c.Pos] {
		v.r.Errorf(need.ID.Span, "bad-condition", "name one of "+strings.Join(ids, ", "), "only_if %q wants nothing", need.ID)
	}
	for _, id := range need.Any {
		if !slices.Contains(ids, id) && len(ids) > 0 {
			v.r.Errorf(need.ID.Span, "unknown-option", "one of "+strings.Join(ids, ", "), "%q is not an option of %q", id, need.ID)
		}
	}
}

// needsOther tells how to ask of a criterion that has no options.
func (v validation) needsOther(need Requirement, of *Criterion) {
	id, said := need.ID.Value, strings.Join(need.Any, ", ")
	hint := "of a " + string(of.Kind) + ", write " + id + ": yes or " + id + ": no"
	switch _, err := strconv.ParseFloat(said, 64); {
	case slices.Contains(of.Kind.Keys(), "min") && err == nil:
		hint = "write " + id + ": {min: " + said + "}, {max: " + said + "} or both"
	case slices.Contains(of.Kind.Keys(), "min"):
		hint = "of a " + string(of.Kind) + ", write " + id + ": yes or " + id + ": {min: 10}"
		if of.Kind == KindDate {
			hint += ", in months from today"
		}
	}
	if said == "" {
		v.r.Errorf(need.ID.Span, "bad-condition", hint, "only_if %q wants nothing", need.ID)
		return
	}
	v.r.Errorf(need.ID.Span, "bad-condition", hint, "%q has no options, so that %q is no answer to it", need.ID, said)
}

func (c *Criterion) optionIDs() []string {
	var ids []string
	for _, o := range c.Options {
		ids = append(ids, o.ID)
	}
	return ids
}

// circles finds criteria that are asked only if they are asked, and tells of each circle
// once, at its first criterion.
func (v validation) circles() {
	if v.Kind.Ruled() {
		return // which asks by its rules
	}
	places := map[string]int{}
	for i := len(v.Criteria) - 1; i >= 0; i-- { // of two of one id, which is told, the first
		places[v.Criteria[i].ID.Value] = i
	}
	var way []Name // the requirements from the first criterion on
	depth := map[int]int{}
	done := map[int]bool{}
	var follow func(i int)
	follow = func(i int) {
		depth[i] = len(way)
		for _, need := range v.Criteria[i].OnlyIf {
			next, ok := places[need.ID.Value]
			way = append(way, need.ID)
			if from, open := depth[next]; ok && open {
				v.circle(v.Criteria[next].ID, way[from:])
			} else if ok && !done[next] {
				follow(next)
			}
			way = way[:len(way)-1]
		}
		delete(depth, i)
		done[i] = true
	}
	for i := range v.Criteria {
		if !done[i] {
			follow(i)
		}
	}
}

// circle tells of the requirements that lead from a criterion back to it.
func (v validation) circle(from Name, way []Name) {
	const shown = 8
	var ids []string
	for _, need := range way {
		ids = append(ids, need.Value)
	}
	if hidden := len(ids) - shown; hidden > 0 {
		ids = append(ids[:shown-1], fmt.Sprintf("one of %d others", hidden), ids[len(ids)-1])
	}
	v.r.Errorf(way[0].Span, "circular-condition", "one of them must be asked in any case", "%q is asked only if %s", from, strings.Join(ids, ", and that only if "))
}
