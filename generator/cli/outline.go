package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/move"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

func (c *commands) outlineCommand() *cobra.Command {
	return c.inputs(&cobra.Command{
		Use:   "outline",
		Short: "Print the tree of pages, with their checklists and what is overdue",
		RunE: func(*cobra.Command, []string) error {
			c.project.Options.Drafts = true
			result, err := c.project.Build()
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			outline(c.stdout, result.Site, playbook.DateOf(time.Now()))
			if n := result.Diagnostics.Errors(); n > 0 {
				fmt.Fprintf(c.stderr, "%s: the command check tells them\n", diag.Count(n, "mistake"))
				c.code = exitMistakes
			}
			return nil
		},
	})
}

// outline prints a line a page: its title, its file, what is to say of it.
func outline(w io.Writer, s *site.Site, today playbook.Date) {
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, p := range s.Order.Pages() {
		depth := strings.Count(p.Address, "/")
		if p.Kind == site.KindTopic {
			depth-- // a topic stands beside the pages of the folder above
		}
		if p.Kind != site.KindHome {
			depth++
		}
		file := "(no file)"
		if p.Playbook != nil {
			file = p.Playbook.Path
		}
		fmt.Fprintf(table, "%s%s\t%s\t%s\n", strings.Repeat("  ", depth), p.Title, file, strings.Join(notes(s, p, today), ", "))
	}
	_ = table.Flush() // a Builder takes everything
	for line := range strings.Lines(text.String()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}

func notes(s *site.Site, p *site.Page, today playbook.Date) []string {
	var notes []string
	if p.Draft() {
		notes = append(notes, "draft")
	}
	if list := s.Resolver.ChecklistOf(p); list != nil {
		notes = append(notes, fmt.Sprintf("%s %s", list.Checklist.Kind, list.Checklist.ID))
	}
	if due := p.Due(); !due.IsZero() {
		when := "review due " + due.String()
		if due.Time().Before(today.Time()) {
			when = "OVERDUE since " + due.String()
		}
		notes = append(notes, when)
	}
	if !p.Changed.IsZero() {
		notes = append(notes, "changed "+p.Changed.String())
	}
	return notes
}

func (c *commands) moveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "move OLD NEW",
		Short:   "Rename a page, mend the links to it, and let its old address lead to it",
		Example: "  fieldbook move finding/lists.md finding/mail-lists.md",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.locate(cmd)
			c.project.Options.Drafts, c.project.Lenient = true, true
			result, err := c.project.Build()
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			before := result.Diagnostics.Lenient()
			from := c.inContent(args[0], "")
			to := c.inContent(args[1], from)
			done, err := move.Page(result.Tree, result.Site, from, to)
			for _, file := range done.Changed {
				fmt.Fprintln(c.stdout, "changed", result.Tree.Path(file))
			}
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			fmt.Fprintf(c.stdout, "moved %s to %s: %s\n", result.Tree.Path(from), result.Tree.Path(to), diag.Count(done.Links, "place"))
			done.Left.Print(c.stderr, -1)
			c.compare(before)
			return nil
		},
	}
	c.contentFlag(cmd)
	return cmd
}

// inContent gives a file that the user names, as a path below the content
// folder: from where they are if there is such a file, or from that folder. like
// is a file named before, whose folder one that ends in / takes it into.
func (c *commands) inContent(name, like string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasSuffix(name, "/") {
		name += path.Base(like)
	}
	if ext := strings.ToLower(path.Ext(name)); ext != ".md" && ext != ".markdown" {
		name += ".md"
	}
	root := strings.TrimSuffix(c.project.Content, "/")
	if inside, ok := strings.CutPrefix(path.Clean(name), root+"/"); ok {
		return inside
	}
	// Inside the content folder, names are those that the user sees there.
	if here, ok := below(root); ok {
		if _, err := os.Stat(filepath.FromSlash(name)); err == nil || like != "" && c.seenHere {
			c.seenHere = true
			return path.Join(filepath.ToSlash(here), name)
		}
	}
	return strings.TrimPrefix(name, "./")
}

// below gives the current folder as a path below another one, if it lies there.
func below(folder string) (string, bool) {
	all, err := filepath.Abs(folder)
	here, also := os.Getwd()
	if err != nil || also != nil {
		return "", false
	}
	way, err := filepath.Rel(all, here)
	return way, err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator))
}

// compare tells of dead links that a move has left behind: there should be none.
func (c *commands) compare(before diag.List) {
	after, err := c.project.Build()
	if err != nil {
		c.fail(err, nil)
		return
	}
	if len(after.Diagnostics) > len(before) {
		after.Diagnostics.Print(c.stderr, -1)
	}
}
