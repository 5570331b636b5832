package playbook

import (
	"reflect"
	"slices"
	"strings"
)

// kinds are the records of some kinds, the usual one first.
type kinds[K ~string, R any] []struct {
	kind  K
	other []string // what others call it
	is    R
}

func (s kinds[K, R]) of(kind K) (is R) {
	for _, r := range s {
		if r.kind == kind {
			return r.is
		}
	}
	return is
}

// that gives the kinds that are so, as they are written.
func (s kinds[K, R]) that(so func(R) bool) []string {
	var words []string
	for _, r := range s {
		if so(r.is) {
			words = append(words, string(r.kind))
		}
	}
	return words
}

func (s kinds[K, R]) words() []string { return s.that(func(R) bool { return true }) }

func (s kinds[K, R]) meant(word string) string {
	for _, r := range s {
		if slices.Contains(r.other, strings.ToLower(word)) {
			return string(r.kind)
		}
	}
	return ""
}

// ChecklistKind says what a checklist's page does with the answers.
type ChecklistKind string

// The kinds of checklist.
const (
	KindChecklist ChecklistKind = "checklist" // ticks them
	KindScorecard ChecklistKind = "scorecard" // adds them up to a score and a verdict
	KindDecision  ChecklistKind = "decision"  // follows rules to an outcome
)

// checklistKind is what a kind of checklist is.
type checklistKind struct{ ticks, scores, rules bool }

var checklistKinds = kinds[ChecklistKind, checklistKind]{
	{KindChecklist, []string{"todo"}, checklistKind{ticks: true}},
	{KindScorecard, []string{"score"}, checklistKind{scores: true}},
	{KindDecision, []string{"decide"}, checklistKind{rules: true}},
}

// Values are the kinds as they are written, the usual one first.
func (ChecklistKind) Values() []string { return checklistKinds.words() }

// Meant gives the kind that others call by a word, or "".
func (ChecklistKind) Meant(word string) string { return checklistKinds.meant(word) }

// Ticks tells whether what is not answered is not done, and nothing is unknown.
func (k ChecklistKind) Ticks() bool { return checklistKinds.of(k).ticks }

// Scores tells whether criteria have credit, which adds up to a verdict.
func (k ChecklistKind) Scores() bool { return checklistKinds.of(k).scores }

// Ruled tells whether rules lead from the answers to an outcome.
func (k ChecklistKind) Ruled() bool { return checklistKinds.of(k).rules }

// CriterionKind says what an answer to a criterion is. Here is all of it that
// the front matter knows; package checklist has its words, kinds.ts of the
// scripts its answers. CI finds a table of kinds that lacks one.
type CriterionKind string

// The kinds of criterion.
const (
	KindYesNo   CriterionKind = "yesno"
	KindNumber  CriterionKind = "number"
	KindList    CriterionKind = "list"    // how many of the options
	KindCadence CriterionKind = "cadence" // how long ago it was done
	KindChoice  CriterionKind = "choice"  // one of the options, each with its credit
	KindDate    CriterionKind = "date"    // how many months from today it is; before it, below 0
)

// criterionKind is what a kind of criterion is.
type criterionKind struct {
	keys  []string // those that belong to some kinds alone
	form  string   // how an answer is written
	check func(v validation, c *Criterion)
}

var criterionKinds = kinds[CriterionKind, criterionKind]{
	{KindYesNo, []string{"boolean", "bool", "checkbox", "yes/no", "yes-no"}, criterionKind{
		[]string{"want"}, "yes, no, ? or na", validation.yesNo}},
	{KindNumber, []string{"integer", "int", "float", "range"}, criterionKind{
		[]string{"min", "max", "ideal", "unit"}, "a number such as 25, a span such as 10..20, 10.. or ..20, ? or na", validation.measured}},
	{KindList, []string{"select", "multiselect", "options"}, criterionKind{
		[]string{"min", "max", "ideal", "unit", "options", "best"}, "ids of options joined by commas, with ? among them if the others are unknown; none, ? or na", validation.list}},
	{KindCadence, []string{"interval"}, criterionKind{
		[]string{"count", "every"}, "the day on which it was last done, such as 2026-11-21, ? or na", validation.cadence}},
	{KindChoice, nil, criterionKind{
		[]string{"options", "best"}, "the id of an option, several that are possible joined by |, ? or na", validation.choice}},
	{KindDate, nil, criterionKind{
		[]string{"min", "max", "ideal"}, "a day, month, quarter or year such as 2027-03-15, 2027-03, 2027-Q1, a span such as 2027-03..2027-06, ? or na", validation.measured}},
}

// Values are the kinds as they are written, the usual one first.
func (CriterionKind) Values() []string { return criterionKinds.words() }

// Meant gives the kind that others call by a word, or "".
func (CriterionKind) Meant(word string) string { return criterionKinds.meant(word) }

// Keys are the keys of a criterion that belong to some kinds alone, and to this one.
func (k CriterionKind) Keys() []string { return criterionKinds.of(k).keys }

// Form says how an answer is written, for programs; answer.ts reads it.
func (k CriterionKind) Form() string { return criterionKinds.of(k).form }

// foreign reports keys that mean nothing on a criterion of its kind.
func (v validation) foreign(c *Criterion) {
	of, at := reflect.TypeFor[Criterion](), reflect.ValueOf(c).Elem()
	for i := range of.NumField() {
		key, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		with := criterionKinds.that(func(is criterionKind) bool { return slices.Contains(is.keys, key) })
		if len(with) > 0 && !slices.Contains(c.Kind.Keys(), key) && isGiven(at.Field(i)) {
			v.r.Errorf(c.Span, "wrong-kind", "it belongs to kind: "+strings.Join(with, " or "), "criterion %q of kind %s takes no %s", c.ID, c.Kind, key)
		}
	}
}

func isGiven(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok && v.Kind() != reflect.Pointer {
		return !z.IsZero()
	}
	return !v.IsZero()
}
