package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"path"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/site"
)

// word writes HTML of a document as it is walked.
type word struct {
	*budget
	zip     *zip.Reader
	b       bytes.Buffer
	size    int               // bytes of HTML that were said
	targets map[string]string // of links and pictures, by their ids
	styles  map[string]*wordStyle
	lists   map[string]*wordList
	remarks map[string]string // by their ids
	has     tally             // what the document has
	shown

	paragraph
	outer   []paragraph // those that this one stands in, in a box of text
	marks   []string
	inText  bool
	inMark  bool     // what is said is of the paragraph's end, not of a run
	alt     string   // of the next picture
	titled  bool     // there is a title, which headings stand below
	open    []string // lists
	tables  []wordTable
	fields  []string  // what stands in each of those that are open: what it does, or its end
	pending paragraph // what the next paragraph begins with
	listing bool      // one is open, whose next line may follow
}

// paragraph is one that is read.
type paragraph struct {
	text   []byte // as HTML
	said   []byte // its words
	style  string
	list   string // its id; "" outside of one
	level  int    // of the list, from 0
	side   string
	joined bool // its end is deleted: the next one goes on
	links  int
	linkAt int // where the text of the last one begins
}

// wordTable is one that is read.
type wordTable struct {
	rows, column int
	cells        int
	span         int
	down, side   string
	inCell       bool // a cell is read
	opened       bool // … and its tag is written
	rowAt        int  // where its row begins
	rowGone      bool // it is deleted
}

func (w *word) walk(d *xml.Decoder) error {
	for {
		token, err := w.token(d, errNoWord)
		if err != nil {
			return err
		}
		if token == nil {
			w.endList()
			w.put("")
			return nil
		}
		if w.size+w.b.Len() > largestPage {
			return tooLarge(largestPage)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := w.start(d, t); err != nil {
				return err
			}
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inText {
				w.run(string(t))
			}
		}
	}
}

func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// put writes HTML, in the cell that is read, behind the listing that is open.
func (w *word) put(html string) {
	if w.listing {
		w.listing = false
		w.b.WriteString("</pre>\n")
	}
	first := len(w.tables)
	for first > 0 && w.tables[first-1].inCell && !w.tables[first-1].opened {
		first--
	}
	for i := first; i < len(w.tables); i++ {
		t := &w.tables[i]
		t.opened = true
		fmt.Fprintf(&w.b, `<%s column="%d"`, t.cell(), t.column)
		for _, a := range [][2]string{{"colspan", strconv.Itoa(t.span)}, {"down", t.down}, {"align", t.side}} {
			if a[1] != "" && a != [2]string{"colspan", "1"} {
				fmt.Fprintf(&w.b, ` %s="%s"`, a[0], a[1])
			}
		}
		w.b.WriteString(">")
	}
	w.b.WriteString(html)
}

// cell is the name of a cell: those of the first row say what stands in the columns.
func (t *wordTable) cell() string {
	if t.rows == 1 {
		return "th"
	}
	return "td"
}

// start begins a paragraph, a note or a part of a table, and takes what they are.
func (w *word) start(d *xml.Decoder, t xml.StartElement) error {
	if strings.HasSuffix(t.Name.Local, "Change") { // how it looked before
		w.has.n[Changes]++
		return d.Skip()
	}
	switch t.Name.Local {
	case "p":
		w.outer = append(w.outer, w.paragraph)
		w.paragraph, w.pending = w.pending, paragraph{}
	case "pStyle":
		w.style = value(t, "val")
	case "numId":
		w.list = value(t, "val")
	case "ilvl":
		level, _ := strconv.Atoi(value(t, "val"))
		w.level = min(max(level, 0), deepestList)
	case "jc":
		w.side = map[string]string{"right": "right", "end": "right", "center": "center"}[value(t, "val")]
	case "pPr", "trPr":
		w.inMark = true
	case "footnote", "endnote":
		if value(t, "type") != "" && value(t, "type") != "normal" {
			return d.Skip() // the line above the notes
		}
		w.put(`<` + markdown.Note + ` name="` + noteName(t) + `">`)
	case "ins", "moveTo":
		w.has.n[Changes]++
	case "del", "moveFrom":
		w.has.n[Changes]++
		w.gone()
		return d.Skip()
	case "instrText", "delInstrText", "delText", "Fallback": // Fallback: what an older Word shows in place of the same
		if t.Name.Local == "instrText" {
			return w.instruction(d, t)
		}
		return d.Skip()
	default:
		if w.startTable(t.Name.Local, t) {
			return nil
		}
		return w.startWithin(t)
	}
	return nil
}

// gone notes that the end of a paragraph, or a row, is deleted, where that is said.
func (w *word) gone() {
	if !w.inMark {
		return
	}
	if len(w.outer) > 0 {
		w.joined = true
	} else if len(w.tables) > 0 {
		w.tables[len(w.tables)-1].rowGone = true
	}
}

// noteName names a foot or end note.
func noteName(t xml.StartElement) string {
	kind := ""
	if strings.HasPrefix(t.Name.Local, "end") {
		kind = "end-"
	}
	return html.EscapeString(kind + value(t, "id"))
}

// startTable begins a part of a table. It tells whether the element is one.
func (w *word) startTable(name string, t xml.StartElement) bool {
	if name == "tbl" {
		w.endList()
		w.put("<table>")
		w.tables = append(w.tables, wordTable{})
		return true
	}
	if len(w.tables) == 0 {
		return false
	}
	in := &w.tables[len(w.tables)-1]
	switch name {
	case "tr":
		w.put("")
		in.rowAt, in.rowGone, in.column = w.b.Len(), false, 0
		in.rows++
		w.put("<tr>")
	case "tc":
		in.span, in.down, in.side, in.opened, in.inCell = 1, "", "", false, true
	case "gridSpan":
		n, _ := strconv.Atoi(value(t, "val"))
		if in.span = min(max(n, 1), 1000); in.span > 1 {
			w.has.n[Merged]++
		}
	case "vMerge":
		if in.down = value(t, "val"); in.down != "restart" {
			in.down = "continue"
		} else {
			w.has.n[Merged]++
		}
	default:
		return false
	}
	return true
}

// startWithin takes what stands in a paragraph: runs of text, how they look, and what
// stands between them.
func (w *word) startWithin(t xml.StartElement) error {
	switch t.Name.Local {
	case "r":
		w.marks = nil
	case "b", "i", "strike", "dstrike", "vertAlign", "highlight", "rStyle", "rFonts":
		w.mark(t)
	case "t":
		w.inText = true
	case "br", "cr":
		if value(t, "type") != "page" {
			w.say("<br>", "\n")
		}
	case "noBreakHyphen":
		w.say("\u2011", "\u2011")
	case "tab", "ptab":
		if !w.inMark {
			w.say(" ", " ")
		}
	case "sym":
		w.say(symbol(value(t, "char")), " ")
	case "bookmarkStart":
		w.place(value(t, "name"))
	case "hyperlink":
		to := w.targets[value(t, "id")]
		if anchor := value(t, "anchor"); anchor != "" {
			to += "#" + anchor
		}
		w.link(to)
	case "docPr":
		w.alt = value(t, "descr")
	case "blip":
		return w.image(value(t, "embed"))
	case "imagedata":
		return w.image(value(t, "id"))
	case "footnoteReference", "endnoteReference":
		w.has.n[Notes]++
		w.say(`<`+markdown.NoteMark+` name="`+noteName(t)+`"></`+markdown.NoteMark+`>`, "")
	case "commentReference":
		said := w.remarks[value(t, "id")]
		w.has.remember(Remarks, said)
		w.say("<"+markdown.Remark+">"+html.EscapeString(said)+"</"+markdown.Remark+">", "")
	case "oMath":
		w.has.n[Formulas]++
	case "OLEObject", "chart", "relIds", "altChunk":
		w.has.n[Objects]++
	case "fldChar":
		w.field(value(t, "fldCharType"))
	}
	return nil
}

// symbol is a sign of a typeface of signs, where Unicode has it.
func symbol(code string) string {
	signs := map[string]string{"F0E0": "→", "F0DF": "←", "F0FC": "✓", "F0FB": "✗", "F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F0FD": "☒", "F0B7": "•", "F0A7": "▪", "F04A": "🙂", "F0D8": "➢"}
	if s := signs[strings.ToUpper(code)]; s != "" {
		return s
	}
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil || n >= 0xE000 && n < 0xF900 {
		return "�"
	}
	return html.EscapeString(string(rune(n)))
}

// place notes the name of a place, for the links that lead there.
func (w *word) place(name string) {
	anchor := `<a id="` + html.EscapeString(name) + `"></a>`
	if len(w.outer) == 0 {
		w.pending.text = append(w.pending.text, anchor...)
		return
	}
	w.say(anchor, "")
}

// field begins and ends one; between its beginning and what it shows stands what it
// does.
func (w *word) field(part string) {
	last := len(w.fields) - 1
	switch {
	case part == "begin":
		w.fields = append(w.fields, "")
	case last < 0:
	case part == "separate":
		to, ok := hyperlink(w.fields[last])
		if w.fields[last] = ""; ok {
			w.link(to)
			w.fields[last] = "</a>"
		}
	case part == "end":
		if w.fields[last] == "</a>" {
			w.endLink()
		}
		w.fields = w.fields[:last]
	}
}

// link begins one, and endLink ends it: one without a text is none.
func (w *word) link(to string) {
	w.say(`<a href="`+html.EscapeString(to)+`">`, "")
	w.linkAt = len(w.text)
}

func (w *word) endLink() {
	if len(w.text) > w.linkAt {
		w.links++
	}
	w.say("</a>", "")
}

// instruction takes what a field does.
func (w *word) instruction(d *xml.Decoder, t xml.StartElement) error {
	var text string
	if err := d.DecodeElement(&text, &t); err != nil {
		return errNoWord
	}
	if last := len(w.fields) - 1; last >= 0 && len(w.fields[last]) < largestField {
		w.fields[last] += text
	}
	return nil
}

// largestField bounds what a field does, in bytes.
const largestField = 10_000

// hyperlink is where a field leads that is a link.
func hyperlink(does string) (to string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(does), "HYPERLINK")
	if !ok {
		return "", false
	}
	local := false
	for part := range strings.FieldsSeq(rest) {
		switch word := strings.Trim(part, `"`); {
		case part == `\l`:
			local = true
		case strings.HasPrefix(part, `\`):
			local = false
		case local:
			return to + "#" + word, true
		case to == "":
			to = word
		}
	}
	return to, to != ""
}

// mark notes how the text of a run looks.
func (w *word) mark(t xml.StartElement) {
	element, name, val := map[string]string{"b": "strong", "i": "em", "strike": "del", "dstrike": "del", "superscript": "sup", "subscript": "sub"}, t.Name.Local, value(t, "val")
	e := element[name]
	switch name {
	case "vertAlign":
		e = element[val]
	case "highlight":
		e = map[bool]string{true: "mark"}[val != "none"]
	case "rFonts":
		e = map[bool]string{true: "code"}[isMonospaced(value(t, "ascii"))]
	case "rStyle":
		switch styles := w.styled(val); {
		case isA(styles, "strong", "intense emphasis"):
			e = "strong"
		case isA(styles, "emphasis", "subtle emphasis"):
			e = "em"
		case isA(styles, "verbatim char", "html code", "source code", "code", "inline code"), slices.ContainsFunc(styles, func(s *wordStyle) bool { return s.mono }):
			e = "code"
		}
	}
	if w.inMark || e == "" || val == "0" || val == "false" || slices.Contains(w.marks, e) {
		return
	}
	if e == "code" { // the innermost: nothing in it looks otherwise
		w.marks = slices.Insert(w.marks, 0, e)
		return
	}
	w.marks = append(w.marks, e)
}

func (w *word) run(text string) {
	said := text
	text = html.EscapeString(text)
	if strings.TrimSpace(text) != "" {
		for _, m := range w.marks {
			text = "<" + m + ">" + text + "</" + m + ">"
		}
	}
	w.say(text, said)
}

// say goes on with the text of the paragraph, and its words.
func (w *word) say(html, words string) {
	w.size += len(html)
	w.text = append(w.text, html...)
	w.said = append(w.said, words...)
}

// image writes a picture, once for all places that show it.
func (w *word) image(id string) error {
	w.has.n[Pictures]++
	name := path.Join("word", w.targets[id])
	if whole, is := strings.CutPrefix(w.targets[id], "/"); is {
		name = whole
	}
	address, err := w.address(w.zip, name)
	if err != nil {
		return err
	}
	if address != "" {
		w.say(fmt.Sprintf(`<img src="%s" alt="%s">`, html.EscapeString(site.Escape(address)), html.EscapeString(w.alt)), "")
		w.alt = ""
	}
	return nil
}

func (w *word) end(name string) {
	switch name {
	case "t":
		w.inText = false
	case "pPr", "trPr":
		w.inMark = false
	case "hyperlink":
		w.endLink()
	case "p":
		if len(w.outer) == 0 {
			return
		}
		w.endParagraph()
		last := len(w.outer) - 1
		w.paragraph, w.outer = w.outer[last], w.outer[:last]
	case "footnote", "endnote":
		w.endList()
		w.put("</" + markdown.Note + ">\n")
	default:
		w.endTable(name)
	}
}

// endTable ends a part of a table.
func (w *word) endTable(name string) {
	if len(w.tables) == 0 {
		return
	}
	in := &w.tables[len(w.tables)-1]
	switch name {
	case "tbl":
		if in.cells > 1 { // else it is a box
			w.has.n[Tables]++
		}
		w.tables = w.tables[:len(w.tables)-1]
		w.put("</table>\n")
	case "tr":
		w.put("</tr>")
		if in.rowGone {
			w.b.Truncate(in.rowAt)
			in.rows--
		}
	case "tc":
		w.endList()
		w.put("</" + in.cell() + ">")
		in.inCell = false
		in.cells++
		in.column += in.span
		if in.side != "" {
			w.has.n[Aligned]++
		}
	}
}
