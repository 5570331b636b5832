package page

import "testing"

// TestFrontLines finds front matter as a page is read: behind blank lines, between other
// dashes, and where nothing closes it yet.
func TestFrontLines(t *testing.T) {
	for text, want := range map[string][2]int{
		"---\ntitle: a\n---\n":             {1, 2},
		"\ufeff\r\n---\r\ntitle: a\r\n---": {2, 3},
		"–––\ntitle: a\n---\nb\n":          {1, 2},
		"---\ntitle: a\n":                  {1, 3},
		"---":                              {1, 1},
		"+++\ntitle = 1\n+++\n":            {},
		"a\n---\n":                         {},
	} {
		first, last, ok := FrontLines([]byte(text))
		if got := [2]int{first, last}; got != want || ok != (want != [2]int{}) {
			t.Errorf("%q: %d %t, not %d", text, got, ok, want)
		}
	}
}
