package main

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// allowed is the table of ARCHITECTURE.md: what each package may import of
// this module.
var allowed = map[string]string{
	"generator/diag":      "",
	"generator/output":    "",
	"generator/playbook":  "diag",
	"generator/schema":    "diag",
	"generator/content":   "playbook schema diag",
	"generator/checklist": "playbook diag",
	"generator/site":      "playbook checklist content diag",
	"generator/assets":    "output diag",
	"generator/render":    "site checklist playbook output diag",
	"generator/search":    "site checklist content playbook output",
	"generator/build":     "content checklist site render search assets output diag templates",
	"generator/preview":   "build search assets site content playbook output diag",
	"generator":           "build preview schema playbook content output diag",
	"generator/e2e":       "",
	"generator/jstest":    "",
	"templates":           "",
}

func TestImportsFollowTheArchitecture(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "fieldbook/...")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for decoder.More() {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "fieldbook/")
		may, known := allowed[name]
		if !known {
			t.Errorf("package %s is not in the table", name)
		}
		for _, imported := range p.Imports {
			short, ours := strings.CutPrefix(imported, "fieldbook/")
			short = strings.TrimPrefix(short, "generator/")
			if ours && !strings.Contains(" "+may+" ", " "+short+" ") {
				t.Errorf("%s imports %s", name, short)
			}
		}
	}
}
