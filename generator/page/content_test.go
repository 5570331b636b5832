package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/playbook"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden turns each page of testdata into its model and diagnostics. One that
// is named like a dialect is of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r := diag.NewReporter(filepath.Base(file))
			name := strings.TrimSuffix(file, filepath.Ext(file))
			reading := Reading{}
			if d, err := dialect.Of(filepath.Base(name)); err == nil {
				reading = Reading{Dialect: d.Name, RawHTML: true}
			}
			got := describe(t, Parse(filepath.Base(file), data, reading, r), r)
			golden := name + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("not as in %s; got:\n%s", golden, got)
			}
		})
	}
}

// TestEveryDialectHasAPage: what a dialect is read as is seen in a page of testdata.
func TestEveryDialectHasAPage(t *testing.T) {
	for _, word := range dialect.Plain.Values()[1:] {
		if files, _ := filepath.Glob("testdata/" + word + ".md*"); len(files) == 0 {
			t.Errorf("no testdata/%s.md: write one, and run TestGolden with -update", word)
		}
	}
}

func describe(t *testing.T, p *playbook.Playbook, r *diag.Reporter) []byte {
	t.Helper()
	var b bytes.Buffer
	r.List().Print(&b, -1)
	html := strings.ReplaceAll(p.Body.HTML, playbook.Placeholder, "¤")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	for _, part := range []any{p.FrontMatter, p.Sections, p.Body.Links} {
		if err := e.Encode(part); err != nil {
			t.Fatal(err)
		}
	}
	b.WriteString(html)
	return b.Bytes()
}

// FuzzParse looks for panics, and for positions outside the file.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.md", "../../content/*/*.md"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte("```00\n```\n"))
	f.Add([]byte("+++\ntitle = 1\n[a]\n[[a]]\na.b = {c = [1, 2]}\n+++\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := diag.NewReporter("x.md")
		p := Parse("x.md", data, Reading{RawHTML: true}, r)
		lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n"), "\n")
		check := func(at diag.Pos) {
			if at.Line < 0 || at.Line > len(lines)+1 || at.Line > 0 && at.Col < 1 {
				t.Fatalf("position %v lies outside the file of %d lines", at, len(lines))
			}
			if at.Line > 0 && at.Line <= len(lines) && at.Col > len(lines[at.Line-1])+2 {
				t.Fatalf("position %v lies outside its line %q", at, lines[at.Line-1])
			}
		}
		for _, d := range r.List() {
			check(d.Pos)
		}
		if p == nil {
			return
		}
		for _, l := range p.Body.Links {
			check(l.Pos)
		}
		var out bytes.Buffer
		err := playbook.Render(&out, p.Body.HTML, func(want byte, i int) string {
			switch want {
			case playbook.PlaceholderWord:
				return playbook.Words[i]
			}
			return p.Body.Links[i].Target
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
