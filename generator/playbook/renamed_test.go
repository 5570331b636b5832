package playbook_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
)

// listed makes a checklist of "id:ask:was" for each criterion.
func listed(text string) *playbook.Checklist {
	c := &playbook.Checklist{}
	for one := range strings.FieldsSeq(text) {
		p := strings.Split(one+"::", ":")
		criterion := playbook.Criterion{ID: playbook.Name{Value: p[0]}, Ask: p[1], Kind: playbook.KindYesNo}
		if p[2] != "" {
			criterion.Was = []playbook.Name{{Value: p[2]}}
		}
		c.Criteria = append(c.Criteria, criterion)
	}
	return c
}

// TestRenamed: an id that is gone is that of the criterion that asks the same now, or
// that stands in its place; one with was, or that is only removed, is not lost.
func TestRenamed(t *testing.T) {
	for text, want := range map[string]string{
		"a:A b:B > a:A b:B":         "",
		"a:A b:B > a:A c:B":         "b is c",
		"a:A b:B > c:B a:A d:D":     "b is c",
		"a:A b:B > a:A c:B:b":       "",
		"a:A b:B > a:A":             "",
		"a:A > a:A b:B":             "",
		"a:A b:B > a:A c:C":         "b is c",
		"a:A b:B > c:B d:A":         "a is d, b is c",
		"a:A b:B:x > a:A x:B":       "",
		"a:A b:B c:C > a:A d:D e:C": "b is d, c is e",
	} {
		before, now, _ := strings.Cut(text, " > ")
		found := listed(now).Renamed(listed(before))
		var got []string
		for _, old := range slices.Sorted(maps.Keys(found)) {
			got = append(got, fmt.Sprintf("%s is %s", old, found[old].ID))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}
