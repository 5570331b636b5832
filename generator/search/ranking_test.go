package search

import (
	"fmt"
	"strings"
	"testing"
)

// TestRanking holds the order of a few pages that differ in one thing each.
func TestRanking(t *testing.T) {
	filler := strings.Repeat("plain words of no meaning stand here. ", 20)
	pages := map[string]string{
		"rare.md":    "# One\n\n" + filler + "The zirconium stands here with a widget.",
		"common.md":  "# Two\n\n" + filler + strings.Repeat("A widget, and a widget more. ", 4),
		"title.md":   "# Gasket care\n\n" + filler,
		"body.md":    "# Three\n\n" + filler + "A gasket, a gasket and a gasket.",
		"heading.md": "# Four\n\n" + filler + "\n\n## Flange\n\n" + filler,
		"mention.md": "# Five\n\n" + filler + "One flange.",
		"near.md":    "# Zz near\n\n" + strings.Repeat(filler, 4) + "Here a piston meets a cylinder of it.",
		"apart.md":   "# Aa apart\n\n" + "A piston comes first. " + strings.Repeat(filler, 4) + " The cylinder here.",
		"metal.md":   "# Eleven\n\n" + filler + "Tungsten is here.",
		"short.md":   "# Eight\n\nA rotor.",
		"long.md":    "# Nine\n\n" + strings.Repeat(filler, 10) + "A rotor.",
		"exact.md":   "# Valve\n\n" + filler,
		"longer.md":  "# Valve and other parts of it\n\n" + filler,
		"keyword.md": "---\nkeywords: [sprocket]\n---\n# Ten\n\n" + filler,
	}
	for i := range 30 {
		pages[fmt.Sprintf("more%d.md", i)] = fmt.Sprintf("# More %d\n\n%s A widget.", i, filler)
	}
	b := newBrowser(t, Files(written(t, pages), nil))
	for query, want := range map[string]string{
		"zirconium widget": "rare.html", "widget zirconium": "rare.html", "gasket": "title.html", "flange": "heading.html#flange", "piston cylinder": "near.html", "tungsten widget": "metal.html", "widget tungsten": "metal.html", "rotor": "short.html",
		"valve": "exact.html", "valve parts": "longer.html", "sprocket": "keyword.html", "zirc": "rare.html", "gaksetcare": "", "gaskte": "title.html", "gakset": "title.html", "gaskt": "title.html", "gaskket": "title.html", "gasklt": "title.html",
		`"piston meets a cylinder"`: "near.html", "gasket -care": "body.html",
	} {
		r := b.find(query, nil)
		if got := r.first(); got != want {
			t.Errorf("%s leads to %s, want %s", query, got, want)
		}
		if misspelt := strings.HasPrefix(query, "ga") && !strings.HasPrefix(query, "gasket") && want != ""; (r.Corrected == "gasket") != misspelt {
			t.Errorf("%s is corrected to %q", query, r.Corrected)
		}
	}
	if r := b.find("widget", nil); r.Total != 32 || r.first() != "common.html" {
		t.Errorf("%d pages, %s first", r.Total, r.first())
	}
	r := b.find("valve", nil)
	for i := 1; i < len(r.Hits); i++ {
		if r.Hits[i].Score > r.Hits[i-1].Score {
			t.Errorf("the scores do not fall: %v", r.Hits)
		}
	}
}
