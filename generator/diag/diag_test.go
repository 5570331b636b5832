package diag

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLines(t *testing.T) {
	l := NewLines([]byte("ab\né€x\n\nlast"))
	for offset, want := range map[int]Pos{-5: {1, 1}, 0: {1, 1}, 1: {1, 2}, 2: {1, 3}, 3: {2, 1}, 5: {2, 2}, 8: {2, 3}, 9: {2, 4}, 10: {3, 1}, 11: {4, 1}, 15: {4, 5}, 99: {4, 5}} {
		if got := l.At(offset); got != want {
			t.Errorf("byte %d is at %v, want %v", offset, got, want)
		}
	}
	if got := NewLines(nil).At(0); got != (Pos{1, 1}) {
		t.Errorf("%v", got)
	}
}

func TestDidYouMean(t *testing.T) {
	names := []string{"title", "summary", "order", "tags", "aliases", "if", "min", "Über"}
	for word, want := range map[string]string{
		"titel": "title", "tittle": "title", "summry": "summary", "Tags": "tags", "tag": "tags", "ordr": "order", "oder": "order", "über": "Über",
		"xyz": "", "": "", "ix": "if", "xx": "", "mi": "min", "minimum": "", "ttle": "title", "ttl": "title", "tl": "", strings.Repeat("t", 101): "",
	} {
		got := DidYouMean(Nearest(word, names))
		if want != "" {
			want = "did you mean " + want + "?"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean(Nearest("ab", []string{"abc", "ab"})); got != "did you mean ab?" {
		t.Errorf("the nearest is not taken: %s", got)
	}
}

func TestList(t *testing.T) {
	r := NewReporter("b.md")
	r.Errorf(Span{Pos: Pos{2, 3}}, "bad", "do this", "wrong\x1b[31m %s", "a\nb")
	r.Warnf(Span{}, "care", "", "careful")
	r.Softf(Span{Pos: Pos{1, 9}}, "dead", "", "dead")
	r.At(Span{Pos: Pos{1, 2}}, Diagnostic{Code: "put", Message: "placed", Soft: true})
	r.Add(Diagnostic{Path: "a.md", Code: "other", Message: "other", Severity: Warning})
	r.Add(Diagnostic{Path: "a.md", Code: "other", Message: "other", Severity: Warning})
	l := r.List()
	if l.Errors() != 3 || l.Lenient().Errors() != 1 || l.Errors() != 3 {
		t.Errorf("%d errors, %d lenient", l.Errors(), l.Lenient().Errors())
	}
	for warnings, want := range map[int]string{
		-1: "a.md: warning: other [other]\nb.md: warning: careful [care]\nb.md:1:2: error: placed [put]\nb.md:1:9: error: dead [dead]\nb.md:2:3: error: wrong [31m a b [bad]\n\thint: do this\n",
		1:  "a.md: warning: other [other]\nb.md:1:2: error: placed [put]\nb.md:1:9: error: dead [dead]\nb.md:2:3: error: wrong [31m a b [bad]\n\thint: do this\nand 1 more warning: the command check lists them all\n",
		2:  "a.md: warning: other [other]\nb.md: warning: careful [care]\nb.md:1:2: error: placed [put]\nb.md:1:9: error: dead [dead]\nb.md:2:3: error: wrong [31m a b [bad]\n\thint: do this\n",
	} {
		var b bytes.Buffer
		l.Print(&b, warnings)
		if b.String() != want {
			t.Errorf("%d warnings: %q, want %q", warnings, b.String(), want)
		}
	}
	if got := (Diagnostic{Path: "x", Span: Span{Pos: Pos{1, 2}}, Message: "m"}).Error(); got != "x:1:2: error: m" {
		t.Error(got)
	}
	if got := (&Failure{What: "w", Hint: "h"}).Error(); got != "w" {
		t.Error(got)
	}
}

func TestSorted(t *testing.T) {
	l := List{{Path: "b", Message: "x"}, {Path: "a", Span: Span{Pos: Pos{2, 1}}}, {Path: "a", Span: Span{Pos: Pos{1, 5}}}, {Path: "a", Span: Span{Pos: Pos{1, 2}}, Message: "z"}, {Path: "a", Span: Span{Pos: Pos{1, 2}}, Message: "y"}}
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Where()+d.Message)
	}
	if want := "a:1:2y a:1:2z a:1:5 a:2:1 bx"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if l[0].Path != "b" {
		t.Error("the list itself was sorted")
	}
}

// TestLongLine counts the characters of a line from a place near by, and to the
// same as from its start.
func TestLongLine(t *testing.T) {
	text := "x\n" + strings.Repeat("aé€\x80\xe2", 3000) + "\n" + strings.Repeat("\x80", 2000) + "\nend"
	l := NewLines([]byte(text))
	for offset := 0; offset < len(text); offset += 7 {
		start := strings.LastIndexByte(text[:offset], '\n') + 1
		want := Pos{strings.Count(text[:offset], "\n") + 1, utf8.RuneCountInString(text[start:offset]) + 1}
		if got := l.At(offset); got != want {
			t.Fatalf("byte %d is at %v, want %v", offset, got, want)
		}
	}
}
