package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
	"fieldbook/generator/scaffold"
)

// newCommand is nothing but the name of those below it.
type newCommand struct{ *program }

func (c *newCommand) flags() *cobra.Command {
	cmd := &cobra.Command{Use: "new", Short: "Write a starting file", Args: cobra.NoArgs}
	for _, kind := range []string{"playbook", "checklist"} {
		c.add(cmd, &newPageCommand{program: c.program, kind: kind})
	}
	for _, kind := range []string{"accessibility", "privacy"} {
		c.add(cmd, &newStatementCommand{newPageCommand{program: c.program, kind: kind}})
	}
	return cmd
}

func (c *newCommand) run([]string) error {
	return slipf("new what? playbook, checklist, accessibility or privacy")
}

// newStatementCommand writes a statement that a site owes its readers, as a draft.
type newStatementCommand struct{ newPageCommand }

func (c *newStatementCommand) flags() *cobra.Command {
	cmd := c.newPageCommand.flags()
	cmd.Use, cmd.Example, cmd.Args = c.kind, "  fieldbook new "+c.kind, cobra.NoArgs
	cmd.Short = "Write a statement on " + c.kind + ", as a draft to fill in; never overwrites"
	cmd.Flags().Lookup("title").Usage = "the page's title"
	return cmd
}

func (c *newStatementCommand) run([]string) error { return c.newPageCommand.run([]string{c.kind}) }

// newPageCommand writes a page of a kind to begin with.
type newPageCommand struct {
	*program
	content, kind, title string
}

func (c *newPageCommand) flags() *cobra.Command {
	cmd := &cobra.Command{
		Use:     c.kind + " TOPIC/SLUG",
		Short:   "Write a commented " + c.kind + "; never overwrites",
		Example: "  fieldbook new " + c.kind + ` finding/trade-fairs --title "Trade fairs"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one new file, such as fieldbook new %s finding/trade-fairs", c.kind)
			}
			return isSlugPath(args[0])
		},
		PreRun: func(cmd *cobra.Command, _ []string) { locate(cmd, &c.content) },
	}
	contentFlag(cmd, &c.content)
	cmd.Flags().StringVar(&c.title, "title", "", "the page's title (default: made of SLUG)")
	return cmd
}

func (c *newPageCommand) run(args []string) error {
	if info, err := os.Stat(c.content); err != nil || !info.IsDir() {
		return content.Missing(c.content)
	}
	words, err := content.LoadInterface(c.content)
	if err != nil {
		return err
	}
	file, err := scaffold.Page(c.content, strings.TrimSuffix(args[0], ".md"), c.kind, c.title, words.Language, playbook.CriterionKind("").Values())
	if err != nil {
		return err
	}
	fmt.Fprintln(c.stdout, "wrote", filepath.ToSlash(file))
	return nil
}

var slugPath = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$`)

// isSlugPath tells whether a new page may have that name.
func isSlugPath(name string) error {
	if !slugPath.MatchString(strings.TrimSuffix(name, ".md")) {
		return fmt.Errorf("%q is not TOPIC/SLUG: use small letters, digits and hyphens, such as finding/trade-fairs", name)
	}
	return nil
}
