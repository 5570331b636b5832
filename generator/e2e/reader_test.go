package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"fieldbook/generator/testfiles"
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

// onDay lets pages think that it is noon of a day: what depends on today looks as it did.
func onDay(day string) chromedp.Action[chromedp.Void] {
	return before(`{ const Real = Date; Date = class extends Real { constructor(...a) { super(...(a.length ? a : ["` + day + `T12:00:00"])) } static now() { return Real.parse("` + day + `T12:00:00Z") } } }`)
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

// TestTablesAlign shows columns as their author aligned them.
func TestTablesAlign(t *testing.T) {
	dir, out := testfiles.Folder(t, map[string]string{"index.md": "# Prices\n\n| Item | Price | Note |\n| --- | ---: | :-: |\n| a | 9 | b |\n"}), t.TempDir()
	if err := publish(dir, out); err != nil {
		t.Fatal(err)
	}
	p := open(t)
	p.do(chromedp.Navigate("file://" + filepath.ToSlash(out) + "/index.html"))
	want(p, `[...document.querySelectorAll("main :is(th, td)")].map((cell) => getComputedStyle(cell).textAlign.replace("-webkit-", "")).join(" ")`, "start right center start right center")
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
		p.do(onDay(day),
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
	if book < 8 || book > 14 || topic < 2 || topic > book/2 {
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

// TestSourcesInPlace opens a fact over the page that cites it, with a tap and
// with the keyboard, and follows the link where the fact cannot be had.
func TestSourcesInPlace(t *testing.T) {
	_, address := site(t)
	p := open(t)
	for _, width := range []int64{390, 1280} {
		p.do(chromedp.EmulateViewport(width, 800), chromedp.Navigate(address+"sweet-spot/distance.html"), chromedp.Click(`.cite[href$="#S5"]`), chromedp.WaitVisible(".source"))
		want(p, `document.querySelector(".source").textContent.includes("30 to 50 minute drive")`, true)
		want(p, `!!document.querySelector(".source .of-work")?.textContent`, true)
		want(p, `document.querySelector(".source").textContent.includes("Used on")`, false)
		want(p, `(b => b.left >= 0 && b.right <= innerWidth && b.bottom <= innerHeight)(document.querySelector(".source").getBoundingClientRect())`, true)
		want(p, `document.querySelectorAll(".source").length`, 1)
		p.do(chromedp.KeyEvent(kb.Escape), chromedp.WaitNotPresent(".source"))
		want(p, `document.activeElement.textContent`, "S5")
	}
	p.do(chromedp.Focus(`.cite.house`), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(".source"))
	want(p, `document.querySelector(".source").textContent.includes("decided for itself")`, true)
	want(p, `location.pathname.endsWith("/sweet-spot/distance.html")`, true)
	p.do(chromedp.Navigate(address+scorecard), chromedp.Click(`.cite[href$="#S5"]`), chromedp.WaitVisible(".source"))
	want(p, `document.querySelector(".source").textContent.includes("30 to 50 minute drive")`, true)
	p.quiet()
	p.do(chromedp.Navigate(address + "sweet-spot/distance.html"))
	eval[bool](p, `(fetch = () => Promise.reject(new Error("offline")), true)`)
	p.do(chromedp.Click(`.cite[href$="#S5"]`), chromedp.WaitVisible("#S5"))
	want(p, `location.pathname.endsWith("/sources.html") && location.hash`, "#S5")
}

// TestLongSite opens a page far down in the navigation, with long contents: the
// page is in view there, and of the contents the section that is read is open.
func TestLongSite(t *testing.T) {
	pages := map[string]string{}
	text := "# Deep\n"
	for i := range 12 {
		text += fmt.Sprintf("\n## Part %d\n\nText.\n\n### First %d\n\nText.\n\n### Second %d\n\nText.\n", i, i, i)
	}
	text += strings.Repeat("\nText.\n", 60)
	folder := ""
	for i := range 6 {
		folder += fmt.Sprintf("level-%d/", i)
		for j := range 8 {
			pages[fmt.Sprintf("%sa-page-%d.md", folder, j)] = fmt.Sprintf("# Page %d of level %d\n", j, i)
		}
	}
	pages[folder+"deep.md"] = text
	address := siteOf(t, pages)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+folder+"deep.html#part-5"))
	want(p, `{ const nav = document.querySelector(".topics").getBoundingClientRect(), here = document.querySelector(".topics [aria-current]").getBoundingClientRect();
		nav.top < here.top && here.bottom < Math.min(nav.bottom, innerHeight) }`, true)
	const shown = `[...document.querySelectorAll(".contents li")].filter(li => li.getClientRects().length && !li.matches(".level-2")).map(li => li.textContent).join()`
	soon(p, shown, "First 5,Second 5")
	p.do(chromedp.Navigate(address + folder + "deep.html#second-7"))
	soon(p, shown, "First 7,Second 7")
	p.do(chromedp.EmulateViewport(390, 800))
	want(p, `[...document.querySelectorAll(".crumbs a")].filter(a => a.getClientRects().length).map(a => a.textContent).join()`, "Level 5")
	p.quiet()
}

// spaced gives every text the room of WCAG 1.4.12, and is what then is cut, or wider
// than the window. The foot names the next question in one line: it stands whole above,
// and in the foot when that is open.
const spaced = `{ const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
	document.adoptedStyleSheets = [sheet];
	const cut = [...document.querySelectorAll("body *")].filter(e => !e.matches(".hidden, legend, input, svg *") && !e.closest(".result:not(.open) .ask-next") && getComputedStyle(e).overflow !== "visible" &&
		e.clientWidth > 1 && getComputedStyle(e).overflowX !== "auto" && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1));
	cut.map(e => e.className + ": " + e.textContent.slice(0, 40)).join() + (document.documentElement.scrollWidth > innerWidth ? "wider" : "") }`

// TestTextSpacing gives every text the room of WCAG 1.4.12: nothing is cut, and
// no page grows wider than its window.
func TestTextSpacing(t *testing.T) {
	_, address := site(t)
	p := open(t)
	for _, width := range []int{320, 390, 1280} {
		p.do(chromedp.EmulateViewport(int64(width), 900))
		for _, page := range []string{"index.html", "sweet-spot/recognise.html", "finding/where-to-look.html", "checklists/sweet-spot-client.html#drive=30&computers=25",
			"checklists/partner-readiness.html#weak=yes&demand=no", "checklists/partner-cadence.html", "sources.html", "glossary.html", "search.html"} {
			p.do(chromedp.Navigate(address + page))
			if got := eval[string](p, spaced); got != "" {
				t.Errorf("%s at %d: %s", page, width, got)
			}
		}
	}
}

// TestTakeAlong: a page is copied as Markdown, and the link to a paragraph leads
// back to it.
func TestTakeAlong(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 700), chromedp.Navigate(address+"sweet-spot/recognise.html"))
	eval[bool](p, `{ navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }; true }`)
	p.do(chromedp.Click(".copy-markdown"))
	soon(p, `document.querySelector(".copy-markdown").textContent`, "✓ Copied as Markdown")
	want(p, `window.copied.startsWith("# Recognise a sweet-spot client\n") && window.copied.includes("[up to 30 min](")`, true)

	const paragraph = `document.querySelector("#well-connected ~ p")`
	eval[bool](p, `{ `+paragraph+`.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"})); document.querySelector(".passage").click(); true }`)
	soon(p, `document.querySelector(".passage").textContent`, "✓ Link copied")
	link := eval[string](p, `window.copied`)
	if !strings.Contains(link, "/sweet-spot/recognise.html#well-connected:~:text=") {
		t.Error(link)
	}
	eval[bool](p, `{ document.querySelector(".prose").dispatchEvent(new PointerEvent("pointerleave", {pointerType: "mouse"})); true }`)
	want(p, `document.querySelectorAll(".passage").length`, 0)
	// On a phone there is no pointer to hover: selected words ask for it.
	eval[bool](p, `{ const r = document.createRange(); r.selectNodeContents(`+paragraph+`); getSelection().addRange(r); true }`)
	soon(p, `document.querySelectorAll(".passage").length`, 1)
	p.quiet()

	// The text is found again, also where a browser must match it: the first and
	// the last words stand in the paragraph, in this order.
	_, text, _ := strings.Cut(link, ":~:text=")
	first, last, _ := strings.Cut(text, ",")
	want(p, `{ const t = `+paragraph+`.innerText.replace(/\s+/g, " "); const a = t.indexOf(decodeURIComponent("`+first+`")); a === 0 && t.indexOf(decodeURIComponent("`+last+`")) >= a }`, true)
}

// TestOwnTab: Ctrl and the middle button open a citation, or the question to ask
// next, in a tab of its own, and leave the page as it is.
func TestOwnTab(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 800))
	for page, link := range map[string]string{"sweet-spot/distance.html": `.prose .cite[href$="#S5"]`, scorecard: ".ask-next a"} {
		p.do(chromedp.Navigate(address+page), evaluated(fmt.Sprintf(`(document.querySelector(%q).scrollIntoView({block: "center"}), document.activeElement.blur())`, link)))
		for _, how := range []chromedp.MouseOption{func(e *input.DispatchMouseEventParams) { e.Modifiers = int64(chromedp.ModifierCtrl) }, chromedp.ButtonMiddle} {
			at := eval[[]float64](p, fmt.Sprintf(`(b => [b.left + b.width / 2, b.top + b.height / 2])(document.querySelector(%q).getClientRects()[0])`, link))
			before := tabs(p)
			p.do(chromedp.MouseClickXY(at[0], at[1], how))
			for end := time.Now().Add(8 * time.Second); tabs(p) == before && time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
			}
			if after := tabs(p); after != before+1 {
				t.Errorf("%s %s: %d tabs became %d", page, link, before, after)
			}
			want(p, `document.querySelectorAll(".source").length + location.pathname`, "0"+subPath+page)
			want(p, `document.activeElement.matches("input")`, false)
		}
	}
	p.quiet()
}

// tabs counts the open pages of the browser.
func tabs(p *tab) int {
	p.Helper()
	all, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.Fatal(err)
	}
	n := 0
	for _, info := range all {
		if info.Type == "page" {
			n++
		}
	}
	return n
}
