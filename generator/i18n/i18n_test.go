package i18n

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "rewrite what is generated")

// TestBrowserWords keeps the module that the scripts are checked against.
func TestBrowserWords(t *testing.T) {
	const file = "../../templates/assets/words.ts"
	want := New(Default).Script()
	testfiles.Kept(t, *update, file, want, "go test ./generator/i18n")
}

// languages are those that have a catalogue of their own.
func languages(t *testing.T) []string {
	t.Helper()
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}

// TestCataloguesAreComplete holds each language against English: the same
// words, which take the same.
func TestCataloguesAreComplete(t *testing.T) {
	english, _ := embedded(Default)
	all := languages(t)
	if len(all) < 3 {
		t.Errorf("%q", all)
	}
	for _, language := range all {
		own, ok := embedded(language)
		if !ok {
			t.Fatal(language)
		}
		for _, part := range [][2]map[string]message{{english.Pages, own.Pages}, {english.Scripts, own.Scripts}} {
			if want, got := slices.Sorted(maps.Keys(part[0])), slices.Sorted(maps.Keys(part[1])); !slices.Equal(want, got) {
				for _, name := range want {
					if part[1][name] == nil {
						t.Errorf("%s lacks %s", language, name)
					}
				}
				for _, name := range got {
					if part[0][name] == nil {
						t.Errorf("%s has %s, which is no word", language, name)
					}
				}
				continue
			}
			for name, m := range part[0] {
				want, got := parameters(m), parameters(part[1][name])
				slices.Sort(want)
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Errorf("%s: %s takes %q, want %q", language, name, got, want)
				}
				if part[1][name]["other"] == "" && m["other"] != "" {
					t.Errorf("%s: %s has no form other", language, name)
				}
			}
		}
		if c := New(language); c.Missing() != 0 {
			t.Errorf("%s misses %d", language, c.Missing())
		}
	}
}

// used finds the words that the generator and the templates say by their names.
var used = regexp.MustCompile("(?:\\b[Ss]ay\\(|\\.heading\\(|\\.labelled\\(|\\bword\\(|[{(]th? )\"([A-Za-z]+)\"[^+]")

// TestUsedAndKnown finds words that are said and not in the catalogue, and
// those that nobody says.
func TestUsedAndKnown(t *testing.T) {
	english, _ := embedded(Default)
	said := map[string]bool{}
	for _, pattern := range []string{"../*/*.go", "../../templates/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 10 {
			t.Fatal(err, len(files))
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range used.FindAllStringSubmatch(string(data), -1) {
				said[m[1]] = true
				if english.Pages[m[1]] == nil {
					t.Errorf("%s says %s, which is no word", file, m[1])
				}
			}
		}
	}
	// Names that are put together, or stand in a list.
	for _, name := range []string{"checklists", "sources", "glossary", "tags", "search", "book", "notFound"} {
		said[name+"Title"], said[name+"Summary"] = true, true
	}
	for _, name := range []string{"day", "week", "month", "year", "yes", "no", "points"} {
		said[name] = true
	}
	for _, name := range slices.Concat(playbook.Words, playbook.ChecklistKind("").Values()) {
		said[name] = true
		if english.Pages[name] == nil {
			t.Errorf("pages say %s, which is no word", name)
		}
	}
	for name := range english.Pages {
		if !said[name] {
			t.Errorf("nobody says %s", name)
		}
	}
}

// TestScriptsSayEveryWord: each word for scripts is said by one; tsc tells of those that
// are said and are none.
func TestScriptsSayEveryWord(t *testing.T) {
	english, _ := embedded(Default)
	said := map[string]bool{}
	for _, pattern := range []string{"*.ts", "*/*.ts", "*/*/*.ts"} {
		files, err := filepath.Glob("../../templates/assets/" + pattern)
		if err != nil || len(files) < 5 {
			t.Fatal(err, len(files))
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range saidByScript.FindAllStringSubmatch(string(data), -1) {
				said[m[1]] = true
			}
		}
	}
	for name := range english.Scripts {
		if !said[name] {
			t.Errorf("no script says %s", name)
		}
	}
}

// saidByScript is a word of the catalogue in a script.
var saidByScript = regexp.MustCompile(`\bt\.([A-Za-z]+)`)

func TestText(t *testing.T) {
	for _, test := range []struct {
		language, name string
		values         []any
		want           string
	}{
		{"en", "points", []any{1}, "1 point"}, {"en", "points", []any{2}, "2 points"}, {"de", "points", []any{1}, "1 Punkt"}, {"de-AT", "points", []any{0}, "0 Punkte"},
		{"fr", "points", []any{1}, "1 point"}, {"nonsense!", "skip", nil, "Skip to the text"},
		{"de", "dateForm", []any{"3", "Mai", "2026"}, "3. Mai 2026"}, {"es", "houseNote", []any{"Casa"}, "Casa: lo que lleva esta marca es nuestro, no de una fuente"},
	} {
		if got, err := New(test.language).Text(test.name, test.values...); got != test.want || err != nil {
			t.Errorf("%s in %s is %q, %v, want %q", test.name, test.language, got, err, test.want)
		}
	}
	for _, wrong := range [][]any{{"nothing"}, {"points"}, {"skip", 1}, {"dateForm", 1, 2}} {
		if _, err := New(Default).Text(wrong[0].(string), wrong[1:]...); err == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}

func TestNumbersAndDates(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{New(Default).Number(1500), "1,500"}, {New(Default).Number(2.5e6), "2.5 million"}, {New(Default).Number(-0.256), "−0.26"}, {New(Default).Number(1234567890), "1,234.57 million"},
		{New("de").Number(1500.5), "1.500,5"}, {New("de").Number(2.5e6), "2,5 Mio."}, {New("es").Range(1e6, 2e6), "1–2 millones"}, {New(Default).Range(10, 50), "10–50"},
		{New(Default).Range(10, 2e6), "10–2 million"}, {New(Default).Short(15000), "15k"}, {New(Default).Short(9999), "9,999"}, {New(Default).Short(1e7), "10M"}, {New(Default).Short(10_000), "10k"},
		{New(Default).Date(2026, 1, 31), "31 January 2026"}, {New("de").Date(2026, 3, 1), "1. März 2026"}, {New("es").Date(2026, 12, 24), "24 de diciembre de 2026"}, {New(Default).Date(2026, 13, 1), ""},
		{New(Default).Period(1, "month"), "month"}, {New(Default).Period(2, "week"), "2 weeks"}, {New("de").Period(2, "year"), "2 Jahre"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestCompareAndDirection(t *testing.T) {
	for language, want := range map[string][]string{
		"de": {"Apfel", "Äpfel", "apfelbaum", "Zebra"}, "sv": {"Apfel", "apfelbaum", "Zebra", "Äpfel"}, "en": {"Apfel", "Äpfel", "apfelbaum", "Zebra"},
	} {
		names := []string{"Zebra", "apfelbaum", "Äpfel", "Apfel"}
		slices.SortFunc(names, New(language).Compare)
		if !slices.Equal(names, want) {
			t.Errorf("%s: %q, want %q", language, names, want)
		}
	}
	for language, want := range map[string]string{"ar": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "az-Arab": "rtl", "de": "ltr", "en": "ltr", "": "ltr", "zh": "ltr"} {
		if got := New(language).Direction(); got != want {
			t.Errorf("%s: %s", language, got)
		}
	}
}

// TestChange takes a site's own words.
func TestChange(t *testing.T) {
	for text, want := range map[string]string{
		"pages: {skip: Jump}": "",
		"scripts: {found: {one: '{n} hit', other: '{n} hits'}}": "",
		"pages: {skp: Jump}":                 `unknown word "skp"`,
		"pages: {points: '{m} points'}":      `the word points has no {m}`,
		"scripts: {found: {one: '{n} hit'}}": `the word found has no form other`,
		"pages: {skip: }":                    `the word skip has no form other`,
		"pages: [":                           "not a list of words",
	} {
		c, r := New("en"), diag.NewReporter("words.yaml")
		c.Change([]byte(text), r)
		list := r.List()
		switch {
		case want == "" && len(list) > 0, want != "" && (len(list) == 0 || !strings.Contains(list[0].Message, want)):
			t.Errorf("%s: %v, want %q", text, list, want)
		}
	}
	c := New("fr")
	before := c.Missing()
	c.Change([]byte("pages: {skip: Aller au texte}"), diag.NewReporter("x"))
	if got := c.Say("skip"); got != "Aller au texte" || c.Missing() != before-1 || before < 100 {
		t.Errorf("%q, %d of %d missing", got, c.Missing(), before)
	}
	if New(Default).Say("skip") != "Skip to the text" {
		t.Error("the catalogue itself has changed")
	}
}
