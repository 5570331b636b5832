package build

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"fieldbook/generator/content"
	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
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

// BenchmarkStages is the same stage by stage, with an empty cache, and BenchmarkStages/edit
// the whole after an edit, with a full one. .ci/bench compares them between commits.
func BenchmarkStages(b *testing.B) {
	dir := grown(b, 50)
	if err := os.WriteFile(filepath.Join(dir, "c0", "edited.md"), []byte("# Edited\n\nA lead.\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	stages := []struct {
		name string
		run  func(p Project, r *Result, out string) error
	}{
		{"read", func(p Project, _ *Result, _ string) error { _, err := p.Build(); return err }},
		{"index", func(_ Project, r *Result, _ string) error { return opened(r.Index()) }},
		{"render", func(_ Project, r *Result, _ string) error { return opened(r.Renderer.Pages()) }},
		{"publish", func(p Project, r *Result, out string) error { _, _, err := p.Publish(r, out); return err }},
		{"keep", func(p Project, _ *Result, _ string) error { return p.Cache.Save() }},
		{"edit", func(p Project, _ *Result, out string) error { return p.edited(out) }},
	}
	for _, stage := range stages {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				testfiles.Cache(b)
				p, out := Project{Content: dir, Lenient: true, Cache: content.KeptCache()}, filepath.Join(b.TempDir(), "out")
				r, err := p.before(stage.name, out)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if err := stage.run(p, r, out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// before runs what comes before a stage.
func (p Project) before(stage, out string) (*Result, error) {
	if stage == "read" {
		return nil, nil
	}
	r, err := p.Build()
	if err == nil && stage == "edit" {
		if _, _, err = p.Publish(r, out); err == nil {
			err = p.Cache.Save()
		}
	}
	return r, err
}

// edited builds again, as another program, after an edit of one page.
func (p Project) edited(out string) error {
	page := filepath.Join(p.Content, "c0", "edited.md")
	if err := os.WriteFile(page, fmt.Appendf(nil, "# Edited\n\nA lead.\n\nNow %s.\n", out), 0o644); err != nil {
		return err
	}
	p.Cache = content.KeptCache()
	r, err := p.Build()
	if err == nil {
		_, _, err = p.Publish(r, out)
	}
	return errors.Join(err, p.Cache.Save())
}

// opened makes all files.
func opened(files []output.File) error {
	for _, f := range files {
		if _, err := f.Content(); err != nil {
			return err
		}
	}
	return nil
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
