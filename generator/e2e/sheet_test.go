package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// allKinds is a scorecard with a criterion of each kind.
const allKinds = "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria:\n" +
	"    - {id: staff, ask: Staff, kind: number, min: 10, unit: people, why: x}\n" +
	"    - {id: wish, ask: Wish, kind: yesno, why: x}\n" +
	"    - {id: help, ask: Help, kind: list, min: 1, why: x, options: {law: Lawyer, tax: Accountant}}\n" +
	"    - {id: size, ask: Size, kind: choice, best: big, why: x, options: {big: Large, small: Small}}\n" +
	"    - {id: end, ask: Contract end, kind: date, max: 120, why: x}\n" +
	"    - {id: seen, ask: Visited, kind: cadence, every: 1 year, count: 1, why: x}\n" +
	"  verdicts: [{at: 50, say: Good}, {at: 0, say: Poor}]\n---\n"

// TestSheet answers each kind of criterion in the sheet of a lead, where to look
// changes nothing: the row moves, and what was said last can be taken back.
func TestSheet(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": allKinds})
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"checklists/card-leads.html"))
	bring(p, "a.csv", "Company,Staff\nAlder,20\nBeacon,30\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Alder|Beacon")
	const figures = `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.querySelector(".lead-score").textContent).join("|")`
	want(p, figures, "Alder 17–100|Beacon 17–100")
	p.do(chromedp.Click(`[aria-posinset="2"] .lead-name`))
	want(p, `[...document.querySelectorAll(".lead-why tr")].map(r => r.cells[1].firstChild.localName).join()`, "span,select,details,select,span,span")
	p.do(chromedp.Click(".why-close"))
	want(p, figures+` + document.querySelector(".list-undone").hidden + document.querySelector(".list-agree").hidden`, "Alder 17–100|Beacon 17–100truetrue")

	p.do(chromedp.Click(`[aria-posinset="2"] .lead-name`))
	const told = `document.querySelector(".why-told").textContent.trim()`
	const points = `[...document.querySelectorAll(".lead-why tr")].map(r => r.lastElementChild.textContent.split(" ")[0]).join()`
	p.do(ticked(`.lead-why [name="help"][value="tax"]`))
	soon(p, told, "Noted while this page is open Undo")
	soon(p, points, "1,0–1,1,0–1,0–1,0–1")
	want(p, `document.querySelector(".lead-why summary").textContent`, "Accountant; others unknown")
	soon(p, figures, "Beacon 33–100|Alder 17–100") // the row moves
	choose(p, `.lead-why [aria-label="Size"]`, "Large")
	soon(p, points, "1,0–1,1,1,0–1,0–1") // and what was said before stays
	choose(p, `.lead-why [aria-label="Wish"]`, "No")
	written := func(label, text string) chromedp.Action[chromedp.Void] {
		return evaluated(`(i => { i.value = "` + text + `"; i.dispatchEvent(new Event("change")) })(document.querySelector('.lead-why [aria-label="` + label + `"]'))`)
	}
	p.do(written("Contract end", "soon"))
	want(p, `document.querySelector(".wrong:not(:empty)").textContent + document.querySelector('[aria-label="Contract end"]').ariaInvalid`, "Write a date, such as 2027, 2027-Q1, 2027-03, 2027-03-15, or 2027-03 to 2027-06.true")
	p.do(written("Contract end", "Dec 2026"), written("Visited", "2026-11-20"), written("Staff", "5"))
	soon(p, points, "0,0,1,1,1,1")
	want(p, `document.querySelector(".why-verdict").textContent`, "67 · Good")
	p.do(chromedp.Click(".why-undo"))
	soon(p, points, "1,0,1,1,1,1")
	want(p, `document.querySelector('.lead-why [aria-label="Staff"]').value + `+told, "30 peopleUndo")

	// How it stands; and what is half written when the sheet is left.
	p.do(chromedp.Click(`.why-states [value="back"]`))
	soon(p, `document.querySelector(".why-states [aria-pressed=true]").textContent + document.querySelector(".call-day").checkVisibility()`, "↻ Call backtrue")
	p.do(chromedp.Click(`.why-states [value="won"]`))
	soon(p, `document.querySelector(".why-states [aria-pressed=true]").textContent + document.querySelector(".call-day").checkVisibility()`, "★ Wonfalse")
	p.do(chromedp.SendKeys(".call-note", "Ask Ana"), chromedp.KeyEvent("\x1b"))
	soon(p, `document.querySelector(".lead-why").open + document.querySelector(".lead-note").textContent`, "falseAsk Ana")
	p.do(chromedp.Click(".list-agree .agree"))
	soon(p, `document.querySelector(".list-keep").textContent`, "✓ Kept in this browser")
	p.do(chromedp.Click(".lead-name"))
	choose(p, `.lead-why [aria-label="Wish"]`, "Yes")
	soon(p, told, "Saved in this browser Undo")
	p.do(chromedp.Reload())
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 1)
	p.do(chromedp.Click(".lists-kept button"))
	soon(p, figures, "Beacon 100|Alder 17–100")
	p.quiet()
}
