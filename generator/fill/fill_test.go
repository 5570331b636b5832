package fill

import (
	"strings"
	"testing"
)

var files = map[string]string{
	"docs/x.md": "---\na: b\n---\n", "inc/part.md": "One.\n[l](in/a.md) ![](/b.png)\n# Head\n", "inc/lines.txt": "1\n2\n3\n4\n",
	"inc/sections.py": "a\n# --8<-- [start:mid]\nb\n# --8<-- [end:mid]\nc\n", "inc/loop.md": "L --8<--\n--8<-- \"inc/loop.md\"\n", "abbr.md": "*[A]: B\n",
	"inc/a.md": "A {% include-markdown \"b.md\" %} Z\n", "inc/b.md": "B\n", "README.md": "\ufeff---\nt: x\n---\r\nTop\r\n<!-- s -->\r\nin\r\n<!-- e -->\r\nend\r\n", "bin": "\x00",
}

func project() *Project {
	return &Project{
		Docs: "docs", Files: Files{Read: func(file string) ([]byte, bool) { text, ok := files[file]; return []byte(text), ok }},
		Snippets: &Snippets{Bases: []string{".", "inc"}}, Includes: NewIncludes("docs", "", ""), Values: &Values{}, Listings: &Listings{}, Objects: &Objects{},
		Value: func([]byte) func(string) (string, bool) {
			return func(name string) (string, bool) { return "v:" + name, strings.HasPrefix(name, "x") }
		},
	}
}

// TestPage puts files and values into a page.
func TestPage(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "", "--8<-- \"lines.txt\"": "1\n2\n3\n4", "-8<- 'lines.txt:2:3'": "2\n3", "--8<-- \"lines.txt:3\"": "3\n4", "--8<-- \"lines.txt::2\"": "1\n2", "--8<-- \"lines.txt:1:1,4:4\"": "1\n4",
		"a\n  --8<-- \"sections.py:mid\"\nb":             "a\n  b\nb",
		"```\n--8<-- \"sections.py\"\n```":               "```\na\nb\nc\n```",
		";--8<-- \"lines.txt\"":                          "--8<-- \"lines.txt\"",
		"--8<-- \"; lines.txt\"\nx":                      "\nx",
		"--8<--\nlines.txt:1:1\n\n; no\nabbr.md\n--8<--": "1\n*[A]: B",
		"x --8<-- \"lines.txt\"":                         "",
		"{% include-markdown \"../inc/part.md\" %}":      "One.\n[l](../inc/in/a.md) ![](/b.png)\n# Head\n",
		"{%\n  include-markdown '../inc/part.md'\n  heading-offset=2\n rewrite-relative-urls=false\n%}": "One.\n[l](in/a.md) ![](/b.png)\n### Head\n",
		"{% include \"../README.md\" start=\"<!-- s -->\\n\" end=\"<!-- e -->\" %}":                     "in\n",
		"  {% include-markdown \"../README.md\" trailing-newlines=false %}":                             "  Top\n  <!-- s -->\n  in\n  <!-- e -->\n  end",
		"{% include-markdown \"../inc/a.md\" %}":                                                        "A B\n Z\n",
		"{{ x }} {{x.y}} {{ x['y'] }} {{ y }} {{ x() }} {{ x | upper }}":                                "v:x v:x.y v:x.y {{ y }} {{ x() }} {{ x | upper }}",
		"{* ../inc/lines.txt ln[1,3:4] hl[2] *}":                                                        "```txt\n1\n3\n4\n```",
		"  {* inc/lines.txt *}\nx":                                                                      "  ```txt\n  1\n  2\n  3\n  4\n  ```\nx",
		"{# gone #}{% set y = \"why\" %}\nA {{ y }}":                                                    "A why",
		"---\nx: '{{ x }}'\n---\n{{ x }}":                                                               "---\nx: '{{ x }}'\n---\nv:x",
	} {
		s := project().Page("p.md", []byte(text))
		got := ""
		if s != nil {
			got = string(s.Text)
			for _, told := range s.Told {
				t.Errorf("%q: %s", text, told.Why)
			}
		}
		if strings.Contains(text, "set y") {
			got = strings.TrimSpace(got)
		}
		if got != want {
			t.Errorf("%q:\n%q\nwant\n%q", text, got, want)
		}
	}
}

// TestOtherSigns: a project may have others for its calls and values.
func TestOtherSigns(t *testing.T) {
	p := project()
	p.Includes, p.Values = NewIncludes("docs", "[%", "%]"), &Values{Open: "<<", Close: ">>"}
	s := p.Page("p.md", []byte("[% include '../inc/b.md' %]{% include '../inc/b.md' %} << x >> {{ x }}"))
	if got := string(s.Text); got != "B\n{% include '../inc/b.md' %} v:x {{ x }}" {
		t.Errorf("%q", got)
	}
}

// TestTold says what cannot be put into a page, once and at its place.
func TestTold(t *testing.T) {
	for text, want := range map[string]string{
		"a\n--8<-- \"none.md\"\nb":                            "none.md is not put here: there is no such file at --8<-- \"none.md\"",
		"::: a.b\n    options:\n      x: y\n\nend":            "what a program says of its own a.b is not here at ::: a.b\n    options:\n      x: y\n",
		"--8<-- \"bin\"":                                      "bin is not put here: the file is no text at --8<-- \"bin\"",
		"--8<-- \"sections.py:no\"":                           "sections.py:no is not put here: it has no section no at --8<-- \"sections.py:no\"",
		"--8<-- \"loop.md\"":                                  "inc/loop.md is not put here: it would stand in itself at --8<-- \"loop.md\"",
		"{{ x }} {% include-markdown \"p.md\" %}":             "p.md is not put here: it would stand in itself at {% include-markdown \"p.md\" %}",
		"{{ x }}{% include \"../../../etc/passwd\" %}{{ x }}": "../../../etc/passwd is not put here: the file lies outside of the project at {% include \"../../../etc/passwd\" %}",
	} {
		s := project().Page("p.md", []byte(text))
		var got []string
		for _, told := range s.Told {
			got = append(got, told.Why+" at "+string(s.Original[told.From:told.To]))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestOrigin: each byte knows where it stood, through all that was put there.
func TestOrigin(t *testing.T) {
	text := "---\nq: 1\n---\none {{ x }} two\n--8<-- \"lines.txt\"\nthree {{ x.y }}{{ x }}four"
	s := project().Page("p.md", []byte(text))
	for _, word := range []string{"q: 1", "one ", " two\n", "\nthree ", "four"} {
		at := strings.Index(string(s.Text), word)
		for i := range word {
			if from, _, own := s.Origin(at + i); !own || from != strings.Index(text, word)+i {
				t.Errorf("%q+%d: %d %v", word, i, from, own)
			}
		}
	}
	for made, call := range map[string]string{"v:x two": "{{ x }}", "2\n3": "--8<-- \"lines.txt\"", "v:x.y": "{{ x.y }}"} {
		from, to, own := s.Origin(strings.Index(string(s.Text), made))
		if own || text[from:to] != call {
			t.Errorf("%q: %q %v", made, text[from:to], own)
		}
	}
}

// TestMuch: what is put into a page is bounded, and takes time that grows with it.
func TestMuch(t *testing.T) {
	p := project()
	much := []byte(strings.Repeat("x", 100_000))
	p.Files.Read = func(string) ([]byte, bool) { return much, true }
	s := p.Page("p.md", []byte(strings.Repeat("--8<-- \"a\"\n", 20_000)))
	if len(s.Text) > room+100_000 || len(s.Told) < 10_000 {
		t.Error(len(s.Text), len(s.Told))
	}
}
