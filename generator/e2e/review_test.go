package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// review publishes a review of 60 criteria in six groups, of which some are asked only
// if others are answered so.
func review(t *testing.T) (address string) {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	var text strings.Builder
	text.WriteString("---\ntitle: Review\nchecklist:\n  id: review\n  kind: scorecard\n  about: client\n  groups:\n")
	for g := range 6 {
		fmt.Fprintf(&text, "    - {id: g%d, title: Part %d of the review}\n", g, g+1)
	}
	text.WriteString("  criteria:\n    - {id: remote, ask: Do people work from home?, group: g0, weight: 0, why: x}\n    - {id: staff, ask: How many?, group: g0, kind: number, min: 1, weight: 0, why: x}\n")
	for i := range 58 {
		only := ""
		if i%10 == 9 {
			only = ", only_if: {remote: yes}"
		}
		fmt.Fprintf(&text, "    - {id: q%d, ask: Is the point with the number %d as it should be?, group: g%d, why: It matters to us%s}\n", i, i, (i+2)/10, only)
	}
	text.WriteString("  verdicts: [{at: 80, say: Good}, {at: 0, say: Poor}]\n---\n\n# Review\n")
	for name, content := range map[string]string{"index.md": "# Home\n", "review.md": text.String()} {
		if err := os.WriteFile(filepath.Join(in, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish(in, out); err != nil {
		t.Fatal(err)
	}
	return served(t, out) + "checklists/review.html"
}

// TestReviewOfSixty: one tap a question, top down; what is not asked steps aside, groups
// say how far they are and how they stand, and fold.
func TestReviewOfSixty(t *testing.T) {
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(review(t)))
	want(p, `document.querySelectorAll("details.group[open]").length`, 6)
	want(p, `document.querySelectorAll(".criterion h3").length`, 60)
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	want(p, `document.querySelector("#q58, #q57").querySelector("h3").dataset.number`, "60")
	p.do(chromedp.Click(`#remote label:has([value=no])`))
	soon(p, `document.querySelectorAll(".left-out").length`, 5)
	want(p, `document.querySelector("#q9 .answer").checkVisibility()`, false)
	want(p, `document.querySelector("#q9 .only-if").innerText`, "Only if: Do people work from home? yes")
	taps := eval[int](p, `(() => {
		let taps = 2, before = -Infinity; // remote, and the field
		const field = document.querySelector("#staff input"); field.value = "12"; field.dispatchEvent(new Event("input", { bubbles: true }));
		for (const item of document.querySelectorAll(".criterion:not(.left-out)")) {
			if (item.querySelector(":checked") || item.id === "staff") continue;
			const box = item.querySelector("[value=yes]");
			const top = box.getBoundingClientRect().top + scrollY;
			if (top < before) throw new Error("back to " + item.id);
			before = top;
			box.click();
			taps++;
		}
		return taps;
	})()`)
	if taps > 75 {
		t.Errorf("%d taps", taps)
	}
	soon(p, `document.querySelector("#fb-score").textContent`, "100")
	want(p, `[...document.querySelectorAll(".group-progress")].map((e) => e.textContent).join()`, "10 of 10 answered,9 of 9 answered,9 of 9 answered,9 of 9 answered,9 of 9 answered,9 of 9 answered")
	want(p, `document.querySelectorAll(".group .verdict-bands").length`, 6)
	p.do(evaluated(`document.querySelector("#fb-group-g1 > summary").click()`))
	soon(p, `document.querySelector("#q10 .answer").checkVisibility()`, false)
	p.quiet()
}

// TestReviewByKeyboard answers by letters, and goes from question to question.
func TestReviewByKeyboard(t *testing.T) {
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(review(t)), evaluated(`document.querySelector("#remote input").focus()`))
	at := `document.activeElement.closest(".criterion").id`
	// By an event, since the letter itself, which a browser does not write then, is sent apart.
	p.do(evaluated(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true, cancelable: true }))`))
	soon(p, at, "staff")
	p.do(chromedp.KeyEvent("12"), chromedp.KeyEvent(kb.Enter)) // in a field, keys write
	soon(p, at, "q0")
	p.do(chromedp.KeyEvent("y"), chromedp.KeyEvent("?"), chromedp.KeyEvent("n"), chromedp.KeyEvent("x"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	soon(p, at, "q4")
	want(p, `["remote", "q0", "q1", "q2", "q3"].map((id) => document.querySelector("#" + id + " :checked")?.value).join()`, "no,yes,?,no,na")
	want(p, `document.querySelector("#staff input").value`, "12")
	for range 5 {
		p.do(chromedp.KeyEvent("y"))
	}
	soon(p, at, "q10") // over the one that is not asked, and into the next group
	p.quiet()
}

// TestDoesNotApplyIsShown: what does not apply says so in each kind of question, also
// where it counts nothing.
func TestDoesNotApplyIsShown(t *testing.T) {
	address, _ := answeredReview(t)
	p := open(t)
	p.do(chromedp.Navigate(address + "checklists/it-review.html#second-step=na&places=na&remote=na&own-phones=yes"))
	want(p, `document.querySelector("#second-step .sum-words").textContent.trim() + document.querySelector("#places .sum-words").textContent.trim()`, "does not applydoes not apply")
	want(p, `document.querySelector("#remote .state").innerText + "|" + document.querySelector("#own-phones .state").innerText`, "does not apply|")
}

// TestReportIsNext: once all is answered the result leads to the report, in the foot and
// beside the questions; runs that hold nothing, or are put away, are not counted.
func TestReportIsNext(t *testing.T) {
	address, _ := answeredReview(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"checklists/it-review.html#_name=One&staff=9"))
	want(p, `document.querySelector(".result-report").checkVisibility()`, false)
	p.do(evaluated(`[...document.querySelectorAll(".criterion")].forEach(i => i.matches(".has-answer, .left-out") || (i.querySelector(".answer :is([value='?'], [data-chip='?'])") ?? i.querySelector(".na input")).click())`))
	soon(p, `document.querySelector(".result-report a").checkVisibility() && document.querySelector(".result-report a").getBoundingClientRect().height >= 44`, true)
	p.do(chromedp.EmulateViewport(1280, 800))
	want(p, `document.querySelector(".result-report a").checkVisibility()`, true)
	const count = `document.querySelector(".to-runs .run-count").textContent`
	for name, told := range map[string]string{"": "", "Two": "\u00a0(2)"} {
		p.do(evaluated(`document.querySelector(".run-others .run-new").click()`))
		if name != "" {
			p.do(chromedp.SendKeys(".run-name", name))
		}
		soon(p, count, told)
		if name == "" {
			continue
		}
		p.do(evaluated(`(k => { const book = JSON.parse(localStorage.getItem(k)); book.runs[0].archived = true; localStorage.setItem(k, JSON.stringify(book)) })(Object.keys(localStorage).find(k => k.endsWith("runs:it-review")))`), chromedp.Reload())
		soon(p, count, "")
	}
	p.quiet()
}

// TestKeysAreTold: j begins at the first open question, and ? opens the menu that names
// the keys, where nothing has the focus.
func TestKeysAreTold(t *testing.T) {
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(review(t)+"#remote=yes"), chromedp.KeyEvent("?"))
	want(p, `document.querySelector(".run-menu").open + document.querySelector(".review-keys").innerText.slice(0, 42)`, "trueKeys: j begins at the first open question,")
	p.do(chromedp.KeyEvent(kb.Escape), evaluated(`document.activeElement.blur()`), chromedp.KeyEvent("j"))
	want(p, `document.activeElement.name`, "staff")
	p.quiet()
}
