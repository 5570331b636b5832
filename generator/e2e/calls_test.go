package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCalls works through a list as somebody who calls: whom to call stands in the
// row, one tap says that it was done, and all of it is there the next day.
func TestCalls(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+leadsPage))
	const list = "Company,City,Phone,Email,Record ID,Staff\nAlder,Easton,(312) 555-0113,a@alder.example,7001,20\nBeacon,Easton,,b@beacon.example,7002,30\nCedar,Ashford,,,7003,40\n"
	bring(p, "calls.csv", list)
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 3 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Alder|Beacon|Cedar")
	want(p, `[...document.querySelectorAll(".lead-phone")].map(a => (a.getAttribute("href") ?? "").slice(0, 7)).join("|")`, "tel:312|mailto:|")
	want(p, `document.querySelector(".lead-row").getBoundingClientRect().top <= 320`, true)
	const (
		states = `[...document.querySelectorAll(".lead-row")].map(r => r.dataset.state).join("|")`
		pills  = `[...document.querySelectorAll(".state-filter .pill")].map(b => b.textContent).join("|")`
		notes  = `[...document.querySelectorAll(".lead-note")].map(n => n.textContent).join("|")`
	)
	want(p, pills, "To call 3")
	// One tap, and it can be taken back.
	p.do(chromedp.Click(".lead-called"))
	soon(p, states, "called||")
	want(p, pills, "all 3|To call 2|Called 1")
	want(p, `document.querySelector(".list-undone").textContent.trim() + document.querySelector(".list-agree").hidden`, "Alder: Called Undofalse")
	p.do(chromedp.Click(".list-undone button"))
	soon(p, states, "||")
	// The list is kept once the reader agrees, and with it what is recorded.
	p.do(chromedp.Click(".lead-called"), chromedp.Click(".list-agree .agree"))
	soon(p, `document.querySelector(".list-keep").textContent`, "✓ Kept in this browser")
	// By keys, while the list has the focus.
	p.do(chromedp.Focus(".lead-name"), chromedp.KeyEvent("j"), chromedp.KeyEvent("l"))
	soon(p, states, "called|lost|")
	want(p, `document.activeElement.textContent`, "Beacon")
	p.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("b"))
	soon(p, `document.querySelector(".lead-why").open`, true) // its day is asked
	p.do(evaluated(`(d => { d.value = "2030-05-06"; d.dispatchEvent(new Event("change")) })(document.querySelector(".call-day"))`),
		evaluated(`(n => { n.value = "Speak to Ana on Tuesday after her holiday in the mountains"; n.dispatchEvent(new Event("change")) })(document.querySelector(".call-note"))`),
		evaluated(`(i => { i.value = "64"; i.dispatchEvent(new Event("change")) })(document.querySelector(".lead-why tr input"))`), chromedp.Click(".why-close"))
	soon(p, notes, "||May 6 · Speak to Ana on Tuesday after her holiday in the mountains")
	soon(p, `document.querySelector("[aria-posinset='3']").dataset.verdict`, "ruled-out") // what was said counts
	// The next day it opens ranked, as it was left.
	p.do(chromedp.Reload())
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 1)
	p.do(chromedp.Click(".lists-kept button"))
	soon(p, states, "called|lost|back")
	want(p, notes, "||May 6 · Speak to Ana on Tuesday after her holiday in the mountains")
	p.do(chromedp.Click(".state-filter .called"))
	soon(p, leadNames, "Alder")
	// Out again: only what changed, by its record id, with what was answered.
	eval[bool](p, kept)
	p.do(inMenu(".list-changed"))
	want(p, `window.kept.text().then(text => text.split("\r\n").filter(Boolean).map(l => l.split(",").slice(0, 3).join(" ") + ": " + l.split(",").slice(-3).join(" ")).join("|"))`,
		"Record ID Company Drive from home base: state call back on note|7001 Alder : Called  |7002 Beacon : lost  |7003 Cedar 64: Call back 2030-05-06 Speak to Ana on Tuesday after her holiday in the mountains")
	saved := eval[string](p, `window.kept.text()`)
	p.do(inMenu(".list-erase"))
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 0)
	want(p, `Object.keys(localStorage).some(k => k.includes(" calls:"))`, false)
	// What was saved opens as it stood, also where this browser keeps nothing.
	bring(p, "saved.csv", saved)
	soon(p, `document.querySelector(".list-facts strong").textContent`, "saved.csv")
	p.do(evaluated(`document.querySelector(".list-rank").click()`))
	soon(p, `document.querySelectorAll(".lead-name").length`, 3)
	want(p, leadNames, "Alder|Beacon|Cedar")
	want(p, states, "called|lost|back")
	want(p, notes, "||May 6 · Speak to Ana on Tuesday after her holiday in the mountains")
	p.quiet()
}

// TestPlacesAreAnsweredOnce: what goes with the place is asked for each place, and
// counts for all leads there.
func TestPlacesAreAnsweredOnce(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,City,Staff\nAlder,Easton,20\nBeacon,Easton,30\nCedar,Ashford,40\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 3 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Alder|Beacon|Cedar")
	want(p, `document.querySelector(".lead-row").getBoundingClientRect().top <= 360 && document.documentElement.scrollWidth <= innerWidth`, true)
	want(p, `document.querySelector(".ask-places").textContent`, "Answer for 2 places")
	p.do(chromedp.Click(".ask-places"))
	want(p, `[...document.querySelectorAll(".place-answers li")].map(l => l.textContent).join("|")`, "Easton (2)|Ashford (1)")
	p.do(evaluated(`(i => { i.value = "70"; i.dispatchEvent(new Event("change")) })(document.querySelector(".place-answers input"))`))
	soon(p, `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.dataset.verdict).join("|")`, "Cedar undecided|Alder ruled-out|Beacon ruled-out")
	p.quiet()
}
