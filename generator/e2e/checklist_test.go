package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	scorecard = "checklists/sweet-spot-client.html"
	decision  = "checklists/partner-readiness.html"
	result    = `(o => [o.dataset.low, o.dataset.high, o.dataset.verdict, o.dataset.next].join(" "))(document.getElementById("fb-score"))`
)

// TestGoldenRowsByAddress opens a run from its address.
func TestGoldenRowsByAddress(t *testing.T) {
	_, address := site(t)
	p := open(t)
	a := "drive=20&computers=25&staff=40&sales=3000000&advisers=accountant,attorney,consultant&recurring=yes&rewarding=yes"
	for fragment, outcome := range map[string]string{
		a: "100 100 Sweet spot ",
		strings.NewReplacer("drive=20", "drive=40", "=25", "=50", "=40", "=100", "=3000000", "=10000000").Replace(a): "95 95 Sweet spot ",
		"drive=50&computers=10&staff=50..&advisers=accountant,?&recurring=?":                                         "31 91 undecided staff",
		"staff=10..19&sales=1000000..2500000":                                                                        "25 100 undecided drive",
		"drive=15&computers=6&staff=9&sales=800000&advisers=none&recurring=no&rewarding=yes":                         "25 25 Not a sweet spot ",
		strings.Replace(a, "drive=20", "drive=65", 1):                                                                "81 81 ruled-out:drive ",
	} {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+fragment))
		want(p, result, outcome)
	}
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+decision+"#weak=no&established=no"))
	want(p, `document.getElementById("fb-outcome").dataset.open`, "3 4")
	p.quiet()
}

// TestTypedByKeyboard fills the row of the half-known prospect by keys alone.
func TestTypedByKeyboard(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + scorecard))
	want(p, result, "0 100 undecided drive")
	want(p, `document.getElementById("fb-date").value`, "")
	p.do(
		chromedp.Focus(`[name=drive]`), chromedp.KeyEvent("50 min"),
		chromedp.Focus(`[name=computers]`), chromedp.KeyEvent("10"),
		chromedp.Focus(`[name=staff]`), chromedp.KeyEvent("50 or more"),
		chromedp.Focus(`[name=advisers][value=accountant]`), chromedp.KeyEvent(" "),
	)
	want(p, result, "31 91 undecided recurring")
	want(p, `document.getElementById("fb-date").value.endsWith(" " + new Date().getFullYear())`, true)
	want(p, `document.querySelector("#drive .given").textContent`, "1.5")
	want(p, `document.querySelector("#staff .given").textContent`, "0–2")
	want(p, `document.querySelector(".progress").textContent`, "4 of 7 answered")
	want(p, `document.querySelector(".verdict").textContent`, "Undecided")
	want(p, `document.querySelectorAll("#drive .answered").length > 0`, true)
	p.do(chromedp.Sleep(900 * time.Millisecond))
	want(p, `document.getElementById("fb-status").textContent`, "31 to 91 percent, Undecided: 3 answers missing")
	// The next question is one key away.
	p.do(chromedp.Focus(".ask-next a"), chromedp.KeyEvent(kb.Enter))
	want(p, `document.activeElement.name`, "recurring")
	// A word is no number, and says so.
	p.do(chromedp.Focus(`[name=sales]`), chromedp.KeyEvent("plenty"))
	want(p, `document.querySelector("[name=sales]").getAttribute("aria-invalid")`, "true")
	want(p, result, "31 91 undecided recurring")
	p.quiet()
}

func TestAnswersSurvive(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+scorecard), chromedp.SendKeys(`[name=drive]`, "40"), chromedp.Click(`[name=recurring][value=no]`), chromedp.Reload())
	want(p, `document.querySelector("[name=drive]").value + document.querySelector("[name=recurring]:checked").value`, "40no")
	// Another tab's change is taken over, and loses none of ours.
	p.do(evaluated(`(() => { const k = "` + runsKey + `"; const v = JSON.parse(localStorage.getItem(k)); v.runs[0].answers.staff = "20"; localStorage.setItem(k, JSON.stringify(v)); dispatchEvent(new StorageEvent("storage", {key: k})) })()`))
	want(p, `document.querySelector("[name=staff]").value + document.querySelector("[name=drive]").value`, "2040")
	p.do(inMenu(".clear"), chromedp.Reload())
	want(p, `document.querySelector("[name=drive]").value`, "")
	p.quiet()
}

func TestStorageBlocked(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(before(`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("blocked", "SecurityError") }})`), chromedp.Navigate(address+scorecard))
	p.do(chromedp.SendKeys(`[name=drive]`, "65"))
	want(p, `document.getElementById("fb-score").dataset.verdict`, "ruled-out:drive")
	want(p, `document.querySelector(".unread").hidden`, false)
	// It is told where the hand is, however far down.
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Click(`[name=rewarding][value=yes]`))
	want(p, `(b => b.top >= 0 && b.bottom < innerHeight)(document.querySelector(".unread").getBoundingClientRect())`, true)
	p.quiet()
}

func TestBadAddresses(t *testing.T) {
	_, address := site(t)
	p := open(t)
	for _, fragment := range []string{"nope=1&drive=20", "drive=20&drive=30", "drive=<script>alert(1)</script>&drive=20&x=%", "drive=20&staff=many", "drive=20&__proto__=1", "drive=20&" + strings.Repeat("a=b&", 4000)} {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+fragment))
		want(p, `document.querySelector(".unread").hidden`, false)
		want(p, `document.querySelector(".unread").children.length`, 0)
	}
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+strings.Repeat("x=1&", 25_000)))
	want(p, `document.querySelector(".unread").textContent.includes("too long")`, true)
	p.quiet()
}

// TestNothingIsSent watches the requests while a run is filled in.
func TestNothingIsSent(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+scorecard), chromedp.Sleep(500*time.Millisecond)) // the icon comes last
	before := eval[int](p, `performance.getEntriesByType("resource").length`)
	p.do(chromedp.SendKeys(`[name=drive]`, "41"), chromedp.Click(`[name=recurring][value=no]`), chromedp.SendKeys(".run-name", "Somebody"), chromedp.Sleep(300*time.Millisecond))
	if after := eval[int](p, `performance.getEntriesByType("resource").length`); after != before {
		t.Errorf("%d requests became %d: %s", before, after, eval[string](p, `performance.getEntriesByType("resource").map(e => e.name).join()`))
	}
	p.quiet()
}

// TestQuestionsAreDense measures what a question takes, and the foot on a phone.
func TestQuestionsAreDense(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.inNotoSans()
	most := map[int64]int{1280: 100, 390: 100}
	for _, width := range []int64{1280, 390} {
		p.do(chromedp.EmulateViewport(width, 800), chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#drive=50&computers=10&staff=50..&sales=?"))
		want(p, result, "22 91 undecided advisers")
		for _, id := range []string{"drive", "computers", "staff", "sales"} {
			// A title that wraps takes a line more.
			if tall := eval[float64](p, fmt.Sprintf(`(c => c.getBoundingClientRect().height - (c.querySelector("h2").getBoundingClientRect().height - 24))(document.getElementById(%q))`, id)); tall > float64(most[width]) {
				t.Errorf("%s is %.0f pixels tall at %d; %d is the most", id, tall, width, most[width])
			}
		}
		want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
		want(p, `document.querySelector(".run-name").getBoundingClientRect().bottom < innerHeight`, true)
	}
	// What is not answered yet has its points on the line of those that are.
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+middle))
	want(p, `new Set([...document.querySelectorAll(".kind-of-number:not(.next)")].map(q => Math.round(q.querySelector(".word").getBoundingClientRect().top - q.querySelector(".got").getBoundingClientRect().top))).size`, 1)
	// What follows is of the phone, the last of the two.
	want(p, `document.querySelector(".result").getBoundingClientRect().height <= 88`, true)
	want(p, `[...document.querySelectorAll(".result .verdict")].every(e => e.scrollWidth <= e.clientWidth)`, true)
	p.quiet()
}

// TestChips answers with the chips behind a field alone: what a number keypad
// cannot type.
func TestChips(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const stored = `JSON.stringify(JSON.parse(localStorage.getItem("` + runsKey + `")).runs[0].answers)`
	p.do(chromedp.EmulateViewport(390, 800), chromedp.Navigate(address+scorecard), chromedp.SendKeys("[name=staff]", "50"), chromedp.Click("#staff [data-chip=more]"))
	want(p, stored, `{"staff":"50.."}`)
	want(p, `document.querySelector("#staff .unit").textContent`, "or more")
	p.do(chromedp.Click("#staff [data-chip=about]"))
	want(p, stored, `{"staff":"45..55"}`)
	p.do(chromedp.Click("#staff [data-chip=about]"))
	want(p, stored, `{"staff":"50"}`)
	p.do(chromedp.Focus("[name=sales]"), chromedp.Click(`#sales [data-chip="?"]`))
	want(p, stored, `{"staff":"50","sales":"?"}`)
	want(p, `document.querySelector(".find-later a").textContent`, "Yearly sales")
	p.do(chromedp.SendKeys("[name=sales]", "about 5m"))
	want(p, stored, `{"staff":"50","sales":"4500000..5500000"}`)
	want(p, `document.querySelector("#sales [data-chip='?']").getAttribute("aria-pressed")`, "false")
	// What is typed in words stands behind the chips when the page comes back.
	p.do(chromedp.SendKeys("[name=computers]", "at least 20"), chromedp.Reload())
	want(p, `document.querySelector("[name=computers]").value + document.querySelector("#computers [aria-pressed=true]").dataset.chip`, "20more")
	// Starting over can be undone where it was done.
	p.do(inMenu(".clear"))
	want(p, `document.querySelector("[name=computers]").value + document.querySelector(".undone").textContent + document.activeElement.className`, "Started over Undoundo")
	p.do(chromedp.Click(".undo"))
	want(p, `document.querySelector("[name=computers]").value + document.querySelector(".undone").hidden`, "20true")
	p.quiet()
}

// TestNextQuestionIsAnsweredInTheResult, with what each answer would make of the
// score.
func TestNextQuestionIsAnsweredInTheResult(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+scorecard+"#drive=50&computers=10&staff=20&sales=2000000&advisers=accountant,?"))
	want(p, `[...document.querySelectorAll(".ask-answers button")].map(b => b.textContent).join("|")`, "Yes then 75–91|No then 56–72")
	p.do(chromedp.Click(".ask-answers button"))
	want(p, `document.querySelector("[name=recurring]:checked").value`, "yes")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#drive=70"))
	want(p, `document.querySelector(".result").dataset.verdict + document.querySelectorAll(".ask-answers button, .ask-next a").length`, "ruled-out0")
	want(p, `document.getElementById("drive").classList.contains("failed") && document.querySelector("#drive .outside") !== null`, true)
	p.quiet()
}

// TestKeysMoveWhatIsDrawn: what a key moves stands where a page that is opened anew draws it.
func TestKeysMoveWhatIsDrawn(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const drawn = `["#drive svg.scale", ".score-bands", ".ask-next", ".ask-answers", ".step-next", ".find-later"].map(s => document.querySelector(s).outerHTML).join("\n")`
	p.do(chromedp.Navigate(address + scorecard + "#computers=20&staff=20&sales=2000000&advisers=accountant,attorney,consultant&recurring=yes"))
	for _, text := range []string{"20", "40", "0", "60", "70", "", "20..40", "30..", "?", "45", "75"} {
		p.do(evaluated(fmt.Sprintf(`(f => { f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=drive]"))`, text)))
		moved := eval[string](p, drawn)
		p.do(chromedp.Reload())
		want(p, drawn, moved)
	}
	p.quiet()
}

// TestNextStep leads on from a verdict and from an outcome, with what is known of
// the checklist: when to use it, and what goes wrong with it.
func TestNextStep(t *testing.T) {
	address := siteOf(t, map[string]string{
		"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  when: Before a visit.\n  not_when: After it.\n  criteria: [{id: debts, ask: Any debts?, want: no, must: true, why: x}, {id: ready, ask: Ready?, why: x}]\n  pitfalls: [{say: Scores are no promise.}]\n  verdicts: [{at: 75, say: Go, next: Visit within a week., more: b.md}, {at: 0, say: Leave it}]\n---\n",
		"b.md": "---\ntitle: The visit\nchecklist:\n  id: decide\n  kind: decision\n  criteria: [{id: one, ask: One?, why: x}]\n  rules: [{if: {one: yes}, then: Do it, next: Today., more: a.md}, {else: Wait}]\n---\n",
	})
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"checklists/card.html#debts=no&ready=yes"))
	want(p, `document.querySelector(".step-next").textContent.trim() + "|" + document.querySelector(".step-next a").getAttribute("href")`, "Visit within a week. The visit|../b.html")
	want(p, `document.querySelector(".step-next a").checkVisibility()`, true)
	p.do(chromedp.EmulateViewport(390, 844)) // in a foot its link, which has no room, would leave dots behind the step
	want(p, `document.querySelector(".step-next a").checkVisibility()`, false)
	p.do(chromedp.Click(".unfold"))
	want(p, `document.querySelector(".step-next a").checkVisibility()`, true)
	p.do(chromedp.Click(".unfold"), chromedp.EmulateViewport(1280, 900))
	want(p, `document.querySelector("#debts .limits").textContent`, "No is good")
	want(p, `[...document.querySelectorAll(".when")].map(e => e.textContent).join("|") + document.querySelector(".pitfalls li").textContent`, "Use it when Before a visit.|Not when After it.Scores are no promise.")
	p.do(chromedp.Click("#debts [value=yes]"))
	want(p, `document.querySelector(".result").dataset.verdict + document.querySelector(".step-next").hidden`, "ruled-outtrue")
	p.do(chromedp.Navigate(address + "checklists/decide.html#one=yes"))
	want(p, `document.querySelector(".decided #fb-outcome").textContent + document.querySelector(".decided-by").textContent + document.querySelector(".step-next").textContent.trim()`, "Do itDecided by “One?” Yes.Today. A")
	want(p, `[...document.querySelectorAll("[data-rule]")].map(e => e.className).join("|")`, "stage taken|stage closed|taken|closed")
	want(p, `[...document.querySelectorAll(".fate")].map(e => e.textContent).join("|")`, "this one|closed")
	p.do(chromedp.EmulateViewport(390, 844))
	want(p, `document.querySelector(".foot").innerText.trim().split(/\s+/).join(" ")`, "Do it Today. A")
	p.quiet()
}

// TestChoice scores the one option that is chosen, opens a link that leaves two
// open, and takes don't know.
func TestChoice(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria: [{id: size, ask: How large?, kind: choice, best: mid, options: {small: {say: Small, credit: 0.5}, mid: Middle, large: Large}, why: x}]\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n"})
	p := open(t)
	p.do(chromedp.Navigate(address+"checklists/card.html"), chromedp.Click("#size [value=small]"))
	want(p, result, "50 50 Leave it ")
	p.do(evaluated(`document.querySelector("#size [value=mid]").click()`))
	want(p, result, "100 100 Go ")
	p.do(evaluated(`document.querySelector("#size [value='?']").click()`))
	want(p, result, "0 100 undecided ")
	want(p, `document.querySelector(".find-later a").textContent`, "How large?")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/card.html#size=mid|small"))
	want(p, result, "50 100 undecided size")
	want(p, `document.querySelector("#size .understood").textContent`, "Middle / Small")
	p.do(withoutScript(), chromedp.Reload(), chromedp.Click("#size [value=large]"))
	want(p, `document.querySelector("#size :checked").value`, "large")
	p.quiet()
}

// TestDate scores a date by its distance from the reader's day, says the
// distance, tells what is no date, and opens a link that holds a span.
func TestDate(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria: [{id: end, ask: When does their contract end?, kind: date, min: 0, ideal: [1, 5], max: 8, must: true, why: x}]\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n"})
	p := open(t)
	day := func(months int) string { return time.Now().UTC().AddDate(0, 0, months*31).Format("2006-01") }
	p.do(chromedp.Navigate(address+"checklists/card.html"), chromedp.SendKeys("[name=end]", day(3)))
	want(p, result, "100 100 Go ")
	want(p, `/^[\d.]+ to [\d.]+ months from today$/.test(document.querySelector("#end .understood").textContent)`, true)
	p.do(chromedp.Click("#end .chip"))
	want(p, `document.querySelector("#end .invalid") === null`, true)
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/card.html#end=2001-Q3"))
	want(p, result, "0 0 ruled-out:end ")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/card.html#end="+day(2)+".."))
	want(p, result, "0 100 undecided end")
	want(p, `document.querySelector("[name=end]").value`, day(2)+"..")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/card.html#end=2027-02-30"))
	want(p, `document.querySelector("main").textContent.includes("is no answer to")`, true)
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/card.html#end=?"))
	want(p, `document.querySelector(".find-later a").textContent`, "When does their contract end?")
	p.do(chromedp.SendKeys("[name=end]", "soon"))
	want(p, `document.querySelector("#end .invalid").textContent.startsWith("Write a date")`, true)
	p.quiet()
}

// TestBarCoversNoFocus tabs through a phone's page: what has the focus is above
// the bar.
func TestBarCoversNoFocus(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 700), prefer("prefers-reduced-motion", "reduce"), chromedp.Navigate(address+scorecard))
	for range 60 {
		p.do(chromedp.KeyEvent(kb.Tab))
		want(p, `(() => { const e = document.activeElement, bar = document.querySelector(".result"); if (!e.closest(".criteria")) return true; const r = e.getBoundingClientRect(); return r.bottom <= bar.getBoundingClientRect().top + 1 || r.top >= innerHeight })()`, true)
	}
	p.quiet()
}

// TestAnswerAfterNA: whatever kind of answer is given after "n/a", and in whatever
// way, it takes "n/a" away and counts.
func TestAnswerAfterNA(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria:\n" +
		"    - {id: size, ask: How large?, kind: choice, best: mid, options: {small: Small, mid: Middle}, why: x}\n" +
		"    - {id: staff, ask: Staff?, kind: number, max: 60, why: x}\n    - {id: end, ask: Until when?, kind: date, min: 0, why: x}\n" +
		"    - {id: who, ask: Who?, kind: list, options: {a: A, b: B}, min: 1, why: x}\n    - {id: ready, ask: Ready?, why: x}\n" +
		"  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n"})
	p := open(t)
	const stored = `JSON.stringify(JSON.parse(localStorage.getItem("fieldbook ` + subPath + ` runs:card")).runs[0].answers)`
	for _, c := range []struct {
		id, stored string
		answer     chromedp.Action[chromedp.Void]
	}{
		{"size", "mid", ticked("#size [value=mid]")},
		{"size", "?", ticked("#size [value='?']")},
		{"staff", "50", chromedp.SendKeys("[name=staff]", "50")},
		{"staff", "?", ticked(`#staff [data-chip="?"]`)},
		{"staff", "50..", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			return chromedp.Do(ctx, chromedp.Focus("[name=staff]"), chromedp.Click("#staff [data-chip=more]"), chromedp.KeyEvent("50"))
		})},
		{"end", "2030-01", chromedp.SendKeys("[name=end]", "2030-01")},
		{"end", "?", ticked(`#end [data-chip="?"]`)},
		{"who", "a,?", ticked("#who [value=a]")},
		{"who", "none", ticked(`[name="who.rest"]`)},
	} {
		na := fmt.Sprintf(`document.querySelector('[name="%s.na"]')`, c.id)
		p.do(chromedp.Navigate(address+"checklists/card.html"), evaluated(`localStorage.clear()`), chromedp.Reload(), evaluated(na+`.click()`))
		want(p, stored, fmt.Sprintf(`{"%s":"na"}`, c.id))
		p.do(c.answer)
		want(p, stored, fmt.Sprintf(`{"%s":"%s"}`, c.id, c.stored))
		want(p, na+`.checked`, false)
		p.do(evaluated(na + `.click()`))
		want(p, stored, fmt.Sprintf(`{"%s":"na"}`, c.id))
		want(p, `[...document.querySelectorAll("#`+c.id+` .answer input")].filter(i => i.type === "text" ? i.value : i.checked).length`, 0)
	}
	p.do(chromedp.Reload()) // it is shown as it was left
	want(p, `document.querySelector('[name="who.na"]').checked`, true)
	p.do(ticked(`[name="ready.na"]`), chromedp.Click("#ready [value=yes]"))
	want(p, `document.querySelector("[name=ready]:checked").value`, "yes")
	p.quiet()
}

// TestCriterionCalledScore stands beside the page's own places.
func TestCriterionCalledScore(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria: [{id: score, ask: Their score?, kind: number, max: 50, why: x}, {id: outcome, ask: Their outcome?, why: x}, {id: q, ask: Q?, kind: number, max: 9, why: x}]\n  verdicts: [{at: 75, say: Go}, {at: 0, say: Leave it}]\n---\n"})
	p := open(t)
	p.do(chromedp.Navigate(address+"checklists/card.html"), chromedp.SendKeys("#score [name=score]", "20"), chromedp.Click("#outcome [value=yes]"), chromedp.SendKeys("#q [name=q]", "3"))
	want(p, result, "100 100 Go ")
	want(p, `document.querySelector("#score .given").textContent`, "1")
	p.quiet()
}

// TestOneSpeaker: while a number is typed, what a screen reader is told is told
// once, by one element.
func TestOneSpeaker(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(before(`addEventListener("DOMContentLoaded", () => { globalThis.told = []; new MutationObserver(all => all.forEach(m => {
		const live = (m.target.nodeType === 1 ? m.target : m.target.parentElement)?.closest("output, [role=status], [role=alert], [role=log], [aria-live]");
		if (live) told.push((live.id || live.className || live.tagName) + ": " + live.textContent);
	})).observe(document.body, {childList: true, subtree: true, characterData: true}) })`))
	for _, page := range []string{scorecard, decision, "checklists/sweet-spot-client-leads.html"} {
		p.do(chromedp.Navigate(address + page))
		// What is outside of an open dialog is silent: one has a speaker of its own.
		want(p, `[...document.querySelectorAll("output, [role=status], [role=log], [aria-live]")].filter(e => !e.closest("dialog")).map(e => e.id).join()`, "fb-status")
	}
	p.do(chromedp.Navigate(address+scorecard), chromedp.Sleep(300*time.Millisecond), evaluated(`told.length = 0`), chromedp.SendKeys("[name=sales]", "3000000"))
	soon(p, `told.join("|")`, "fb-status: 13 to 100 percent, Undecided: 6 answers missing")
	p.quiet()
}
