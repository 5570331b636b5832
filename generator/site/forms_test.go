package site

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestUnicodeForms lets files, headings, anchors and what refers to them meet in
// whichever of two forms Unicode has for their letters each is written.
func TestUnicodeForms(t *testing.T) {
	forms := map[string]norm.Form{"composed": norm.NFC, "decomposed": norm.NFD}
	for _, name := range []string{"Größe", "한국어", "ガイド", "Việt"} {
		for here, form := range forms {
			for there, link := range forms {
				n, l := form.String(name), link.String(name)
				text := "# Home\n\n"
				for _, to := range []string{"[a](<%[1]s/%[1]s.md#teil-%[2]s>)", "[a](%[1]s/%[1]s.md#own-%[2]s)", "[a](%[1]s/%[1]s.md#raw-%[2]s)", "[a](%[1]s/)", "[[%[1]s]]", "[[%[1]s#Teil %[1]s]]", "[[%[1]s/%[1]s]]", "![a](%[1]s/%[1]s.png)", "![[%[1]s.png]]", "![[%[1]s/%[1]s.png]]", "[[Titel %[1]s]]", "[[Andrer %[1]s]]"} {
					text += fmt.Sprintf(to, l, link.String(strings.ToLower(name))) + "\n\n"
				}
				s, found := join(t, map[string]string{
					"site.yaml": "raw_html: true\nnavigation: [{page: " + l + "/" + l + ".md}]\n",
					"index.md":  text,
					n + "/" + n + ".md": "---\ntitle: Titel " + l + "\nnames: [Andrer " + n + "]\ntags: [" + n + ", " + l + "]\n---\n\n# Titel " + n + "\n\n## Teil " + n + "\n\n## Own {#own-" + form.String(strings.ToLower(name)) + "}\n\n" +
						"<a id=\"raw-" + form.String(strings.ToLower(name)) + "\"></a>\n\n[up](#teil-" + link.String(strings.ToLower(name)) + ") [[#Teil " + l + "]]\n",
					n + "/" + n + ".png": "x",
				}, Options{})
				what := name + " " + here + ", referred to " + there
				expect(t, what, found)
				if len(s.Tags.All) != 1 {
					t.Errorf("%s: %d tags", what, len(s.Tags.All))
				}
				if page := s.PageOf(n + "/" + n + ".md"); page == nil || page.Playbook.Sections[0].ID == "" {
					t.Errorf("%s: the heading is not the title", what)
				}
			}
		}
	}
}

// TestSignsInNames leads to pages and files whose names hold the sign that headings
// stand behind: the longest name counts.
func TestSignsInNames(t *testing.T) {
	files := map[string]string{
		"C.md": "# C\n\n## notes\n", "C# notes.md": "# C# notes\n\n## Part\n", "F#.md": "# Sharp\n\n## Part\n", "plan #1.png": "x",
		"index.md": "# Home\n\n[[C# notes]] [[C# notes#Part]] [[C#notes]] [[F#]] [[F##Part|x]] [[sharp#part]]\n\n![[plan #1.png]]\n",
	}
	for _, dialect := range []string{"", "dialect: obsidian\n"} {
		files["site.yaml"] = "title: S\n" + dialect
		s, found := join(t, files, Options{})
		expect(t, "diagnostics", found)
		home := s.PageOf("index.md")
		var got []string
		for _, l := range home.Playbook.Body.Links {
			target, _ := s.Resolver.Resolve(home, l)
			got = append(got, target.Address()+" "+target.Fragment)
		}
		expect(t, "targets", got, "C# notes.html ", "C# notes.html part", "C.html notes", "F#.html ", "F#.html part", "F#.html part", "plan #1.png ")
	}
}
