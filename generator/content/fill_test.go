package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestFilled: what another program puts into a page is read as its text, every place is
// that of the file, and a kept page is read anew when what stands in it has changed.
func TestFilled(t *testing.T) {
	testfiles.Cache(t)
	files := map[string]string{
		"mkdocs.yml": "site_name: Ours\nextra: {firm: A}\nplugins: [macros, include-markdown]\nmarkdown_extensions: [pymdownx.snippets]\n",
		"part.md":    "One [dead](gone.md).\n\nTwo.\n", "docs/a.md": "# A\n\n{{ firm }} and {{ compute() }}\n\n{% include-markdown \"../part.md\" %}\n\n--8<-- \"none.md\"\n\n## Last\n\n[dead](lost.md) {{ firm }} [b](b.md)\n", "docs/b.md": "# B\n",
	}
	dir := testfiles.Folder(t, files) + "/docs"
	tree := load(t, dir, Options{Cache: KeptCache()})
	a := tree.Playbooks[0]
	if text := a.Sections[0].Text; text != "A and\nOne dead.\nTwo." && !strings.Contains(text, "compute") {
		t.Errorf("%q", text)
	}
	if at := a.Sections[1].Span; at.Line != 9 || at.Col != 1 {
		t.Errorf("the section is at %v", at)
	}
	var got []string
	for _, l := range a.Body.Links {
		got = append(got, fmt.Sprintf("%s %d:%d %d:%d", l.Target, l.Span.Line, l.Span.Col, l.At.Line, l.At.Col))
	}
	if want := []string{"../gone.md 5:1 0:0", "lost.md 11:1 11:8", "b.md 11:28 11:32"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	said := strings.Join(told(tree), "\n")
	for _, want := range []string{"a.md:3:16: warning: {{ compute() }}", "a.md:7:1: warning: none.md is not put here"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	cache := KeptCache()
	before := load(t, dir, Options{Cache: cache})
	if err := cache.Save(); err != nil {
		t.Fatal(err)
	}
	testfiles.Write(t, dir+"/../part.md", "New.\n")
	after := load(t, dir, Options{Cache: KeptCache()})
	if before.Playbooks[0].Sum == after.Playbooks[0].Sum || !strings.Contains(after.Playbooks[0].Body.HTML, "New.") {
		t.Error("a page that shows another text is the same")
	}
}
