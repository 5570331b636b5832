package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/browser"
	"fieldbook/generator/diag"
)

// searchCommand searches a published site.
type searchCommand struct {
	*program
	out    string
	asJSON bool
	limit  int
}

func (c *searchCommand) flags() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "search QUERY",
		Short:   "Search a published site as its readers do, and tell what each score is made of",
		Example: "  fieldbook search how far may a client be\n  fieldbook search -- clients -rented\n  fieldbook search '\"home base\" kind:criterion' --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("search for what? Name some words; behind -- they may begin with a minus")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&c.out, "out", "public", "the folder of the published site")
	cmd.Flags().BoolVar(&c.asJSON, "json", false, "print what was found as JSON")
	cmd.Flags().IntVar(&c.limit, "limit", 10, "how many hits")
	return cmd
}

func (c *searchCommand) run(args []string) error {
	if c.limit < 1 {
		return slipf("--limit %d is not at least 1", c.limit)
	}
	r, err := browser.Search(func(path string) ([]byte, error) { return fs.ReadFile(os.DirFS(c.out), path) }, strings.Join(args, " "), c.limit)
	switch {
	case errors.Is(err, browser.ErrNoIndex):
		fmt.Fprintf(c.stderr, "%s: error: %v\n\thint: fieldbook build makes it; --out names the folder of a published site\n", c.out, err)
		c.code = exitMistakes
		return nil
	case err != nil:
		return err
	case c.asJSON:
		return c.printJSON(r)
	}
	tell(c.stdout, r)
	return nil
}

// tell prints hits with what their scores are made of.
func tell(w io.Writer, r *browser.Result) {
	for _, note := range []struct {
		say, what string
	}{{"showing results for", r.Corrected}, {"did you mean", r.Likelier}} {
		if note.what != "" {
			fmt.Fprintf(w, "%s: %s\n", note.say, note.what)
		}
	}
	if r.Loose {
		fmt.Fprintln(w, "nothing has these words just so; here they stand apart")
	}
	if a := r.Answer; a != nil {
		fmt.Fprintf(w, "answer: %s: %s (%s)\n", a.Title, a.Excerpt, a.URL)
	}
	for i, h := range r.Hits {
		where := h.Title
		if h.Section != "" {
			where += " › " + h.Section
		}
		fmt.Fprintf(w, "%3d  %.3f  %s  %s\n            %s\n", i+1, h.Score, where, h.URL, sum(h))
		for _, f := range h.Why.Found {
			fmt.Fprintf(w, "            %s\n", stands(f.Word, f.Tells, f.Impact, f.Title, f.Lent))
		}
	}
	fmt.Fprintf(w, "%s of %s\n", diag.Count(len(r.Hits), "hit"), diag.Count(r.Total, "document"))
}

// sum writes a score as its parts.
func sum(h browser.Hit) string {
	var parts []string
	add := func(name string, v float64) {
		if v != 0 {
			parts = append(parts, fmt.Sprintf("%s %.2f", name, v))
		}
	}
	y := h.Why
	add("words", y.Words)
	add("lent by pages like it", y.Lent)
	add("near each other", y.Near)
	add("neighbours", y.Pairs)
	add("in the title", y.Title)
	add("title is the query", y.Exact)
	out := strings.Join(parts, " + ")
	if y.Kind != 1 {
		out = fmt.Sprintf("(%s) × %s %.2f", out, h.Kind, y.Kind)
	}
	parts = []string{out}
	add("title in order", y.Order)
	add("heading in order", y.Heading)
	return strings.Join(parts, " + ")
}

// stands says how a word of the query stands in a hit.
func stands(word string, tells, impact float64, title, lent bool) string {
	out := fmt.Sprintf("%s: tells %.2f × impact %.2f", word, tells, impact)
	if tells == 0 {
		out = word + ": a function word"
	}
	if title {
		out += ", in the title"
	}
	if lent {
		out += ", not in it, but in pages like it"
	}
	return out
}
