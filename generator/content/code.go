package content

import (
	"html"
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

const maxHighlighted = 100_000 // bytes: a longer listing is data, not code to read

// highlight gives a listing as HTML, coloured if its language is known.
func highlight(language, text string) string {
	if lexer := lexerOf(language); lexer != nil && len(text) <= maxHighlighted {
		var b strings.Builder
		if tokens, err := lexer.Tokenise(nil, text); err == nil && codeHTML.Format(&b, noStyle, tokens) == nil {
			return b.String()
		}
	}
	return html.EscapeString(text)
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
	if lexer != nil {
		lexer = chroma.Coalesce(lexer)
	}
	knownLexers.Store(language, lexer)
	return lexer
}
