package importer

import "testing"

// TestEachStyle: what a paragraph of Word is by the name of its style, headings a level
// lower in a document that has a title.
func TestEachStyle(t *testing.T) {
	for style, want := range map[string][2]string{
		"heading 1": {"h1", ""}, "heading 2": {"h2", ""}, "heading 5": {"h5", ""}, "heading 6": {"h6", ""}, "heading 7": {"h6", ""}, "heading 9": {"h6", ""},
		"heading": {"p", ""}, "heading 0": {"p", ""}, "heading 10": {"p", ""}, "heading a": {"p", ""},
		"title": {"h1", ""}, "caption": {"figcaption", ""},
		"source code": {"pre", ""}, "html preformatted": {"pre", ""}, "macro text": {"pre", ""}, "preformatted text": {"pre", ""}, "code": {"pre", ""}, "macro": {"pre", ""},
		"quote": {"p", "blockquote"}, "intense quote": {"p", "blockquote"}, "block text": {"p", "blockquote"},
		"normal": {"p", ""}, "": {"p", ""},
	} {
		for _, styles := range [][]*wordStyle{{{name: style}}, {{name: "my own"}, {name: style}}} {
			if name, around := (&word{}).element(styles); name != want[0] || around != want[1] {
				t.Errorf("%q is %s in %q, want %q", style, name, around, want)
			}
		}
	}
	for style, want := range map[string]string{"heading 1": "h2", "heading 5": "h6", "heading 9": "h6", "title": "h1"} {
		if name, _ := (&word{titled: true}).element([]*wordStyle{{name: style}}); name != want {
			t.Errorf("below a title %q is %s, want %s", style, name, want)
		}
	}
}

// TestEachSymbol: signs of typefaces of signs are those of Unicode, or told as one that
// is not known.
func TestEachSymbol(t *testing.T) {
	for code, want := range map[string]string{
		"F0E0": "→", "F0DF": "←", "F0FC": "✓", "F0FB": "✗", "F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F0FD": "☒", "F0B7": "•", "F0A7": "▪", "F04A": "🙂", "F0D8": "➢",
		"f0e0": "→", "E000": "�", "F8FF": "�", "F001": "�", "DFFF": "�", "F900": "\uf900", "0041": "A", "0026": "&amp;", "no": "�", "": "�", "12345": "�",
	} {
		if got := symbol(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}
