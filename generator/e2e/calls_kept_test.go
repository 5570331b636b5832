package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// callList is a list of two firms, and of more where many are called.
const callList = "Company,City,Record ID,Staff\nAlder,Easton,7001,20\nBeacon,Easton,7002,30\n"

const (
	callStates = `[...document.querySelectorAll(".lead-row")].map(r => r.dataset.state).join("|")`
	callTold   = `document.querySelector(".list-undone span").textContent`
	callAgree  = `document.querySelector(".list-agree").hidden`
	// callKey is the place in the browser's storage where calls.csv has its calls.
	callKey = `Object.keys(localStorage).find(k => k.includes(" calls:"))`
)

// ranked opens a list of calls.csv, and ranks it.
func ranked(p *tab, address, list string) {
	p.Helper()
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+leadsPage))
	bring(p, "calls.csv", list)
	soon(p, `document.querySelector(".list-rank").textContent.startsWith("Rank")`, true)
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelectorAll(".lead-row").length > 1`, true)
}

// TestCallsFull: where the storage is full, what is recorded stays on the page, it is
// told, and it is kept as soon as there is room.
func TestCallsFull(t *testing.T) {
	_, address := site(t)
	p := open(t)
	ranked(p, address, callList)
	// The browser is asked to keep it through its own clearing once the reader agrees, not before.
	eval[bool](p, `{ window.asked = 0; navigator.storage.persist = async () => { window.asked++; return true }; true }`)
	p.do(chromedp.Click(".lead-called"))
	soon(p, callAgree, false)
	want(p, `window.asked`, 0)
	p.do(chromedp.Click(".list-agree .agree"))
	soon(p, `document.querySelector(".list-keep").textContent + window.asked`, "✓ Kept in this browser1")
	eval[bool](p, `{ window.set = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }; true }`)
	p.do(chromedp.Click("[aria-posinset='2'] .lead-called"))
	soon(p, callStates, "called|called")
	want(p, callTold, "This browser did not keep it: it has no room, or stores nothing. Save the table instead.")
	want(p, callAgree, false)
	eval[bool](p, `{ Storage.prototype.setItem = window.set; true }`)
	p.do(chromedp.Click(".list-agree .agree"))
	soon(p, callAgree, true)
	p.do(chromedp.Reload())
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 1)
	p.do(chromedp.Click(".lists-kept button"))
	soon(p, callStates, "called|called")
	p.quiet()
}

// TestCallsCleared: what the browser cleared is told; it is still on the page, and kept
// again where the reader agrees.
func TestCallsCleared(t *testing.T) {
	_, address := site(t)
	p := open(t)
	ranked(p, address, callList)
	p.do(chromedp.Click(".lead-called"), chromedp.Click(".list-agree .agree"))
	soon(p, callAgree, true)
	eval[bool](p, `{ localStorage.clear(); true }`)
	p.do(chromedp.Click("[aria-posinset='2'] .lead-called"))
	soon(p, callStates, "called|called")
	want(p, `document.querySelector(".list-keep").textContent`, "Keep in this browser")
	want(p, callAgree, false)
	want(p, `localStorage.length`, 0) // not without the reader
	p.do(chromedp.Click(".list-agree .agree"))
	soon(p, callAgree, true)
	want(p, `Object.keys(JSON.parse(localStorage[`+callKey+`]).calls).sort().join()`, "#7001,#7002")
	p.quiet()
}

// TestCallsInTwoTabs: what one tab records the other shows, and neither overwrites the
// other's, also where one takes back what it did.
func TestCallsInTwoTabs(t *testing.T) {
	_, address := site(t)
	p := open(t)
	ranked(p, address, callList)
	p.do(chromedp.Click(".lead-called"), chromedp.Click(".list-agree .agree"))
	soon(p, callAgree, true)
	other := beside(p)
	other.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+leadsPage))
	soon(other, `document.querySelectorAll(".lists-kept li").length`, 1)
	other.do(evaluated(`document.querySelector(".lists-kept button").click()`))
	soon(other, callStates, "called|")
	// Each shows what the other records.
	p.do(evaluated(`document.querySelector("[aria-posinset='2'] .lead-called").click()`))
	soon(other, callStates, "called|called")
	other.do(evaluated(`(s => { s.value = "won"; s.dispatchEvent(new Event("change")) })(document.querySelector("[aria-posinset='1'] .lead-state"))`))
	soon(p, callStates, "won|called")
	// One notes something of the lead of which the other takes back what it did.
	const note = `document.querySelector("[aria-posinset='2'] .lead-note").textContent`
	other.do(evaluated(`document.querySelector("[aria-posinset='2'] .lead-name").click()`), evaluated(`(n => { n.value = "Busy"; n.dispatchEvent(new Event("change")) })(document.querySelector(".call-note"))`))
	soon(p, note, "Busy")
	p.do(evaluated(`document.querySelector(".list-undone button").click()`))
	soon(p, callStates, "won|")
	want(p, note, "Busy")
	// The answers of two sheets that are open at once stand beside each other.
	p.do(evaluated(`document.querySelector("[aria-posinset='2'] .lead-name").click()`))
	answer := func(tab *tab, n, value string) {
		tab.do(evaluated(`(i => { i.value = "` + value + `"; i.dispatchEvent(new Event("change")) })(document.querySelectorAll(".lead-why tr input")[` + n + `])`))
	}
	answer(other, "0", "20")
	answer(p, "1", "30")
	soon(p, `Object.keys(JSON.parse(localStorage[`+callKey+`]).calls["#7002"].answers).length`, 2)
	// What the other erases is told, and still here.
	other.do(evaluated(`document.querySelector(".list-erase").click()`))
	soon(p, callTold, "This browser no longer has what it kept of this list. It is still on this page: keep it again, or save it.")
	want(p, callAgree, false)
	soon(p, `document.querySelectorAll(".lead-row[data-state=won]").length`, 1)
	other.quiet()
	p.quiet()
}

// TestCallsReminder: where much would be lost, a copy is reminded of; saved as a file it
// rests, and all that is kept can be erased where it is listed.
func TestCallsReminder(t *testing.T) {
	_, address := site(t)
	p := open(t)
	ranked(p, address, callList+strings.Repeat("Cedar,Ashford,,20\n", 20))
	const reminder = `document.querySelector(".list-remind").hidden ? "" : document.querySelector(".list-remind span").textContent`
	eval[bool](p, `{ for (let i = 1; i < 20; i++) document.querySelector("[aria-posinset='" + i + "'] .lead-called").click(); true }`)
	soon(p, `document.querySelectorAll(".lead-row[data-state=called]").length`, 19)
	want(p, reminder, "")
	p.do(chromedp.Click(".list-agree .agree"))
	soon(p, callAgree, true)
	p.do(chromedp.Click("[aria-posinset='20'] .lead-called"))
	soon(p, reminder, "20 changes since this list was last saved as a file. A browser may clear what it keeps.")
	eval[bool](p, kept)
	want(p, `document.querySelector(".list-agree").hidden`, true)
	p.do(chromedp.Click(".list-remind button"))
	soon(p, reminder, "")
	want(p, `window.kept.text().then(text => text.trim().split("\r\n").length)`, 21)
	want(p, `window.kept.slice(0, 9).text()`, "Record ID") // no mark before the id, by which a database finds it
	want(p, `JSON.parse(localStorage[`+callKey+`]).unsaved`, 0)
	// Erased where it is listed, all at once, and what is recorded of a list that is gone too.
	eval[bool](p, `{ localStorage.setItem(`+callKey+`.replace("calls.csv", "earlier.csv"), "{}"); true }`)
	p.do(inMenu(".list-menu .list-again"))
	soon(p, `document.querySelector(".erase-all").checkVisibility()`, true)
	p.do(chromedp.Click(".erase-all summary"), chromedp.Click(".erase-all button"))
	soon(p, `document.querySelector(".erase-all").hidden`, true)
	want(p, `document.querySelectorAll(".lists-kept li").length`, 0)
	want(p, `Object.keys(localStorage).filter(k => k.includes(" calls:")).length`, 0)
	p.quiet()
}
