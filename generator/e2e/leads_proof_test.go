package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestProofOfList tells in a list whether its scorecard is right, by the column that says
// how leads came out and by what the reader records; with too few it refuses.
func TestProofOfList(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 844), chromedp.Navigate(address+leadsPage))
	list := func(won, lost int) string {
		var b strings.Builder
		b.WriteString("Company,Staff,Annual Revenue,Drive (min),Would they bring enough recurring revenue?,Outcome\n")
		for i := range won {
			fmt.Fprintf(&b, "Won %d,40,3000000,20,yes,Closed won\n", i)
		}
		for i := range lost {
			fmt.Fprintf(&b, "Lost %d,3,100000,80,no,verloren\n", i)
		}
		return b.String() + "Open,20,2000000,20,yes,New\n"
	}
	ranked := func(name, data, rows string) {
		bring(p, name, data)
		soon(p, `document.querySelector(".list-rank").textContent`, "Rank "+rows+" rows")
		p.do(chromedp.Click(".list-rank"))
		soon(p, `!document.querySelector(".list-ranked").hidden && document.querySelector(".list-head h2").textContent`, any(rows+" leads"))
	}
	ranked("few.csv", list(22, 19), "42")
	const told = `document.querySelector(".proof-told").textContent`
	p.do(inMenu(".list-proof"))
	soon(p, told, "22 won, 19 lost. Too little to tell anything: it takes 1 more lost.")
	// One more is lost, and it tells.
	p.do(evaluated(`(f => { f.value = "Open"; f.dispatchEvent(new Event("input")) })(document.querySelector(".list-find"))`))
	soon(p, leadNames, "Open")
	p.do(evaluated(`(s => { s.value = "lost"; s.dispatchEvent(new Event("change")) })(document.querySelector(".lead-state"))`))
	soon(p, `document.querySelector(".proof-told p").textContent`, "22 won, 20 lost. The verdicts of 23 of them are open: they are in no row.")
	want(p, `[...document.querySelectorAll(".proof table")].length > 1 && document.documentElement.scrollWidth <= innerWidth`, true)
	want(p, `[...document.querySelectorAll(".proof table")[1].querySelectorAll("tbody tr")].find(r => r.textContent.startsWith("Drive")).querySelector("small").textContent`, "more won of those that meet it")
	p.do(evaluated(`document.querySelector(".list-undone button").click()`))
	soon(p, `document.querySelector(".proof-told").textContent.includes("Too little")`, true)

	// A list that tells of no outcome has nothing to prove.
	ranked("none.csv", "Company,Staff\nAlder,20\nBeacon,30\n", "2")
	want(p, `document.querySelector(".proof").hidden && document.querySelector(".list-proof").hidden`, true)
	p.quiet()
}

// TestTies says whom the score does not part, and nothing where the rows stand in
// another order.
func TestTies(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,Staff,Drive (min)\nAlder,20,20\nBeacon,30,20\nCedar,20,\nDover,5,20\nElm,6,20\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 5 rows")
	p.do(chromedp.Click(".list-rank"))
	const at = `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-at").textContent + r.querySelector(".lead-name").textContent).join()`
	soon(p, at, "1=Alder,1=Beacon,3=Dover,3=Elm,5Cedar")
	want(p, `document.querySelector(".list-ties").textContent`, "The first 2 score alike: in your file’s order.")
	want(p, `[...document.querySelectorAll(".lead-place")].every(e => e.scrollWidth <= e.clientWidth)`, true) // what to ask next stands whole
	choose(p, ".list-sort", "Name")
	soon(p, at, "1Alder,2Beacon,3Cedar,4Dover,5Elm")
	want(p, `document.querySelector(".list-ties").hidden`, true)
	p.quiet()
}
