package slug

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSlug(t *testing.T) {
	for words, want := range map[string]string{
		"": "section", "???": "section", "  ": "section", "Set up": "set-up", "A & B": "a--b", "C++": "c", "snake_case - x": "snake_case---x",
		"ΟΔΟΣ": "οδοσ", "İzmir": "izmir", "日本 語": "日本-語", "é": "é", "e\u0301": "é", norm.NFD.String("한국어 지침"): "한국어-지침", "½ x": "-x", " 1. First ": "1-first",
	} {
		if got := Of(words); got != want {
			t.Errorf("%q becomes %q, want %q", words, got, want)
		}
	}
}

// TestEndings: the ending of a page may have several parts, and one of a template is told.
func TestEndings(t *testing.T) {
	for file, want := range map[string]string{
		"a/b.md": "a/b", "a.b.md": "a.b", "a.html.md": "a", "a/index.html.md.erb": "a/index", "a.md.erb": "a", "A.HTML.MD": "A", "a.markdown": "a", "a.html.erb": "a.html", ".md": "", "a": "a", "a.js.md": "a.js", ".html.md": ".html", "a.mdx": "a",
	} {
		if got := Stem(file); got != want {
			t.Errorf("%s without its ending is %q, want %q", file, got, want)
		}
	}
	for file, want := range map[string][2]bool{"a.md": {true, false}, "a.html.md": {true, false}, "a.html.md.erb": {true, true}, "a.md.erb": {true, true}, "a.html.erb": {false, false}, "a.erb": {false, false}, "a.png": {false, false}, "md": {false, false}} {
		if got := [2]bool{IsPage(file), IsTemplate(file)}; got != want {
			t.Errorf("%s: %v", file, got)
		}
	}
	if !IsIndex("a/index.html.md.erb") || !IsIndex("README.md") || IsIndex("a/index.html.erb") {
		t.Error("indexes")
	}
}

func TestFromFileName(t *testing.T) {
	for name, want := range map[string]string{
		"": "Untitled", "--": "Untitled", "lead-lists": "Lead lists", "snake_case name": "Snake case name", "été": "Été", "x": "X", "Already Big": "Already Big",
	} {
		if got := Title(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
