package playbook

import (
	"io"
	"strconv"
	"strings"
)

// Mark is a placeholder for the Link or the word of index i.
func Mark(want byte, i int) string { return Placeholder + string(want) + strconv.Itoa(i) + Placeholder }

// Plain gives a section's text with what its placeholders want, as Render does.
func (p *Playbook) Plain(s Section, fill func(l Link) string) string {
	if !strings.Contains(s.Text, Placeholder) {
		return s.Text
	}
	var b strings.Builder
	_ = Render(&b, s.Text, func(_ byte, i int) string { return fill(p.Body.Links[i]) }) // a Builder takes everything
	return b.String()
}

// Render writes a text of a Body and fills every placeholder with what fill gives
// for it: want is one of the Placeholder constants, i the index in Links or Words.
func Render(w io.Writer, text string, fill func(want byte, i int) string) error {
	rest := text
	for {
		before, after, found := strings.Cut(rest, Placeholder)
		if _, err := io.WriteString(w, before); err != nil || !found {
			return err
		}
		mark, after, _ := strings.Cut(after, Placeholder)
		i, err := strconv.Atoi(mark[1:])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, fill(mark[0], i)); err != nil {
			return err
		}
		rest = after
	}
}
