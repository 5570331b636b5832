package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"fieldbook/generator/build"
	"fieldbook/generator/output"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixture builds a small site that has each kind of page.
func fixture(t *testing.T) []output.File {
	t.Helper()
	r, err := build.Project{Content: "testdata/content"}.Build()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Errorf("%s", d)
	}
	return r.WithoutIndex()
}

// mark is the part of an address that changes with a style or a script.
var mark = regexp.MustCompile(`(assets/[a-z0-9-]+-)[A-Z0-9]{8}\.`)

var mainPart = regexp.MustCompile(`(?s)<main.*</main>`)

// TestGolden compares what is written with what was looked at and found right:
// of pages the main part, of the home page all, and data files.
func TestGolden(t *testing.T) {
	var got bytes.Buffer
	for _, f := range fixture(t) {
		if strings.HasPrefix(f.Path, "assets/") {
			continue
		}
		content, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		if path.Ext(f.Path) == ".html" && f.Path != "index.html" && f.Path != "money/budget.html" {
			if inner := mainPart.Find(content); inner != nil {
				content = inner
			}
		}
		fmt.Fprintf(&got, "-- %s --\n%s\n", f.Path, mark.ReplaceAll(content, []byte("${1}MARK.")))
	}
	const file = "testdata/site.golden"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, wanted := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(have), len(wanted)) {
		if i >= len(have) || i >= len(wanted) || have[i] != wanted[i] {
			t.Fatalf("line %d of %s (-update rewrites it):\n%.400s\nwant\n%.400s", i+1, file, at(have, i), at(wanted, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}
