package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// at gives an element's style as the browser computes it.
func style(selector, property string) string {
	return `getComputedStyle(document.querySelector("` + selector + `")).` + property
}

// prefer sets what the reader's system prefers.
func prefer(feature, value string) chromedp.Action[chromedp.Void] {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
	})
}

// before makes a script run before those of every page.
func before(script string) chromedp.Action[chromedp.Void] {
	return command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

const (
	lightPaper = "rgb(251, 250, 245)"
	darkPaper  = "rgb(21, 25, 26)"
)

func TestTheme(t *testing.T) {
	_, address := site(t)
	for name, prepare := range map[string]string{
		"stored":          "",
		"storage blocked": `Object.defineProperty(window, "localStorage", {get() { throw new DOMException("blocked", "SecurityError") }})`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			if prepare != "" {
				p.do(before(prepare))
			}
			p.do(prefer("prefers-color-scheme", "dark"), chromedp.Navigate(address+"index.html"))
			want(p, style("body", "backgroundColor"), darkPaper)
			p.do(chromedp.Click(".theme"))
			want(p, style("body", "backgroundColor"), lightPaper)
			want(p, `document.getElementById("fb-status").textContent`, "Light theme")
			p.do(chromedp.Navigate(address + "glossary.html"))
			want(p, style("body", "backgroundColor"), lightPaper)
			p.do(chromedp.Click(".theme"))
			want(p, style("body", "backgroundColor"), darkPaper)
			p.quiet()
		})
	}
}

func TestDisclosures(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(withoutScript(), chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"sweet-spot/recognise.html"))
	const link = `document.querySelector(".topics a[aria-current=page]").checkVisibility({contentVisibilityAuto: true})`
	want(p, link, false)
	p.do(chromedp.Click(".topics summary"))
	want(p, link, true)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"sweet-spot/recognise.html"))
	want(p, link, true)
	want(p, `document.querySelector(".contents a").checkVisibility({contentVisibilityAuto: true})`, true)
	want(p, `document.querySelectorAll("[aria-current=page]").length`, 1)
	p.quiet()
}

func TestCurrentSectionIsMarked(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 700), prefer("prefers-reduced-motion", "reduce"), chromedp.Navigate(address+"sweet-spot/recognise.html"))
	p.do(chromedp.Click(`.contents a[href="#well-connected"]`), chromedp.Sleep(300*time.Millisecond))
	want(p, `document.querySelector(".contents [aria-current]").textContent`, "Well connected")
	p.quiet()
}

func TestGlossaryTerms(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const meaning = `document.querySelector(".term .meaning").checkVisibility()`
	p.do(chromedp.Navigate(address + "sweet-spot/recognise.html"))
	want(p, meaning, false)
	p.do(chromedp.Focus(".term a"))
	want(p, meaning, true)
	want(p, `document.getElementById(document.querySelector(".term a").getAttribute("aria-describedby")).textContent.startsWith("The kind of small business")`, true)
	p.do(chromedp.KeyEvent(kb.Escape))
	want(p, meaning, false)

	p = open(t)
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(address+"sweet-spot/recognise.html"))
	const tap = `(() => { const a = document.querySelector(".term a"); a.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true, pointerType: "touch"})); a.click(); return location.pathname.endsWith("recognise.html") })()`
	want(p, tap, true)
	want(p, meaning, true)
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	p.quiet()
}

func TestReviewDue(t *testing.T) {
	_, address := site(t)
	for day, due := range map[string]bool{"2027-05-20": false, "2027-05-22": true} {
		p := open(t)
		p.do(before(`{ const Real = Date; Date = class extends Real { constructor(...a) { super(...(a.length ? a : ["`+day+`T12:00:00"])) } } }`),
			chromedp.Navigate(address+"sweet-spot/recognise.html"))
		want(p, `document.querySelector("time.due").textContent.includes("review due")`, due)
	}
}

func TestPrint(t *testing.T) {
	_, address := site(t)
	p := open(t)
	pages := func(address string) int {
		p.do(chromedp.Navigate(address))
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF())
		if err != nil {
			t.Fatal(err)
		}
		return strings.Count(string(pdf), "/Type /Page\n")
	}
	for _, list := range []string{"sweet-spot-client", "partner-readiness", "partner-cadence", "where-to-find-clients"} {
		if n := pages(address + "checklists/" + list + ".html"); n != 1 {
			t.Errorf("the checklist %s prints on %d pages", list, n)
		}
	}
	book, topic := pages(address+"print.html"), pages(address+"print.html#topic-partnerships")
	if book < 17 || topic < 4 || topic > book/2 {
		t.Errorf("the book prints on %d pages, a topic on %d", book, topic)
	}
	p.quiet()
}

// TestKeyboard walks a page by Tab: the skip link comes first and leads to the
// text, and nothing traps the focus.
func TestKeyboard(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"sweet-spot/size.html"), chromedp.KeyEvent(kb.Tab))
	want(p, `document.activeElement.className`, "skip")
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.Sleep(50*time.Millisecond))
	want(p, `document.activeElement.id`, "fb-main")
	stops := eval[int](p, `document.querySelectorAll("main a[href], main [tabindex='0'], footer a[href]").length`)
	for range stops {
		p.do(chromedp.KeyEvent(kb.Tab))
	}
	want(p, `document.activeElement.closest("footer") !== null`, true)
	p.quiet()
}
