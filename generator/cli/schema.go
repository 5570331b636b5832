package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
)

// schemas are the structs that authors' files fill, by their names.
var schemas = map[string]any{
	"playbook": playbook.FrontMatter{}, "site": playbook.Config{},
	"sources": playbook.Sources{}, "glossary": playbook.Glossary{}, "bands": playbook.Bands{},
}

// schemaOf gives the JSON Schema of one of them.
func schemaOf(kind string) any { return schema.JSON("Fieldbook "+kind, schemas[kind]) }

// schemaCommand prints a schema.
type schemaCommand struct{ *program }

func (c *schemaCommand) flags() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [playbook|site|sources|glossary|bands]",
		Short: "Print the JSON Schema of the front matter, or of a YAML file",
		Args: cobra.MatchAll(cobra.MaximumNArgs(1), func(_ *cobra.Command, args []string) error {
			if len(args) > 0 && schemas[args[0]] == nil {
				names := slices.Sorted(maps.Keys(schemas))
				return fmt.Errorf("%q has no schema; it is one of %s\n%s", args[0], strings.Join(names, ", "), diag.Guess(args[0], names))
			}
			return nil
		}),
		ValidArgs: []string{"playbook", "site", "sources", "glossary", "bands"},
	}
}

func (c *schemaCommand) run(args []string) error {
	return c.printJSON(schemaOf(append(args, "playbook")[0]))
}
