package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// wait gives a search the time to load and show.
const wait = 400 * time.Millisecond

func TestSearchByKeyboard(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash(), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog").open`, true)
	want(p, `document.activeElement.getAttribute("role")`, "combobox")
	want(p, `document.querySelectorAll("dialog [role=group] a.hit").length >= 3`, true) // before the first letter
	p.do(chromedp.KeyEvent("distanse"), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog .note b").textContent`, "distance")
	want(p, `document.querySelector("dialog .status").textContent.endsWith("results")`, true)
	want(p, `document.activeElement.hasAttribute("aria-activedescendant")`, false)
	p.do(chromedp.KeyEvent(kb.ArrowDown))
	want(p, `document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).getAttribute("aria-selected")`, "true")
	want(p, `document.querySelector("dialog a.hit mark").textContent.toLowerCase()`, "distance")
	p.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), chromedp.Sleep(wait))
	want(p, `location.pathname.endsWith("sweet-spot/distance.html")`, true)
	want(p, `CSS.highlights.get("fieldbook").size > 0`, true)
	// Recent searches come back, Escape closes.
	p.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(2)), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog [role=group] a.hit").textContent`, "distanse")
	p.do(chromedp.KeyEvent(kb.Escape))
	want(p, `document.querySelector("dialog").open`, false)
	p.quiet()
}

func TestCriterionHitOpensItsChecklist(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "index.html"))
	want(p, `fieldbook.search("drive", {limit: 1}).then(r => new URL(r.hits[0].url).pathname + new URL(r.hits[0].url).hash)`, "/some/path/checklists/sweet-spot-client.html#drive")
	want(p, `fieldbook.search("drive", {limit: 1, kind: "term"}).then(r => r.hits.every(h => h.kind === "term"))`, true)
	p.quiet()
}

// TestPhrases finds words that stand together as they were quoted, and nothing
// else.
func TestPhrases(t *testing.T) {
	dir, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "index.html"))
	const urls = "r => [r.total, ...new Set(r.hits.map(h => new URL(h.url).pathname.split('/').pop()))].join(' ')"
	want(p, `fieldbook.search('"hour behind the wheel"').then(`+urls+`)`, "1 distance.html")
	want(p, `fieldbook.search('"hour behind the wheel"').then(r => r.loose)`, false)
	want(p, `fieldbook.search('"wheel behind the hour"').then(r => [r.loose, new URL(r.hits[0].url).pathname.split('/').pop()].join(' '))`, "true distance.html")
	want(p, `fieldbook.search('why "pleasant coffee" matters').then(`+urls+`)`, "1 meeting-candidates.html")
	want(p, `fieldbook.search('"accounting firm" "strong sign"').then(r => r.total > 0 && r.hits.every(h => h.kind !== "criterion"))`, true)
	// A term that is explained where it stands parts no phrase.
	want(p, `fieldbook.search('"they have a trusted adviser"').then(`+urls+`)`, "1 well-connected.html")
	p.quiet()
	// From disk pages cannot be read: words that stand close together must do.
	p = open(t)
	p.do(chromedp.Navigate("file://" + dir + "/index.html"))
	want(p, `fieldbook.search('"hour behind the wheel"').then(r => r.hits[0].title)`, "Why distance decides")
}

func TestResultsPage(t *testing.T) {
	dir, address := site(t)
	for _, root := range []string{address, "file://" + dir + "/"} {
		p := open(t)
		p.do(chromedp.Navigate(root+"search.html?q=accounting&topic=Finding+clients"), chromedp.Sleep(2*wait))
		want(p, `document.querySelector("h1").textContent`, "Results for “accounting”")
		want(p, `document.querySelectorAll("main a.hit").length > 0`, true)
		want(p, `[...document.querySelectorAll("main a.hit .where")].every(w => w.textContent.startsWith("Finding clients"))`, true)
		p.do(chromedp.Click("main a.hit"))
		soon(p, `CSS.highlights.get("fieldbook")?.size > 0`, true)
		p.quiet()
	}
}

// TestGroups shows the hits of one page together, and the sentence that answers
// even where it stands too far down a long section for the index to hold it.
func TestGroups(t *testing.T) {
	long := strings.Repeat("Plain filler follows the filler, and more of it comes after. ", 40)
	address := siteOf(t, map[string]string{
		"long.md":  "# A long page\n\n" + long + "\n\n## First part\n\n" + long + "The zebra stands far down.\n\n## Second part\n\nAnother zebra.\n",
		"other.md": "# Another page\n\nA zebra too.\n",
	})
	p := open(t)
	p.do(chromedp.Navigate(address+"search.html?q=zebra"), chromedp.Sleep(2*wait))
	want(p, `document.querySelectorAll("main .page-hits").length`, 2)
	want(p, `[...document.querySelectorAll("main .page-hits[aria-label='A long page'] a")].map(a => a.hash).join()`, "#first-part,#second-part")
	want(p, `[...document.querySelectorAll("main .hit .excerpt")].every(e => e.querySelector("mark")?.textContent === "zebra")`, true)
	p.do(slash(), chromedp.Sleep(3*wait))
	want(p, `document.querySelectorAll("dialog [role=group]").length`, 2)
	want(p, `document.querySelector("dialog .hit[href$='#first-part'] .excerpt").textContent.endsWith("The zebra stands far down.")`, true)
	p.quiet()
}

// TestHitOnTheSamePage closes the dialog and shows the place.
func TestHitOnTheSamePage(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"glossary.html"), slash())
	soon(p, `document.querySelector("dialog")?.open ?? false`, true)
	p.do(chromedp.KeyEvent("prospect"), chromedp.Sleep(2*wait), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	soon(p, `location.hash + document.querySelector("dialog").open`, "#prospectfalse")
	soon(p, `CSS.highlights.get("fieldbook")?.size > 0`, true)
	p.quiet()
}

// TestReadingGoesOn closes the dialog: the reader is where they were, and a
// space scrolls instead of searching.
func TestReadingGoesOn(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"sweet-spot/recognise.html"), evaluated(`scrollTo(0, 500)`))
	for range 2 {
		p.do(slash(), chromedp.Sleep(wait), chromedp.KeyEvent("x"), chromedp.KeyEvent(kb.Escape), chromedp.Sleep(wait/4))
		want(p, `document.querySelector("dialog").open + " " + scrollY + " " + document.activeElement.tagName`, "false 500 BODY")
	}
	p.quiet()
}

// TestEnterWaitsForItsAnswer presses Enter before the index is there.
func TestEnterWaitsForItsAnswer(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash(), chromedp.Sleep(wait), chromedp.KeyEvent("contractors for the gaps"), chromedp.KeyEvent(kb.Enter), chromedp.Sleep(3*wait))
	want(p, `location.pathname.endsWith("partnerships/contractors.html")`, true)
	p.quiet()
}

func TestSearchWithoutScript(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(withoutScript(), chromedp.Navigate(address+"index.html"), chromedp.SendKeys(".search input", "drive"+kb.Enter), chromedp.Sleep(wait))
	want(p, `location.pathname.endsWith("search.html")`, true)
	want(p, `document.querySelector("h1").textContent`, "Everything, A to Z")
	want(p, `document.querySelectorAll("main a").length > 40`, true)
}

// TestOffline cuts the network: the reader keeps the page, is told, and can
// search once it is back.
func TestOffline(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), evaluated(`(() => { globalThis.append = document.head.append; document.head.append = (e) => e.onerror?.(new Event("error")) })()`), slash(), chromedp.Sleep(wait))
	want(p, `document.querySelector("h1").textContent`, "Fieldbook")
	want(p, `document.querySelector(".search input").validationMessage`, "The search could not be loaded. Try again.")
	p.do(evaluated(`(() => { document.head.append = append })()`), evaluated(`document.activeElement.blur()`), slash(), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog").open`, true)
	p.quiet()
}

func TestMarkupInQueryIsText(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20drive"), chromedp.Sleep(2*wait))
	want(p, `document.querySelector("h1 img") === null && document.querySelector("h1").textContent.includes("<img src=x")`, true)
	p.quiet()
}

// TestNewestAnswerWins types on while an answer is under way.
func TestNewestAnswerWins(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash())
	for _, c := range strings.Split("contractors", "") {
		p.do(chromedp.KeyEvent(c))
	}
	p.do(chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent("s gaps"), chromedp.Sleep(2*wait))
	want(p, `document.querySelector("dialog a.hit strong").textContent`, "Contractors for the gaps")
	want(p, `document.querySelector("dialog a.all").textContent`, "All results for contractors gaps")
	p.quiet()
}

// slash presses "/" as a keyboard does: the browser's test protocol would send
// its character although the page has taken the key.
func slash() chromedp.Action[chromedp.Void] {
	return evaluated(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`)
}

// TestAnswerFirst shows what answers a question above the pages, and leads to it
// and to the page beside it.
func TestAnswerFirst(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash(), chromedp.Sleep(wait), chromedp.KeyEvent("list radius miles"), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog .hits").firstElementChild.className`, "page-hits at-once")
	want(p, `document.querySelector("dialog .at-once .said").textContent.startsWith("up to 50 miles")`, true)
	want(p, `[...document.querySelectorAll("dialog .at-once a")].map(a => new URL(a.href).pathname.split("/").pop() + new URL(a.href).hash).join(" ")`, "where-to-find-clients.html#lists mail-lists.html")
	want(p, `[...document.querySelectorAll("dialog .hits a.hit")].filter(a => a.href.endsWith("where-to-find-clients.html#lists")).length`, 1)
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.Sleep(wait))
	want(p, `location.pathname.endsWith("checklists/where-to-find-clients.html") && location.hash`, "#lists")
	// The results page shows it too.
	p.do(chromedp.Navigate(address+"search.html?q=what+is+a+chamber"), chromedp.Sleep(2*wait))
	want(p, `document.querySelector("main .hits").firstElementChild.getAttribute("aria-label")`, "Answer")
	p.quiet()
}

// TestNothingFound offers near words, topics and the index of everything.
func TestNothingFound(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash(), chromedp.Sleep(wait), chromedp.KeyEvent("xyzzyq"), chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog .status").textContent`, "Nothing found")
	want(p, `document.querySelector("dialog [role=group]").getAttribute("aria-label")`, "Topics")
	want(p, `[...document.querySelectorAll("dialog .hits a")].at(-1).textContent`, "Everything, A to Z")
	want(p, `document.querySelectorAll("dialog .hits a").length`, 5)
	p.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), chromedp.Sleep(wait))
	want(p, `document.querySelector("h1").textContent`, "Finding clients")
	p.do(chromedp.Navigate(address+"search.html?q=cntrctrs"), chromedp.Sleep(2*wait))
	want(p, `document.querySelector("main .instead a").textContent`, "contractors")
	p.do(chromedp.Click("main .instead a"), chromedp.Sleep(2*wait))
	want(p, `document.querySelector("h1").textContent`, "Results for “contractors”")
	p.quiet()
}

// TestHitsStayUnderThePointer keeps the hits that the pointer is on, until it
// leaves or somebody types on.
func TestHitsStayUnderThePointer(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), slash(), chromedp.Sleep(wait), chromedp.KeyEvent("drive"), chromedp.Sleep(wait))
	first := eval[string](p, `document.querySelector("dialog a.hit").textContent`)
	late := `(() => { const input = document.querySelector("dialog input"); input.value = "partners"; input.dispatchEvent(new Event("input", { bubbles: true })); const list = document.querySelector("dialog .hits"); list.dispatchEvent(new PointerEvent("pointermove", { bubbles: true })); return true })()`
	want(p, late, true)
	p.do(chromedp.Sleep(wait))
	want(p, `document.querySelector("dialog a.hit").textContent`, first)
	want(p, `document.querySelector("dialog .hits").dispatchEvent(new PointerEvent("pointerleave"))`, true)
	want(p, `document.querySelector("dialog a.hit mark").textContent.toLowerCase().startsWith("partner")`, true)
	p.quiet()
}
