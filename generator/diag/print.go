package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Print writes every error with its hint, and at most maxWarnings warnings; a
// last line counts the warnings left out. A negative maxWarnings prints all.
func (l List) Print(w io.Writer, maxWarnings int) {
	left := 0
	for _, d := range l.Sorted() {
		if d.Severity == Warning && maxWarnings >= 0 {
			if maxWarnings == 0 {
				left++
				continue
			}
			maxWarnings--
		}
		fmt.Fprintln(w, d)
		if d.Hint != "" {
			fmt.Fprintln(w, "\thint:", d.Hint)
		}
	}
	switch {
	case left == 1:
		fmt.Fprintln(w, "and 1 more warning: the command check lists them all")
	case left > 1:
		fmt.Fprintf(w, "and %d more warnings: the command check lists them all\n", left)
	}
}

// JSON writes the list as an array of objects for other programs: path, line
// and column from 1 (0 for a whole file), severity, message and hint.
func (l List) JSON(w io.Writer) error {
	type object struct {
		Path     string `json:"path"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
	all := []object{}
	for _, d := range l {
		all = append(all, object{d.Path, d.Pos.Line, d.Pos.Col, d.Severity.String(), d.Message, d.Hint})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(all)
}

// Annotate writes the list as commands that GitHub shows beside the lines
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
func (l List) Annotate(w io.Writer) {
	text := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range l {
		place := "file=" + value.Replace(d.Path)
		if d.Pos.Line > 0 {
			place += fmt.Sprintf(",line=%d,col=%d", d.Pos.Line, d.Pos.Col)
		}
		message := d.Message
		if d.Hint != "" {
			message += "\nhint: " + d.Hint
		}
		fmt.Fprintf(w, "::%s %s::%s\n", d.Severity, place, text.Replace(message))
	}
}

// Count says how many there are of something: 1 page, 2 pages.
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
