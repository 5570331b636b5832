package cli

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// schemas are the structs that authors' files fill, by their names.
var schemas = map[string]any{
	"playbook": playbook.FrontMatter{}, "site": playbook.Config{},
	"sources": playbook.Sources{}, "glossary": playbook.Glossary{}, "bands": playbook.Bands{},
}

func printSchema(w io.Writer, kind string) error {
	data, err := json.MarshalIndent(schema.JSON("Fieldbook "+kind, schemas[kind]), "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, string(data))
	return err
}

func (c *commands) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [playbook|site|sources|glossary|bands]",
		Short: "Print the JSON Schema of the front matter, or of a YAML file",
		Args: cobra.MatchAll(cobra.MaximumNArgs(1), func(_ *cobra.Command, args []string) error {
			if len(args) > 0 && schemas[args[0]] == nil {
				names := slices.Sorted(maps.Keys(schemas))
				return fmt.Errorf("%q has no schema; it is one of %s\n%s", args[0], strings.Join(names, ", "), diag.DidYouMean(diag.Nearest(args[0], names)))
			}
			return nil
		}),
		ValidArgs: []string{"playbook", "site", "sources", "glossary", "bands"},
		RunE: func(_ *cobra.Command, args []string) error {
			kind := "playbook"
			if len(args) > 0 {
				kind = args[0]
			}
			if err := printSchema(c.stdout, kind); err != nil {
				c.fail(err, nil)
			}
			return nil
		},
	}
}

func (c *commands) wordsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "words [LANGUAGE]",
		Short: "Print the words of the interface, for a words.yaml of your own",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			language := i18n.Default
			if len(args) > 0 {
				language = args[0]
			}
			data, err := i18n.New(language).Source()
			if err != nil {
				c.fail(err, nil)
				return nil
			}
			fmt.Fprint(c.stdout, string(data))
			return nil
		},
	}
}

// licenses are those of the modules that the program is linked with.
//
//go:embed licenses.txt
var licenses string

func (c *commands) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "licenses",
		Short: "Print the licences of what this program is made of",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(c.stdout, licenses)
			return nil
		},
	}
}
