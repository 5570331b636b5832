package e2e

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	model "fieldbook/generator/site"
	"fieldbook/generator/testfiles"
)

// reviewed is a page with a review that its client answers.
var reviewed = map[string]string{
	"site.yaml": "title: Northfield\ncontact: {name: Ann Berg, mail: ann@example.org}\n", "index.md": "# Home\n",
	"review.md": `---
title: Review
checklist:
  id: review
  kind: scorecard
  form: true
  groups: [{id: protect, title: Protect}]
  criteria:
    - {id: people, ask: How many people?, kind: number, unit: people, max: 73, why: w, hint: Ask the owner., help: Count them all.}
    - {id: remote, group: protect, ask: Does anybody sign in from outside?, why: w}
    - {id: mfa, group: protect, ask: With a second factor?, only_if: {remote: yes}, why: w}
    - {id: tools, group: protect, ask: Which are updated?, kind: list, min: 1, options: {os: Systems, office: Office, phones: Phones}, why: w}
    - {id: lease, group: protect, ask: Until when?, kind: date, min: 3, why: w}
    - {id: read, group: protect, ask: When read back?, kind: cadence, every: 3 months, why: w}
  verdicts: [{at: 60, say: Sound}, {at: 0, say: Work}]
---

# Review
`,
}

const (
	formPage = "checklists/review-form.html"
	runsPage = "checklists/review-runs.html"
	// sendsNothing keeps a mail from being opened, and files from being saved.
	sendsNothing = `HTMLAnchorElement.prototype.click = function () { (globalThis.clicked ??= []).push(this.download || this.href) }`
	sentText     = `document.querySelector(".sent textarea").value`
)

// given gives an answer to a question of a form.
func given(question, value string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(fmt.Sprintf(`#fb-q-%s [value=%q]`, question, value))
}

// TestFormIsAnswered goes the whole way: the form is answered, kept, sent, and opened as
// a run of the client's own.
func TestFormIsAnswered(t *testing.T) {
	address := siteOf(t, reviewed)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), before(sendsNothing), chromedp.Navigate(address+formPage))
	want(p, `document.querySelector(".progress").textContent`, "0 of 6 answered")
	p.do(chromedp.Click(".send"))
	want(p, `document.querySelector(".told").innerText.trim()`, "Nothing is answered yet.")
	p.do(given("remote", "no"))
	want(p, `document.querySelector("#fb-q-mfa .answers").checkVisibility() + document.querySelector("#fb-q-mfa .not-asked").innerText`, "falseNot asked, because of another answer.")
	p.do(given("tools", "os"), given("tools", "na"), given("tools", "office"), chromedp.SendKeys("#fb-q-people [type=text]", "20 or more"), chromedp.SendKeys("#fb-q-lease [type=text]", "soon"))
	want(p, `document.querySelector(".wrong").textContent.slice(0, 12)`, "Write a date")
	p.do(given("lease", "?"), chromedp.SendKeys("[name=_name]", `Söhne "&" <Co>`))
	want(p, `document.querySelector(".progress").textContent + document.querySelectorAll(".wrong").length`, "4 of 5 answered0")
	p.do(chromedp.Click(".next-open"))
	want(p, `document.activeElement.name + (document.activeElement.getBoundingClientRect().top < innerHeight)`, "readtrue")
	p.do(chromedp.Reload())
	want(p, `document.querySelector(".progress").textContent + [...document.querySelectorAll(".question :checked")].map(f => f.value) + document.querySelector("#fb-q-people [type=text]").value + document.querySelector("[name=_name]").value`,
		`4 of 5 answeredno,office,?20 or moreSöhne "&" <Co>`)
	want(p, `Object.keys(localStorage).join()`, "fieldbook "+subPath+" form:review")
	p.do(chromedp.Click(".send"))
	want(p, `document.querySelector(".before-words").textContent`, "1 question is open.")
	p.do(chromedp.Click(".anyway"))
	want(p, `clicked.map(a => a.slice(0, 22)).join()`, "review-Söhne-Co.json,mailto:ann@example.org")
	link := eval[string](p, sentText)
	for range 2 { // opened again, it is the same
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
		want(p, `document.querySelector(".run-name").value`, `Söhne "&" <Co>`)
		want(p, `/^Answered by the client, \d{1,2} [A-Z][a-z]+ \d{4}\.$/.test(document.querySelector(".run-changed").textContent) + JSON.stringify(JSON.parse(localStorage.getItem("fieldbook `+subPath+` runs:review")).runs.map(r => r.answers))`,
			`true[{"people":"20..","remote":"no","tools":"office","lease":"?"}]`)
	}
	want(p, `document.querySelector(".unread").hidden`, true)
	p.do(chromedp.Navigate(link[:len(link)-len("00000000.2026-11-30")]+"00000000.2026-11-30&gone=yes"), chromedp.Reload())
	soon(p, `document.querySelector(".run-name").value`, `Söhne "&" <Co>`)
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link[:len(link)-len("00000000.2026-11-30")]+"00000000.2026-11-30&gone=yes"))
	want(p, `document.querySelector(".unread").textContent`, `The form was of another version of this checklist. In the address: no question "gone".`)
	p.quiet()
}

// TestFormTellsBeforeItSends: what cannot be read and what is open is told, and goes along
// as it was written; notes stand at their questions, and what was chosen reads as it was meant.
func TestFormTellsBeforeItSends(t *testing.T) {
	address := siteOf(t, reviewed)
	p := open(t)
	const answers = `JSON.parse(localStorage.getItem("fieldbook ` + subPath + ` runs:review")).runs.at(-1)`
	p.do(chromedp.EmulateViewport(390, 844), before(sendsNothing), chromedp.Navigate(address+formPage))
	want(p, `document.querySelector(".to").innerText`, "Your answers go to Ann Berg, ann@example.org.")
	want(p, `[...document.querySelectorAll(".form .hint")].map(h => h.innerText).join("|")`, "Count them all.|Tick all that are so. What is not ticked counts as no.")
	p.do(given("read", "no"), given("remote", "yes"), given("mfa", "?"), given("tools", "os"), given("tools", "rest"), given("tools", "none"))
	want(p, `[...document.querySelectorAll("#fb-q-tools :checked")].map(f => f.value).join()`, "none")
	p.do(given("tools", "phones"), chromedp.SendKeys("#fb-q-people [type=text]", "nearly all"), chromedp.SendKeys("[name=_who]", "Ann"), chromedp.SendKeys("[name=_name]", "Holm"),
		evaluated(`document.querySelector("#fb-q-mfa details").open = true`), chromedp.SendKeys(`[name="_note.mfa"]`, "soon"), chromedp.Reload(), chromedp.Click(".send"))
	want(p, `document.querySelector(".before-words").textContent`, "1 answer cannot be read, and goes along as a note: “How many people?”. 1 question is open.")
	want(p, `document.querySelector("#fb-q-people [type=text]").value + document.querySelectorAll(".wrong").length + (globalThis.clicked ?? "")`, "nearly all1")
	p.do(chromedp.Click(".first"))
	want(p, `document.activeElement.name`, "people")
	p.do(chromedp.Click(".send"), chromedp.Click(".anyway"))
	want(p, `clicked.map(a => a.slice(0, 30)).join()`, "review-Holm-Ann.json,mailto:ann@example.org?subject")
	want(p, `document.querySelector(".sent textarea").checkVisibility() + document.querySelector(".sent-words").textContent`, "falseSaved as review-Holm-Ann.json, where this browser puts downloads. A mail to ann@example.org opens: attach the file to it, and send it. If none opens, write one.")
	link := eval[string](p, sentText)
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"checklists/review.html"), evaluated(`[...document.querySelectorAll("details.menu, details.paste")].forEach(d => d.open = true)`),
		evaluated(fmt.Sprintf(`document.querySelector(".paste textarea").value = "Here it is: " + %q`, link)), evaluated(`document.querySelector(".paste-open").click()`))
	soon(p, `document.querySelector(".run-name").value + document.querySelector(".run-changed").textContent.slice(0, 16)`, "HolmAnswered by Ann,")
	want(p, `JSON.stringify([`+answers+`.answers, `+answers+`.notes])`, `[{"remote":"yes","mfa":"?","tools":"phones","read":"no"},{"people":{"text":"Written: “nearly all”"},"mfa":{"text":"soon"}}]`)
	p.quiet()
}

// TestAskedOtherwise opens the answers to an older form: that to a question of another
// unit counts once it was taken; one that was left is gone from the page, and kept.
func TestAskedOtherwise(t *testing.T) {
	address := siteOf(t, reviewed)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"checklists/review.html"), evaluated(`(() => {
		const asked = { people: { ask: "How many people?", unit: "teams", input: "number" }, remote: { ask: "Does nobody sign in from outside?", input: "one" } };
		const run = { id: "7", name: "Holm", note: "Call me.", answers: { people: "24", remote: "yes" }, notes: {}, client: { form: "0a1b2c3d", on: "2026-11-29", who: "Ann", asked } };
		const all = new DataTransfer(); all.items.add(new File([JSON.stringify({ format: "fieldbook-runs", version: 1, checklist: "review", runs: [run] })], "a.json"));
		const box = document.querySelector(".run-import"); box.files = all.files; box.dispatchEvent(new Event("change", { bubbles: true })) })()`))
	soon(p, `[...document.querySelectorAll(".held")].map(h => h.firstChild.textContent).join("|")`, "Ann answered “24 teams” to “How many people? (teams)”.|Ann answered “yes” to “Does nobody sign in from outside?”.")
	want(p, `document.querySelector(".run-name").value + "|" + document.querySelector(".run-told").textContent.slice(0, 68)`, "Holm|1 added, 0 were here already. With a note of theirs: “Call me.” Holm")
	want(p, `document.querySelector(".from-client").checkVisibility() + document.querySelector("[name=people]").value + document.querySelectorAll("[name=remote]:checked").length`, "true0")
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	p.do(chromedp.Click("#people .take"), chromedp.Click("#remote .leave"))
	want(p, `document.querySelectorAll(".held").length + document.querySelector("[name=people]").value + document.querySelectorAll("[name=remote]:checked").length`, "0240")
	p.do(chromedp.Reload())
	soon(p, `document.querySelectorAll(".held").length + document.querySelector("[name=people]")?.value`, "024")
	want(p, `JSON.stringify(JSON.parse(localStorage.getItem("fieldbook `+subPath+` runs:review")).runs.at(-1).client.left)`, `{"remote":"yes"}`)
	p.quiet()
}

// TestFormStartsOver takes back what starting over took away.
func TestFormStartsOver(t *testing.T) {
	p := open(t)
	p.do(chromedp.Navigate(siteOf(t, reviewed)+formPage), given("remote", "yes"), chromedp.Click(".again"))
	want(p, `document.querySelector(".progress").textContent + document.querySelector(".told").innerText.trim()`, "0 of 6 answeredStarted over. Undo")
	p.do(chromedp.Click(".undo"))
	want(p, `document.querySelector(".progress").textContent + document.querySelector(".told").hidden`, "1 of 6 answeredtrue")
	p.quiet()
}

// TestRunsOfOneNameStandApart: who answered, when and how far tell them apart; side by side
// only what differs is shown first; a review speaks of no sales.
func TestRunsOfOneNameStandApart(t *testing.T) {
	address := siteOf(t, map[string]string{"index.md": "# Home\n", "review.md": reviewPage, "intro.md": "# Intro\n"})
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+"checklists/review.html"), evaluated(`(() => {
		const run = (id, who, answers) => ({ id, name: "Holm", note: "", answers, notes: {}, changed: Date.parse("2026-11-0" + id + "T12:00:00Z"), client: { form: "0a1b2c3d", on: "2026-11-29", who } });
		const all = new DataTransfer(); all.items.add(new File([JSON.stringify({ format: "fieldbook-runs", version: 1, checklist: "review", runs: [run("1", "Ann", { mfa: "yes", away: "?" }), run("2", "Ben", { mfa: "yes" }), run("3", "Cem", { mfa: "no" })] })], "a.json"));
		const box = document.querySelector(".run-import"); box.files = all.files; box.dispatchEvent(new Event("change", { bubbles: true })) })()`))
	soon(p, `[...document.querySelectorAll(".run-list small")].map(s => s.textContent).join("|")`, "Cem · 2026-11-03 · 1 of 2 answered|Ben · 2026-11-02 · 1 of 2 answered")
	want(p, `document.querySelector(".run-name").placeholder + document.querySelector(".progress").textContent`, "Name of the client2 of 2 answered")
	want(p, `[...document.querySelectorAll(".state")].map(s => s.textContent).join("|")`, "all points|open")
	p.do(chromedp.Navigate(address + runsPage))
	soon(p, `[...document.querySelectorAll(".side-by-side tbody tr")].filter(r => r.checkVisibility()).length + document.querySelector(".only-differs").textContent`, "31 row is alike: show or hide it")
	want(p, `document.querySelectorAll(".run-actions select, .proof").length + "" + document.querySelector("main").innerText.includes("leads")`, "0false")
	p.do(chromedp.Navigate(address + "checklists/review-report.html"))
	soon(p, `[...document.querySelectorAll(".report-whose option")].map(o => o.textContent).join("|")`, "Holm · Ann · 2026-11-01 · 2 of 2 answered|Holm · Ben · 2026-11-02 · 1 of 2 answered|Holm · Cem · 2026-11-03 · 1 of 2 answered")
	p.quiet()
}

// TestFormFits at each width, in light and dark; targets are as high as a thumb.
func TestFormFits(t *testing.T) {
	address := siteOf(t, reviewed)
	p := open(t)
	for _, width := range []int64{320, 390, 768, 1280} {
		p.do(chromedp.EmulateViewport(width, 844), chromedp.Navigate(address+formPage))
		want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
		want(p, `[...document.querySelectorAll(".choice, button, input[type=text]")].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).length`, 0)
	}
	p.quiet()
}

// formFile writes the form as one file, and gives its address on the disk.
func formFile(t *testing.T) (file, address string) {
	t.Helper()
	r, err := projectOf(testfiles.Folder(t, reviewed)).Build()
	if err != nil {
		t.Fatal(err)
	}
	data, err := r.Form(r.Site.Checklists[0], model.Letter{})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "form.html")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return string(data), "file://" + filepath.ToSlash(file)
}

// TestFormFromDisk is answered where no host is.
func TestFormFromDisk(t *testing.T) {
	_, address := formFile(t)
	p := open(t)
	p.do(before(sendsNothing), chromedp.Navigate(address), given("remote", "yes"), given("mfa", "no"), chromedp.Navigate("about:blank"), chromedp.Navigate(address))
	want(p, `document.querySelector(".progress").textContent + getComputedStyle(document.querySelector(".choice")).minHeight`, "2 of 6 answered48px")
	p.do(evaluated(`document.querySelector(".send").click(), document.querySelector(".anyway").click()`))
	want(p, sentText+`.replace(/#.*/, "")`, "https://example.org"+subPath+"checklists/review.html")
	p.quiet()
}

// TestFormInAMail is seen where no script runs, and where nothing is stored.
func TestFormInAMail(t *testing.T) {
	file, address := formFile(t)
	p := open(t)
	p.do(withoutScript(), chromedp.Navigate(address))
	want(p, `document.querySelector(".without-script").innerText`, "To answer it here, save this file and open it in a browser. Or print it and answer it on paper.")
	want(p, `[".standing", "footer"].some(s => document.querySelector(s).checkVisibility())`, false)
	want(p, `document.querySelectorAll(".question").length + document.querySelector("#fb-q-mfa .when").innerText`, "6Only if 2 is answered: Yes")
	p.quiet()

	// A frame that may run scripts and store nothing, as some previews are.
	frames := t.TempDir()
	page := `<!doctype html><title>Mail</title><iframe sandbox="allow-scripts" width="390" height="800" srcdoc="` + html.EscapeString(file) + `"></iframe>`
	if err := os.WriteFile(filepath.Join(frames, "mail.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	p = open(t)
	p.do(before(`addEventListener("load", () => { if (top === self) return; try { localStorage.length; parent.postMessage("stored", "*") } catch { document.querySelector('[value="no"]').click(); document.querySelector(".send").click(); document.querySelector(".anyway").click(); setTimeout(() => parent.postMessage(document.querySelector(".told").innerText.trim() + document.querySelector(".progress").textContent + document.querySelector(".sent").checkVisibility(), "*"), 50) } }); onmessage = (e) => (globalThis.heard = e.data); `+sendsNothing),
		chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(frames, "mail.html"))))
	soon(p, `globalThis.heard ?? ""`, "This browser keeps nothing: send your answers before you close the page.1 of 5 answeredtrue")
}

// TestRunsAreMergedByChoosing opens several files at once, tells of what it does not take,
// and merges two runs.
func TestRunsAreMergedByChoosing(t *testing.T) {
	address := siteOf(t, reviewed)
	p := open(t)
	const run = `(id, name, answers, client) => ({ id, name, note: "", answers, notes: {}, client })`
	open := func(files string) {
		eval[bool](p, `(() => { const run = `+run+`, file = (name, runs) => new File([typeof runs === "string" ? runs : JSON.stringify({ format: "fieldbook-runs", version: 1, checklist: "review", runs })], name);
			const all = new DataTransfer(); for (const f of [`+files+`]) all.items.add(f);
			const box = document.querySelector(".run-import"); box.files = all.files; box.dispatchEvent(new Event("change", { bubbles: true })); return true })()`)
	}
	for _, width := range []int64{390, 1280} {
		p.do(chromedp.EmulateViewport(width, 844), chromedp.Navigate(address+"index.html"), evaluated(`localStorage.clear()`), chromedp.Navigate(address+runsPage))
		open(`file("a.json", [run("1", "Ann", { people: "20", remote: "yes", mfa: "?" })]), file("b.json", [run("2", "Ben", { people: "20..", mfa: "no", gone: "x" }, { form: "0a1b2c3d", on: "2026-11-29", asked: { people: "How many people?", mfa: "With a second factor?", gone: "Gone?" } })]), file("c.txt", "{")`)
		soon(p, `document.querySelector(".run-told").textContent`, `2 added, 0 were here already. Ann is shown. Ben: The form was of another version of this checklist. No longer asked: “Gone?”. Not asked in the form: “Does anybody sign in from outside?”, “Which are updated?”, “Until when?”, “When read back?”. c.txt: The file is damaged, or holds no answers of Fieldbook.`)
		want(p, `[...document.querySelectorAll(".run-open")].map(a => a.textContent).sort().join()`, "Ann,Ben by the client")
		p.do(chromedp.Click(".merge"))
		want(p, `document.querySelector(".merging h3").textContent + [...document.querySelectorAll(".merging legend, .merging label")].map(e => e.textContent).sort().join()`,
			"1 answer differs: choose one20 or more people Ben,20 people Ann,How many people?")
		want(p, `document.querySelector(".merge-open").textContent + document.querySelectorAll(".merging p").length + (document.documentElement.scrollWidth <= innerWidth)`, "1 is not chosen, and stays open.2true")
		p.do(evaluated(`[...document.querySelectorAll(".merge-choice")].find(l => l.textContent.includes("Ann")).click()`), chromedp.Click(".merge-do"))
		want(p, `(e => e.textContent.includes(" was made; the two are as they were.") && e === document.activeElement && e.getBoundingClientRect().top < innerHeight)(document.querySelector(".merge-told"))`, true)
		want(p, `JSON.stringify(JSON.parse(localStorage.getItem("fieldbook `+subPath+` runs:review")).runs.filter(r => r.name).map(r => [r.name.split(" + ").sort().join(), Object.entries(r.answers).sort().join(";")]))`,
			`[["Ann","mfa,?;people,20;remote,yes"],["Ben","gone,x;mfa,no;people,20.."],["Ann,Ben","gone,x;mfa,no;people,20;remote,yes"]]`)
		open(`file("a.json", [run("1", "Ann", { people: "21" })])`)
		soon(p, `document.querySelector(".run-told").textContent`, "1 added, 0 were here already. Here with other answers, so added beside: Ann.")
	}
	p.quiet()
}
