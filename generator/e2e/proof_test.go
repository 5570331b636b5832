package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// ended puts runs into the browser that were won or lost: of those that meet all,
// of those with too few people and computers, and of those that meet little.
const ended = `(() => {
	const good = {drive: "20", computers: "25", staff: "40", sales: "3000000", advisers: "accountant,attorney,consultant", recurring: "yes", rewarding: "yes"};
	const groups = [[20, 5, good], [18, 2, {...good, computers: "6", staff: "9", recurring: "no"}], [2, 28, {...good, computers: "6", staff: "9", sales: "800000", advisers: "none", recurring: "no"}], [3, 1, {...good, drive: ""}]];
	const runs = groups.flatMap(([won, lost, answers], g) => Array.from({length: won + lost}, (_, i) => ({id: g + "-" + i, name: "Client " + g + "-" + i, answers, outcome: i < won ? "won" : "lost"})));
	localStorage.setItem("` + runsKey + `", JSON.stringify({version: 1, current: "0-0", runs}));
})()`

// TestProof tells on the page of all clients whether the scorecard is right, once it
// is asked, in tables that a phone shows whole.
func TestProof(t *testing.T) {
	_, address := site(t)
	p := open(t)
	page := address + "checklists/sweet-spot-client-runs.html"
	p.do(chromedp.EmulateViewport(390, 800), chromedp.Navigate(address+"index.html"), evaluated(ended), chromedp.Navigate(page))
	want(p, `document.querySelector(".proof-told").childElementCount`, 0)
	p.do(evaluated(`document.querySelector(".proof summary").click()`))
	soon(p, `document.querySelector(".proof-told p").textContent`, "43 won, 36 lost. The verdicts of 4 of them are open: they are in no row.")
	want(p, `[...document.querySelectorAll(".proof table")[0].querySelectorAll("tbody tr")].map(r => r.textContent).join("|")`, "Sweet spotmore won than of the others20 of 2561 to 91 %|Worth a talkmore won than of the others18 of 2070 to 97 %|Not a sweet spotfewer won than of the others2 of 302 to 21 %")
	want(p, `[...document.querySelectorAll(".proof table")].every(t => t.caption.textContent && t.querySelectorAll("thead th[scope=col]").length === t.rows[1].cells.length && [...t.tBodies[0].rows].every(r => r.cells[0].scope === "row"))`, true)
	want(p, `document.querySelector(".proof table:last-of-type caption").textContent`, "“Sweet spot” would have been better from 56 on")
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	want(p, `[...document.querySelectorAll(".proof :is(th, td)")].every(c => c.scrollWidth <= c.clientWidth + 1)`, true)

	// It follows the runs while it is open: with seventeen less there is too little.
	p.do(evaluated(`[...document.querySelectorAll('[aria-label^="How it came out: Client 1-"]')].slice(0, 20).forEach(s => { s.value = "lost"; s.dispatchEvent(new Event("change")) })`))
	want(p, `document.querySelector(".proof-told p").textContent`, "25 won, 54 lost. The verdicts of 4 of them are open: they are in no row.")
	p.do(evaluated(`[...document.querySelectorAll('[aria-label^="How it came out: Client 0-"]')].slice(0, 20).forEach(s => { s.value = ""; s.dispatchEvent(new Event("change")) })`))
	want(p, `document.querySelector(".proof-told").textContent.includes("Too little to tell anything: it takes ") && !document.querySelector(".proof table")`, true)

	// What is no scorecard has nothing to prove.
	p.do(chromedp.Navigate(address + "checklists/partner-readiness-runs.html"))
	want(p, `document.querySelector(".proof")`, any(nil))
	p.quiet()
}
