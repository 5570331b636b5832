package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// tuned is a scorecard in the middle of being written.
const tuned = `---
title: Worth a visit
checklist:
  id: worth
  kind: scorecard
  criteria:
    - id: near
      ask: Hours by train
      kind: number
      max: 4
      weight: 2
      why: Near is dear.
    - id: known
      ask: Do they know us?
      kind: yesno
      weight: 1
      hint: A letter counts.
    - id: guests
      ask: Guests
      kind: number
      min: 10
      weight: 2
    - id: paid
      ask: Do they pay?
      kind: yesno
      weight: 3
  verdicts:
    - at: 50
      say: Go
    - at: 0
      say: Stay
---

Words.
`

// decided is a decision in the middle of being written.
const decided = `---
title: Ready or not
checklist:
  id: ready
  kind: decision
  criteria:
    - id: asked
      ask: Were we asked?
      kind: yesno
    - id: free
      ask: Are we free?
      kind: yesno
  rules:
    - if: {asked: no}
      then: Wait
    - if: {free: no}
      then: Decline
    - else: Accept
---

Words.
`

// hand is an expression: where the hand is, and what it has done. The page's place is
// that of the field in the window.
const hand = `[kept, document.activeElement.name, document.activeElement.value, document.activeElement.selectionStart, Math.abs((top => top - (window.handAt ??= top))(document.activeElement.getBoundingClientRect().top)) <= 1, document.querySelector("[data-note] [data-part=text]:focus, [open][data-note] [data-part=text]").value].join()`

// TestTuningKeepsThePage edits a scorecard while somebody fills it in: the hand, the
// caret, the place, the open note and all that is typed stay, whatever is edited, and
// what it leads to follows.
func TestTuningKeepsThePage(t *testing.T) {
	w := copied(t)
	w.put("content/worth.md", tuned)
	w.lenient = true
	w.serve("127.0.0.1:0", nil)
	p := w.visit("checklists/worth.html")
	p.do(chromedp.EmulateViewport(1000, 500),
		chromedp.SendKeys(`[name=near]`, "12 zz"), // no number, and not taken away
		chromedp.Click(`[name=known][value=yes]`),
		evaluated(`void (document.querySelector("[data-note=known]").open = true)`),
		chromedp.SendKeys(`[data-note=known] [data-part=text]`, "By letter"),
		chromedp.SendKeys(`[name=guests]`, "25"),
		evaluated(`void document.querySelector("[name=guests]").setSelectionRange(1, 1)`),
		evaluated(`void document.querySelector("[name=guests]").scrollIntoView({ block: "center" })`))
	before := eval[string](p, hand)
	const typedElsewhere = `[document.querySelector("[name=near]").value, document.querySelector("[name=near]").getAttribute("aria-invalid"), document.querySelector("[name=known]:checked").value].join()`
	for _, edit := range []struct{ old, text, shows string }{
		{"ask: Hours by train", "ask: Hours by train or boat, whichever one takes when the lake is frozen", `document.querySelector("#near h2").textContent.includes("boat")`},
		{"why: Near is dear.", "why: Who is near is visited twice as often.", `document.querySelector("#near .why").textContent.includes("twice")`},
		{"max: 4", "max: 40\n      ideal: [0, 6]", `document.querySelector("#near .ask").textContent.includes("6")`},
		{"min: 10\n      weight: 2", "min: 30\n      weight: 2", `document.querySelector("#guests .state").textContent === "outside"`},
		{"kind: yesno\n      weight: 1", "kind: yesno\n      weight: 7", `document.querySelector("#known .points").textContent === "7"`},
		{"say: Go\n", "say: Go at once\n", text + `.includes("Go at once")`},
		{"    - id: near\n", "    - id: warm\n      ask: Is it warm?\n      kind: yesno\n      weight: 1\n    - id: near\n", `document.querySelector(".progress").textContent === "2 of 5 answered"`},
	} {
		w.edit("content/worth.md", edit.old, edit.text)
		soon(p, edit.shows, true)
		want(p, hand, before)
		want(p, typedElsewhere, "12 zz,true,yes")
	}
	// Moved, also the one in which somebody writes; and with another name.
	const guests = "    - id: guests\n      ask: Guests\n      kind: number\n      min: 30\n      weight: 2\n"
	w.edit("content/worth.md", guests, "")
	soon(p, `document.querySelector("#guests") === null`, true)
	w.edit("content/worth.md", "    - id: paid\n", guests+"    - id: paid\n")
	soon(p, `document.querySelector("[name=guests]")?.value`, "25")
	p.do(evaluated(`(field => { field.focus(); field.setSelectionRange(1, 1) })(document.querySelector("[name=guests]"))`))
	w.edit("content/worth.md", guests, "")
	w.edit("content/worth.md", "    - id: warm\n", guests+"    - id: warm\n")
	soon(p, `document.querySelector(".criterion").id`, "guests")
	want(p, `[kept, document.activeElement.name, document.activeElement.selectionStart].join()`, "true,guests,1")
	w.edit("content/worth.md", "id: guests\n      ask: Guests", "id: visitors\n      was: [guests]\n      ask: Visitors")
	w.edit("content/worth.md", "id: known\n", "id: heard\n      was: [known]\n")
	soon(p, `document.querySelector("#visitors, #heard")?.id`, "visitors")
	soon(p, `document.querySelector("[data-note=heard]")?.open`, true)
	want(p, `[kept, document.activeElement.name, document.activeElement.selectionStart, document.querySelector("[name=heard]:checked").value, document.querySelector("[data-note=heard] [data-part=text]").value].join()`, "true,visitors,1,yes,By letter")
	want(p, `document.querySelector(".progress").textContent`, "2 of 5 answered")
	// What is new is as alive as what was there.
	p.do(chromedp.Click(`[name=warm][value=yes]`), chromedp.SendKeys(`[name=visitors]`, "5"), chromedp.SendKeys(`[data-note=heard] [data-part=text]`, "!"))
	want(p, `document.querySelector(".progress").textContent`, "3 of 5 answered")
	p.do(chromedp.Reload())
	want(p, `[document.querySelector("[name=warm]:checked").value, document.querySelector("[name=visitors]").value.length, document.querySelector("[data-note=heard] [data-part=text]").value.length].join()`, "yes,3,10")
	p.quiet()
}

// TestRulesAreTunedInPlace edits the rules of a decision that somebody is answering.
func TestRulesAreTunedInPlace(t *testing.T) {
	w := copied(t)
	w.put("content/ready.md", decided)
	w.lenient = true
	w.serve("127.0.0.1:0", nil)
	p := w.visit("checklists/ready.html")
	const outcome, answered = `document.getElementById("fb-outcome").textContent`, `[kept, document.querySelector("[name=asked]:checked").value, document.querySelector("[name=free]:checked").value, document.activeElement.name].join()`
	p.do(chromedp.Click(`[name=asked][value=yes]`), chromedp.Click(`[name=free][value=no]`))
	want(p, outcome, "Decline")
	w.edit("content/ready.md", "then: Decline", "then: Decline with thanks")
	soon(p, outcome, "Decline with thanks")
	want(p, answered, "true,yes,no,free")
	// The second rule becomes the first: its question goes along.
	w.edit("content/ready.md", "    - if: {asked: no}\n      then: Wait\n", "")
	w.edit("content/ready.md", "    - else:", "    - if: {asked: no}\n      then: Wait\n    - else:")
	soon(p, `document.querySelector("#rule-1 .criterion")?.id`, "free")
	soon(p, `document.querySelector("#rule-2 .criterion")?.id`, "asked")
	want(p, answered, "true,yes,no,free")
	want(p, `document.querySelectorAll(".criterion").length`, 2)
	want(p, outcome, "Decline with thanks")
	p.do(chromedp.Click(`[name=free][value=yes]`))
	want(p, outcome, "Accept")
	p.quiet()
}
