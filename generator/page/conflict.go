package page

import (
	"bytes"
	"regexp"

	"fieldbook/generator/diag"
	"fieldbook/generator/schema"
)

// conflictMark is a line that git writes around two versions of the same lines. The
// line between the versions says nothing alone: it may underline a heading.
var conflictMark = regexp.MustCompile(`(?m)^(?:<{7}|>{7})(?: .*)?$`)

// conflict is two versions of the same lines that nobody has settled: it begins with
// the first of these places, and ends with the other.
type conflict struct{ start, end int }

// conflicts finds those of a text; a mark that stands alone is one too.
func conflicts(text []byte) (found []conflict) {
	open := false
	for _, m := range conflictMark.FindAllIndex(text, -1) {
		if starts := text[m[0]] == '<'; starts || !open {
			found = append(found, conflict{m[0], m[1]})
			open = starts
			continue
		}
		found[len(found)-1].end, open = m[1], false
	}
	return found
}

const settle = "keep one of the two versions, and remove the lines <<<<<<<, ======= and >>>>>>>"

// settled gives YAML with the first version of each conflict, the rest blank, so that
// all stays in its place.
func settled(text []byte) []byte {
	all := conflicts(text)
	if len(all) == 0 {
		return text
	}
	text = bytes.Clone(text)
	for _, c := range all {
		theirs := false
		at := c.start
		for line := range bytes.Lines(bytes.Clone(text[c.start:c.end])) {
			says := bytes.TrimRight(line, "\n")
			middle := bytes.Equal(says, []byte("=======")) || bytes.HasPrefix(says, []byte("||||||| "))
			if theirs = theirs || middle; theirs || conflictMark.Match(says) {
				copy(text[at:], bytes.Repeat([]byte(" "), len(says)))
			}
			at += len(line)
		}
	}
	return text
}

// Data decodes a file of YAML, read as the text of a page is, into the struct that v
// points to; an empty one leaves the defaults.
func Data(data []byte, v any, r *diag.Reporter) {
	text, ok := normalise(data, r)
	if !ok {
		text = nil
	}
	schema.Decode(schema.ParseYAML(Settled(text, r), 1, r), text, v, r)
}

// Settled gives a file of YAML with the first version of each of git's conflicts, which
// it reports.
func Settled(text []byte, r *diag.Reporter) []byte {
	tellConflicts(text, 0, len(text), r)
	return settled(text)
}

// tellConflicts reports the conflicts of a text, at their places in it: in YAML, which
// is what stands between from and to, they are mistakes; in a text they can be read.
func tellConflicts(text []byte, from, to int, r *diag.Reporter) {
	all := conflicts(text)
	if len(all) == 0 {
		return
	}
	lines := diag.NewLines(text)
	for _, c := range all {
		what := "git's marks of a conflict, up to line %d"
		args := []any{lines.At(c.end).Line}
		if at := lines.Span(c.start, -1); c.start >= from && c.start < to {
			r.Errorf(at, "conflict", settle, what, args...)
		} else {
			r.Doubtf(at, "conflict", settle+"; where they are shown, indent their listing by a space", what, args...)
		}
	}
}
