package checklist_test

import (
	"testing"

	"fieldbook/generator/checklist"
	"fieldbook/generator/playbook"
)

// TestPlain: the smaller script is for a checklist alone that can do with it.
func TestPlain(t *testing.T) {
	item := func(kind playbook.CriterionKind, onlyIf ...playbook.Requirement) checklist.Item {
		return checklist.Item{Criterion: playbook.Criterion{Kind: kind, OnlyIf: onlyIf}}
	}
	for name, of := range map[string]struct {
		page  checklist.Page
		plain bool
	}{
		"numbers, options, a yes or a no": {checklist.Page{Items: []checklist.Item{item(playbook.KindNumber), item(playbook.KindList), item(playbook.KindYesNo)}}, true},
		"a choice":                        {checklist.Page{Items: []checklist.Item{item(playbook.KindYesNo), item(playbook.KindChoice)}}, false},
		"a cadence":                       {checklist.Page{Items: []checklist.Item{item(playbook.KindCadence)}}, false},
		"a date":                          {checklist.Page{Items: []checklist.Item{item(playbook.KindDate)}}, false},
		"an answer decides what is asked": {checklist.Page{Items: []checklist.Item{item(playbook.KindYesNo), item(playbook.KindYesNo, playbook.Requirement{})}}, false},
		"groups":                          {checklist.Page{Checklist: &playbook.Checklist{Groups: make([]playbook.Group, 1)}}, false},
	} {
		if of.page.Checklist == nil {
			of.page.Checklist = &playbook.Checklist{}
		}
		if got := of.page.Plain(); got != of.plain {
			t.Errorf("%s: plain is %v", name, got)
		}
	}
}
