package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"fieldbook/generator/content"
	"fieldbook/generator/playbook"
	"fieldbook/generator/scaffold"
	"fieldbook/generator/slug"
)

func (c *commands) initCommand() *cobra.Command {
	var o scaffold.Options
	var from string
	cmd := &cobra.Command{
		Use:     "init [DIR]",
		Short:   "Begin a site: content, settings and all that publishes it; never overwrites",
		Example: "  fieldbook init handbook --title \"Our handbook\" --language de\n  cd handbook\n  fieldbook serve",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if from != "" && from != "sample" {
				return fmt.Errorf("--from %q is not known; it is sample, or left out", from)
			}
			if _, err := language.Parse(o.Language); err != nil {
				return fmt.Errorf("--language %q is not a language such as en, de or es", o.Language)
			}
			if !utf8.ValidString(o.Title) || strings.ContainsFunc(o.Title, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
				return errors.New("--title holds letters that are none: tabs, line ends or bytes that are not UTF-8")
			}
			o.Title = strings.TrimSpace(o.Title)
			if !repository.MatchString(o.Program) {
				return fmt.Errorf("--program %q is not OWNER/NAME", o.Program)
			}
			o.Sample = from == "sample"
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			c.init(dir, o)
			return nil
		},
	}
	cmd.Flags().StringVar(&o.Title, "title", "", "the site's name (default: made of the folder's)")
	cmd.Flags().StringVar(&o.Language, "language", scaffold.Languages[0], "the language of the content: "+strings.Join(scaffold.Languages, ", ")+" have content to begin with")
	cmd.Flags().StringVar(&from, "from", "", "sample: begin with the content that Fieldbook shows itself with")
	cmd.Flags().StringVar(&o.Program, "program", unknownProgram, "the repository on GitHub that holds Fieldbook, from which hosts build it")
	return cmd
}

// unknownProgram stands where the program's repository must be named.
const unknownProgram = "OWNER/fieldbook"

var repository = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$`)

func (c *commands) init(dir string, o scaffold.Options) {
	if o.Title == "" {
		if abs, err := filepath.Abs(dir); err == nil {
			o.Title = slug.Title(filepath.Base(abs))
		}
	}
	o.Today = time.Now().Format(time.DateOnly)
	o.Schemas = map[string][]byte{}
	for kind := range schemas {
		if kind == "playbook" {
			continue // front matter, which editors have no schema for
		}
		var text bytes.Buffer
		if err := printSchema(&text, kind); err != nil {
			c.fail(err, nil)
			return
		}
		o.Schemas[kind] = text.Bytes()
	}
	done, err := scaffold.Site(dir, o)
	for _, name := range done.Written {
		fmt.Fprintln(c.stdout, "wrote", filepath.ToSlash(filepath.Join(dir, name)))
	}
	for _, name := range done.Kept {
		suffix := ""
		if strings.HasSuffix(name, "/") {
			suffix = "/"
		}
		fmt.Fprintln(c.stdout, "kept ", filepath.ToSlash(filepath.Join(dir, name))+suffix)
	}
	if err != nil {
		c.fail(err, nil)
		return
	}
	fmt.Fprintln(c.stdout)
	if dir != "." {
		fmt.Fprintf(c.stdout, "cd %s\n", filepath.ToSlash(dir))
	}
	fmt.Fprintln(c.stdout, "fieldbook serve    # the site at http://127.0.0.1:1313/, following every change")
	if o.Program == unknownProgram {
		fmt.Fprintln(c.stdout, "\nTo publish from GitHub or Netlify, put the repository that holds Fieldbook in the\nplace of "+unknownProgram+" in .github/workflows/pages.yml and netlify.toml.")
	}
}

func (c *commands) newCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "new", Short: "Write a starting file", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return errors.New("new what? playbook or checklist")
	}}
	for _, kind := range []string{"playbook", "checklist"} {
		var title string
		sub := &cobra.Command{
			Use:     kind + " TOPIC/SLUG",
			Short:   "Write a commented " + kind + "; never overwrites",
			Example: "  fieldbook new " + kind + ` finding/trade-fairs --title "Trade fairs"`,
			Args: func(_ *cobra.Command, args []string) error {
				if len(args) != 1 {
					return fmt.Errorf("name one new file, such as fieldbook new %s finding/trade-fairs", kind)
				}
				return isSlugPath(args[0])
			},
			RunE: func(cmd *cobra.Command, args []string) error {
				c.locate(cmd)
				if info, err := os.Stat(c.project.Content); err != nil || !info.IsDir() {
					c.fail(content.Missing(c.project.Content), nil)
					return nil
				}
				words, err := content.LoadInterface(c.project.Content)
				if err != nil {
					c.fail(err, nil)
					return nil
				}
				file, err := scaffold.Page(c.project.Content, strings.TrimSuffix(args[0], ".md"), kind, title, words.Language, playbook.CriterionKind("").Values())
				if err != nil {
					c.fail(err, nil)
					return nil
				}
				fmt.Fprintln(c.stdout, "wrote", filepath.ToSlash(file))
				return nil
			},
		}
		c.contentFlag(sub)
		sub.Flags().StringVar(&title, "title", "", "the page's title (default: made of SLUG)")
		cmd.AddCommand(sub)
	}
	return cmd
}

var slugPath = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$`)

// isSlugPath tells whether a new page may have that name.
func isSlugPath(name string) error {
	if !slugPath.MatchString(strings.TrimSuffix(name, ".md")) {
		return fmt.Errorf("%q is not TOPIC/SLUG: use small letters, digits and hyphens, such as finding/trade-fairs", name)
	}
	return nil
}
