package e2e

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"fieldbook/generator/browser"
	"fieldbook/generator/testfiles"
)

// reviewPage is a review whose client has a name that would break a page.
const reviewPage = `---
title: Review
checklist:
  kind: scorecard
  about: client
  groups: [{id: protect, title: Protect}, {id: copies, title: Copies}]
  criteria:
    - {id: mfa, group: protect, ask: A second factor?, finding: No second factor., impact: Mailboxes open., recommend: Turn it on., effort: small, risk: high, internal: planted-secret}
    - {id: away, group: copies, ask: A copy elsewhere?, finding: All copies are in one house., recommend: Keep one elsewhere., effort: large, risk: low}
  verdicts: [{at: 50, say: Good}, {at: 0, say: Bad}]
  report: {title: "Review of {name}", intro: intro.md}
---
# Review
`

// savedBytes catches what a page gives as a file, in base64.
const savedBytes = `window.saved = new Promise(done => { URL.createObjectURL = (blob) => { const r = new FileReader(); r.onload = () => done(r.result.split(",")[1]); r.readAsDataURL(blob); return "" } }), true`

// TestReportPage goes from answers to a report: it is planned in the page, saved as the
// same bytes as by the command line, and followed by the next review.
func TestReportPage(t *testing.T) {
	in, out := testfiles.Folder(t, map[string]string{"index.md": "# Home\n", "review.md": reviewPage, "intro.md": "# Intro\n\nHow **to read** it.\n"}), t.TempDir()
	project := projectOf(in)
	project.Internal = true
	if err := publishProject(project, out); err != nil {
		t.Fatal(err)
	}
	address := served(t, out)
	p := open(t)
	p.do(onDay("2026-11-30"),
		chromedp.EmulateViewport(320, 700), chromedp.Navigate(address+"checklists/review.html#_name="+"Firm%20%3C1%3E%20%22%26%22&mfa=no&away=no"))
	p.do(evaluated(`document.querySelector(".to-report a").click()`))
	soon(p, `document.querySelector(".report-text h1")?.textContent ?? ""`, `Review of Firm <1> "&"`)
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	want(p, `[...document.querySelectorAll(".report-findings h4")].map(h => h.textContent).join("|")`, "No second factor.|All copies are in one house.")
	want(p, `document.documentElement.innerHTML.includes("planted-secret")`, false)
	// The plan is entered, and stays.
	choose := func(key, value string) {
		p.do(evaluated(fmt.Sprintf(`(f => { f.focus(); f.value = %[2]q; f.dispatchEvent(new Event("change")) })(document.querySelector('[data-key="%[1]s"]'))`, key, value)))
	}
	const stages = `[...document.querySelectorAll(".report-plan h3")].map(h => h.textContent).join("|")`
	top := eval[float64](p, `(f => { f.scrollIntoView({ block: "center" }); return f.getBoundingClientRect().top })(document.querySelector('[data-key="away state"]'))`)
	choose("away when", "2026-Q4")
	choose("away state", "done") // in a quarter
	want(p, `document.activeElement.dataset.key`, "away state")
	want(p, `document.querySelector('[data-key="away state"]').getBoundingClientRect().top`, top) // its row stays under the hand
	want(p, stages, "Open")
	p.do(chromedp.Click(".report-anew"))
	want(p, stages, "Open|Done")
	want(p, `(e => e.dataset.key + document.querySelector(".report-anew").hidden)(document.activeElement)`, "away whentrue")
	choose("mfa when", "2027-Q1")
	choose("mfa who", "Owner <1>")
	p.do(chromedp.Reload())
	soon(p, stages, "Q1 2027|Done")
	want(p, `document.querySelector('[data-key="mfa who"]').value + document.querySelector('[data-key="mfa state"]').value + document.querySelector('[data-key="away when"]').value`, "Owner <1>planned2026-Q4")
	want(p, `document.querySelector('[data-key="away when"]').closest("td").querySelector(".plan-said").textContent`, "Done, Q4 2026")
	choose("away state", "declined") // of which no quarter is left
	want(p, `document.querySelector('[data-key="away when"]').value`, "")
	choose("away state", "done")
	// Word has the same words, and the command line the same bytes.
	eval[bool](p, savedBytes)
	p.do(chromedp.Click(".report-word"))
	saved, err := base64.StdEncoding.DecodeString(eval[string](p, `saved`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := project.Build()
	if err != nil {
		t.Fatal(err)
	}
	file := eval[string](p, `JSON.stringify({ format: "fieldbook-runs", version: 1, checklist: "review", ...JSON.parse(localStorage.getItem(Object.keys(localStorage).find(k => k.endsWith("runs:review")))) })`)
	model, setting := r.Renderer.Report(r.Site.Reports[0])
	made, err := browser.Report(model, setting, r.Interface.Words, []byte(file), "", "2026-11-30", "docx")
	if err != nil || string(made.File) != string(saved) {
		t.Errorf("%v: %d bytes of the command line, %d of the page", err, len(made.File), len(saved))
	}
	if text := string(saved); !strings.Contains(text, "Owner &lt;1&gt;") || strings.Contains(text, "planted-secret") {
		t.Error("the document lacks what was agreed, or has what is internal")
	}
	// The next review goes on with what is not done.
	p.do(chromedp.Click(".report-next"))
	soon(p, `document.querySelector(".run-name")?.value ?? ""`, `Firm <1> "&"`)
	want(p, `document.querySelectorAll(":checked:not([value=na])").length`, 0)
	p.do(evaluated(`document.querySelector("[name=mfa][value=yes]").click()`))
	p.do(evaluated(`document.querySelector(".to-report a").click()`))
	soon(p, `document.querySelector(".report-since tbody tr")?.innerText.replace(/\s+/g, " ") ?? ""`, "A second factor? no yes better")
	want(p, `document.querySelector(".report-since h3 + table")?.innerText.includes("Owner <1>")`, true)
	p.quiet()
}

// TestReportFile opens the file that the command line writes: it has no script, and shows
// what it says on the screen and on paper.
func TestReportFile(t *testing.T) {
	r, err := projectOf(testfiles.Folder(t, map[string]string{"index.md": "# Home\n", "review.md": reviewPage, "intro.md": "# Intro\n\nHow to read it.\n"})).Build()
	if err != nil {
		t.Fatal(err)
	}
	model, setting := r.Renderer.Report(r.Site.Reports[0])
	made, err := browser.Report(model, setting, r.Interface.Words, []byte(`{"format": "fieldbook-runs", "version": 1, "checklist": "review", "runs": [{"id": "a", "name": "Firm 1", "answers": {"mfa": "no", "away": "no"}}]}`), "", "2026-11-30", "html")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, made.File, 0o644); err != nil {
		t.Fatal(err)
	}
	p := open(t)
	for _, width := range []int64{320, 1280} {
		p.do(withoutScript(), chromedp.EmulateViewport(width, 700), chromedp.Navigate("file://"+filepath.ToSlash(file)))
		want(p, `[...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, td:not(:empty))")].filter(e => !e.checkVisibility()).length`, 0)
		want(p, `document.documentElement.scrollWidth <= innerWidth && document.querySelector("td").innerText.length > 5`, true)
		words := ""
		for _, s := range paper(p) {
			for _, w := range s.Words {
				words += w.Text + " "
			}
		}
		if !strings.Contains(words, "No second factor.") || !strings.Contains(words, "Turn it on.") {
			t.Errorf("on paper at %d: %s", width, words)
		}
	}
	p.quiet()
}

// TestNextReview asks again: last time's answers stand beside the questions, are taken
// over one by one or where all was well, and what was to be done is asked again.
func TestNextReview(t *testing.T) {
	address := siteOf(t, map[string]string{"index.md": "# Home\n", "review.md": reviewPage, "intro.md": "# Intro\n"})
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"checklists/review.html#_name=Holm&mfa=no&away=yes"), evaluated(`document.querySelector(".to-report a").click()`))
	soon(p, `document.querySelector(".report-text h1")?.textContent ?? ""`, "Review of Holm")
	p.do(chromedp.Click(".report-next"))
	const told = `[...document.querySelectorAll(".told-at, .told-group")].map(e => e.textContent.replace(/\d{1,2} [A-Z][a-z]+ \d{4}/, "DAY")).join("|")`
	soon(p, told, "Last time, DAY: no. As last time|As last time where all was well: 1 answer|Last time, DAY: yes. As last time")
	want(p, `document.querySelector(".run-changed").textContent.replace(/\d{1,2} [A-Z][a-z]+ \d{4}/, "DAY")`, "Review 2 of this client, after that of DAY.")
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	p.do(chromedp.Click(".take-all"))
	want(p, told, "Last time, DAY: no. As last time|Last time, DAY: yes.")
	want(p, `document.querySelector(".undone").textContent + document.querySelector("[name=away]:checked").value`, "1 answer taken over. Undoyes")
	p.do(chromedp.Click(".undo"))
	want(p, `document.querySelectorAll(":checked[name=away]").length`, 0)
	p.do(chromedp.Click("#mfa .take"))
	want(p, `document.querySelector("[name=mfa]:checked").value`, "no")
	// Another client has no last time.
	p.do(evaluated(`document.querySelector(".run-new").click()`))
	want(p, told+` + document.querySelector(".run-changed").textContent`, "")
	p.quiet()
}
