package i18n

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// Change takes a site's own words, in the form of the catalogues. Mistakes go
// to r.
func (c *Catalog) Change(data []byte, r *diag.Reporter) {
	own, err := parse(data)
	if err != nil {
		r.Errorf(lineIn(err, data), "not-words", "write pages: and scripts:, each with name: text", "not a list of words: %v", err)
		return
	}
	places := places(data)
	for _, part := range slices.Sorted(maps.Keys(places)) {
		if !strings.Contains(part, ".") && part != "pages" && part != "scripts" {
			r.Softf(places[part], "unknown-word", "words are in pages: and scripts:", "unknown part %q", part).Meant(diag.Nearest(part, []string{"pages", "scripts"}))
		}
	}
	check := func(part string, own, known map[string]message) {
		for _, name := range slices.Sorted(maps.Keys(own)) {
			at := places[part+"."+name]
			original, ok := known[name]
			if !ok {
				r.Softf(at, "unknown-word", "", "unknown word %q", name).Meant(diag.Nearest(name, slices.Sorted(maps.Keys(known))))
				delete(own, name)
				continue
			}
			takes := parameters(original)
			for _, p := range parameters(own[name]) {
				if !slices.Contains(takes, p) {
					r.Errorf(at, "unknown-placeholder", fmt.Sprintf("it takes %q", takes), "the word %s has no {%s}", name, p)
				}
			}
			if own[name]["other"] == "" && original["other"] != "" {
				r.Errorf(at, "missing-form", "add other: …", "the word %s has no form other", name)
			}
		}
	}
	check("pages", own.Pages, c.names.Pages)
	check("scripts", own.Scripts, c.names.Scripts)
	c.add(own)
}

// lineNumber is how the YAML library names a place.
var lineNumber = regexp.MustCompile(`line (\d+)`)

// lineIn is the line that an error of YAML names.
func lineIn(err error, data []byte) diag.Span {
	m := lineNumber.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Span{}
	}
	number, _ := strconv.Atoi(m[1]) // digits: it cannot fail
	n := 0
	for line := range strings.Lines(string(data)) {
		if n++; n == number {
			return diag.Word(n, 1, strings.TrimRight(line, "\r\n"))
		}
	}
	return diag.Word(number, 1, "")
}

// places tells where each part and each word's name is written, as "pages" and
// "pages.name".
func places(data []byte) map[string]diag.Span {
	at := map[string]diag.Span{}
	var doc yaml.Node
	if yaml.Unmarshal(data, &doc) != nil || len(doc.Content) == 0 {
		return at
	}
	pairs(doc.Content[0], func(part, words *yaml.Node) {
		at[part.Value] = diag.Word(part.Line, part.Column, part.Value)
		pairs(words, func(name, _ *yaml.Node) {
			at[part.Value+"."+name.Value] = diag.Word(name.Line, name.Column, name.Value)
		})
	})
	return at
}

// pairs calls back with each key of a mapping and its value.
func pairs(n *yaml.Node, see func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		see(n.Content[i], n.Content[i+1])
	}
}

// parameter is a name in braces.
var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// parameters gives what a message takes, in the order of the form other, then
// of the others.
func parameters(m message) []string {
	var names []string
	for _, form := range append([]string{"other"}, slices.Sorted(maps.Keys(m))...) {
		for _, match := range parameter.FindAllStringSubmatch(m[form], -1) {
			if !slices.Contains(names, match[1]) {
				names = append(names, match[1])
			}
		}
	}
	return names
}
