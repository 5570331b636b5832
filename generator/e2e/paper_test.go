package e2e

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// everyBlock has each kind of block that a page may have; at the end of each is a letter
// that stands nowhere else.
const everyBlock = `# A page with everything, and a long title ā

A paragraph ă with ` + "`" + `some --long=inline --code=that-goes-on --and=on,without/end/that/anybody/would/see/on/any/paper/of/the/world/ą` + "`" + `.

- A list
  - in a list ć
    1. in a list ĉ

- [x] done ċ

> A quotation č

> [!NOTE]- Folded
> What is in it ď
>
> ` + "```" + `sh
> curl --request POST --header 'Accept: application/json' --data '{"name":"a name that is long"}' https://example.org/very/long/address đ
> ` + "```" + `

` + "```" + `sh
rsync --archive --verbose --compress --delete --exclude-from=/etc/rsync/exclude --rsync-path='sudo rsync' user@example.org:/srv/data/ /srv/backup/ē
short ĕ
` + "```" + `

    an-indented-listing-without-a-single-space-in-it-that-is-far-longer-than-any-line-of-any-paper-in-this-house-or-the-next-one-ė

` + "```" + `
/an/unbroken/path/that/goes/on/and/on/through/every/folder/that/somebody/has/ever/made/on/this/disk/and/on/the/other/disk/too/ę
` + "```" + `

| One | Two | Three | Four | Five | Six | Seven | Eight | Nine | Ten |
|---|---|---|---|---|---|---|---|---|---|
| a longer cell | a longer cell | a longer cell | a longer cell | a longer cell | a longer cell | a longer cell | a longer cell | a longer cell | a longer cell ě |
| unbreakable-one | unbreakable-two | unbreakable-three | unbreakable-four | unbreakable-five | unbreakable-six | unbreakable-seven | unbreakable-eight | unbreakable-nine | unbreakable-ten-ĝ |

| Path | Meaning |
|---|---|
| ` + "`" + `/usr/share/something/with/a/long/name/that/nobody/can/break/anywhere/in/the/middle/of/it/at/all/file-ğ` + "`" + ` | What it means ġ |
| https://example.org/an/address/that/is/as/long/as/they/are/when/somebody/has/copied/them/from/a/browser?and=this&and=that | Last ģ |

<details><summary>A closed one</summary>

What is in it ĥ

<details><summary>Another in it</summary>

And in that ħ

</details>
</details>

- In a list:

  <details><summary>Closed</summary>

  Its text ĩ

  | A | B |
  |---|---|
  | a | b ī |

  </details>

$$
a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x + y + z + aa + bb + cc + dd + ee + ff + gg + hh = \\text{ĭ}
$$

Term
: Its meaning į

A note.[^1] And a [link](https://example.org/with/an/address/that/is/printed/behind/it/and/is/long/enough/to/need/more/than/one/line/of/paper) ķ.

AWordThatIsLongerThanAnyLineBecauseSomebodyHasForgottenThatWordsNeedSpacesBetweenThemAndWentOnAndOnWithoutThinkingOfPaperAtAllĺ

<table><tr><td>A table of HTML with-a-cell-that-is-long/and/cannot/be/broken/where/a/space/would/be/because/there/is/none/in/it/at/all ļ</td><td>ľ</td></tr></table>

![A picture](wide.svg)

<kbd>Ctrl</kbd>+<kbd>ń</kbd>

## A heading ņ

[^1]: The note's text ň
`

// everyQuestion is a checklist of each kind of criterion. Its summary and the hints are
// not for the sheet that somebody takes along, and have no letter.
const everyQuestion = `---
title: Every question
summary: In one
checklist:
  id: every
  kind: scorecard
  when: Whenever ō
  not_when: Never ŏ
  criteria:
    - {id: a, ask: Yes ő, kind: yesno, weight: 2, must: true, why: Because ŕ, hint: Look closely}
    - {id: b, ask: How many ř, kind: number, unit: pieces, max: 5, weight: 2, why: So ś, hint: Count}
    - {id: c, ask: Which, kind: choice, weight: 1, options: {x: One š, y: Two ţ}, best: x, why: So}
    - {id: d, ask: All, kind: list, min: 1, weight: 1, options: {x: One ť, y: Two ŧ}, why: So}
    - {id: e, ask: When ũ, kind: date, min: 2020, weight: 1, why: So}
  verdicts:
    - {at: 50, say: Go ū, next: Then walk ŭ}
    - {at: 0, say: Stay ů}
  pitfalls:
    - {say: Too soon ű}
---

Text ų.
`

// marks are the letters of a text that only marks use.
func marks(text string) []rune {
	var found []rune
	for _, c := range text {
		if c >= 'ā' && c <= 'ž' {
			found = append(found, c)
		}
	}
	return found
}

// sheet is a printed page: its size in points, and its words.
type sheet struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []struct {
		From   float64 `xml:"xMin,attr"`
		To     float64 `xml:"xMax,attr"`
		Bottom float64 `xml:"yMax,attr"`
		Text   string  `xml:",chardata"`
	} `xml:"word"`
}

const margin = 14 * 72 / 25.4 // points, as the style sheet has it

// full tells how much of a sheet its words fill, from its top, 0 to 1. Its number stands
// in the margin, and fills nothing.
func (s sheet) full() float64 {
	lowest := margin
	for _, word := range s.Words {
		if word.Bottom < s.Height-margin+1 {
			lowest = max(lowest, word.Bottom)
		}
	}
	return (lowest - margin) / (s.Height - 2*margin)
}

// paper prints the page that is open.
func paper(p *tab, options ...chromedp.PDFOption) []sheet {
	p.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") != "" {
			p.Fatal(err)
		}
		p.Skip(err)
	}
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(options...))
	if err != nil {
		p.Fatal(err)
	}
	file := filepath.Join(p.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		p.Fatal(err)
	}
	data, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		p.Fatal(err)
	}
	var all struct {
		Sheets []sheet `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(data, &all); err != nil {
		p.Fatal(err)
	}
	return all.Sheets
}

// printed gives the letters of a page on paper that stand inside its margins.
func printed(p *tab, address string) map[rune]bool {
	p.Helper()
	p.do(chromedp.Navigate(address))
	letters := map[rune]bool{}
	for _, page := range paper(p) {
		for _, word := range page.Words {
			if word.From < margin-1 || word.To > page.Width-margin+1 {
				continue // cut off at the edge of what holds it
			}
			for _, c := range word.Text {
				letters[c] = true
			}
		}
	}
	return letters
}

// TestSheetsAreFull prints a page of each kind: a sheet is begun where the one before it
// is full, and none is blank.
func TestSheetsAreFull(t *testing.T) {
	_, address := site(t)
	p := open(t)
	for _, page := range []string{
		"index.html", "finding/index.html", "partnerships/do-we-need-partners.html", "sweet-spot/distance.html", "sweet-spot/recognise.html", "using/at-a-client.html", "print.html",
		"checklists/index.html", scorecard, scorecard + "#drive=50&computers=10", decision, decision + "#weak=no&established=no&running=yes", "checklists/partner-cadence.html", "checklists/where-to-find-clients.html",
		"checklists/sweet-spot-client-order.html", "checklists/sweet-spot-client-leads.html", "glossary.html", "sources.html", "tags.html", "tags/clients.html", "search.html", "search.html?q=client",
	} {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+page))
		if strings.Contains(page, "?") {
			soon(p, `document.querySelector(".page-hits") !== null`, true)
		}
		checkSheets(p, page)
	}
	p.do(chromedp.Navigate(address+"checklists/sweet-spot-client-leads.html"), chromedp.Click(".list-sample"))
	soon(p, `document.querySelector(".list-columns").hidden`, false)
	p.do(chromedp.Click(".list-rank"))
	soon(p, `document.querySelectorAll(".lead-row").length > 0`, true)
	checkSheets(p, "a ranked list")
	p.quiet()
}

// checkSheets prints the page that is open.
func checkSheets(p *tab, page string, options ...chromedp.PDFOption) {
	p.Helper()
	sheets := paper(p, options...)
	for i, s := range sheets {
		if last := i == len(sheets)-1; s.full() == 0 || !last && s.full() < 0.8 {
			p.Errorf("%s: sheet %d of %d is filled to %.0f %%", page, i+1, len(sheets), 100*s.full())
		}
	}
}

// TestPaperLosesNothing prints every kind of block, and looks for its end.
func TestPaperLosesNothing(t *testing.T) {
	p := open(t)
	wide := `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="90"><rect width="2000" height="90"/></svg>`
	address := siteOf(t, map[string]string{"everything.md": everyBlock, "wide.svg": wide, "every.md": everyQuestion})
	for page, text := range map[string]string{"everything.html": everyBlock, "print.html": everyBlock, "checklists/every.html": strings.TrimSuffix(everyQuestion, "Text ų.\n")} {
		letters := printed(p, address+page)
		for _, mark := range marks(text) {
			if !letters[mark] {
				t.Errorf("%s on paper has no %c", page, mark)
			}
		}
	}
}
