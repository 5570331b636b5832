package cli

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"
)

// licenses are those of the modules that the program is linked with.
//
//go:embed licenses.txt
var licenses string

// licensesCommand prints them.
type licensesCommand struct{ *program }

func (c *licensesCommand) flags() *cobra.Command {
	return &cobra.Command{Use: "licenses", Short: "Print the licences of what this program is made of", Args: cobra.NoArgs}
}

func (c *licensesCommand) run([]string) error {
	_, err := io.WriteString(c.stdout, licenses)
	return err
}
