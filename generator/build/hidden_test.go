package build

import (
	"bytes"
	"strings"
	"testing"

	"fieldbook/generator/dialect"
	"fieldbook/generator/testfiles"
)

// TestNothingHiddenGetsOut plants words where a page of each dialect hides something,
// behind a listing that begins in a list item, and looks for them in every file of the
// site: pages, Markdown, the texts for programs, the index, data and feeds.
func TestNothingHiddenGetsOut(t *testing.T) {
	everywhere := "<!-- planted -->\n\n<!--\nplanted\n\nplanted\n-->\n\nA <!-- planted --> b.\n\n[//]: # (planted)\n\n[^unused]: planted\n\n<script>planted</script>\n\n" +
		"A <span hidden>planted <b>planted</b></span> b.\n\n<div hidden class=\"x\">\n\n# planted\n\n- planted[^2]\n\n<div>planted</div>\n\nplanted\n\n</div>\n\n[^2]: planted\n\n" +
		"> <p style=\"color: red; display:none\">planted\n\n<div>\n<i style='visibility:hidden'>planted</i>\n</div>\n\n<dialog>planted</dialog>\n\n<datalist><option>planted</datalist>\n\n" +
		"- A <span hidden>planted\n  planted\n"
	for d, hidden := range map[dialect.Name]string{
		dialect.Plain:      "",
		dialect.Obsidian:   "%%planted%%\n\nA %% planted\nplanted %% b.\n\n%%\nplanted\n\n```\nplanted\n```\n%%\n",
		dialect.MkDocs:     "*[ABC]: planted\n",
		dialect.Docusaurus: "{/* planted */}\n\nA {/* planted\nplanted */} b.\n\n{/*\nplanted\n*/}\n\n<Tabs>\n<TabItem value=\"planted\" label=\"One\">\n\nText.\n\n</TabItem>\n</Tabs>\n",
		dialect.Hugo:       "{{< comment >}}planted\n\nplanted{{< /comment >}}\n\nA {{% comment %}}planted{{% /comment %}} b.\n",
		dialect.Docsify:    "[a](page ':class=planted')\n",
		dialect.Logseq:     "- A\n  collapsed:: planted\n- #+BEGIN_COMMENT\n  planted\n  #+END_COMMENT\n- A\n  :LOGBOOK:\n  CLOCK: planted\n  :END:\n",
		dialect.Dendron:    "A {{! planted\nplanted }} b.\n",
		dialect.GitHub:     "{% comment %}\nplanted\n{% endcomment %}\n\nA {% comment %}planted{% endcomment %} b.\n",
	} {
		dir := t.TempDir()
		testfiles.Write(t, dir+"/index.md", "# Home\n\n![[page]]\n")
		testfiles.Write(t, dir+"/page.md", "# Page\n\n- ```\n  listing\n  ```\n\n"+everywhere+hidden+"\nThe end.\n")
		r, err := Project{Content: dir, From: string(d), Lenient: true}.Build()
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for name, data := range contents(t, r.Files()) {
			found = found || strings.HasSuffix(name, ".md") && bytes.Contains(data, []byte("The end."))
			if at := bytes.Index(data, []byte("planted")); at >= 0 {
				t.Errorf("%s: %s holds what the page hides: %q", d, name, data[max(0, at-60):min(len(data), at+40)])
			}
		}
		if !found {
			t.Errorf("%s: the page is not published", d)
		}
	}
}
