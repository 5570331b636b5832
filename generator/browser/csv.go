package browser

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A list as text is read and written here as templates/assets/leads/csv.ts does it: a
// test holds the two together. Here a list may be longer than memory is large.

// record is one record of a list.
type record struct {
	at    int64 // where it begins in the text
	size  int   // without its line end
	line  int   // its first, from 1
	cells [][]byte
}

// cell gives the cell of a column; empty where the record is too short.
func (r *record) cell(column int) []byte {
	if column >= len(r.cells) {
		return nil
	}
	return r.cells[column]
}

// filled is how many of its cells hold something.
func (r *record) filled() int {
	n := 0
	for _, cell := range r.cells {
		if len(trimmed(cell)) > 0 {
			n++
		}
	}
	return n
}

// trimmed is a cell without the space around it, as JavaScript understands space.
func trimmed(cell []byte) []byte { return bytes.TrimFunc(cell, isSpace) }

func isSpace(c rune) bool { return unicode.IsSpace(c) && c != '\u0085' || c == '\ufeff' }

// parser reads the records of a list.
type parser struct {
	separator byte
	cells     [][]byte
	lines     int  // line ends within cells
	sure      bool // no byte behind the text could change what was read
}

// record reads the record at a place: its cells, and where it and its line end.
func (p *parser) record(text []byte, at int) (end, next int) {
	p.cells, p.lines, p.sure = p.cells[:0], 0, true
	for {
		cell, end, ok := p.quoted(text, at)
		if !ok {
			end = at
			for end < len(text) && text[end] != p.separator && text[end] != '\n' && text[end] != '\r' {
				end++
			}
			cell = text[at:end]
		}
		p.cells = append(p.cells, cell)
		at = end
		if at >= len(text) || text[at] != p.separator {
			break
		}
		at++
	}
	if len(p.cells) == 1 && len(p.cells[0]) == 0 {
		p.cells = p.cells[:0]
	}
	end, next = at, at+1
	if at+1 < len(text) && text[at] == '\r' && text[at+1] == '\n' {
		next++
	}
	p.sure = p.sure && next < len(text)
	return end, next
}

// quoted reads a quoted cell; not one whose quote never closes, or closes within a word.
func (p *parser) quoted(text []byte, from int) (cell []byte, end int, ok bool) {
	if from >= len(text) || text[from] != '"' {
		return nil, 0, false
	}
	at, doubled := from+1, false
	for {
		close := bytes.IndexByte(text[at:], '"')
		if close < 0 {
			p.sure = false
			return nil, 0, false
		}
		at += close + 1
		if at >= len(text) || text[at] != '"' {
			break
		}
		at, doubled = at+1, true
	}
	cell = text[from+1 : at-1]
	for at < len(text) && text[at] == ' ' {
		at++
	}
	if at < len(text) && !strings.ContainsRune("\r\n,;\t|", rune(text[at])) {
		return nil, 0, false
	}
	if doubled {
		cell = bytes.ReplaceAll(cell, []byte(`""`), []byte(`"`))
	}
	p.lines += bytes.Count(cell, []byte("\n")) + bytes.Count(cell, []byte("\r")) - bytes.Count(cell, []byte("\r\n"))
	return cell, at, true
}

// table is the text of a list, in UTF-8.
type table struct {
	text      io.ReaderAt
	size      int64
	separator byte
}

// block is how much of a list is read at once, in bytes.
var block = 1 << 20

// each gives the records in their order until one is not wanted. A record and its
// cells stand until the next is read.
func (t *table) each(want func(*record) (bool, error)) error {
	p := parser{separator: t.separator}
	r := record{line: 1}
	var buffer []byte
	for at, base := 0, int64(0); base+int64(at) < t.size; {
		end, next := p.record(buffer, at)
		if read := base + int64(len(buffer)); !p.sure && read < t.size {
			n := copy(buffer, buffer[at:])
			more := make([]byte, min(int64(max(block, n)), t.size-read)) // twice as much for a record that is longer than all that is there
			if _, err := t.text.ReadAt(more, read); err != nil && err != io.EOF {
				return err
			}
			base, at, buffer = base+int64(at), 0, append(buffer[:n], more...)
			continue
		}
		r.at, r.size, r.cells = base+int64(at), end-at, p.cells
		if more, err := want(&r); !more || err != nil {
			return err
		}
		r.line += p.lines + 1
		at = next
	}
	return nil
}

// read gives the cells of a record again.
func (t *table) read(at int64, size int, p *parser, buffer *[]byte) ([][]byte, error) {
	*buffer = slices.Grow((*buffer)[:0], size)[:size]
	if _, err := t.text.ReadAt(*buffer, at); err != nil && err != io.EOF {
		return nil, err
	}
	p.separator = t.separator
	p.record(*buffer, 0)
	return p.cells, nil
}

// figures alone, or the two of a place, stay as they are, also below 0.
var figures = regexp.MustCompile(`^-?[\d.,]+([,;] *-?[\d.,]+)*$`)

// appendCell writes a cell. What a spreadsheet would run as a formula is made plain.
func appendCell(to []byte, cell string, separator byte) []byte {
	if harmless(cell) {
		return append(to, cell...)
	}
	if !figures.MatchString(cell) {
		cell = defused(cell)
	}
	if !strings.ContainsAny(cell, "\",\r\n;") && strings.IndexByte(cell, separator) < 0 {
		return append(to, cell...)
	}
	to = append(to, '"')
	to = append(to, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(to, '"')
}

// harmless tells letters of ASCII, digits, spaces and dots, which are what they are.
func harmless(cell string) bool {
	for i := range len(cell) {
		c := cell[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && c != ' ' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}

// defused is a cell in which no spreadsheet finds a formula, as page/formula.ts makes it.
func defused(cell string) string {
	var b strings.Builder
	for i, c := range cell {
		behind := strings.ContainsRune(",;|\t\r\n\"", c) && isFormula(cell[i+1:])
		if i == 0 && (isFormula(cell) || c < 0x20 && !behind) {
			b.WriteByte('\'')
		}
		b.WriteRune(c)
		if behind {
			b.WriteByte('\'')
		}
	}
	return b.String()
}

func isFormula(text string) bool {
	text = strings.TrimLeft(text, " ")
	return strings.IndexAny(text, "=+-@\uff1d\uff0b\uff0d\uff20") == 0
}
