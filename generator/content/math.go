package content

import (
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"regexp"
	"strings"
	_ "unsafe" // for go:linkname

	"github.com/microcosm-cc/bluemonday"
	"github.com/wyatt915/treeblood"
	nethtml "golang.org/x/net/html"
)

// longestFormula bounds a formula, in bytes.
const longestFormula = 10_000

// mathPolicy is what of the library's MathML may pass: the elements and
// attributes of MathML Core, and no styles, which the site's policy refuses.
var mathPolicy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	elements := []string{"math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "merror", "mmultiscripts", "mprescripts", "semantics"}
	p.AllowNoAttrs().OnElements(elements...)
	p.SkipElementsContent("annotation", "annotation-xml") // LaTeX again
	word := regexp.MustCompile(`^[\w .+%-]*$`)
	p.AllowAttrs("display", "mathvariant", "stretchy", "fence", "separator", "form", "lspace", "rspace", "largeop", "movablelimits", "accent", "accentunder", "linethickness", "displaystyle", "scriptlevel", "width", "height", "depth", "columnalign", "rowspacing", "columnspacing", "minsize", "maxsize", "symmetric").Matching(word).Globally()
	return p
}()

// mathLog is where the library tells of what it does not understand. It offers no
// way to take it from the terminal, where a writer wants a mistake with its place
// alone.
//
//go:linkname mathLog github.com/wyatt915/treeblood.logger
var mathLog *log.Logger

func init() { mathLog.SetOutput(io.Discard) }

// mathML makes MathML of LaTeX.
func mathML(latex string, display bool) (made string, err error) {
	if len(latex) > longestFormula {
		return "", errors.New("too long")
	}
	latex = wordsIn.ReplaceAllStringFunc(latex, html.EscapeString)
	defer func() { // the library meets some texts that are no LaTeX so
		if caught := recover(); caught != nil {
			err = fmt.Errorf("%v", caught)
		}
	}()
	if display {
		made, err = treeblood.DisplayStyle(latex, nil)
	} else {
		made, err = treeblood.InlineStyle(latex, nil)
	}
	if err != nil {
		return "", err
	}
	made = mathPolicy.Sanitize(made)
	if !balanced(made) {
		return "", errors.New("not closed")
	}
	return made, nil
}

// wordsIn are the words in a formula, which the library takes as HTML.
var wordsIn = regexp.MustCompile(`\\(?:text|mbox|textrm|textbf|textit|textsf|texttt)\s*\{[^{}]*\}`)

// balanced tells whether every element is closed where it must be.
func balanced(markup string) bool {
	var open []string
	tokens := nethtml.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case nethtml.ErrorToken:
			return len(open) == 0
		case nethtml.StartTagToken:
			name, _ := tokens.TagName()
			open = append(open, string(name))
		case nethtml.EndTagToken:
			name, _ := tokens.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return false
			}
			open = open[:len(open)-1]
		}
	}
}
