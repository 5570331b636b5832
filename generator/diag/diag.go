// Package diag says what is wrong with an author's file, where, and how to fix
// it. A Diagnostic is the author's mistake; an error is the machine's or ours.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
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
	Pos      Pos
	Severity Severity
	Message  string // what is wrong: lower case, no full stop
	Hint     string // how to fix it; may be empty
	Soft     bool   // a lenient build only warns of it
	First    bool   // it explains the others, and stands before them
	Group    string // what it shares with those of other files, of which there may be many; may be empty
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

// Grouped gives a sorted list in which the first of a large group stands for all.
func (l List) Grouped() List {
	counts := map[Diagnostic]int{}
	kind := func(d Diagnostic) Diagnostic { return Diagnostic{Severity: d.Severity, Group: d.Group} }
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
			d.Message = fmt.Sprintf("%s, here and %d times more", d.Message, n-1)
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
	return slices.Compact(out)
}

// Reporter takes the Diagnostics of one file as they are found. It is safe for
// use by several goroutines.
type Reporter struct {
	path string
	mu   sync.Mutex
	list List
}

// NewReporter gives a Reporter for the file that its author knows as path.
func NewReporter(path string) *Reporter { return &Reporter{path: path} }

// Errorf reports a mistake that stops the build.
func (r *Reporter) Errorf(at Pos, hint, format string, args ...any) {
	r.add(at, Diagnostic{Severity: Error, Hint: hint}, format, args...)
}

// Groupf reports a mistake as Softf does, of a group that may be many.
func (r *Reporter) Groupf(at Pos, group, hint, format string, args ...any) {
	r.add(at, Diagnostic{Severity: Error, Hint: hint, Soft: true, Group: group}, format, args...)
}

// Softf reports a mistake that stops the build, unless it is lenient: what
// other programs' Markdown may well hold.
func (r *Reporter) Softf(at Pos, hint, format string, args ...any) {
	r.add(at, Diagnostic{Severity: Error, Hint: hint, Soft: true}, format, args...)
}

// Warnf reports a mistake that does not stop the build.
func (r *Reporter) Warnf(at Pos, hint, format string, args ...any) {
	r.add(at, Diagnostic{Severity: Warning, Hint: hint}, format, args...)
}

// Doubtf warns of what can be read, but nobody would write: was it meant?
func (r *Reporter) Doubtf(at Pos, hint, format string, args ...any) {
	r.add(at, Diagnostic{Severity: Warning, Hint: hint}, "was this meant? "+format, args...)
}

func (r *Reporter) add(at Pos, d Diagnostic, format string, args ...any) {
	d.Message = fmt.Sprintf(format, args...)
	r.At(at, d)
}

// At reports a Diagnostic of this file that has no place yet.
func (r *Reporter) At(at Pos, d Diagnostic) {
	d.Path, d.Pos = r.path, at
	r.Add(d)
}

// Add reports a Diagnostic as it is, its path too.
func (r *Reporter) Add(d Diagnostic) {
	d.Message, d.Hint = oneLine(d.Message), oneLine(d.Hint)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, d)
}

// List gives what was reported so far.
func (r *Reporter) List() List {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
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
