package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestHitsOfOneHeight: however long its title, where it stands and its text are, a hit
// is as high as the others, and its label is in view.
func TestHitsOfOneHeight(t *testing.T) {
	long := strings.Repeat("A gasket of the very long kind ", 5)
	address := siteOf(t, map[string]string{
		"index.md":      "# Home\n\nA gasket.\n",
		"deep/index.md": "# " + long + "folder\n\nText.\n",
		"deep/a.md":     "# " + long + "a\n\n" + long + "\n\n## A gasket\n\nA gasket.\n\n## " + long + "\n\nA gasket.\n",
		"b.md":          "# Gasket\n",
		"list.md":       "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria: [{id: a, ask: \"" + long + "?\", why: A gasket., hint: " + long + "}, {id: b, ask: A gasket?, why: x}]\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n\n# A gasket list\n",
	})
	p := open(t)
	const heights = `(all => [all.length > 3, new Set(all.map(e => Math.round(e.getBoundingClientRect().height))).size].join())([...document.querySelectorAll(".page-hits:not(.at-once) > .hit%s")])`
	for _, width := range []int64{320, 390, 1280} {
		p.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(address+"search.html?q=gasket"))
		soon(p, fmt.Sprintf(heights, ":not(.inside)"), "true,1")
		want(p, fmt.Sprintf(heights, ".inside"), "true,1")
		want(p, `[...document.querySelectorAll(".page-hits .badge")].map(b => [b.getBoundingClientRect(), b.parentElement.getBoundingClientRect()]).filter(([b, hit]) => b.width === 0 || b.right > hit.right || b.bottom > hit.top + hit.height / 2).length`, 0)
		want(p, `document.querySelectorAll(".page-hits .badge").length > 1`, true)
		want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	}
	p.quiet()
}

// TestHitsQuoteNoControls: a hit that is shown in its sentence says what the page says, and
// nothing of what is pressed there.
func TestHitsQuoteNoControls(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "search.html?q=computers"))
	soon(p, `[...document.querySelectorAll(".hit")].filter(h => /^Employees/.test(h.textContent) && h.querySelector("mark")).length`, 1)
	want(p, `[...document.querySelectorAll(".hit .excerpt")].map(e => e.textContent).filter(words => /or more|Don’t know|Why Note|lessabout/.test(words)).join()`, "")
	p.quiet()
}

// TestWeakHitsAreAskedFor: a question finds what answers it; what is weak is shown where
// it is asked for.
func TestWeakHitsAreAskedFor(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "search.html?q=What+can+we+give+the+accountant+in+return"))
	const found = `fieldbook.search("What can we give the accountant in return", {limit: 500, weak: %t}).then(r => [r.total > 2 * r.strong, r.hits.length === (%[1]t ? r.total : r.strong)].join())`
	want(p, fmt.Sprintf(found, false), "true,true")
	want(p, fmt.Sprintf(found, true), "true,true")
	strong := eval[int](p, `fieldbook.search("What can we give the accountant in return").then(r => r.strong)`)
	total := eval[int](p, `fieldbook.search("What can we give the accountant in return").then(r => r.total)`)
	const status, button = `document.querySelector("main [role=status]").textContent`, `document.querySelector(".hits .actions button")?.textContent ?? ""`
	soon(p, status, fmt.Sprintf("%d results", strong))
	want(p, button, fmt.Sprintf("Show %d weaker results", total-strong))
	p.do(chromedp.Click(".hits .actions button"))
	soon(p, status, fmt.Sprintf("%d results", total))
	soon(p, button, "")
	p.quiet()
}
