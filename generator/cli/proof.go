package cli

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// prove prints whether a scorecard is right, as far as those of a list tell that were
// won or lost.
func (c *scoreCommand) prove(list *playbook.Checklist, words *i18n.Catalog, file string, data []byte, today string) error {
	p, err := browser.Prove(list, words, data, c.sheet, today, c.outcome)
	if err != nil {
		c.refuse(file, err)
		return nil
	}
	c.firstSheet(p.Sheets)
	if p.Proof == nil {
		return c.noColumn(file, p.Headings)
	}
	if c.asJSON {
		err = c.printJSON(p)
	} else {
		_, err = io.WriteString(c.stdout, proofWords(list, p))
	}
	if err != nil {
		return err
	}
	if len(p.Others) > 0 {
		fmt.Fprintf(c.stderr, "neither won nor lost, and left out: %s\n", strings.Join(otherWords(p.Others), ", "))
	}
	fmt.Fprintf(c.stderr, "columns %q\n", p.Columns)
	c.unknownHeadings(p.Columns)
	return nil
}

// noColumn says that there is no column of outcomes, or more than one.
func (c *scoreCommand) noColumn(file string, headings []string) error {
	if slices.ContainsFunc(headings, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), strings.TrimSpace(c.outcome)) }) {
		return slipf("%s has several columns %q\ngive each a heading of its own", file, c.outcome)
	}
	return slipf("%s has no column %q\n%s", file, c.outcome, cmp.Or(diag.Guess(c.outcome, headings), fmt.Sprintf("one of %q", headings)))
}

// mostOthers is how many of the cells that are no outcome are shown.
const mostOthers = 8

func otherWords(others []browser.Other) []string {
	var words []string
	for _, o := range others[:min(len(others), mostOthers)] {
		words = append(words, fmt.Sprintf("%q (%d)", o.Says, o.Leads))
	}
	if more := len(others) - mostOthers; more > 0 {
		words = append(words, fmt.Sprintf("and %d more", more))
	}
	return words
}

// proofWords says what is proven, in tables.
func proofWords(list *playbook.Checklist, proven *browser.Proven) string {
	var text strings.Builder
	p := proven.Proof
	fmt.Fprintf(&text, "%d won, %d lost\n", p.Won, p.Lost)
	if p.Lacks.Won+p.Lacks.Lost > 0 {
		var lacking []string
		if p.Lacks.Won > 0 {
			lacking = append(lacking, fmt.Sprintf("%d more won", p.Lacks.Won))
		}
		if p.Lacks.Lost > 0 {
			lacking = append(lacking, fmt.Sprintf("%d more lost", p.Lacks.Lost))
		}
		fmt.Fprintf(&text, "That is too little to tell anything: it takes %s.\n", strings.Join(lacking, " and "))
		return text.String()
	}
	if p.Undecided > 0 {
		fmt.Fprintf(&text, "Of %d the verdict is open: they are in no band.\n", p.Undecided)
	}
	if len(proven.Open) > 0 {
		fmt.Fprintf(&text, "Answers that it lacks, and of how many: %s.\n", strings.Join(openWords(list, proven.Open), ", "))
	}
	fmt.Fprintln(&text)
	writeTables(&text, list, p)
	for _, t := range p.Thresholds {
		fmt.Fprintf(&text, "\n%q from %d on would have been better than from %d: %s missed rather than %d, %s called rather than %d.\n", t.Say, t.Better.At, t.Now.At, count(t.Better.Missed, "win", "wins"), t.Now.Missed, count(t.Better.Called, "loss", "losses"), t.Now.Called)
		fmt.Fprintf(&text, "Thresholds that were each found without the cases that they were tried on: %s missed, %s called.\n", count(t.Unseen.Missed, "win", "wins"), count(t.Unseen.Called, "loss", "losses"))
	}
	if len(p.Thresholds) == 0 {
		fmt.Fprintln(&text, "\nNo other threshold would certainly have been better.")
	}
	fmt.Fprintln(&text, "\nAll of it is told of these cases, and of no other.")
	return text.String()
}

// openWords are the questions that keep verdicts open, the one of most leads first.
func openWords(list *playbook.Checklist, open []browser.OpenQuestion) []string {
	asks := askOf(list)
	var words []string
	for _, q := range open {
		words = append(words, fmt.Sprintf("%s (%d)", asks[q.ID], q.Leads))
	}
	return words
}

// askOf are the questions of the criteria, by their ids.
func askOf(list *playbook.Checklist) map[string]string {
	asks := map[string]string{}
	for _, c := range list.Criteria {
		asks[c.ID.Value] = c.Ask
	}
	return asks
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// writeTables writes the wins of each verdict and of each criterion.
func writeTables(w io.Writer, list *playbook.Checklist, p *browser.Proof) {
	asks := askOf(list)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "verdict\twon\t95 % interval\tagainst the others")
	for _, b := range p.Bands {
		fmt.Fprintf(table, "%s\t%s\t%s\n", cmp.Or(b.Say, "ruled out"), shareWords(b.Wins), partWords[b.Parts])
	}
	_ = table.Flush() // a Builder takes everything
	fmt.Fprintln(w)
	fmt.Fprintln(table, "criterion\tmet: won\t95 % interval\tnot met: won\t95 % interval\tmet against not met")
	for _, c := range p.Criteria {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", asks[c.ID], shareWords(c.Met), shareWords(c.Unmet), partWords[c.Parts])
	}
	_ = table.Flush()
}

var partWords = map[string]string{"more": "more won", "fewer": "fewer won", "chance": "may be chance", "none": "–"}

// shareWords says a share in two columns.
func shareWords(s browser.Share) string {
	if s.Of == 0 {
		return "–\t–"
	}
	percent := func(v float64) int { return int(math.Round(v * 100)) }
	return fmt.Sprintf("%d of %d\t%d–%d %%", s.Won, s.Of, percent(s.Low), percent(s.High))
}
