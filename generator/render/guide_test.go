package render

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"fieldbook/generator/i18n"
	"fieldbook/generator/site"
	"fieldbook/templates"
)

// TestGuideIsWhole holds docs/write/templates.md against what templates can use: each
// field and method of a page, each function, each block, each kind.
func TestGuideIsWhole(t *testing.T) {
	data, err := os.ReadFile("../../docs/write/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(data)
	named := func(name string) bool {
		return regexp.MustCompile(`[.\x60 ]` + regexp.QuoteMeta(name) + `\b`).MatchString(guide)
	}
	page, n := reflect.TypeFor[site.Page](), 0
	for i := range page.NumField() {
		n++
		if f := page.Field(i); !named(f.Name) {
			t.Errorf("no field %s", f.Name)
		}
	}
	of := reflect.TypeFor[view]()
	for i := range of.NumMethod() {
		n++
		if m := of.Method(i); !named(m.Name) {
			t.Errorf("no method %s", m.Name)
		}
	}
	catalog := i18n.New(i18n.Default)
	for _, all := range []map[string]any{functions, speaking(catalog)} {
		for name := range all {
			n++
			if !named(name) {
				t.Errorf("no function %s", name)
			}
		}
	}
	layouts, _ := Parse(templates.Files, nil, "templates", catalog)
	for kind, set := range layouts.sets {
		if !named(kind) {
			t.Errorf("no kind %s", kind)
		}
		for _, block := range set.Templates() {
			n++
			if name := block.Name(); name != "" && name != "main" && !strings.HasSuffix(name, ".html") && !named(name) {
				t.Errorf("no block %s", name)
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d names", n)
	}
}
