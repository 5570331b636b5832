package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"fieldbook/generator/build"
	"fieldbook/generator/i18n"
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

// TestNoWordLeft builds the site in other languages, and walks all that readers
// see or hear: no word of the English interface is left.
func TestNoWordLeft(t *testing.T) {
	for _, language := range []string{"de", "es"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("testdata/content")); err != nil {
			t.Fatal(err)
		}
		config, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "site.yaml"), bytes.Replace(config, []byte("language: en"), []byte("language: "+language), 1), 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := build.Project{Content: dir}.Build()
		if err != nil || r.Diagnostics.Errors() > 0 {
			t.Fatal(err, r.Diagnostics)
		}
		english, own := englishWords(language)
		seen := 0
		for _, f := range r.WithoutIndex() {
			content, err := f.Content()
			if err != nil {
				t.Fatal(err)
			}
			switch path.Ext(f.Path) {
			case ".html":
				for _, text := range readable(t, content) {
					seen++
					for name, pattern := range english {
						if pattern.MatchString(text) && !own[text] {
							t.Errorf("%s, %s: %q is the English %s", language, f.Path, text, name)
						}
					}
				}
			case ".js":
				for name, pattern := range english {
					if words := strings.Trim(pattern.String(), "^$"); len(words) > 9 && !strings.ContainsAny(words, "\\(") && bytes.Contains(content, []byte(words)) {
						t.Errorf("%s, %s holds the English %s", language, f.Path, name)
					}
				}
			}
		}
		if seen < 500 || len(english) < 150 {
			t.Errorf("only %d texts and %d words", seen, len(english))
		}
	}
}

// englishWords gives the words of the English interface that the language says
// otherwise, each as a pattern of a whole text; and all that the language says.
func englishWords(language string) (patterns map[string]*regexp.Regexp, own map[string]bool) {
	own = map[string]bool{}
	i18n.New(language).Each(func(_, text string) { own[text] = true })
	patterns = map[string]*regexp.Regexp{}
	i18n.New(i18n.Default).Each(func(name, text string) {
		if own[text] || !regexp.MustCompile(`[A-Za-z]{3}`).MatchString(regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(text, "")) {
			return
		}
		pattern := regexp.MustCompile(`\\\{[a-z]+\\\}`).ReplaceAllString(regexp.QuoteMeta(strings.TrimSpace(text)), ".+")
		patterns[name+" “"+text+"”"] = regexp.MustCompile("^" + pattern + "$")
	})
	return patterns, own
}

// readable gives what readers see or hear of a page: each text, and the
// attributes that name things.
func readable(t *testing.T, page []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "code" {
			texts = append(texts, strings.Join(strings.Fields(n.Data), " "))
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "aria-label", "title", "placeholder", "alt", "content":
				texts = append(texts, a.Val)
			}
		}
	}
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}
