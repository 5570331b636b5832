package syntax

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// TestAsTheLibrary reads random texts as the library does alone, but for what stands
// in the address of a link between < and >, where it takes a second < that
// CommonMark does not.
func TestAsTheLibrary(t *testing.T) {
	inline := parser.DefaultInlineParsers()
	for i, v := range inlineParsers(Set{}, nil) {
		if i < len(inline) {
			inline[i] = v
		}
	}
	block := parser.DefaultBlockParsers()
	for i, v := range block {
		if v.Priority == 300 || v.Priority == 400 || v.Priority == 800 {
			block[i].Value = shallow{v.Value.(parser.BlockParser)}
		}
	}
	library := goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Table, extension.Footnote))
	ours := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(block...), parser.WithInlineParsers(inline...),
			parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(definitions{}, 90), util.Prioritized(sparse{}, 160))...),
		)),
		goldmark.WithExtensions(strikethrough{}, extension.Table, footnotes{}),
	)
	random := rand.New(rand.NewPCG(1, 2))
	signs := []string{"[", "]", "(", ")", "](", "[a]", "[a]: /u\n", "[^1]", "\n\n[^1]: b\n", "<", ">", "\"", "'", "\\", " ", "\n", "\n> ", "*", "_", "~~", "`", "a", "b", "!", "| ", "\n|-|-|\n", "- "}
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(30) {
			b.WriteString(signs[random.IntN(len(signs))])
		}
		source := b.String()
		var want, got bytes.Buffer
		if err := library.Convert([]byte(source), &want); err != nil {
			t.Fatal(err)
		}
		if err := ours.Convert([]byte(source), &got); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() && !strings.Contains(source, "<") {
			t.Fatalf("%q:\n%s\nwant\n%s", source, &got, &want)
		}
	}
	long := strings.Repeat("[a]: /u\n[b]:\n/v\n'T\nt'\n", 200)
	for _, source := range []string{long + "\n[a] [b]", long + "c [a]", "> " + strings.ReplaceAll(long, "\n", "\n> ") + "[x] [a]", long + "[a]"} {
		var want, got bytes.Buffer
		_, _ = library.Convert([]byte(source), &want), ours.Convert([]byte(source), &got)
		if got.String() != want.String() {
			t.Errorf("a long list of definitions:\n%s\nwant\n%s", &got, &want)
		}
	}
}

// TestCuts tells where a page is read no further, and leaves what a writer may have.
func TestCuts(t *testing.T) {
	notes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, i)
		}
		return b.String()
	}
	times := strings.Repeat
	for name, c := range map[string]struct {
		source string
		set    Set
		want   string
	}{
		"emphasis":         {times("*a_ ", 10_000), Set{}, "too many signs such as * and _ have no other: from here on they are text"},
		"much emphasis":    {times("**a** *b* _c_\n", 20_000), Set{}, "[]"},
		"footnotes":        {notes(5000), Set{}, "too many footnotes"},
		"some footnotes":   {notes(1500), Set{}, "[]"},
		"ticks":            {"a " + times("`", 101), Set{}, "[{2 more than 100 ticks in a row are text}]"},
		"a wide table":     {times("|a", 1000) + "\n" + times("|-", 1000) + "\n" + times("a\n", 200), Set{}, "[{0 a table with more than 100000 empty cells is shown as it is written}]"},
		"a table":          {times("|a", 1000) + "\n" + times("|-", 1000) + "\n" + times(times("|a", 1000)+"\n", 200), Set{}, "[]"},
		"many links":       {times("[a](/u \"t\") [[b]] ![c](d e.png) ", 5000), Set{}, "[]"},
		"many definitions": {times("[a]: /u\n", 5000), Set{}, "[]"},
	} {
		pc := parser.NewContext()
		New(c.set, nodes{}).Parser().Parse(text.NewReader([]byte(c.source)), parser.WithContext(pc))
		if got := fmt.Sprint(Cuts(pc)); got != c.want && !(strings.HasPrefix(c.want, "too") && strings.Contains(got, c.want)) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestAbbreviations takes the longest of those that begin alike, at the borders of
// words alone.
func TestAbbreviations(t *testing.T) {
	want := "<p>XHTML <abbr:five HTML 5>, <abbr:any HTML> 55 <abbr:sign C+> +</p>"
	if got := convert(t, Set{Keys: true}, "*[HTML]: any\n*[HTML 5]: five\n*[C+]: sign\n\nXHTML HTML 5, HTML 55 C+x +"); got != strings.Replace(want, "C+>", "C+>x", 1) {
		t.Errorf("%s", got)
	}
}
