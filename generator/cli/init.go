package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"fieldbook/generator/scaffold"
	"fieldbook/generator/slug"
)

// initCommand begins a site.
type initCommand struct {
	*program
	scaffold.Options
}

func (c *initCommand) flags() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "init [DIR]",
		Short:   "Begin a site: content, settings and all that publishes it; never overwrites",
		Example: "  fieldbook init handbook --title \"Our handbook\" --language de\n  cd handbook\n  fieldbook serve",
		Args:    cobra.MaximumNArgs(1),
		PreRunE: func(*cobra.Command, []string) error { return c.prepare() },
	}
	cmd.Flags().StringVar(&c.Title, "title", "", "the site's name (default: made of the folder's)")
	cmd.Flags().StringVar(&c.Language, "language", scaffold.Languages[0], "the language of the content: "+strings.Join(scaffold.Languages, ", ")+" have content to begin with")
	cmd.Flags().StringVar(&c.From, "from", "", "sample: begin with the content that Fieldbook shows itself with; review: with a review of a small firm's IT, in English")
	program := unknownProgram
	if info, ok := debug.ReadBuildInfo(); ok {
		program, c.Version = madeFrom(info.Main.Path, cmp.Or(release, info.Main.Version))
	}
	cmd.Flags().StringVar(&c.Program, "program", program, "the repository on GitHub that holds Fieldbook, from which hosts build it")
	return cmd
}

// unknownProgram stands where the program's repository must be named.
const unknownProgram = "OWNER/fieldbook"

var (
	repository = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$`)
	// tagged is a version that has a tag: neither a commit's nor one with changes.
	tagged = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[A-Za-z][0-9A-Za-z.]*)?$`)
)

// madeFrom tells the repository on GitHub and the tag that this program was built
// from, as far as its module tells them.
func madeFrom(module, version string) (repo, tag string) {
	repo = strings.TrimPrefix(module, "github.com/")
	if repo == module || !repository.MatchString(repo) {
		return unknownProgram, ""
	}
	if !tagged.MatchString(version) {
		version = ""
	}
	return repo, version
}

// prepare checks the flags.
func (c *initCommand) prepare() error {
	if c.From != "" && !slices.Contains(scaffold.Starters, c.From) {
		return fmt.Errorf("--from %q is not known; it is %s, or left out", c.From, strings.Join(scaffold.Starters, " or "))
	}
	if _, err := language.Parse(c.Language); err != nil {
		return fmt.Errorf("--language %q is not a language such as en, de or es", c.Language)
	}
	if !utf8.ValidString(c.Title) || strings.ContainsFunc(c.Title, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return errors.New("--title holds letters that are none: tabs, line ends or bytes that are not UTF-8")
	}
	if !repository.MatchString(c.Program) {
		return fmt.Errorf("--program %q is not OWNER/NAME", c.Program)
	}
	return nil
}

func (c *initCommand) run(args []string) error {
	dir := append(args, ".")[0]
	c.Title = strings.TrimSpace(c.Title)
	if c.Title == "" {
		if abs, err := filepath.Abs(dir); err == nil {
			c.Title = slug.Title(filepath.Base(abs))
		}
	}
	c.Today = time.Now().Format(time.DateOnly)
	c.Schemas = map[string][]byte{}
	for kind := range schemas {
		if kind == "playbook" {
			continue // front matter, which editors have no schema for
		}
		text, err := json.MarshalIndent(schemaOf(kind), "", "  ")
		if err != nil {
			return err
		}
		c.Schemas[kind] = append(text, '\n')
	}
	done, err := scaffold.Site(dir, c.Options)
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
		return err
	}
	fmt.Fprintln(c.stdout)
	if dir != "." {
		fmt.Fprintf(c.stdout, "cd %s\n", filepath.ToSlash(dir))
	}
	fmt.Fprintln(c.stdout, "fieldbook serve    # the site at http://127.0.0.1:1313/, following every change")
	if c.Program == unknownProgram {
		fmt.Fprintln(c.stdout, "\nTo publish from GitHub or Netlify, put the repository that holds Fieldbook in the\nplace of "+unknownProgram+" in .github/workflows/pages.yml and netlify.toml.")
	}
	return nil
}
