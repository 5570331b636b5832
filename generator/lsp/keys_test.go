package lsp

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
)

// keysInUse says for each key that names something how a file uses it, NAME being the name.
// A key of front matter has a page of its own.
var keysInUse = map[string]string{
	"tags":                          "tags: [NAME]",
	"related":                       "related: [NAME]",
	"sources":                       "sources: [NAME]",
	"checklist.criteria.more":       "checklist: {criteria: [{id: a, ask: A?, why: x, more: NAME}]}",
	"checklist.criteria.sources":    "checklist: {criteria: [{id: a, ask: A?, why: x, sources: [NAME]}]}",
	"checklist.verdicts.more":       "checklist: {kind: scorecard, criteria: [{id: a, ask: A?, why: x}], verdicts: [{at: 0, say: B, more: NAME}]}",
	"checklist.rules.if.id":         "checklist: {id: made, kind: decision, criteria: [{id: a, ask: A?, why: x}], rules: [{if: {NAME: yes}, then: B}, {else: C}]}",
	"checklist.criteria.only_if.id": "checklist: {id: made, criteria: [{id: a, ask: A?, why: x}, {id: z, ask: Z?, only_if: {NAME: yes}, why: x}]}",
	"checklist.report.intro":        "checklist: {criteria: [{id: a, ask: A?, why: x}], report: {intro: NAME}}",
	"checklist.rules.more":          "checklist: {kind: decision, criteria: [{id: a, ask: A?, why: x}], rules: [{if: {a: yes}, then: B}, {else: C, more: NAME}]}",
	"checklist.rules.sources":       "checklist: {kind: decision, criteria: [{id: a, ask: A?, why: x}], rules: [{if: {a: yes}, then: B}, {else: C, sources: [NAME]}]}",
	"checklist.pitfalls.sources":    "checklist: {criteria: [{id: a, ask: A?, why: x}], pitfalls: [{say: P, sources: [NAME]}]}",
	"site.yaml tasks.page":          "tasks: [{ask: T?, page: NAME}]",
	"site.yaml navigation.page":     "navigation: [{page: NAME}]",
	"site.yaml footer.links.page":   "footer: {links: [{page: NAME}]}",
	"site.yaml hide":                "hide: [NAME]",
	"site.yaml brand.logo":          "  logo: NAME",
	"site.yaml brand.logo_dark":     "  logo_dark: NAME",
	"site.yaml brand.icon":          "  icon: NAME",
	"site.yaml brand.card":          "  card: NAME",
	"site.yaml brand.styles":        "  styles: [NAME]",
	"site.yaml brand.head":          "  head: [NAME]",
	"sources.yaml facts.work":       "facts: [{id: other, say: x, work: NAME}]",
	"glossary.yaml terms.more":      "terms: [{term: t, meaning: m, more: NAME}]",
}

// meantBy is what the keys of a kind name: what is there, and what is not; what it becomes
// and what is said of it.
var meantBy = map[string]struct{ name, gone, thing, becomes, said string }{
	"page":      {"/t/target.md", "/t/gone.md", "t/target.md", "t/moved.md", "no page or file"},
	"fact":      {"W", "G", "W", "V", "no "},
	"criterion": {"a", "g", "made/a", "b", "no criterion"},
	"asset":     {"x.svg", "gone.svg", "x.svg", "", "gone"},
	"tag":       {"tag", "", "tag", "other", ""},
}

// naming gives the keys below a struct whose tag says that they name something.
func naming(t reflect.Type, above string, out map[string]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		of := f.Type
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if kind := f.Tag.Get("refers"); kind != "" && kind != "-" {
			out[above+key] = kind
		}
		if of.Kind() == reflect.Struct && key != "" {
			naming(of, above+key+".", out)
		}
	}
}

// keySite writes a site that uses every key once, and gives where each stands.
func keySite(t *testing.T, kinds map[string]string, gone bool) (dir string, at map[string]place) {
	dir, at = filepath.Join(t.TempDir(), "content"), map[string]place{}
	texts := map[string]string{
		"index.md": "# Home\n", "t/target.md": "# Target\n", "x.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"site.yaml": "title: Site\n", "sources.yaml": "works: [{id: W, title: The work}]\n", "glossary.yaml": "",
	}
	for i, key := range slices.Sorted(maps.Keys(keysInUse)) {
		file, _, data := strings.Cut(key, " ")
		before, after, _ := strings.Cut(keysInUse[key], "NAME")
		if !data {
			file = "k/" + strings.ReplaceAll(key, ".", "-") + ".md"
			before, after = "---\n"+before, after+"\n---\n\n# Page\n"
		} else if strings.HasPrefix(before, "  ") && !strings.Contains(texts[file], "brand:") {
			before = "brand:\n" + before
		}
		name := meantBy[kinds[key]].name
		if gone && meantBy[kinds[key]].gone != "" {
			name = strings.Replace(meantBy[kinds[key]].gone, "gone", fmt.Sprint("gone", i), 1) // many of one name would be told as one
		}
		at[key] = place{file, len(texts[file]) + len(before)}
		texts[file] += before + name + after + "\n"
	}
	for file, text := range texts {
		file = filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, at
}

// place is a byte of a file.
type place struct {
	file string
	byte int
}

// TestKeys: whatever a key names is told where it is gone, follows a rename, and is found
// from where it is meantBy and from itself. Each key that its tag says to name something is
// in the table.
func TestKeys(t *testing.T) {
	kinds := map[string]string{}
	naming(reflect.TypeFor[playbook.FrontMatter](), "", kinds)
	naming(reflect.TypeFor[playbook.Config](), content.ConfigFile+" ", kinds)
	naming(reflect.TypeFor[playbook.Sources](), content.SourcesFile+" ", kinds)
	naming(reflect.TypeFor[playbook.Glossary](), content.GlossaryFile+" ", kinds)
	naming(reflect.TypeFor[playbook.Bands](), content.BandsFile+" ", kinds)
	if a, b := slices.Sorted(maps.Keys(kinds)), slices.Sorted(maps.Keys(keysInUse)); !slices.Equal(a, b) {
		t.Fatalf("the keys are\n%q, the table has\n%q", a, b)
	}
	dir, gone := keySite(t, kinds, true)
	r, err := build.Project{Content: dir}.Build()
	if err != nil {
		t.Fatal(err)
	}
	for key, kind := range kinds {
		text := refs.NewText(fileText(t, dir, gone[key].file))
		told := func(d diag.Diagnostic) bool {
			return d.Path == r.Tree.Path(gone[key].file) && strings.Contains(d.Message, meantBy[kind].said) && d.Pos == text.Pos(gone[key].byte)
		}
		if meantBy[kind].gone != "" && !slices.ContainsFunc(r.Diagnostics, told) {
			t.Errorf("%s: nobody tells that %s is not there: %v", key, meantBy[kind].gone, r.Diagnostics)
		}
	}
	dir, at := keySite(t, kinds, false)
	if r, err = (build.Project{Content: dir, Lenient: true}).Build(); err != nil {
		t.Fatal(err)
	}
	e, names := edit(t, dir), refs.Of(r.Tree, r.Site)
	for key, kind := range kinds {
		thing := refs.Thing{Kind: playbook.RefKind(kind), ID: meantBy[kind].thing}
		if !slices.Contains(names.UsedBy(thing), at[key].file) {
			t.Errorf("%s: not used by %s: %v", key, at[key].file, names.UsedBy(thing))
		}
		if meantBy[kind].becomes != "" {
			plan, err := refactor.Rename(names, thing, meantBy[kind].becomes)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(plan.Edits[at[key].file], func(e refactor.Edit) bool { return e.At == at[key].byte }) {
				t.Errorf("%s: the name stays: %v", key, plan.Edits[at[key].file])
			}
		}
		e.finds(key, kind, at[key])
	}
	cites(t, r, at)
}

// finds looks for what a key names, and from there for the key.
func (e *editor) finds(key string, kind string, at place) {
	where := newText(fileText(e.T, e.dir, at.file)).position(at.byte)
	p := object{"textDocument": e.document(at.file), "position": where, "context": object{"includeDeclaration": false}}
	var made location
	e.call("textDocument/definition", p, &made)
	if got := fmt.Sprint(below(e.dir, fileOf(made.URI))); kind != "tag" && got == "" {
		e.Errorf("%s: made nowhere", key)
	}
	var used []location
	e.call("textDocument/references", p, &used)
	if !slices.ContainsFunc(used, func(l location) bool { return l.URI == e.uri(at.file) && l.Range.Start == where }) {
		e.Errorf("%s: not found: %v", key, e.names(used))
	}
}

// cites: the pages of keys that name a fact are those that the page of the sources shows.
func cites(t *testing.T, r *build.Result, at map[string]place) {
	var files []string
	for _, p := range r.Site.Citations.Citing(meantBy["fact"].thing) {
		if p.Playbook == nil {
			p = p.Checklist.Owner
		}
		files = append(files, p.Playbook.Path)
	}
	for key, place := range at {
		if strings.HasSuffix(key, "sources") && !slices.Contains(files, place.file) {
			t.Errorf("%s: not cited on %v", key, files)
		}
	}
}
