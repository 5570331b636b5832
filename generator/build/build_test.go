package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// project is the content of this repository.
func project() Project {
	return Project{Content: "../../content", Templates: "../../templates"}
}

// built builds the repository's content.
func built(t testing.TB) *Result {
	t.Helper()
	r, err := project().Build()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Errorf("%s", d)
	}
	return r
}

// contents asks every file for its bytes.
func contents(t testing.TB, files []output.File) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range files {
		data, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Path] != nil {
			t.Errorf("%s is there twice", f.Path)
		}
		out[f.Path] = data
	}
	return out
}

// page is what a link may lead to.
type page struct {
	ids   map[string]bool
	links []string
}

func parse(t *testing.T, name string, data []byte) page {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := page{ids: map[string]bool{}}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && p.ids[a.Val]:
				t.Errorf("%s: id %s is there twice", name, a.Val)
			case a.Key == "id":
				p.ids[a.Val] = true
			case a.Key == "href" || a.Key == "src":
				p.links = append(p.links, a.Val)
			case a.Key == "content" && strings.HasPrefix(a.Val, "0; url="):
				p.links = append(p.links, strings.TrimPrefix(a.Val, "0; url="))
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				t.Errorf("%s: inline %s", name, a.Key)
			}
		}
	}
	return p
}

// TestLinksResolve follows every local link and anchor of the built site, at
// the root, below a sub-path, and from disk.
func TestLinksResolve(t *testing.T) {
	files := contents(t, built(t).Files())
	pages := map[string]page{}
	for name, data := range files {
		if path.Ext(name) == ".html" {
			pages[name] = parse(t, name, data)
		}
	}
	checked := 0
	for _, base := range []string{"https://example.org/", "https://example.org/some/sub/", "file:///some/folder/"} {
		for name, p := range pages {
			at, err := url.Parse(base + name)
			if err != nil {
				t.Fatal(err)
			}
			for _, link := range p.links {
				if name == site.NotFoundAddress { // shown at any address, of a site at the root of its host
					link = strings.TrimPrefix(link, "/")
				}
				u, err := at.Parse(link)
				if err != nil {
					t.Errorf("%s: %s: %v", name, link, err)
					continue
				}
				if u.IsAbs() && strings.Contains(link, ":") {
					continue // to another site
				}
				checked++
				target, inside := strings.CutPrefix(u.Scheme+"://"+u.Host+u.Path, base)
				if !inside || files[target] == nil {
					t.Errorf("%s: %s leads to no file", name, link)
					continue
				}
				if u.Fragment != "" && !pages[target].ids[u.Fragment] {
					t.Errorf("%s: %s leads to no anchor", name, link)
				}
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d links were found", checked)
	}
}

// TestOutputIsDeterministic builds twice, the second time with one processor
// and from the cache.
func TestOutputIsDeterministic(t *testing.T) {
	first := contents(t, built(t).Files())
	t.Setenv("TZ", "Pacific/Kiritimati")
	second := contents(t, built(t).Files())
	if !slices.Equal(slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(second))) {
		t.Fatal("the two builds have other files")
	}
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// TestFactsAreCovered holds the content against its sources: each fact has its
// anchor on the page of sources, and a page that cites it.
func TestFactsAreCovered(t *testing.T) {
	r := built(t)
	sources := parse(t, "sources.html", contents(t, r.Files())["sources.html"])
	n := 0
	for _, w := range r.Site.Sources.Works {
		for _, f := range w.Facts {
			n++
			if !sources.ids[f.ID.Value] {
				t.Errorf("no anchor for %s", f.ID)
			}
			cited := slices.ContainsFunc(r.Site.Citations.Citing(f.ID.Value), func(p *site.Page) bool { return p.Playbook != nil })
			if !cited {
				t.Errorf("no playbook cites %s", f.ID)
			}
		}
	}
	if n != 30 {
		t.Errorf("%d facts, want P1 to P12 and S1 to S18", n)
	}
}

// TestHeadersEverywhere holds the recipes for servers and _headers against the
// headers that the preview sends.
func TestHeadersEverywhere(t *testing.T) {
	guide, err := os.ReadFile("../../docs/publish/hosts.md")
	if err != nil {
		t.Fatal(err)
	}
	hosts := string(contents(t, built(t).Files())["_headers"])
	for _, h := range output.Headers {
		for _, line := range []string{fmt.Sprintf("add_header %s %q always;", h[0], h[1]), fmt.Sprintf("\t\t\t%s %q\n", h[0], h[1])} {
			if !strings.Contains(string(guide), line) {
				t.Errorf("a recipe lacks %s", line)
			}
		}
		if line := fmt.Sprintf("\n  %s: %s\n", h[0], h[1]); !strings.Contains(hosts, line) {
			t.Errorf("_headers lacks %s", line)
		}
	}
}

// TestTwoBuildsAtOnce lets builds write one folder together.
func TestTwoBuildsAtOnce(t *testing.T) {
	out := t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			p := project()
			r, err := p.Build()
			if err == nil {
				_, _, err = p.Publish(r, out)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	want := contents(t, built(t).Files())
	alone := t.TempDir()
	if _, _, err := project().Publish(built(t), alone); err != nil {
		t.Fatal(err)
	}
	worker, err := os.ReadFile(filepath.Join(alone, site.WorkerAddress)) // which tells of all others
	if err != nil {
		t.Fatal(err)
	}
	want[site.WorkerAddress] = worker
	same(t, out, want)
}

// same compares a published folder with what it should hold.
func same(t *testing.T, dir string, want map[string][]byte) {
	t.Helper()
	got := map[string]bool{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.Name() == ".fieldbook" {
				return filepath.SkipDir
			}
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		data, err := os.ReadFile(name)
		got[rel] = true
		if !bytes.Equal(data, want[rel]) {
			t.Errorf("%s is not as it should be", rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		if !got[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

// TestWorkerIsWhatTheSiteWants: a site that is kept for readers without a network
// has the worker, which answers for it; any other the one that takes it away.
func TestWorkerIsWhatTheSiteWants(t *testing.T) {
	for base, want := range map[string][2]bool{"https://example.org/": {true, false}, "": {false, true}} {
		p := project()
		p.Options.BaseURL = base
		r, err := p.Build()
		if err != nil {
			t.Fatal(err)
		}
		if base == "" {
			r.Site.BaseURL.Value = ""
		}
		out := t.TempDir()
		if _, _, err := p.Publish(r, out); err != nil {
			t.Fatal(err)
		}
		worker, err := os.ReadFile(filepath.Join(out, site.WorkerAddress))
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{bytes.Contains(worker, []byte(`"fetch"`)), bytes.Contains(worker, []byte("unregister"))}; got != want {
			t.Errorf("with the address %q the worker answers and takes away: %v, want %v", base, got, want)
		}
	}
}
