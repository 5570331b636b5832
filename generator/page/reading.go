// Package page turns the bytes of one Markdown file into one Playbook, every mistake
// reported at its place: the front matter into the model, the text into HTML with
// placeholders (html.go), into Markdown for programs (markdown.go), into sections and
// into the parts that other pages embed (parts.go), in one pass over its tree
// (pass.go). What it gives depends on these bytes, the file's name and the Reading
// alone.
//
// The body is the exact suffix of the file, so that goldmark's offsets are places in it.
// The Markdown is what nodes show and the signs between them: a word that no node shows
// is not in it. What grows with the square of a page (formulas, the colours of listings)
// has a number of steps beyond which it is shown as text, and told.
package page

import (
	"sync"

	"github.com/yuin/goldmark"

	"fieldbook/generator/dialect"
	"fieldbook/generator/syntax"
)

// Reading says how Markdown is read.
type Reading struct {
	Dialect  dialect.Name // a name, by which readings are compared and kept
	RawHTML  bool         // let harmless HTML pass
	Lines    bool         // note in the HTML where each block begins in its file
	Joined   bool         // a vault whose paragraphs join their lines
	Computed bool         // pages are templates, too: {{ name }} and {% tag %} call the program
	Lenient  bool         // read what can be read of a file that is no proper text
	Internal bool         // keep what only the firm may read: without it nothing behind this package has it
	Bare     bool         // without the HTML and the Markdown of the text, for who shows neither
}

// engines are the parsers that have been asked for, by their syntax.
var engines sync.Map // syntax.Set → goldmark.Markdown

// dialect is that of the pages, as a value.
func (d Reading) dialect() *dialect.Dialect { return dialect.Named(d.Dialect) }

// markdown gives the parser and the renderer for a file.
func (d Reading) markdown(file string) goldmark.Markdown {
	set := d.set(file)
	if e, ok := engines.Load(set); ok {
		return e.(goldmark.Markdown)
	}
	e, _ := engines.LoadOrStore(set, syntax.New(set, nodeRenderer{}))
	return e.(goldmark.Markdown)
}

// set is the syntax of a file.
func (d Reading) set(file string) syntax.Set {
	set := d.dialect().Set(file)
	set.Breaks = set.Breaks && !d.Joined
	set.Liquid = set.Liquid || d.Computed
	return set
}
