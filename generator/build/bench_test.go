package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// grown writes this repository's content n times into one folder, without the
// checklists, whose ids must be unique.
func grown(b *testing.B, n int) string {
	dir := b.TempDir()
	pages, err := filepath.Glob("../../content/*/*.md")
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		for _, page := range pages {
			data, err := os.ReadFile(page)
			if err != nil {
				b.Fatal(err)
			}
			_, body, _ := strings.Cut(string(data), "\n---\n")
			name := filepath.Join(dir, fmt.Sprintf("c%d", i), filepath.Base(filepath.Dir(page)), filepath.Base(page))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, []byte("# "+filepath.Base(page)+"\n\n"+body), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	return dir
}

// BenchmarkBuild stands beside BenchmarkFloor: the ratio of the two is what
// this program adds to reading, converting and writing.
func BenchmarkBuild(b *testing.B) {
	dir := grown(b, 50)
	b.ReportAllocs()
	for b.Loop() {
		p := Project{Content: dir, Lenient: true}
		r, err := p.Build()
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := p.Publish(r, filepath.Join(b.TempDir(), "out")); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFloor is the least that any generator must do.
func BenchmarkFloor(b *testing.B) {
	dir := grown(b, 50)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	b.ReportAllocs()
	for b.Loop() {
		out := b.TempDir()
		pages, err := filepath.Glob(dir + "/*/*/*.md")
		if err != nil || len(pages) == 0 {
			b.Fatal(err, len(pages))
		}
		for i, page := range pages {
			data, err := os.ReadFile(page)
			if err != nil {
				b.Fatal(err)
			}
			var html bytes.Buffer
			if err := md.Convert(data, &html); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, fmt.Sprint(i)), html.Bytes(), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
}
