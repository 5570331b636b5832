package search

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what is generated")

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
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != b.String() {
		t.Errorf("%s is not what the generator has: go test ./generator/search -run Constants -update (%v)", file, err)
	}
}
