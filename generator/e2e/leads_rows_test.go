package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// choose takes the option of a field that begins with these words.
func choose(p *tab, field, words string) {
	eval[bool](p, `{ const s = document.querySelector(`+"`"+field+"`"+`); s.value = [...s.options].find(o => o.textContent.startsWith("`+words+`")).value; s.dispatchEvent(new Event("change")); true }`)
}

const leadNames = `[...document.querySelectorAll(".lead-name")].map(r => r.textContent).join("|")`

// TestLeadsSifted filters and sorts the ranked rows; names may be in any script.
func TestLeadsSifted(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,City,Staff,Drive (min)\nשלום בע״מ,Easton,20,\nÉlan,Easton,20,10\n株式会社,Ashford,,10\nafter,Ashford,30,20\n🦊 Fox,,30,25\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 5 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Élan|after|🦊 Fox|株式会社|שלום בע״מ")
	want(p, `(([word, sign]) => sign.top < word.bottom && sign.left >= word.right)([...document.querySelectorAll(".list-menu summary span")].map(s => s.getBoundingClientRect()))`, true)
	want(p, `[...document.querySelectorAll(".list-lacks option")].slice(0, 2).map(o => o.textContent).join("|") + document.querySelector(".list-place").options.length`, "anything|Computers (5)3")
	choose(p, ".list-sort", "Name")
	want(p, leadNames, "after|Élan|שלום בע״מ|株式会社|🦊 Fox")
	choose(p, ".list-sort", "Place")
	want(p, leadNames, "after|株式会社|Élan|שלום בע״מ|🦊 Fox")
	choose(p, ".list-sort", "fewest")
	want(p, leadNames, "Élan|after|🦊 Fox|株式会社|שלום בע״מ")
	choose(p, ".list-place", "Ashford")
	want(p, leadNames, "after|株式会社")
	choose(p, ".list-lacks", "Employees")
	want(p, leadNames, "株式会社")
	want(p, `document.querySelector(".list-shown").textContent`, "1 of 5")
	choose(p, ".list-place", "all")
	choose(p, ".list-lacks", "anything")
	// The question to ask first shows the rows that lack its answer, and all again.
	p.do(chromedp.Click(".show-lacking"))
	want(p, `document.querySelector(".show-lacking").ariaPressed + document.querySelector(".list-lacks").selectedOptions[0].textContent`, "trueDrive from home base (1)")
	p.do(chromedp.Click(".show-lacking"))
	want(p, `document.querySelector(".list-shown").textContent`, "5 of 5")
	p.quiet()
}

// TestLeadsWhy opens the receipt of a row: its cells, its answers, its points.
func TestLeadsWhy(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,Staff,Drive (min),Latitude,Longitude\nAlder,00020,64,41.9,-87.7\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 1 row")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Alder")
	p.do(chromedp.Click(".lead-name"))
	want(p, `document.activeElement.id + document.querySelector(".lead-why").open`, "fb-whytrue")
	want(p, `[...document.querySelectorAll(".lead-why tr")].slice(0, 3).map(r => [...r.cells].map(c => c.textContent).join("/")).join("|")`,
		"Drive from home base/Drive (min): 64/0 / 3|Computers//0–2 / 2|Employees/Staff: 00020/2 / 2")
	want(p, `[...document.querySelectorAll(".lead-why tr input")].slice(0, 3).map(i => i.value).join("|")`, "64 min||20 people")
	want(p, `document.querySelector(".why-verdict").textContent`, "13–81 · Ruled out by Drive from home base")
	want(p, `new URL(document.querySelector(".why-open").href).hash`, "#drive=64&staff=20&_name=Alder")
	p.do(chromedp.Click(".why-close"))
	want(p, `document.activeElement.className`, "lead-name")
	p.quiet()
}

// TestLeadsRead says by hand how a file is parted, which column counts first and
// what its codes are.
func TestLeadsRead(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + leadsPage))
	bring(p, "a.csv", "Company|Staff,x|Employees (Total)\nA|C,|2000\nB|x,|20\nD|,|\n")
	soon(p, `document.querySelector(".list-separator").value + document.querySelectorAll(".list-columns tbody tr").length`, "|3")
	choose(p, ".list-separator", ",")
	soon(p, `document.querySelectorAll(".list-columns tbody tr").length`, 2)
	bring(p, "b.csv", "Company,Employees (Single Site),Employees (Total)\nA,C,2000\nB,x,20\nD,,\n")
	soon(p, `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.cells[3].querySelector("p")?.textContent + " " + r.cells[4].textContent).join("|")`,
		"undefined 3|Nothing yet 0 read, 1 unknown, 2 refused|2000 → 2,000 people 2 read, 1 unknown, 0 refused")
	choose(p, `[data-column="1 Codes"]`, "C = 10 to 19")
	soon(p, `document.querySelector(".list-columns tbody tr:nth-child(2) td:nth-child(4) p").textContent`, "C → 10 to 19 people")
	// The single site counts first; the reader says otherwise.
	want(p, `document.querySelector("[data-column='1 first']").checked`, true)
	p.do(chromedp.Click(`[data-column="2 first"]`))
	soon(p, `document.querySelector("[data-column='2 first']").checked + document.querySelector("[data-column='1 first']").parentElement.textContent`, "true counts first Used where Employees (Total) says nothing.")
	p.do(chromedp.Click(".list-rank"))
	soon(p, `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + r.querySelector(".lead-score").textContent).join("|")`, "B13–100|D0–100|A0–88")
	p.quiet()
}

// TestLeadsNotKept tells where the browser stores nothing; the list stays open.
func TestLeadsNotKept(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + leadsPage))
	bring(p, "a.csv", "Company,Staff\nA,20\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 1 row")
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "A")
	eval[bool](p, `{ indexedDB.open = () => { const o = {error: new Error("refused")}; setTimeout(() => o.onerror()); return o }; true }`)
	p.do(inMenu(".list-keep"))
	soon(p, `document.querySelector(".list-told").textContent`, "This browser did not keep it: it has no room, or stores nothing. Save the table instead.")
	want(p, leadNames, "A")
	p.quiet()
}

// TestLeadsDates asks what the dates of a column begin with where neither the column
// nor the site's language tells, and counts them as both until it is said.
func TestLeadsDates(t *testing.T) {
	address := siteOf(t, map[string]string{"a.md": "---\nchecklist:\n  id: card\n  kind: scorecard\n  criteria: [{id: end, ask: Contract end, kind: date, min: 0, why: x}]\n  verdicts: [{at: 0, say: Any}]\n---\n"})
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"checklists/card-leads.html"))
	bring(p, "a.csv", "Company,Contract end\nA,03/04/2027\nB,Dec 2026\nC,soon\n")
	const said = `[...document.querySelectorAll(".list-columns tbody tr:nth-child(2) td:nth-child(4) p")].map(p => p.textContent).join("|")`
	soon(p, said, "03/04/2027 → 2027-03-04..2027-04-03|1 date has two readings: 03/04/2027. It counts as both until you say what it begins with.|1 cell cannot be read: soon. It counts as unknown.")
	want(p, `document.querySelector("[data-column='1 Dates begin with']").checkVisibility()`, true) // asked, not hidden
	choose(p, `[data-column="1 Dates begin with"]`, "the day")
	soon(p, said, "03/04/2027 → 2027-04-03|1 cell cannot be read: soon. It counts as unknown.")
	p.quiet()
}

// TestLeadsReached shows which columns tell how a lead is reached and how it came out,
// and takes the reader's word for what a cell means.
func TestLeadsReached(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,Phone,Mobile,Website,Outcome,Remark\nA,(312) 555-0113,312 555 0114 x7,a.org,Closed won,x\nB,see notes,,javascript:alert(1),dropped,y\n")
	const rows = `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.querySelector("select").selectedOptions[0].textContent + ": " + [...r.cells[3].querySelectorAll("p")].map(p => p.textContent).join(" ") + r.cells[4].textContent).join("|")`
	soon(p, rows, "Name: 2|Phone: (312) 555-0113 → tel:3125550113 1 cell cannot be read: see notes. It counts as unknown.1 read, 0 unknown, 1 refused|Phone: 312 555 0114 x7 → tel:3125550114;ext=71 read, 1 unknown, 0 refused|"+
		"Website: a.org → https://a.org 1 cell cannot be read: javascript:alert(1). It counts as unknown.1 read, 0 unknown, 1 refused|How it came out: Closed won → won 1 cell cannot be read: dropped. It counts as unknown.1 read, 0 unknown, 1 refused|Kept, not scored: 2")
	want(p, `document.querySelector("[data-column='2 first']").checked`, true) // the person's own, before the switchboard
	p.do(chromedp.Click(`[data-column="1 first"]`))
	soon(p, `document.querySelector("[data-column='1 first']").checked`, true)
	choose(p, `[data-column="4 “dropped”"]`, "lost")
	soon(p, `document.querySelector(".list-columns tbody tr:nth-child(5)").cells[4].textContent`, "2 read, 0 unknown, 0 refused")
	p.quiet()
}
