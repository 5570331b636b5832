package playbook_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
)

// TestKindsAreWhole holds that each kind of criterion has all that is to be known
// of one: that it can be checked, says how it is answered, and has keys of a
// criterion, which another kind does not take.
func TestKindsAreWhole(t *testing.T) {
	var fields []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[playbook.Criterion]()) {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, key)
	}
	kinds := playbook.CriterionKind("").Values()
	for _, word := range kinds {
		kind := playbook.CriterionKind(word)
		for _, key := range kind.Keys() {
			if !slices.Contains(fields, key) {
				t.Errorf("%s has a key %q, which no criterion has", kind, key)
			}
		}
		said(fmt.Sprintf("criteria: [{id: a, ask: A, kind: %s, why: x}]", kind)) // is checked
		if kind.Form() == "" || len(kind.Keys()) == 0 || kind.Meant(word) != "" {
			t.Errorf("%s: answered as %q, keys %q", kind, kind.Form(), kind.Keys())
		}
	}
	if got := playbook.CriterionKind("film"); got.Form() != "" || got.Keys() != nil {
		t.Errorf("%s is a kind", got)
	}
}

// TestForeignKeys finds each key that belongs to some kinds alone on one of
// another.
func TestForeignKeys(t *testing.T) {
	given := map[string]string{"min": "1", "max": "2", "ideal": "[1, 2]", "unit": "x", "want": "no", "options": "{o: O, p: P}", "best": "o", "count": "2", "every": "2 weeks"}
	for _, word := range playbook.CriterionKind("").Values() {
		for _, key := range playbook.CriterionKind(word).Keys() {
			if given[key] == "" {
				t.Errorf("no %s is tried", key)
			}
			for _, other := range playbook.CriterionKind("").Values() {
				told := strings.Contains(fmt.Sprint(said(fmt.Sprintf("criteria: [{id: a, ask: A, kind: %s, %s: %s, why: x}]", other, key, given[key]))), "takes no "+key)
				if told == slices.Contains(playbook.CriterionKind(other).Keys(), key) {
					t.Errorf("%s on kind %s: told %v", key, other, told)
				}
			}
		}
	}
}
