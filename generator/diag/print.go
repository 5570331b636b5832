package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Print writes every error with its code and its hint, and at most maxWarnings warnings; a
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
		fmt.Fprintf(w, "%s [%s]\n", d, d.Code)
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
// and column from 1 (0 for a whole file), the end behind the last character (0 where
// it is not known), code, severity, message, hint, and the fixes as edits, whose places
// are told alike.
func (l List) JSON(w io.Writer) error {
	type span struct {
		Line      int `json:"line"`
		Column    int `json:"column"`
		EndLine   int `json:"end_line"`
		EndColumn int `json:"end_column"`
	}
	type edit struct {
		Path string `json:"path"`
		span
		Text string `json:"text"`
	}
	type fix struct {
		Title string `json:"title"`
		Edits []edit `json:"edits"`
	}
	type object struct {
		Path string `json:"path"`
		span
		Code     Code   `json:"code"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
		Fixes    []fix  `json:"fixes,omitempty"`
	}
	spanOf := func(s Span) span { return span{s.Line, s.Col, s.End.Line, s.End.Col} }
	all := []object{}
	for _, d := range l {
		o := object{d.Path, spanOf(d.Span), d.Code, d.Severity.String(), d.Message, d.Hint, nil}
		for _, f := range d.Fixes {
			var edits []edit
			for _, e := range f.Edits {
				edits = append(edits, edit{cmp.Or(e.Path, d.Path), spanOf(e.Span), e.Text})
			}
			o.Fixes = append(o.Fixes, fix{f.Title, edits})
		}
		all = append(all, o)
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
		if d.Line > 0 {
			place += fmt.Sprintf(",line=%d,col=%d", d.Line, d.Col)
		}
		if d.End.Line > 0 {
			place += fmt.Sprintf(",endLine=%d,endColumn=%d", d.End.Line, d.End.Col)
		}
		if d.Code != "" {
			place += ",title=" + value.Replace(string(d.Code))
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
