package browser_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
)

// reader is the page's reader of lists, with the scorecard of the sample.
func reader(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/leads", `
		import * as value from "./value";
		import * as csv from "./csv";
		import { table } from "./table";
		import { guess } from "./columns";
		const all = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
		globalThis.fb = { ...value, ...csv, table, guess, rows: (text, sep) => all(csv.parse(text, sep ?? csv.separatorOf(text))) };`)
	e.Run("globalThis.list = " + scorecard(t))
	return e
}

func scorecard(t *testing.T) string {
	t.Helper()
	data, err := json.Marshal(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func sample(t *testing.T) *playbook.Checklist {
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

func quote(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// TestValues reads what lists write: a column at a time, so other cells of the
// column stand behind the one that is read.
func TestValues(t *testing.T) {
	e := reader(t)
	for _, c := range []struct{ of, heading, cells, want string }{
		{"staff", "", "10 to 19", "10..19"},
		{"staff", "", "00019", "19"},
		{"staff", "", "1000 to 4999", "1000..4999"},
		{"staff", "", "1,001-5,000", "1001..5000"},
		{"staff", "", "10,000+", "10000.."},
		{"staff", "", "1K-5K", "1000..5000"},
		{"sales", "", "$1-2.5 Million", "1000000..2500000"},
		{"sales", "", "$500,000-1 Million", "500000..1000000"},
		{"sales", "", "$50-100 Million", "50000000..100000000"},
		{"sales", "", "Less Than $500,000", "..500000"},
		{"sales", "", "$1 mil. - $5 mil.", "1000000..5000000"},
		{"sales", "", "Over $5 bil.", "5000000000.."},
		{"sales", "", "$2,413,000", "2413000"},
		{"staff", "", "Employees.10to19", "10..19"},
		{"sales", "", "Sales.1Mto5M", "1000000..5000000"},
		{"staff", "", "11-50 employees", "11..50"},
		{"staff", "", "2-10", "2..10"},
		{"staff", "", "45 (est.)", "45"},
		{"staff", "", "~30", "27..33"},
		{"sales", "", "1.5MM", "1500000"},
		{"sales", "", "€2,5 Mio.", "2500000"},
		{"staff", "", "1.200|950", "1200"},
		{"staff", "", "1,200|950", "1200"},
		{"sales", "", "1.234.567,89", "1234567.89"},
		{"staff", "", "1’200", "1200"},
		{"sales", "", "3.25e+06", "3250000"},
		{"sales", "Revenue (in 000s USD)", "2413", "2413000"},
		{"sales", "Sales (M)", "2.4", "2400000"},
		{"sales", "Revenue (in 000s USD)", "$5 mil.", "5000000"},
		{"staff", "", "10 à 19 salariés", "10..19"},
		{"staff", "", "C|A|F", "10..19"},
		{"sales", "", "C|A|F", "1000000..2500000"},
		{"staff", "trancheEffectifsUniteLegale", "11|NN|00", "10..19"},
		{"staff", "trancheEffectifsUniteLegale", "NN|11", "unknown"},
		{"staff", "", "4-Jan|10-19", "1..4"},
		{"staff", "", "9-May|10-19", "5..9"},
		{"staff", "", "19-Oct|20-49", "10..19"},
		{"staff", "", "Oct-19|20-49", "10..19"},
		{"staff", "", "19-Oct", "unreadable"},
		{"staff", "", "4-Oct|10-19", "unreadable"},
		{"sales", "", "19-Oct|1-2", "unreadable"},
		{"staff", "", "Self-employed", "1"},
		{"staff", "", "000000", "unknown"},
		{"sales", "", "$0", "unknown"},
		{"staff", "", "0000", "unknown"},
		{"drive", "", "0", "0"},
		{"staff", "", "Not Available", "unknown"},
		{"staff", "", "-", "unknown"},
		{"staff", "", "—", "unknown"},
		{"staff", "", "N/A", "unknown"},
		{"staff", "", "#N/A", "unknown"},
		{"staff", "", "NULL", "unknown"},
		{"staff", "", "NN", "unknown"},
		{"staff", "", "?", "unknown"},
		{"staff", "", " ", "unknown"},
		{"staff", "", "see notes", "unreadable"},
		{"staff", "", "call 555-0113", "unreadable"},
		{"staff", "", "30 to 10", "unreadable"},
		{"sales", "", "=1+2", "unreadable"},
		// Below 0, which is below any limit that is above it.
		{"sales", "", "-54", "-54"},
		{"sales", "", "−54", "-54"},
		{"sales", "", "- 54", "-54"},
		{"sales", "", "-$54", "-54"},
		{"sales", "", "$-54", "-54"},
		{"sales", "", "-€1.200,00", "-1200"},
		{"sales", "", "(1.200,00)", "-1200"},
		{"sales", "", "($1,200.50)", "-1200.5"},
		{"sales", "", "$ (1,200)", "-1200"},
		{"sales", "", "(1.200,00 €)", "-1200"},
		{"sales", "", "-1.2M", "-1200000"},
		{"sales", "", "(1.2 Mio.)", "-1200000"},
		{"sales", "Revenue (in 000s USD)", "(54)", "-54000"},
		{"other", "", "(54)", "-54"},
		{"staff", "", "-54", "-54"},
		{"staff", "", "(54)", "unreadable"}, // a remark: nobody counts people so
		{"staff", "", "45 (54)", "45"},
		{"sales", "", "--54", "unreadable"},
		{"sales", "", "-54-10", "unreadable"},
		{"sales", "", "54-", "unreadable"},
		{"sales", "", "(see 54)", "unreadable"},
		{"sales", "", "-", "unknown"},
		{"sales", "", "-$0", "unknown"},
	} {
		cells := strings.Split(c.cells, "|")
		got := e.Run(fmt.Sprintf(`{ const cells = %s, style = fb.styleOf(%q, cells, %q), said = fb.readNumber(cells[0], style, %q); said.answer ?? said }`, quote(cells), c.heading, c.of, c.of))
		if got != c.want {
			t.Errorf("%s %q of %q: %v, want %s", c.of, c.cells, c.heading, got, c.want)
		}
	}
}

// TestWords reads yes and no, names and options.
func TestWords(t *testing.T) {
	e := reader(t)
	options := `list.criteria.find(c => c.id === "advisers").options`
	for script, want := range map[string]string{
		`fb.readYesNo("Y").answer`:    "yes",
		`fb.readYesNo("nein").answer`: "no",
		`fb.readYesNo("perhaps")`:     "unreadable",
		`fb.readOptions("Plumber; CPA", [{id: "a", label: "A"}], {"plumber; cpa": "a"}).answer`: "a,?",
		`fb.readYesNo("perhaps", {perhaps: "?"})`:                                               "unknown",
		`fb.readYesNo("constructor")`:                                                           "unreadable",
		`fb.readOne("Moss & Hart").answer`:                                                      "yes",
		`fb.readOne("see notes")`:                                                               "unreadable",
		`fb.readOptions("CPA; attorney", ` + options + `).answer`:                               "accountant,attorney,?",
		`fb.readOptions("n/a", ` + options + `)`:                                                "unknown",
		`fb.readOptions("plumber", ` + options + `)`:                                            "unreadable",
		`fb.readDate("202409").answer`:                                                          "2024-09",
		`fb.readDate("9/15/2024").answer`:                                                       "2024-09-15",
		`fb.readDate("5.9.2024").answer`:                                                        "2024-09-05",
		`fb.readDate("20240915").answer`:                                                        "2024-09-15",
		`fb.readDate("2024-Q3").answer`:                                                         "2024-Q3",
		`fb.readDate("soon")`:                                                                   "unreadable",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s is %v, want %s", script, got, want)
		}
	}
	for want, words := range map[string]string{
		"yes":     "yes|y|true|t|1|x|✓|✔|ja|j|wahr|oui|o|si|sí|s|vrai|verdadero",
		"no":      "no|n|false|f|0|nein|falsch|non|faux|falso",
		"unknown": "|-|--|–|—|n/a|#n/a|na|n.a.|n.v.|null|nil|nn|?|??|not available|not applicable|unknown|undisclosed|unkn|tbd|tba|k.a.|none given|no data|#value!|#ref!|nan",
	} {
		for word := range strings.SplitSeq(words, "|") {
			if got := e.Run(`(said => said.answer ?? said)(fb.readYesNo(` + quote(" "+strings.ToUpper(word)) + `))`); got != want {
				t.Errorf("%q is %v, want %s", word, got, want)
			}
		}
	}
}

// TestCodes: the bands of a table of codes follow each other without a gap.
func TestCodes(t *testing.T) {
	e := reader(t)
	for table, want := range map[string]string{
		"staff":    "1..4 10000.. 1",
		"tranches": "0..0 10000.. 1",
		"sales":    "..500000 1000000000.. 0",
	} {
		got := e.Run(fmt.Sprintf(`{
			const bands = Object.entries(fb.codes[%q]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, band]) => (band.includes("..") ? band : band + ".." + band).split(".."));
			const steps = new Set(bands.slice(1).map(([low], i) => Number(low) - Number(bands[i][1])));
			[bands[0].join(".."), bands.at(-1).join(".."), ...steps].join(" ")
		}`, table))
		if got != want {
			t.Errorf("%s: %v, want %s", table, got, want)
		}
	}
	if got := e.Run(`["staff", "sales", "computers"].map(of => fb.codesOf(of).join("+")).join(" ")`); got != "staff+tranches sales " {
		t.Errorf("codes of measures: %v", got)
	}
}

// TestColumns guesses what the headings of vendors mean.
func TestColumns(t *testing.T) {
	e := reader(t)
	for headings, want := range map[string]string{
		"Company Name|Address|City|ZIP Code|Location Employee Size Range|Location Employee Size Actual|Location Sales Volume Range|Location Sales Volume Actual|Latitude": "name keep place keep staff staff sales sales keep",
		"Company|# Employees|Annual Revenue|Company City":                                                             "name staff sales place",
		"D-U-N-S® Number|Company Name|Sales (USD)|Employees (Single Site)|Employees (Total)":                          "recordId name sales staff staff",
		"Company Name|Revenue (in 000s USD)|Revenue Range (in USD)|Employees|Employee Range":                          "name sales sales staff staff",
		"Company|No. of Employees|Annual Revenue|Lead Source":                                                         "name staff sales keep",
		"Company|NumberOfEmployees|AnnualRevenue":                                                                     "name staff sales",
		"Record ID|Company name|Number of Employees|Annual Revenue|Industry":                                          "recordId name staff sales keep",
		"denominationUniteLegale|trancheEffectifsUniteLegale":                                                         "name staff",
		"Business|Staff|PCs|Turnover|Drive (min)":                                                                     "name staff computers sales drive",
		"Firm|Team size|Workstations|Attorney|Accounting firm":                                                        "name staff computers advisers/attorney advisers/accountant",
		"Umsatz|Mitarbeiter|Firma|Ort":                                                                                "sales staff name place",
		"Société|Salariés|Rôle de la société":                                                                         "name staff keep",
		"Sales Representative|Staff Contact|Revenue Growth|Computer Expenses|Company Phone|City Code|Employer Number": "keep keep keep keep phone keep keep",
		// Exports of customer databases.
		"Lead Id|Company|No. of Employees|Annual Revenue|City|Zip Code":                        "recordId name staff sales place keep",
		"Account Name|Main Phone|Address 1: City|Number of Employees|Annual Revenue":           "name phone place staff sales",
		"Organization - Name|Organization - Number of employees|Organization - Annual revenue": "name staff sales",
		"Company Name|Employee Count|Estimated Annual Revenue|HQ City":                         "name staff sales place",
		"accountname|numberofemployees|revenue|address1_city":                                  "name staff sales place",
		// Of data vendors.
		"Organization Name|Headquarters Location|Number of Employees|Estimated Revenue Range":                     "name keep staff sales",
		"Company Name|Company Number of Employees|Company Revenue|Company City":                                   "name staff sales place",
		"Company|Company Employees|Company Revenue|Company HQ City":                                               "name staff sales place",
		"Company Name|Company Staff Count|Company Staff Count Range|Company Annual Revenue":                       "name staff staff sales",
		"Company Name|Employees On Site|Employees Total|Annual Sales":                                             "name staff staff sales",
		"Business Name|Number Of Employees Here|Sales Volume|Town":                                                "name staff sales place",
		"Company name|Number of employees Last avail. yr|Operating revenue (Turnover) th USD Last avail. yr|City": "name staff sales place",
		"Firmenname|Mitarbeiterzahl|Umsatz (Mio. EUR)|Stadt":                                                      "name staff sales place",
		"Firma|Anzahl Mitarbeiter|Jahresumsatz|PLZ|Ort":                                                           "name staff sales keep place",
		"Raison sociale|Effectif|Chiffre d'affaires|Commune":                                                      "name staff sales place",
		"Razón social|Número de empleados|Facturación|Población":                                                  "name staff sales place",
		"nom_complet|tranche_effectif_salarie|libelle_commune":                                                    "name staff place",
		"CompanyName|RegAddress.PostTown|CompanyStatus":                                                           "name place keep",
		// Met after the words were chosen.
		"Firm Name|Num Employees|Gross Revenue|City":                             "name staff sales place",
		"Company / Account|Employees|Annual Revenue|City":                        "name staff sales place",
		"Legal Name|Employee Range|Sales Range|State":                            "name staff sales keep",
		"Name|Size (employees)|Estimated sales ($)|Location City":                "name staff sales place",
		"Trade name|Workforce|Yearly turnover (EUR)":                             "name staff sales",
		"Organisation|Staff numbers|Income|Town/City":                            "name staff sales place",
		"Denominazione|Dipendenti|Fatturato":                                     "name staff sales",
		"Bedrijfsnaam|Aantal medewerkers|Omzet|Plaats":                           "name staff sales place",
		"Account|Employees (all locations)|Revenue (USD, millions)":              "name staff sales",
		"Firm|People|Desktops|Drive":                                             "name staff computers drive",
		"Unternehmensname|Beschäftigtenzahl|Umsatz in Tsd. EUR|Ort":              "name staff sales place",
		"Empresa|Plantilla|Facturación anual|Ciudad":                             "name staff sales place",
		"Firm|Lawyers|Total Staff|City":                                          "name keep staff place",
		"Company Name|Total Employees|Sales Revenue (USD)|City Name":             "name staff sales place",
		"Company Name|Company Size|City / Town":                                  "name staff place",
		"Name|Website|Size|Revenue Estimate|Location":                            "name web keep sales keep",
		"LBUSINESS|EMPSIZ|SALESVOL|CITY":                                         "keep staff sales place",
		"Company|Staff (FTE)|Turnover £m|PCs / laptops|Drive time":               "name staff sales computers drive",
		"Prospect|Seats|Devices|Revenue":                                         "name keep computers sales",
		"Company Name|# of Employees at Location|Sales Volume Range|Work City":   "name staff sales place",
		"Business|Approx. employees|Approx. turnover (GBP)|Trading Address Town": "name staff sales place",
		"Company|Primary City|Employee Number|Latest Revenue (USD)":              "name place staff sales",
		"Customer name|Workstation count|Computers":                              "name computers computers",
		// Of a chamber, and a sheet of one's own.
		"Member|Contact|No. Employees|Town":                     "name contact staff place",
		"Client|FTE|Revenue ($M)|# of PCs|Drive time (minutes)": "name staff sales computers drive",
		"Practice|Staff count|Number of workstations|Miles":     "name staff computers keep",
	} {
		got := e.Run(fmt.Sprintf(`fb.guess(list, %s).map(r => r.is === "criterion" ? r.id : r.is === "option" ? r.id + "/" + r.option : r.is).join(" ")`, quote(strings.Split(headings, "|"))))
		if got != want {
			t.Errorf("%s: %v, want %s", headings, got, want)
		}
	}
}

// TestMeasures: a criterion is known by its unit too, and then gets the columns that
// vendors have for it.
func TestMeasures(t *testing.T) {
	e := reader(t)
	for unit, want := range map[string]string{
		"min": "Travel time", "minutes": "Travel time", "employees": "Head count", "people": "Head count", "USD": "Turnover", "€": "Turnover", "computers": "Workstations", "miles": "", "years": "",
	} {
		headings := []string{"Firm", "Travel time", "Head count", "Turnover", "Workstations", "Miles"}
		got := e.Run(fmt.Sprintf(`fb.guess({ criteria: [{ id: "x", ask: "How much?", kind: "number", unit: %s }] }, %s).findIndex((r) => r.is === "criterion")`, quote(unit), quote(headings)))
		at := fmt.Sprint(slices.Index(headings, want))
		if fmt.Sprint(got) != at {
			t.Errorf("in %s: column %v, want %s", unit, got, at)
		}
	}
}

// TestTables reads files as dirty as they come.
func TestTables(t *testing.T) {
	e := reader(t)
	for text, want := range map[string]string{
		"a,b\n1,2\n":       `a/b: 1/2`,
		"a;b\r\n1,5;2\r\n": `a/b: 1,5/2`,
		"a\tb\r1\t2\r":     `a/b: 1/2`,
		"a|b\n1|2":         `a/b: 1/2`,
		"a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n3,4\n":         "a/b: x, \"y\"/two\nlines 3/4",
		"a,b,c\n1\n1,2,3,4\n":                                 `a/b/c/: 1 1/2/3/4`,
		"a,b\n5\" pipe,2\n\"never closed,2\n":                 `a/b: 5" pipe/2 "never closed/2`,
		"My list of 2026\n\nName,Staff\nA,1\nB,2\nTotal,\n\n": `Name/Staff: A/1 B/2`,
		"":                   `: `,
		"1,2\n3,4\n":         `/: 1/2 3/4`,
		"a,a\n1,2\n":         `a/a: 1/2`,
		"a,b\n\x00,=cmd()\n": "a/b: \x00/=cmd()",
	} {
		got := e.Run(fmt.Sprintf(`{ const x = fb.table(fb.rows(%s)); x.headings.join("/") + ": " + x.rows.map(r => r.cells.join("/")).join(" ") }`, quote(text)))
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := e.Run(`fb.rows("a,b\n\"x\ny\",1\n2,3\n").map(r => r.line).join()`); got != "1,2,4" {
		t.Errorf("lines %v", got)
	}
	for cell, want := range map[string]string{"  =1": "'  =1", "＝1": "'＝1", "x;=1": "\"x;'=1\"", "41.88, -87.63": "\"41.88, -87.63\"", "-5-3": "'-5-3"} {
		if got := e.Run("fb.write([[" + quote(cell) + "]])"); got != want+"\r\n" {
			t.Errorf("%q is written %q", cell, got)
		}
	}
	if got := e.Run(`fb.write([["=1", "-5", "-x", "+49 30", "a,b", "q\"q"]])`); got != "'=1,-5,'-x,'+49 30,\"a,b\",\"q\"\"q\"\r\n" {
		t.Errorf("written %v", got)
	}
}

// TestWorkbookCells puts the cells of a workbook where they belong: no more than a
// list may have, before any is made, and what is no day stays as it is.
func TestWorkbookCells(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { day, mostCells, placed } from "./xlsx";
		import { mostColumns } from "./table";
		const tried = (cells, room) => { try { return placed(cells, room).join("/"); } catch (e) { return e.why; } };
		globalThis.fb = { day, tried, mostCells, mostColumns };`)
	for script, want := range map[string]any{
		`fb.tried([["A1", "a"], ["C1", "c"], ["", "d"], ["XFD1", ""]], { cells: 9 })`: "a//c/d",
		`fb.tried([["XFD1", "x"]], { cells: fb.mostCells })`:                          "wide",
		`fb.tried([["ZZZZZZZZZZ1", "x"]], { cells: fb.mostCells })`:                   "wide",
		`fb.tried([["C1", "x"]], { cells: 2 })`:                                       "wide",
		`fb.day("45000", false)`:                                                      "2023-03-15",
		`fb.day("49301234567", false)`:                                                "49301234567",
		`fb.day("-1e9", false)`:                                                       "-1e9",
		`fb.day("soon", true)`:                                                        "soon",
		// Rows that are as wide as may be use up the room of a sheet.
		`{ const room = { cells: fb.mostCells }; let rows = 0; while (fb.tried([["BXX1", "x"]], room) !== "wide") rows++; String(rows * 2000 <= fb.mostCells && fb.mostColumns === 2000) }`: "true",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s is %v, want %v", script, got, want)
		}
	}
}
