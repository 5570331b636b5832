package content

import (
	"errors"
	"fmt"
	"io"
	"log"
	"regexp"
	_ "unsafe" // for go:linkname

	"github.com/microcosm-cc/bluemonday"
	"github.com/wyatt915/treeblood"
)

// longestFormula bounds a formula, in bytes.
const longestFormula = 10_000

// mathPolicy is what of the library's MathML may pass: the elements and
// attributes of MathML Core, and no styles, which the site's policy refuses.
var mathPolicy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	elements := []string{"math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "merror", "mmultiscripts", "mprescripts", "semantics"}
	p.AllowNoAttrs().OnElements(elements...)
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
	return mathPolicy.Sanitize(made), nil
}
