package main

import (
	"os"
	"reflect"
	"testing"

	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// TestBrowserTypes keeps the types of the browser's checklist code as the
// structs have it; -update rewrites them.
func TestBrowserTypes(t *testing.T) {
	const file = "../templates/assets/checklist/types.ts"
	plain := map[reflect.Type]string{
		reflect.TypeFor[playbook.Name](): "string", reflect.TypeFor[playbook.Number](): "number", reflect.TypeFor[playbook.Period](): "string",
	}
	variants := []schema.Variant{{Type: reflect.TypeFor[playbook.Criterion](), Keys: func(kind string) []string { return playbook.KindKeys[playbook.CriterionKind(kind)] }}}
	want := "// Code generated from the structs of generator/playbook by `go test ./generator -run Types -update`. DO NOT EDIT.\n" +
		schema.TypeScript(plain, variants, reflect.TypeFor[playbook.Checklist](), reflect.TypeFor[playbook.Verdict](), reflect.TypeFor[playbook.Rule](), reflect.TypeFor[playbook.Pitfall](),
			reflect.TypeFor[playbook.Option](), reflect.TypeFor[playbook.Condition]())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not what the structs say: go test ./generator -run Types -update (%v)", file, err)
	}
}
