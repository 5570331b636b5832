package render_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"fieldbook/generator/build"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// sample builds the sample content, with an address.
func sample(t *testing.T) map[string][]byte {
	t.Helper()
	p := build.Project{Content: "../../content"}
	p.Options.BaseURL = "https://example.org/kb/"
	r, err := p.Build()
	if err != nil {
		t.Fatal(err)
	}
	return read(t, r.WithoutIndex())
}

func read(t *testing.T, files []output.File) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range files {
		data, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		out[f.Path] = data
	}
	return out
}

// TestChecklistsFitTheirSchema: every checklist is what its published schema says,
// and one that is not is noticed.
func TestChecklistsFitTheirSchema(t *testing.T) {
	files := sample(t)
	var s jsonschema.Schema
	if err := json.Unmarshal(files["checklist.schema.json"], &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(&jsonschema.ResolveOptions{ValidateDefaults: true})
	if err != nil {
		t.Fatal(err)
	}
	seen, leads := 0, 0
	for name, data := range files {
		if path.Dir(name) != "checklists" || path.Ext(name) != ".json" {
			continue
		}
		seen++
		var list map[string]any
		if err := json.Unmarshal(data, &list); err != nil {
			t.Fatal(err)
		}
		if err := resolved.Validate(list); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := path.Join(path.Dir(name), list["$schema"].(string)); got != "checklist.schema.json" {
			t.Errorf("%s names its schema as %s", name, got)
		}
		meanings(t, name, list)
		for _, part := range []string{"criteria", "verdicts", "rules"} {
			items, _ := list[part].([]any)
			for _, item := range items {
				if more, ok := item.(map[string]any)["more"].(string); ok {
					leads++
					if to, _, _ := strings.Cut(more, "#"); files[path.Join(path.Dir(name), to)] == nil {
						t.Errorf("%s: %s leads nowhere", name, more)
					}
				}
			}
		}
		list["criteria"] = []any{map[string]any{"id": 1}}
		if resolved.Validate(list) == nil {
			t.Errorf("%s: a criterion whose id is a number passes", name)
		}
	}
	if seen != 4 || leads < 10 {
		t.Errorf("%d checklists, in which %d things lead to a page", seen, leads)
	}
}

// meanings holds what the keys of a checklist are to a reader of JSON-LD.
func meanings(t *testing.T, name string, list map[string]any) {
	t.Helper()
	context := list["@context"].(map[string]any)
	means := func(key string) string { // the type or key in full
		term, known := context[key]
		if !known && !strings.Contains(key, ":") {
			return context["@vocab"].(string) + key
		}
		if object, ok := term.(map[string]any); ok {
			term = object["@id"]
		}
		if !known {
			term = key
		}
		prefix, rest, _ := strings.Cut(term.(string), ":")
		return fmt.Sprint(context[prefix]) + rest
	}
	for key, want := range map[string]string{
		list["@type"].(string): "https://schema.org/ItemList",
		"title":                "https://schema.org/name",
		"about":                "https://schema.org/about",
		"criteria":             "https://schema.org/itemListElement",
		"ask":                  "https://schema.org/name",
		"why":                  "https://schema.org/description",
		"unit":                 "https://schema.org/unitText",
		"min":                  "https://schema.org/minValue",
		"max":                  "https://schema.org/maxValue",
		"page":                 "https://schema.org/url",
		"playbook":             "https://schema.org/isBasedOn",
		"more":                 "https://schema.org/subjectOf",
		"sources":              "https://schema.org/citation",
		"verdicts":             "urn:fieldbook:checklist:verdicts",
	} {
		if got := means(key); got != want {
			t.Errorf("%s: %s means %s, want %s", name, key, got, want)
		}
	}
	for key, value := range context { // what leads somewhere is an address, what is many keeps all
		term, _ := value.(map[string]any)
		links, many := key == "page" || key == "playbook" || key == "more", map[string]any{"criteria": "@list", "sources": "@set"}[key]
		if (term["@type"] == "@id") != links || term["@container"] != many {
			t.Errorf("%s: %s is read as %v", name, key, value)
		}
	}
}

// TestChecklistsLeadFromTheirFile also where they lead to their own page.
func TestChecklistsLeadFromTheirFile(t *testing.T) {
	p := build.Project{Content: testfiles.Folder(t, map[string]string{
		"index.md": "# Home\n",
		"a.md":     "---\nchecklist:\n  id: c\n  criteria:\n    - {id: one, ask: One?, why: So., more: checklists/c.html#two}\n    - {id: two, ask: Two?, why: So., more: a.md}\n---\n# A\n",
	})}
	r, err := p.Build()
	if err != nil || r.Diagnostics.Errors() > 0 {
		t.Fatal(err, r.Diagnostics)
	}
	data := string(read(t, r.WithoutIndex())["checklists/c.json"])
	if !strings.Contains(data, `"more": "c.html#two"`) || !strings.Contains(data, `"more": "../a.html"`) {
		t.Error(data)
	}
}

// needed are the properties that readers of structured data ask for, by type
// (https://developers.google.com/search/docs/appearance/structured-data).
var needed = map[string][]string{
	"BreadcrumbList": {"itemListElement"}, "ItemList": {"itemListElement", "name"}, "ListItem": {"position", "name"},
	"Article": {"headline", "url", "publisher"}, "Organization": {"name"}, "WebSite": {"name", "url"},
}

// TestStructuredData: every page's data has what its types ask for, its addresses
// are full, and the steps of its breadcrumbs are counted from one.
func TestStructuredData(t *testing.T) {
	types := map[string]int{}
	var look func(name string, v any)
	look = func(name string, v any) {
		switch v := v.(type) {
		case []any:
			for i, item := range v {
				if step, ok := item.(map[string]any); ok && step["@type"] == "ListItem" && step["position"] != float64(i+1) {
					t.Errorf("%s: step %d is counted as %v", name, i+1, step["position"])
				}
				look(name, item)
			}
		case map[string]any:
			if kind, ok := v["@type"].(string); ok {
				types[kind]++
				if needed[kind] == nil {
					t.Errorf("%s: the type %q is not known", name, kind)
				}
				for _, key := range needed[kind] {
					if v[key] == nil || v[key] == "" {
						t.Errorf("%s: %s has no %s", name, kind, key)
					}
				}
			}
			for key, value := range v {
				if address, ok := value.(string); ok && (key == "url" || key == "item") {
					if u, err := url.Parse(address); err != nil || u.Scheme != "https" {
						t.Errorf("%s: %s is %q", name, key, address)
					}
				}
				look(name, value)
			}
		}
	}
	for name, data := range sample(t) {
		_, rest, found := strings.Cut(string(data), `<script type="application/ld+json">`)
		if !found || path.Ext(name) != ".html" {
			continue
		}
		text, _, _ := strings.Cut(rest, "</script>")
		var graph map[string]any
		if err := json.Unmarshal([]byte(text), &graph); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if graph["@context"] != "https://schema.org" {
			t.Errorf("%s: %v", name, graph["@context"])
		}
		look(name, graph["@graph"])
	}
	for kind := range needed {
		if types[kind] == 0 {
			t.Errorf("no page has a %s", kind)
		}
	}
}

var code = regexp.MustCompile("(?s)```.*?```|`[^`]*`")

// TestMarkdown: every page that is more than a tool stands there as Markdown too,
// with links that lead somewhere and nothing that must be looked up.
func TestMarkdown(t *testing.T) {
	files := sample(t)
	seen := 0
	for name, data := range files {
		text := string(data)
		if path.Ext(name) != ".md" {
			continue
		}
		seen++
		if shown := code.ReplaceAllString(text, ""); !strings.HasPrefix(text, "# ") || strings.Contains(text, "\x00") || strings.Contains(shown, "](criterion:") || strings.Contains(shown, "](source:") || strings.Contains(shown, "[[") {
			t.Errorf("%s:\n%s", name, text)
		}
		for _, part := range strings.Split(text, "](https://example.org/kb/")[1:] {
			to, _, _ := strings.Cut(part, ")")
			to, _, _ = strings.Cut(to, "#")
			if files[to] == nil && to != "" {
				t.Errorf("%s leads to %s, which is not there", name, to)
			}
		}
		if html := string(files[strings.TrimSuffix(name, ".md")+".html"]); !strings.Contains(html, `type="text/markdown"`) {
			t.Errorf("the page beside %s does not name it", name)
		}
	}
	if seen < 20 {
		t.Errorf("%d pages", seen)
	}
	for name, wants := range map[string][]string{
		"sweet-spot/recognise.md":         {"[up to 30 min](https://example.org/kb/checklists/sweet-spot-client.html#drive)", "- [S5](https://example.org/kb/sources.html#S5): The client is"},
		"checklists/sweet-spot-client.md": {"| # | Question | Limit | Reason | Weight |", "accounting firm (best); attorney", "| Score | Verdict | Next |"},
		"checklists/partner-readiness.md": {"| Rule | If | Outcome | Next |"},
		"sources.md":                      {"- S5: "},
		"glossary.md":                     {"- **"},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files[name]), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, files[name])
			}
		}
	}
}

// TestMarkdownOfLinks: whatever a link is written with, its words stay and it leads to
// the page; listings and code stay as they are.
func TestMarkdownOfLinks(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"index.md": "# Home\n\nA [ref][r], [collapsed][], [shortcut], <https://example.org/x>, [out](https://e.org \"T\") and [![in](a/p.svg)](a/two.md).\n\n| A | B |\n|---|---|\n| [[two|words]] | [[two]] and `[[no|link]]` |\n\n" +
			"![[two]]\n\n![[p.svg|300]]\n\n- nested [two](<a/two.md>)\n\n[r]: a/two.md \"title\"\n[collapsed]: a/two.md#sec\n[shortcut]: a/two.md\n\n`[x](a/two.md)` \\[not\\](a/two.md) [dead](none.md)\n\n## Head [two](a/two.md)\n",
		"hid.md":   "---\nsummary: A *sum* [x](y)\n---\n\n# Hid\n\nA <!-- secret --> b `<!-- code -->`\n\n<!-- secret\n[a](none.md)\n-->\n\n<div>in <!-- secret --> tag</div>\n\n<a href=\"none.md\">gone</a> <a href=\"a/two.md\">here</a>\n\n````\n<!-- listing -->\n```\n",
		"a/two.md": "# Two\n\n## Sec\n\nText.\n", "a/p.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
	})
	r, err := build.Project{Content: dir, Lenient: true}.Build()
	if err != nil {
		t.Fatal(err)
	}
	files := read(t, r.WithoutIndex())
	if hid := string(files["hid.md"]); strings.Contains(hid, "secret") || !strings.Contains(hid, "A  b `<!-- code -->`") || !strings.HasSuffix(hid, "<!-- listing -->\n```\n````\n") {
		t.Errorf("%s", hid)
	}
	if hid := string(files["hid.md"]); !strings.Contains(hid, `<a href="" rel="nofollow">gone</a> <a href="a/two.html" rel="nofollow">here</a>`) {
		t.Errorf("the addresses of HTML:\n%s", hid)
	}
	got := string(files["index.md"])
	if !strings.Contains(got, `[Hid](hid.html): A \*sum\* \[x\](y)`) {
		t.Errorf("a summary is taken for Markdown:\n%s", got)
	}
	for _, want := range []string{
		`A [ref](a/two.html "title"), [collapsed](a/two.html#sec), [shortcut](a/two.html), <https://example.org/x>, [out](https://e.org "T") and [![in](a/p.svg)](a/two.html).`,
		"| [words](a/two.html) | [two](a/two.html) and `[[no|link]]` |", "\n[two](a/two.html)\n", "\n![p.svg](a/p.svg)\n", "- nested [two](a/two.html)\n", "`[x](a/two.md)` \\[not\\](a/two.md) [dead](none.md)\n", "## Head [two](a/two.html)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
