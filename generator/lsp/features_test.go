package lsp

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// labels gives what is offered at a cursor.
func (e *editor) labels(file, text string) []string {
	e.Helper()
	at := e.change(file, text)
	var list completionList
	e.call("textDocument/completion", object{"textDocument": e.document(file), "position": at}, &list)
	var out []string
	for _, item := range list.Items {
		out = append(out, item.Label)
	}
	return out
}

// TestCompletion offers what may stand at a place, also in half a line that is no
// YAML yet.
func TestCompletion(t *testing.T) {
	dir := folderOf(t)
	e := edit(t, dir)
	e.open("well.md", "x")
	card := "---\nchecklist:\n  id: card2\n  kind: decision\n  criteria:\n    - {id: near, ask: Near?, kind: choice, options: {a: A, b: B}}\n    - {id: far, ask: Far?}\n"
	for text, wants := range map[string][]string{
		"---\n‸\n---\n":                                                              {"title", "summary", "sources", "checklist", "review_every"},
		"---\ntit‸\n---\n":                                                           {"title"},
		"---\nsources: [W1, ‸\n---\n":                                                {"W1", "W2"},
		"---\nsources:\n  - ‸\n---\n":                                                {"W1", "W2"},
		"---\ndraft: ‸\n---\n":                                                       {"true", "false"},
		"---\nrelated: [‸]\n---\n":                                                   {"a/size.md", "index.md"},
		"---\ntags: [‸]\n---\n":                                                      {"big"},
		"---\nowner: ‸\n---\n":                                                       {"lead"},
		"---\nreview_every: 6‸\n---\n":                                               {"6 months"},
		"---\nchecklist:\n  kind: ‸\n---\n":                                          {"checklist", "scorecard", "decision"},
		"---\nchecklist:\n  criteria:\n    - ‸\n---\n":                               {"id", "ask", "kind"},
		"---\nchecklist:\n  criteria:\n    - id: x\n      ‸\n---\n":                  {"ask", "kind", "must"},
		"---\nchecklist:\n  criteria:\n    - id: x\n      kind: ‸\n---\n":            {"yesno", "number", "date"},
		"---\nchecklist:\n  criteria:\n    - {id: x, ‸\n---\n":                       {"ask", "kind", "must"},
		"---\nchecklist:\n  criteria:\n    - {id: x, unit: m‸\n---\n":                {"min"},
		card + "  rules:\n    - if: {‸\n---\n":                                       {"near", "far"},
		card + "  rules:\n    - if:\n        ‸\n---\n":                               {"near", "far"},
		card + "  rules:\n    - if: {near: ‸\n---\n":                                 {"yes", "no"},
		card + "    - {id: z, only_if: {‸\n---\n":                                    {"near", "far"},
		card + "    - {id: z, only_if: {near: ‸\n---\n":                              {"yes", "no"},
		card + "    - {id: z, group: ‸}\n  groups: [{id: protect, title: P}]\n---\n": {"protect"},
		"# Well\n\nA [b](‸":                                                          {"a/size.md", "checklists/card", "criterion:", "source:"},
		"# Well\n\nA [b](a/size.md#‸)":                                               {"the-figures", "deeper"},
		"# Well\n\n## Own\n\nA [b](#‸)":                                              {"own"},
		"# Well\n\nA [](criterion:‸)":                                                {"card/drive", "card/near"},
		"# Well\n\nA [](criterion:card/drive#‸)":                                     {"max", "ideal"},
		"# Well\n\nA.[](source:‸)":                                                   {"W1", "W2"},
		"# Well\n\nA [[‸":                                                            {"size", "index"},
		"# Well\n\nA [[size#‸":                                                       {"The figures"},
		"# Well\n\nA swe‸":                                                           {"sweet spot"},
	} {
		got := e.labels("well.md", text)
		for _, want := range wants {
			if want == "index" && !slices.Contains(got, want) {
				continue // the home page is named otherwise
			}
			if !slices.Contains(got, want) {
				t.Errorf("%q lacks %s: %v", text, want, got)
			}
		}
	}
	// Keys that are there are not offered again, and outside of links and terms
	// nothing is.
	if got := e.labels("well.md", "---\ntitle: x\n‸\nsummary: y\n---\n"); slices.Contains(got, "title") || slices.Contains(got, "summary") || len(got) == 0 {
		t.Error(got)
	}
	// What another item of the list has is not there yet.
	if got := e.labels("well.md", "---\nchecklist:\n  criteria:\n    - id: a\n      ask: A?\n    - id: b\n      ‸\n---\n"); !slices.Contains(got, "ask") || slices.Contains(got, "id") {
		t.Error(got)
	}
	if got := e.labels("well.md", "# Well\n\nNothing here ‸"); len(got) > 0 {
		t.Error(got)
	}
	e.open("sources.yaml", "x")
	if got := e.labels("sources.yaml", "works:\n  - {id: W, title: T}\nfacts:\n  - {id: W1, work: ‸"); !slices.Contains(got, "W") {
		t.Error(got)
	}
	e.open("site.yaml", "x")
	if got := e.labels("site.yaml", "title: S\nlanguage: ‸"); !slices.Contains(got, "de") {
		t.Error(got)
	}
}

// TestPicturesAreOffered where a picture may stand, whatever their form: there nothing
// else is, and of other files in a link.
func TestPicturesAreOffered(t *testing.T) {
	dir := folderOf(t)
	pictures := []string{"p.PNG", "p.avif", "p.bmp", "p.gif", "p.jpeg", "p.jpg", "p.svg", "p.webp"}
	for _, name := range append([]string{"p.pdf"}, pictures...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e := edit(t, dir)
	e.open("well.md", "x")
	for text, want := range map[string][]string{
		"# Well\n\n![What it shows](‸": pictures,
		"# Well\n\nA [file](p.p‸":      {"p.pdf"},
	} {
		got := slices.DeleteFunc(e.labels("well.md", text), func(label string) bool { return !strings.HasPrefix(label, "p.") })
		if slices.Sort(got); len(want) > 1 && !slices.Equal(got, want) || !slices.Contains(got, want[0]) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// find gives the position of a text in a file.
func (e *editor) find(file, text string) position {
	e.Helper()
	data := fileText(e.T, e.dir, file)
	i := strings.Index(data, text)
	if i < 0 {
		e.Fatalf("%s has no %q", file, text)
	}
	return newText(data).position(i + len(text)/2)
}

func (e *editor) place(file, text string) object {
	return object{"textDocument": e.document(file), "position": e.find(file, text), "context": object{"includeDeclaration": true}}
}

// TestHover tells what a name means.
func TestHover(t *testing.T) {
	e := edit(t, folderOf(t))
	for text, want := range map[string]string{
		"criterion:drive#max": "at most 50 min, ideally up to 30 min", "W1]": "A fact.", "sweet spot": "Where all is well.",
		"owner": "Who keeps this page right.", "kind": "What the page does with the answers.", "big": "1 page", "weight": "",
	} {
		if want == "" {
			continue
		}
		var got hover
		e.call("textDocument/hover", e.place("a/size.md", text), &got)
		if !strings.Contains(got.Contents.Value, want) {
			t.Errorf("%s: %q", text, got.Contents.Value)
		}
		if text == "criterion:drive#max" && !strings.Contains(got.Contents.Value, "█▒") {
			t.Errorf("no ruler: %s", got.Contents.Value)
		}
	}
	var page hover
	e.call("textDocument/hover", e.place("well.md", "a/size.md"), &page)
	if !strings.Contains(page.Contents.Value, "**Size**") {
		t.Error(page)
	}
}

// names gives locations as file:line.
func (e *editor) names(list []location) []string {
	var out []string
	for _, l := range list {
		out = append(out, fmt.Sprint(below(e.dir, fileOf(l.URI)), ":", l.Range.Start.Line+1))
	}
	slices.Sort(out)
	return out
}

// TestDefinitionAndReferences lead from a name to what it stands for, and back.
func TestDefinitionAndReferences(t *testing.T) {
	e := edit(t, folderOf(t))
	for _, test := range []struct{ file, text, made, used string }{
		{"a/size.md", "criterion:drive#max", "a/size.md:10", "a/size.md:10 a/size.md:23 a/size.md:27"},
		{"index.md", "source:W1", "sources.yaml:4", "a/size.md:3 index.md:3 sources.yaml:4"},
		{"index.md", "#the-figures", "a/size.md:25", "a/size.md:25 index.md:3 well.md:3"},
		{"well.md", "(a/size.md)", "a/size.md:1", "index.md:3 well.md:3 well.md:3"},
		{"index.md", "[well]", "well.md:1", "index.md:3"},
		{"a/size.md", "sweet spot", "glossary.yaml:2", "glossary.yaml:2"},
	} {
		var made location
		e.call("textDocument/definition", e.place(test.file, test.text), &made)
		if got := e.names([]location{made})[0]; got != test.made {
			t.Errorf("%s is made at %s, want %s", test.text, got, test.made)
		}
		var used []location
		e.call("textDocument/references", e.place(test.file, test.text), &used)
		if got := strings.Join(e.names(used), " "); got != test.used {
			t.Errorf("%s is used at %s, want %s", test.text, got, test.used)
		}
	}
}

// applied gives the files after the edits of an answer.
func (e *editor) applied(changes map[string][]textEdit) map[string]string {
	out := map[string]string{}
	for uri, list := range changes {
		file := below(e.dir, fileOf(uri))
		t := newText(fileText(e.T, e.dir, file))
		slices.SortFunc(list, func(a, b textEdit) int { return t.offset(b.Range.Start) - t.offset(a.Range.Start) })
		for _, one := range list {
			t = t.edited(one.Range, one.NewText)
		}
		out[file] = t.All
	}
	return out
}

// TestRename changes a name wherever it stands, and nothing else.
func TestRename(t *testing.T) {
	e := edit(t, folderOf(t))
	for _, test := range []struct {
		file, text, name string
		wants            map[string][]string
	}{
		{"a/size.md", "criterion:drive", "travel", map[string][]string{"a/size.md": {"    - id: travel\n      was: [drive]\n      ask: How far?", "criterion:travel#max", "criterion:card/travel#ideal"}}},
		{"a/size.md", "id: near", "close", map[string][]string{"a/size.md": {"{id: close, was: [near], ask: Near?"}}},
		{"index.md", "source:W1", "F1", map[string][]string{"a/size.md": {"sources: [F1]"}, "index.md": {"(source:F1)[](source:W2)"}, "sources.yaml": {"{id: F1, work: W,", "{id: W2, work: W,"}}},
		{"a/size.md", "The figures", "All figures", map[string][]string{"a/size.md": {"## All figures\n"}, "index.md": {"a/size.md#all-figures"}, "well.md": {"a/size.md#all-figures", "[link](a/size.md)"}}},
		{"glossary.yaml", "sweet spot", "good place", map[string][]string{"glossary.yaml": {"  - term: good place\n    also: [sweet spot]\n"}}},
		{"a/size.md", "big", "large", map[string][]string{"a/size.md": {"tags: [large]"}}},
	} {
		p := e.place(test.file, test.text)
		p["newName"] = test.name
		var edit workspaceEdit
		e.call("textDocument/rename", p, &edit)
		got := e.applied(edit.Changes)
		if len(got) != len(test.wants) {
			t.Errorf("%s: %d files change: %v", test.text, len(got), got)
		}
		for file, wants := range test.wants {
			for _, want := range wants {
				if !strings.Contains(got[file], want) {
					t.Errorf("%s: %s lacks %q:\n%s", test.text, file, want, got[file])
				}
			}
		}
	}
	for text, name := range map[string]string{"criterion:drive": "near", "The figures": "Deeper", "# Deeper": ""} {
		p := e.place("a/size.md", text)
		p["newName"] = name
		if err := e.ask("textDocument/rename", p, nil); err == nil {
			t.Errorf("%s becomes %q", text, name)
		}
	}
	for text, names := range map[string][]string{"W1]": {"null", "a: b", "a, b"}, "big": {"a, b]", "true", "# x"}, "sweet spot": {"Sweet: spot"}, "id: near": {"null", "rule-1", "fb-x", "index", "Near", "a_b"}, "The figures": {"a *b*", "[[x]]"}} {
		for _, name := range names {
			p := e.place("a/size.md", text)
			p["newName"] = name
			if err := e.ask("textDocument/rename", p, nil); err == nil {
				t.Errorf("%s becomes %q", text, name)
			}
		}
	}
	title := e.place("index.md", "# Home")
	title["newName"] = "New home"
	var renamed workspaceEdit
	e.call("textDocument/rename", title, &renamed)
	if got := e.applied(renamed.Changes)["index.md"]; !strings.HasPrefix(got, "# New home\n") {
		t.Error(got)
	}
	// Two files at once: what each changes of the same name is left alone.
	var both2 workspaceEdit
	e.call("workspace/willRenameFiles", object{"files": []object{{"oldUri": e.uri("a/size.md"), "newUri": e.uri("b/size.md")}, {"oldUri": e.uri("well.md"), "newUri": e.uri("b/well.md")}}}, &both2)
	for uri, list := range both2.Changes {
		for i, one := range list {
			for _, other := range list[:i] {
				if one.Range == other.Range && one.Range != (span{}) {
					t.Errorf("%s is changed twice at %v", uri, one.Range)
				}
			}
		}
	}

	var whole workspaceEdit
	e.call("workspace/willRenameFiles", object{"files": []object{{"oldUri": e.uri("a"), "newUri": e.uri("c")}}}, &whole)
	if got := e.applied(whole.Changes); !strings.Contains(got["index.md"], "(c/size.md#the-figures)") || !strings.Contains(got["well.md"], "(c/size.md)") || !strings.Contains(got["a/size.md"], "aliases: [a/size.html]") {
		t.Error(got)
	}

	// A page's file: links to it, and its earlier address.
	var files workspaceEdit
	e.call("workspace/willRenameFiles", object{"files": []object{{"oldUri": e.uri("a/size.md"), "newUri": e.uri("b/small.md")}}}, &files)
	got := e.applied(files.Changes)
	if !strings.Contains(got["index.md"], "(b/small.md#the-figures)") || !strings.Contains(got["well.md"], "(b/small.md)") || !strings.Contains(got["a/size.md"], "aliases: [a/size.html]") {
		t.Error(got)
	}
	var steps object
	p := e.place("well.md", "(a/size.md)")
	p["newName"] = "b/small"
	e.call("textDocument/rename", p, &steps)
	if text := fmt.Sprint(steps); !strings.Contains(text, "kind:rename") || !strings.Contains(text, "b/small.md") {
		t.Error(text)
	}
	// A wiki link says the heading's words, a link its anchor.
	e.open("well.md", "# Well\n\n[[size#The figures]] and [x](a/size.md#the-figures).\n")
	p = e.place("a/size.md", "The figures")
	p["newName"] = "All figures"
	var both workspaceEdit
	for end := time.Now().Add(patience); len(both.Changes[e.uri("well.md")]) < 2 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		e.call("textDocument/rename", p, &both)
	}
	if text := fmt.Sprint(both.Changes[e.uri("well.md")]); !strings.Contains(text, "All figures") || !strings.Contains(text, "all-figures") {
		t.Error(text)
	}
}

// TestActions carry out what hints say.
func TestActions(t *testing.T) {
	e := edit(t, folderOf(t))
	e.open("well.md", "x")
	for text, want := range map[string]string{
		"# Well\n\nA [b](a/sise.md‸).\n":            "Write a/size.md",
		"# Well\n\nA.[](source:W3‸)\n":              "Write W",
		"# Well\n\nA [b](a/size.md#the-figure‸).\n": "Write a/size.md#the-figures",
		"# Well\n\nA [b](quite-another.md‸).\n":     "Make the page quite-another.md",
		"---\ntitel: x‸\n---\n":                     "Write title",
		"---\ntitle: A: b‸\n---\n":                  "Put the text in quotes",
		"---\ntitle: A\n  owner: B‸\n---\n":         "Indent it by 0 spaces",
		"---\nreviewed: 3.11.2026‸\n---\n":          "Write 2026-11-03",
		"---\nreview_every: 6 Monate‸\n---\n":       "Write 6 months",
		"---\nchecklist:\n  kind: checklist\n  criteria:\n    - id: x‸\n      ask: X?\n---\n": "Add why",
	} {
		at := e.change("well.md", text)
		var got []object
		e.call("textDocument/codeAction", object{"textDocument": e.document("well.md"), "range": span{at, at}, "context": object{"diagnostics": []any{}}}, &got)
		var titles []string
		for _, a := range got {
			titles = append(titles, a["title"].(string))
		}
		if !slices.ContainsFunc(titles, func(title string) bool { return strings.HasPrefix(title, want) }) {
			t.Errorf("%q offers %v, want %s", text, titles, want)
		}
	}
}

// TestFindable offers in the front matter what the search should find the page by, which
// other pages call it; nowhere else.
func TestFindable(t *testing.T) {
	dir := folderOf(t)
	for name, text := range map[string]string{"call.md": "# Call\n\nIt has [all the measures](a/size.md).\n", "other.md": "# Another\n\nMeasures, all the measures.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "a/size.md"))
	if err != nil {
		t.Fatal(err)
	}
	e := edit(t, dir)
	at := e.open("a/size.md", strings.Replace(string(text), "---\n", "---\n‸", 1))
	for _, where := range []position{at, {Line: strings.Count(string(text), "\n")}} {
		var got []object
		e.call("textDocument/codeAction", object{"textDocument": e.document("a/size.md"), "range": span{where, where}, "context": object{"diagnostics": []any{}}}, &got)
		said := fmt.Sprint(got)
		if offered := strings.Contains(said, "Let the search find this page by “all the measures”") && strings.Contains(said, "newText:keywords: [all the measures]"); offered != (where == at) {
			t.Errorf("line %d: %s", where.Line, said)
		}
	}
}

// TestWas: a criterion whose id was changed since the last commit is told of, and the
// earlier id noted at it.
func TestWas(t *testing.T) {
	dir := folderOf(t)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgSign=false", "commit", "-q", "-m", "x"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git: %v %s", err, out)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "a/size.md"))
	if err != nil {
		t.Fatal(err)
	}
	e := edit(t, dir)
	at := e.open("a/size.md", strings.Replace(string(text), "{id: near,", "{id: close‸,", 1))
	e.soon("the lost answers are told", func() bool {
		return slices.ContainsFunc(e.wrong["a/size.md"], func(d diagnostic) bool {
			return strings.Contains(d.Message, "answers that readers keep") && d.Range.Start.Line == at.Line
		})
	})
	var got []object
	e.call("textDocument/codeAction", object{"textDocument": e.document("a/size.md"), "range": span{at, at}, "context": object{"diagnostics": []any{}}}, &got)
	if said := fmt.Sprint(got); !strings.Contains(said, "Keep the answers: was: [near]") || !strings.Contains(said, "newText:, was: [near]") {
		t.Error(said)
	}
}

// TestSymbols, folds, links, hints and lenses of a page.
func TestOutline(t *testing.T) {
	e := edit(t, folderOf(t))
	p := object{"textDocument": e.document("a/size.md")}
	var symbols []documentSymbol
	e.call("textDocument/documentSymbol", p, &symbols)
	if text := fmt.Sprint(symbols); len(symbols) != 3 || symbols[2].Name != "The figures" || len(symbols[2].Children) != 1 || !strings.Contains(text, "How far?") {
		t.Error(text)
	}
	var folds []foldingRange
	e.call("textDocument/foldingRange", p, &folds)
	if len(folds) != 3 || folds[0] != (foldingRange{0, 20, "region"}) {
		t.Error(folds)
	}
	var links []documentLink
	e.call("textDocument/documentLink", object{"textDocument": e.document("index.md")}, &links)
	if len(links) != 4 || !strings.HasSuffix(links[0].Target, "a/size.md") || !strings.Contains(links[2].Target+links[3].Target, "sources.yaml#L4") {
		t.Error(links)
	}
	var hints []inlayHint
	e.call("textDocument/inlayHint", object{"textDocument": e.document("a/size.md"), "range": span{End: position{100, 0}}}, &hints)
	if len(hints) != 2 || hints[0].Label != "50 min" || hints[1].Label != "up to 30 min" {
		t.Error(hints)
	}
	var lenses []codeLens
	e.call("textDocument/codeLens", p, &lenses)
	if text := fmt.Sprint(lenses); len(lenses) != 4 || !strings.Contains(text, "a/size.html") || !strings.Contains(text, "checklists/card.html") || !strings.Contains(text, "used on 1 page") {
		t.Error(text)
	}
	e.call("workspace/executeCommand", object{"command": showCommand, "arguments": []any{"a/size.html"}}, nil)
	e.soon("the preview is shown", func() bool { return slices.Contains(e.shown, "http://127.0.0.1:1313/a/size.html") })
	var found []workspaceSymbol
	e.call("workspace/symbol", object{"query": "figures"}, &found)
	if len(found) != 1 || found[0].Name != "The figures" {
		t.Error(found)
	}
}

// TestFormat lays out front matter and loses nothing of it.
func TestFormat(t *testing.T) {
	e := edit(t, folderOf(t))
	before := "---\n# why\ntitle:   A\ntags:   [a,   b]   # two\nchecklist:\n      kind: checklist\n      criteria:\n      -   {id: x, ask: \"X: y\", why: Z}\n---\n\n*  The text   stays.\n"
	e.open("well.md", before)
	var edits []textEdit
	e.call("textDocument/formatting", object{"textDocument": e.document("well.md"), "options": object{"tabSize": 2}}, &edits)
	text := newText(before)
	for _, one := range edits {
		text = text.edited(one.Range, one.NewText)
	}
	want := "---\n# why\ntitle: A\ntags: [a, b] # two\nchecklist:\n  kind: checklist\n  criteria:\n    - {id: x, ask: \"X: y\", why: Z}\n---\n\n*  The text   stays.\n"
	if text.All != want {
		t.Errorf("%s", text.All)
	}
	for _, broken := range []string{"---\ntitle: [\n---\n", "---\ntitle: a\ntitle: b\n---\n", "no front\n"} {
		e.change("well.md", broken)
		e.call("textDocument/formatting", object{"textDocument": e.document("well.md"), "options": object{}}, &edits)
		if len(edits) > 0 {
			t.Errorf("%q: %v", broken, edits)
		}
	}
	for before, want := range map[string]string{
		"a:   1\n\n\n# why\nb: [ 2 ]\n": "a: 1\n\n\n# why\nb: [2]\n", "a:\n- 1 # one\n": "a:\n  - 1 # one\n", "a: '" + strings.Repeat("long ", 40) + "'\n": "a: '" + strings.Repeat("long ", 40) + "'\n",
		"a: >-\n  folded\n  text\n": "", "a: b\n  c\n": "", "? a # k\n: b\n": "", // lines would become others
	} {
		after, ok := laidOut(before)
		if after != want || ok != (want != "") {
			t.Errorf("%q becomes %q, %v", before, after, ok)
		}
		if again, _ := laidOut(after); ok && again != after {
			t.Errorf("%q becomes %q", after, again)
		}
	}
}

// TestAddress tells the page of a file, for a preview beside it.
func TestAddress(t *testing.T) {
	e := edit(t, folderOf(t))
	for file, want := range map[string]string{
		"a/size.md": "a/size.html", "a/index.md": "a/index.html", "index.md": "index.html", "sources.yaml": "sources.html", "glossary.yaml": "glossary.html", "site.yaml": "", "none.md": "",
	} {
		var got addressAnswer
		e.call("fieldbook/address", addressParams{e.uri(file)}, &got)
		if got.Address != want {
			t.Errorf("%s is at %q, want %q", file, got.Address, want)
		}
	}
}
