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

func TestFromFileName(t *testing.T) {
	for name, want := range map[string]string{
		"": "Untitled", "--": "Untitled", "lead-lists": "Lead lists", "snake_case name": "Snake case name", "été": "Été", "x": "X", "Already Big": "Already Big",
	} {
		if got := Title(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
