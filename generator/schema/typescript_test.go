package schema

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "rewrite what is generated")

// variant is a struct of which some keys belong to some words of its key
// "kind" alone: in TypeScript it is a union, one type for each word.
type variant struct {
	Type reflect.Type
	Keys func(kind string) []string // the keys that only kinds such as this one have
}

// typeScript gives the types that the JSON of some structs has, from the same
// tags that Decode reads. plain names what a type that marshals itself becomes.
func typeScript(plain map[reflect.Type]string, variants []variant, structs ...reflect.Type) string {
	w := &typeWriter{plain: plain}
	for _, t := range structs {
		fmt.Fprintf(w, "\nexport interface %s {\n", t.Name())
		w.fields(t, "", func(string) bool { return true })
		fmt.Fprint(w, "}\n")
	}
	for _, v := range variants {
		w.union(v)
	}
	return w.String()
}

type typeWriter struct {
	strings.Builder
	plain map[reflect.Type]string
}

func (w *typeWriter) fields(t reflect.Type, kind string, wanted func(key string) bool) {
	for _, f := range Fields(t) {
		if !wanted(f.Key) {
			continue
		}
		name := f.Key
		if structField, _ := t.FieldByName(t.FieldByIndex(f.Index).Name); strings.Contains(structField.Tag.Get("json"), ",omit") {
			name += "?"
		}
		of := w.name(f.Type, f.Tag)
		if f.Key == "kind" && kind != "" {
			of = fmt.Sprintf("%q", kind)
		}
		if doc := f.Tag.Get("doc"); doc != "" {
			fmt.Fprintf(w, "  /** %s */\n", doc)
		}
		fmt.Fprintf(w, "  %s: %s;\n", name, of)
	}
}

// union writes a type for each kind, and one that is any of them.
func (w *typeWriter) union(v variant) {
	kindField, _ := v.Type.FieldByName("Kind")
	kinds := wordsOf(kindField.Type, "")
	special := map[string]bool{}
	for _, kind := range kinds {
		for _, key := range v.Keys(kind) {
			special[key] = true
		}
	}
	common := v.Type.Name() + "Base"
	fmt.Fprintf(w, "\ninterface %s {\n", common)
	w.fields(v.Type, "", func(key string) bool { return key != "kind" && !special[key] })
	fmt.Fprint(w, "}\n")
	var names []string
	for _, kind := range kinds {
		name := strings.ToUpper(kind[:1]) + kind[1:] + v.Type.Name()
		names = append(names, name)
		fmt.Fprintf(w, "\nexport interface %s extends %s {\n", name, common)
		w.fields(v.Type, kind, func(key string) bool { return key == "kind" || slices.Contains(v.Keys(kind), key) })
		fmt.Fprint(w, "}\n")
	}
	fmt.Fprintf(w, "\nexport type %s = %s;\n", v.Type.Name(), strings.Join(names, " | "))
}

func (w *typeWriter) name(t reflect.Type, tag reflect.StructTag) string {
	if name, ok := w.plain[t]; ok {
		return name
	}
	switch t.Kind() {
	case reflect.Pointer:
		return w.name(t.Elem(), tag)
	case reflect.Slice:
		if tag.Get("len") == "2" {
			of := w.name(t.Elem(), "")
			return "[" + of + ", " + of + "]"
		}
		return w.name(t.Elem(), "") + "[]"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Float64:
		return "number"
	case reflect.String:
		if words := wordsOf(t, tag); words != nil {
			return `"` + strings.Join(words, `" | "`) + `"`
		}
		return "string"
	}
	return t.Name()
}

// TestBrowserTypes keeps the types of the browser's checklist code as the
// structs have it; -update rewrites them.
func TestBrowserTypes(t *testing.T) {
	const file = "../../templates/assets/checklist/types.ts"
	plain := map[reflect.Type]string{
		reflect.TypeFor[playbook.Name](): "string", reflect.TypeFor[playbook.Number](): "number", reflect.TypeFor[playbook.Period](): "string",
	}
	variants := []variant{{Type: reflect.TypeFor[playbook.Criterion](), Keys: func(kind string) []string { return playbook.CriterionKind(kind).Keys() }}}
	want := "// Code generated from the structs of generator/playbook by `go test ./generator/schema -run Types -update`. DO NOT EDIT.\n" +
		typeScript(plain, variants, reflect.TypeFor[playbook.Checklist](), reflect.TypeFor[playbook.Verdict](), reflect.TypeFor[playbook.Rule](), reflect.TypeFor[playbook.Pitfall](),
			reflect.TypeFor[playbook.Option](), reflect.TypeFor[playbook.Condition](), reflect.TypeFor[playbook.Group](), reflect.TypeFor[playbook.Report](), reflect.TypeFor[playbook.Requirement]())
	testfiles.Kept(t, *update, file, want, "go test ./generator/schema -run Types")
}

// TestGuideNamesKinds keeps the kinds that the example of the documentation names.
func TestGuideNamesKinds(t *testing.T) {
	guide, err := os.ReadFile("../../docs/criteria/checklists.md")
	if err != nil {
		t.Fatal(err)
	}
	for key, kinds := range map[string][]string{"  kind: scorecard ": playbook.ChecklistKind("").Values(), "      kind: number ": playbook.CriterionKind("").Values()} {
		_, after, _ := strings.Cut(string(guide), key)
		_, comment, _ := strings.Cut(after, "#")
		named, _, _ := strings.Cut(comment, "\n")
		if got := strings.FieldsFunc(strings.Replace(named, " or ", ", ", 1), func(r rune) bool { return r == ' ' || r == ',' }); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(kinds))) {
			t.Errorf("%s names %q, and there are %q", strings.TrimSpace(key), got, kinds)
		}
	}
}
