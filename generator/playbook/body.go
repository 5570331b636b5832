package playbook

import (
	"io"
	"strconv"
	"strings"
)

// Render writes the body and fills every hole with what fill gives for it:
// want is HoleTag or HoleText, i the index in Links.
func (b Body) Render(w io.Writer, fill func(want byte, i int) string) error {
	rest := b.HTML
	for {
		before, after, found := strings.Cut(rest, Hole)
		if _, err := io.WriteString(w, before); err != nil || !found {
			return err
		}
		mark, after, _ := strings.Cut(after, Hole)
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
