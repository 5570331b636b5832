package browser

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/playbook"
)

// errWhole tells a list that is scored by the engine alone: a workbook, and one with
// columns of what was recorded of its leads, whose rows differ beyond how they stand.
var errWhole = errors.New("the list is not scored by its rows")

// long is a list as text whose rows are read here, and judged by
// templates/assets/leads/long.ts: each cell of a column and each way to stand once.
type long struct {
	table
	engine   *Engine
	progress func(done, all int) // may be nil
	skipped  int
	line     []string // the cells of the headings
	width    int      // the most cells of a record
	plan     plan
	rows     []row
	stands   []stand
	order    []uint32 // of the rows, the best first
	parser   parser   // of rows that are read again, and where they stand
	buffer   []byte
}

// row is where a lead stands, in the text and among the others.
type row struct {
	at    int64
	size  uint32
	line  uint32
	stand uint32
}

// plan is how a list is read, as long.ts gives it.
type plan struct {
	Headings []string `json:"headings"`
	Taken    []int    `json:"taken"`
	Name     int      `json:"name"`
	Counts   []int    `json:"counts"`
	Whole    []int    `json:"whole"`
	Recorded bool     `json:"recorded"`
	Columns  []string `json:"columns"`
	Unused   []string `json:"unused"`
	Read     []string `json:"read"` // the headings of the file
}

// stand is how leads stand, as long.ts gives it.
type stand struct {
	Low        int      `json:"low"`
	High       int      `json:"high"`
	Added      []string `json:"added"` // low, high, verdict, missing, next
	Place      int      `json:"place"`
	Unreadable []int    `json:"unreadable"`
}

// ask calls a function of cli.ts with the last of its arguments as JSON, and reads its
// answer.
func (l *long) ask(into any, function string, value any, more ...any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	said, err := l.engine.Call(function, append(more, string(data))...)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(said), into)
}

// rank reads the list, and scores it.
func (l *long) rank(list *playbook.Checklist, today string) (*Ranking, error) {
	if err := l.part(); err != nil {
		return nil, err
	}
	if err := l.find(); err != nil {
		return nil, err
	}
	if len(l.rows) == 0 {
		return nil, ErrEmpty
	}
	if err := l.take(list, today); err != nil {
		return nil, err
	}
	j := newJudge(l)
	if err := j.all(); err != nil {
		return nil, err
	}
	l.sort()
	r := &Ranking{Columns: l.plan.Columns, Unused: l.plan.Unused, Unreadable: j.unreadable, long: l}
	r.Lines.Leads, r.Lines.Skipped = len(l.rows), l.skipped
	var err error
	r.Open, err = j.asked()
	return r, err
}

// partedBy is how much of a list may tell what parts its cells, in bytes: csv.ts looks
// at 64,000 signs.
const partedBy = 4 * 64_000

// part finds out what parts the cells.
func (l *long) part() error {
	head := make([]byte, min(l.size, partedBy))
	if _, err := l.text.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	said, err := l.engine.Call("fieldbookSeparator", strings.ToValidUTF8(string(head), ""))
	if err == nil {
		l.separator = said[0]
	}
	return err
}

// topRows is how many records tell where a list begins, and readRows how many rows how
// it is read: as many as table.ts and rank.ts ask for.
const (
	topRows  = 200
	readRows = 5000
)

// find finds the rows: those below the headings that are neither blank nor sums.
func (l *long) find() error {
	f := finder{long: l}
	err := l.each(func(r *record) (bool, error) {
		l.width = max(l.width, len(r.cells))
		if f.begun {
			return true, f.row(r)
		}
		top := record{at: r.at, size: r.size, line: r.line}
		for _, cell := range r.cells {
			top.cells = append(top.cells, slices.Clone(cell))
		}
		f.top = append(f.top, top)
		if len(f.top) == topRows {
			return true, f.begin()
		}
		return true, nil
	})
	if err == nil && !f.begun {
		err = f.begin()
	}
	if err == nil {
		err = f.drop()
	}
	return err
}

// finder finds the rows of a list.
type finder struct {
	*long
	top   []record
	begun bool
	full  float64    // a row with as many cells is a lead
	first [][]string // of rows that may be sums, the first cell that says something
	at    []int      // and the rows
}

// begin finds the headings, and takes the rows of the top.
func (f *finder) begin() error {
	f.begun = true
	cells := make([][]string, len(f.top))
	for i, r := range f.top {
		cells[i] = texts(r.cells)
	}
	var top struct {
		Heading int     `json:"heading"`
		Full    float64 `json:"full"`
	}
	if err := f.ask(&top, "fieldbookTop", cells); err != nil {
		return err
	}
	f.full, f.line = top.Full, []string{}
	if top.Heading >= 0 {
		f.line = cells[top.Heading]
	}
	f.skipped = max(top.Heading, 0)
	for _, r := range f.top[top.Heading+1:] {
		if err := f.row(&r); err != nil {
			return err
		}
	}
	f.top = nil
	return nil
}

// row takes a row.
func (f *finder) row(r *record) error {
	filled := r.filled()
	if filled == 0 {
		f.skipped++
		return nil
	}
	f.rows = append(f.rows, row{at: r.at, size: uint32(r.size), line: uint32(r.line)})
	if float64(filled) < f.full {
		says := slices.IndexFunc(r.cells, func(cell []byte) bool { return len(trimmed(cell)) > 0 })
		f.first, f.at = append(f.first, []string{string(r.cells[says])}), append(f.at, len(f.rows)-1)
	}
	return nil
}

// drop drops the sums.
func (f *finder) drop() error {
	sums := map[int]bool{}
	for len(f.at) > 0 {
		n := min(len(f.at), readRows)
		var are []bool
		data, err := json.Marshal(f.first[:n])
		if err != nil {
			return err
		}
		said, err := f.engine.Call("fieldbookSums", string(data), f.full)
		if err == nil {
			err = json.Unmarshal([]byte(said), &are)
		}
		if err != nil {
			return err
		}
		for i, is := range are {
			if is {
				sums[f.at[i]] = true
			}
		}
		f.first, f.at = f.first[n:], f.at[n:]
	}
	f.skipped += len(sums)
	at := -1
	f.rows = slices.DeleteFunc(f.rows, func(row) bool { at++; return sums[at] })
	return nil
}

// take finds out how the list is read: by the rows at its top, and where columns are
// read whole, by their other cells.
func (l *long) take(list *playbook.Checklist, today string) error {
	model, err := json.Marshal(list)
	if err != nil {
		return err
	}
	head := make([][]string, min(len(l.rows), readRows))
	for i := range head {
		cells, err := l.again(l.rows[i])
		if err != nil {
			return err
		}
		head[i] = texts(cells)
	}
	ask := func() error {
		return l.ask(&l.plan, "fieldbookTake", []any{l.line, l.width, head}, string(model), today)
	}
	if err := ask(); err != nil {
		return err
	}
	if l.plan.Recorded {
		return errWhole
	}
	if len(l.plan.Whole) == 0 || len(l.rows) == len(head) {
		return nil
	}
	more, err := l.whole(len(head))
	if err != nil {
		return err
	}
	head = append(head, more...)
	l.plan = plan{}
	return ask()
}

// whole gives the different cells of the columns that are read whole, from a row on, as
// rows that have nothing else.
func (l *long) whole(from int) ([][]string, error) {
	var rows [][]string
	seen, n := make([]map[string]bool, len(l.plan.Whole)), make([]int, len(l.plan.Whole))
	for i := range seen {
		seen[i] = map[string]bool{}
	}
	for _, r := range l.rows[from:] {
		cells, err := l.again(r)
		if err != nil {
			return nil, err
		}
		for i, column := range l.plan.Whole {
			if column >= len(cells) || seen[i][string(cells[column])] {
				continue
			}
			cell := string(cells[column])
			seen[i][cell] = true
			if n[i] == len(rows) {
				rows = append(rows, make([]string, l.width))
			}
			rows[n[i]][column] = cell
			n[i]++
		}
	}
	return rows, nil
}

// again reads the cells of a row again. They stand until the next are read.
func (l *long) again(r row) ([][]byte, error) {
	return l.read(r.at, int(r.size), &l.parser, &l.buffer)
}

// sort puts the rows in the order of their places; of one place, as they came.
func (l *long) sort() {
	places := 0
	for _, s := range l.stands {
		places = max(places, s.Place+1)
	}
	next := make([]int, places+1) // of each place, where its next row goes
	for _, r := range l.rows {
		next[l.stands[r.stand].Place+1]++
	}
	for i := range places {
		next[i+1] += next[i]
	}
	l.order = make([]uint32, len(l.rows))
	for i, r := range l.rows {
		at := &next[l.stands[r.stand].Place]
		l.order[*at] = uint32(i)
		*at++
	}
}

// texts are cells as texts.
func texts(cells [][]byte) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = string(cell)
	}
	return out
}

// leads gives the leads, the best first.
func (l *long) leads() iter.Seq2[Lead, error] {
	return func(yield func(Lead, error) bool) {
		for _, i := range l.order {
			r := l.rows[i]
			cells, err := l.again(r)
			s := l.stands[r.stand]
			lead := Lead{Line: int(r.line), Low: s.Low, High: s.High, Verdict: s.Added[2], Missing: s.Added[3], Next: s.Added[4]}
			if err == nil && l.plan.Name >= 0 && l.plan.Name < len(cells) {
				lead.Name = string(trimmed(cells[l.plan.Name]))
			}
			if !yield(lead, err) || err != nil {
				return
			}
		}
	}
}

// writeCSV writes the list's own columns, and what is added to them.
func (l *long) writeCSV(to io.Writer) error {
	w := bufio.NewWriterSize(to, 1<<16)
	added := make([][]byte, len(l.stands))
	var line []byte
	for i, s := range l.stands {
		for _, cell := range s.Added {
			added[i] = appendCell(append(added[i], l.separator), cell, l.separator)
		}
	}
	for i, heading := range l.plan.Headings {
		if i > 0 {
			line = append(line, l.separator)
		}
		line = appendCell(line, heading, l.separator)
	}
	_, _ = w.Write(append(line, "\r\n"...)) // the first error stays
	for _, i := range l.order {
		cells, err := l.again(l.rows[i])
		if err != nil {
			return err
		}
		line = line[:0]
		for i, column := range l.plan.Taken {
			if i > 0 {
				line = append(line, l.separator)
			}
			if column < len(cells) {
				line = appendCell(line, string(cells[column]), l.separator)
			}
		}
		line = append(line, added[l.rows[i].stand]...)
		if _, err := w.Write(append(line, "\r\n"...)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func lineOf(r row, heading string, cell []byte) string {
	return "line " + strconv.Itoa(int(r.line)) + ", " + heading + ": " + string(cell)
}
