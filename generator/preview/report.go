package preview

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/diag"
)

// finding is a Diagnostic as it is shown over the page and in the terminal.
type finding struct {
	Where   string `json:"where"` // path:line:col
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Source  string `json:"source,omitempty"` // the line of the file
	Caret   string `json:"caret,omitempty"`  // a line with a ^ below the place
	Open    string `json:"open,omitempty"`   // opens the editor there
}

// Nobody reads more at once; the others are counted.
const (
	explained = 50  // mistakes
	listed    = 100 // warnings
)

// report is what is wrong with the site.
type report struct {
	Mistakes []finding `json:"mistakes"` // the first ones
	Warnings []finding `json:"warnings"` // …
	Errors   int       `json:"errors"`   // how many mistakes there are
	Warned   int       `json:"warned"`   // … warnings
}

// reportOf adds to the first mistakes what the files say there.
func (s *server) reportOf(list diag.List) *report {
	j := &report{Mistakes: []finding{}, Warnings: []finding{}, Errors: list.Errors(), Warned: len(list) - list.Errors()}
	for _, d := range list {
		p := finding{Where: d.Where(), Message: d.Message, Hint: d.Hint}
		switch {
		case d.Severity == diag.Warning && len(j.Warnings) < listed:
			p.Open = s.open(d.Path, d.Pos)
			j.Warnings = append(j.Warnings, p)
		case d.Severity == diag.Error && len(j.Mistakes) < explained:
			p.Open = s.open(d.Path, d.Pos)
			p.Source, p.Caret = excerpt(d)
			j.Mistakes = append(j.Mistakes, p)
		}
	}
	return j
}

func (j *report) equal(k *report) bool {
	return k != nil && j.Errors == k.Errors && j.Warned == k.Warned && slices.Equal(j.Mistakes, k.Mistakes) && slices.Equal(j.Warnings, k.Warnings)
}

// counted is a report without what only the writer may know: that there are mistakes,
// so that what is shown is not the newest.
func (j *report) counted() *report {
	return &report{Mistakes: []finding{}, Warnings: []finding{}, Errors: j.Errors}
}

const (
	widest = 120 // characters of a line that are shown
	before = 60  // … of them before the place
)

// excerpt gives the line that a Diagnostic is about, and a caret below the
// place; both are "" where there is none.
func excerpt(d diag.Diagnostic) (line, caret string) {
	if d.Pos.Line == 0 {
		return "", ""
	}
	text, ok := lineOf(d.Path, d.Pos.Line)
	if !ok {
		return "", ""
	}
	letters := []rune(strings.Map(plain, strings.ToValidUTF8(text, "�")))
	col := min(max(d.Pos.Col-1, 0), len(letters))
	start := max(0, min(col-before, len(letters)-widest))
	lead := ""
	if start > 0 {
		lead = "…"
	}
	line = lead + string(letters[start:min(start+widest, len(letters))])
	return line, strings.Repeat(" ", utf8.RuneCountInString(lead)+col-start) + "^"
}

// plain keeps a caret below its letter, and a terminal as it is.
func plain(c rune) rune {
	if c < ' ' || c == 0x7f {
		return ' '
	}
	return c
}

func lineOf(path string, number int) (string, bool) {
	data, _ := os.ReadFile(filepath.FromSlash(path)) // which may have moved away meanwhile
	lines := strings.Split(string(data), "\n")
	if number > len(lines) {
		return "", false
	}
	return strings.TrimSuffix(lines[number-1], "\r"), len(data) > 0
}
