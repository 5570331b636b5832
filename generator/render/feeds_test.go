package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSitemaps parts a sitemap that would be too long, and names the parts in an index.
func TestSitemaps(t *testing.T) {
	files := map[string]string{"index.md": "# Home\n", "site.yaml": "title: Site\nbase_url: https://example.org/x/\n"}
	for i := range 5 {
		files[fmt.Sprintf("p%d.md", i)] = fmt.Sprintf("# Page %d\n", i)
	}
	s := joined(t, files)
	read := func(most int) (paths []string, all string) {
		for _, f := range sitemaps(s, most) {
			content, err := f.Content()
			if err != nil {
				t.Fatal(err)
			}
			paths, all = append(paths, f.Path), all+string(content)
			if n := strings.Count(string(content), "<url>"); n > most {
				t.Errorf("%s has %d addresses, of at most %d", f.Path, n, most)
			}
		}
		return paths, all
	}
	paths, whole := read(100)
	if !slices.Equal(paths, []string{"sitemap.xml"}) {
		t.Errorf("of a small site: %q", paths)
	}
	paths, parts := read(3)
	if !slices.Equal(paths, []string{"sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"}) {
		t.Errorf("of a larger one: %q", paths)
	}
	if !strings.Contains(parts, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">") || !strings.Contains(parts, "<loc>https://example.org/x/sitemap-3.xml</loc>") {
		t.Error("the index does not name the parts:", parts)
	}
	if a, b := strings.Count(whole, "<url>"), strings.Count(parts, "<url>"); a != b {
		t.Errorf("%d addresses whole, and %d in parts", a, b)
	}
}

// TestByName lists every page by its name, and of a large site the topics, from the top
// down as far as there is room.
func TestByName(t *testing.T) {
	files := map[string]string{"index.md": "# Home\n", "site.yaml": "title: Site\n"}
	for i := range 12 {
		files[fmt.Sprintf("a%d/b%d/p%d.md", i/6, i/3, i)] = fmt.Sprintf("# Page %d\n", i)
	}
	s := joined(t, files)
	for room, want := range map[int]string{
		100: "index.html a0/b0/p0.html a0/b0/p1.html", 7: "a0/index.html a1/index.html a0/b0/index.html a0/b1/index.html a1/b2/index.html a1/b3/index.html", 3: "a0/index.html a1/index.html",
	} {
		pages, _ := view{renderer: &renderer{site: s}}.byName(room)
		var got []string
		for _, p := range pages {
			got = append(got, p.Address)
		}
		if said := strings.Join(got, " "); room < 100 && said != want || room == 100 && !slices.Contains(got, "a1/b3/p11.html") {
			t.Errorf("with room for %d: %s, want %s", room, said, want)
		}
	}
}
