package content

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// TestConflictsInData: git's marks in a file of data are a mistake, and the first
// version is read.
func TestConflictsInData(t *testing.T) {
	const marks = "<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> other\n"
	dir := t.TempDir()
	for name, text := range map[string]string{"index.md": "# A\n", SourcesFile: fmt.Sprintf(marks, "works: [{id: P, title: One}]", "works: [{id: Q, title: Two}]"), WordsFile: fmt.Sprintf(marks, "pages: {linkToSection: One}", "pages: {linkToSection: Two}")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	own, err := LoadInterface(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []diag.List{tree.Diagnostics, own.Diagnostics} {
		if len(list) != 1 || list[0].Severity != diag.Error || !strings.HasPrefix(list[0].Message, "git's marks") || list[0].Pos.Line != 1 {
			t.Error(list)
		}
	}
	if len(tree.Sources.Works) != 1 || tree.Sources.Works[0].ID.Value != "P" {
		t.Error(tree.Sources)
	}
	if got := own.Words.Say("linkToSection"); got != "One" {
		t.Error(got)
	}
}

// TestInterfaceSlips: a language by its name, and words in no part that there is, are told.
func TestInterfaceSlips(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{ConfigFile: "title: A\nlanguage: Deutsch\n", WordsFile: "page:\n  linkToSection: x\npages:\n  linkToSectoin: y\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	own, err := LoadInterface(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range own.Diagnostics.Sorted() {
		got = append(got, fmt.Sprintf("%s:%d:%d %s: %s (%s)", filepath.Base(d.Path), d.Pos.Line, d.Pos.Col, d.Severity, d.Message, d.Hint))
	}
	if want := []string{
		`site.yaml:2:11 warning: was this meant? the language "Deutsch" is no tag of a language, and the words are English (write de)`,
		`words.yaml:1:1 error: unknown part "page" (did you mean pages?)`,
		`words.yaml:4:3 error: unknown word "linkToSectoin" (did you mean linkToSection?)`,
	}; !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}
