package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTabs shows one tab at a time without any script, all of them on paper, and
// the one that holds what an address names.
func TestTabs(t *testing.T) {
	address := siteOf(t, map[string]string{
		"page.md":  "# Page\n\n=== \"Small\"\n\n    Ten people.\n\n=== \"Large\"\n\n    ## Deep\n\n    A hundred people.\n\n> [!tip]- Folded\n> Inside.\n\n![[other#Part]]\n\n$\\frac{a}{b}$ and $5 or $6.\n",
		"other.md": "# Other\n\nNot this.\n\n## Part\n\nThis [link](page.md).\n",
	})
	p := open(t)
	p.do(withoutScript(), chromedp.EmulateViewport(390, 800), chromedp.Navigate(address+"page.html"))
	const shown = `[...document.querySelectorAll(".tab")].map(t => t.checkVisibility()).join()`
	want(p, shown, "true,false")
	p.do(chromedp.Click(".tabs label:nth-of-type(2)"))
	want(p, shown, "false,true")
	p.do(chromedp.Focus(".tabs input:checked"), chromedp.KeyEvent(kb.ArrowLeft)) // to the left
	want(p, shown, "true,false")
	want(p, `document.documentElement.scrollWidth > innerWidth`, false)
	want(p, `document.querySelector("details.callout").open + document.querySelector("details.callout summary").textContent`, "falseFolded")
	want(p, `document.querySelector(".embed").innerText.replace(/\s+/g, " ") + document.querySelector(".embed [id]")`, "Other Part This link.null")
	want(p, `document.querySelectorAll("math mfrac").length`, 1)
	p.do(chromedp.Navigate(address+"page.html#deep"), chromedp.Reload())
	want(p, shown, "false,true")
	p.do(chromedp.Navigate(address+"page.html"), command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	want(p, shown, "true,true")
	want(p, `document.querySelector("details.callout p:not(.callout-title)").checkVisibility({contentVisibilityAuto: true})`, true)
	p.quiet()
}
