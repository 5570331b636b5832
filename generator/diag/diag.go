// Package diag says what is wrong with an author's file, where, and how to fix
// it. A Diagnostic is the author's mistake; an error is the machine's or ours.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Pos is a place in a text file. Line and Col count from 1; Col counts
// characters (code points), as editors show it. The zero Pos means the whole
// file.
type Pos struct {
	Line, Col int
}

// Compare gives the order of two places.
func (p Pos) Compare(other Pos) int {
	return cmp.Or(cmp.Compare(p.Line, other.Line), cmp.Compare(p.Col, other.Col))
}

// Span is a stretch of a text file: from its Pos to its End, which is behind its last
// character. A zero End means that only the beginning is known. What is made of a
// text does not depend on it.
type Span struct {
	Pos `sum:"-"`
	End Pos `sum:"-"`
}

// Word is the Span of a text that stands at a place, in one line.
func Word(line, col int, text string) Span {
	return Span{Pos{line, col}, Pos{line, col + utf8.RuneCountInString(text)}}
}

// To is the Span from the beginning of one to the end of another.
func (s Span) To(other Span) Span { return Span{s.Pos, other.End} }

// Down moves a Span down by some lines.
func (s Span) Down(lines int) Span {
	s.Line += lines
	s.End.Line += lines
	return s
}

// Severity tells whether a Diagnostic stops a build.
type Severity int

// An Error stops the build; a Warning is printed and the build goes on.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one mistake of an author.
type Diagnostic struct {
	Path     string // as the author knows it, such as content/size.md
	Span            // zero for the whole file
	Code     Code   // the kind of mistake it is
	Severity Severity
	Message  string // what is wrong: lower case, no full stop
	Hint     string // how to fix it; may be empty
	Soft     bool   // a lenient build only warns of it
	First    bool   // it explains the others, and stands before them
	Group    string // what it shares with those of other files, of which there may be many; may be empty
	Fixes    []Fix  // what mends it, the likeliest first; none where its author must decide

	more int // so many of its group that it stands for
}

// Fix mends a mistake: all of its edits, or none.
type Fix struct {
	Title string // what it does, such as Write title
	Edits []Edit
}

// Edit puts a text in the place of a span of the file, as it was when the mistake was
// found. With a Path of its own, which is the content folder's, it makes that file.
type Edit struct {
	Path string
	Span Span
	Text string
}

// Fix adds what mends the mistake.
func (d *Diagnostic) Fix(title string, edits ...Edit) *Diagnostic {
	d.Fixes = append(d.Fixes, Fix{title, edits})
	return d
}

// Write adds the fix that another text stands in the place of a span of its file.
func (d *Diagnostic) Write(at Span, text string) *Diagnostic {
	if at.End == (Pos{}) {
		return d
	}
	return d.Fix("Write "+text, Edit{Span: at, Text: text})
}

// Quote adds the fix that the text of a span of YAML stands in quotes.
func (d *Diagnostic) Quote(at Span, text string) *Diagnostic {
	return d.Fix("Put the text in quotes", Edit{Span: at, Text: `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`})
}

// Meant asks whether another text was meant at the mistake's place, if there is one
// that is near; else its hint stays.
func (d *Diagnostic) Meant(near string) *Diagnostic {
	if near == "" {
		return d
	}
	d.Hint = DidYouMean(near)
	return d.Write(d.Span, near)
}

// Same tells whether two Diagnostics say the same of the same place.
func (d Diagnostic) Same(other Diagnostic) bool {
	return d.Path == other.Path && d.Span == other.Span && d.Code == other.Code && d.Severity == other.Severity && d.Message == other.Message && d.Hint == other.Hint
}

// Where gives "path:line:col"; a Diagnostic about a whole file leaves line and
// column out.
func (d Diagnostic) Where() string {
	if d.Pos.Line == 0 {
		return d.Path
	}
	return fmt.Sprintf("%s:%d:%d", d.Path, d.Pos.Line, d.Pos.Col)
}

// String gives "path:line:col: error: message".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s", d.Where(), d.Severity, d.Message)
}

// Error makes a Diagnostic the error of a function that meets an author's
// mistake.
func (d Diagnostic) Error() string { return d.String() }

// List is a set of Diagnostics.
type List []Diagnostic

// Errors counts the Diagnostics that stop a build.
func (l List) Errors() int {
	n := 0
	for _, d := range l {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// Lenient gives the list with every soft error as a warning.
func (l List) Lenient() List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Soft {
			out[i].Severity = Warning
		}
	}
	return out
}

// manyOfAGroup is how many Diagnostics of a group are told one by one.
const manyOfAGroup = 5

// times says how often more.
func times(n int) string { return fmt.Sprintf(", here and %d times more", n) }

// Grouped gives a sorted list in which the first of a large group stands for all.
func (l List) Grouped() List {
	type group struct {
		severity Severity
		name     string
	}
	counts := map[group]int{}
	kind := func(d Diagnostic) group { return group{d.Severity, d.Group} }
	for _, d := range l {
		if d.Group != "" {
			counts[kind(d)]++
		}
	}
	out := l[:0:0]
	for _, d := range l {
		n := counts[kind(d)]
		switch {
		case n < 0: // it has been told
			continue
		case n > manyOfAGroup:
			d.Message, d.more = d.Message+times(n-1), n-1
			counts[kind(d)] = -1
		}
		out = append(out, d)
	}
	return out
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Sorted gives the list by path, then position, each Diagnostic once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(number(b.First), number(a.First)),
			cmp.Compare(a.Path, b.Path),
			a.Pos.Compare(b.Pos),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(out, Diagnostic.Same)
}

// Reporter takes the Diagnostics of one file as they are found. It is safe for
// use by several goroutines.
type Reporter struct {
	path string
	mu   sync.Mutex
	list []*Diagnostic
}

// NewReporter gives a Reporter for the file that its author knows as path.
func NewReporter(path string) *Reporter { return &Reporter{path: path} }

// Errorf reports a mistake that stops the build.
func (r *Reporter) Errorf(at Span, code Code, hint, format string, args ...any) *Diagnostic {
	return r.At(at, Diagnostic{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Softf reports a mistake that stops the build, unless it is lenient: what
// other programs' Markdown may well hold.
func (r *Reporter) Softf(at Span, code Code, hint, format string, args ...any) *Diagnostic {
	return r.At(at, Diagnostic{Code: code, Hint: hint, Soft: true, Message: fmt.Sprintf(format, args...)})
}

// Warnf reports a mistake that does not stop the build.
func (r *Reporter) Warnf(at Span, code Code, hint, format string, args ...any) *Diagnostic {
	return r.At(at, Diagnostic{Code: code, Hint: hint, Severity: Warning, Message: fmt.Sprintf(format, args...)})
}

// Doubtf warns of what can be read, but nobody would write: was it meant?
func (r *Reporter) Doubtf(at Span, code Code, hint, format string, args ...any) *Diagnostic {
	return r.Warnf(at, code, hint, "was this meant? "+format, args...)
}

// At reports a Diagnostic of this file that has no place yet.
func (r *Reporter) At(at Span, d Diagnostic) *Diagnostic {
	d.Path, d.Span = r.path, at
	return r.Add(d)
}

// Add reports a Diagnostic as it is, its path too. What is given may be added to until
// the List is asked for.
func (r *Reporter) Add(d Diagnostic) *Diagnostic {
	d.Message, d.Hint = oneLine(d.Message), oneLine(d.Hint)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, &d)
	return &d
}

// List gives what was reported so far.
func (r *Reporter) List() List {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out List
	for _, d := range r.list {
		out = append(out, *d)
	}
	return out
}

// Printable gives a file's name as a terminal can show it.
func Printable(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '�'
		}
		return c
	}, strings.ToValidUTF8(name, "�"))
}

// oneLine keeps an author's text from breaking a message into lines, or from
// steering the terminal.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, s)
}
