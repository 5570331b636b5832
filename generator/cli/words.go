package cli

import (
	"github.com/spf13/cobra"

	"fieldbook/generator/i18n"
)

// wordsCommand prints the words of the interface.
type wordsCommand struct{ *program }

func (c *wordsCommand) flags() *cobra.Command {
	return &cobra.Command{Use: "words [LANGUAGE]", Short: "Print the words of the interface, for a words.yaml of your own", Args: cobra.MaximumNArgs(1)}
}

func (c *wordsCommand) run(args []string) error {
	data, err := i18n.New(append(args, i18n.Default)[0]).Source()
	if err == nil {
		_, err = c.stdout.Write(data)
	}
	return err
}
