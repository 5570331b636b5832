package search

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// units runs single functions of the browser's search.
func units(t *testing.T) *jstest.Engine {
	return jstest.New(t, "../../templates/assets/search", `
		import { weight, rank, places } from "./rank";
		import { distance, halves, nearest, runTogether } from "./typos";
		import { parse } from "./query";
		import { around, shows, stretches } from "./excerpt";
		const texts = (words) => words.map((w) => w.text).join(" ");
		globalThis.fb = {
			weight, rank, places, distance, halves, runTogether,
			nearest: (word, dictionary) => nearest(word, dictionary)?.text ?? "", around, shows, stretches,
			dictionary: (words) => new Map(Object.entries(words)),
			at: (doc, impact, title, ...passages) => ({ doc, impact, title, passages }),
			term: (weight, ...postings) => ({ word: "w", weight, common: false, choices: [{ worth: 1, group: { forms: [], df: 1, postings, lent: [] } }] }),
			lent: (term, ...postings) => (term.choices[0].group.lent.push(...postings), term),
			parts: (text) => { const q = parse(text); return [q.words.map((w) => [w, ...w.or].map((o) => o.text).join("|")).join(" "), q.phrases.map((p) => p.map(texts).join(" OR ")).join("; "), texts(q.without), q.withoutPhrases.map(texts).join("; "), q.open ? "open" : ""].join(" | ") },
		};`)
}

// run holds the values of expressions against those wanted.
func hold(t *testing.T, e *jstest.Engine, want map[string]any) {
	t.Helper()
	for expression, value := range want {
		wanted, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Run("JSON.stringify(" + expression + ")"); got != string(wanted) {
			t.Errorf("%s is %v, want %s", expression, got, wanted)
		}
	}
}

// TestDistance counts slips: a letter more, less, other, or two exchanged.
func TestDistance(t *testing.T) {
	hold(t, units(t), map[string]any{
		`fb.distance("gasket", "gasket", 2)`: 0, `fb.distance("gasket", "gaskte", 2)`: 1, `fb.distance("agsket", "gasket", 2)`: 1, `fb.distance("gaskt", "gasket", 2)`: 1, `fb.distance("gasskett", "gasket", 2)`: 2,
		`fb.distance("gxsket", "gasket", 1)`: 1, `fb.distance("abc", "ca", 3)`: 3, `fb.distance("", "ab", 3)`: 2, `fb.distance("ab", "", 3)`: 2, `fb.distance("abab", "baba", 9)`: 2, `fb.distance("kitten", "sitting", 9)`: 3,
		`fb.distance("abcdef", "uvwxyz", 1)`:                    2, // given up when no way is within the limit
		`fb.nearest("abcd", fb.dictionary({ abce: 0 }))`:        "abce",
		`fb.nearest("abcdefg", fb.dictionary({ abcdefxy: 0 }))`: "", `fb.nearest("abcdefgh", fb.dictionary({ abcdefxy: 0 }))`: "abcdefxy", `fb.nearest("abcdefgh", fb.dictionary({ abcdexyz: 0 }))`: "",
		`fb.halves("sweetspot", fb.dictionary({ sweet: 3, spot: 0, swe: 5, sweetspo: 9 }), [])`: []any{[]any{"swe", "etspot", 5}, []any{"sweet", "spot", 3}}, `fb.halves("forall", fb.dictionary({ fo: 0, foral: 0 }), [])`: []any{},
		`fb.halves("vertragsende", fb.dictionary({ vertrag: 3 }), ["s"])`: []any{[]any{"vertrag", "sende", 3}, []any{"vertrag", "ende", 3}}, `fb.halves("vertragsende", fb.dictionary({ vertrag: 3 }), [])`: []any{[]any{"vertrag", "sende", 3}},
		`fb.runTogether(3, 5)`: 22, `fb.runTogether(5, 3)`: 22,
		`fb.nearest("abcd", fb.dictionary({ abcdef: 0 }))`: "", `fb.nearest("abcd", fb.dictionary({ abcde: 0 }))`: "abcde",
		// The nearer word, unless a far more common one is as near; the first letter counts 6.
		`fb.nearest("gaskets", fb.dictionary({ baskets: 5, gasketz: 0 }))`: "gasketz", `fb.nearest("gaskets", fb.dictionary({ baskets: 7, gasketz: 0 }))`: "baskets", `fb.nearest("gaskets", fb.dictionary({ gasketx: 3, gasketz: 4 }))`: "gasketz",
		`fb.nearest("gasketsy", fb.dictionary({ gasketab: 19, gasketsz: 0 }))`: "gasketsz", `fb.nearest("gasketsy", fb.dictionary({ gasketab: 21, gasketsz: 0 }))`: "gasketab", `fb.nearest("gaskets", fb.dictionary({ gasketa: 4, gasketb: 4 }))`: "gasketa",
	})
}

// TestParse takes a query apart.
func TestParse(t *testing.T) {
	hold(t, units(t), map[string]any{
		`fb.parts("two words")`: "two words |  |  |  | open", `fb.parts("two words ")`: "two words |  |  |  | ", `fb.parts("a \"b c\" d")`: "a b c d | b c |  |  | open", `fb.parts("\"b\" d")`: "b d |  |  |  | open",
		`fb.parts("a -b")`: "a |  | b |  | ", `fb.parts("-b a")`: "a |  | b |  | open", `fb.parts("a-b")`: "a b |  |  |  | open", `fb.parts("a - b")`: "a b |  |  |  | open",
		`fb.parts("a -\"b c\" d")`: "a d |  |  | b c | open", `fb.parts("a -\"b\" d")`: "a d |  | b |  | open", `fb.parts("„b c” d.")`: "b c d | b c |  |  | ", `fb.parts("\"b c")`: "b c |  |  |  | open",
		`fb.parts("a tag:b")`: "a |  |  |  | ", `fb.parts("tag:b a")`: "a |  |  |  | open", `fb.parts("x-tag:b")`: "x tag b |  |  |  | open", `fb.parts("\"a tag:b\"")`: "a tag b | a tag b |  |  | ", `fb.parts("tag: b")`: "tag b |  |  |  | open", `fb.parts("topic:\"a b\" c")`: "c |  |  |  | open",
		`fb.parts("a OR b c OR d OR e")`: "a|b c|d|e |  |  |  | open", `fb.parts("a or b")`: "a or b |  |  |  | open", `fb.parts("OR a OR")`: "or a |  |  |  | open", `fb.parts("a OR OR b")`: "a|b |  |  |  | open", `fb.parts("a OR \"b c\" d")`: "a b c d | a OR b c |  |  | open", `fb.parts("\"a b\" OR \"c d\"")`: "a b c d | a b OR c d |  |  | ",
		`fb.parts("a OR -b c")`: "a c |  | b |  | open", `fb.parts("a-b OR c")`: "a b|c |  |  |  | open", `fb.parts("\"\" \"")`: " |  |  |  | ", `fb.parts("-- - \" OR -\"\"")`: "or |  |  |  | ",
		`fb.parts("client s needs s")`: "client needs |  |  |  | open", `fb.parts("s bahn")`: "s bahn |  |  |  | open", `fb.parts("x".repeat(1001)).length`: len(" |  |  |  | open") + maxWord,
		`fb.parts("ab ".repeat(500)).split(" ").filter(w => w === "ab").length`: 150, `fb.parts("a\ud800b")`: "a b |  |  |  | open", `fb.parts("")`: " |  |  |  | ", `fb.parts(undefined)`: "undefined |  |  |  | open",
	})
}

// TestExcerpt shows where most words were found.
func TestExcerpt(t *testing.T) {
	e := units(t)
	e.Run(`globalThis.found = new Set(["zebra", "lion"]); globalThis.pad = (n) => "abcd ".repeat(n)`)
	hold(t, e, map[string]any{
		`fb.stretches("A Zebra's lions, zebra", found)`: []any{[]any{"A ", false}, []any{"Zebra's", true}, []any{" lions, ", false}, []any{"zebra", true}, []any{"", false}},
		`fb.shows("no lions", found)`:                   false, `fb.shows("a lion.", found)`: true,
		`fb.around("  a\n b ", found)`: "a b", `fb.around(pad(32), found).length`: 159, `fb.around("x" + pad(32), found).length`: 160, `fb.around("xx" + pad(32), found)`: "xx" + repeat("abcd ", 31) + "…", `fb.around("xy" + pad(33), found)`: "xy" + repeat("abcd ", 31) + "…",
		`fb.around(pad(40) + "a zebra here " + pad(40), found)`:                              "… " + repeat("abcd ", 7) + "a zebra here " + repeat("abcd ", 22) + "…",
		`fb.around(pad(23) + "zebra " + pad(40), found)`:                                     "… " + repeat("abcd ", 7) + "zebra " + repeat("abcd ", 24) + "…",
		`fb.around(pad(25) + "zebra " + pad(40), found)`:                                     "… " + repeat("abcd ", 7) + "zebra " + repeat("abcd ", 24) + "…",
		`fb.around(pad(60) + "zebra", found)`:                                                "… " + repeat("abcd ", 30) + "zebra",
		`fb.around("zebra " + pad(40) + "zebra lion " + pad(40), found)`:                     "… " + repeat("abcd ", 7) + "zebra lion " + repeat("abcd ", 23) + "…",
		`fb.around("zebra " + pad(22) + "lion " + pad(40) + "zebra lion " + pad(40), found)`: "zebra " + repeat("abcd ", 22) + "lion " + repeat("abcd ", 8) + "…",
		`fb.around("x".repeat(300), found).length`:                                           82, `fb.around("", found)`: "",
	})
}

func repeat(s string, n int) string {
	out := ""
	for range n {
		out += s
	}
	return out
}

// scores gives what rank makes of terms, by document.
func scores(t *testing.T, e *jstest.Engine, terms string) map[string]float64 {
	t.Helper()
	var out map[string]float64
	text := e.Run(`JSON.stringify(Object.fromEntries(fb.rank(` + terms + `, (doc) => doc === 9 ? 0 : doc === 8 ? 0.5 : 1).ranked.map(r => [r.doc, r.score])))`).(string)
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRankFormula holds scores against the formula, written out once more: the
// words' weighted impacts, what stands near, neighbours, and the title.
func TestRankFormula(t *testing.T) {
	e := units(t)
	for _, c := range []struct {
		what, terms string
		want        map[string]float64
	}{
		{"one word: its impact, and its weight in its passage", `[fb.term(2, fb.at(1, 0.5, 0, 3), fb.at(8, 0.5, 0, 3), fb.at(9, 1, 0, 3))]`, map[string]float64{
			"1": 0.5 + 0.25*2/2, "8": (0.5 + 0.25) / 2}},
		{"two words apart", `[fb.term(2, fb.at(1, 0.5, 0, 1)), fb.term(1, fb.at(1, 0.8, 0, 9))]`, map[string]float64{
			"1": (2*0.5 + 1*0.8 + 0.25*2) / 3}},
		{"together in a passage: near, and neighbours", `[fb.term(2, fb.at(1, 0.5, 0, 1)), fb.term(1, fb.at(1, 0.8, 0, 1))]`, map[string]float64{
			"1": (2*0.5 + 1*0.8 + 0.25*3 + 0.1*1) / 3}},
		{"in passages that follow each other: half", `[fb.term(2, fb.at(1, 0.5, 0, 1)), fb.term(1, fb.at(1, 0.8, 0, 2))]`, map[string]float64{
			"1": (2*0.5 + 1*0.8 + 0.25*(2+0.5*1)) / 3}},
		{"one of two: only what is covered is near", `[fb.term(2, fb.at(1, 0.5, 0, 1)), fb.term(1, fb.at(2, 0.8, 0, 1))]`, map[string]float64{
			"1": (2*0.5 + 0.25*2*2.0/3) / 3, "2": (0.8 + 0.25*1*1.0/3) / 3}},
		{"no neighbours with a word between", `[fb.term(2, fb.at(1, 0.5, 0, 1)), fb.term(1, fb.at(2, 0.5, 0, 1)), fb.term(1, fb.at(1, 0.5, 0, 1))]`, map[string]float64{
			"1": (2*0.5 + 0.5 + 0.25*3*3.0/4) / 4, "2": (0.5 + 0.25*1.0/4) / 4}},
		{"a title that is the query", `[fb.term(2, fb.at(1, 0.5, 1))]`, map[string]float64{"1": 0.5 + 1.6 + 1}},
		{"a title of four words with the query", `[fb.term(2, fb.at(1, 0.5, 4))]`, map[string]float64{"1": 0.5 + 1.6*(0.5+0.5/4)}},
		{"half of the query in a title of one word", `[fb.term(1, fb.at(1, 0, 1)), fb.term(1, fb.at(2, 1, 0))]`, map[string]float64{"1": 1.6 * 0.25 * (0.5 + 0.5/2), "2": 0.5}},
		{"a title answers a question of eight words half as well", `[fb.term(1, fb.at(1, 0, 8)), ...Array.from({length: 7}, () => fb.term(1, fb.at(1, 0, 8)))]`, map[string]float64{"1": 1.6*0.5 + 1}},
		{"a common word counts in titles alone, with the least that a word tells", `[{...fb.term(0.1, fb.at(1, 1, 2, 1), fb.at(2, 1, 0, 1)), common: true}, fb.term(0.7, fb.at(1, 0.5, 2, 1))]`, map[string]float64{
			"1": (0.7*0.5+0.25*0.7)/0.7 + 1.6 + 1, "2": 0}},
		{"what neighbours lend counts by its impact alone, and comes last", `[fb.lent(fb.term(2, fb.at(1, 0.1, 0)), fb.at(2, 0.4, 0), fb.at(3, 0.4, 0)), fb.term(1, fb.at(3, 0.5, 0))]`, map[string]float64{
			"1": 2 * 0.1 / 3, "2": 2 * 0.4 / 3, "3": (2*0.4 + 0.5) / 3}},
	} {
		got := scores(t, e, c.terms)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", c.what, got)
		}
		for doc, want := range c.want {
			if math.Abs(got[doc]-want) > 1e-9 {
				t.Errorf("%s: document %s has %v, want %v", c.what, doc, got[doc], want)
			}
		}
	}
	hold(t, e, map[string]any{
		`fb.weight(1, 1000).toFixed(6)`: fmt.Sprintf("%.6f", math.Log(1+999.5/1.5)), `fb.weight(900, 1000).toFixed(6)`: fmt.Sprintf("%.6f", math.Log(1+100.5/900.5)),
		// Of several forms, each document's best; a title is worth as much as the highest impact.
		`fb.rank([{word: "w", weight: 1, common: false, choices: [{worth: 1, group: {lent: [], postings: [fb.at(1, 0.3, 0), fb.at(2, 0.2, 1)]}}, {worth: 0.5, group: {lent: [], postings: [fb.at(1, 1, 0), fb.at(2, 1, 0), fb.at(3, 1, 0)]}}]}], () => 1).ranked.map(r => r.doc + ":" + r.score.toFixed(2))`: []string{"2:2.80", "1:0.50", "3:0.50"},
		`fb.rank([fb.term(1, fb.at(4, 0.5, 0), fb.at(5, 0.5, 0))], () => 1).ranked.map(r => r.doc)`:                         []int{4, 5},
		`fb.rank([fb.lent(fb.term(2, fb.at(1, 0.1, 0)), fb.at(2, 0.4, 0))], () => 1).ranked.map(r => r.doc + " " + r.lent)`: []string{"1 false", "2 true"},
		`fb.rank([{...fb.lent(fb.term(2), fb.at(2, 0.4, 0)), common: true}, fb.term(1)], () => 1).ranked`:                   []int{},
	})
}

// TestRankBest: of any documents, the best are the same and in the same order
// where only so many are wanted, and the others are counted.
func TestRankBest(t *testing.T) {
	e := units(t)
	e.Run(`
		let seed = 1;
		globalThis.pruned = 0;
		const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
		const postings = () => Array.from({ length: 60 }, (_, doc) => doc).filter(() => random(3)).map((doc) => fb.at(doc, random(16) / 15, random(6) ? 0 : 1 + random(4), ...[0, 1, 2, 3, 4].filter(() => random(2)).slice(0, 3)));
		globalThis.differs = (most) => {
			const terms = Array.from({ length: 1 + random(6) }, (_, i) => ({ ...fb.lent(fb.term(0.2 + random(40) / 10, ...postings()), ...postings().map((p) => ({ ...p, title: 0, passages: [] }))), common: i > 0 && !random(5) }));
			const worth = (doc) => [1, 0.95, 0.7, 0][doc % 4];
			const [all, some] = [fb.rank(terms, worth), fb.rank(terms, worth, most)];
			pruned += all.ranked.length - some.ranked.length;
			return all.total !== some.total || all.total !== all.ranked.length || JSON.stringify(all.ranked.slice(0, most)) !== JSON.stringify(some.ranked.slice(0, most)) ? JSON.stringify(terms) : "";
		}`)
	for i := range 300 {
		if got := e.Run(fmt.Sprintf("differs(%d)", 1+i%30)); got != "" {
			t.Fatalf("the best %d differ for %.500s", 1+i%30, got)
		}
	}
	if pruned := e.Run("pruned > 1000"); pruned != true {
		t.Error("nearly all documents were looked at")
	}
}

// TestAnswerPlaces gives the passages that answer best, and the title first
// where it answers better.
func TestAnswerPlaces(t *testing.T) {
	hold(t, units(t), map[string]any{
		`fb.places({ passages: [3, 1, 7, 2], byTitle: false })`:                                              []int{7},
		`fb.places({ passages: [3, 1.6, 7, 2], byTitle: false })`:                                            []int{7, 3},
		`fb.places({ passages: [3, 1.59, 7, 2], byTitle: true })`:                                            []int{-1, 7},
		`fb.places({ passages: [3, 1, 7, 1, 3, 1], byTitle: false })`:                                        []int{3},
		`fb.places({ passages: [3, 1, 7, 1, 8, 1], byTitle: false })`:                                        []int{7, 3, 8},
		`fb.places({ passages: [7, 1, 3, 1], byTitle: false })`:                                              []int{3, 7},
		`fb.places({ passages: [], byTitle: true })`:                                                         []int{-1},
		`fb.rank([fb.term(1, fb.at(1, 1, 1, 2))], () => 1).ranked[0].byTitle`:                                true,
		`fb.rank([fb.term(1, fb.at(1, 1, 0, 2))], () => 1).ranked[0].byTitle`:                                false,
		`fb.rank([fb.term(1, fb.at(1, 1, 2, 2)), fb.term(1, fb.at(1, 1, 0, 2))], () => 1).ranked[0].byTitle`: false,
		`fb.rank([fb.term(0.1, fb.at(1, 1, 1, 2)), ], () => 1).ranked[0].passages`:                           []float64{2, 0.1},
	})
}
