package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// rootSize sets the size of the root's letters, as a reader's own style does.
func rootSize(percent int) chromedp.Action[chromedp.Void] {
	return evaluated(fmt.Sprintf(`{ const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: %d%% !important }"); document.adoptedStyleSheets = [sheet] }; 0`, percent))
}

// TestFocusIsNotBehindTheFoot goes through whole checklists by keyboard, forth
// and back: what has the focus is never behind the foot (WCAG 2.4.11).
func TestFocusIsNotBehindTheFoot(t *testing.T) {
	_, address := site(t)
	for _, page := range []string{scorecard + "#drive=30&computers=25", decision + "#weak=no"} {
		p := open(t)
		p.do(chromedp.EmulateViewport(390, 700), chromedp.Navigate(address+page), chromedp.Focus(".run-name"))
		const stops = 120
		seen := map[string]bool{}
		for i := range 2 * stops {
			if i < stops {
				p.do(chromedp.KeyEvent(kb.Tab))
			} else {
				p.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
			}
			covered := eval[string](p, `(() => { const e = document.activeElement, foot = [...document.querySelectorAll(".result, .foot")].find(f => f.getClientRects().length), f = foot.getBoundingClientRect();
				const b = (e.closest("label") ?? e).getBoundingClientRect();
				return (e === document.body || foot.contains(e) || b.bottom <= f.top + 1 || b.top >= f.bottom - 1 ? "" : "covered: ") + (e.name || e.className || e.textContent) })()`)
			seen[covered] = true
		}
		for what := range seen {
			if strings.HasPrefix(what, "covered: ") {
				t.Errorf("%s: %s", page, what)
			}
		}
		if len(seen) < 20 {
			t.Errorf("only %d elements were met", len(seen))
		}
	}
}

// TestFocusStaysInTheWindow: beside the questions the result covers nothing. Focus moves
// what is in sight nowhere, and what has it is always in sight.
func TestFocusStaysInTheWindow(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+scorecard+"#drive=30&computers=25"), chromedp.Focus(".run-name"))
	const inSight = `(b => b.top >= 0 && b.bottom <= innerHeight)((document.activeElement.closest("label") ?? document.activeElement).getBoundingClientRect())`
	seen := map[string]bool{}
	for range 60 {
		p.do(chromedp.KeyEvent(kb.Tab))
		what := eval[string](p, `(e => e.name || e.className || e.textContent)(document.activeElement)`)
		seen[what] = true
		if !eval[bool](p, inSight) {
			t.Errorf("%s is out of the window", what)
		}
		if moved := eval[float64](p, `(e => { const y = scrollY; e.blur(); e.focus({ focusVisible: true }); return scrollY - y })(document.activeElement)`); moved != 0 {
			t.Errorf("%s moves the page by %g when it gets the focus", what, moved)
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d elements were met", len(seen))
	}
	p.quiet()
}

// TestFootTakesAFifth: with letters of twice the size a foot that would take more
// than a fifth of the window is part of the page; and no page grows wider than its
// window.
func TestFootTakesAFifth(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const taken = `[...document.querySelectorAll(".result, .foot")].filter(f => getComputedStyle(f).position === "sticky" && getComputedStyle(f).bottom !== "auto").reduce((sum, f) => sum + f.offsetHeight / innerHeight, 0)`
	for _, page := range []string{scorecard + "#drive=30&computers=25", decision + "#weak=no"} {
		p.do(chromedp.Navigate(address + page))
		for _, width := range []int64{390, 768, 1280} {
			for _, percent := range []int{200, 100} {
				p.do(chromedp.EmulateViewport(width, 800), rootSize(percent))
				soon(p, taken+` <= 0.2`, true)
				if over := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
					t.Errorf("%s at %d, %d %%, is %d pixels wider than its window", page, width, percent, over)
				}
				if percent == 100 && width == 390 {
					soon(p, taken+` > 0`, true) // there is one
				}
			}
		}
	}
	p.quiet()
}

// TestFootReachesFromEdgeToEdge: no text shows beside a foot that stands over it.
func TestFootReachesFromEdgeToEdge(t *testing.T) {
	_, address := site(t)
	p := open(t)
	for _, page := range []string{scorecard, decision} {
		p.do(chromedp.Navigate(address + page))
		for _, width := range []int64{390, 768, 1000} {
			p.do(chromedp.EmulateViewport(width, 1000))
			soon(p, `(f => f.left + " " + (innerWidth - f.right))(document.querySelector(".result, .foot").getBoundingClientRect())`, "0 0")
		}
	}
	p.quiet()
}

// TestFootFoldsWhenLeft: an open foot is not left over what comes next.
func TestFootFoldsWhenLeft(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 700), chromedp.Navigate(address+scorecard), chromedp.Click(".unfold"))
	want(p, `document.querySelector(".result.open") !== null && document.querySelector(".unfold").getAttribute("aria-expanded")`, "true")
	p.do(chromedp.Focus("[name=drive]"))
	want(p, `document.querySelector(".result.open") === null && document.querySelector(".unfold").getAttribute("aria-expanded")`, "false")
	p.quiet()
}

// TestButtonsKeepTheirSize: what a button says when it was used moves nothing.
func TestButtonsKeepTheirSize(t *testing.T) {
	_, address := site(t)
	const places = `JSON.stringify([...document.querySelectorAll("main button, main h2, main li, footer")].filter(e => e.getClientRects().length && !e.closest("nav, .result")).map(e => { const b = e.getBoundingClientRect(); return [b.left + scrollX, b.top + scrollY, b.width, b.height].map(Math.round) }))`
	for _, width := range []int64{390, 768, 1280} {
		p := open(t)
		p.do(chromedp.EmulateViewport(width, 800), before(`Object.defineProperty(navigator, "clipboard", {value: {writeText: () => Promise.resolve()}})`))
		for _, c := range []struct{ page, button, then, says string }{
			{scorecard, ".share", "[data-share=link]", "✓ Link copied"}, {scorecard, ".share", "[data-share=text]", "✓ Text copied"},
			{"checklists/sweet-spot-client-order.html", ".copy-order", "", "✓ Text copied"},
			{"sweet-spot/recognise.html", ".copy-markdown", "", "✓ Copied as Markdown"}, {"sweet-spot/recognise.html", "h2 .anchor", "", "✓"},
		} {
			p.do(chromedp.Navigate(address + c.page))
			before := eval[string](p, places)
			p.do(evaluated(fmt.Sprintf(`document.querySelector(%q).click()`, c.button)))
			if c.then != "" {
				soon(p, `document.querySelector("dialog[open]") !== null`, true)
				p.do(evaluated(fmt.Sprintf(`document.querySelector(%q).click()`, c.then)))
			}
			soon(p, fmt.Sprintf(`document.querySelector(%q).textContent`, c.button), c.says)
			if after := eval[string](p, places); after != before {
				t.Errorf("%s at %d: %s moves something:\n%s\n%s", c.page, width, c.button, before, after)
			}
			want(p, fmt.Sprintf(`(b => b.scrollWidth <= b.clientWidth && b.scrollHeight <= b.clientHeight || getComputedStyle(b).display === "inline-block" && b.scrollWidth <= b.clientWidth + 1)(document.querySelector(%q))`, c.button), true)
		}
		p.quiet()
	}
}
