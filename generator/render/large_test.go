package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// scorecards is a site of so many scorecards, in folders of ten.
func scorecards(t *testing.T, n int) map[string]output.File {
	t.Helper()
	files := map[string]string{"index.md": "# Home\n", "site.yaml": "title: Site\n"}
	for i := range n {
		files[fmt.Sprintf("t%d/p%d.md", i/10, i)] = fmt.Sprintf("---\ntitle: Page %d\nchecklist:\n  id: list-%d\n  kind: scorecard\n  verdicts: [{at: 0, say: go, next: start}]\n  criteria: [{id: a, ask: Is it?, weight: 1, why: It tells.}]\n---\n\nText.\n", i, i)
	}
	r, err := build.Project{Content: testfiles.Folder(t, files)}.Build()
	if err != nil {
		t.Fatal(err)
	}
	return output.ByPath(r.WithoutIndex())
}

// TestNavigationOfManyScorecards: what stands beside scorecards is in the navigation as
// far as these are, so that it grows no more from some number on; each page finds
// itself in it.
func TestNavigationOfManyScorecards(t *testing.T) {
	few, many := scorecards(t, 60), scorecards(t, 240)
	for _, page := range []string{"t0/p3.html", "checklists/list-30.html", "checklists/list-30-leads.html", "checklists/list-30-runs.html"} {
		var links [2]int
		for i, site := range []map[string]output.File{few, many} {
			content, err := site[page].Content()
			if err != nil {
				t.Fatal(err)
			}
			links[i] = bytes.Count(content, []byte("<a "))
			if i == 1 && !strings.Contains(string(content), `aria-current="page"`) {
				t.Errorf("%s is not marked in its own navigation", page)
			}
		}
		if links[1] > links[0]+30 { // topics: as many as are shown at once
			t.Errorf("%s has %d links in a site of 60 scorecards, and %d of 240", page, links[0], links[1])
		}
	}
}
