package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// scoreCommand scores a list of leads.
type scoreCommand struct {
	siteFlags
	asJSON  bool
	today   string
	outcome string
	sheet   string
	output  string
}

func (c *scoreCommand) flags() *cobra.Command {
	cmd := c.of(&cobra.Command{
		Use:     "score CHECKLIST FILE",
		Short:   "Score a list of leads, and print it with what each came to, the best first",
		Example: "  fieldbook score sweet-spot-client leads.csv > ranked.csv\n  fieldbook score sweet-spot-client leads.xlsx --sheet Clients -o ranked.xlsx\n  fieldbook score sweet-spot-client - --json < leads.csv\n  fieldbook score sweet-spot-client clients.csv --outcome Stage",
		Args:    cobra.ExactArgs(2),
	})
	cmd.Flags().BoolVar(&c.asJSON, "json", false, "print the scores as JSON")
	cmd.Flags().StringVar(&c.today, "today", "", "score as of this `day`, such as 2026-11-21 (default: today)")
	cmd.Flags().StringVar(&c.outcome, "outcome", "", "tell by this `column`, which says what was won and lost, whether the scorecard is right")
	cmd.Flags().StringVar(&c.sheet, "sheet", "", "the `name` of a workbook's sheet (default: the first)")
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "write the list to this `file` instead of printing it: .csv, or .xlsx for a workbook")
	return cmd
}

func (c *scoreCommand) run(args []string) error {
	id, file := args[0], args[1]
	today := cmp.Or(c.today, time.Now().Format(time.DateOnly))
	if _, err := time.Parse(time.DateOnly, today); err != nil {
		return slipf("--today %s is no day such as 2026-11-21", today)
	}
	if err := c.writable(file); err != nil {
		return err
	}
	c.project.Options.Drafts = true
	result, err := c.project.Build()
	if err != nil {
		return err
	}
	list, err := scorecard(result.Site, id)
	if err != nil {
		return err
	}
	leads, err := openList(file)
	if err != nil {
		return slip{err}
	}
	defer leads.close()
	words := result.Interface.Words
	if c.outcome == "" && filepath.Ext(c.output) != ".xlsx" {
		return c.rank(list, words, file, leads, today)
	}
	data, err := leads.all()
	if err != nil {
		return slip{err}
	}
	if c.outcome != "" {
		return c.prove(list, words, file, data, today)
	}
	return c.book(list, words, file, data, today)
}

// refuse says why a list cannot be read.
func (c *scoreCommand) refuse(file string, err error) {
	fmt.Fprintf(c.stderr, "%s: error: %v\n", file, err)
	c.code = exitMistakes
}

// writable tells what --output cannot be: two kinds of output at once, a kind that is
// not written, or the list itself, which would be lost.
func (c *scoreCommand) writable(file string) error {
	if c.output == "" {
		return nil
	}
	if c.asJSON || c.outcome != "" {
		return slipf("--output is for the ranked list, and goes with neither --json nor --outcome")
	}
	if kind := filepath.Ext(c.output); kind != ".csv" && kind != ".xlsx" {
		return slipf("--output %s is neither a .csv nor a .xlsx file", c.output)
	}
	if overwrites(c.output, file) {
		return slipf("--output %s is the list itself; name another file", c.output)
	}
	return nil
}

// rank prints a list, the best lead first, or writes it to a file.
func (c *scoreCommand) rank(list *playbook.Checklist, words *i18n.Catalog, file string, leads *listFile, today string) error {
	bar := newBar(c.stderr)
	r, err := browser.Rank(list, words, leads, leads.size, c.sheet, today, func(done, all int) { bar.show("scoring", done, all) })
	bar.end()
	if err != nil {
		c.refuse(file, err)
		return nil
	}
	if c.asJSON {
		err = c.printLeads(r)
	} else {
		err = c.deliverBy(c.output, func(w io.Writer) error { return c.writeCSV(r, w) })
	}
	if err != nil {
		return err
	}
	c.tell(file, r)
	return nil
}

// writeCSV writes a ranked list: to a file as the page saves it, with a mark first, by
// which spreadsheets tell its encoding.
func (c *scoreCommand) writeCSV(r *browser.Ranking, w io.Writer) error {
	if c.output != "" {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	return r.WriteCSV(w)
}

// printLeads prints the leads as JSON, one by one: they may be many.
func (c *scoreCommand) printLeads(r *browser.Ranking) error {
	out := bufio.NewWriter(c.stdout)
	before := "[\n  "
	for lead, err := range r.All() {
		if err != nil {
			return err
		}
		text, err := json.MarshalIndent(lead, "  ", "  ")
		if err != nil {
			return err
		}
		_, _ = out.WriteString(before) // the first error stays
		_, _ = out.Write(text)
		before = ",\n  "
	}
	_, _ = out.WriteString("\n]\n")
	return out.Flush()
}

// book writes a ranked list as a workbook.
func (c *scoreCommand) book(list *playbook.Checklist, words *i18n.Catalog, file string, data []byte, today string) error {
	r, err := browser.Workbook(list, words, data, c.sheet, today)
	if err != nil {
		c.refuse(file, err)
		return nil
	}
	if err := c.deliver(r.XLSX, c.output); err != nil {
		return err
	}
	c.tell(file, r)
	return nil
}

// tell says what was not read, what the page would ask, and what was used.
func (c *scoreCommand) tell(file string, r *browser.Ranking) {
	for _, cell := range r.Unreadable {
		fmt.Fprintf(c.stderr, "%s: warning: %s cannot be read, and counts as unknown\n", file, cell)
	}
	for _, column := range r.Open {
		fmt.Fprintf(c.stderr, "%s: warning: %s\n", file, column)
	}
	if len(r.Open) > 0 {
		fmt.Fprintln(c.stderr, "hint: language: en-GB in site.yaml, with its region, tells that days come first; a column of its own heading counts alone")
	}
	c.firstSheet(r.Sheets)
	fmt.Fprintf(c.stderr, "%s of %s; columns %q\n", diag.Count(r.Lines.Leads, "lead"), file, r.Columns)
	if len(r.Unused) > 0 {
		fmt.Fprintf(c.stderr, "not used: %q\n", r.Unused)
	}
	c.unknownHeadings(r.Columns)
}

// firstSheet tells that there are more sheets than the first, which was read.
func (c *scoreCommand) firstSheet(sheets []string) {
	if len(sheets) > 1 && c.sheet == "" {
		fmt.Fprintf(c.stderr, "the first sheet of %q; --sheet names another\n", sheets)
	}
}

// unknownHeadings tells what to do where no column is scored.
func (c *scoreCommand) unknownHeadings(columns []string) {
	if len(columns) == 0 {
		fmt.Fprintln(c.stderr, "hint: no heading is known; name the headings in columns: of the criteria")
	}
}

// scorecard finds a scorecard by its id.
func scorecard(s *site.Site, id string) (*playbook.Checklist, error) {
	var ids []string
	for _, p := range s.Checklists {
		if !p.Checklist.Kind.Scores() {
			continue
		}
		if p.Checklist.ID.Value == id {
			return p.Checklist.Checklist, nil
		}
		ids = append(ids, p.Checklist.ID.Value)
	}
	return nil, unknown("scorecard", id, ids)
}
