package search

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"fieldbook/generator/i18n"
)

// TestDecode holds what the browser reads of an index against what was written:
// every form, every posting, on a site whose numbers need more than one byte.
func TestDecode(t *testing.T) {
	pages := map[string]string{"long.md": "# Long\n\n" + strings.Repeat("filler words stand in here for very many passages to come ", 700) + "the needle"}
	for i := range 300 {
		pages[fmt.Sprintf("p%d.md", i)] = fmt.Sprintf("# Page %d of this title\n\nA needle, and a needle%s.\n\n## Part\n\nneedles thread%d knot%d", i, strings.Repeat(" or hay", i%40), i/10, i/8)
	}
	s := written(t, pages)
	docs := documents(s)
	index := newIndex(docs, i18n.Default, nil)
	b := newBrowser(t, Files(s, nil))
	b.find("needle", nil)
	b.engine.Run(`globalThis.group = async (form) => { const g = (await opened.shard(form)).find(form); const read = (all) => all.map((p) => [p.doc, Math.round(p.impact * 1e6), p.title, p.passages]); return JSON.stringify([g.df, [...g.forms].sort(), read(g.postings), read(g.lent)]) }`)
	lents := 0
	for _, g := range index.groups {
		postings, lent := [][]any{}, [][]any{}
		for _, p := range g.postings {
			if p.lent {
				lent = append(lent, []any{p.doc, int(math.Round(float64(p.level()) / impactLevels * 1e6)), 0, []int{}})
				lents++
				continue
			}
			title := 0
			if p.title {
				title = index.titles[p.doc]
			}
			postings = append(postings, []any{p.doc, int(math.Round(float64(p.level()) / impactLevels * 1e6)), title, p.passages[:p.shown]})
		}
		want, err := json.Marshal([]any{g.df, g.forms, postings, lent})
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range g.forms {
			b.engine.Run(fmt.Sprintf(`answer = ""; group(%q).then((r) => { answer = r }, (e) => { answer = String(e) })`, form))
			if got := b.engine.Run("answer"); got != string(want) {
				t.Fatalf("%s is read as\n%.300v\nwant\n%.300s", form, got, want)
			}
		}
	}
	if len(index.groups) < 20 || lents == 0 {
		t.Errorf("only %d groups, %d lent postings", len(index.groups), lents)
	}
	for i, d := range docs {
		b.engine.Run(fmt.Sprintf(`answer = ""; opened.shown(%d).then((r) => { answer = r[0] + " " + r[1] + " " + opened.kind(%d) + " " + opened.topic(%d) })`, i, i, i))
		if got, want := b.engine.Run("answer"), d.title+" "+d.address+" "+d.kind+" "; got != want {
			t.Fatalf("document %d is shown as %v, want %s", i, got, want)
		}
	}
}

// scored gives the score of a page for a query; 0 if it is not found.
func (b *browser) scored(query, url string) float64 {
	b.Helper()
	for _, h := range b.find(query, nil).Hits {
		if h.URL == url {
			return h.Score
		}
	}
	return 0
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.0011 { // scores are rounded to a thousandth
		t.Errorf("%s: %.4f, want %.4f", what, got, want)
	}
}

// TestScoresInOrder: what a title and a heading gain that hold the query's words
// as they stand, and begin with them.
func TestScoresInOrder(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{
		"first.md": "# Valve care kit\n", "inside.md": "# Old valve care\n", "other.md": "# Care valve kit\n",
		"x.md": "# One\n\n## Gasket care kit\n", "y.md": "# Two\n\n## Old gasket care\n", "z.md": "# Three\n\n## Care gasket kit\n",
	}), nil))
	none := b.scored("valve care", "other.html")
	near(t, "inside a title", b.scored("valve care", "inside.html")-none, 0.25)
	near(t, "first in a title", b.scored("valve care", "first.html")-none, 0.40)
	none = b.scored("gasket care", "z.html#care-gasket-kit")
	near(t, "inside a heading", b.scored("gasket care", "y.html#old-gasket-care")-none, 0.6*0.25)
	near(t, "first in a heading", b.scored("gasket care", "x.html#gasket-care-kit")-none, 0.6*0.40)
	hits := b.find("valve care", nil).Hits
	if hits[0].URL != "first.html" || hits[1].URL != "inside.html" || hits[2].URL != "other.html" {
		t.Errorf("the order is %v", hits)
	}
}

// TestScoresOfForms: how much a word is worth that goes on, or was misspelt,
// against the word itself.
func TestScoresOfForms(t *testing.T) {
	pages := map[string]string{"whole.md": "# Zirconium\n", "resume.md": "# Résumé\n", "camel.md": "# fooBar\n", "other.md": "# Other words\n"}
	b := newBrowser(t, Files(written(t, pages), nil))
	const title, exact, inOrder, alone = 1.6, 1.0, 0.4, 0.15
	impact := b.scored("zirconium ", "whole.html") - title - exact - inOrder - alone
	form := func(worth, order float64) float64 { return worth*impact + title*worth*worth + order }
	near(t, "a word that goes on", b.scored("zirc", "whole.html"), form(0.9*math.Pow(4.0/9, 0.35), inOrder))
	near(t, "one that does not", b.scored("zirc ", "whole.html"), 0)
	near(t, "a misspelt word", b.scored("zircnoium ", "whole.html"), form(0.8, inOrder+alone))
	pages["short.md"] = "# Zirc\n"
	b = newBrowser(t, Files(written(t, pages), nil))
	near(t, "a word that goes on, though it is one itself", b.scored("zirc", "whole.html"), form(0.4*4/9, inOrder))
	if r := b.find("zirc x", nil); r.Total != 1 {
		t.Errorf("a word before the last goes on: %v", r.Hits)
	}
	plain, accented := b.scored("resume ", "resume.html"), b.scored("résumé ", "resume.html")
	if plain == 0 || accented <= plain {
		t.Errorf("with its accents %.3f, without %.3f", accented, plain)
	}
	if r := b.find("fooBaz ", nil); r.Total != 1 || r.first() != "camel.html" {
		t.Errorf("a piece of camelCase: %v", r.Hits)
	}
}

// TestLimits: how many hits are given, and how many there are.
func TestLimits(t *testing.T) {
	pages := map[string]string{}
	for i := range 30 {
		pages[fmt.Sprintf("p%d.md", i)] = "# Page\n\nword\n"
	}
	b := newBrowser(t, Files(written(t, pages), nil))
	for limit, want := range map[string]int{"{}": 20, "{limit: 3}": 3, "{limit: 2.9}": 2, "{limit: 0}": 0, "{limit: -1}": 0, "{limit: 'x'}": 0, "{limit: 99}": 30, "{limit: '4'}": 4} {
		if r := b.ask(`"word"`, limit); len(r.Hits) != want || r.Total != 30 {
			t.Errorf("%s: %d hits of %d, want %d", limit, len(r.Hits), r.Total, want)
		}
	}
	for query, incomplete := range map[string]bool{"word": false, "nothingness": false} {
		if r := b.find(query, nil); r.Incomplete != incomplete {
			t.Errorf("%s: incomplete is %v", query, r.Incomplete)
		}
	}
}
