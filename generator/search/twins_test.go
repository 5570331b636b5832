package search

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// spellings are texts in the scripts that matter, and those that trip up rules
// for capitals, accents and word borders: the generator and the browser must
// cut and fold each alike.
var spellings = []string{
	"", "plain words here", "Don't stop", "the client’s PCs", "e-mail re-use", "camelCase XMLHttpRequest iPhone", "30min 4x4 v1.2.3", "C++ C# .NET R&D", "snake_case kebab-case",
	"ΟΔΟΣ Οδός οδός ΣΊΣΥΦΟΣ σς", "ΑΒΓΣ.", "İzmir IĞDIR ığdır İI", "STRASSE Straße straẞe", "Ǆ ǅ ǆ Ǉ", "ﬁre oﬀice ﬃ", "Ⅷ ⅷ ½ ² ㎏", "ＦＵＬＬ ｗｉｄｔｈ", "café cafe\u0301 CAFÉ", "naïve Zoë Ångström Å",
	"Müller MÜLLER Mu\u0308ller", "żółw ŻÓŁW", "Đorđe đ Ð ð Þ þ Ø ø Ł ł", "Việt Nam TIẾNG VIỆT", "Ελληνικά ΕΛΛΗΝΙΚΆ", "Москва МОСКВА Ёлка ёж", "Їжак ЇЖАК", "العربية مُحَمَّد ٱلله", "עברית שָׁלוֹם",
	"हिन्दी क्षत्रिय", "தமிழ்", "ไทยแลนด์", "日本語 カタカナ ｶﾀｶﾅ ひらがな", "中文字", "한국어 한글", "မြန်မာ", "ខ្មែរ", "ລາວ", "አማርኛ", "ქართული ᲥᲐᲠᲗᲣᲚᲘ", "Հայերեն և", "Ꮳꮃꭹ",
	"emoji 👩‍💻 works", "a\u00adb soft", "zero\u200bwidth", "x\u0301\u0302y", "'quoted' ‘single’ “double”", "O'Neill l’eau d'Artagnan", "rock'n'roll", "1,000.50 1 000 ١٢٣", "a", "I", "ß", "???", "—–-", "foo/bar\\baz", "@user #tag", "x² H₂O", "ʻokina Hawaiʻi", "ŉ ǰ ΐ",
	"Kund:innen Mitarbeiter*in Kolleg_innen étudiant·e·s Schüler/innen A:b", "l'Hôpital dell’università aujourd'hui d'you c'mon qu'il", "1,000,000 1.000.000 1'000 12,34 1,2,3 10k 2,5m $1m", "ISO 27001 ISO27001 ISO-27001 ABCDEFG 12", "C++, (C#) F# a++ abc++ R&D AT&T a&b .NET .env ./x x.NET",
	"الكتاب كتاب وَالكِتَابُ مكتبة أحمد إيمان ىٰ ـــــ", "ışık IŞIK Işık", "1 million 1.5 Millionen 3 Mio 2 mil",
	"Ⱥ ⱥ Ɐ", "Kelvin K", "ſtrange ſ", "ᾳ ᾼ ῼ", "ὈΔΥΣΣΕΎΣ", "ABC東京DEF", "東京タワー2024", "Á\u0323 Ạ\u0301",
}

// TestBothHalvesCutAlike runs the spellings through the generator's words and
// the browser's: what is asked for must stand in the index under the same name.
func TestBothHalvesCutAlike(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/search", `
		import { fold, words } from "./words";
		globalThis.cut = (text) => JSON.stringify({ fold: fold(text), words: words(text) });`)
	for _, text := range spellings {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var browser struct {
			Fold  string
			Words []struct {
				Text, Accented, Whole string
				Pieces                []string
			}
		}
		if err := json.Unmarshal([]byte(e.Run(fmt.Sprintf("cut(%s)", quoted)).(string)), &browser); err != nil {
			t.Fatal(err)
		}
		if got := clip(browser.Fold); got != fold(text) {
			t.Errorf("%q: the browser folds it to %q, the generator to %q", text, got, fold(text))
		}
		var plain, all []string
		scan(text, func(word string, extra bool) {
			all = append(all, word)
			if !extra {
				plain = append(plain, word)
			}
		})
		var asked []string
		for _, w := range browser.Words {
			asked = append(append(asked, w.Text, w.Accented), w.Pieces...)
			if !slices.Contains(all, w.Text) {
				t.Errorf("%q: the browser asks for %q, the index has %q", text, w.Text, all)
			}
			if w.Whole != "" && !slices.Contains(all, w.Whole) {
				t.Errorf("%q: the browser asks for the name %q, the index has %q", text, w.Whole, all)
			}
			if w.Accented != "" && !slices.Contains(all, w.Accented) {
				t.Errorf("%q: the browser asks for %q as spelt, the index has %q", text, w.Accented, all)
			}
		}
		for _, word := range plain {
			if !slices.Contains(asked, word) && !slices.ContainsFunc([]rune(word), unspaced) {
				t.Errorf("%q: the index has %q, which the browser does not ask for: %q", text, word, asked)
			}
		}
	}
}

// TestAnchorsOfHeadings leads to the anchors that the pages have.
func TestAnchorsOfHeadings(t *testing.T) {
	s := written(t, map[string]string{"page.md": "# Page\n\n## ΟΔΟΣ\n\nalpha\n\n## İzmir\n\nbeta\n\n## ???\n\ngamma\n\n## Twice\n\ndelta\n\n## Twice\n\nepsilon\n\n## Own {#mine}\n\nzeta\n"})
	b := newBrowser(t, Files(s, nil))
	sections := s.PageOf("page.md").Playbook.Sections[1:]
	for i, word := range []string{"alpha", "beta", "gamma", "delta", "epsilon", "zeta"} {
		want := "page.html#" + strings.ReplaceAll(url.PathEscape(sections[i].ID), "+", "%2B")
		if got := b.find(word, nil).first(); got != want {
			t.Errorf("%s leads to %s, want %s", word, got, want)
		}
	}
	for _, query := range []string{"ΟΔΟΣ", "οδος", "Οδοσ"} {
		if got := b.find(query, nil); len(got.Hits) == 0 || got.Corrected != "" {
			t.Errorf("%s: %+v", query, got)
		}
	}
}
