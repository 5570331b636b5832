package e2e

import (
	"encoding/base64"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"fieldbook/generator/browser"
	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/testfiles"
)

const leadsPage = "checklists/sweet-spot-client-leads.html"

// bring gives the page a file.
func bring(p *tab, name, data string) {
	eval[bool](p, `{ const bytes = Uint8Array.from(atob("`+base64.StdEncoding.EncodeToString([]byte(data))+`"), c => c.charCodeAt(0));
		const files = new DataTransfer(); files.items.add(new File([bytes], "`+name+`"));
		const field = document.querySelector(".list-file"); field.files = files.files; field.dispatchEvent(new Event("change")); true }`)
}

// kept keeps what the page gives as a file, instead of saving it.
const kept = `{ URL.createObjectURL = blob => { window.kept = blob; return "#" }; true }`

// TestLeads takes a list from the file to its export: what the browser saves is
// what the command line prints.
func TestLeads(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	want(p, `document.querySelector(".without-script").getClientRects().length`, 0)
	list := "Exported\n\nCompany Name,City,Location Employee Size Range,Location Employee Size Actual,Drive (min),Attorney\n" +
		"Alder Dental,Ashford,20 to 49,00025,25,Yes\n<img src=x onerror=alert(1)>,=cmd(),19-Oct,000000,64,\nBeacon Law,Easton,see notes,,,N/A\n"
	bring(p, "list.csv", list)
	soon(p, `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.querySelector("select").selectedOptions[0].textContent).join("|")`,
		"Name|Place|Employees|Employees|Drive from home base|Local outside advisers they use: attorney")
	want(p, `document.querySelector(".list-facts span").textContent`, "3 rows, 6 columns · 2 lines beside them left out")
	want(p, `[...document.querySelectorAll(".mind")].map(e => e.textContent).join("|")`, "1 cell is a date (19-Oct): a spreadsheet did that, and it is turned back.|1 cell cannot be read: see notes. It counts as unknown.")
	p.do(chromedp.Click(".list-rank"))
	soon(p, `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.querySelector(".lead-score").textContent).join("|")`,
		"Alder Dental 41–100|Beacon Law 0–100|<img src=x onerror=alert(1)> 13–81")
	want(p, `[...document.querySelectorAll(".list-verdict option")].map(b => b.textContent).join("|")`, "All verdicts|Undecided (2)|Ruled out (1)")
	want(p, `document.querySelector(".list-unreadable summary").textContent + document.querySelector(".list-unreadable li").textContent`, "1 cell could not be readLine 6, Location Employee Size Range: see notes")
	choose(p, ".list-verdict", "Ruled out")
	want(p, `document.querySelectorAll(".lead-row").length + document.querySelector(".list-shown").textContent`, "11 of 3")
	eval[bool](p, kept)
	p.do(chromedp.Click(".list-save"))
	saved := eval[string](p, `window.kept.text()`)
	if r, err := browser.Score(sampleCard(t), i18n.New(i18n.Default), []byte(list), "", "2026-11-21"); err != nil || strings.TrimPrefix(saved, "\ufeff") != r.CSV {
		t.Errorf("%v: saved\n%s\nprinted\n%s", err, saved, r.CSV)
	}
	p.do(inMenu("[data-save=xlsx]:not([data-brief])"))
	book := eval[string](p, `window.kept.arrayBuffer().then(b => btoa(Array.from(new Uint8Array(b), x => String.fromCharCode(x)).join("")))`)
	if r, err := browser.Workbook(sampleCard(t), i18n.New(i18n.Default), []byte(list), "", "2026-11-21"); err != nil || book != base64.StdEncoding.EncodeToString(r.XLSX) {
		t.Errorf("%v: the page writes another workbook than the command line", err)
	}
	p.do(inMenu("[data-save=xlsx][data-brief]"))
	want(p, `document.querySelector(".list-undone span").textContent`, "Nothing has changed in this list.")
	// Nothing was asked of any server but what the page is made of.
	want(p, `performance.getEntriesByType("resource").map(e => e.name).filter(name => ![...document.querySelectorAll("link, script")].some(part => (part.href || part.src) === name)).join()`, "")
	// A row opens in the scorecard.
	choose(p, ".list-verdict", "All")
	p.do(chromedp.Click(".lead-name"))
	href := eval[string](p, `document.querySelector(".why-open").href`)
	p.do(chromedp.Navigate(href))
	want(p, `document.querySelector(".run-name").value + document.querySelector("[name=drive]").value + document.querySelector("#fb-score").textContent`, "Alder Dental2541–100")
	p.quiet()
}

// TestLeadsByHand changes what a column means; the next list with the same
// headings is read the same way.
func TestLeadsByHand(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + leadsPage))
	bring(p, "a.csv", "Who,Size\nA,20\nB,2000\n")
	const roles = `[...document.querySelectorAll(".list-columns td:nth-child(3) select")].map(s => s.selectedOptions[0].textContent).join("|")`
	soon(p, roles, "Kept, not scored|Kept, not scored")
	eval[bool](p, `{ const s = document.querySelector("[data-column='1']"); s.value = [...s.options].find(o => o.textContent === "Employees").value; s.dispatchEvent(new Event("change")); true }`)
	soon(p, roles, "Kept, not scored|Employees")
	// Its figures are thousands, and the list says so nowhere.
	eval[bool](p, `{ const s = document.querySelector("[data-column='1 Counted in']"); s.value = "1000"; s.dispatchEvent(new Event("change")); true }`)
	soon(p, `document.querySelector(".list-columns tbody tr:nth-child(2) td:nth-child(4) p").textContent`, "20 → 20,000 people")
	p.do(chromedp.Reload())
	bring(p, "b.csv", "Who,Size\nC,30\n")
	soon(p, roles, "Kept, not scored|Employees")
	soon(p, `document.querySelector(".list-columns tbody tr:nth-child(2) td:nth-child(4) p").textContent`, "30 → 30,000 people")
	// What is remembered of a criterion that is gone, or is none of ours, counts for nothing.
	eval[bool](p, `{ localStorage.setItem("fieldbook `+subPath+` columns:sweet-spot-client:Firm|Staff", JSON.stringify([{role: {is: "criterion", id: "gone"}}, {role: {is: "nonsense"}}])); true }`)
	bring(p, "gone.csv", "Firm,Staff\nX,20\n")
	soon(p, `document.querySelector(".list-facts strong").textContent`, "gone.csv")
	want(p, roles, "Kept, not scored|Kept, not scored")
	// A word of the reader's own.
	bring(p, "c.csv", "Company,Website,Would they bring enough recurring revenue?\nD,d.example,perhaps\nE,www.d.example/about,Yes\n")
	soon(p, `document.querySelector(".mind").textContent`, "1 cell cannot be read: perhaps. It counts as unknown.")
	eval[bool](p, `{ const s = document.querySelector("[data-column='2 “perhaps”']"); s.value = "no"; s.dispatchEvent(new Event("change")); true }`)
	soon(p, `document.querySelectorAll(".mind").length`, 0)
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelector(".list-twins li").textContent`, "Line 3 may be the same as line 2: E")
	p.quiet()
}

// TestLeadsExpire tells until when a list may be used, by dates that are read as their
// column writes them; of what may be two days the first.
func TestLeadsExpire(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + leadsPage))
	for cells, day := range map[[2]string]string{
		{"01/03/2027", "13/02/2027"}: "2027-02-13",
		{"05/04/2027", "06/03/2028"}: "2027-04-05",
	} {
		bring(p, cells[1][:2]+".csv", "Company,Staff,Record Expiration Date\nA,20,"+cells[0]+"\nB,30,"+cells[1]+"\n")
		soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
		p.do(chromedp.Click(".list-rank"))
		soon(p, `document.querySelector(".list-expires").textContent`, "The right to use these records ends on "+day+", as the list says.")
	}
}

// TestLeadsKept keeps a list because the reader asks for it, and nothing else.
func TestLeadsKept(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.Navigate(address + leadsPage))
	bring(p, "kept.csv", "Company,Staff,Record Expiration Date\nA,20,2027-03-01\nB,30,2027-02-01\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelector(".list-expires").textContent`, "The right to use these records ends on 2027-02-01, as the list says.")
	want(p, `indexedDB.databases().then(d => d.length === 0 || new Promise(done => { const o = indexedDB.open("fieldbook `+subPath+` leads"); o.onsuccess = () => { const c = o.result.transaction("lists").objectStore("lists").count(); c.onsuccess = () => { o.result.close(); done(c.result === 0) } } }))`, true)
	p.do(inMenu(".list-keep"))
	soon(p, `document.querySelector(".list-keep").textContent`, "✓ Kept in this browser")
	p.do(chromedp.Reload())
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 1)
	want(p, `document.querySelector(".lists-kept-label").checkVisibility()`, true)
	p.do(chromedp.Click(".lists-kept button"))
	soon(p, leadNames, "A|B") // as it was left
	p.do(inMenu(".list-back"))
	soon(p, `document.querySelector(".list-facts strong").textContent + document.querySelector(".list-rank").textContent`, "kept.csvRank 2 rows")
	p.do(chromedp.Click(".list-columns .list-again"), chromedp.Click(".lists-kept li button:last-child"))
	soon(p, `document.querySelectorAll(".lists-kept li").length`, 0)
	want(p, `document.querySelector(".lists-kept-label").checkVisibility()`, false)
	// A browser that fills the field again for who comes back tells of nothing else.
	p.do(evaluated(`document.getElementById("fb-paste").value = "Company,Staff\nA,20\n"; dispatchEvent(new Event("pageshow"))`))
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 1 row")
	p.quiet()
}

// TestLeadsAway measures miles from a home base; they rule out only by a bound
// that the reader sets, and never where they are not known.
func TestLeadsAway(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", "Company,Staff,Latitude,Longitude\nNear,20,41.9,-87.7\nFar,20,40.7128,-74.006\nNowhere,20,0.000000,0.000000\n")
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 3 rows")
	p.do(chromedp.Click(".list-rank"))
	const rows = `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.querySelector(".lead-place").textContent + " " + r.dataset.verdict).join("|")`
	soon(p, rows, "Near 6 missing undecided|Far 6 missing undecided|Nowhere 6 missing undecided")
	p.do(unfolded(".list-sieve"), chromedp.SendKeys(".home-base", "41.8818, -87.6298"), chromedp.SendKeys(".most-miles", "50"), chromedp.Click(".list-head h2"))
	soon(p, rows, "Near 4 miles away · 6 missing undecided|Far 711 miles away · 6 missing · Beyond 50 miles ruled-out|Nowhere 6 missing undecided")
	want(p, `document.querySelector(".list-verdict").lastElementChild.textContent`, "Ruled out (1)")
	eval[bool](p, kept)
	p.do(chromedp.Click(".list-save"))
	want(p, `window.kept.text().then(text => text.split("\r\n")[2].slice(0, 69))`, "Far,20,40.7128,-74.006,13,100,ruled out: beyond 50 miles,\"Drive from ")
	p.quiet()
}

// TestLeadsAsRuns takes leads as runs of the scorecard; what is found out there
// comes back to the list.
func TestLeadsAsRuns(t *testing.T) {
	_, address := site(t)
	p := open(t)
	const list = "Company,Staff,Drive (min)\nAlder,20,\nBeacon,30,10\n"
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", list)
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
	p.do(chromedp.Click(".list-rank"))
	const rows = `[...document.querySelectorAll(".lead-row")].map(r => r.querySelector(".lead-name").textContent + " " + r.querySelector(".lead-score").textContent + " " + r.querySelector(".lead-place").textContent).join("|")`
	soon(p, rows, "Beacon 31–100 5 missing · Ask next: Local outside advisers they use|Alder 13–100 6 missing · Ask next: Drive from home base")
	p.do(inMenu(".list-runs"))
	soon(p, rows, "Beacon 31–100 5 missing · yours · Ask next: Local outside advisers they use|Alder 13–100 6 missing · yours · Ask next: Drive from home base")
	p.do(chromedp.Navigate(address + scorecard))
	want(p, `[...document.querySelectorAll(".run-list button")].map(o => o.textContent).join("|")`, "Beacon|Alder")
	p.do(inMenu(".run-list li:last-child button"), unfolded(".notes"))
	p.do(chromedp.SendKeys("[name=drive]", "64"), chromedp.SendKeys(".run-note", "call Tuesday"), chromedp.Navigate(address+leadsPage))
	bring(p, "a.csv", list)
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 2 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, rows, "Beacon 31–100 5 missing · yours · Ask next: Local outside advisers they use|Alder 13–81 5 missing · yours · Ruled out: Drive from home base")
	eval[bool](p, kept)
	p.do(chromedp.Click(".list-save"))
	want(p, `window.kept.text().then(text => text.split("\r\n").map(l => l.split(",").at(-1)).join("|"))`, "note||call Tuesday|")
	p.quiet()
}

// workbook is a sheet as spreadsheets save it: shared and inline texts, a
// formula with its value, a date by its format, an empty column.
func workbook(t *testing.T, sheet string) string {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	return string(testfiles.Zip(t, map[string]string{
		"xl/workbook.xml":            `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Leads" sheetId="1" r:id="rId7"/><sheet name="Old" sheetId="2" r:id="rId8"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="x" Target="worksheets/sheet3.xml"/><Relationship Id="rId8" Type="x" Target="/xl/worksheets/old.xml"/></Relationships>`,
		"xl/worksheets/old.xml":      `<worksheet ` + main + `><sheetData><row><c t="inlineStr"><is><t>Firm</t></is></c></row><row><c t="inlineStr"><is><t>Beacon</t></is></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml":       `<sst ` + main + `><si><t>Company</t></si><si><r><t>Al</t></r><r><t>der</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>`,
		"xl/styles.xml":              `<styleSheet ` + main + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet3.xml":   `<worksheet ` + main + `><sheetData>` + sheet + `</sheetData></worksheet>`,
	}))
}

// TestLeadsWorkbook reads an .xlsx file with the browser's own decompression,
// and tells one that unpacks to more than anybody's list.
func TestLeadsWorkbook(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	book := workbook(t, `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Staff</t></is></c><c r="D1" t="inlineStr"><is><t>Since</t></is></c></row>`+
		`<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>20+5</f><v>25</v></c><c r="D2" s="1"><v>45000</v></c></row>`)
	bring(p, "list.xlsx", book)
	soon(p, `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.cells[0].textContent + ": " + r.cells[1].textContent).join("|")`, "Company: Alder|Staff: 25|3: |Since: 2023-03-15")
	choose(p, ".list-sheet", "Old")
	soon(p, `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.cells[0].textContent + ": " + r.cells[1].textContent).join("|")`, "Firm: Beacon")
	choose(p, ".list-sheet", "Leads")
	soon(p, `document.querySelectorAll(".list-columns tbody tr").length`, 4)
	p.do(chromedp.Click(".list-rank"))
	soon(p, leadNames, "Alder")
	eval[bool](p, kept)
	p.do(chromedp.Click(".list-save"))
	saved := strings.TrimPrefix(eval[string](p, `window.kept.text()`), "\ufeff")
	if r, err := browser.Score(sampleCard(t), i18n.New(i18n.Default), []byte(book), "", "2026-11-21"); err != nil || saved != r.CSV {
		t.Errorf("%v: saved\n%s\nprinted\n%s", err, saved, r.CSV)
	}
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+leadsPage))
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+leadsPage))
	bring(p, "bomb.xlsx", workbook(t, "<row>"+strings.Repeat(" ", 101<<20)+"</row>"))
	soon(p, `document.querySelector(".list-told").textContent`, "This workbook cannot be read. Save its sheet as CSV.")
	p.quiet()
}

// TestLeadsWorkbookFaults reads workbooks that are wide, damaged, or date what is no
// day.
func TestLeadsWorkbookFaults(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+leadsPage))
	bring(p, "list.xlsx", workbook(t, strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 200_000)))
	soon(p, `document.querySelector(".list-told").textContent`, "This sheet has more rows and columns than a list may have. Save the part with the leads as CSV.")
	broken := open(t) // whose browser says on its console that it styles its own message
	broken.do(chromedp.Navigate(address + leadsPage))
	bring(broken, "list.xlsx", workbook(t, `<row><c><v>1</v></row>`))
	soon(broken, `document.querySelector(".list-told").textContent`, "The XML of this workbook is damaged. Open it in a spreadsheet, and save it anew or as CSV.")
	// A number that is no day, in a column of days, and a cell far away that says nothing.
	bring(p, "list.xlsx", workbook(t, `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Since</t></is></c></row><row><c t="s"><v>1</v></c><c s="1"><v>49301234567</v></c><c r="XFD2" s="1"/></row>`))
	soon(p, `[...document.querySelectorAll(".list-columns tbody tr")].map(r => r.cells[0].textContent + ": " + r.cells[1].textContent).join("|")`, "Company: Alder|Since: 49301234567")
	p.quiet()
}

// TestLeadsRefused tells what is no list; and a page from a disk reads one.
func TestLeadsRefused(t *testing.T) {
	dir, address := site(t)
	p := open(t)
	for name, c := range map[string]struct{ data, want string }{
		"picture":  {"\x00\x01\x02\x03PNG", "This is no table of text, and no workbook."},
		"workbook": {"PK\x03\x04 but nothing else", "This workbook cannot be read. Save its sheet as CSV."},
		"empty":    {"", "There is no row with a lead in it."},
		"headings": {"Name,Staff\n", "There is no row with a lead in it."},
		"columns":  {strings.Repeat("a,", 16000) + "\n1,2\n", "This is no table of text, and no workbook."},
		"locked":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage", "This workbook is locked with a password, or older than .xlsx. Save it anew without one, or as CSV."},
	} {
		p.do(chromedp.Navigate(address + leadsPage))
		bring(p, name+".csv", c.data)
		soon(p, `document.querySelector(".list-told").textContent`, c.want)
		want(p, `document.querySelector(".list-open").hidden`, false)
	}
	// A file of 500 MB is told by its size, without being read.
	eval[bool](p, `{ const field = document.querySelector(".list-file"); Object.defineProperty(field, "files", {value: [{name: "large.csv", size: 500e6, arrayBuffer() { throw new Error("read") }}]}); field.dispatchEvent(new Event("change")); true }`)
	want(p, `document.querySelector(".list-told").textContent`, "A list may have 200 MB.")
	p.do(chromedp.Navigate("file://" + filepath.Join(dir, filepath.FromSlash(leadsPage))))
	p.do(chromedp.Click(".list-sample"))
	soon(p, `document.querySelector(".list-rank").textContent`, "Rank 200 rows")
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelector(".list-shown").textContent`, "200 of 200")
	want(p, `document.querySelectorAll(".lead-row").length < 60`, true) // those in sight alone
	// The keyboard goes on where rows are drawn anew.
	p.do(chromedp.EmulateViewport(1280, 900))
	eval[bool](p, `{ scrollTo(0, 1800); true }`)
	soon(p, `document.querySelectorAll("[aria-posinset='30'] .lead-name").length`, 1)
	eval[bool](p, `{ document.querySelector("[aria-posinset='30'] .lead-name").focus(); scrollTo(0, scrollY + 300); true }`)
	soon(p, `document.querySelectorAll("[aria-posinset='48']").length`, 1)
	want(p, `document.activeElement.parentElement.getAttribute("aria-posinset")`, "30")
	p.quiet()
}

// sampleCard is the scorecard of the sample.
func sampleCard(t *testing.T) *playbook.Checklist {
	t.Helper()
	tree, err := content.Load("../../content", content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tree.Playbooks {
		if p.Checklist != nil && p.Checklist.ID.Value == "sweet-spot-client" {
			return p.Checklist
		}
	}
	t.Fatal("no scorecard")
	return nil
}

// TestOrder keeps what is written into the list order, prints it on one sheet, and copies
// it as text.
func TestOrder(t *testing.T) {
	_, address := site(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(390, 800), chromedp.Navigate(address+"checklists/sweet-spot-client-order.html"))
	want(p, `document.documentElement.scrollWidth > innerWidth`, false)
	want(p, `[...document.querySelectorAll(".select td")].filter(c => c.textContent === "").length`, 0)
	p.do(chromedp.SendKeys("#fb-point-1", "ZIP 75001"), chromedp.SendKeys("#fb-point-7", "a year"), chromedp.Reload())
	want(p, `document.querySelector("#fb-point-1").value + document.querySelector("#fb-point-7").value`, "ZIP 75001a year") // kept
	p.do(evaluated(`(f => { f.value = ""; f.dispatchEvent(new Event("input")) })(document.querySelector("#fb-point-7"))`), chromedp.Reload())
	want(p, `document.querySelector("#fb-point-7").value`, "")
	for _, size := range []chromedp.PaperSize{chromedp.PaperA4, chromedp.PaperLetter} {
		if n := len(paper(p, chromedp.PDFPaper(size))); n != 1 {
			t.Errorf("printed on %d sheets of %v", n, size)
		}
	}
	eval[bool](p, `{ navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }; true }`)
	p.do(chromedp.Click(".copy-order"))
	soon(p, `document.querySelector(".copy-order").textContent`, "✓ Text copied")
	for _, line := range []string{"Employees at this location: 10–100 people", "Data Axle, InfoUSA | C 10–19, D 20–49, E 50–99 | F 100–249 | 100", "Centre of the radius, or the ZIP codes or counties | ZIP 75001", "up to 50 miles, about your home base"} {
		want(p, `window.copied.split("\n").includes("`+line+`")`, true)
	}
	p.quiet()
}
