package checklist_test

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestUnits holds single functions of the browser's part against what they
// must give.
func TestUnits(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { credit, credits, parts, score, rank, decide } from "./score";
		import { read } from "./answer";
		import { typedAs } from "./kinds";
		import { bound, ends, typed, unbound } from "./numbers";
		import { asText } from "./files";
		import { verdictWords, answerWords, figure, inWords, points } from "./words";
		import { sound } from "./runs";
		import { dates, isDate, within } from "./dates";
		import { typedDates } from "./written";
		import { toICS } from "./calendar";
		import { dueWords } from "./due";
		globalThis.TextEncoder = class { encode(s) { return unescape(encodeURIComponent(s)) } };
		const number = { id: "n", ask: "N?", kind: "number", min: 10, ideal: [20, 30], max: 50, weight: 2, must: true };
		const list = { id: "l", ask: "L?", kind: "list", options: [{ id: "a", label: "A" }, { id: "b", label: "B" }, { id: "c", label: "C" }], min: 1, ideal: [2, 3], weight: 1 };
		const choice = { id: "c", ask: "C?", kind: "choice", options: [{ id: "a", label: "A" }, { id: "b", label: "B", credit: 0.5 }, { id: "c", label: "C" }], best: "a", weight: 1 };
		const yes = { id: "y", ask: "Y?", kind: "yesno", weight: 0, was: ["z"] };
		const round = { id: "r", ask: "R?", kind: "cadence", every: "2 month", weight: 1 };
		const card = { id: "card", kind: "scorecard", title: "C", criteria: [number, list, yes, round], verdicts: [{ at: 75, say: "Good" }, { at: 50, say: "Fair" }, { at: 0, say: "Bad" }] };
		const at = (low, high = low) => ({ low, high });
		const text = (v) => JSON.stringify(v, (_, x) => (x === Infinity ? "inf" : x === undefined ? "undefined" : x));
		globalThis.f = { typedAs, inWords, dates, typedDates, asText, bound, unbound, credit, credits, parts, score, rank, decide, typed, read, ends, isDate, within, verdictWords, answerWords, figure, points, sound, toICS, dueWords, number, list, choice, yes, round, card, at, text };`)
	const day = `"2026-11-21"`
	for expression, want := range map[string]string{
		// Credit: 0 outside, 1 in the ideal span, down to a half at the limit.
		`[9, 10, 15, 20, 30, 40, 50, 51].map((v) => f.credit(f.number, v))`:    `[0,0.5,0.75,1,1,0.75,0.5,0]`,
		`[0, 5, 9, 10].map((v) => f.credit({...f.number, min: undefined}, v))`: `[1,1,1,1]`,
		`[31, 99].map((v) => f.credit({...f.number, max: undefined}, v))`:      `[1,1]`,
		`[0, 1, 2, 3].map((v) => f.credit(f.list, v))`:                         `[0,0.5,1,1]`,
		`[0, 0.5, 1].map((v) => f.credit(f.yes, v))`:                           `[0,0,1]`,
		`f.credits(f.number, f.at(0, 60))`:                                     `{"low":0,"high":1}`,
		`f.credits(f.number, f.at(10, 15))`:                                    `{"low":0.5,"high":0.75}`,
		`f.credits(f.number, f.at(15, 40))`:                                    `{"low":0.75,"high":1}`,
		`f.credits(f.number, f.at(40, 50))`:                                    `{"low":0.5,"high":0.75}`,
		`f.credits(f.number, f.at(30, 60))`:                                    `{"low":0,"high":1}`,
		`f.credits(f.number, f.at(0, 20))`:                                     `{"low":0,"high":1}`,
		// A choice: the credit of its option, of several the lowest and the highest.
		`["a", "b", "c", "a|b", "b|c", "?", "", "na", "x", "a|x"].map((v) => f.read(f.choice, v, "") ?? null)`:                                  `[{"low":1,"high":1},{"low":0.5,"high":0.5},{"low":0,"high":0},{"low":0.5,"high":1},{"low":0,"high":0.5},{"low":0,"high":1},{"low":0,"high":1},"na",null,null]`,
		`["a", "b", "c", "a|b", "?"].map((v) => f.credits(f.choice, f.read(f.choice, v, "")))`:                                                  `[{"low":1,"high":1},{"low":0.5,"high":0.5},{"low":0,"high":0},{"low":0.5,"high":1},{"low":0,"high":1}]`,
		`f.read({...f.choice, best: undefined, options: [{ id: "a", label: "A", credit: 0.2 }, { id: "b", label: "B", credit: 0.9 }]}, "", "")`: `{"low":0.2,"high":0.9}`,
		`f.score({...f.card, criteria: [{...f.choice, must: true}]}, { c: "c" }, ` + day + `).verdict`:                                          `{"kind":"ruled-out","by":"c"}`,
		`["a", "a|b", "?"].map((v) => f.answerWords(f.choice, v))`:                                                                              `["A","A / B","unknown"]`,
		// No is good: a yes has no credit, and what is not known lies between.
		`[0, 0.5, 1].map((v) => f.credit({...f.yes, want: "no"}, v))`:                                                        `[1,0,0]`,
		`[["yes"], ["no"], ["?"], [""]].map(([a]) => f.credits({...f.yes, want: "no"}, f.read(f.yes, a, "")))`:               `[{"low":0,"high":0},{"low":1,"high":1},{"low":0,"high":1},{"low":0,"high":1}]`,
		`f.score({...f.card, criteria: [{...f.yes, weight: 1, must: true, want: "no"}]}, { y: "yes" }, ` + day + `).verdict`: `{"kind":"ruled-out","by":"y"}`,
		`f.score({...f.card, criteria: [{...f.yes, weight: 1, must: true, want: "no"}]}, { y: "no" }, ` + day + `).low`:      `100`,
		`f.credits(f.yes, f.at(0, 1))`:                             `{"low":0,"high":1}`,
		`f.credits({...f.number, ideal: undefined}, f.at(10, 50))`: `{"low":1,"high":1}`,
		`f.parts(f.card, { n: "?", z: "yes", l: "na", r: "" }, ` + day + `).map((p) => [p.criterion.id, p.applies, p.answered, p.credit.low, p.credit.high])`: `[["n",true,false,0,1],["l",false,true,0,0],["y",true,true,1,1],["r",true,false,0,1]]`,
		// Scores are rounded half up: 12.5 of 100 is 13.
		`(({ low, high, answered, next }) => [low, high, answered, next])(f.score({...f.card, criteria: [{...f.number, weight: 1}, {...f.list, weight: 1}]}, { n: "45", l: "none" }, ` + day + `))`: `[31,31,2,""]`,
		`f.score({...f.card, criteria: [{...f.yes, weight: 1}, {...f.yes, id: "y2", weight: 7}]}, { y: "yes", y2: "no" }, ` + day + `).low`:                                                         `13`,
		`f.score(f.card, { n: "20", l: "a,b", r: "no" }, ` + day + `).verdict`:                                                                                                                      `{"kind":"decided","say":"Good"}`,
		`f.score(f.card, { n: "20", l: "none", r: "no" }, ` + day + `).verdict`:                                                                                                                     `{"kind":"decided","say":"Fair"}`,
		`f.score(f.card, { n: "9", l: "a,b" }, ` + day + `).verdict`:                                                                                                                                `{"kind":"ruled-out","by":"n"}`,
		`f.score(f.card, { n: "20..60", l: "a,b", r: "2026-11-01" }, ` + day + `).verdict`:                                                                                                          `{"kind":"undecided","open":["Good","Fair"],"missing":0}`,
		`f.score(f.card, { n: "na", l: "na", r: "na" }, ` + day + `).verdict`:                                                                                                                       `{"kind":"nothing"}`,
		`f.score(f.card, { n: "20" }, ` + day + `).next`:                                                                                                                                            `"l"`,
		`f.score(f.card, { n: "20", l: "a,?" }, ` + day + `).next`:                                                                                                                                  `"r"`,
		`f.score(f.card, { l: "a" }, ` + day + `).next`:                                                                                                                                             `"n"`,
		`f.score(f.card, { n: "20", l: "a,b", r: "no" }, ` + day + `).next`:                                                                                                                         `""`,
		// Answers, and what a person types.
		`["10..19", "50..", "..10", "25", "..", "", "1.5", "1.", "a", "-1..2"].map((v) => f.ends(v) ?? null)`:                                                                                     `[["10","19"],["50",""],["","10"],["25","25"],null,null,["1.5","1.5"],null,null,["-1","2"]]`,
		`f.text([f.read(f.number, "?", ""), f.read(f.number, "..10", ""), f.read(f.number, "50..", ""), f.read({...f.number, min: -5}, "", "")])`:                                                 `"[{\"low\":0,\"high\":\"inf\"},{\"low\":0,\"high\":10},{\"low\":50,\"high\":\"inf\"},{\"low\":null,\"high\":\"inf\"}]"`, // of a limit below 0 there is a below, too
		`f.text([f.read({ kind: "number" }, "", ""), f.read({ kind: "number" }, "-1", ""), f.read(f.number, "0", "")])`:                                                                           `"[{\"low\":0,\"high\":\"inf\"},\"undefined\",{\"low\":0,\"high\":0}]"`,
		`f.text([f.read(f.list, "a,?", ""), f.read(f.list, "a,b", ""), f.read(f.list, "none", ""), f.read(f.list, "", ""), f.read(f.list, "x", "")])`:                                             `"[{\"low\":1,\"high\":3},{\"low\":2,\"high\":2},{\"low\":0,\"high\":0},{\"low\":0,\"high\":3},\"undefined\"]"`,
		`f.text([f.read(f.round, "2026-09-21", ` + day + `), f.read(f.round, "2026-09-20", ` + day + `), f.read(f.round, "no", ""), f.read(f.round, "", ""), f.read(f.round, "2026-02-30", "")])`: `"[{\"low\":1,\"high\":1},{\"low\":0,\"high\":0},{\"low\":0,\"high\":0},{\"low\":0,\"high\":1},\"undefined\"]"`,
		`[f.read(f.yes, "yes", ""), f.read(f.yes, "no", ""), f.read(f.yes, "na", ""), f.read(f.yes, "maybe", "") ?? null]`:                                                                        `[{"low":1,"high":1},{"low":0,"high":0},"na",null]`,
		`f.read(f.list, ("a,".repeat(999) + "b?").slice(0, 2000), "") ?? null`:                                                                                                                    `null`,
		`[f.read({ kind: "number" }, "0".repeat(2000), "")?.low, f.read({ kind: "number" }, "0".repeat(2001), "") ?? null]`:                                                                       `[0,null]`,
		`["2026-02-28", "2026-02-29", "2028-02-29", "2026-1-1", "x"].map(f.isDate)`:                                                                                                               `[true,false,true,false,false]`,
		`["na", "n/a", "N/A", "not applicable", "don't know", "unknown", "?"].map((v) => f.typed(v) ?? null)`:                                                                                     `["na","na","na",null,"?","?","?"]`,
		`["0".repeat(99) + "1", "0".repeat(100) + "1"].map((v) => f.typed(v) ?? null)`:                                                                                                            `["1",null]`,
		`["> 1000", "> 1.5", "< 1000", ">999", "1 - 2", "-2 - -1", "from 5 to 9", "5k to 9k", "5 to 9k", "1m to 2m", "9e9", "1e15", "999b", "1000000b", "-0.5"].map((v) => f.typed(v) ?? null)`:   `["1000.001..","1.500001..","..999.999","1000..","1..2","-2..-1","5..9","5000..9000","5000..9000","1000000..2000000",null,null,"999000000000",null,"-0.5"]`,
		`["1.234.567,89", "1,234,567.89", "1.234", "1,234", "12,34", "1,2,3", ",5", "5,", "1 234", "about -10"].map((v) => f.typed(v) ?? null)`:                                                   `["1234567.89","1234567.89","1.234","1234","12.34","123","0.5","5","1234","-11..-9"]`,
		// A unit's letters eat no answer, and chips bound a number.
		`["about 5m", "USD 5m", "at least 1 million", "5m a year", "$ 5m", "5 us dollars a year"].map((v) => f.typed(v, "US dollars a year") ?? null)`: `["4500000..5500000","5000000","1000000..","5000000","5000000","5"]`,
		`["5m", "5 m", "m 5"].map((v) => f.typed(v, "m") ?? null)`:                                                                                     `["5","5","5"]`,
		`["more", "less", "about", ""].map((by) => f.bound("50", by))`:                                                                                 `["50..","..50","45..55","50"]`,
		`[f.bound("", "more"), f.bound("10..19", "more"), f.bound("?", "about")]`:                                                                      `["","10..19","?"]`,
		`["50", "50..", "..50", "45..55", "10..19", "", "?"].map((v) => f.unbound(v) ?? null)`:                                                         `[{"number":"50","by":""},{"number":"50","by":"more"},{"number":"50","by":"less"},{"number":"50","by":"about"},null,null,null]`,
		// What is not known is asked no more, but stays open.
		`(({ next, verdict }) => [next, verdict.missing])(f.score(f.card, { n: "20", l: "?" }, ` + day + `))`: `["r",2]`,
		`f.score(f.card, { n: "20", l: "?", r: "?" }, ` + day + `).next`:                                      `""`,
		// What the page says.
		`["Good"].map((say) => f.verdictWords(f.card, { kind: "decided", say }))`:                                                                               `["Good"]`,
		`f.verdictWords(f.card, { kind: "ruled-out", by: "n" })`:                                                                                                `"Ruled out by N?"`,
		`f.verdictWords(f.card, { kind: "ruled-out", by: "x" })`:                                                                                                `"Ruled out by x"`,
		`[0, 1, 3].map((missing) => f.verdictWords(f.card, { kind: "undecided", open: ["A", "B"], missing }))`:                                                  `["Undecided: an answer could be more exact","Undecided: 1 answer missing","Undecided: 3 answers missing"]`,
		`["", "?", "na", "5", "5..", "..5", "5..9"].map((v) => f.answerWords(f.number, v))`:                                                                     `["unknown","unknown","does not apply","5","5 or more","up to 5","5 to 9"]`,
		`["a,b", "a,?", "none", "?,a", "?"].map((v) => f.answerWords(f.list, v))`:                                                                               `["A, B","A; others unknown","none","A; others unknown","unknown"]`,
		`["yes", "no"].map((v) => f.answerWords(f.yes, v))`:                                                                                                     `["yes","no"]`,
		`[f.figure({ low: 3, high: 9, verdict: {} }), f.figure({ low: 3, high: 3, verdict: {} }), f.figure({ low: 0, high: 0, verdict: { kind: "nothing" } })]`: `["3–9","3","–"]`,
		`[f.points({ criterion: f.number, weight: 2, credit: f.at(0.5, 0.75), applies: true, known: f.at(1, 2) }), f.points({ criterion: f.number, weight: 2, credit: f.at(0.66), applies: true, known: f.at(1) }), f.points({ criterion: f.number, weight: 2, credit: f.at(0), applies: true, known: f.at(1) })]`: `[{"given":"1–1.5","why":""},{"given":"1.3","why":"Inside the limit, not ideal."},{"given":"0","why":"Outside the limit, and a must."}]`,
		`[f.points({ criterion: f.list, weight: 1, credit: f.at(1), applies: true, known: f.at(3) }), f.points({ criterion: f.list, weight: 1, credit: f.at(0), applies: true, known: f.at(0) }), f.points({ criterion: f.list, weight: 1, credit: f.at(0), applies: false, known: "na" })]`:                       `[{"given":"1","why":""},{"given":"0","why":"Outside the limit."},{"given":"","why":"Does not apply: left out of the score."}]`,
		`f.asText(f.card, { name: "Near", note: "Call.", answers: { n: "20..", l: "a", y: "?" } }, ` + day + `, "https://e.org/#n=20..")`:                                                                                                                                                                          `"C: Near\n2026-11-21\n13–88 · Undecided: 1 answer missing\n\nN? 20 or more\nL? A\nY? unknown\nR? unknown\n\nCall.\n\nhttps://e.org/#n=20.."`,
		`f.asText({ ...f.card, verdicts: [{ at: 0, say: "Fine", next: "Call them." }] }, { name: "", note: "", answers: { n: "20000", l: "a,b", y: "yes", r: "na" } }, ` + day + `, "x")`:                                                                                                                          `"C\n2026-11-21\n33 · Ruled out by N?\n\nN? 20000\nL? A, B\nY? yes\nR? does not apply\n\nx"`,
		`f.asText({ ...f.card, verdicts: [{ at: 0, say: "Fine", next: "Call them." }] }, { name: "", note: "", answers: { n: "25", l: "a,b", y: "yes", r: "na" } }, ` + day + `, "x")`:                                                                                                                             `"C\n2026-11-21\n100 · Fine\nCall them.\n\nN? 25\nL? A, B\nY? yes\nR? does not apply\n\nx"`,
		// Dates are months from the reader's day.
		`["2026-11-21", "2026-11", "2027-Q1", "2027", "2027-01-21..2027-02", "2027-01..", "..2026-12"].map((v) => f.text(f.dates(v, ` + day + `))).join(" ")`:                                                          `"{\"low\":0,\"high\":0} {\"low\":-0.6451612903225806,\"high\":0.2903225806451613} {\"low\":1.3548387096774195,\"high\":4.32258064516129} {\"low\":1.3548387096774195,\"high\":13.32258064516129} {\"low\":2,\"high\":3.225806451612903} {\"low\":1.3548387096774195,\"high\":\"inf\"} {\"low\":null,\"high\":1.3225806451612903}"`,
		`["2027-02-30", "2027-13", "2027-Q5", "0099", "27", "..", "2027..2026", "2027..2028..2029", "2027-02-29", ""].filter((v) => f.dates(v, ` + day + `))`:                                                          `[]`,
		`["2027-03", " q1 2027", "2027q2", "3/2027", "12.2027", "2027-03 to 2027-06", "?", "", "soon", "13/2027", "2027 to 2026"].map((v) => f.typedDates(v) ?? "none")`:                                               `["2027-03","2027-Q1","2027-Q2","2027-03","2027-12","2027-03..2027-06","?","","none","none","none"]`,
		`["Dec 2026", "31-Dec-26", "31. Dezember 2026", "3 de abril de 2027", "13/4/2027", "4/13/2027", "3.4.2027", "01/27", "Q1'27", "dic 2026 to 01/27", "2027 to 13/4/2028"].map((v) => f.typedDates(v) ?? "none")`: `["2026-12","2026-12-31","2026-12-31","2027-04-03","2027-04-13","2027-04-13","2027-04-03","2027-01","2027-Q1","2026-12..2027-01","2027..2028-04-13"]`,
		// English does not tell which of 3/4 is the day: the box asks for another date.
		`["3/4/2027", "3/4/2027 to 2028", "01/12", "46387", "30/2/2027", "x".repeat(60000)].map((v) => f.typedDates(v) ?? "none")`: `["none","none","none","none","none","none"]`,
		// A year has no thousands; the engine knows none, so that they are marked.
		`((own) => { Number.prototype.toLocaleString = function () { return "#" + this; }; const said = [f.inWords({ kind: "date" }, "2027-03"), f.inWords({ ...f.number, unit: "men" }, "2027"), f.inWords(f.round, "2026-11-21")]; Number.prototype.toLocaleString = own; return said; })(Number.prototype.toLocaleString)`: `["2027-03","#2027 men","2026-11-21"]`,
		// Programs may write answers as people do, whatever the kind.
		`[f.typedAs({ kind: "date" }, "q1 2027"), f.typedAs({ ...f.number, unit: "min" }, "about 20 min"), f.typedAs(f.yes, "yes"), f.typedAs({ kind: "date" }, "soon") ?? null]`: `["2027-Q1","18..22","yes",null]`,
		// What another program may have written.
		`f.sound(f.card, { runs: [{ name: "A", answers: { n: 5, y: true, l: ["a", "b"], z: false, r: ["x", 1], gone: "x" } }] }).book.runs[0].answers`:             `{"n":"5","y":"yes","l":"a,b","z":"no","gone":"x"}`,
		`f.sound(f.card, { runs: [{ name: "A", answers: { n: "x".repeat(9), ["k".repeat(50)]: "v".repeat(1000) } }, 5, {}] }).lost.includes("k".repeat(40) + "k")`: `false`,
		`f.sound(f.card, { runs: "x" }) ?? null`: `null`,
	} {
		if got := e.Run("JSON.stringify(" + expression + ")"); got != want {
			t.Errorf("%s\nis   %v\nwant %s", expression, got, want)
		}
	}
	// A line of a calendar has at most 75 bytes, the space of the next included.
	long := strings.Repeat("é", 100)
	event := e.Run(fmt.Sprintf(`f.toICS({...f.round, ask: %q}, "2026-01-31", "https://e.org/", "20260101T000000Z")`, long)).(string)
	var summary []string
	for _, line := range strings.Split(event, "\r\n") {
		if strings.HasPrefix(line, "SUMMARY") || strings.HasPrefix(line, " ") {
			summary = append(summary, line)
		}
	}
	if want := []string{"SUMMARY:" + strings.Repeat("é", 33), " " + strings.Repeat("é", 36), " " + strings.Repeat("é", 31)}; fmt.Sprint(summary) != fmt.Sprint(want) {
		t.Errorf("folded as %q", summary)
	}
	for _, want := range []string{"DTSTART;VALUE=DATE:20260331", "DTEND;VALUE=DATE:20260401", "RRULE:FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"} {
		if !strings.Contains(event, want+"\r\n") {
			t.Errorf("no %s in\n%s", want, event)
		}
	}
}
