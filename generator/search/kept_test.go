package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"fieldbook/generator/cache"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// TestCounts: the index is the same from counts that were kept, whatever has
// changed meanwhile; and only what says something else is counted.
func TestCounts(t *testing.T) {
	testfiles.Cache(t)
	folder := cache.Open("counts")
	random := rand.New(rand.NewPCG(17, 3))
	var inMemory Counts
	pages := map[string]string{"site.yaml": "title: T\n"}
	for i := range 30 {
		pages[fmt.Sprintf("p%d.md", i)] = fmt.Sprintf("---\nkeywords: [key%d]\ntags: [tag]\n---\n# Page %d\n\nSome words of page number%d, camelCase, e-mail and Größe.\n\n## Part\n\nMore words %d of it.\n", i, i, i, i)
	}
	for round := range 20 {
		name := fmt.Sprintf("p%d.md", random.IntN(30))
		switch random.IntN(4) {
		case 0:
			delete(pages, name)
		case 1:
			pages[name] += fmt.Sprintf("\nA word that nobody has met: novelty%d.\n", round)
		case 2:
			pages[name] = fmt.Sprintf("# A new page %d\n\nWith words.\n", round)
		}
		s := written(t, pages)
		counts := OpenCounts(folder)
		want := Files(s, nil)
		same(t, round, want, Files(s, counts))
		same(t, round, want, Files(s, &inMemory))
		if fresh := fresh(counts); round > 0 && fresh > 2 {
			t.Errorf("round %d: %d parts have a document that was counted again", round, fresh)
		}
		counts.Save()
	}
}

// fresh tells how many parts are others than they were read.
func fresh(c *Counts) int {
	n := 0
	for i := range c.parts {
		if c.parts[i].changed {
			n++
		}
	}
	return n
}

func same(t *testing.T, round int, want, got []output.File) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("round %d: %d files, not %d", round, len(got), len(want))
	}
	for i := range want {
		w, err := want[i].Content()
		g, err2 := got[i].Content()
		if err != nil || err2 != nil || want[i].Path != got[i].Path || !bytes.Equal(w, g) {
			t.Fatalf("round %d: %s differs from %s: %v, %v", round, got[i].Path, want[i].Path, err, err2)
		}
	}
}

// TestCountsOfLargeSites keeps signatures too, and counts again where a site has
// become large.
func TestCountsOfLargeSites(t *testing.T) {
	testfiles.Cache(t)
	docs := documents(joined(t, sample))
	counts := OpenCounts(cache.Open("counts"))
	by := newCounter()
	counts.begin()
	var all []counted
	for i := range docs {
		if counts.count(&docs[i], false, by).signed != nil {
			t.Fatal("a signature on a small site")
		}
		all = append(all, counts.count(&docs[i], true, by))
	}
	counts.end()
	counts.Save()
	kept := OpenCounts(counts.folder)
	kept.begin()
	for i, large := range all {
		again := kept.count(&docs[i], true, newCounter())
		if fmt.Sprint(large.signed) != fmt.Sprint(again.signed) || len(again.signed) == 0 {
			t.Fatalf("%s: signatures %v and %v", docs[i].title, large.signed, again.signed)
		}
		if len(again.words) != len(large.words) || again.length != large.length || again.titles != large.titles || fmt.Sprint(again.passages) != fmt.Sprint(large.passages) {
			t.Fatalf("%s: %+v and %+v", docs[i].title, large, again)
		}
		for k, w := range again.words {
			v := large.words[k]
			if again.names[w.number] != large.names[v.number] || w.title != v.title || w.heading != v.heading || w.weight != v.weight || fmt.Sprint(w.passages) != fmt.Sprint(v.passages) {
				t.Fatalf("%s: the word %s: %+v and %+v", docs[i].title, large.names[v.number], v, w)
			}
		}
	}
	if fresh(kept) > 0 {
		t.Error("documents are counted again")
	}
}

// TestCountsForget: words that no document has any more do not stay for ever.
func TestCountsForget(t *testing.T) {
	var counts Counts
	pages := map[string]string{"a.md": "# A\n\nSome words stay.\n"}
	for round := range 40 {
		text := "# B\n\n"
		for i := range 200 {
			text += fmt.Sprintf("word%dof%d ", i, round)
		}
		pages["b.md"] = text + "\n"
		Files(written(t, pages), &counts)
	}
	names := 0
	for i := range counts.parts {
		names += len(counts.parts[i].Names)
	}
	if names > 2000 {
		t.Errorf("%d names of 200 words", names)
	}
}

// TestDamagedCounts is as if there were none.
func TestDamagedCounts(t *testing.T) {
	kept := testfiles.Cache(t)
	s := joined(t, sample)
	folder := cache.Open("counts")
	counts := OpenCounts(folder)
	want := Files(s, counts)
	counts.Save()
	files, err := filepath.Glob(filepath.Join(kept, "fieldbook", "pages", "*", "*"))
	if err != nil || len(files) != countParts {
		t.Fatal(files, err)
	}
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		switch i % 3 {
		case 0:
			data[len(data)/2] ^= 4
		case 1:
			data = data[:len(data)/2]
		case 2: // another part
			if data, err = os.ReadFile(files[0]); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	damaged := OpenCounts(folder)
	same(t, 0, want, Files(s, damaged))
	if n := fresh(damaged); n != countParts {
		t.Errorf("%d parts were counted again", n)
	}
}
