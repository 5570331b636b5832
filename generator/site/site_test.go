package site

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

// join makes the Site of some files; what is said of them is given as lines
// without the folder.
func join(t *testing.T, files map[string]string, o Options) (*Site, []string) {
	t.Helper()
	dir := testfiles.Folder(t, files)
	tree, err := content.Load(dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	catalog := i18n.New(i18n.Default)
	lists, _ := checklist.Build(tree.Playbooks, catalog, tree.Path)
	s, found := Join(tree, lists, catalog, o)
	return s, said(filepath.ToSlash(dir), slices.Concat(tree.Diagnostics, found))
}

func said(dir string, list diag.List) []string {
	var lines []string
	for _, d := range list.Sorted() {
		line := d.String()
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		lines = append(lines, strings.TrimPrefix(strings.ReplaceAll(line, dir, ""), "/"))
	}
	return lines
}

// expect holds lines against those wanted.
func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func addressesOf(pages []*Page) []string {
	var out []string
	for _, p := range pages {
		if p == nil {
			out = append(out, "none")
			continue
		}
		out = append(out, p.Address)
	}
	return out
}

// base is a site with pages of each kind.
var base = map[string]string{
	"site.yaml":     "title: Base\ntasks:\n  - {ask: What costs it?, page: money/price.md}\n",
	"sources.yaml":  "works:\n  - {id: P, title: Prices}\n  - {id: H, title: House, house: true}\nfacts:\n  - {id: P2, work: P, say: Second.}\n  - {id: P1, work: P, say: First.}\n  - {id: H1, work: H, say: Ours.}\n",
	"glossary.yaml": "terms:\n  - {term: zeal, meaning: Z.}\n  - {term: Amount, meaning: A., more: money/price.md}\n  - {term: \"C++\", meaning: C.}\n  - {term: \"C#\", meaning: C.}\n",
	"money/price.md": `---
title: Price
order: 2
tags: [Cost, deep, cost]
related: [budget.md, /people/index.md, budget.md, price.md]
sources: [P1]
aliases: [/old/price.html, older.html]
reviewed: 2026-01-31
review_every: 1 month
---

## Sum

[budget](budget.md) [again](budget.md) [here](#sum) [](source:H) [](source:P2) [](source:H1) ![plan](plan.png)
`,
	"money/budget.md": `---
title: Budget
order: 1
tags: [COST]
checklist:
  id: budget
  kind: scorecard
  criteria:
    - {id: rate, ask: Rate, kind: number, max: 9, unit: EUR, sources: [P1], more: price.md, was: [speed]}
    - {id: ready, ask: Ready?}
  verdicts:
    - {at: 0, say: So be it}
---

[](criterion:rate) [](criterion:budget/rate#max)
`,
	"money/plan.png":     "",
	"money/spare.png":    "",
	"people/meet.md":     "# Meet\n\n[p](../money/price.md) [i](index.md)\n",
	"people/zoo/bird.md": "# Bird\n",
	"people/ask.md":      "---\ntitle: Ask\nchecklist:\n  id: ask\n  criteria: [{id: a, ask: A?, sources: [P1]}]\n---\n\n[b](../money/budget.md)\n",
	"about.md":           "# About\n",
}

// TestOrder: a topic's index, its pages, then the topics in it; pages with an
// order first, the others by title.
func TestOrder(t *testing.T) {
	s, found := join(t, base, Options{})
	expect(t, "diagnostics", slices.DeleteFunc(found, func(s string) bool { return strings.Contains(s, "has no why") }))
	expect(t, "pages", addressesOf(s.Pages),
		"index.html", "about.html", "money/index.html", "money/budget.html", "money/price.html",
		"people/index.html", "people/ask.html", "people/meet.html", "people/zoo/index.html", "people/zoo/bird.html",
		"checklists/budget.html", "checklists/ask.html", "checklists/budget-runs.html", "checklists/ask-runs.html", "checklists/budget-leads.html",
		"checklists/index.html", "sources.html", "glossary.html", "tags/cost.html", "tags/deep.html", "tags.html", "search.html", "print.html", "404.html")
	price, home := s.PageOf("money/price.md"), s.Home
	if home.Kind != KindHome {
		t.Errorf("the home page is of kind %v", home.Kind)
	}
	expect(t, "beside price", addressesOf([]*Page{s.Order.Prev(price), s.Order.Next(price)}), "money/budget.html", "people/index.html")
	expect(t, "beside home", addressesOf([]*Page{s.Order.Prev(home), s.Order.Next(home)}), "none", "about.html")
	last := s.PageOf("people/zoo/bird.md")
	expect(t, "beside the last, and beside a checklist", addressesOf([]*Page{s.Order.Next(last), s.Order.Prev(s.Checklists[0]), s.Order.Next(s.Checklists[0])}), "none", "none", "none")
	expect(t, "above a bird", addressesOf(last.Crumbs()), "index.html", "people/index.html", "people/zoo/index.html")
	expect(t, "above its topic", addressesOf(last.Topic.Index.Crumbs()), "index.html", "people/index.html")
	expect(t, "above home", addressesOf(home.Crumbs()))
	if last.Topic.Top() != s.PageOf("people/ask.md").Topic || s.Root.Top() != nil || (*Topic)(nil).Top() != nil {
		t.Error("the topic at the top")
	}
	expect(t, "overviews", addressesOf(s.Overviews()), "checklists/index.html", "glossary.html", "sources.html", "tags.html")
	expect(t, "home, a folder", []string{home.Title, string(home.Kind), s.Root.Topics[0].Index.Title, string(s.Root.Topics[0].Index.Kind), s.Root.Topics[0].Index.Summary},
		"Base", "home", "Money", "topic", "Everything on Money.")
	if !s.HasBook() || s.BookPage().Kind != KindBook {
		t.Error("no book")
	}
	if due := price.Due().String(); due != "2026-02-28" || !home.Due().IsZero() || !last.Due().IsZero() {
		t.Error("due", due)
	}
	if price.DataAddress() != "money/price.json" {
		t.Error(price.DataAddress())
	}
	expect(t, "redirects", []string{fmt.Sprint(len(s.Redirects)), s.Redirects[0].From, s.Redirects[1].From, s.Redirects[1].To.Address}, "2", "old/price.html", "older.html", "money/price.html")
}

// TestWrittenIndexes: a page that is written for a folder is shown as the one that
// would be made for it, the home page among them.
func TestWrittenIndexes(t *testing.T) {
	s, _ := join(t, map[string]string{"index.md": "# Start\n", "a/index.md": "# Folder\n", "a/page.md": "# Page\n", "404.md": "# Gone\n"}, Options{})
	for file, want := range map[string]Kind{"index.md": KindHome, "a/index.md": KindTopic, "a/page.md": KindPlaybook, "404.md": KindNotFound} {
		if p := s.PageOf(file); p.Kind != want || p.Playbook == nil {
			t.Errorf("%s is of kind %s", file, p.Kind)
		}
	}
}

// TestCitations: who refers to whom.
func TestCitations(t *testing.T) {
	s, _ := join(t, base, Options{})
	price, budget := s.PageOf("money/price.md"), s.PageOf("money/budget.md")
	expect(t, "links to price", addressesOf(s.Citations.Backlinks(price)), "people/meet.html")
	expect(t, "links to budget", addressesOf(s.Citations.Backlinks(budget)), "people/ask.html", "money/price.html")
	expect(t, "links to people", addressesOf(s.Citations.Backlinks(s.PageOf("people/ask.md").Topic.Index)), "people/meet.html")
	expect(t, "links to the checklist", addressesOf(s.Citations.Backlinks(s.Checklists[0])), "money/budget.html")
	expect(t, "related", addressesOf(s.Related(price)), "money/budget.html", "people/index.html")
	expect(t, "related to a page without a file", addressesOf(s.Related(s.Home)))
	var ids []string
	for _, f := range s.Citations.Facts(price) {
		ids = append(ids, f.ID.Value)
	}
	for _, w := range s.Citations.Works(price) {
		ids = append(ids, w.ID.Value)
	}
	expect(t, "what price rests on", ids, "P2", "P1", "H1", "H")
	expect(t, "who cites P1", addressesOf(s.Citations.Citing("P1")), "money/price.html", "checklists/budget.html", "checklists/ask.html")
	expect(t, "who cites H", addressesOf(s.Citations.Citing("H")), "money/price.html")
	asked := s.Citations.Asked("P1")
	expect(t, "asked", []string{asked[0].Item.Ask, asked[0].Page.Address, asked[1].Item.Ask}, "Rate", "checklists/budget.html", "A?")
	expect(t, "words of sources", []string{s.Sources.Say("P1"), s.Sources.Say("H"), s.Sources.Say("X")}, "First.", "House", "")
	if !s.Sources.IsHouse("H") || !s.Sources.IsHouse("H1") || s.Sources.IsHouse("P") || s.Sources.IsHouse("P1") || s.Sources.IsHouse("X") {
		t.Error("the house's own judgement")
	}
	var terms []string
	for _, term := range s.Terms {
		terms = append(terms, term.ID)
	}
	expect(t, "terms", terms, "amount", "c-1", "c", "zeal")
	if s.Terms[0].More != price || s.Terms[3].More != nil {
		t.Error("where a term leads")
	}
	tags := s.Tags.All
	expect(t, "tags", []string{tags[0].Name, tags[0].Page.Address, tags[0].Page.Title, tags[1].Name}, "COST", "tags/cost.html", "Tagged COST", "deep")
	expect(t, "pages of a tag", addressesOf(tags[0].Pages), "money/budget.html", "money/price.html")
	if of := s.Tags.Of(price); len(of) != 2 || of[0] != tags[0] || s.Tags.Of(s.Home) != nil {
		t.Error("tags of a page", of)
	}
	if s.Resolver.ChecklistOf(budget) != s.Checklists[0] || s.Resolver.ChecklistOf(price) != nil || s.Resolver.ChecklistOf(s.Home) != nil || s.Checklists[0].Checklist.Owner != budget {
		t.Error("a checklist and its owner")
	}
}

// TestResolve finds what a link leads to, or says why it leads nowhere.
func TestResolve(t *testing.T) {
	s, _ := join(t, base, Options{})
	from := s.PageOf("money/price.md")
	for _, c := range []struct {
		kind         playbook.LinkKind
		target, want string
	}{
		{playbook.LinkPath, "budget.md", "money/budget.html"},
		{playbook.LinkPath, "/money/budget.md", "money/budget.html"},
		{playbook.LinkPath, "../money/budget", "money/budget.html"},
		{playbook.LinkPath, "budget.html", "money/budget.html"},
		{playbook.LinkPath, "budget.md?x=1", "money/budget.html"},
		{playbook.LinkPath, "#sum", "money/price.html#sum"},
		{playbook.LinkPath, "price.md#sum", "money/price.html#sum"},
		{playbook.LinkPath, "price.md#sam", `no heading #sam for the link "price.md#sam" (did you mean sum?)`},
		{playbook.LinkPath, "..", "index.html"},
		{playbook.LinkPath, "../people", "people/index.html"},
		{playbook.LinkPath, "../people/README.md", "people/index.html"},
		{playbook.LinkPath, "../people/index.html", "people/index.html"},
		{playbook.LinkPath, "../index.md", "index.html"},
		{playbook.LinkPath, "../sources.html", "sources.html"},
		{playbook.LinkPath, "/checklists/budget.html", "checklists/budget.html"},
		{playbook.LinkPath, "../checklists/ask", "checklists/ask.html"},
		{playbook.LinkPath, "../checklists/none", `no page or file "../checklists/none"`},
		{playbook.LinkPath, "plan.png", "money/plan.png"},
		{playbook.LinkPath, "../../x.md", `the link "../../x.md" leaves the content folder (link to a file inside it)`},
		{playbook.LinkPath, "../..", `the link "../.." leaves the content folder (link to a file inside it)`},
		{playbook.LinkPath, "meet.md", `no page or file "meet.md" (did you mean ../people/meet.md?)`},
		{playbook.LinkPath, "budgets.md", `no page or file "budgets.md" (did you mean budget.md?)`},
		{playbook.LinkPath, "ask", `no page or file "ask"`},
		{playbook.LinkWiki, "Budget", "money/budget.html Budget"},
		{playbook.LinkWiki, "people/zoo/BIRD", "people/zoo/bird.html Bird"},
		{playbook.LinkWiki, "/about.md", "about.html About"},
		{playbook.LinkWiki, "Price#SUM", "money/price.html#sum Price"},
		{playbook.LinkWiki, "#Sum", "money/price.html#sum Sum"},
		{playbook.LinkWiki, "Price#Sam", `no heading #Sam for the link "Price#Sam" (did you mean sum?)`},
		{playbook.LinkWiki, "Budgit", `no page "Budgit" (did you mean budget?)`},
		{playbook.LinkCriterion, "budget/rate", "checklists/budget.html#rate at most 9 EUR"},
		{playbook.LinkCriterion, "budget/speed#max", "checklists/budget.html#rate 9 EUR"},
		{playbook.LinkCriterion, "budget/rate#min", `criterion "rate" has no min (a part is #min, #max or #ideal)`},
		{playbook.LinkCriterion, "budget/rat", `no criterion "rat" in the checklist budget (did you mean rate?)`},
		{playbook.LinkCriterion, "budget/xyz", `no criterion "xyz" in the checklist budget (one of rate, ready)`},
		{playbook.LinkCriterion, "badget/rate", `no checklist "badget" (did you mean budget?)`},
		{playbook.LinkCriterion, "rate", `this page owns no checklist for criterion "rate" (write criterion:checklist/criterion)`},
		{playbook.LinkSource, "P1", "sources.html#P1 P1"},
		{playbook.LinkSource, "P", "sources.html#P P"},
		{playbook.LinkSource, "P9", `no source "P9" (did you mean P1?)`},
	} {
		target, dead := s.Resolver.resolve(from, playbook.Link{Kind: c.kind, Target: c.target})
		got := ""
		if dead != nil {
			got = dead.Message
			if dead.Hint != "" {
				got += " (" + dead.Hint + ")"
			}
			if !dead.Soft {
				t.Errorf("%s is not soft", c.target)
			}
		} else {
			got = target.Address()
			if target.Fragment != "" {
				got += "#" + target.Fragment
			}
			if target.Text != "" {
				got += " " + target.Text
			}
		}
		if _, ok := s.Resolver.Resolve(from, playbook.Link{Kind: c.kind, Target: c.target}); got != c.want || ok != (dead == nil) {
			t.Errorf("%s: %s\nwant %s", c.target, got, c.want)
		}
	}
	own := s.PageOf("money/budget.md")
	if target, ok := s.Resolver.Resolve(own, playbook.Link{Kind: playbook.LinkCriterion, Target: "rate"}); !ok || target.Page != s.Checklists[0] {
		t.Error("a criterion of the page's own checklist")
	}
	if _, ok := s.Resolver.Named("", playbook.Name{}); ok {
		t.Error("no name leads somewhere")
	}
	if target, ok := s.Resolver.Named("", playbook.Name{Value: "about.md"}); !ok || target.Page.Title != "About" {
		t.Error("a name from the content folder")
	}
	if _, ok := s.Resolver.Named("about.md", playbook.Name{Value: "#about"}); ok {
		t.Error("an anchor names no page")
	}
}

// TestWrittenAsAddresses: what was written for another program may start from the page as
// a folder, from where the top is one step further.
func TestWrittenAsAddresses(t *testing.T) {
	s, _ := join(t, base, Options{})
	s.Resolver.foreign = true
	for link, want := range map[string]string{"../../about/": "about.html", "../../money/plan.png": "money/plan.png", "../budget/": "money/budget.html", "../..": "index.html", "../../../about/": "about.html", "../../none": ""} {
		target, ok := s.Resolver.Resolve(s.PageOf("money/price.md"), playbook.Link{Kind: playbook.LinkPath, Target: link})
		if ok != (want != "") || ok && target.Address() != want {
			t.Errorf("%s: %v %v, want %q", link, target, ok, want)
		}
	}
}

// TestNearestWins among pages of one name, for wiki links.
func TestNearestWins(t *testing.T) {
	s, _ := join(t, map[string]string{"a/x.md": "# One\n", "b/c/note.md": "# Note\n", "b/note.md": "# Note\n", "a/d/note.md": "# Note\n", "b/a#b?.md": "# Odd\n"}, Options{})
	for from, want := range map[string]string{"a/x.md": "a/d/note.html", "b/c/note.md": "b/c/note.html", "b/note.md": "b/note.html"} {
		if target, _ := s.Resolver.Resolve(s.PageOf(from), playbook.Link{Kind: playbook.LinkWiki, Target: "note"}); target.Page.Address != want {
			t.Errorf("from %s to %s, want %s", from, target.Page.Address, want)
		}
	}
	if target, ok := s.Resolver.Resolve(s.PageOf("b/note.md"), playbook.Link{Target: "a#b?.md"}); !ok || target.Page.Title != "Odd" {
		t.Error("a name that holds # and ?")
	}
}

// TestWikiHeadings lead to a heading as those who link write it: the first, which is
// the title; one within another; and a page by another name.
func TestWikiHeadings(t *testing.T) {
	s, found := join(t, map[string]string{
		"leaf.md": "---\nnames: [Frond]\n---\n\n# Leaf\n\n## Part: one\n\n### Low\n\n[[Leaf#Leaf]] [[leaf#Part one#Low]] [[Frond#part one]] [[#low]]\n",
	}, Options{})
	expect(t, "diagnostics", found)
	page := s.PageOf("leaf.md")
	var got []string
	for _, l := range page.Playbook.Body.Links {
		target, _ := s.Resolver.Resolve(page, l)
		got = append(got, target.Fragment)
	}
	expect(t, "headings", got, "leaf", "low", "part-one", "low")
}

// TestHeadingsAreLookedUp: a link to one of many headings looks at few of them. Each
// that it compares would be cut into words, which takes memory.
func TestHeadingsAreLookedUp(t *testing.T) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "## Part: %d of it\n\n", i)
	}
	s, found := join(t, map[string]string{"site.yaml": "title: T\n", "a.md": "# A\n\n" + text.String() + "[[#Part 1999 of it]]\n"}, Options{})
	expect(t, "diagnostics", found)
	page := s.PageOf("a.md")
	link := page.Playbook.Body.Links[0]
	if to, _ := s.Resolver.Resolve(page, link); to.Fragment != "part-1999-of-it" {
		t.Errorf("it leads to %q", to.Fragment)
	}
	if n := testing.AllocsPerRun(10, func() { s.Resolver.Resolve(page, link) }); n > 200 {
		t.Errorf("%v times memory for one link", n)
	}
}

// TestCapitals leads where a name differs in capitals alone, and says so.
func TestCapitals(t *testing.T) {
	s, found := join(t, map[string]string{"Guide.md": "# Guide\n\n## Part\n", "b.md": "# B\n\n[a](guide.md#PART) [c](Guide.md#Part)\n"}, Options{})
	expect(t, "diagnostics", found,
		`b.md:3:1: warning: the link "guide.md#PART" differs from the file's name in capitals (write Guide.md)`,
		`b.md:3:20: warning: the link "Guide.md#Part" differs from the heading in capitals (write #part)`)
	for _, l := range s.PageOf("b.md").Playbook.Body.Links {
		if target, ok := s.Resolver.Resolve(s.PageOf("b.md"), l); !ok || target.Page.Title != "Guide" || target.Fragment != "part" && target.Fragment != "PART" {
			t.Errorf("%s: %v", l.Target, target)
		}
	}
}

// TestListedOrder is that of another program's list, in which a folder without a
// page of its own is no step.
func TestListedOrder(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{
		"mkdocs.yml": "nav:\n  - b.md\n  - Folder: [in/d.md, in/c.md]\n  - a.md\n",
		"docs/a.md":  "# A\n", "docs/b.md": "# B\n", "docs/in/c.md": "# C\n", "docs/in/d.md": "# D\n", "docs/z.md": "# Z\n",
	})
	tree, err := content.Load(filepath.Join(dir, "docs"), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := Join(tree, nil, i18n.New("en"), Options{})
	var got []string
	for p := s.PageOf("b.md"); p != nil; p = s.Order.Next(p) {
		got = append(got, p.Address)
	}
	expect(t, "order", got, "b.html", "in/d.html", "in/c.html", "a.html", "z.html")
	if prev := s.Order.Prev(s.PageOf("in/d.md")); prev != s.PageOf("b.md") {
		t.Errorf("before the folder: %v", prev)
	}
}

// TestIndexes: an index.md stands for its folder, else a README does.
func TestIndexes(t *testing.T) {
	s, found := join(t, map[string]string{
		"Index.md": "# Home\n", "README.md": "# Read\n",
		"a/readme.md": "# A\n", "b/README.md": "# Not B\n", "b/index.markdown": "# B\n",
	}, Options{})
	expect(t, "diagnostics", found)
	expect(t, "pages", addressesOf(s.Order.Pages()), "index.html", "README.html", "a/index.html", "b/index.html", "b/README.html")
}

// TestFolderPages: in some dialects a page of its folder's name stands for it, and
// links from it and to it lead where its file stands.
func TestFolderPages(t *testing.T) {
	s, found := join(t, map[string]string{
		"site.yaml": "dialect: notion\n", "Home.md": "# Home\n\n[in](Home/In.md)\n", "Home/In.md": "# In\n\n[up](../Home.md)\n", "Home/In/Deep.md": "# Deep\n", "alone.md": "# Alone\n",
	}, Options{})
	expect(t, "diagnostics", found)
	expect(t, "Notion", addressesOf(s.Order.Pages()), "index.html", "alone.html", "Home/index.html", "Home/In/index.html", "Home/In/Deep.html")
	s, found = join(t, map[string]string{
		"site.yaml": "dialect: obsidian\n", "Deals/Deals.md": "# Deals\n\n[[one]]\n", "Deals/one.md": "# One\n\n[[Deals]] [up](Deals.md)\n", "Both/Both.md": "# Note\n", "Both/index.md": "# Index\n",
	}, Options{})
	expect(t, "diagnostics", found)
	expect(t, "Obsidian", addressesOf(s.Order.Pages()), "index.html", "Both/index.html", "Both/Both.html", "Deals/index.html", "Deals/one.html")
}

// TestOldAddresses: where another program wrote a page a redirect leads to it, unless
// ours stands there, or somebody else does.
func TestOldAddresses(t *testing.T) {
	s, found := join(t, map[string]string{
		"site.yaml": "dialect: mkdocs\n", "index.md": "# Home\n\n[a](a/) [d](b/d/)\n", "a.md": "---\naliases: [b/d/]\n---\n# A\n", "b.md": "# B\n", "b/c.md": "# C\n", "b/d.md": "# D\n", "d#e?f%.md": "# E\n",
	}, Options{})
	expect(t, "diagnostics", found)
	var got []string
	for _, r := range s.Redirects {
		got = append(got, r.From+" "+r.To.Address)
	}
	expect(t, "redirects", got, "b/d/index.html a.html", "a/index.html a.html", "d#e?f%/index.html d#e?f%.html", "b/c/index.html b/c.html")
}
