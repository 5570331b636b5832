package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// reaching is what reads how a lead is reached, and how it came out.
func reaching(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/leads", `
		import { idOf, mailOf, phonesOf, webOf } from "./reach";
		import { readOutcome } from "./outcome";
		import { guess, reachable } from "./columns";
		import { leads, mapping, withMeans } from "./rank";
		import { looks } from "./looks";
		const all = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
		const said = (c) => c.answer ?? (c === "unknown" ? "?" : "-");
		globalThis.fb = {
			mailOf, webOf, idOf, reachable,
			tel: (cell) => phonesOf(cell).map((p) => p.tel.replace("tel:", "") || "-" + p.say).join(" & "),
			outcome: (heading, cell, own) => said(readOutcome(cell, heading, own)),
			roles: (headings, rows) => guess({ criteria: [] }, headings, (i) => rows.map((r) => r[i] ?? "").filter(Boolean)).map((r) => r.is).join(" "),
			leads: (headings, rows, change) => {
				const list = { criteria: [], verdicts: [] }, read = { headings, rows: rows.map((cells) => ({ cells })) };
				let m = mapping(list, read);
				if (change) m = withMeans(list, read, m.means.map((x, i) => ({ ...x, ...change[i] })));
				return all(leads(list, read, m, "2026-11-30")).map(({ contact, phones, email, web, id, outcome }) => JSON.stringify([contact, phones.map((p) => p.tel || "-" + p.say).join(" "), email, web, id, outcome])).join("\n");
			},
			seen: (headings, rows) => all(looks({ criteria: [] }, { headings, rows: rows.map((cells) => ({ cells })) }, mapping({ criteria: [] }, { headings, rows: rows.map((cells) => ({ cells })) }))).map((l) => l.read + "/" + l.bad.count).join(" "),
		};`)
	return e
}

// TestPhones reads telephone numbers of every shape: what is dialled is digits alone,
// and what may not be the number is shown without a link.
func TestPhones(t *testing.T) {
	e := reaching(t)
	for cell, want := range map[string]string{
		// English.
		"(312) 555-0113":                    "3125550113",
		"312.555.0113":                      "3125550113",
		"+1 312-555-0113":                   "+13125550113",
		"1 (312) 555‑0113":                  "13125550113",
		"312-555-0113 x12":                  "3125550113;ext=12",
		"(312) 555-0113, ext. 4":            "3125550113;ext=4",
		"(312) 555-0113 Extension 400":      "3125550113;ext=400",
		"tel:+13125550113;ext=7":            "+13125550113;ext=7",
		"Phone: 020 7946 0018":              "02079460018",
		"+44 (0)20 7946 0018":               "+442079460018",
		"0044 20 7946 0018":                 "+442079460018",
		"020 7946 0018 (ask for the owner)": "02079460018",
		"020 7946 0018; 020 7946 0019":      "02079460018 & 02079460019",
		"020 7946 0018 or 020 7946 0019":    "02079460018 & 02079460019",
		"020 7946 0018, 020 7946 0018":      "02079460018",
		"O: 312 555 0113 | M: 312 555 0114": "3125550113 & 3125550114",
		"011 49 30 1234567":                 "01149301234567",
		// German.
		"030/1234567":                   "0301234567",
		"(030) 12 34 567":               "0301234567",
		"+49 (0) 30 / 1234567":          "+49301234567",
		"+49 4131/123456":               "+494131123456",
		"030 1234567/68":                "0301234567",
		"030 1234567/030 7654321":       "0301234567 & 0307654321",
		"Tel.: 0171-1234567":            "01711234567",
		"Büro 030 1234567":              "0301234567",
		"030 1234567 Durchwahl 12":      "0301234567;ext=12",
		"030 1234567 oder 0171 1234567": "0301234567 & 01711234567",
		"+49 30 1234567 (Fr. Beispiel)": "+49301234567",
		"(+49) 30 1234567":              "+49301234567",
		"０３０　１２３４５６７":                   "0301234567",
		"\u202a+49 30 1234567\u202c":    "+49301234567",
		"030 1234567, fax 030 1234568":  "0301234567",
		"0049 (0)30 1234567":            "+49301234567",
		"+41 44 123 45 67":              "+41441234567",
		"030 123456":                    "030123456",
		"0301234567\n0307654321":        "0301234567 & 0307654321",
		"Zimmer 5, 030 1234567":         "0301234567",
		// Spanish.
		"Móvil: 612 345 678":         "612345678",
		"+34 912 34 56 78 ext. 9":    "+34912345678;ext=9",
		"91 234 56 78 y 612 345 678": "912345678 & 612345678",
		"Tfno. 912.345.678":          "912345678",
		// Spreadsheets and programs.
		`="03012345678"`: "03012345678",
		"'+49301234567":  "+49301234567",
		"3125550113.0":   "3125550113",
		// What is no number, or not surely this one.
		"3.12556E+09":              "-3.12556E+09",
		"=HYPERLINK(\"tel:1\")":    "",
		"=1+2":                     "",
		"see notes":                "-see notes",
		"yes":                      "-yes",
		"Fax 030 1234567":          "-Fax 030 1234567",
		"after 5pm 0301234567":     "-after 5pm 0301234567",
		"call before 5 0301234567": "-call before 5 0301234567",
		"1-800-FLOWERS":            "-1-800-FLOWERS",
		"2024-09-15":               "-2024-09-15",
		"31.12.2026":               "-31.12.2026",
		"000000":                   "-000000",
		"0000000000":               "-0000000000",
		"9999999999":               "-9999999999",
		"112":                      "-112",
		"*#06#":                    "-*#06#",
		"++49301234567":            "-++49301234567",
		"030+1234567":              "-030+1234567",
		"1234567890123456":         "-1234567890123456",
		"javascript:alert(1)":      "-javascript:alert(1)",
		"a@b.org":                  "-a@b.org",
		"1.200,00":                 "-1.200,00",
		"":                         "",
	} {
		if got := e.Run("fb.tel(" + quote(cell) + ")"); got != want {
			t.Errorf("%q is dialled %v, want %s", cell, got, want)
		}
	}
}

// TestAddresses links one address of mail, and sites by http alone.
func TestAddresses(t *testing.T) {
	e := reaching(t)
	for cell, want := range map[string]string{
		"ann@firm.org": "ann@firm.org", "mailto:ann@firm.org?bcc=x@y.org": "", "mailto:ann@firm.org": "ann@firm.org",
		"Ann Example <ann@firm.org>": "ann@firm.org", "ann@firm.org; bob@firm.org": "ann@firm.org", "soon, bob@firm.org": "bob@firm.org",
		"o'neil+list@mail.firm.co.uk": "o'neil+list@mail.firm.co.uk", "jörg@müller.de": "jörg@müller.de", `="ann@firm.org"`: "ann@firm.org",
		"ann [at] firm.org": "", "ann@firm": "", "@firm.org": "", "ann@@firm.org": "", "ann.@firm.org": "", "ann@-firm.org": "", "n/a": "", "yes": "",
		"ann@firm.org\r\nBcc:x": "ann@firm.org", "=cmd()": "", "javascript:ann@firm.org": "", "a%0abcc@firm.org": "", "a@firm.org?subject=x": "", "": "",
	} {
		if got := e.Run("fb.mailOf(" + quote(cell) + ")"); got != want {
			t.Errorf("mail of %q: %v, want %s", cell, got, want)
		}
	}
	for cell, want := range map[string]string{
		"https://www.firm.org/about?x=1#y": "https://www.firm.org/about?x=1#y", "HTTP://Firm.org": "http://Firm.org", "www.firm.co.uk": "https://www.firm.co.uk",
		"firm.de": "https://firm.de", "firm.org/shop": "https://firm.org/shop", "müller.de": "https://müller.de", "firm.org:8080": "https://firm.org:8080", "firm.org; other.org": "https://firm.org", "firm.org,other.org": "https://firm.org", "https://firm.org/x;y,z?a|b": "https://firm.org/x;y,z?a|b", "https://firm.org;https://other.org": "https://firm.org",
		"javascript:alert(1)": "", "JAVASCRIPT:alert(1)//firm.org": "", "java\tscript:alert(1)": "", "data:text/html,x": "", "vbscript:x": "", "file:///etc": "", "ftp://firm.org": "", "//firm.org": "",
		"https://bank.org@evil.org": "", "ann@firm.org": "", "http://": "", "https://firm": "", "yes": "", "n/a": "", "192.168.0.1": "", "=HYPERLINK(\"https://firm.org\")": "",
		"https://firm.org/\"onclick=x": "", "\u202ehttps://firm.org": "https://firm.org", "firm..org": "", "-firm.org": "", "": "",
	} {
		if got := e.Run("fb.webOf(" + quote(cell) + ")"); got != want {
			t.Errorf("site of %q: %v, want %s", cell, got, want)
		}
	}
	for cell, want := range map[string]string{"00123": "00123", "00Q5e000001AbCd": "00Q5e000001AbCd", "'007": "007", `="007"`: "007", "1.23457E+11": "", "zcrm_31520790": "zcrm_31520790"} {
		if got := e.Run("fb.idOf(" + quote(cell) + ")"); got != want {
			t.Errorf("id of %q: %v, want %s", cell, got, want)
		}
	}
}

// TestOutcomes reads how leads came out, in three languages and in the stages of
// customer databases; what a heading does not ask, and what was never decided, is
// refused or unknown.
func TestOutcomes(t *testing.T) {
	e := reaching(t)
	for _, c := range []struct{ heading, cells, want string }{
		{"Outcome", "Won|won|Closed won|Closed-Won|CLOSED_WON|closedwon|Closed - Converted|Customer|Sold", "won won won won won won won won won"},
		{"Outcome", "Lost|Closed lost|Closed-Lost to Competition|Closed - Not Converted|Not interested|No deal", "lost lost lost lost lost lost"},
		{"Ergebnis", "gewonnen|Verloren|offen|Abgeschlossen gewonnen|Absage|In Bearbeitung|Kunde", "won lost open won lost open won"},
		{"Resultado", "Ganado|ganada|Perdido|Cerrada ganada|Cerrado - perdido|Abierto|En curso", "won won lost won lost open open"},
		{"Stage", "Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost", "open open open open open open open open won lost"},
		{"Deal Stage", "Appointment scheduled|Qualified to buy|Presentation scheduled|Decision maker bought-in|Contract sent|Closed won|Closed lost", "open open open open open won lost"},
		{"Lead Status", "Open - Not Contacted|Working - Contacted|Closed - Converted|Closed - Not Converted", "open open won lost"},
		{"Deal - Status", "Open|Won|Lost", "open won lost"},
		{"Won", "1|0|yes|No|TRUE|FALSE|x", "won lost won lost won lost won"},
		{"Gewonnen", "ja|nein|1|0", "won lost won lost"},
		{"Ganado", "sí|no", "won lost"},
		{"Lost", "1|0", "lost ?"}, // not lost may be open
		{"Is Won", "true|false", "won ?"},
		{"Is Closed Won", "true|false", "won ?"},
		{"Is Closed Lost", "true|false", "lost ?"},
		{"Converted", "1|0", "won ?"},
		{"Status", "1|0|yes|Active|Closed|Unqualified|Junk Lead|not won|Lost contact|won?|Won back|2|Deal", "- - - - - - - - - - - - -"},
		{"Outcome", "|n/a|-|?|=1|2026-11-30|Won, then lost", "? ? ? ? - - -"},
	} {
		var got []string
		for cell := range strings.SplitSeq(c.cells, "|") {
			got = append(got, e.Run(fmt.Sprintf("fb.outcome(%q, %s)", c.heading, quote(cell))).(string))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s\ngives %s\nwant  %s", c.heading, c.cells, strings.Join(got, " "), c.want)
		}
	}
	if got := e.Run(`["Signed off", "later", "other"].map((c) => fb.outcome("Fate", c, { "signed off": "won", later: "?" })).join()`); got != "won,?,-" {
		t.Errorf("in the reader's own words: %v", got)
	}
}

// TestReachColumns guesses the columns by which leads are reached, from the headings
// that customer databases and vendors document, and from what their cells hold.
func TestReachColumns(t *testing.T) {
	e := reaching(t)
	for headings, want := range map[string]string{
		// HubSpot.
		"Record ID|Company name|Company owner|Phone Number|City|Company Domain Name|Website URL|LinkedIn Company Page|Lifecycle Stage":                       "recordId name keep phone place web web keep keep",
		"Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Contact owner|Lead Status|Company Name|Website URL|Fax Number|Last Contacted": "recordId contact contact email phone phone keep keep name web keep keep",
		// Pipedrive.
		"Organization - ID|Organization - Name|Organization - Owner|Organization - Address|Organization - Website":                                                                                              "recordId name keep keep web",
		"Person - ID|Person - Name|Person - Organization|Person - Email - Work|Person - Email - Home|Person - Phone - Work|Person - Phone - Home|Person - Phone - Mobile|Person - Phone - Other|Person - Owner": "recordId contact keep email email phone phone phone phone keep",
		// Salesforce.
		"Lead ID|First Name|Last Name|Title|Company / Account|Phone|Mobile|Fax|Email|Website|Lead Source|Lead Status|Lead Owner": "recordId contact contact keep name phone phone keep email web keep keep keep",
		"Account ID|Account Name|Phone|Website|Account Owner|Company D-U-N-S Number|Converted Contact ID":                        "recordId name phone web keep keep keep",
		"Id|FirstName|LastName|Company|MobilePhone|Email|OwnerId|LastActivityDate":                                               "recordId contact contact name phone email keep keep",
		"Opportunity Name|Account Name|Stage|Won|Amount|Opportunity ID|Primary Contact":                                          "keep name keep outcome keep recordId contact",
		// Zoho.
		"Record Id|Lead Owner|Company|First Name|Last Name|Title|Email|Secondary Email|Phone|Mobile|Fax|Web site|Lead Status|Email Opt Out|Skype ID": "recordId keep name contact contact keep email email phone phone keep web keep keep keep",
		"Account Name|Contact Name|Home Phone|Asst Phone|Other Phone":                                                                                "name contact phone keep phone",
		// Data Axle, D&B.
		"IUSA Number|Company Name|Executive First Name|Executive Last Name|Executive Title|Phone Number Combined|Fax Number Combined|Website|Record Obsolescence Date": "recordId name contact contact keep phone keep web keep",
		"D-U-N-S® Number|Company Name|URL|Phone|First Name|Last Name|Title|Email|Direct Phone|Direct Marketing Status|Ticker":                                          "recordId name web phone contact contact keep email phone keep keep",
		// German and Spanish.
		"Datensatz-ID|Firma|Ansprechpartner|Telefon|Mobil|Durchwahl|E-Mail|Webseite|Telefax|Ergebnis":                              "recordId name contact phone phone phone email web keep outcome",
		"Kunden-Nr.|Unternehmen|Vorname|Nachname|Telefonnummer (geschäftlich)|Handynummer|E-Mail-Adresse|Internetadresse|Gewonnen": "recordId name contact contact phone phone email web outcome",
		"Empresa|Nombre|Apellidos|Teléfono|Móvil|Correo electrónico|Sitio web|Persona de contacto|Resultado|Cliente":               "name contact contact phone phone email web contact outcome keep",
		// What only looks alike.
		"Company|Last Contact|First contact|Contact date|Contacts|Phone type|Phone verified|Email status|Email opt-out|Web technologies|Photo URL|Mailing address|Won date|Win rate|Account number of seats|Person responsible": "name keep keep keep keep keep keep keep keep keep keep keep keep keep keep keep",
	} {
		if got := e.Run(fmt.Sprintf("fb.roles(%s, [])", quote(strings.Split(headings, "|")))); got != want {
			t.Errorf("%s:\n%v, want\n%s", headings, got, want)
		}
	}
	for script, want := range map[string]string{
		// A heading that says something else than its cells, or nothing.
		`fb.roles(["Firm", "Phone", "Website", "E-mail", "Contact"], [["A", "yes", "no", "opted in", "ann@a.org"], ["B", "no", "yes", "", "bob@b.org"]])`:                                          "name keep keep keep email",
		`fb.roles(["Firm", "", "Column 3", "Spalte4"], [["A", "+1 312 555 0113", "a@a.org", "https://a.org"], ["B", "(312) 555-0114", "b@b.org", "www.b.org"]])`:                                   "name phone email web",
		`fb.roles(["Firm", "", "Column 3"], [["A", "3125550113", "a.org"], ["B", "3125550114", "b.org"]])`:                                                                                         "name keep keep",
		`fb.roles(["Firm", "Contact", "ID"], [["A", "030 1234567", "x"], ["B", "030 1234568", "x"]])`:                                                                                              "name phone keep",
		`fb.roles(["Firm", "Status"], [["A", "Active"], ["B", "Won"], ["C", "Passive"]])`:                                                                                                          "name keep",
		`fb.roles(["Firm", "Status"], [["A", "Closed won"], ["B", "Open"], ["C", "Unqualified"]])`:                                                                                                 "name outcome",
		`fb.roles(["Firm", "Status", "Stage"], [["A", "1", "Closed won"], ["B", "0", "Prospecting"]])`:                                                                                             "name keep outcome",
		`fb.roles(["Firm", "Phase"], [["A", "gewonnen"], ["B", "verloren"]])`:                                                                                                                      "name outcome",
		`fb.roles(["Firm", "Estado"], [["A", "Jalisco"], ["B", "Sonora"]])`:                                                                                                                        "name keep",
		`["Direct Phone", "Durchwahl", "Mobile", "Handynummer", "Phone", "Telefon", "Work Phone", "Company HQ Phone", "Zentrale", "Teléfono de empresa", "Home Phone"].map(fb.reachable).join("")`: "00112223334",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s: %v, want %s", script, got, want)
		}
	}
}

// TestLeadsAreReached gives each lead its values: the better number first, one person,
// one address, the id as it is.
func TestLeadsAreReached(t *testing.T) {
	e := reaching(t)
	for script, want := range map[string]string{
		`fb.leads(["Company", "Company Phone", "Mobile", "Direct Phone", "Last Name", "First Name", "Email", "Website", "Record ID", "Outcome"], [
			["A", "312-555-0100", "312-555-0101", "312-555-0102", "Elm", "Ann", "ann@a.org", "a.org", "007", "Closed won"],
			["B", "312-555-0100", "none yet", "N/A", "Elm", "", "n/a", "javascript:alert(1)", "", "1"],
			["C", "", "312-555-0100 / 312-555-0199", "(312) 555-0100", "", "", "", "", "", "maybe"]])`: `["Ann Elm","tel:3125550102 tel:3125550101 tel:3125550100","ann@a.org","https://a.org","007","won"]
["Elm","tel:3125550100 -none yet","","","","won"]
["","tel:3125550100 tel:3125550199","","","",""]`,
		// A column that has the person whole comes before the parts of the name.
		`fb.leads(["Company", "First Name", "Contact", "Email", "Secondary Email"], [["A", "Ann", "Ann Elm", "soon", "b@a.org"], ["B", "Bo", "", "", ""]])`: `["Ann Elm","","b@a.org","","",""]
["Bo","","","","",""]`,
		// The reader says which number counts first, and what a column's words mean.
		`fb.leads(["Company", "Phone", "Mobile", "Outcome"], [["A", "3125550100", "3125550101", "Hot"]], { 1: { first: true }, 3: { words: { hot: "won" } } })`:                                                 `["","tel:3125550100 tel:3125550101","","","","won"]`,
		`fb.seen(["Company", "Phone", "Outcome", "Website"], [["A", "030 1234567", "Won", "a.org"], ["B", "see notes", "later", "javascript:x"], ["C", "030 1234568", "lost", "c.org"], ["D", "n/a", "", ""]])`: "0/0 2/1 2/1 2/1",
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s:\n%v, want\n%s", script, got, want)
		}
	}
}
