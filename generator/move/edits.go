package move

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
)

// Edit replaces some bytes of a file.
type Edit struct {
	At, Length int
	By         string
}

// text is a file with its lines.
type text struct {
	data  string
	lines []int // offset of each line
}

func (m *mover) text(file string) (*text, error) {
	if t := m.texts[file]; t != nil {
		return t, nil
	}
	data, err := m.tree.Text(file)
	if err != nil {
		return nil, err
	}
	t := &text{data: string(data), lines: []int{0}}
	for i, c := range data {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	m.texts[file] = t
	return t, nil
}

// offset gives the byte at a place; columns count characters.
func (t *text) offset(at diag.Pos) int {
	if at.Line < 1 || at.Line > len(t.lines) {
		return len(t.data)
	}
	i := t.lines[at.Line-1]
	if at.Line == 1 {
		i += len(t.data) - len(strings.TrimPrefix(t.data, "\ufeff"))
	}
	for n, c := range t.data[i:] {
		if at.Col <= 1 || c == '\n' {
			return i + n
		}
		at.Col--
	}
	return len(t.data)
}

// replace puts a name in the place of another, which stands at a place or soon
// after it. One that is not there as it was read is told instead.
func (m *mover) replace(file string, at diag.Pos, old, by, opens string) error {
	if old == by {
		return nil
	}
	t, err := m.text(file)
	if err != nil {
		return err
	}
	start := t.offset(at)
	for _, written := range []string{old, escaped(old), strings.ReplaceAll(old, "&", "&amp;")} {
		for from := start; ; {
			i := strings.Index(t.data[from:], written)
			if i < 0 {
				break
			}
			i += from
			if !m.taken(file, i) && standsAlone(t.data, i, len(written)) && before(t.data, i, opens) {
				m.edits[file] = append(m.edits[file], Edit{i, len(written), by})
				return nil
			}
			from = i + len(written)
		}
		if m.definitions(file, t.data, written, by) {
			return nil
		}
	}
	m.left = append(m.left, diag.Diagnostic{Path: m.tree.Path(file), Span: diag.Span{Pos: at}, Code: "left-link", Severity: diag.Warning, Message: fmt.Sprintf("the link %q stays as it is", old), Hint: "write " + by})
	return nil
}

// definitions changes the addresses of reference definitions, wherever they
// stand. It tells whether there are any.
func (m *mover) definitions(file, data, written, by string) bool {
	definition := regexp.MustCompile(`(?m)\]:[ \t]*<?(` + regexp.QuoteMeta(written) + `)(?:[>\s]|$)`)
	all := definition.FindAllStringSubmatchIndex(data, -1)
	for _, at := range all {
		if !m.taken(file, at[2]) {
			m.edits[file] = append(m.edits[file], Edit{at[2], at[3] - at[2], by})
		}
	}
	return len(all) > 0
}

// before tells whether one of some letters stands before a place; all do when
// there are none.
func before(data string, at int, letters string) bool {
	return letters == "" || at > 0 && strings.IndexByte(letters, data[at-1]) >= 0
}

// standsAlone tells a whole name from a part of a longer one.
func standsAlone(data string, at, length int) bool {
	before, after := byte(' '), byte(' ')
	if at > 0 {
		before = data[at-1]
	}
	if at+length < len(data) {
		after = data[at+length]
	}
	const ends = " \t\r\n()[]{}<>\"'|,#:="
	return strings.IndexByte(ends, before) >= 0 && strings.IndexByte(ends, after) >= 0
}

func (m *mover) taken(file string, at int) bool {
	return slices.ContainsFunc(m.edits[file], func(e Edit) bool { return at >= e.At && at < e.At+max(e.Length, 1) })
}

// write applies the edits: other files first, then the page at its new place;
// the old file goes last.
func (m *mover) write() (Outcome, error) {
	out := Outcome{Left: m.left}
	files := []string{}
	for file := range m.edits {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		out.Links += len(m.edits[file])
		if file == m.from {
			continue
		}
		out.Changed = append(out.Changed, file)
		if err := replaceFile(m.file(file), m.edited(file), m.file(file)); err != nil {
			return out, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(m.file(m.to)), 0o755); err != nil {
		return out, err
	}
	if _, err := m.text(m.from); err != nil {
		return out, err
	}
	if err := replaceFile(m.file(m.to), m.edited(m.from), m.file(m.from)); err != nil {
		return out, err
	}
	return out, os.Remove(m.file(m.from))
}

func (m *mover) edited(file string) string {
	edits := m.edits[file]
	slices.SortFunc(edits, func(a, b Edit) int { return a.At - b.At })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(m.texts[file].data[at:e.At])
		b.WriteString(e.By)
		at = e.At + e.Length
	}
	b.WriteString(m.texts[file].data[at:])
	return b.String()
}

// leftover is the name of what a move leaves beside a file that is killed while it
// writes.
var leftover = regexp.MustCompile(`^\.move-\d+\.tmp$`)

// tidy removes what killed moves have left in a folder. What cannot be removed
// harms nobody.
func tidy(dir string) {
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case e.IsDir() && name != dir && content.Ignored(e.Name()):
			return fs.SkipDir
		case e.Type().IsRegular() && leftover.MatchString(e.Name()):
			_ = os.Remove(name)
		}
		return nil
	})
}

// replaceFile writes a file's new text beside it, with the permissions of a file
// that it is like, then puts it in its place: at no moment is it half written.
func replaceFile(file, text, like string) error {
	info, err := os.Stat(like)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".move-*.tmp")
	if err != nil {
		return err
	}
	_, err = temporary.WriteString(text)
	err = errors.Join(err, temporary.Chmod(info.Mode()), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}
