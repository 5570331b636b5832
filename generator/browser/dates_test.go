package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestDateColumns reads columns of dates as sites of three languages do: the whole
// column decides which of 03/04/2027 is the day, then the language; what stays open is
// a span of both readings, and what is no date, or may be another one, is refused.
func TestDateColumns(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { readDate } from "./value";
		import { writing, hasTwo } from "../checklist/written";
		globalThis.column = (language, cells) => { const by = writing(cells, language); return cells.map((cell) => { const said = readDate(cell, by); return said.answer ?? (said === "unknown" ? "?" : "-"); }).join(" | "); };
		globalThis.hasTwo = hasTwo;`)
	const day = "03/04/2027 | 13/04/2027"
	for _, c := range []struct{ languages, column, want string }{
		// A 13 decides for its column, whatever the language.
		{"en en-GB en-US de es", day, "2027-04-03 | 2027-04-13"},
		{"en en-GB en-US de es", "03/04/2027 | 04/13/2027", "2027-03-04 | 2027-04-13"},
		{"en en-US de", "3-4-2027 | 31-12-2026 | 1.2.2027", "2027-04-03 | 2026-12-31 | 2027-02-01"},
		{"de es en-GB", "3.4.2027 | 12.31.2026", "2027-03-04 | 2026-12-31"},
		{"en de", "03/04/27 | 13/04/27", "2027-04-03 | 2027-04-13"},
		// Without one, the language.
		{"en-GB en-AU de de-CH es es-MX fr", "03/04/2027 | 05/06/2027", "2027-04-03 | 2027-06-05"},
		{"en-US es-US", "03/04/2027 | 05/06/2027", "2027-03-04 | 2027-05-06"},
		// Where that tells nothing either, both.
		{"en en-CA es-PR", "03/04/2027 | 05/05/2027 | 4/3/2027", "2027-03-04..2027-04-03 | 2027-05-05 | 2027-03-04..2027-04-03"},
		{"en de en-US", "03/04/2027 | 13/04/2027 | 04/13/2027", "2027-03-04..2027-04-03 | 2027-04-13 | 2027-04-13"},
		// Points are days first but where the site writes months first, or slashes stand beside.
		{"en en-GB de es", "03.04.2027 | 5.6.27", "2027-04-03 | 2027-06-05"},
		{"en-US", "03.04.2027", "2027-03-04..2027-04-03"},
		{"en", "03.04.2027 | 05/06/2027", "2027-03-04..2027-04-03 | 2027-05-06..2027-06-05"},
		// English.
		{"en en-US de", "Dec 2026 | December 2026 | Sept. 2026 | dec. 2026 | May 2027", "2026-12 | 2026-12 | 2026-09 | 2026-12 | 2027-05"},
		{"en en-US es", "31-Dec-26 | 31 Dec 2026 | 31st of December 2026 | December 31, 2026 | Dec 31st 2026 | 1-JAN-1999", "2026-12-31 | 2026-12-31 | 2026-12-31 | 2026-12-31 | 2026-12-31 | 1999-01-01"},
		{"en", "Q1 2027 | 1Q 2027 | 2027 Q1 | 2027-Q1 | Q1/2027 | Q1'27 | 1st quarter 2027 | quarter 1, 2027", strings.Repeat("2027-Q1 | ", 7) + "2027-Q1"},
		// German.
		{"de en", "31. Dezember 2026 | 31.12.2026 | 31.12.26 | Dez. 2026 | März 2027 | Mrz 2027 | 1. Jänner 2027 | Mai 2027", "2026-12-31 | 2026-12-31 | 2026-12-31 | 2026-12 | 2027-03 | 2027-03 | 2027-01-01 | 2027-05"},
		{"de", "1. Quartal 2027 | Quartal 1 2027 | 12/2026 | 12.2026 | 3. 4. 2027", "2027-Q1 | 2027-Q1 | 2026-12 | 2026-12 | 2027-04-03"},
		// Spanish.
		{"es en", "31 de diciembre de 2026 | 1 de enero del 2027 | dic. 2026 | ago 2027 | marzo 2027 | 1.º trimestre 2027 | T1 2027 | 1er trimestre de 2027", "2026-12-31 | 2027-01-01 | 2026-12 | 2027-08 | 2027-03 | 2027-Q1 | 2027-Q1 | 2027-Q1"},
		// Programs.
		{"en de", "2027-03-04 | 2027/3/4 | 2027.03.04 | 20270304 | 202703 | 2027-03 | 2027/03 | 2027", "2027-03-04 | 2027-03-04 | 2027-03-04 | 2027-03-04 | 2027-03 | 2027-03 | 2027-03 | 2027"},
		{"en", "2027-03-04T10:15:00.000Z | 2027-03-04 10:15 | 13/3/2027 1:45 PM | 13/3/2027, 01:45:00 p.m.", "2027-03-04 | 2027-03-04 | 2027-03-13 | 2027-03-13"},
		{"en de", "46387 | 46387.75 | 46387,5 | 18264 | 73050 | 18263 | 73051 | 99999", "2026-12-31 | 2026-12-31 | 2026-12-31 | 1950-01-01 | 2099-12-31 | - | - | -"},
		{"en de es", "2027-03 to 2027-06 | 2027-03..2027-06 | 03/2027 - 06/2027 | 2027.. | Mar 2027 – Jun 2027", "2027-03..2027-06 | 2027-03..2027-06 | 2027-03..2027-06 | 2027.. | 2027-03..2027-06"},
		// Two figures behind a month are a year, unless they may be a day somewhere in the column.
		{"en de es", "01/27 | 12/26 | Dec-26 | Dec '26", "2027-01 | 2026-12 | 2026-12 | 2026-12"},
		{"en de es", "01/27 | 03/04 | Dec-26", "- | - | -"},
		{"en de es", "01/27 | 15/06 | Dec-26", "- | - | -"},
		{"en", "1/27 | Dec 26 | 26-Dec | 27 March", "- | - | - | -"}, // 26 December of which year?
		// No data.
		{"en de", "n/a | 00/00/0000 | 0000-00-00 | k.A. | - |  ", "? | ? | ? | ? | ? | ?"},
		// Nobody's days, and what has more readings than two.
		{"en de es", "30/02/2027 | 31.04.2027 | 2027-02-29 | 2027-13-01 | 2027-00 | 13/2027 | 32/01/2027 | 13/13/2027", "- | - | - | - | - | - | - | -"},
		{"en de es", "26-12-31 | 12-10-26 | 122027 | 31122026 | 0099 | 1027 | 3027 | 150327", "- | - | - | - | - | - | - | -"},
		{"en de es", "soon | until 2027 | before 03/2027 | =TODAY() | 2027? | Q5 2027 | FY27 | KW 12 2027 | 3.5 | 1609459200000", "- | - | - | - | - | - | - | - | - | -"},
		{"en de es", "2027 to 2026 | 2027..2028..2029 | .. | to 2027 | decade 2027 | 4-Jan | -5", "- | - | - | - | - | - | -"},
	} {
		for language := range strings.FieldsSeq(c.languages) {
			if got := e.Run(fmt.Sprintf("column(%q, %s)", language, quote(strings.Split(c.column, " | ")))); got != c.want {
				t.Errorf("%s: %s\ngives %v\nwant  %s", language, c.column, got, c.want)
			}
		}
	}
	if got := e.Run(`["03/04/2027", "3.4.27", "03/04/2027 10:00", "03/03/2027", "13/04/2027", "2027-03-04", "30/02/2027"].map(hasTwo).join()`); got != "true,true,true,false,false,false,false" {
		t.Errorf("two readings: %v", got)
	}
}

// TestDatesAreAsked scores a column that nothing decides as a span of both readings,
// tells how many there are, and does as the reader says.
func TestDatesAreAsked(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { looks } from "./looks";
		import { leads, mapping, withMeans } from "./rank";
		import { readerOf } from "./readers";
		const all = (run) => { for (;;) { const step = run.next(); if (step.done) return step.value; } };
		const list = { id: "card", kind: "scorecard", title: "C", verdicts: [{ at: 0, say: "Any" }], criteria: [
			{ id: "end", ask: "End", kind: "date", min: 4, weight: 1 },
			{ id: "seen", ask: "Seen", kind: "cadence", every: "1 month", weight: 1 },
		] };
		globalThis.rows = (column, begins) => {
			const read = { headings: ["End", "Seen"], rows: column.map((cell) => ({ cells: [cell, cell] })) };
			let m = mapping(list, read);
			if (begins) m = withMeans(list, read, m.means.map((x) => ({ ...x, begins })));
			const field = readerOf(list.criteria[0]).fields(list.criteria[0], { style: m.styles[0] }, [])[0];
			return all(leads(list, read, m, "2026-11-30")).map((l) => (l.answers.end ?? "") + "/" + (l.answers.seen ?? "") + "=" + l.score.low + "–" + l.score.high).join(" ") +
				"; asked " + all(looks(list, read, m)).map((l) => l.open.count + " " + l.open.cell).join() + "; offers " + field.options.map((o) => o[1]).join() + " now " + field.now;
		};`)
	for script, want := range map[string]string{
		// Four months on from 30 November: 3 April is after it, 4 March before.
		`rows(["03/04/2027", "05/05/2027"])`:          `2027-03-04..2027-04-03/=0–100 2027-05-05/2027-05-05=100–100; asked 1 03/04/2027,1 03/04/2027; offers ,day,month now `,
		`rows(["03/04/2027", "05/05/2027"], "day")`:   `2027-04-03/2027-04-03=100–100 2027-05-05/2027-05-05=100–100; asked 0 ,0 ; offers day,month now day`,
		`rows(["03/04/2027", "05/05/2027"], "month")`: `2027-03-04/2027-03-04=50–50 2027-05-05/2027-05-05=100–100; asked 0 ,0 ; offers day,month now month`,
		`rows(["03/04/2027", "13/04/2027"])`:          `2027-04-03/2027-04-03=100–100 2027-04-13/2027-04-13=100–100; asked 0 ,0 ; offers day,month now day`,
		// The row that decides may be the last of many.
		`rows([...Array(6000).fill("n/a"), "03/04/2027", "13/04/2027"]).split(" ").slice(6000).join(" ")`: `2027-04-03/2027-04-03=100–100 2027-04-13/2027-04-13=100–100; asked 0 ,0 ; offers day,month now day`,
	} {
		if got := e.Run(script); got != want {
			t.Errorf("%s:\n%v, want\n%s", script, got, want)
		}
	}
}
