package playbook

import (
	"errors"
	"slices"
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
		return errors.New("wants yes, no, {min: …, max: …} or [option, …]")
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

// onlyIf checks what must be so for a criterion to be asked.
func (v validation) onlyIf(c *Criterion) {
	if len(c.OnlyIf) > 0 && v.Kind.Ruled() {
		v.r.Errorf(c.OnlyIf[0].ID.Span, "wrong-kind", "its rules say what is asked", "a %s has no only_if", v.Kind)
		return
	}
	for _, need := range c.OnlyIf {
		of := v.named(need.ID, "only_if names criteria of this checklist")
		if of == nil || !slices.Contains(of.Kind.Values(), string(of.Kind)) {
			continue
		}
		switch {
		case need.Any != nil:
			v.needsOptions(need, of)
		case need.Yes == nil && need.Min == nil && need.Max == nil:
			v.r.Errorf(need.ID.Span, "bad-condition", "say at least one end: {min: 10}", "only_if %q wants nothing", need.ID)
		case need.Yes == nil && !slices.Contains(of.Kind.Keys(), "min"):
			v.r.Errorf(need.ID.Span, "bad-condition", "of a "+string(of.Kind)+", write "+need.ID.Value+": yes", "%q has no min and no max", need.ID)
		case need.Min != nil && need.Max != nil && need.Min.Value > need.Max.Value:
			v.r.Errorf(need.Max.Span, "bad-limits", "min ≤ max", "%v is less than %v before it", need.Max.Value, need.Min.Value)
		}
	}
	if circle := v.circle(c); circle != nil {
		v.r.Errorf(c.OnlyIf[0].ID.Span, "circular-condition", "one of them must be asked in any case", "%q is asked only if %s", c.ID, strings.Join(circle, ", and that only if "))
	}
}

// needsOptions checks the options that a requirement names.
func (v validation) needsOptions(need Requirement, of *Criterion) {
	var ids []string
	for _, o := range of.Options {
		ids = append(ids, o.ID)
	}
	if !slices.Contains(of.Kind.Keys(), "options") {
		hint := "of a " + string(of.Kind) + ", write " + need.ID.Value + ": yes"
		if slices.Contains(of.Kind.Keys(), "min") {
			hint += " or " + need.ID.Value + ": {min: 10}"
		}
		v.r.Errorf(need.ID.Span, "bad-condition", hint, "%q has no options", need.ID)
		return
	}
	if len(need.Any) == 0 {
		v.r.Errorf(need.ID.Span, "bad-condition", "name one of "+strings.Join(ids, ", "), "only_if %q wants nothing", need.ID)
	}
	for _, id := range need.Any {
		if !slices.Contains(ids, id) && len(ids) > 0 {
			v.r.Errorf(need.ID.Span, "unknown-option", "one of "+strings.Join(ids, ", "), "%q is not an option of %q", id, need.ID)
		}
	}
}

// circle gives the ids that lead from a criterion back to it; nil if none do.
func (v validation) circle(from *Criterion) []string {
	seen := map[string]bool{}
	var back func(c *Criterion) []string
	back = func(c *Criterion) []string {
		for _, need := range c.OnlyIf {
			id := need.ID.Value
			if id == from.ID.Value {
				return []string{id}
			}
			if next := v.Find(id); next != nil && !seen[id] {
				seen[id] = true
				if rest := back(next); rest != nil {
					return append([]string{id}, rest...)
				}
			}
		}
		return nil
	}
	return back(from)
}
