package playbook

import "slices"

// ChecklistKind says what a checklist's page does with the answers.
type ChecklistKind string

// The kinds of checklist.
const (
	KindChecklist ChecklistKind = "checklist" // ticks them
	KindScorecard ChecklistKind = "scorecard" // adds them up to a score and a verdict
	KindDecision  ChecklistKind = "decision"  // follows rules to an outcome
)

// Words are the kinds as they are written.
func (ChecklistKind) Values() []string {
	return []string{string(KindChecklist), string(KindScorecard), string(KindDecision)}
}

// CriterionKind says what an answer to a criterion is. Every switch over it
// names all kinds: CI runs a check that finds those that do not, and the
// browser's types are made of the same constants.
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

// KindKeys are the keys that belong to some kinds of criterion alone.
var KindKeys = map[CriterionKind][]string{
	KindYesNo:   {"want"},
	KindNumber:  {"min", "max", "ideal", "unit"},
	KindList:    {"min", "max", "ideal", "unit", "options", "best"},
	KindCadence: {"count", "every"},
	KindChoice:  {"options", "best"},
	KindDate:    {"min", "max", "ideal"},
}

// Words are the kinds as they are written, the usual one first.
func (CriterionKind) Values() []string {
	return []string{string(KindYesNo), string(KindNumber), string(KindList), string(KindCadence), string(KindChoice), string(KindDate)}
}

// kindsWith gives the kinds that a key belongs to; none for one of all kinds.
func kindsWith(key string) []string {
	var kinds []string
	for _, kind := range CriterionKind("").Values() {
		if slices.Contains(KindKeys[CriterionKind(kind)], key) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
