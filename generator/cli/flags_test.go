package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestFlagsAreTried: each flag of each command stands in a line of a script, or of a
// test of this package, so that one that is lost fails it. What several commands share
// is one flag, and is tried with one of them.
func TestFlagsAreTried(t *testing.T) {
	var lines []string
	for _, pattern := range []string{"testdata/script/*.txtar", "*_test.go", "../faults/*_test.go", "../compat/*_test.go", "../../.ci/*", "../../editors/vscode/test/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if text, err := os.ReadFile(file); err == nil && file != "flags_test.go" {
				lines = append(lines, strings.Split(string(text), "\n")...)
			}
		}
	}
	tried, commands := 0, map[string]int{}
	for _, c := range (&program{}).root().Commands() {
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { commands[f.Name]++ })
	}
	for _, c := range (&program{}).root().Commands() {
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			tried++
			if !slices.ContainsFunc(lines, uses(c, f, commands[f.Name] > 1).MatchString) {
				t.Errorf("%s --%s is tried nowhere", c.Name(), f.Name)
			}
		})
	}
	if tried < 50 {
		t.Errorf("only %d flags", tried)
	}
}

func uses(c *cobra.Command, f *pflag.Flag, shared bool) *regexp.Regexp {
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "(--" + f.Name + "|-" + f.Shorthand + ")"
	}
	if shared {
		return regexp.MustCompile(`\b(fieldbook|run|build|check)\b.*["\s]` + name + `\b`)
	}
	return regexp.MustCompile(`\b` + c.Name() + `\b.*["\s]` + name + `\b`)
}
