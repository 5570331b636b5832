package build_test

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
	"fieldbook/generator/testfiles"
)

// formSite is a site with a form, of which one question is of each kind.
func formSite(t *testing.T) (*build.Result, map[string]output.File) {
	t.Helper()
	text := "---\ntitle: R\nchecklist:\n  id: review\n  kind: scorecard\n  form: true\n  groups: [{id: g, title: G, why: w}]\n  criteria:\n"
	for _, kind := range playbook.CriterionKind("").Values() {
		text += map[string]string{
			"list":    "    - {id: list, ask: A?, why: w, group: g, kind: list, min: 1, options: {a: A, b: B}}\n",
			"choice":  "    - {id: choice, ask: A?, why: w, group: g, kind: choice, best: a, options: {a: A, b: {say: B, credit: 0.5}}}\n",
			"number":  "    - {id: number, ask: A?, why: w, group: g, kind: number, max: 9}\n",
			"date":    "    - {id: date, ask: A?, why: w, group: g, kind: date, min: 3}\n",
			"cadence": "    - {id: cadence, ask: A?, why: w, group: g, kind: cadence, every: 2 months}\n",
		}[kind]
		if !strings.Contains(text, "{id: "+kind+",") {
			text += fmt.Sprintf("    - {id: %s, ask: A?, why: w, group: g, kind: %[1]s, only_if: {choice: [a]}}\n", kind)
		}
	}
	text += "  verdicts: [{at: 50, say: V}, {at: 0, say: W}]\n---\n\n# R\n\nText.\n"
	p := build.Project{Content: testfiles.Folder(t, map[string]string{"site.yaml": "title: S\nbase_url: https://example.org/\n", "index.md": "# Home\n", "review.md": text})}
	r, err := p.Build()
	if err != nil || len(r.Diagnostics) > 0 {
		t.Fatal(err, r.Diagnostics)
	}
	return r, output.ByPath(r.Files())
}

// shown are the keys that a client may read; fixed keeps those that hold the form together.
var (
	shown = []string{"Title", "Greeting", "Groups.Title", "Criteria.Ask", "Criteria.Help", "Criteria.Unit", "Criteria.Options.Label"}
	fixed = []string{"ID", "Kind", "Groups.ID", "Criteria.ID", "Criteria.Kind", "Criteria.Group", "Criteria.Options.ID", "Criteria.OnlyIf.ID", "Criteria.OnlyIf.Yes", "Criteria.OnlyIf.Any"}
)

// planter puts a word or a number of its own into every key of a checklist, whatever
// there is: a key that is new is planted, too.
type planter struct {
	*testing.T
	n       int
	planted map[string]string // by word, the key that holds it
}

func (p *planter) plant(v reflect.Value, key string) {
	if slices.Contains(fixed, key) {
		return
	}
	p.n++
	word := fmt.Sprintf("planted%04dword", p.n)
	switch v.Interface().(type) {
	case diag.Span:
		return
	case playbook.Number:
		number := float64(7310000 + p.n)
		v.Set(reflect.ValueOf(playbook.Number{Value: number}))
		p.planted[fmt.Sprint(int(number))] = key
		return
	case playbook.Name:
		v.Set(reflect.ValueOf(playbook.Name{Value: word}))
		p.planted[word] = key
		return
	case playbook.Period:
		v.Set(reflect.ValueOf(playbook.Period{N: 7310000 + p.n, Unit: "day"}))
		p.planted[fmt.Sprint(7310000+p.n)] = key
		return
	}
	p.inside(v, key, word)
}

func (p *planter) inside(v reflect.Value, key, word string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(word)
		p.planted[word] = key
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		p.plant(v.Elem(), key)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			p.plant(v.Index(i), key)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			p.plant(v.Field(i), strings.TrimPrefix(key+"."+v.Type().Field(i).Name, "."))
		}
	default:
		p.Fatalf("%s is a %s, which nobody plants yet", key, v.Kind())
	}
}

var loaded = regexp.MustCompile(`(?:src|href)="([^"]+)"`)

// TestFormHoldsQuestionsAlone plants words and numbers in every key of a checklist, and
// looks for them in the bytes of the form, of all that it loads, and of the form as one
// file: those that a client may read are there, and no other.
func TestFormHoldsQuestionsAlone(t *testing.T) {
	r, files := formSite(t)
	form := r.Site.Forms[0]
	p := &planter{t, 0, map[string]string{}}
	p.plant(reflect.ValueOf(form.Checklist.Page.Checklist).Elem(), "")
	if len(p.planted) < 100 {
		t.Fatalf("%d words are planted", len(p.planted))
	}
	content := func(f output.File) string {
		data, err := f.Content()
		if err != nil {
			t.Fatal(f.Path, err)
		}
		return string(data)
	}
	page := content(files[form.Address])
	all := map[string]string{form.Address: page}
	for _, m := range loaded.FindAllStringSubmatch(page, -1) {
		address := path.Join(path.Dir(form.Address), m[1])
		if _, ok := files[address]; !ok {
			t.Fatalf("the form loads %s", address)
		}
		all[address] = content(files[address])
	}
	if len(all) != 3 {
		t.Errorf("the form loads %q", slices.Collect(maps.Keys(all)))
	}
	file, err := r.Form(r.Site.Checklists[0], site.Letter{})
	if err != nil {
		t.Fatal(err)
	}
	all["the file"] = string(file)
	read := map[string]int{}
	for word, key := range p.planted {
		for where, text := range all {
			switch there := strings.Contains(text, word); {
			case there && slices.Contains(shown, key) && (where == form.Address || where == "the file"):
				read[key]++
			case there:
				t.Errorf("%s stands in %s", key, where)
			}
		}
	}
	for _, key := range shown {
		if read[key] < 2 {
			t.Errorf("%s is not in the form", key)
		}
	}
}

// TestFormFileIsWhole names no other file and no other host.
func TestFormFileIsWhole(t *testing.T) {
	r, _ := formSite(t)
	file, err := r.Form(r.Site.Checklists[0], site.Letter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"url(", "@import", " src=", "<link", "import("} {
		if strings.Contains(string(file), part) {
			t.Errorf("the file holds %s", part)
		}
	}
	if !strings.Contains(string(file), `data-opens-at="https://example.org/checklists/review.html"`) {
		t.Error("the file does not know where its answers are opened")
	}
}

// TestNobodyIsLedToForms: of all that is published, the checklist's page alone leads to
// its form.
func TestNobodyIsLedToForms(t *testing.T) {
	r, _ := formSite(t)
	out := t.TempDir()
	if _, _, err := (build.Project{}).Publish(r, out); err != nil {
		t.Fatal(err)
	}
	var leads []string
	err := filepath.WalkDir(out, func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(file, ".fieldbook") {
			return err
		}
		data, err := os.ReadFile(file)
		name, _ := filepath.Rel(out, file)
		if strings.Contains(string(data), "review-form") || name == "sw.js" && strings.Contains(string(data), "/form-") {
			leads = append(leads, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil || fmt.Sprint(leads) != "[checklists/review.html]" {
		t.Error(leads, err)
	}
}
