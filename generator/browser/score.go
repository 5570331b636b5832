package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// Ranking is what a list came to; templates/assets/leads/cli.ts makes it.
type Ranking struct {
	CSV   string `json:"csv"` // the list's own columns, then low, high, verdict, missing, next; the best lead first
	Leads []Lead `json:"leads"`
	// Columns are those that are scored, as "heading: criterion".
	Columns    []string `json:"columns"`
	Unused     []string `json:"unused"`     // headings of the columns that say nothing to the scorecard
	Unreadable []string `json:"unreadable"` // cells that count as unknown, with their lines
	Open       []string `json:"open"`       // columns of which the page would ask something, and what counts until then
	Lines      struct {
		Leads   int `json:"leads"`
		Skipped int `json:"skipped"` // before the headings, blank ones, sums
	} `json:"lines"`
	long   *long    // has the rows of a list that is not whole in CSV and Leads
	Sheets []string `json:"-"` // those of a workbook
	XLSX   []byte   `json:"-"` // the table of CSV as a workbook, if it was asked for
}

// Lead is one line of a list, scored.
type Lead struct {
	Line    int    `json:"line"` // in the file, from 1
	Name    string `json:"name"`
	Low     int    `json:"low"` // 0 to 100
	High    int    `json:"high"`
	Verdict string `json:"verdict"`
	Missing string `json:"missing"`
	Next    string `json:"next"` // the question to ask
}

// MaxSize is the largest list that is read, in bytes.
const MaxSize = 200 << 20

// headSize is how much of a file tells what it is, in bytes.
const headSize = 4000

// Mistakes in a list.
var (
	ErrLocked   = errors.New("this workbook is locked with a password, or older than .xlsx; save it anew without one, or as CSV")
	ErrWorkbook = errors.New("this workbook cannot be read; save its sheet as CSV")
	ErrDamaged  = errors.New("the XML of this workbook is damaged; open it in a spreadsheet, and save it anew or as CSV")
	ErrWide     = errors.New("this sheet has more rows and columns than a list may have; save the part with the leads as CSV")
	ErrNoText   = errors.New("this is no table of text")
	ErrEmpty    = errors.New("there is no lead in it")
	ErrNoRoom   = errors.New("this list is too large for a workbook; write it as CSV")
	ErrSize     = fmt.Errorf("a list may have %d MB", MaxSize>>20)
)

// NoSheetError tells that a workbook has no sheet of a name.
type NoSheetError struct {
	Name   string
	Sheets []string
}

func (e *NoSheetError) Error() string {
	return fmt.Sprintf("there is no sheet %q; it has %q", e.Name, e.Sheets)
}

// Score reads a list, as CSV or as a workbook, and scores it by a scorecard as of a
// day such as 2026-11-21. Of a workbook it takes the sheet of that name, or the first.
func Score(list *playbook.Checklist, catalog *i18n.Catalog, data []byte, sheet, today string) (*Ranking, error) {
	r, err := Rank(list, catalog, bytes.NewReader(data), int64(len(data)), sheet, today, nil)
	if err != nil || r.long == nil {
		return r, err
	}
	var csv strings.Builder
	if err := r.WriteCSV(&csv); err != nil {
		return nil, err
	}
	r.CSV = csv.String()
	for lead, err := range r.All() {
		if err != nil {
			return nil, err
		}
		r.Leads = append(r.Leads, lead)
	}
	r.long = nil
	return r, nil
}

// Rank is Score for a list that may be longer than memory is large: of a text, the rows
// are read from the file when they are asked for. It tells progress, which may be nil,
// how many are scored.
func Rank(list *playbook.Checklist, catalog *i18n.Catalog, file io.ReaderAt, size int64, sheet, today string, progress func(done, all int)) (*Ranking, error) {
	if size > MaxSize {
		return nil, ErrSize
	}
	head := make([]byte, min(size, headSize))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	r, err := (*Ranking)(nil), errWhole
	if sheet == "" && !isWorkbook(head) && !isLocked(head) {
		r, err = rankText(list, catalog, file, size, head, today, progress)
	}
	if !errors.Is(err, errWhole) {
		return r, err
	}
	data, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, err
	}
	return ranked(list, catalog, data, sheet, today, nil)
}

func rankText(list *playbook.Checklist, catalog *i18n.Catalog, file io.ReaderAt, size int64, head []byte, today string, progress func(done, all int)) (*Ranking, error) {
	text, size, err := textOf(file, size, head)
	if err != nil {
		return nil, err
	}
	e, err := New("leads/cli.ts", catalog)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	l := &long{table: table{text: text, size: size}, engine: e, progress: progress}
	return l.rank(list, today)
}

// WriteCSV writes the list with what is added to it, as CSV.
func (r *Ranking) WriteCSV(w io.Writer) error {
	if r.long != nil {
		return r.long.writeCSV(w)
	}
	_, err := io.WriteString(w, r.CSV)
	return err
}

// All gives the leads, the best first.
func (r *Ranking) All() iter.Seq2[Lead, error] {
	if r.long != nil {
		return r.long.leads()
	}
	return func(yield func(Lead, error) bool) {
		for _, l := range r.Leads {
			if !yield(l, nil) {
				return
			}
		}
	}
}

// Workbook is Score that makes a workbook too.
func Workbook(list *playbook.Checklist, catalog *i18n.Catalog, data []byte, sheet, today string) (*Ranking, error) {
	var book []byte
	r, err := ranked(list, catalog, data, sheet, today, func(e *Engine) error {
		said, err := e.Call("fieldbookWorkbook", list.ID)
		if err != nil {
			return err
		}
		if said == "" {
			return ErrNoRoom
		}
		book, err = inBytes(said)
		return err
	})
	if err == nil {
		r.XLSX = book
	}
	return r, err
}

func ranked(list *playbook.Checklist, catalog *i18n.Catalog, data []byte, sheet, today string, then func(*Engine) error) (*Ranking, error) {
	var r Ranking
	var err error
	if r.Sheets, err = ofList(&r, then, "fieldbookScore", list, catalog, data, sheet, today); err != nil {
		return nil, err
	}
	if len(r.Leads) == 0 {
		return nil, ErrEmpty
	}
	return &r, nil
}

// ofList asks templates/assets/leads/cli.ts about a list, and gives the sheets of its
// workbook. What then asks, if it is not nil, is of the same list.
func ofList(into any, then func(*Engine) error, function string, list *playbook.Checklist, catalog *i18n.Catalog, data []byte, sheet string, more ...any) ([]string, error) {
	model, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	e, err := New("leads/cli.ts", catalog)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	sheets, err := open(e, data, sheet)
	if err != nil {
		return nil, err
	}
	said, err := e.Call(function, append([]any{string(model)}, more...)...)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(said), into); err != nil || then == nil {
		return sheets, err
	}
	return sheets, then(e)
}

// open opens a list, as CSV or as a workbook, and gives the sheets that it has.
func open(e *Engine, data []byte, sheet string) (sheets []string, err error) {
	switch {
	case len(data) > MaxSize:
		err = ErrSize
	case isLocked(data):
		err = ErrLocked
	case isWorkbook(data):
		sheets, err = openBook(e, data, sheet)
	default:
		err = openText(e, data)
	}
	if err == nil && sheet != "" && !slices.Contains(sheets, sheet) {
		err = &NoSheetError{sheet, sheets}
	}
	return sheets, err
}

func openText(e *Engine, data []byte) error {
	text, err := decode(data)
	if err != nil {
		return err
	}
	_, err = e.Call("fieldbookOpen", text)
	return err
}

// decode reads bytes as the browser does: a byte order mark decides, then strict
// UTF-8, then Windows-1252.
func decode(data []byte) (string, error) {
	var e encoding.Encoding = charmap.Windows1252
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case !isText(data[:min(len(data), headSize)]):
		return "", ErrNoText
	case utf8.Valid(data):
		e = unicode.UTF8BOM
	}
	text, err := e.NewDecoder().Bytes(data)
	return string(text), err
}

// textOf gives a list in UTF-8: the file itself, where it is that.
func textOf(file io.ReaderAt, size int64, head []byte) (io.ReaderAt, int64, error) {
	from := int64(0)
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		from = 3
	}
	wide := bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff})
	valid, err := isUTF8(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, 0, err
	}
	if valid && !wide && isText(head) {
		return io.NewSectionReader(file, from, size-from), size - from, nil
	}
	data, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, 0, err
	}
	text, err := decode(data)
	return strings.NewReader(text), int64(len(text)), err
}

// isUTF8 reads a text to its end, unless it is not UTF-8.
func isUTF8(text io.Reader) (bool, error) {
	buffer, left := make([]byte, block), 0
	for {
		n, err := io.ReadFull(text, buffer[left:])
		some := buffer[:left+n]
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, err
		}
		if err != nil {
			return utf8.Valid(some), nil
		}
		end := len(some)
		for end > len(some)-utf8.UTFMax && !utf8.RuneStart(some[end-1]) {
			end--
		}
		if !utf8.Valid(some[:end-1]) { // the last rune may go on
			return false, nil
		}
		left = copy(buffer, some[end-1:])
	}
}

// isText tells text from a picture or a program, which has signs in it that
// nobody writes, as isText of decode.ts does.
func isText(head []byte) bool {
	signs := 0
	for _, b := range head {
		if b < 9 || b > 13 && b < 32 {
			signs++
		}
	}
	return !bytes.HasPrefix(head, []byte("%PDF")) && signs <= len(head)/200
}
