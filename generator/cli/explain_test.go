package cli

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/testfiles"
)

// codesUsed gives the places of each constant of the type diag.Code in the program, as the
// compiler sees it: however it is handed on, none is missed.
func codesUsed(t *testing.T) map[string][]string {
	type listed struct {
		ImportPath, Dir, Export string
		GoFiles                 []string
	}
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "fieldbook/generator")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	var ours []listed
	exports := map[string]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, module) {
			ours = append(ours, p)
		}
	}
	fset, used := token.NewFileSet(), map[string][]string{}
	config := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	for _, p := range ours {
		var files []*ast.File
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		if _, err := config.Check(p.ImportPath, fset, files, &info); err != nil {
			t.Fatal(err)
		}
		for e, v := range info.Types {
			if v.Value != nil && strings.HasSuffix(v.Type.String(), "generator/diag.Code") && constant.StringVal(v.Value) != "" {
				code := constant.StringVal(v.Value)
				used[code] = append(used[code], fmt.Sprint(fset.Position(e.Pos())))
			}
		}
	}
	return used
}

// noExample are the codes that no text of a file can show, each with the reason.
var noExample = map[string][]diag.Code{
	"the history that git keeps":                     {"lost-answers", "no-history"},
	"what other hosts answer":                        {"gone-link", "moved-link"},
	"the folder of templates":                        {"bad-template", "no-templates", "unused-template"},
	"a file's name, its kind, or what the disk says": {"left-out", "no-pages", "no-text", "not-read", "unreadable"},
	"bytes that are no text":                         {"card-size", "encoding"},
	"more signs than an example has":                 {"long-address", "long-listing", "many-formulas", "much-embedded", "too-deep", "too-large", "too-much"},
	"files beside the content":                       {"not-run"},
	"another command than check":                     {"left-link", "moved-page", "no-base-url", "not-brought"},
	"a fault of the program":                         {"not-rendered"},
}

// handbook is the site that the examples of the catalogue stand in.
var handbook = map[string]string{
	"index.md":      "# Handbook\n\nWhom we work for: [how near](size.md#distance), [what we ask](fit.md).\n",
	"size.md":       "# Size\n\nHow large a client may be. [](source:S1)\n\n## Distance\n\nAn hour at most.\n\n## People\n\nTen or more.\n",
	"fit.md":        "---\nchecklist:\n  id: fit\n  kind: scorecard\n  criteria:\n    - {id: computers, ask: Computers, kind: number, min: 10, why: Fewer do not need us.}\n  verdicts:\n    - {at: 50, say: A good client}\n    - {at: 0, say: None for us}\n---\n\n# Fit\n",
	"sources.yaml":  "works:\n  - {id: S, title: A survey of small firms}\nfacts:\n  - {id: S1, work: S, say: Most firms have fewer than ten people.}\n",
	"glossary.yaml": "terms:\n  - {term: Lead, meaning: A firm that may become a client.}\n",
}

// day is the day on which the examples are checked.
var day = playbook.DateOf(time.Date(2026, time.November, 30, 0, 0, 0, 0, time.UTC))

// told gives the codes that check tells of an example, each once, and all that it says.
func told(t *testing.T, last *build.Result, l diag.Lesson, text string) ([]diag.Code, string) {
	t.Helper()
	found := foundIn(t, last, l, text)
	var codes []diag.Code
	var said strings.Builder
	for _, d := range found {
		codes = append(codes, d.Code)
	}
	found.Print(&said, -1)
	slices.Sort(codes)
	return slices.Compact(codes), said.String()
}

// foundIn gives all that check says of an example.
func foundIn(t *testing.T, last *build.Result, l diag.Lesson, text string) diag.List {
	t.Helper()
	files := maps.Clone(handbook)
	maps.Copy(files, l.With)
	files[l.File] = text
	result, err := build.Project{Content: testfiles.Folder(t, files), Lenient: l.Lenient}.Rebuild(last, build.Changed{Content: true})
	if err != nil {
		t.Fatal(err)
	}
	found, err := mistakes(result, day)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// mended gives a text as a fix leaves it; false if that makes another file.
func mended(text string, fix diag.Fix) (string, bool) {
	places := refs.NewText(text)
	for _, e := range slices.Backward(fix.Edits) {
		if e.Path != "" {
			return "", false
		}
		text = text[:places.At(e.Span.Pos)] + e.Text + text[places.At(e.Span.End):]
	}
	return text, true
}

// TestFixes: the mistake of each example that has a place has an end too, and is none
// any more once one of its fixes is carried out.
func TestFixes(t *testing.T) {
	last, err := build.Project{Content: testfiles.Folder(t, handbook)}.Build()
	if err != nil {
		t.Fatal(err)
	}
	fixed := 0
	for _, l := range diag.Lessons() {
		if l.Before == "" {
			continue
		}
		for _, d := range foundIn(t, last, l, l.Before) {
			lines := append(strings.Split(l.Before, "\n"), "")
			if d.Line > 0 && d.End.Compare(d.Pos) <= 0 && lines[min(d.Line, len(lines))-1] != "" {
				t.Errorf("%s: %v ends at %v", l.Code, d.Pos, d.End)
			}
			if !strings.HasSuffix(d.Path, "/"+l.File) {
				continue
			}
			for _, fix := range d.Fixes {
				text, here := mended(l.Before, fix)
				if !here {
					continue
				}
				fixed++
				if after := foundIn(t, last, l, text); slices.ContainsFunc(after, func(now diag.Diagnostic) bool { return now.Code == d.Code && now.Line == d.Line }) {
					t.Errorf("%s: %s leaves it:\n%s\n%v", l.Code, fix.Title, text, after)
				}
			}
		}
	}
	if fixed < 20 {
		t.Errorf("%d fixes", fixed)
	}
}

// TestExamples: each example of the catalogue shows its mistake and no other, and none
// once it is mended.
func TestExamples(t *testing.T) {
	last, err := build.Project{Content: testfiles.Folder(t, handbook)}.Build()
	if err != nil {
		t.Fatal(err)
	}
	none := map[diag.Code]bool{}
	for why, codes := range noExample {
		for _, code := range codes {
			if none[code] = true; !slices.ContainsFunc(diag.Lessons(), func(l diag.Lesson) bool { return l.Code == code && l.Before == "" }) {
				t.Errorf("%s (%s) has an example, or is no code", code, why)
			}
		}
	}
	for _, l := range diag.Lessons() {
		t.Run(string(l.Code), func(t *testing.T) {
			if l.Before == "" {
				if !none[l.Code] || l.After != "" {
					t.Error("no example, and no reason why")
				}
				return
			}
			if got, said := told(t, last, l, l.Before); !slices.Equal(got, []diag.Code{l.Code}) {
				t.Errorf("the example has %v\n%s", got, said)
			}
			if got, said := told(t, last, l, l.After); len(got) > 0 || l.After == "" {
				t.Errorf("once it is mended it has %v\n%s", got, said)
			}
		})
	}
}

// TestCatalogue: the catalogue has the codes of the program, all of them and no others,
// in their order, and tells each in whole sentences.
func TestCatalogue(t *testing.T) {
	used := codesUsed(t)
	var listed, known []string
	for _, l := range diag.Lessons() {
		code := string(l.Code)
		known = append(known, code)
		if len(used[code]) == 0 {
			t.Errorf("%s is told of nothing", code)
		}
		if !whole.MatchString(l.Says) {
			t.Errorf("%s: no sentence: %s", code, l.Says)
		}
	}
	for code, places := range used {
		if !slices.Contains(known, code) {
			t.Errorf("%s is not in the catalogue: %s", code, strings.Join(places, ", "))
		}
	}
	text, err := os.ReadFile("../diag/codes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range entry.FindAllStringSubmatch(string(text), -1) {
		listed = append(listed, m[1])
	}
	if !slices.Equal(listed, known) || len(known) == 0 {
		t.Errorf("the catalogue is not in order: %v", listed)
	}
}

var (
	whole = regexp.MustCompile(`^[A-Z"].*[a-z].*\.$`)
	entry = regexp.MustCompile(`(?m)^([a-z-]+):$`)
)

// TestMistakesPage holds the page of all codes against the catalogue, of which it is made.
func TestMistakesPage(t *testing.T) {
	var want strings.Builder
	want.WriteString(mistakesHead)
	for _, l := range diag.Lessons() {
		want.WriteString("\n" + l.Markdown("## "))
	}
	const file = "../../docs/reference/mistakes.md"
	testfiles.Kept(t, *update, file, want.String(), "go test ./generator/cli -run TestMistakesPage")
}

// mistakesHead is what the page of all codes begins with.
const mistakesHead = `---
title: Mistakes
summary: Every code, with an example before and after.
order: 5
keywords: [error, warning, diagnostic, code, hint]
---

<!-- Made of generator/diag/codes.yaml by go test ./generator/cli -run TestMistakesPage -update -->

Each mistake that Fieldbook tells has a code, in brackets behind its message. ` + "`fieldbook explain CODE`" + ` says in a terminal what stands here.

The examples stand in a site with the pages ` + "`index.md`, `size.md`, which has the headings *Distance* and *People*, and `fit.md`, which has the scorecard `fit`" + `. Each is built by a test: the wrong text gives its code alone, the right one nothing.
`
