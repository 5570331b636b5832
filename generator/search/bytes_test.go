package search

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wire is what was loaded as it is sent: compressed.
func (b *browser) wire() (size int) {
	b.Helper()
	for _, path := range b.loaded {
		f := b.files[path]
		body, err := f.Content()
		if err != nil {
			b.Fatal(err)
		}
		var sent bytes.Buffer
		zip := gzip.NewWriter(&sent)
		_, _ = zip.Write(body) // memory takes everything
		_ = zip.Close()
		size += sent.Len()
	}
	return size
}

// manyPages are pages whose words are as common as those of a language: few stand
// nearly everywhere, most in a page or two.
func manyPages(n int) map[string]string {
	random := rand.New(rand.NewPCG(34, 34))
	small := stopWords("en")
	word := func() string {
		if random.IntN(2) == 0 {
			return small[random.IntN(len(small))]
		}
		rank := int(math.Exp(random.Float64() * math.Log(9000)))
		return string(rune('a'+rank%23)) + string(rune('a'+rank/23%19)) + string(rune('b'+rank/437%17)) + "ol" + string(rune('a'+rank/7429))
	}
	line := func(words int) string {
		all := make([]string, words)
		for i := range all {
			all[i] = word()
		}
		return strings.Join(all, " ")
	}
	files := map[string]string{}
	for i := range n {
		text := "# " + line(4) + "\n"
		for range 6 {
			text += "\n## " + line(3) + "\n\n" + line(130) + ".\n"
		}
		files[fmt.Sprintf("topic%d/page%d.md", i/25, i)] = text
	}
	return files
}

// TestBytesOfQuestions: a question in a whole sentence loads little more than its
// telling words; what is counted is compressed, without the script of the search.
func TestBytesOfQuestions(t *testing.T) {
	s := written(t, manyPages(200))
	for _, c := range []struct {
		ask             string
		bytes, requests int
	}{
		{"how many qdcola of gbbola can I rccola over", 28_000, 10},
		{"what do I do if the bdbola is for gcbola", 28_000, 10},
		{"bdbola gcbola", 22_000, 8},
	} {
		b := newBrowser(t, Files(s, nil))
		r := b.find(c.ask, map[string]any{"limit": 5})
		t.Logf("%s: %d bytes, %d requests", c.ask, b.wire(), len(b.loaded))
		if len(r.Hits) != 5 || b.wire() > c.bytes || len(b.loaded) > c.requests {
			t.Errorf("%s: %d hits for %d bytes, %d requests: %q", c.ask, len(r.Hits), b.wire(), len(b.loaded), b.loaded)
		}
	}
}

// TestSmallWordsInTitles: beside others, function words are known from titles alone,
// and what is found first is what is found with all that the index knows of them.
func TestSmallWordsInTitles(t *testing.T) {
	for _, site := range []map[string]string{manyPages(60), {
		"in.md": "# What to do in and out\n\nNothing.\n", "zebra.md": "# A zebra\n\nIn and out of what?\n", "out.md": "# Zebras\n\nWhat to do.\n",
	}} {
		s := written(t, site)
		short, long := newBrowser(t, Files(s, nil)), newBrowser(t, Files(s, nil))
		long.find("zebra", nil) // opens the index
		long.engine.Run(`opened.overview.titles = undefined; 0`)
		for _, ask := range []string{"what of qdcola and gbbola in it", "how to be out of gcbola", "the bdbola for all ", "what to do in a zebra", "who is in", "what unheard of", `"what to" zebra`, "in OR zebra out", "The The zebra"} {
			a, b := short.find(ask, nil), long.find(ask, nil)
			page := func(h hit) string { // in one found by its title alone, a function word names no section
				url, _, _ := strings.Cut(h.URL, "#")
				return fmt.Sprint(url, h.Score)
			}
			var first, want []string
			for i := range min(10, len(b.Hits)) {
				if b.Hits[i].Score > 0 && !b.Hits[i].Lent {
					want = append(want, page(b.Hits[i]))
				}
			}
			for _, h := range a.Hits[:min(len(want), len(a.Hits))] {
				first = append(first, page(h))
			}
			if !slices.Equal(first, want) || a.Total > b.Total {
				t.Errorf("%s finds %d, %q, want of %d %q", ask, a.Total, first, b.Total, want)
			}
		}
	}
}
