//go:build unix

package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"fieldbook/generator/testfiles"
)

// files gives the published files of a folder.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.Name() == ".fieldbook" {
				return filepath.SkipDir
			}
			return nil // it is not there yet
		}
		rel, _ := filepath.Rel(dir, name)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		out[filepath.ToSlash(rel)] = data
		return nil
	})
	return out
}

func same(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(a[name], other) {
			return false
		}
	}
	return true
}

// missing follows what a reader can reach from the home page, and tells what is
// named and not there.
func missing(files map[string][]byte) []string {
	if files["index.html"] == nil {
		return nil // nobody can enter yet
	}
	var gone []string
	seen := map[string]bool{"index.html": true}
	next := []string{"index.html"}
	for ; len(next) > 0; next = next[1:] {
		at := next[0]
		for _, name := range named(at, files[at]) {
			if files[name] == nil {
				gone = append(gone, fmt.Sprintf("%s names %s, which is missing", at, name))
			}
			if !seen[name] && files[name] != nil {
				seen[name] = true
				next = append(next, name)
			}
		}
	}
	return gone
}

// named gives the files of the site that a file of it names.
func named(at string, data []byte) []string {
	switch {
	case at == "search/index.js":
		return shards(data)
	case path.Ext(at) != ".html":
		return nil
	}
	names := []string{"search/index.js"} // by the script that every page has
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for tokens.Next() != html.ErrorToken {
		for _, a := range tokens.Token().Attr {
			switch a.Key {
			case "href", "src", "action", "data-search", "data-dialog", "data-hits", "data-reading", "data-actions":
				u, err := url.Parse(a.Val)
				if err != nil || u.IsAbs() || u.Host != "" || u.Path == "" {
					continue
				}
				names = append(names, path.Join(path.Dir(at), u.Path))
			}
		}
	}
	return names
}

var overview = regexp.MustCompile(`^fieldbookIndex\("m",0,(.*)\)\n$`)

// shards gives the files that the search index is made of.
func shards(data []byte) []string {
	m := overview.FindSubmatch(data)
	var o struct{ Words, Pages, Dict string }
	if m == nil || json.Unmarshal(m[1], &o) != nil {
		return []string{"search/index.js that can be read"}
	}
	const mark = 5
	var names []string
	for kind, marks := range map[string]string{"w": o.Words, "p": o.Pages, "d": o.Dict} {
		for i := 0; i+mark <= len(marks); i += mark {
			names = append(names, fmt.Sprintf("search/%s%d-%s.js", kind, i/mark, marks[i:i+mark]))
		}
	}
	return names
}

// TestNamed makes sure that what is missing would be noticed.
func TestNamed(t *testing.T) {
	in := t.TempDir()
	testfiles.Write(t, filepath.Join(in, "one.md"), "# One\n\nSome words, [two](two.md).\n")
	testfiles.Write(t, filepath.Join(in, "two.md"), "# Two\n")
	out := filepath.Join(t.TempDir(), "public")
	if r := generate(t, in, "build", "--content", in, "--out", out); r.code != 0 {
		t.Fatal(r.said)
	}
	whole := files(t, out)
	if gone := missing(whole); len(gone) > 0 {
		t.Errorf("%q", gone)
	}
	for name := range whole {
		needed := strings.HasPrefix(name, "assets/") && !strings.Contains(name, "card-") && !strings.Contains(name, "icon-512-") ||
			strings.HasPrefix(name, "search/") || name == "one.html" || name == "two.html" || name == "site.webmanifest"
		without := files(t, out)
		delete(without, name)
		if noticed := len(missing(without)) > 0; needed && !noticed {
			t.Errorf("that %s is missing is not noticed", name)
		}
	}
}
