package schema

import (
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// slipped gives what is said of a text that stands from line 2 on, and what is read
// of it all the same.
func slipped(text string) (said, read string) {
	r := diag.NewReporter("x")
	root := ParseYAML([]byte(text), 2, r)
	for _, d := range r.List().Sorted() {
		said += strings.TrimPrefix(d.String(), "x:") + " (" + d.Hint + ")\n"
	}
	if root != nil {
		var v any
		if err := root.Decode(&v); err != nil {
			return said, err.Error()
		}
		read = strings.TrimSpace(strings.ReplaceAll(fmt.Sprint(v), "map[", "["))
	}
	return said, read
}

// TestSlips: a writer's mistake is told in their words, at its place and alone, with
// what to write; and all else is read.
func TestSlips(t *testing.T) {
	for name, c := range map[string]struct{ text, said, read string }{
		"a colon in a text": {"title: Sales: the first call\nowner: Ann\n",
			"2:8: error: the text of title contains a colon and a space, which part a key from its value (put the text in quotes)\n", "[owner:Ann title:Sales: the first call]"},
		"a key too deep": {"title: A\n  owner: B\n  order: 2\n",
			"3:3: error: the key \"owner\" is indented deeper than \"title\" in line 2, which has a value (begin it at the start of the line)\n", "[order:2 owner:B title:A]"},
		"a key between two": {"list:\n  - id: a\n   ask: B\n   why: C\n",
			"4:4: error: the key \"ask\" is indented by 3 spaces, \"id\" in line 3 above it by 4 (indent it by 4 spaces)\n", "[list:[[ask:B id:a why:C]]]"},
		"a key below its dash": {"list:\n  - id: a\n  ask: B\n    why: C\n",
			"4:3: error: the key \"ask\" is indented by 2 spaces, \"id\" in line 3 above it by 4 (indent it by 4 spaces)\n", "[list:[[ask:B id:a why:C]]]"},
		"an item too deep": {"list:\n  - id: a\n    ask: B\n   - id: b\n     ask: C\n",
			"5:4: error: the key \"id\" is indented by 3 spaces, \"id\" in line 3 above it by 2 (indent it by 2 spaces)\n", "[list:[[ask:B id:a] [ask:C id:b]]]"},
		"a first key that is indented": {"  title: A\nowner: B\n",
			"3:1: error: the key \"owner\" is indented by 0 spaces, \"title\" in line 2 above it by 2 (indent it by 2 spaces)\n", "[owner:B title:A]"},
		"a cut colon at the end":    {"owner: A\ntitle:Size\n", "3:1: error: no space follows the colon of title (write title: Size)\n", "[owner:A title:Size]"},
		"a cut colon at the start":  {"title:Size\nowner: A\n", "2:1: error: no space follows the colon of title (write title: Size)\n", "[owner:A title:Size]"},
		"a cut colon in a list":     {"list:\n  - id:a\n    ask: B\n", "3:5: error: no space follows the colon of id (write id: a)\n", "[list:[[ask:B id:a]]]"},
		"half a key":                {"title: A\nown\norder: 2\n", "3:1: error: \"own\" has no colon (write own: and a value)\n", "[order:2 title:A]"},
		"half a key with its value": {"title: A\nlist\n  - a\n", "3:1: error: \"list\" has no colon (write list: and a value)\n", "[list:[a] title:A]"},
		"a text that is not indented": {"title: A\nand what follows\norder: 2\n",
			"3:1: error: \"and what follows\" has no colon (write key: value; a text that goes on in this line is indented)\n", "[order:2 title:A]"},
		"a text that goes on": {"title: A text\n  that goes\n  on to say: this\norder: 2\n",
			"4:12: error: a text that goes on in this line contains a colon and a space (put all of the text in quotes)\n", "[order:2 title:A text that goes]"},
		"clever quotes and a colon": {"title: “Sales: first”\nowner: A\n",
			"2:8: error: title stands in quotation marks of a word processor, which are letters to YAML (write \"Sales: first\")\n", "[owner:A title:Sales: first]"},
		"clever quotes": {"title: „Größe“\n",
			"2:8: warning: was this meant? the quotation marks of a word processor are letters to YAML: „Größe“ (write \"Größe\", or leave the marks out; to show them, put straight ones around them too)\n", "[title:„Größe“]"},
		"quotes that are shown":      {"title: '„Größe“'\nowner: the “big” one\n", "", "[owner:the “big” one title:„Größe“]"},
		"an open quote":              {"title: \"Sales\nowner: A\n", "2:8: error: the quotation mark is not closed (write \" at its end too)\n", "[owner:A title:Sales]"},
		"a text after a quote":       {"title: \"Sales\" and more\nowner: A\n", "2:8: error: text follows the quotation mark that closes title (put the text in quotes)\n", "[owner:A title:\"Sales\" and more]"},
		"an open list":               {"title: A\ntags: [a, b\nowner: B\n", "3:7: error: the bracket is not closed (write ] at its end)\n", "[owner:B tags:[a b] title:A]"},
		"a list without end":         {"title: A\ntags: [\n", "3:7: error: the bracket is not closed (write ] at its end)\n", "[tags:[] title:A]"},
		"a star":                     {"title: *New*\nowner: A\n", "2:8: error: title begins with *, which begins no text in YAML (put the text in quotes)\n", "[owner:A title:*New*]"},
		"a sign in a list":           {"tags: [a, `b`, @c]\nowner: A\n", "2:11: error: \"`b`\" begins with `, which begins no text in YAML (put it in quotes)\n", "[owner:A tags:[a `b` @c]]"},
		"a sign in a mapping":        {"if: {two: > 50}\nowner: A\n", "2:11: error: \"> 50\" begins with >, which begins no text in YAML (put it in quotes)\n", "[if:[two:> 50] owner:A]"},
		"a backslash":                {"title: \"C:\\Users\"\nowner: A\n", "2:8: error: a backslash between \" and \" begins a sign of its own (write '…' in the place of \"…\")\n", "[owner:A title:\"C:\\Users\"]"},
		"an item that goes on":       {"tags:\n- a\n - b\n", "4:2: warning: was this meant? \"- b\" goes on with the text of the line above, since it is indented deeper (indent the item as the one above it)\n", "[tags:[a - b]]"},
		"two mistakes":               {"title: A: b\nown\norder: 2\n", "2:8: error: the text of title contains a colon and a space, which part a key from its value (put the text in quotes)\n3:1: error: \"own\" has no colon (write own: and a value)\n", "[order:2 title:A: b]"},
		"a no-break space":           {"title:\u00a0Size\nlist:\n\u00a0 - id:\u00a0a\nowner: A\u00a0B\n", "2:7: error: a no-break space, which parts and indents nothing in YAML (write a plain space)\n", "[list:[[id:a]] owner:A\u00a0B title:Size]"},
		"a dash of a word processor": {"list:\n  – id: a\n    ask: B\n  – id: b\n    ask: C\n", "3:3: error: the item begins with a dash of a word processor (write -)\n5:3: error: the item begins with a dash of a word processor (write -)\n", "[list:[[ask:B id:a] [ask:C id:b]]]"},
		"tabs":                       {"list:\n\t- a\nowner: A\n", "3:1: error: a tab in the indentation (indent with spaces)\n", "[list:[a] owner:A]"},
		"what nobody names":          {"title: A\nlist: [a, b: c: d]\norder: 2\n", "3:15: error: neither a comma nor ] follows here (put a text that contains a colon, a quote or a bracket in quotes)\n", "[order:2 title:A]"},
	} {
		said, read := slipped(c.text)
		if said != c.said || read != c.read {
			t.Errorf("%s:\n%s%s\nwant\n%s%s", name, said, read, c.said, c.read)
		}
	}
}

// TestSlipsEnd: what is wrong everywhere ends, and gives places in the text.
func TestSlipsEnd(t *testing.T) {
	for _, text := range []string{strings.Repeat("a: b: c\n", 1000), strings.Repeat(" ", 500) + "]", "]\n]\n]\n", "\"", "- \"\n", "{", "[", "a: [", "\n\n&\n", strings.Repeat("- ", 99) + "a: b: c", "a:\n" + strings.Repeat("  b: c: d\n", 50)} {
		r := diag.NewReporter("x")
		ParseYAML([]byte(text), 1, r)
		lines := strings.Count(text, "\n") + 1
		for _, d := range r.List() {
			if d.Pos.Line < 1 || d.Pos.Line > lines || d.Pos.Col < 1 {
				t.Errorf("%.20q: %v", text, d)
			}
		}
		if n := len(r.List()); n == 0 || n > maxSlips {
			t.Errorf("%.20q: %d mistakes", text, n)
		}
	}
}
