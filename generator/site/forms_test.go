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
