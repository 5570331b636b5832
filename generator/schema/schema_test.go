package schema

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"fieldbook/generator/diag"
)

// sample has a field of each kind.
type sample struct {
	Name      string   `json:"name" doc:"Its name." required:"true"`
	Kind      string   `json:"kind" doc:"Its kind." enum:"apple,pear" default:"apple"`
	Count     int      `json:"count"`
	Place     float64  `json:"place"`
	Ready     bool     `json:"ready"`
	List      []string `json:"list"`
	Pair      []int    `json:"pair" len:"2"`
	Inner     *inner   `json:"inner"`
	Even      even     `json:"even"`
	Map       entries  `json:"map"`
	Skip      string
	diag.Span `json:"-"`
}

type inner struct {
	Text      string `json:"text"`
	diag.Span `json:"-"`
}

// even takes an even number of letters.
type even struct {
	Text string
	diag.Span
}

func (e *even) UnmarshalText(text []byte) error {
	e.Text = string(text)
	if len(text)%2 != 0 {
		return errors.New("wants pairs")
	}
	return nil
}

type entries []string

func (e *entries) AddEntry(key, value string, at diag.Span) error {
	*e = append(*e, key+"="+value)
	if value == "bad" {
		return errors.New("is bad")
	}
	return nil
}

func decode(text string) (sample, []string) {
	r := diag.NewReporter("x")
	var s sample
	Decode(ParseYAML([]byte(text), 1, r), []byte(text), &s, r)
	var lines []string
	for _, d := range r.List() {
		line := strings.TrimPrefix(d.String(), "x:")
		if d.Hint != "" {
			line += " (" + d.Hint + ")"
		}
		if d.Soft {
			line += " soft"
		}
		lines = append(lines, line)
	}
	return s, lines
}

// TestDecode fills a struct, and notes where things stand.
func TestDecode(t *testing.T) {
	s, said := decode("name: '  N '\nkind: pear\ncount: 3\nready: yes\nlist: [a, b]\npair: [1, 2]\nplace: 2.5\ninner: {text: &t x}\neven: *t\nmap: {k: v, l: *t}\n")
	if !slices.Equal(said, []string{"4:8: error: ready wants true or false, got yes (write true)", "8:15: error: even: wants pairs"}) {
		t.Errorf("%q", said)
	}
	if s.Name != "N" || s.Kind != "pear" || s.Count != 3 || s.Place != 2.5 || !slices.Equal(s.List, []string{"a", "b"}) || !slices.Equal(s.Pair, []int{1, 2}) || s.Inner.Text != "x" || !slices.Equal(s.Map, entries{"k=v", "l=x"}) {
		t.Errorf("%+v", s)
	}
	if s.Pos != (diag.Pos{Line: 1, Col: 1}) || s.Inner.Pos != (diag.Pos{Line: 8, Col: 8}) || s.Even.Pos != (diag.Pos{Line: 8, Col: 15}) {
		t.Errorf("places %v, %v, %v", s.Pos, s.Inner.Pos, s.Even.Pos)
	}
	s, said = decode("name: N\nkind:\nready: true\nlist: []\ninner:\n")
	if len(said) > 0 || s.Kind != "apple" || !s.Ready || s.List == nil || s.Pair != nil || s.Inner != nil {
		t.Errorf("%+v, %q", s, said)
	}
}

// TestDecodeSays what is wrong, each once and at its place.
func TestDecodeSays(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "1:1: error: missing name (Its name.)",
		"kind: pear":                          "1:1: error: missing name (Its name.)",
		"name:":                               "1:1: error: missing name (Its name.)",
		"- a":                                 "1:1: error: this wants a mapping, got a list",
		"text":                                "1:1: error: this wants a mapping, got text",
		"name: N\nnme: x":                     `2:1: error: unknown key "nme" (did you mean name?) soft`,
		"Name: N\nKIND: pear":                 `1:1: error: unknown key "Name" (did you mean name?) soft|2:1: error: unknown key "KIND" (did you mean kind?) soft`,
		"name: N\nzzzzzzzz: x":                `2:1: error: unknown key "zzzzzzzz" (known keys: name, kind, count, place, ready, list, pair, inner, even, map) soft`,
		"name: N\nname: M":                    `2:1: error: key "name" is there twice (keep one of the two)`,
		"name: N\nkind: aple":                 `2:7: error: unknown kind "aple" (did you mean apple?)`,
		"name: N\nkind: zzzzzz":               `2:7: error: unknown kind "zzzzzz" (one of apple, pear)`,
		"{name:N, count:x}":                   "1:2: error: no space follows the colon of name (write name: N)|1:10: error: no space follows the colon of count (write count: x)|1:16: error: count wants a whole number, got text",
		"name: N\ninner: {text:b}":            "2:9: error: no space follows the colon of text (write text: b)",
		"{name: N, place: 2,5}":               `1:18: error: place ends at the comma in "2,5": between braces it parts keys (write 2.5)`,
		"{name: N, place: 2, 5}":              `1:21: error: unknown key "5" (known keys: name, kind, count, place, ready, list, pair, inner, even, map) soft`,
		"{5, name: N}":                        `1:2: error: unknown key "5" (known keys: name, kind, count, place, ready, list, pair, inner, even, map) soft`,
		"name: {a: b}":                        "1:7: error: name wants text, got a mapping",
		"name: N\ncount: many":                "2:8: error: count wants a whole number, got text",
		"name: N\nplace: far":                 "2:8: error: place wants a number, got text",
		"name: N\nplace: .inf":                "2:8: error: place wants a number, got a number",
		"name: N\ncount: 1.5":                 "2:8: error: count wants a whole number, got a number",
		"name: N\ncount: true":                "2:8: error: count wants a whole number, got true or false",
		"name: N\nready: 1":                   "2:8: error: ready wants true or false, got a number",
		"name: N\nready: yes":                 "2:8: error: ready wants true or false, got yes (write true)",
		"name: N\nready: Off":                 "2:8: error: ready wants true or false, got Off (write false)",
		"name: N\nlist: a":                    "2:7: error: list wants a list, got text (put it in brackets: [a])",
		"name: N\nlist: {a: b}":               "2:7: error: list wants a list, got a mapping",
		"name: N\nlist: [a, [b]]":             "2:11: error: list wants text, got a list",
		"name: N\npair: [1]":                  "2:7: error: pair wants 2 values, got 1",
		"name: N\npair: [1, x]":               "2:11: error: pair wants a whole number, got text",
		"name: N\ninner: x":                   "2:8: error: inner wants a mapping, got text",
		"name: N\ninner: {txt: x}":            `2:9: error: unknown key "txt" (did you mean text?) soft`,
		"name: N\neven: odd":                  "2:7: error: even: wants pairs",
		"name: N\neven: [a]":                  "2:7: error: even wants a single value, got a list",
		"name: N\nmap: [a]":                   "2:6: error: map wants a mapping, got a list",
		"name: N\nmap: {a: bad}":              "2:10: error: a: is bad",
		"name: N\nmap: {a: b, a: c}":          `2:13: error: key "a" is there twice (keep one of the two)`,
		"name: N\nmap: {a: [b]}":              "2:10: error: a wants a single value, got a list",
		"name: N\nmap: {a: }":                 "2:10: error: a wants a single value, got nothing",
		"name: N\nmap: {[a]: b}":              "2:7: error: a key of map wants text, got a list",
		"name: N\n\tkind: pear":               "2:1: error: a tab in the indentation (indent with spaces)",
		"name: a: b":                          "1:7: error: the text of name contains a colon and a space, which part a key from its value (put the text in quotes)",
		"name: N\n---\nname: M":               "2:1: error: a second YAML document (keep one of them)",
		"name: @x":                            "1:7: error: name begins with @, which begins no text in YAML (put the text in quotes)",
		"---\nname: N":                        "",
		"name: N\n#\tcomment\n\t\nkind: pear": "",
	} {
		_, said := decode(text)
		if got := strings.Join(said, "|"); got != strings.TrimSuffix(want, "|") {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
	r := diag.NewReporter("x")
	var s sample
	Decode(ParseYAML([]byte("name: N\n\ncount: x\n"), 4, r), nil, &s, r)
	ParseYAML([]byte("a: 1\n---\nb: 2\n"), 4, r)
	ParseYAML([]byte("a: b: c\n"), 4, r)
	var at []int
	for _, d := range r.List() {
		at = append(at, d.Pos.Line)
	}
	if !slices.Equal(at, []int{6, 5, 4}) {
		t.Errorf("text that begins on line 4 has its mistakes on lines %v", at)
	}
}

// TestSpans: what is wrong is marked as far as it reaches, and not the comment behind it.
func TestSpans(t *testing.T) {
	for _, c := range [][2]string{
		{`abc`, ` # d`}, {`"a\"b"`, ` # "d"`}, {`"a\\b"`, ` # "`}, {`'a''b'`, ` # 'd'`}, {`'ab\'`, ` # 'd'`},
		{`[a, "b]", c]`, ` # d]`}, {`[a, [b], ']']`, ` # ]`}, {`{a: b, c: '}'}`, ` # }`}, {`[it's, b]`, ` # it's]`},
	} {
		text := "name: N\neven: " + c[0] + c[1] + "\n"
		r := diag.NewReporter("x")
		var s sample
		Decode(ParseYAML([]byte(text), 1, r), []byte(text), &s, r)
		found := r.List()
		if len(found) != 1 {
			t.Errorf("%s: %v", text, found)
			continue
		}
		want := diag.Span{Pos: diag.Pos{Line: 2, Col: 7}, End: diag.Pos{Line: 2, Col: 7 + len(c[0])}}
		if found[0].Span != want {
			t.Errorf("%s marks %v, want %v", text, found[0].Span, want)
		}
	}
}

// TestComments: what was meant as text and is a comment to YAML is asked about; what
// looks like a comment is one.
func TestComments(t *testing.T) {
	for text, asked := range map[string]bool{
		"name: size #5": true, "name: size # 5": false, "name: size ##": false, "name: size #! 5": false, "name: size #": false, `name: "size" #5`: false,
		"name: N\nkind: #5": true, "name: N\nkind: # 5": false, "name: N\nkind: ##": false, "name: N\nkind: #!5": false, "name: N\nkind: #": false,
	} {
		if _, said := decode(text); (len(said) > 0) != asked || asked && !strings.Contains(said[0], " comment") {
			t.Errorf("%q: %q", text, said)
		}
	}
}

// TestNothingInAList is no name.
func TestNothingInAList(t *testing.T) {
	text := "evens: [ab, ~, cd]"
	r := diag.NewReporter("x")
	var s struct {
		Evens []even `json:"evens"`
	}
	Decode(ParseYAML([]byte(text), 1, r), []byte(text), &s, r)
	if found := r.List(); len(found) != 1 || found[0].String() != "x:1:13: error: evens wants a single value, got nothing" {
		t.Error(found)
	}
}

// TestJSON prints the same struct as a JSON Schema.
func TestJSON(t *testing.T) {
	data, err := json.Marshal(JSON("Sample", sample{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"title":"Sample"`, `"required":["name"]`, `"enum":["apple","pear"]`, `"default":"apple"`, `"description":"Its name."`, `"count":{"type":"integer"}`, `"place":{"type":"number"}`, `"ready":{"type":"boolean"}`, `"additionalProperties":false`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in %s", want, data)
		}
	}
	if strings.Contains(string(data), "kip\"") || strings.Contains(string(data), "Pos") {
		t.Errorf("%s", data)
	}
}

// TestAt tells what may stand below a key: keys, words, or anything.
func TestAt(t *testing.T) {
	for path, want := range map[string]string{
		"":           "name kind count place ready list pair inner even map",
		"kind":       "Its kind.: apple|pear",
		"name":       "Its name.:",
		"ready":      ": true|false",
		"pair":       "many :",
		"inner":      ":text",
		"inner text": ":",
		"even":       ":",
		"map":        ":",
		"name text":  "nothing",
		"nme":        "nothing",
		"inner nope": "nothing",
	} {
		p, ok := At(&sample{}, strings.Fields(path)...)
		var keys []string
		for _, f := range p.Keys {
			keys = append(keys, f.Key)
		}
		got := p.Field.Tag.Get("doc") + ":" + strings.Join(keys, " ")
		switch {
		case !ok:
			got = "nothing"
		case path == "":
			got = strings.Join(keys, " ")
		case p.Values != nil:
			got += " " + strings.Join(p.Values, "|")
		}
		if p.Many {
			got = "many " + got
		}
		if got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
