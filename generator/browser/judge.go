package browser

import (
	"encoding/binary"
	"slices"
)

const (
	atOnce    = 4096   // rows are judged together
	mostKnown = 50_000 // cells of a column are remembered: of most columns few differ
)

// judge finds out how the rows of a list stand. Rows whose cells are heard alike stand
// alike: long.ts is asked for one of them.
type judge struct {
	*long
	columns    []column          // those that count
	likes      map[string]uint32 // what cells are heard as, by number
	known      map[string]uint32 // how rows stand, by what their cells are heard as
	cells      []int             // of the rows that are judged together, as they stand in their columns
	unreadable []string
}

// column is one by which leads are scored.
type column struct {
	known map[string]int // where cells stand below
	texts []string
	heard []heard // of the first of the texts
	open  int     // rows with two readings
	first string  // the first cell of them
}

// heard is what a cell says.
type heard struct {
	like uint32
	open bool
}

// cell gives the place of a cell, which is heard later if it is new.
func (c *column) cell(cell []byte) int {
	at, ok := c.known[string(cell)]
	if !ok {
		text := string(cell)
		at = len(c.texts)
		c.known[text] = at
		c.texts = append(c.texts, text)
	}
	return at
}

func newJudge(l *long) *judge {
	j := &judge{long: l, columns: make([]column, len(l.plan.Counts)), likes: map[string]uint32{}, known: map[string]uint32{}}
	for i := range j.columns {
		j.columns[i].known = map[string]int{}
	}
	return j
}

// all judges all rows.
func (j *judge) all() error {
	done := 0
	return j.each(func(r *record) (bool, error) {
		if r.at != j.rows[done].at {
			return true, nil
		}
		for i, column := range j.plan.Counts {
			j.cells = append(j.cells, j.columns[i].cell(trimmed(r.cell(column))))
		}
		done++
		if done%atOnce != 0 && done < len(j.rows) {
			return true, nil
		}
		if j.progress != nil {
			j.progress(done, len(j.rows))
		}
		return done < len(j.rows), j.some(j.rows[(done-1)/atOnce*atOnce : done])
	})
}

// some judges the rows of which the cells are there.
func (j *judge) some(rows []row) error {
	if err := j.hear(); err != nil {
		return err
	}
	if err := j.stand(rows); err != nil {
		return err
	}
	if err := j.note(rows); err != nil {
		return err
	}
	j.cells = j.cells[:0]
	for i := range j.columns {
		if c := &j.columns[i]; len(c.texts) > mostKnown {
			*c = column{known: map[string]int{}, open: c.open, first: c.first}
		}
	}
	return nil
}

// hear hears the cells that are new.
func (j *judge) hear() error {
	for i := range j.columns {
		c := &j.columns[i]
		fresh := c.texts[len(c.heard):]
		if len(fresh) == 0 {
			continue
		}
		var said []struct {
			Like string `json:"like"`
			Open bool   `json:"open"`
		}
		if err := j.ask(&said, "fieldbookHear", fresh, j.plan.Counts[i]); err != nil {
			return err
		}
		for _, s := range said {
			like, ok := j.likes[s.Like]
			if !ok {
				like = uint32(len(j.likes))
				j.likes[s.Like] = like
			}
			c.heard = append(c.heard, heard{like, s.Open})
		}
	}
	return nil
}

// stand finds how rows stand.
func (j *judge) stand(rows []row) error {
	var fresh [][]string
	var key []byte
	n := len(j.columns)
	for at := range rows {
		key = key[:0]
		for i, cell := range j.cells[at*n : (at+1)*n] {
			key = binary.LittleEndian.AppendUint32(key, j.columns[i].heard[cell].like)
		}
		stand, ok := j.known[string(key)]
		if !ok {
			stand = uint32(len(j.stands) + len(fresh))
			j.known[string(key)] = stand
			fresh = append(fresh, j.lead(j.cells[at*n:(at+1)*n]))
		}
		rows[at].stand = stand
	}
	if len(fresh) == 0 {
		return nil
	}
	var said []stand
	if err := j.ask(&said, "fieldbookStand", fresh); err != nil {
		return err
	}
	j.stands = append(j.stands, said...)
	return nil
}

// lead is a row of which only the cells that count are there.
func (j *judge) lead(cells []int) []string {
	row := make([]string, slices.Max(append(j.plan.Counts, 0))+1)
	for i, cell := range cells {
		row[j.plan.Counts[i]] = j.columns[i].texts[cell]
	}
	return row
}

// note notes what cannot be read, or in two ways.
func (j *judge) note(rows []row) error {
	n := len(j.columns)
	for at, r := range rows {
		for i, cell := range j.cells[at*n : (at+1)*n] {
			if c := &j.columns[i]; c.heard[cell].open {
				if c.open == 0 {
					c.first = c.texts[cell]
				}
				c.open++
			}
		}
		bad := j.stands[r.stand].Unreadable
		if len(bad) == 0 {
			continue
		}
		cells, err := j.again(r)
		if err != nil {
			return err
		}
		for _, column := range bad {
			j.unreadable = append(j.unreadable, lineOf(r, j.plan.Read[column], cells[column]))
		}
	}
	return nil
}

// asked is what the page would ask of the columns.
func (j *judge) asked() (said []string, err error) {
	type open struct {
		Count int    `json:"count"`
		Cell  string `json:"cell"`
	}
	all := make([]open, len(j.plan.Read))
	for i, c := range j.columns {
		all[j.plan.Counts[i]] = open{c.open, c.first}
	}
	err = j.ask(&said, "fieldbookAsked", all)
	return said, err
}
