package e2e

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestRuns(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), prefer("prefers-reduced-motion", "reduce"), chromedp.Navigate(address+scorecard),
		chromedp.SendKeys(".run-name", "Near <b>"), chromedp.SendKeys("[name=drive]", "20"),
		inMenu(".run-others .run-new"), chromedp.SendKeys(".run-name", "Far"), chromedp.SendKeys("[name=drive]", "65"))
	want(p, others, "Near <b>")
	// Delete and undo, by keyboard.
	p.do(chromedp.Focus(".run-menu summary"), chromedp.KeyEvent(kb.Enter), chromedp.Focus(".run-delete"), chromedp.KeyEvent(kb.Enter))
	want(p, `document.querySelector(".run-name").value + document.querySelectorAll(".run-list li").length`, "Near <b>0")
	want(p, `document.activeElement.className`, "undo")
	p.do(chromedp.KeyEvent(kb.Enter))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value`, "Far65")
	p.do(inMenu(".run-copy"))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value`, "Far (copy)65")
	// All of it is there after a reload; who was changed last comes first.
	p.do(chromedp.Reload())
	want(p, `document.querySelector(".run-name").value + "|" + `+others, "Far (copy)|Far|Near <b>")
	want(p, `document.querySelector("#fb-subject").value`, "Far (copy)") // on the printed record
	p.do(inMenu(".run-list li:last-child button"))
	want(p, `document.querySelector(".run-name").value + document.querySelector(".run-others").open`, "Near <b>false")
	// A field that is being written into keeps nothing of another client.
	p.do(chromedp.Focus("[name=drive]"), evaluated(`document.querySelector(".run-list button").click()`))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value`, "Far65")
	p.do(inMenu(".run-list li:last-child button"))
	// Side by side, the better one first; names are text.
	p.do(chromedp.Click(".to-runs a"))
	soon(p, `[...document.querySelectorAll(".side-by-side thead th")].map(c => c.textContent).join("|")`, "Near <b>|Far|Far (copy)")
	want(p, `document.querySelector(".side-by-side tbody tr:nth-child(2) td:last-child").textContent`, "Ruled out by Drive from home base")
	p.quiet()
}

// others are the names in the menu of whose answers the page shows.
const others = `[...document.querySelectorAll(".run-list button")].map(o => o.textContent).join("|")`

// TestAllRuns ranks all runs, sets chosen ones side by side, puts one away, and
// tells whether the verdicts were right.
func TestAllRuns(t *testing.T) {
	_, address := site(t)
	p := open(t)
	good := "drive=20&computers=25&staff=40&sales=3000000&advisers=accountant,attorney,consultant&recurring=yes&rewarding=yes"
	for _, fragment := range []string{"_name=Half&drive=50&computers=10", "_name=Far&drive=70", "_name=Good&" + good, "_name=" + url.QueryEscape(strings.Repeat("ש", 200)+"😀") + "&" + strings.Replace(good, "=20", "=21", 1)} {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#"+fragment))
		want(p, `document.querySelector(".unread").hidden`, true)
	}
	p.do(chromedp.EmulateViewport(390, 800))
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	p.do(chromedp.Navigate(address + "checklists/sweet-spot-client-runs.html"))
	want(p, `document.documentElement.scrollWidth <= innerWidth`, true)
	p.do(chromedp.Click(".run-menu summary"))
	want(p, `document.querySelector(".runs .run-json").checkVisibility() && document.documentElement.scrollWidth <= innerWidth && document.querySelector(".run-menu > div").getBoundingClientRect().left >= 0`, true)
	p.do(chromedp.KeyEvent(kb.Escape))
	want(p, `document.querySelector(".run-menu").open`, false)
	names := `[...document.querySelectorAll(".runs > .run-rows > .run-row .run-open")].map(b => b.textContent.slice(0, 4)).join("|")`
	want(p, names, "Good|שששש|Half|Far")
	want(p, `document.querySelector(".run-row[data-verdict=undecided] .run-asks").textContent`, "Ask next: outside advisers")
	choose := func(name, value string) {
		p.do(evaluated(fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change")) })(document.querySelector('[aria-label="How it came out: %s"]'))`, value, name)))
	}
	choose("Good", "won")
	choose("Half", "lost")
	want(p, `document.querySelector(".verdicts-right").textContent`, "1 of 1 “Sweet spot” were won.")
	p.do(evaluated(`document.querySelector('[aria-label="Compare: Good"]').click(), document.querySelector('[aria-label="Compare: Far"]').click()`))
	want(p, `[...document.querySelectorAll(".side-by-side thead th")].map(c => c.textContent).join("|")`, "Good|Far")
	want(p, `document.querySelectorAll(".side-by-side td.differs").length > 4`, true)
	p.do(evaluated(`document.querySelector(".runs > .run-rows > .run-row:nth-child(4) .quiet").click()`))
	want(p, names+` + "|" + document.querySelector(".run-rows details summary").textContent`, "Good|שששש|Half|1 archived")
	p.do(chromedp.Reload())
	want(p, `document.querySelector(".verdicts-right").textContent`, "1 of 1 “Sweet spot” were won.")
	p.do(chromedp.Click(".run-rows .run-open"))
	soon(p, `(document.querySelector(".run-name")?.value ?? "") + document.querySelector("[name=drive]")?.value`, "Good20")
	p.quiet()
}

// TestEachTabHasItsRun opens two runs in two tabs of one browser: each keeps its
// own, whatever the other shows.
func TestEachTabHasItsRun(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const ready = `new Promise(done => { const look = () => !other.leaving && other.document.querySelector(".progress")?.textContent.includes("answered") ? done(true) : setTimeout(look, 10); look() })`
	p.do(chromedp.Navigate(address+scorecard), chromedp.SendKeys(".run-name", "First"), chromedp.SendKeys("[name=drive]", "20"))
	eval[bool](p, `(globalThis.other = open(location.href, "_blank", "noopener=no"), `+ready+`)`)
	eval[bool](p, `(other.document.querySelector(".run-new").click(), (f => { f.value = "Second"; f.dispatchEvent(new Event("input", {bubbles: true})) })(other.document.querySelector(".run-name")), new Promise(done => setTimeout(() => done(true), 300)))`)
	want(p, `document.querySelector(".run-name").value + "|" + other.document.querySelector(".run-name").value`, "First|Second")
	p.do(chromedp.Reload())
	want(p, `document.querySelector(".run-name").value + "|" + `+others, "First|Second")
}

func TestNotesAndCadence(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"checklists/partner-cadence.html"),
		before(""), evaluated(`(() => { const d = document.querySelector("[name=meet]"); d.value = "2020-12-31"; d.dispatchEvent(new Event("input", {bubbles: true})) })()`))
	want(p, `document.querySelector(".due-next").textContent.startsWith("Next due 28 February 2021, overdue by")`, true)
	want(p, `document.querySelector(".due-next button").textContent`, "Add to calendar")
	p.do(chromedp.Click("[data-note=meet] summary"), chromedp.SendKeys("[data-note=meet] textarea", "At the fair"), chromedp.SendKeys("[data-note=meet] [data-part=initials]", "AB"), chromedp.Reload())
	want(p, `document.querySelector("[data-note=meet] textarea").value + document.querySelector("[data-note=meet] [data-part=initials]").value + document.querySelector("[name=meet]").value`, "At the fairAB2020-12-31")
	p.quiet()
}

// TestAddressOpensItsOwnRun keeps a link from writing over what is there.
func TestAddressOpensItsOwnRun(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+scorecard), chromedp.SendKeys(".run-name", "Mine"), chromedp.SendKeys("[name=drive]", "20"),
		chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#drive=65&_name=Theirs"))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value`, "Theirs65")
	want(p, others, "Mine")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+scorecard+"#drive=65&_name=Theirs"))
	want(p, others, "Mine")
	p.quiet()
}

// TestCriteriaThatChanged opens a run that was begun with other criteria: of kinds, too,
// that the checklist has none of now.
func TestCriteriaThatChanged(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+scorecard), chromedp.SendKeys("[name=drive]", "45"),
		evaluated(`(() => { const k = "`+runsKey+`", b = JSON.parse(localStorage.getItem(k)); b.runs[0].model.criteria[0].max = 90; b.runs[0].model.criteria[0].ideal = [0, 60]; b.runs[0].model.criteria.push({id: "gone", ask: "Gone?", kind: "date", max: 12, weight: 1, only_if: [{id: "recurring", yes: true}]}); localStorage.setItem(k, JSON.stringify(b)) })()`),
		chromedp.Reload())
	want(p, `document.querySelector(".run-changed").textContent`, "Since it was begun: “Drive from home base” has changed; “Gone?” is gone. The score was 19–100, and is 12–93.")
	p.quiet()
}

// TestDamagedStorage opens pages whose storage holds something else: what can
// be read is shown, the rest is told and set aside, and the page works.
func TestDamagedStorage(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const aside = `Object.keys(localStorage).filter(k => k.startsWith("` + runsKey + `:damaged-"))`
	for value, told := range map[string]string{
		"{":                        "What is stored could not be read.",
		"null":                     "What is stored could not be read.",
		"[]":                       "What is stored could not be read.",
		`"banana"`:                 "What is stored could not be read.",
		`{"version":9,"runs":"x"}`: "What is stored could not be read.",
		`{"runs":[null,{}]}`:       "2 entries could not be read.",
		`{"runs":[null,{"id":"a","answers":{"drive":7,"staff":"20"}}]}`:                                                    "1 entry could not be read.",
		`{"runs":[{"id":"a","answers":{"drive":"banana","staff":{},"sales":"3000000"}}]}`:                                  "1 answer could not be read: staff.",
		`{"runs":[{"id":"a","answers":{"drive":"7"},"model":{"id":"x","kind":"scorecard","title":"","criteria":[null]}}]}`: "The criteria that 1 entry began with could not be read.",
		`{"runs":[{"id":"a","answers":{"drive":7}}]}`:                                                                      "",
		`{"runs":[{"id":"a","answers":{"drive":"` + strings.Repeat("1", 60_000) + `"}}]}`:                                  "1 answer could not be read: drive.",
	} {
		p.do(chromedp.Navigate(address+"index.html"), evaluated(fmt.Sprintf(`(localStorage.clear(), localStorage.setItem(%q, %q))`, runsKey, value)), chromedp.Navigate(address+scorecard))
		want(p, `document.getElementById("fb-score").dataset.high`, "100")
		want(p, `document.querySelector(".unread").textContent.startsWith(`+fmt.Sprintf("%q", told)+`)`, true)
		if told == "" {
			want(p, `document.querySelector(".unread").hidden && document.querySelector("[name=drive]").value`, "7")
			continue
		}
		want(p, aside+`.map(k => localStorage.getItem(k)).join("|")`, value)
		// It works, and what was told once is not told again.
		p.do(evaluated(`(() => { const f = document.querySelector("[name=drive]"); f.value = "65"; f.dispatchEvent(new Event("input", {bubbles: true})) })()`), chromedp.Reload())
		want(p, `document.querySelector("[name=drive]").value + document.querySelector(".unread").hidden + `+aside+`.length`, "65true1")
	}
	p.quiet()
}

// TestNameAlone takes a link that carries only a name.
func TestNameAlone(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + scorecard + "#_name=Near&drive=-5"))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value + "|" + document.querySelector(".unread").textContent`,
		`Near|In the address: "-5" is no answer to Drive from home base.`)
	p.quiet()
}

// TestNoAnswerIsLost edits one run in two tabs and reloads them at random.
func TestNoAnswerIsLost(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + scorecard))
	const ready = `new Promise(done => { const look = () => !other.leaving && other.document.querySelector(".progress")?.textContent.includes("answered") ? done(true) : setTimeout(look, 10); look() })`
	eval[bool](p, `(globalThis.other = open(location.href), `+ready+`)`)
	rng := rand.New(rand.NewPCG(3, 4))
	ids := []string{"drive", "computers", "staff", "sales"}
	wanted := map[string]int{}
	for i := range 100 {
		id, v := ids[rng.IntN(len(ids))], rng.IntN(99)+1
		wanted[id] = v
		where := []string{"document", "other.document"}[rng.IntN(2)]
		p.do(evaluated(fmt.Sprintf(`(() => { const f = %s.querySelector("[name=%s]"); f.value = "%d"; f.dispatchEvent(new Event("input", {bubbles: true})) })()`, where, id, v)))
		if i%10 == 9 {
			eval[bool](p, `(other.leaving = true, other.location.reload(), new Promise(done => setTimeout(done, 50)).then(() => `+ready+`))`)
		}
	}
	for id, v := range wanted {
		want(p, fmt.Sprintf(`JSON.parse(localStorage.getItem("`+runsKey+`")).runs[0].answers[%q]`, id), fmt.Sprint(v))
	}
}

// TestNextFromBelow starts the next run below the last question: its name is
// there to be written, without scrolling back.
func TestNextFromBelow(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), prefer("prefers-reduced-motion", "reduce"), chromedp.Navigate(address+scorecard))
	for _, name := range []string{"Near", "Far", "Further"} {
		p.do(chromedp.SendKeys(".run-name", name), chromedp.Click("[name=rewarding][value=yes]"), chromedp.Click(".run-next"))
		want(p, `(e => e.matches(".run-name") && e.value === "" && e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom < innerHeight)(document.activeElement)`, true)
	}
	want(p, `document.querySelectorAll(".run-list li").length`, 3)
	p.quiet()
}

// TestManyRuns types into one of 2,000 runs: nothing is made anew but what is
// shown of that one.
func TestManyRuns(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), evaluated(`localStorage.setItem("`+runsKey+`", JSON.stringify({version: 1, current: "1000", runs: Array.from({length: 2000}, (_, i) => ({id: String(i), name: "Client " + i, answers: {drive: "20", staff: "20"}}))}))`),
		chromedp.Navigate(address+scorecard))
	want(p, `document.querySelectorAll(".run-list li").length + document.querySelector(".run-count").textContent`, "8\u00a0(2000)")
	p.do(evaluated(`(() => { globalThis.made = 0; new MutationObserver(all => all.forEach(m => m.addedNodes.forEach(n => made += 1 + (n.querySelectorAll?.("*").length ?? 0)))).observe(document.body, {childList: true, subtree: true}) })()`))
	name := func(id, value string) {
		p.do(evaluated(fmt.Sprintf(`(f => { f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector(%q))`, value, id)))
	}
	name("[name=sales]", "3000000")
	name("[name=drive]", "65")
	name(".run-name", "Somebody")
	soon(p, `document.querySelector(".run-whose").textContent`, "Somebody · ")
	if made := eval[int](p, `made`); made == 0 || made > 300 {
		t.Errorf("%d nodes were made", made)
	}
	// Among all of them it has its place, and what is changed there makes nothing else anew.
	p.do(chromedp.Navigate(address + "checklists/sweet-spot-client-runs.html"))
	want(p, `document.querySelectorAll(".run-row").length + "|" + [...document.querySelectorAll(".run-row")].findIndex(r => r.matches(".current"))`, "2000|1999")
	want(p, `document.querySelector(".current .run-open").textContent`, "Somebody")
	p.do(evaluated(`globalThis.made = 0; new MutationObserver(all => all.forEach(m => m.addedNodes.forEach(n => made += 1 + (n.querySelectorAll?.("*").length ?? 0)))).observe(document.body, {childList: true, subtree: true}); 0`), evaluated(`document.querySelector(".current .quiet").click()`))
	soon(p, `made > 0 && made < 300`, true)
	p.quiet()
}

// TestUndoPutsBackInPlace: a run that was deleted stands where it stood.
func TestUndoPutsBackInPlace(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"index.html"), evaluated(`localStorage.setItem("`+runsKey+`", JSON.stringify({version: 1, current: "2", runs: ["A", "B", "C", "D"].map((name, i) => ({id: String(i), name, answers: {}}))}))`), chromedp.Navigate(address+scorecard))
	const names = `JSON.parse(localStorage.getItem("` + runsKey + `")).runs.map(r => r.name).join("")`
	p.do(inMenu(".run-delete"))
	want(p, names, "ABD")
	p.do(chromedp.Click(".undo"))
	want(p, names+` + document.querySelector(".run-name").value`, "ABCDC")
	p.do(chromedp.Reload())
	want(p, names+` + document.querySelector(".run-name").value`, "ABCDC")
	// The only run leaves none behind that stands in for it.
	p.do(evaluated(`localStorage.clear()`), evaluated(`sessionStorage.clear()`), chromedp.Reload(), chromedp.SendKeys(".run-name", "Sole"), inMenu(".run-delete"), chromedp.Click(".undo"))
	want(p, names, "Sole")
	p.quiet()
}
