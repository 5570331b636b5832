package page

import (
	"fmt"
	"html"
	"io"
	"log"
	"reflect"
	"regexp"
	"strings"
	_ "unsafe" // for go:linkname

	"github.com/microcosm-cc/bluemonday"
	"github.com/wyatt915/treeblood"
	nethtml "golang.org/x/net/html"
)

// What the library takes for a formula grows with the square of its length, and
// its memory with its depth: more than this, no writer's formula has.
const (
	longestFormula = 5_000 // bytes
	deepestFormula = 30    // braces inside each other
	mostFormulas   = 5_000 // in a page
)

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

// The steps of treeblood.TexToMML, which we take ourselves: where the library
// fails, that prints its own message and the page's text to standard output,
// which may be somebody's protocol.
//
//go:linkname tokenize github.com/wyatt915/treeblood.tokenize
func tokenize(latex []rune) ([]treeblood.Token, error)

//go:linkname wrapInMathTag github.com/wyatt915/treeblood.wrapInMathTag
func wrapInMathTag(row *treeblood.MMLNode, latex string) *treeblood.MMLNode

// atRoot is the context in which the library begins.
const atRoot = 1

// made gives the library's MathML.
func made(latex string, display bool) string {
	formula := treeblood.NewPitziil()
	letters := []rune(latex)
	own := reflect.ValueOf(formula).Elem().FieldByName("currentExpr") // what chemistry quotes from
	reflect.NewAt(own.Type(), own.Addr().UnsafePointer()).Elem().Set(reflect.ValueOf(letters))
	tokens, err := tokenize(letters)
	if err != nil {
		panic(err)
	}
	tree := wrapInMathTag(formula.ParseTex(treeblood.NewTokenBuffer(tokens), atRoot), latex)
	tree.SetAttr("display", map[bool]string{true: "block", false: "inline"}[display])
	var b strings.Builder
	tree.Write(&b, 1)
	return b.String()
}

// unreadable is a formula of which nothing can be made, and why; at is where in it.
type unreadable struct {
	why string
	at  int
}

func (u unreadable) Error() string { return u.why }

// failed is what the library shows of a command that it does not know, or that
// lacks what it needs.
var failed = regexp.MustCompile(`<merror[^>]*>\s*(?:<mtext[^>]*>)?([^<]*)`)

// mathML makes MathML of LaTeX; its error is unreadable.
func mathML(latex string, display bool) (markup string, err error) {
	if len(latex) > longestFormula {
		return "", unreadable{fmt.Sprintf("it is longer than %d bytes", longestFormula), 0}
	}
	if at := tooManyBraces(latex); at >= 0 {
		return "", unreadable{fmt.Sprintf("nested more than %d deep", deepestFormula), at}
	}
	defer func() { // the library meets some texts that are no LaTeX so
		if recover() != nil {
			markup, err = "", unreadable{"it is not finished, or no LaTeX", 0}
		}
	}()
	markup = made(wordsIn.ReplaceAllStringFunc(latex, html.EscapeString), display)
	if m := failed.FindStringSubmatch(markup); m != nil {
		name := `\` + strings.TrimPrefix(html.UnescapeString(strings.TrimSpace(m[1])), `\`)
		return "", unreadable{name + " is not known here, or lacks what belongs to it", max(strings.Index(latex, name), 0)}
	}
	if markup = mathPolicy.Sanitize(markup); !balanced(markup) {
		return "", unreadable{"it is not closed", 0}
	}
	return markup, nil
}

// tooManyBraces gives where braces stand too deep in each other; else -1.
func tooManyBraces(latex string) int {
	depth := 0
	for i := 0; i < len(latex); i++ {
		switch latex[i] {
		case '\\':
			i++
		case '{':
			if depth++; depth > deepestFormula {
				return i
			}
		case '}':
			depth--
		}
	}
	return -1
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
