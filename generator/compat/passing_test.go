package compat

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

// passing are changes of a checklist that its writer makes and takes back while the page
// is open.
var passing = map[string]string{
	"an option has another id":        `c.find(c => c.id === "adviser").options.forEach(o => o.id += "s")`,
	"an option is gone":               `c.find(c => c.id === "adviser").options.pop()`,
	"a choice is a list":              `c.find(c => c.id === "adviser").kind = "list"`,
	"a choice is a number":            `c.find(c => c.id === "adviser").kind = "number"`,
	"a number is a choice":            `Object.assign(c.find(c => c.id === "size"), { kind: "choice", options: [{ id: "x", label: "X" }] })`,
	"a number has another limit":      `c.find(c => c.id === "size").max = 3`,
	"yes or no is a cadence":          `c.find(c => c.id === "near").kind = "cadence"`,
	"a date is yes or no":             `c.find(c => c.id === "since").kind = "yesno"`,
	"all kinds are others":            `c.forEach(c => c.kind = c.kind === "yesno" ? "number" : "yesno")`,
	"an id is another":                `c.forEach(c => c.id += "2")`,
	"an id is another, with was":      `c.forEach(c => { c.was = [...(c.was ?? []), c.id]; c.id += "2" })`,
	"an id that was is told no more":  `c.forEach(c => delete c.was)`,
	"an id takes the place of others": `c.find(c => c.id === "near").was = ["size", "computers"]`,
	"criteria are gone":               `c.splice(0, 3)`,
	"all is gone":                     `c.splice(0)`,
	"it is asked only if":             `c.find(c => c.id === "adviser").only_if = [{ id: "near", yes: false }]`,
}

// TestPassingChangesLoseNothing changes a checklist, lets the page store its runs, and
// changes it back: the answers, notes and plans of all runs, also of those that were put
// away, are what they were.
func TestPassingChangesLoseNothing(t *testing.T) {
	const month = "testdata/2026-12"
	list, text := card(t, month), read(t, month+"/passing.json")
	for what, change := range passing {
		e := opened(t, month, map[string]string{"fieldbook / runs:card": text})
		told := e.Run(fmt.Sprintf(`{ const before = JSON.parse(%q), now = JSON.parse(%[1]q), c = now.criteria; %s; JSON.stringify(opened.passing(before, now)) }`, list, change))
		var got struct {
			Runs [][]any
			Told string
		}
		var kept struct {
			Runs []map[string]any
		}
		if json.Unmarshal([]byte(fmt.Sprint(told)), &got) != nil || json.Unmarshal([]byte(text), &kept) != nil {
			t.Fatal(told)
		}
		for i, run := range kept.Runs {
			if want := []any{run["answers"], run["notes"], run["plan"]}; !reflect.DeepEqual(got.Runs[i], want) {
				t.Errorf("%s: of %s is left\n%v\nwant\n%v", what, run["name"], got.Runs[i], want)
			}
		}
		if got.Told != "" {
			t.Errorf("%s: it is told as damaged: %s", what, got.Told)
		}
	}
}
