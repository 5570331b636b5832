package search

import (
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "rewrite what is generated")

// TestBrowserForms keeps the browser's table of forms as the generator has it; -update
// rewrites it.
func TestBrowserForms(t *testing.T) {
	var b strings.Builder
	b.WriteString("// Code generated from generator/search/forms.go by `go test ./generator/search -run Browser -update`. DO NOT EDIT.\n")
	add := func(name, doc string, value any) {
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n/** %s */\nexport const %s = %s;\n", doc, name, data)
	}
	table := func(of map[rune]string) map[string]string {
		out := map[string]string{}
		for c, plain := range of {
			out[string(c)] = plain
		}
		return out
	}
	add("marks", "Signs that words are found without: the first and the last of each range.", marks)
	add("letters", "Letters that Unicode does not take apart, as readers type them.", table(letters))
	add("umlauts", "Letters that are also written as two.", table(umlauts))
	add("articles", "What begins an Arabic word that is found without it.", articles)
	add("elided", "Words that stand with the next one behind an apostrophe.", elided)
	add("vowels", "What the next one begins with.", vowels)
	add("endings", "Endings of other forms of a word, behind a sign.", endings)
	add("endingSigns", "These signs.", endingSigns)
	add("magnitudes", "Words that multiply the number before them.", magnitudes)
	add("shortName", "The letters of a name with signs, such as C++.", shortName)
	add("longestCapitals", "The letters of a name of capitals.", longestCapitals)
	add("longestSigned", "The letters on each side of & in a name, such as R&D.", longestSigned)
	testfiles.Kept(t, *update, "../../templates/assets/search/forms.ts", b.String(), "go test ./generator/search -run Browser")
}

// TestBrowserConstants keeps the browser's constants as the generator has them;
// -update rewrites them.
func TestBrowserConstants(t *testing.T) {
	const file = "../../templates/assets/search/constants.ts"
	var b strings.Builder
	b.WriteString("// Code generated from the constants of generator/search by `go test ./generator/search -run Constants -update`. DO NOT EDIT.\n")
	add := func(name, doc string, value any) {
		fmt.Fprintf(&b, "\n/** %s */\nexport const %s = %v;\n", doc, name, value)
	}
	add("maxWord", "Words of more bytes than this are cut.", maxWord)
	add("fingerprint", "The letters of a fingerprint in a file's name.", fingerprint)
	add("impactLevels", "The greatest impact.", impactLevels)
	add("shownPassages", "Passages that are kept of one word in one document.", shownPassages)
	add("signatureBits", "The bits of a document's signature.", signatureBits)
	add("signatureColumns", "The bits in one file.", signatureColumns)
	add("kinds", "The kinds of document, in the order in which they stand in the index.", `["`+strings.Join(kinds, `", "`)+`"]`)
	testfiles.Kept(t, *update, file, b.String(), "go test ./generator/search -run Browser")
}
