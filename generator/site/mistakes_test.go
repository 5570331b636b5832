package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
)

// TestMistakes of several files at once, each with its place.
func TestMistakes(t *testing.T) {
	long := strings.Repeat("x", 250)
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"an address twice": {
			map[string]string{"a.md": "# A\n", "a.markdown": "# A\n"},
			[]string{"a.md: error: the address a.html is taken by /a.markdown (rename one of them)"},
		},
		"names that look alike": {
			map[string]string{"caf\u00e9.md": "# A\n", "cafe\u0301.md": "# B\n"},
			[]string{"caf\u00e9.md: error: the address caf\u00e9.html is taken by /cafe\u0301.md (the two names look alike but are made of different characters: rename one of them)"},
		},
		"capitals alone": {
			map[string]string{"a.md": "# A\n", "A.md": "# A\n"},
			[]string{"a.md: warning: the address a.html differs from A.html of /A.md in capitals alone (many hosts and disks mix them up: rename one of them)"},
		},
		"a long name": {
			map[string]string{long[:246] + ".md": "# A\n", long[:245] + ".md": "# B\n"},
			[]string{long[:246] + ".md: error: the address " + long[:60] + "… is too long for most disks (shorten it)"},
		},
		"a file in a folder's place": {
			map[string]string{"a.md": "# A\n", "a.html/b.md": "# B\n", "a.html/c/d.md": "# D\n"},
			[]string{": error: the address a.html of /a.md is also the folder of /a.html/b.md (rename one of them)"},
		},
		"an alias that is taken": {
			map[string]string{"a.md": "---\naliases: [b.html]\n---\n\n# A\n", "b.md": "# B\n"},
			[]string{"a.md:2:11: error: the address b.html is taken by /b.md (rename one of them)"},
		},
		"a file of the generator": {
			map[string]string{"a.md": "---\naliases: [tags.html, 404.html]\ntags: [x]\n---\n\n# A\n"},
			[]string{
				"a.md:2:11: error: the address tags.html is taken by the page Tags (rename one of them)",
				"a.md:2:22: error: the address 404.html is taken by the page Page not found (rename one of them)",
			},
		},
		"a page where a checklist stands": {
			map[string]string{"checklists/c.md": "# C\n", "a.md": "---\nchecklist: {id: c, criteria: [{id: a, ask: A?, why: So.}]}\n---\n\n# A\n"},
			[]string{"a.md:2:17: error: the address checklists/c.html is taken by /checklists/c.md (rename one of them)"},
		},
		"a checklist's data": {
			map[string]string{"checklists/c.json": "{}", "b.md": "[x](checklists/c.json)\n", "a.md": "---\nchecklist: {id: c, criteria: [{id: a, ask: A?, why: So.}]}\n---\n\n# A\n"},
			[]string{"checklists/c.json: error: the address checklists/c.json is taken by the checklist of /a.md (rename one of them)"},
		},
		"sources": {
			map[string]string{"a.md": "[](source:F) [](source:G) [](source:Z)\n", "sources.yaml": "works:\n  - {id: W, title: W}\n  - {id: W, title: V}\nfacts:\n  - {id: F, work: W, say: F.}\n  - {id: F, work: W, say: F.}\n  - {id: W, work: W, say: F.}\n  - {id: X, work: Wo, say: F.}\n  - {id: Z, work: Wo, say: F.}\n  - {id: Y, work: W, say: Y.}\n"},
			[]string{
				`a.md:1:14: error: no source "G" (did you mean F?)`,
				`sources.yaml:3:10: error: the work "W" is there twice (give each work an id of its own)`,
				`sources.yaml:6:10: error: the id "F" is there twice (give each fact an id of its own)`,
				`sources.yaml:7:10: error: the id "W" is there twice (give each fact an id of its own)`,
				`sources.yaml:8:19: error: no work "Wo" (did you mean W?)`,
				`sources.yaml:9:19: error: no work "Wo" (did you mean W?)`,
				`sources.yaml:10:10: warning: no page cites the fact Y (cite it as [](source:Y), or remove it)`,
			},
		},
		"no sources": {
			map[string]string{"a.md": "---\nsources: [F]\nrelated: [x.md]\n---\n\n# A\n"},
			[]string{`a.md:2:11: error: no source "F" (list it in sources.yaml)`, `a.md:3:11: error: no page or file "x.md" (did you mean a.md?)`},
		},
		"a term twice": {
			map[string]string{"a.md": "# A\n", "glossary.yaml": "terms:\n  - {term: One, meaning: x, more: b.md}\n  - {term: one, meaning: y}\n"},
			[]string{`glossary.yaml:2:35: error: no page or file "b.md" (did you mean a.md?)`, `glossary.yaml:3:12: error: the term "one" is there twice (keep one of the two)`},
		},
		"a checklist's references": {
			map[string]string{"a.md": "---\nchecklist:\n  id: c\n  kind: decision\n  criteria: [{id: a, ask: A?, why: So., more: x.md, sources: [Z]}]\n  rules: [{if: {a: yes}, then: B, more: y.md, sources: [Q]}, {else: C}]\n---\n\n# A\n"},
			[]string{
				`a.md:5:47: error: no page or file "x.md" (did you mean a.md?)`, `a.md:5:63: error: no source "Z" (list it in sources.yaml)`,
				`a.md:6:41: error: no page or file "y.md" (did you mean a.md?)`, `a.md:6:57: error: no source "Q" (list it in sources.yaml)`,
			},
		},
		"a task on another host": {
			map[string]string{"a.md": "# A\n", "site.yaml": "tasks:\n  - {ask: What?, page: \"https://example.org/x\"}\n"},
			[]string{`site.yaml:2:24: error: "https://example.org/x" is no page of this site (name a page of this site; other addresses go into a text)`},
		},
		"a task": {
			map[string]string{"a.md": "# A\n", "site.yaml": "tasks:\n  - {ask: What?, page: z.md}\n"},
			[]string{`site.yaml:2:24: error: no page or file "z.md" (did you mean a.md?)`},
		},
		"front matter that cannot be read": {
			map[string]string{"a.md": "---\ntitle: A: b\n---\n[](criterion:x) [](criterion:c/y) [l](checklists/c.html) [z](z.md)\n", "site.yaml": "tasks:\n  - {ask: What?, page: checklists/c}\n"},
			[]string{
				`a.md:2:8: error: the text of title contains a colon and a space, which part a key from its value (put the text in quotes)`,
				`a.md:4:58: error: no page or file "z.md" (did you mean a.md?)`,
			},
		},
		"two checklists of one id": {
			map[string]string{"a.md": "---\nchecklist: {id: c, criteria: [{id: a, ask: A?, why: So.}]}\n---\n[](criterion:a)\n", "b.md": "---\nchecklist: {id: c, criteria: [{id: b, ask: B?, why: So.}]}\n---\n[](criterion:b) [](criterion:c/b) [z](z.md)\n"},
			[]string{`b.md:4:35: error: no page or file "z.md" (did you mean a.md?)`}, // the clash is told by the checklists
		},
		"a page that is not UTF-8": {
			map[string]string{"a.md": "[l](b.md) [l](b.md#größe) [[b]] [[café]]\n", "b.md": "# Caf\xe9\n\n## Größe\n"},
			[]string{`b.md:1:6: error: the byte 0xe9 is not UTF-8 (save it as UTF-8)`},
		},
		"a block and a name in a vault": {
			map[string]string{"a.md": "[[b#^done]] [[Good cleint]]\n", "b.md": "# B\n\nDone.\n", "good-client.md": "# Whom to take\n", "site.yaml": "dialect: obsidian\n"},
			[]string{`a.md:1:1: error: no block ^done for the link "b#^done" (write ^done at the end of the paragraph that is meant)`, `a.md:1:13: error: no page "Good cleint" (did you mean good-client?)`},
		},
		"a draft": {
			map[string]string{"a.md": "[b](b.md)\n", "b.md": "---\ndraft: true\nchecklist: {id: c, criteria: [{id: a, ask: A?, why: So.}]}\n---\n\n# B\n"},
			[]string{`a.md:1:1: error: the link "b.md" leads to a draft (publish it, or build with --drafts)`},
		},
		"base_url": {
			map[string]string{"a.md": "# A\n", "site.yaml": "base_url: example.org\n"},
			[]string{`site.yaml:1:11: error: base_url "example.org" is not the address of a site (write it as https://example.org/handbook/)`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, found := join(t, c.files, Options{})
			expect(t, "diagnostics", found, c.want...)
		})
	}
}

// TestDrafts are published when they are asked for.
func TestDrafts(t *testing.T) {
	files := map[string]string{"a.md": "[b](b.md)\n", "b.md": "---\ndraft: true\nchecklist: {id: c, criteria: [{id: a, ask: A?, why: So.}]}\n---\n\n# B\n"}
	s, found := join(t, files, Options{Drafts: true})
	if len(found) > 0 || s.PageOf("b.md") == nil || len(s.Checklists) != 1 {
		t.Error(found, len(s.Checklists))
	}
	s, _ = join(t, files, Options{})
	if s.PageOf("b.md") != nil || len(s.Checklists) != 0 {
		t.Error("a draft is published")
	}
}

// TestBaseURL ends in a slash, and the user's goes before the site's.
func TestBaseURL(t *testing.T) {
	files := map[string]string{"a.md": "# A\n", "site.yaml": "base_url: https://example.org/x\n"}
	for given, want := range map[string]string{"": "https://example.org/x/", "http://localhost:8080/": "http://localhost:8080/"} {
		if s, found := join(t, files, Options{BaseURL: given}); s.BaseURL.Value != want || len(found) > 0 {
			t.Errorf("%q gives %q, %v", given, s.BaseURL, found)
		}
	}
	for _, bad := range []string{"ftp://example.org", "https://", "https://:80/", "https://example.org/?x", "https://example.org/?", "https://example.org/#", "https://exa mple.org", "https://example.org/a b", "%"} {
		if s, found := join(t, files, Options{BaseURL: bad}); s.BaseURL.Value != "" || len(found) != 1 {
			t.Errorf("%q gives %q, %v", bad, s.BaseURL, found)
		}
	}
}

// TestAssets: what a page refers to is published, and what a pattern names.
func TestAssets(t *testing.T) {
	files := map[string]string{
		"site.yaml":       "raw_html: true\npublish: ['down/*.pdf', more, 'none*', '[']\nasset_limit: 1 kB\ntasks: [{ask: What?, page: task.txt}]\n",
		"glossary.yaml":   "terms: [{term: T, meaning: t, more: term.txt}]\n",
		"sub/a.md":        "---\nrelated: [related.txt]\n---\n\n[a](linked.txt) ![b](image.png) <img src=\"raw.png\"> <a href=\"#x\" id=\"x\">x</a> [[wiki]]\n",
		"sub/linked.txt":  "x",
		"sub/related.txt": "x",
		"sub/image.png":   "x",
		"sub/raw.png":     "x",
		"sub/spare.txt":   "x",
		"sub/wiki.md":     "# wiki\n\n[big](../big.bin)\n",
		"task.txt":        "x",
		"term.txt":        "x",
		"big.bin":         strings.Repeat("x", 1025),
		"down/a.pdf":      "x",
		"down/b.txt":      "x",
		"more/deep/c.svg": "<svg onload='x()'/>",
		"more/d.svg":      "<svg/>",
		"more/e.html":     "<script>x()</script>",
	}
	s, found := join(t, files, Options{})
	expect(t, "diagnostics", found,
		"big.bin: error: the file has 1 kB; 1 kB is the limit (raise asset_limit in site.yaml, or keep it elsewhere and link to it there)",
		`site.yaml:2:31: warning: no file matches "none*"`,
		`site.yaml:2:40: error: "[" is no pattern (write a path such as downloads/*.pdf, or downloads for all in it)`)
	var published []string
	for _, a := range s.Assets {
		published = append(published, a.Address)
	}
	expect(t, "published", published, "down/a.pdf", "more/d.svg", "more/deep/c.svg", "more/e.html", "sub/image.png", "sub/linked.txt", "sub/raw.png", "sub/related.txt", "task.txt", "term.txt")
	expect(t, "review", said(s.dir, s.Review(playbook.Date{Year: 2026, Month: 1, Day: 1})),
		"down/b.txt: warning: is not published: no page refers to it (link to it, or list it under publish in site.yaml)",
		"more/deep/c.svg: warning: the image holds a script (remove it: opened alone, the image would run it on some hosts)",
		"sub/spare.txt: warning: is not published: no page refers to it (link to it, or list it under publish in site.yaml)")
	f, err := s.Open(s.Assets[0])
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
}

// TestReview tells of reviews that are due before today, not on it.
func TestReview(t *testing.T) {
	s, _ := join(t, map[string]string{"a.md": "---\nreviewed: 2026-01-31\nreview_every: 1 month\n---\n\n# A\n", "b.md": "---\nreviewed: 2020-01-01\n---\n\n# B\n"}, Options{})
	for day, late := range map[int]bool{27: false, 28: false, 29: true} {
		got := said(s.dir, s.Review(playbook.Date{Year: 2026, Month: 2, Day: day}))
		if late != (len(got) == 1) {
			t.Errorf("on the %dth: %v", day, got)
		}
		if late {
			expect(t, "review", got, "a.md:2:11: warning: the review was due on 2026-02-28 (read the page again, then set reviewed to the day)")
		}
	}
}

// TestEdited gives a page with a new text, and nothing when more has changed.
func TestEdited(t *testing.T) {
	s, _ := join(t, map[string]string{"a.md": "---\ntags: [x]\n---\n\n# A\n\nFirst.\n", "plan.png": "x"}, Options{})
	page := s.PageOf("a.md")
	text := func(change func(*playbook.Playbook)) *playbook.Playbook {
		p := *page.Playbook
		p.Summary = "Second."
		change(&p)
		return &p
	}
	edited, ok := s.Edited(text(func(*playbook.Playbook) {}))
	if !ok || edited == page || edited.Summary != "Second." || edited.Address != page.Address || page.Summary != "First." {
		t.Error("an edited text", ok, edited)
	}
	for name, change := range map[string]func(*playbook.Playbook){
		"a title":      func(p *playbook.Playbook) { p.Title = "B" },
		"a tag":        func(p *playbook.Playbook) { p.Tags = nil },
		"own summary":  func(p *playbook.Playbook) { p.OwnSummary = true },
		"another file": func(p *playbook.Playbook) { p.Path = "b.md" },
		"an image": func(p *playbook.Playbook) {
			p.Body.Links = []playbook.Link{{Kind: playbook.LinkImage, Target: "plan.png"}}
		},
	} {
		if _, ok := s.Edited(text(change)); ok {
			t.Errorf("%s: the site need not be joined again", name)
		}
	}
}

// TestLink writes an address on a page.
func TestLink(t *testing.T) {
	for _, c := range [][4]string{
		{"index.html", "a/b.html", "", "a/b.html"},
		{"a/b.html", "index.html", "", "../index.html"},
		{"a/b.html", "a/c.html", "x", "c.html#x"},
		{"a/b.html", "a/b.html", "x", "#x"},
		{"a/b.html", "a/b.html", "", "b.html"},
		{"a/b/c.html", "a/d/e.html", "", "../d/e.html"},
		{"a/b.html", "b/b.html", "", "../b/b.html"},
		{"a/b/c.html", "a/b", "", "../b"},
		{"a/b/c.html", "ab/c.html", "", "../../ab/c.html"},
		{"a/b/c.html", "a/b/d/e.html", "", "d/e.html"},
		{"index.html", "a b/ä#?.html", "ö x", "a%20b/%C3%A4%23%3F.html#%C3%B6%20x"},
		{"index.html", "a:b.html", "", "./a:b.html"},
		{"index.html", "a/b:c.html", "", "a/b:c.html"},
	} {
		if got := Link(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("from %s to %s#%s: %s, want %s", c[0], c[1], c[2], got, c[3])
		}
	}
}

// TestBook: a site of more pages than somebody would print has no book.
func TestBook(t *testing.T) {
	files := map[string]string{}
	for i := range maxBook {
		files[fmt.Sprintf("p%d.md", i)] = "# P\n"
	}
	if s, _ := join(t, files, Options{}); !s.HasBook() || s.BookPage() == nil {
		t.Error("no book of", maxBook)
	}
	files["more.md"] = "# More\n"
	if s, _ := join(t, files, Options{}); s.HasBook() || s.BookPage() != nil {
		t.Error("a book of more")
	}
	s, _ := join(t, nil, Options{})
	if s.HasBook() || s.BookPage() != nil {
		t.Error("a book of nothing")
	}
	expect(t, "an empty site", addressesOf(s.Pages), "index.html", "search.html", "404.html")
	expect(t, "its overviews", addressesOf(s.Overviews()))
	if slices.Contains(Kinds, "") {
		t.Error("a kind without a name")
	}
}

// TestHintsAreBounded: what may have been meant is looked for among all names of a
// site, and not for every dead link of thousands.
func TestHintsAreBounded(t *testing.T) {
	files, text := map[string]string{}, "# Home\n\n"
	for i := range mostHints + 100 {
		files[fmt.Sprintf("page-%d.md", i)] = "# A page\n"
		text += fmt.Sprintf("[[pgae-%d]]\n[a](pgae-%d.md)\n", i, i)
	}
	files["index.md"] = text
	_, said := join(t, files, Options{})
	hinted := 0
	for _, line := range said {
		if strings.Contains(line, "did you mean") {
			hinted++
		}
	}
	if len(said) != 2*(mostHints+100) || hinted != mostHints {
		t.Errorf("%d hints in %d mistakes", hinted, len(said))
	}
}
