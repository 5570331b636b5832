package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"

	"fieldbook/generator/scaffold"
)

// TestMadeFrom: a site names the repository and the tag of the program that began it,
// and never one that nobody can fetch.
func TestMadeFrom(t *testing.T) {
	for _, c := range [][4]string{
		{"github.com/acme/fieldbook", "v1.2.3", "acme/fieldbook", "v1.2.3"},
		{"github.com/acme/fieldbook", "v1.2.3-rc.1", "acme/fieldbook", "v1.2.3-rc.1"},
		{"github.com/acme/fieldbook", "v1.2.4-0.20260601182631-00ed12fed2a6", "acme/fieldbook", ""},
		{"github.com/acme/fieldbook", "v1.2.3+dirty", "acme/fieldbook", ""},
		{"github.com/acme/fieldbook", "(devel)", "acme/fieldbook", ""},
		{"github.com/acme/tools/fieldbook", "v1.2.3", unknownProgram, ""},
		{"example.org/acme/fieldbook", "v1.2.3", unknownProgram, ""},
		{"fieldbook", "v1.2.3", unknownProgram, ""},
	} {
		if repo, tag := madeFrom(c[0], c[1]); repo != c[2] || tag != c[3] {
			t.Errorf("%s %s: %q %q", c[0], c[1], repo, tag)
		}
	}
}

// TestPublishingFiles: what hosts read of a new site is whole, names its version
// once, and its shell lines are the shell's.
func TestPublishingFiles(t *testing.T) {
	sh, dir := needed(t, "sh"), t.TempDir()
	if _, err := scaffold.Site(dir, scaffold.Options{Title: "T", Language: "en", Program: "acme/fieldbook", Version: "v1.2.3"}); err != nil {
		t.Fatal(err)
	}
	read := func(name string, parse func([]byte, any) error, into any) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = parse(text, into)
		}
		if err != nil || strings.Count(string(text), "v1.2.3\"") != 1 {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
	var workflow struct {
		Jobs map[string]struct{ Steps []struct{ Run string } }
	}
	read(".github/workflows/pages.yml", func(b []byte, v any) error { return yaml.Unmarshal(b, v) }, &workflow)
	var netlify struct{ Build struct{ Command string } }
	read("netlify.toml", toml.Unmarshal, &netlify)
	lines := []string{netlify.Build.Command}
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			lines = append(lines, step.Run)
		}
	}
	for _, line := range lines {
		if err := said(exec.Command(sh, "-n", "-c", line)); err != nil {
			t.Errorf("%v: %s", err, line)
		}
	}
	if len(lines) < 5 {
		t.Errorf("%d commands", len(lines))
	}
}
