package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
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
	cmd.Flags().StringVar(&c.Host, "host", scaffold.Hosts[0], "what publishes it: "+strings.Join(scaffold.Hosts, ", "))
	c.Release = pinned()
	cmd.Flags().StringVar(&c.Release.Home, "program", c.Release.Home, "the address of the repository whose releases of Fieldbook publish it")
	return cmd
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
	if !slices.Contains(scaffold.Hosts, c.Host) {
		return fmt.Errorf("--host %q is not known; it is %s; for another one, leave it out, and bring it the public/ of fieldbook build", c.Host, strings.Join(scaffold.Hosts, ", "))
	}
	if c.Release.Home != "" && !repository.MatchString(c.Release.Home) {
		return fmt.Errorf("--program %q is not an address such as https://HOST/OWNER/NAME", c.Release.Home)
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
	fmt.Fprint(c.stdout, unpinned(c.Release))
	return nil
}

// unpinned tells what of a release is still to be named before it can publish a site.
func unpinned(r scaffold.Release) string {
	switch {
	case r.Home == "" || r.Version == "":
		return "\nThis program is no release, so that fieldbook.sh names none: before you publish,\nput the fieldbook.sh of a release in its place.\n"
	case r.Sums["linux-amd64"] == "":
		return "\nThis program does not know its release's sum for linux-amd64, which most hosts run:\nbefore you publish, put this in the place of fieldbook.sh:\n" + r.Home + "/releases/download/" + r.Version + "/fieldbook.sh\n"
	}
	return ""
}
