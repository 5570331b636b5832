package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	segments "github.com/clipperhouse/uax29/v2/words"

	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
	"fieldbook/generator/testfiles"
)

// sample is content with everything that a site can have.
const sample = "../../content"

// browser runs the site's own search code on an index, without a browser.
type browser struct {
	*testing.T
	engine *jstest.Engine
	files  map[string]output.File
	// missing are beginnings of names of files that cannot be loaded.
	missing []string
	loaded  []string // in their order
	// pages are texts by their addresses; another cannot be read.
	pages map[string]string
}

// result is what fieldbook.search gives.
type result struct {
	Hits       []hit
	Total      int
	Strong     int
	Corrected  string
	Likelier   string
	Near       []string
	Words      []string
	Loose      bool
	Incomplete bool
	Answer     *answer
}

// answer is what answers a question by itself.
type answer struct {
	URL, Title, Kind, Excerpt string
	Beside                    []struct{ Title, URL string }
}

type hit struct {
	URL, Title, Section, Excerpt, Kind, Topic string
	Trail                                     []string
	More                                      []struct{ URL, Section, Excerpt string }
	Score                                     float64
	Lent                                      bool
	Why                                       *why
}

// why is what a score is made of.
type why struct {
	Words, Lent, Near, Pairs, Title, Exact, Kind, Order, Heading float64
	Found                                                        []standing
}

type standing struct {
	Word          string
	Tells, Impact float64
	Title, Lent   bool
}

func (r result) first() string {
	if len(r.Hits) == 0 {
		return ""
	}
	return r.Hits[0].URL
}

func newBrowser(t *testing.T, files []output.File) *browser {
	t.Helper()
	b := &browser{T: t, files: map[string]output.File{}}
	for _, f := range files {
		b.files[f.Path] = f
	}
	b.engine = jstest.New(t, "../../templates/assets", `
		import { Index } from "./search/index";
		import { search } from "./search/search";
		globalThis.run = async (load, text, options) => {
			globalThis.opened ??= await Index.open(load, async (url) => page(url) || undefined);
			return JSON.stringify(await search(globalThis.opened, text, options));
		};
		globalThis.load = async (name, part, mark) => {
			const body = read(name, part, mark);
			if (!body) throw new Error("missing");
			let data;
			new Function("fieldbookIndex", body)((a, b, c) => { data = c });
			return data;
		};`)
	b.engine.Offer("read", b.read)
	b.engine.Offer("page", func(url string) string { return b.pages[url] })
	return b
}

// read gives the script that holds one part of the index; "" for one that
// cannot be loaded.
func (b *browser) read(name string, part int, mark string) string {
	want := PartPath(name, part, mark)
	b.loaded = append(b.loaded, want)
	f, ok := b.files[want]
	if !ok || slices.ContainsFunc(b.missing, func(m string) bool { return strings.HasPrefix(want, m) }) {
		return ""
	}
	body, err := f.Content()
	if err != nil {
		return ""
	}
	return string(body)
}

// find answers a query.
func (b *browser) find(text string, options map[string]any) result {
	b.Helper()
	query, err := json.Marshal(text)
	if err != nil {
		b.Fatal(err)
	}
	chosen, err := json.Marshal(options)
	if err != nil {
		b.Fatal(err)
	}
	return b.ask(string(query), string(chosen))
}

// ask answers a query that is written in JavaScript.
func (b *browser) ask(query, options string) result {
	b.Helper()
	b.engine.Run(`answer = ""; run(load, ` + query + `, ` + options + ` ?? undefined).then(r => { answer = r }, e => { answer = "failed: " + e })`)
	answer, _ := b.engine.Run(`answer`).(string)
	var r result
	if err := json.Unmarshal([]byte(answer), &r); err != nil {
		b.Fatalf("%.60s: %s", query, answer)
	}
	return r
}

// joined is the site of a content folder.
func joined(t testing.TB, dir string) *site.Site {
	t.Helper()
	tree, err := content.Load(dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lists, _ := checklist.Build(tree.Playbooks, i18n.New(i18n.Default), tree.Path)
	s, _ := site.Join(tree, lists, i18n.New(i18n.Default), site.Options{})
	return s
}

// written is the site of some files.
func written(t testing.TB, files map[string]string) *site.Site {
	t.Helper()
	return joined(t, testfiles.Folder(t, files))
}

func TestOwnContent(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	for _, test := range []struct{ query, want string }{
		{"contractors for the gaps", "partnerships/contractors.html"},
		{"contractors gap", "partnerships/contractors.html"},
		{"contr", "glossary.html#contractor"},
		{"contarctors for the gaps", "partnerships/contractors.html"},
		{"why distance decides", "sweet-spot/distance.html"},
		{"drive", "checklists/sweet-spot-client.html#drive"},
		{"PCs", "#computers"},
		{"S5", "sources.html#S5"},
		{"chamber of commerce", "glossary.html#chamber"},
		{"10-50 computers", "checklists/sweet-spot-client.html#computers"},
		{"freelancer", "glossary.html#contractor"},
		{"where do I find clients", "checklists/where-to-find-clients.html"},
	} {
		if got := b.find(test.query, nil); !strings.Contains(got.first(), test.want) {
			t.Errorf("%q leads to %s, want %s", test.query, got.first(), test.want)
		}
	}
	if got := b.find("contarctors for the gaps", nil).Corrected; got != "contractors for the gaps" {
		t.Errorf("corrected to %q", got)
	}
}

func TestFilters(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	for _, test := range []struct {
		options map[string]any
		ok      func(kind, topic string) bool
	}{
		{map[string]any{"kind": "criterion"}, func(kind, _ string) bool { return kind == "criterion" }},
		{map[string]any{"kind": "source"}, func(kind, _ string) bool { return kind == "source" }},
		{map[string]any{"topic": "Finding clients"}, func(_, topic string) bool { return topic == "Finding clients" }},
		{map[string]any{"tag": "networking"}, func(kind, _ string) bool { return kind == "playbook" }},
	} {
		r := b.find("clients", test.options)
		if topic := test.options["topic"]; topic != nil && !slices.ContainsFunc(r.Hits, func(h hit) bool { return h.Kind == "checklist" }) {
			t.Errorf("no checklist in %v", topic)
		}
		if len(r.Hits) == 0 {
			t.Errorf("%v: nothing found", test.options)
		}
		for _, h := range r.Hits {
			if !test.ok(h.Kind, h.Topic) {
				t.Errorf("%v: got %s in %s", test.options, h.Kind, h.Topic)
			}
		}
	}
	if n := len(b.find("client", map[string]any{"limit": 3}).Hits); n != 3 {
		t.Errorf("%d hits of a limit of 3", n)
	}
	all, without := b.find("list", nil), b.find("list -rented", nil)
	if without.Total == 0 || without.Total >= all.Total {
		t.Errorf("%d with, %d without", all.Total, without.Total)
	}
	whole, part := b.find("adviser", nil), b.find(`adviser -"trusted adviser"`, nil)
	if part.Total == 0 || part.Total >= whole.Total || part.first() == whole.first() && strings.Contains(part.Hits[0].Title, "rusted adviser") {
		t.Errorf("%d with, %d without the phrase; first %s", whole.Total, part.Total, part.first())
	}
	if first := b.find("what is a sweet spot", nil).first(); !strings.Contains(first, "sweet-spot") {
		t.Errorf("little words outweigh the subject: %s", first)
	}
	for _, h := range b.find(`"accounting firm"`, nil).Hits {
		if !strings.Contains(strings.ToLower(h.Title+h.Excerpt), "accounting firm") && h.Kind == "source" {
			t.Errorf("the phrase is not in %q", h.Title)
		}
	}
}

// TestTypedFilters: filters in the field do what those of the results page do, also
// without a word, and a minus turns them round.
func TestTypedFilters(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	for typed, options := range map[string]map[string]any{
		`clients kind:criterion`: {"kind": "criterion"}, `KIND:source clients`: {"kind": "source"}, `clients tag:networking`: {"tag": "networking"},
		`topic:"Finding clients" clients`: {"topic": "Finding clients"}, `clients topic:finding`: {"topic": "Finding clients"},
	} {
		want := b.find("clients", options)
		if got := b.find(typed, nil); want.Total == 0 || got.Total != want.Total || got.first() != want.first() {
			t.Errorf("%s: %d, first %s; want %d, first %s", typed, got.Total, got.first(), want.Total, want.first())
		}
	}
	if all, some, others := b.find("clients", nil), b.find("clients kind:criterion", nil), b.find("clients -kind:criterion", nil); others.Total != all.Total-some.Total || others.Total == 0 {
		t.Errorf("%d of %d are no criteria, %d are", others.Total, all.Total, some.Total)
	}
	alone := b.find("tag:networking", nil)
	if alone.Total == 0 || alone.Total < b.find("clients tag:networking", nil).Total {
		t.Errorf("%d have the tag", alone.Total)
	}
	for _, h := range alone.Hits {
		if h.Kind != "playbook" || h.Title == "" {
			t.Errorf("%+v has the tag", h)
		}
	}
	for _, nothing := range []string{"clients kind:none", "tag:none", "clients topic:none", "tag:networking kind:source"} {
		if got := b.find(nothing, nil); got.Total != 0 {
			t.Errorf("%s: %d", nothing, got.Total)
		}
	}
	for _, words := range []string{"tag:", "kind :", "a tag: clients", `"clients tag:networking"`} {
		if got := b.find(words, nil); strings.Contains(words, "clients") && got.Total == 0 {
			t.Errorf("%s: nothing", words)
		}
	}
}

// TestRunTogether finds two words that were written as one, in a phrase too.
func TestRunTogether(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{"a.md": "# Desk plans\n\nThe timber planning desk.\n", "b.md": "# Other\n\nThe planning of a desk in timber.\n", "c.md": "# Third\n\nNo word of it.\n"}), nil))
	for _, query := range []string{"timberplanning", `"timberplanning desk"`} {
		got := b.find(query, nil)
		if want := strings.Replace(query, "timberplanning", "timber planning", 1); got.first() != "a.html" || got.Corrected != want {
			t.Errorf("%s: first %s, meant %q", query, got.first(), got.Corrected)
		}
	}
	if got := b.find("timberxxplanning", nil); got.Total != 0 {
		t.Errorf("%d have a word that is none", got.Total)
	}
}

// TestPlaces finds the sections of a page and the part of each that answers.
func TestPlaces(t *testing.T) {
	filler := strings.Repeat("Plain filler follows the filler, and more of it comes after. ", 10)
	b := newBrowser(t, Files(written(t, map[string]string{
		"topic/index.md": "# A topic\n",
		"topic/page.md":  "# A page\n\n" + filler + "\n\n## First\n\n" + filler + "The zebra stands here. " + filler + "\n\n## Second\n\nNo animals.\n\n## Third\n\nA zebra again.\n",
	}), nil))
	hits := b.find("zebra", nil).Hits
	if len(hits) != 1 || len(hits[0].More) != 1 {
		t.Fatalf("got %+v", hits)
	}
	h := hits[0]
	if h.URL != "topic/page.html#first" || h.Section != "First" || h.More[0].URL != "topic/page.html#third" || h.Topic != "A topic" || !slices.Equal(h.Trail, []string{"A topic"}) {
		t.Errorf("got %+v", h)
	}
	if !strings.Contains(h.Excerpt, "The zebra stands here.") || !strings.HasPrefix(h.Excerpt, "… ") || !strings.HasSuffix(h.Excerpt, " …") || len(h.Excerpt) > 170 {
		t.Errorf("the excerpt is %q", h.Excerpt)
	}
	if e := h.More[0].Excerpt; e != "A zebra again." {
		t.Errorf("the short section's excerpt is %q", e)
	}
}

func TestWordsOfManyKinds(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{
		"a.md": "# Résumé\n\nA café with naïve XMLHttpRequest and e-mail, $1m, don't. Sourcegraph's plan.\n",
		"b.md": "# Resume\n\nWe resume work; setting the settings for 30min.\n",
		"c.md": "# 東京都の案内\n\n日本語のテキストを検索する。\n",
		"d.md": "# คู่มือ\n\nภาษาไทยไม่มีช่องว่าง\n",
		"e.md": "# Straße\n\nÜbergrößen\n",
		"f.md": "# Ελληνικά\n\nΚαλημέρα κόσμε\n",
	}), nil))
	for query, want := range map[string]string{
		"cafe": "a.html", "café": "a.html", "naive": "a.html", "http": "a.html", "xmlhttprequest": "a.html", "email": "a.html", "e-mail": "a.html",
		"1m": "a.html", "$1m": "a.html", "dont": "a.html", "don't": "a.html", "sourcegraph": "a.html", "résumé": "a.html", "resume": "b.html",
		"setting": "b.html", "30 min": "b.html", "30min": "b.html", "検索": "c.html", "東京": "c.html", "日本語": "c.html", "ภาษาไทย": "d.html",
		"strasse": "e.html", "straße": "e.html", "ubergrossen": "e.html", "καλημερα": "f.html",
	} {
		if got := b.find(query, nil).first(); !strings.HasPrefix(got, want) {
			t.Errorf("%q leads to %q, want %s", query, got, want)
		}
	}
}

// TestEveryWordIsFound takes every word of the content as a query.
func TestEveryWordIsFound(t *testing.T) {
	s := joined(t, sample)
	docs := documents(s)
	b := newBrowser(t, Files(s, nil))
	seen := map[string]bool{}
	for _, d := range docs {
		c := newCounter().count(&d, false)
		for _, word := range c.names {
			if seen[word] || strings.HasPrefix(word, "#") {
				continue
			}
			seen[word] = true
			if r := b.find(word+" ", map[string]any{"limit": 1}); r.Total == 0 || r.Corrected != "" {
				t.Errorf("%q is not found (%q)", word, r.Corrected)
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d words", len(seen))
	}
}

func TestStrangeQueries(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	for _, query := range []string{
		"", " ", "a", "the", "the of and", "...", "?!", "😀", "\x00\x01", `<script>alert(1)</script>`, `"`, `""`, `"-"`, "-", "- -", "-drive", `"drive" -drive`,
		"constructor", "__proto__", "toString hasOwnProperty", strings.Repeat("a", 10_000), strings.Repeat("drive ", 2000), "\U0001F600\U0001F600", "a\u0300\u0301", "ß", "ﬁ",
		"OR", "OR OR", "a OR", "OR a", `"a" OR`, `OR "`, "- OR -", "tag:", "tag: OR kind:", `tag:"`, `-tag:"x`, `"drive`, `drive"`, `"drive "home`, `“drive" home”`, `"" OR ""`, "-OR", "(drive)", "drive*", "+drive", "drive AND home", "NOT drive",
		"drive 東京 Москва مرحبا", "ドライブdriveドライブ", strings.Repeat("漢字", 600), strings.Repeat("how far may a client be? ", 60), strings.Repeat("-drive ", 300), strings.Repeat(`"home base" `, 90), strings.Repeat("OR drive ", 110), strings.Repeat("tag:x ", 160), strings.Repeat("qzxjwv ", 140),
	} {
		b.find(query, nil)
	}
	b.ask(`"\ud800 drive \udc00"`, "null") // lone surrogates
	pasted := b.find(strings.Repeat("A paragraph that somebody pasted, of which the drive from home base is a small part, and of which most is about nothing. ", 8), nil)
	if !slices.ContainsFunc(pasted.Hits[:min(3, len(pasted.Hits))], func(h hit) bool { return strings.HasSuffix(h.URL, "#drive") }) {
		t.Errorf("a pasted paragraph leads to %v", pasted.first())
	}
	if r := b.find("zzzzzzzzqqq", nil); r.Total != 0 {
		t.Errorf("an unknown word gives %d hits", r.Total)
	}
	plain, more := b.find("drive home", nil), b.find("the drive home", nil)
	if plain.first() != more.first() {
		t.Errorf("an article changes the first hit from %s to %s", plain.first(), more.first())
	}
}

// TestRandomQueries puts words, pieces of words, operators and noise together:
// whatever is asked, every hit leads somewhere, and its excerpt stays short.
// TestOtherScripts asks a Japanese site in English, and in Japanese.
func TestOtherScripts(t *testing.T) {
	b := newBrowser(t, Files(written(t, map[string]string{
		"a.md": "# 契約の更新\n\n契約は毎年更新されます。Cloud サービスの料金。\n", "b.md": "# 顧客の探し方\n\n顧客はどこにいますか。\n", "site.yaml": "language: ja\n",
	}), nil))
	for query, want := range map[string]string{"契約": "a.html", "契約の更新はいつ": "a.html", "顧客 cloud": "b.html", "cloud": "a.html", "Where is the cloud?": "a.html", "clouds": "", "cluod": "", "the contract renewal": "", `"毎年更新"`: "a.html", "契約 OR 顧客": "a.html"} {
		if got := b.find(query, nil).first(); got != want {
			t.Errorf("%s leads to %q, want %q", query, got, want)
		}
	}
}

func TestRandomQueries(t *testing.T) {
	b := newBrowser(t, Files(joined(t, sample), nil))
	pieces := []string{"drive", "accountant", "acc", "contarctors", "10-50", "$1m", "the", "of", `"`, "“", "-", " -", " ", "  ", "\n", "\u00ad", "\u200d", "é", "ß", "ﬁ", "İ",
		"東", "京都", "ไทย", "한국", "😀", "👩‍💻", "<b>", "&amp;", "\\", "'s", "’", "#tag", "constructor", "\u202e", "𝒳", "\x00", "1", "½", "OR", " OR ", "tag:", "kind:criterion", "-topic:", "time table", "onbording"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var query strings.Builder
		for range 1 + random.IntN(9) {
			query.WriteString(pieces[random.IntN(len(pieces))])
			if random.IntN(2) == 0 {
				query.WriteByte(' ')
			}
		}
		for _, h := range b.find(query.String(), nil).Hits {
			if h.URL == "" || h.Title == "" || h.Score < 0 || len([]rune(h.Excerpt)) > 170 {
				t.Errorf("%q: %+v", query.String(), h)
			}
		}
	}
}

func TestMissingParts(t *testing.T) {
	s := joined(t, sample)
	b := newBrowser(t, Files(s, nil))
	b.missing = []string{"search/w0-"}
	if r := b.find("accounting yearly", nil); !r.Incomplete || r.Total == 0 {
		t.Errorf("without a shard: incomplete %v, %d hits", r.Incomplete, r.Total)
	}
	b.missing = nil
	if r := b.find("accounting yearly", nil); r.Incomplete || r.Total == 0 {
		t.Errorf("again: incomplete %v, %d hits", r.Incomplete, r.Total)
	}
}

func TestSmallAndLargeSites(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"none": {}, "one": {"a.md": "# One\n\nword\n"}, "empty": {"a.md": ""},
		"large": {"a.md": "# Large\n\n" + strings.Repeat("some words of a very long page. ", 170_000)},
		"same":  {"a.md": strings.Repeat("word ", 100_000)},
	} {
		b := newBrowser(t, Files(written(t, files), nil))
		r := b.find("word", nil)
		if (name == "one" || name == "same" || name == "large") != (r.Total > 0) {
			t.Errorf("%s: %d hits", name, r.Total)
		}
	}
}

// TestIndexIsStable makes an index twice, and again after an edit.
func TestIndexIsStable(t *testing.T) {
	s := joined(t, sample)
	names := func(files []output.File) string {
		var all []string
		for _, f := range files {
			all = append(all, f.Path)
		}
		return strings.Join(all, "\n")
	}
	first := names(Files(s, nil))
	for range 5 {
		if names(Files(s, nil)) != first {
			t.Fatal("two indexes of one site differ")
		}
	}
}

var hasNames = regexp.MustCompile(`[+#&]|\.\w`)

// FuzzScan holds the shortcut for plain words against the library alone.
func FuzzScan(f *testing.F) {
	for _, text := range []string{
		"e-mail XMLHttpRequest's 30min Café straße", "東京 ภาษาไทย", "a\u0301 'x' ’s", "don't e.g. a.b x:y 1,5 $1m 10-50 foo_bar x-\u0301y a--b -c- 'quoted' it's. end.'",
		"C++ C# R&D .NET", "Kund:innen Kund*innen ISO 27001, 1 million 1,000,000 İzmir'de l'eau 10k (Straße:s)", "a/b\\c \"said\", (so) [it] <is>; 50% @me #tag ~x ^y `code` a|b x=y",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�") // loading refuses other texts
		var got, want []string
		scan(text, func(word string, _ bool) {
			if len(word) > maxWord {
				t.Fatalf("a word of %d bytes", len(word))
			}
		})
		if hasNames.MatchString(text) {
			return // which no segment holds
		}
		spaced(text, func(word string, extra bool) { got = append(got, fmt.Sprint(word, extra)) })
		j := joiner{yield: func(word string, extra bool) { want = append(want, fmt.Sprint(word, extra)) }, joined: true}
		for parts := segments.FromString(text); parts.Next(); {
			j.segment(parts.Value())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
}

// TestPhraseOfCommonWords finds a phrase of words of which some stand in more
// documents than the index names, and this one is not among those.
func TestPhraseOfCommonWords(t *testing.T) {
	files := map[string]string{}
	for i := range maxPostings + 200 {
		files[fmt.Sprintf("a%d.md", i)] = fmt.Sprintf("# Page %d\n\nCommon people. Words follow.\n", i)
	}
	files["phrase.md"] = "# One of them\n\n" + strings.Repeat("Longer than the others, so that nothing in it counts for much. ", 20) + "Here common zebras meet words. The people follow.\n"
	b := newBrowser(t, Files(written(t, files), nil))
	b.find("page", nil) // opens the index
	b.engine.Run(`opened.read = async (url) => String(url).includes("phrase.html") ? "Here common zebras meet words. The people follow." : "Common people. Words follow."; 0`)
	if r := b.find(`"common zebras meet words"`, nil); len(r.Hits) != 1 || r.Hits[0].URL != "phrase.html" {
		t.Errorf("%d hits, the first %s", len(r.Hits), r.first())
	}
	if r := b.find(`"common zebras eat words"`, nil); !r.Loose || len(r.Hits) == 0 {
		t.Errorf("a phrase that stands nowhere: %+v", r)
	}
	if r := b.find(`"common zebras meet words" eat`, nil); r.Loose {
		t.Errorf("a phrase that stands somewhere: %+v", r)
	}
}
