package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// clients are two of whom something is kept, the second open; the first is newer, and
// the third settled.
const clients = `localStorage.setItem("` + runsKey + `", JSON.stringify({version: 1, current: "b-2", runs: [
	{id: "c-1", name: "Newer", answers: {drive: "90"}}, {id: "b-2", name: "Hartley <b>", answers: {drive: "25", computers: "20.."}}, {id: "d-3", name: "Won", outcome: "won", answers: {drive: "1"}}]}))`

// homeOf opens the home page of a browser that keeps clients and a list.
func homeOf(t *testing.T, width, height int64) (*tab, string) {
	t.Helper()
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(address+leadsPage))
	bring(p, "kept.csv", "Company,Staff\nA,20\nB,30\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelectorAll(".lead-row").length`, 2)
	p.do(inMenu(".list-keep"))
	soon(p, `Object.keys(localStorage).some(key => key.endsWith("leads-last"))`, true)
	p.do(evaluated(clients), chromedp.Navigate(address+"index.html"))
	soon(p, `document.querySelectorAll(".go-on li:not([hidden])").length`, 2)
	return p, address
}

// TestGoOn leads back to the open client, as the scorecard has them, and to the list
// that was kept last.
func TestGoOn(t *testing.T) {
	p, address := homeOf(t, 390, 844)
	want(p, `document.querySelector(".client b").textContent`, "Hartley <b>")
	figure := eval[string](p, `document.querySelector(".client .figure").textContent`)
	verdict := eval[string](p, `document.querySelector(".client small").textContent`)
	want(p, `[...document.querySelectorAll(".client rect")].map(r => r.className.baseVal).join()`, "best,between,worst")
	want(p, `[...document.querySelectorAll(".client line")].slice(1).map(l => parseInt(l.getAttribute("x1"))).join("–")`, figure)
	p.do(chromedp.Click(".client"))
	soon(p, `location.pathname`, subPath+scorecard)
	soon(p, `document.querySelector(".run-name").value`, "Hartley <b>")
	want(p, `document.getElementById("fb-score").textContent`, figure)
	if next := eval[string](p, `document.querySelector(".verdict").textContent + ". " + document.querySelector(".ask-next").textContent`); next != verdict {
		t.Errorf("the home page says %q, the scorecard %q", verdict, next)
	}
	p.do(chromedp.Navigate(address + "index.html"))
	soon(p, `document.querySelector(".go-on [data-leads]")?.textContent.trim()`, "kept.csv 2 leads")
	p.do(chromedp.Click(".go-on [data-leads] a"))
	soon(p, `document.querySelectorAll(".lead-row").length`, 2)
	// Another client, where the open one is settled; and a list that is gone is not told.
	p.do(inMenu(".list-menu .list-again"), chromedp.Click(".lists-kept li button:last-child"))
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 0)
	p.do(evaluated(`sessionStorage.clear()`), evaluated(`localStorage.setItem("`+runsKey+`", localStorage.getItem("`+runsKey+`").replace('"current":"b-2"', '"current":"d-3"'))`), chromedp.Navigate(address+"index.html"))
	soon(p, `[...document.querySelectorAll(".go-on li:not([hidden]) b")].map(b => b.textContent).join()`, "Newer")
	p.do(chromedp.Click(".client"))
	soon(p, `document.querySelector(".run-name")?.value`, "Newer")
	p.quiet()
}

// TestGoOnIsAbsent: who keeps nothing, or no longer, sees nothing of it and loads
// nothing for it.
func TestGoOnIsAbsent(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const loaded = `performance.getEntriesByType("resource").some(e => /home-|\.json$/.test(e.name))`
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"index.html"))
	want(p, `document.querySelector(".go-on").checkVisibility()`, false)
	want(p, loaded, false)
	p.do(evaluated(clients), chromedp.Reload())
	soon(p, loaded, true)
	p.do(evaluated(clients+`, localStorage.setItem("`+runsKey+`", localStorage.getItem("`+runsKey+`").replaceAll('"answers"', '"outcome":"lost","answers"'))`), chromedp.Reload())
	soon(p, `document.querySelector(".go-on").checkVisibility()`, false)
	p.quiet()
}

// TestGoOnMovesNothing keeps the place of what is below, and needs no server.
func TestGoOnMovesNothing(t *testing.T) {
	p, _ := homeOf(t, 390, 844)
	p.do(evaluated(`localStorage.removeItem(Object.keys(localStorage).find(key => key.endsWith("leads-last")))`), before(`globalThis.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => moved += e.value)).observe({type: "layout-shift", buffered: true})`), chromedp.Reload())
	soon(p, `document.querySelectorAll(".client").length`, 1)
	p.do(evaluated(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`))
	want(p, `moved`, 0.0)
	p.quiet()
}

// TestHomeIsShort bounds the home page of the sample, with all that it can have.
func TestHomeIsShort(t *testing.T) {
	for width, most := range map[int64]float64{390: 1250, 1280: 900} {
		p, _ := homeOf(t, width, 800)
		if got := eval[float64](p, `document.documentElement.scrollHeight`); got > most {
			t.Errorf("%v pixels at %d", got, width)
		}
		// Rulers stand under each other, and say their limits themselves.
		want(p, `new Set([...document.querySelectorAll(".glance svg")].map(s => s.getBoundingClientRect().left)).size`, 1)
		want(p, `getComputedStyle(document.querySelector(".glance li")).paddingBlock`, "4px")
		want(p, fmt.Sprintf(`document.querySelectorAll(".topic-cards li").length > 4 && [...document.querySelectorAll(".topic-cards li")].every(li => li.checkVisibility() === %t)`, width > 1000), true)
		want(p, `[...document.querySelectorAll("main a")].some(a => getComputedStyle(a).textDecorationLine !== "none")`, false)
		p.do(withoutScript(), chromedp.Reload())
		want(p, `[...document.querySelectorAll(".tasks a")].filter(a => a.checkVisibility()).length`, 4)
		p.quiet()
	}
}

// TestOneFrame: header, navigation, page and footer stand in one frame of 80 rem, in
// the middle of a wide window, on all kinds of page.
func TestOneFrame(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.inNotoSans()
	for _, width := range []int64{1280, 1920} {
		p.do(chromedp.EmulateViewport(width, 900))
		for _, page := range []string{"index.html", "sweet-spot/recognise.html", "sweet-spot/index.html", scorecard, "checklists/partner-readiness.html", leadsPage, "sources.html", "glossary.html", "search.html", "print.html", "404.html"} {
			p.do(chromedp.Navigate(address + page))
			const ends = `{ const at = s => document.querySelector(s).getBoundingClientRect(), frame = 80 * 16, edge = (innerWidth - frame) / 2;
				[at(".brand").left, at(".topics a").left, at(".site-footer > :first-child").left].every(x => x === edge + 32) && at("main").right <= innerWidth - edge - 32 && at(".theme svg").right <= innerWidth - edge && at("main").left === at(".search").left }`
			if !eval[bool](p, ends) {
				t.Errorf("%s at %d is out of the frame", page, width)
			}
		}
	}
}

// TestBranchesOpenInPlace walks a site from folder to folder without a script, on a
// phone: the branch of the page is open, others open where they stand, and entries of
// one name are told apart.
func TestBranchesOpenInPlace(t *testing.T) {
	pages := map[string]string{"index.md": "# Home\n", "here/index.md": "# Here\n", "here/page.md": "# Page\n", "here/deep/page.md": "# Page\n", "there/one.md": "# Twin\n", "there/two.md": "# Twin\n", "there/below/leaf.md": "# Leaf\n"}
	for i := range 200 {
		pages[fmt.Sprintf("wide/f-%03d/leaf-%03d.md", i, i)] = "# Wide leaf\n"
	}
	address := siteOf(t, pages)
	p := open(t)
	p.do(withoutScript(), chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"here/page.html"), chromedp.Click(".topics summary"))
	const shown = `[...document.querySelectorAll(".topics a")].filter(a => a.checkVisibility({contentVisibilityAuto: true})).map(a => a.textContent).join()`
	want(p, shown, "Here,Page here,Deep,There,Wide")
	p.do(chromedp.Click(`summary[aria-label="There"]`))
	want(p, shown, "Here,Page here,Deep,There,Twin one,Twin two,Below,Wide")
	p.do(chromedp.Click(`summary[aria-label="Below"]`), chromedp.Click(`summary[aria-label="Deep"]`))
	want(p, shown, "Here,Page here,Deep,Page deep,There,Twin one,Twin two,Below,Leaf,Wide")
	want(p, `[...document.querySelectorAll(".topics :is(a, summary)")].every(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height >= 44)`, true)
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	// A large site weighs little more on each page, and says that there is more.
	want(p, `document.querySelectorAll(".topics a").length < 60`, true)
	p.do(chromedp.Navigate(address + "wide/f-100/leaf-100.html"))
	want(p, `[...document.querySelectorAll(".topics a")].filter(a => a.textContent === "All 200 pages").map(a => a.href.endsWith("/wide/index.html")).join()`, "true")
	want(p, `document.querySelectorAll(".topics details details[open]").length`, 2)
	p.quiet()
}

// TestTextBeginsHigh: on a phone the text of a page begins in the upper part of the
// screen, and what is to be known of the page itself comes at its end. A fact is text.
func TestTextBeginsHigh(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.inNotoSans()
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"search.html"))
	pages := eval[[]string](p, `[...new Set([...document.querySelectorAll("[data-results] a")].map(a => a.href.split("#")[0]))]`)
	told := 0
	for _, page := range pages {
		p.do(chromedp.Navigate(page))
		if top := eval[float64](p, `document.querySelector(".kind-playbook .prose > *, .kind-topic .prose > *")?.getBoundingClientRect().top ?? 0`); top > 320 {
			t.Errorf("%s: the text begins at %v", page, top)
		}
		if eval[bool](p, `document.querySelector(".meta") !== null`) {
			told++
			want(p, `Boolean(document.querySelector(".prose").compareDocumentPosition(document.querySelector(".meta")) & Node.DOCUMENT_POSITION_FOLLOWING)`, true)
		}
	}
	if told < 5 {
		t.Errorf("%d of %d pages tell who keeps them", told, len(pages))
	}
	p.do(chromedp.Navigate(address + "sources.html"))
	want(p, `document.querySelectorAll(".fact").length > 10 && document.querySelectorAll(".fact :is(h2, h3, h4)").length === 0`, true)
}

// TestTitlesKeepWordsWhole: no line of a title or a heading ends inside of a word with
// a hyphen, but where no line has room for it.
func TestTitlesKeepWordsWhole(t *testing.T) {
	long := "a" + strings.Repeat("-very", 20)
	address := siteOf(t, map[string]string{"index.md": "# Home\n", "a.md": "# Recognise one good sweet-spot & client, well-connected\n\n## Now recognise one good sweet-spot & *client, well-connected*\n", "b.md": "# " + long + "\n"})
	p := open(t)
	for width := int64(320); width < 520; width += 20 {
		p.do(chromedp.EmulateViewport(width, 800), chromedp.Navigate(address+"a.html"))
		want(p, `[...document.querySelectorAll(":is(h1, h2) .whole")].map(w => { const r = document.createRange(); r.selectNodeContents(w); return w.textContent + new Set([...r.getClientRects()].map(b => b.top)).size }).join()`, "sweet-spot1,well-connected1,sweet-spot1,well-connected1")
	}
	want(p, `document.querySelector("h1").textContent`, "Recognise one good sweet-spot & client, well-connected")
	p.do(chromedp.EmulateViewport(320, 800), chromedp.Navigate(address+"b.html"))
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
}
