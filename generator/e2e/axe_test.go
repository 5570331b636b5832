package e2e

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// state is a page with something open or in use.
type state struct{ page, then string }

// openAll opens all that is folded, but menus.
const openAll = `document.querySelectorAll("main details:not(.menu)").forEach(d => d.open = true)`

// rankedList opens a list and ranks it.
const rankedList = `await (async () => {
	const until = async selector => { while (!document.querySelector(selector)?.checkVisibility()) await new Promise(requestAnimationFrame); return document.querySelector(selector) };
	document.querySelector(".list-sample").click(), (await until(".list-rank")).click(), await until(".lead-row")
})()`

var accessible = []state{
	{"index.html", ""},
	{"index.html", `(f => { f.focus(), f.value = "computers", f.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("fb-search"))`},
	{"sweet-spot/index.html", ""}, {"sweet-spot/recognise.html", openAll},
	{"sweet-spot/recognise.html", `document.querySelector(".topics summary").click()`},
	{"sweet-spot/recognise.html", `document.querySelector(".term a").focus()`},
	{"sweet-spot/distance.html", `document.querySelector('.cite[href$="#S5"]').click()`},
	{scorecard, ""}, {scorecard + "#drive=90", ""}, {scorecard + "#drive=-5", ""}, {scorecard + "#" + middle, openAll},
	{scorecard + "#" + middle, `document.querySelector(".run-menu").open = true`},
	{scorecard + "#" + middle, `document.querySelector(".run-others").open = true`},
	{scorecard + "#" + middle, `document.querySelector(".share").click()`},
	{scorecard + "#" + middle, `document.querySelector("[name=staff]").focus()`},
	{scorecard + "#" + middle, `document.querySelector(".sum").click()`},
	{scorecard + "#" + middle, `document.querySelector(".unfold").click(), document.querySelector(".receipt").open = true`},
	{scorecard + "#" + middle, `(f => { f.focus(), f.value = "zz", f.dispatchEvent(new Event("input", {bubbles: true})) })(document.querySelector("[name=staff]"))`},
	{scorecard + "#" + middle, `document.querySelector(".clear").click()`},
	{decision, ""}, {decision + "#weak=no", openAll}, {decision + "#weak=no&established=no&running=yes", ""},
	{"checklists/where-to-find-clients.html", openAll}, {"checklists/partner-cadence.html", openAll},
	{"checklists/sweet-spot-client-runs.html", openAll + `, document.querySelectorAll(".run-row input[type=checkbox]").forEach(c => c.click())`},
	{"checklists/sweet-spot-client-runs.html", `document.querySelector(".run-menu").open = true`},
	{leadsPage, ""}, {leadsPage, `document.querySelector(".list-sample").click()`},
	{leadsPage, rankedList}, {leadsPage, rankedList + `, document.querySelector(".list-menu").open = document.querySelector(".list-sieve").open = true`},
	{leadsPage, rankedList + `, document.querySelector(".lead-name").click()`},
	{leadsPage, rankedList + `, document.querySelectorAll(".lead-called")[0].click(), document.querySelectorAll("details.list-unreadable, details.list-twins").forEach(d => d.open = true)`},
	{"checklists/partner-cadence-form.html", ""}, {"checklists/partner-cadence-form.html", `document.querySelectorAll("[value=no]").forEach(e => e.click())`},
	{"checklists/partner-cadence-report.html", ""},
	{"checklists/sweet-spot-client-order.html", ""}, {"checklists/index.html", ""}, {"sources.html", ""}, {"glossary.html", ""},
	{"tags.html", ""}, {"tags/clients.html", ""}, {"404.html", ""}, {"print.html", ""}, {"search.html", ""}, {"search.html?q=computers", ""},
}

// TestAxe brings pages into each state that a reader may meet on a phone. axe finds
// nothing, in light and in dark; nothing is wider than the narrowest window, and nothing
// is lost where texts have more room. (Of forced colours axe reads those that a page asks
// for, and not those that are shown: their contrast is the system's.) axe is no part of the project: AXE names its file,
// which .ci/run installs.
func TestAxe(t *testing.T) {
	source, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("AXE names no file: ", err)
		}
		t.Skip("AXE names no file")
	}
	_, address := site(t)
	var p *tab
	for i, s := range accessible {
		if i%8 == 0 { // a tab has not all the time
			p = open(t)
			p.do(before(string(source)), before(`addEventListener("beforeunload", event => event.stopImmediatePropagation())`), // no page asks whether to leave
				chromedp.Navigate(address+"404.html"), evaluated(clients))
		}
		p.do(prefer("prefers-color-scheme", "light"), chromedp.EmulateViewport(390, 844), chromedp.Navigate("about:blank"), chromedp.Navigate(address+s.page))
		eval[bool](p, settled)
		if s.then != "" {
			eval[bool](p, `(async () => { `+s.then+`; return true })()`)
			eval[bool](p, settled)
		}
		tell := func(how, found string) {
			if found != "" {
				t.Errorf("%s, %s, %s:\n%s", s.page, s.then, how, found)
			}
		}
		tell("light", eval[string](p, axe("")))
		p.do(prefer("prefers-color-scheme", "dark"))
		tell("dark", eval[string](p, axe(`runOnly: ["color-contrast"]`)))
		if s.then == "" { // what is open is drawn by the same rules
			p.do(prefer("forced-colors", "active"))
			tell("forced colours", eval[string](p, axe(`rules: {"color-contrast": {enabled: false}}`)))
		}
		p.do(prefer("prefers-color-scheme", "light"), chromedp.EmulateViewport(320, 844))
		tell("320 pixels", eval[string](p, `document.documentElement.scrollWidth > innerWidth ? "wider than its window" : ""`))
		tell("text spacing", eval[string](p, heldToALine+spaced))
		p.quiet()
	}
}

// heldToALine lets go what is cut to a line or two: it stands whole where it leads.
const heldToALine = `document.querySelectorAll(".ask-next, .weight, .unit, .lead-name, .lead-place, .hit, .hit *").forEach(e => Object.assign(e.style, {overflow: "visible", whiteSpace: "normal"})); `

// axe is what axe finds by all rules, or as options say.
func axe(options string) string {
	return strings.Replace(`axe.run(document, {resultTypes: ["violations"], OPTIONS}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target + " " + n.html.slice(0, 100))).join("\n"))`, "OPTIONS", options, 1)
}
