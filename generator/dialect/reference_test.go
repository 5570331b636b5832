package dialect

import (
	"cmp"
	"flag"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "write what is made from the program")

// TestReference holds the page of the documentation on the files and the front matter of
// other programs against what is read of them.
func TestReference(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\ntitle: Files and front matter of other programs\nshort: Other programs' keys\nsummary: By which files each is found, and what its keys become.\norder: 6\n---\n\n<!-- Made by go test ./generator/dialect -run TestReference -update -->\n\n")
	b.WriteString("[What is read of other programs](../move/programs.md) tells the rest. A file that is said to stand above is looked for in the folders above that of the pages, too.\n\n## Found by\n\n| program | files | pages of a whole project | or texts that have, among others, one of |\n|---|---|---|---|\n")
	for _, d := range all {
		var signs, folders []string
		for _, s := range d.signs {
			if told := s.told(); !slices.Contains(signs, told) {
				signs = append(signs, told)
			}
			if s.pages != "" && !slices.Contains(folders, s.pages) {
				folders = append(folders, s.pages)
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", d.Program, cmp.Or(strings.Join(signs, "; "), "–"), quoted(folders), quoted(d.like.has))
	}
	b.WriteString("\n## Front matter of all\n\n| key | becomes |\n|---|---|\n")
	for becomes, from := range becoming(renamed) {
		fmt.Fprintf(&b, "| %s | %s |\n", quoted(from), becomes)
	}
	fmt.Fprintf(&b, "\nNot shown, and no mistake: %s.\n\n## Front matter of one\n\n| program | keys | become |\n|---|---|---|\n", quoted(slices.Sorted(maps.Keys(unused))))
	for _, d := range all {
		for becomes, from := range becoming(d.keys) {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", d.Program, quoted(from), becomes)
		}
	}
	b.WriteString("\n## Files that are no pages\n\n| program | folders that are read though their names begin with a dot | files that only steer |\n|---|---|---|\n")
	for _, d := range all {
		if len(d.hidden)+len(d.controls) > 0 {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", d.Program, quoted(d.hidden), quoted(d.controls))
		}
	}
	testfiles.Kept(t, *update, "../../docs/reference/programs.md", b.String(), "go test ./generator/dialect -run TestReference")
}

// told says a sign in a sentence.
func (s sign) told() string {
	said := quoted(s.files)
	if s.says != nil {
		said += " that says so"
	}
	if s.beside != "" {
		said += " beside `" + s.beside + "`"
	}
	if s.up > 0 {
		said += fmt.Sprintf(", up to %d above", s.up)
	}
	if s.weak {
		said += ", where nothing else tells"
	}
	return said
}

// becoming gives what keys become, and which do, in order.
func becoming(to map[string]string) iter.Seq2[string, []string] {
	from := map[string][]string{}
	for key, name := range to {
		said := "`" + cmp.Or(renamed[name], name) + "`"
		if unused[name] {
			said = "not shown"
		}
		from[said] = append(from[said], key)
	}
	return func(yield func(string, []string) bool) {
		for _, said := range slices.Sorted(maps.Keys(from)) {
			slices.Sort(from[said])
			if !yield(said, from[said]) {
				return
			}
		}
	}
}

func quoted(words []string) string {
	if len(words) == 0 {
		return "–"
	}
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = "`` " + strings.NewReplacer("|", `\|`, "\n", "").Replace(w) + " ``"
		if !strings.ContainsAny(w, "`|") && w == strings.TrimSpace(w) {
			all[i] = "`" + w + "`"
		}
	}
	return strings.Join(all, ", ")
}
