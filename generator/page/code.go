package page

import (
	"html"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
)

// codeHTML writes tokens as spans with classes; the style sheet gives colours, so
// that there is no style here: those of the library take time to begin with.
var (
	codeHTML = chromahtml.New(chromahtml.WithClasses(true), chromahtml.PreventSurroundingPre(true))
	noStyle  = chroma.MustNewStyle("none", chroma.StyleEntries{})
)

// A lexer may look through all that is left for each word, some through the line
// only, but slowly: what takes longer is data, not code to read.
const (
	maxHighlighted = 100_000     // bytes of a listing
	maxCodeLine    = 2_000       // bytes of a line of it
	mostOpen       = 100         // comments of one kind that are not closed
	mostLooked     = 100_000_000 // bytes of a page, each counted as often as a lexer may look at it
)

// highlight gives a listing as HTML, coloured if its language is known. It takes
// what that may cost from left; false tells that there was not enough.
func highlight(language, text string, left *int) (string, bool) {
	lexer := lexerOf(language)
	if lexer == nil {
		return html.EscapeString(text), true
	}
	if len(text) > maxHighlighted || longestLine(text) > maxCodeLine || tooManyOpen(text) || *left <= 0 {
		return html.EscapeString(text), false
	}
	var b strings.Builder
	tokens, err := chroma.Coalesce(counted{lexer, left}).Tokenise(nil, text)
	if err != nil || codeHTML.Format(&b, noStyle, tokens) != nil || *left <= 0 {
		return html.EscapeString(text), err != nil || *left > 0
	}
	return b.String(), true
}

// longestLine is how many bytes the longest line of a text has.
func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(line))
	}
	return longest
}

// comments begin and end so. Lexers look for the end of each through all that is
// left, by patterns that are slow.
var comments = [][2]string{{"/*", "*/"}, {"<!--", "-->"}, {"(*", "*)"}, {"{-", "-}"}, {"#|", "|#"}, {"<%", "%>"}, {"{{", "}}"}}

// tooManyOpen tells a text of many comments that do not end.
func tooManyOpen(text string) bool {
	return slices.ContainsFunc(comments, func(c [2]string) bool {
		return strings.Count(text, c[0]) > strings.Count(text, c[1])+mostOpen
	})
}

// counted is a lexer that stops when it may have looked at too much.
type counted struct {
	chroma.Lexer
	left *int
}

// Tokenise implements chroma.Lexer.
func (c counted) Tokenise(options *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	tokens, err := c.Lexer.Tokenise(options, text)
	if err != nil {
		return nil, err
	}
	ahead := len(text)
	return func() chroma.Token {
		if *c.left <= 0 {
			return chroma.EOF
		}
		token := tokens()
		*c.left -= ahead
		ahead -= len(token.Value)
		return token
	}, nil
}

// knownLexers remembers what lexerOf found: chroma's search costs more than
// the highlighting of a short listing.
var knownLexers sync.Map // language → chroma.Lexer, nil for an unknown one

func lexerOf(language string) chroma.Lexer {
	if known, ok := knownLexers.Load(language); ok {
		lexer, _ := known.(chroma.Lexer)
		return lexer
	}
	lexer := lexers.Get(language)
	knownLexers.Store(language, lexer)
	return lexer
}
