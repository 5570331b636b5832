package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/diag"
)

// Files of Word (Office Open XML, ECMA-376): paragraphs with their styles, lists,
// tables, links, pictures and notes become HTML, and that Markdown.

// largestPart bounds a part of a file of Word, in bytes.
const largestPart = 100 << 20

// deepestList is the last of the nine levels that Word has, from 0.
const deepestList = 8

// errNoWord tells a file that is no .docx.
var errNoWord = entryError{errors.New("this is no .docx file, or it is locked with a password")}

// picture writes a picture of a file of Word beside it, and gives its address.
func (g *gatherer) picture(root, rel string) func(name string, r io.Reader) (string, error) {
	folder := cleaned(strings.TrimSuffix(path.Base(rel), path.Ext(rel)) + "-files")
	names := taken{}
	return func(name string, r io.Reader) (string, error) {
		address := path.Join(folder, names.free(cleaned(path.Base(name))))
		to := filepath.Join(root, filepath.FromSlash(path.Join(path.Dir(rel), address)))
		return address, errors.Join(g.take(files, 1), g.write(to, r))
	}
}

// fromWord makes Markdown of a file of Word, and writes its pictures.
func (g *gatherer) fromWord(file, root, rel string) (string, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return "", errNoWord
	}
	defer func() { _ = z.Close() }()
	w := &word{budget: g.budget, zip: &z.Reader, styles: map[string]string{}, numbered: map[string]bool{}, pictures: map[string]string{}, picture: g.picture(root, rel)}
	document := w.part("document.xml")
	if document == nil {
		return "", errNoWord
	}
	w.named(w.part("styles.xml"))
	w.lists(w.part("numbering.xml"))
	for _, part := range []string{"document", "footnotes", "endnotes"} {
		w.relations(w.part("_rels/" + part + ".xml.rels"))
		if part != "document" {
			document = w.part(part + ".xml")
		}
		if err := w.walk(xml.NewDecoder(bytes.NewReader(document))); err != nil {
			return "", err
		}
	}
	if w.lost > 0 {
		g.leave(rel, fmt.Errorf("%s cannot be read", diag.Count(w.lost, "picture")))
	}
	text, _, err := g.fromHTML([]byte("<html><body><main>" + w.b.String() + "</main></body></html>"))
	return noteSigns.Replace(text), err
}

// part reads a part of the file; nil for one that is not there, or too large.
func (w *word) part(name string) []byte {
	f, err := w.zip.Open("word/" + name)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, largestPart+1))
	if err != nil || len(text) > largestPart {
		return nil
	}
	return text
}

// noteSigns writes a note's name as Markdown does. The way through HTML would
// escape the brackets, so that until then two signs of no script stand for them.
var noteSigns = strings.NewReplacer("\uE000", "[^", "\uE001", "]")

// noteName names a foot or end note of an id, in these signs.
func noteName(element, id string) string {
	kind := ""
	if strings.HasPrefix(element, "end") {
		kind = "end-"
	}
	return "\uE000" + kind + id + "\uE001"
}

// word writes HTML of a document as it is walked.
type word struct {
	*budget
	zip      *zip.Reader
	b        strings.Builder
	size     int               // bytes of HTML that were said
	targets  map[string]string // of links and pictures, by their ids
	styles   map[string]string // names of styles, by their ids
	numbered map[string]bool   // the lists whose points have numbers
	pictures map[string]string // addresses of those that are written, by their parts
	lost     int               // pictures that cannot be read
	picture  func(name string, r io.Reader) (string, error)

	paragraph
	outer  []paragraph // those that this one stands in, in a box of text
	note   []string    // a note's name and its paragraphs; nil outside of one
	marks  []string
	alt    string // of the next picture
	titled bool   // there is a title, which headings stand below
	open   []string
	cell   string // th in the first row of a table, then td
}

// paragraph is one that is read.
type paragraph struct {
	text  []byte // as HTML
	style string
	list  string // its id; "" outside of one
	level int    // of the list, from 0
}

// relations reads the targets of one part; each part has ids of its own.
func (w *word) relations(data []byte) {
	w.targets = map[string]string{}
	var r struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(data, &r) == nil {
		for _, one := range r.Relationship {
			w.targets[one.ID] = one.Target
		}
	}
}

func (w *word) named(data []byte) {
	var s struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	if xml.Unmarshal(data, &s) == nil {
		for _, one := range s.Style {
			w.styles[one.ID] = strings.ToLower(one.Name.Val)
		}
	}
}

// lists reads which lists have numbers.
func (w *word) lists(data []byte) {
	var n struct {
		Abstract []struct {
			ID  string `xml:"abstractNumId,attr"`
			Lvl []struct {
				Fmt struct {
					Val string `xml:"val,attr"`
				} `xml:"numFmt"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Num []struct {
			ID string `xml:"numId,attr"`
			Of struct {
				Val string `xml:"val,attr"`
			} `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if xml.Unmarshal(data, &n) != nil {
		return
	}
	formats := map[string]string{}
	for _, a := range n.Abstract {
		if len(a.Lvl) > 0 {
			formats[a.ID] = a.Lvl[0].Fmt.Val
		}
	}
	for _, num := range n.Num {
		format, is := formats[num.Of.Val]
		w.numbered[num.ID] = is && format != "bullet"
	}
}

func (w *word) walk(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			w.endList()
			return nil
		}
		if err != nil {
			return errNoWord
		}
		if err := w.take(nodes, 1); err != nil {
			return err
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

// start begins a paragraph, a note or a part of a table, and takes what they are.
func (w *word) start(d *xml.Decoder, t xml.StartElement) error {
	switch t.Name.Local {
	case "p":
		w.outer = append(w.outer, w.paragraph)
		w.paragraph = paragraph{}
	case "pStyle":
		w.style = value(t, "val")
	case "numId":
		w.list = value(t, "val")
	case "ilvl":
		level, _ := strconv.Atoi(value(t, "val"))
		w.level = min(max(level, 0), deepestList)
	case "footnote", "endnote":
		if value(t, "type") != "" && value(t, "type") != "normal" {
			return d.Skip() // the line above the notes
		}
		w.note = []string{noteName(t.Name.Local, value(t, "id")) + ":"}
	case "instrText", "delText", "moveFrom", "Fallback":
		return d.Skip() // Fallback: what an older Word shows in place of the same
	case "tbl":
		w.endList()
		w.b.WriteString("<table>")
		w.cell = "th"
	case "tr":
		w.b.WriteString("<tr>")
	case "tc":
		w.b.WriteString("<" + w.cell + ">")
	default:
		return w.within(d, t)
	}
	return nil
}

// within takes what stands in a paragraph: runs of text, how they look, and what
// stands between them.
func (w *word) within(d *xml.Decoder, t xml.StartElement) error {
	switch t.Name.Local {
	case "r":
		w.marks = nil
	case "b", "i", "strike", "vertAlign":
		w.mark(t.Name.Local, value(t, "val"))
	case "t":
		var text string
		if err := d.DecodeElement(&text, &t); err != nil {
			return errNoWord
		}
		w.run(text)
	case "br", "cr":
		if value(t, "type") != "page" {
			w.say("<br>")
		}
	case "noBreakHyphen":
		w.say("\u2011")
	case "tab":
		w.say(" ")
	case "hyperlink":
		to := w.targets[value(t, "id")]
		if anchor := value(t, "anchor"); to == "" && anchor != "" {
			to = "#" + anchor
		}
		w.say(`<a href="` + html.EscapeString(to) + `">`)
	case "docPr":
		w.alt = value(t, "descr")
	case "blip":
		return w.image(value(t, "embed"))
	case "footnoteReference", "endnoteReference":
		w.say(noteName(t.Name.Local, value(t, "id")))
	}
	return nil
}

// mark notes how the text of a run looks.
func (w *word) mark(name, val string) {
	element := map[string]string{"b": "strong", "i": "em", "strike": "del", "superscript": "sup", "subscript": "sub"}
	if name == "vertAlign" {
		name = val
	}
	if e := element[name]; e != "" && val != "0" && val != "false" && !slices.Contains(w.marks, e) {
		w.marks = append(w.marks, e)
	}
}

func (w *word) run(text string) {
	text = html.EscapeString(text)
	if strings.TrimSpace(text) != "" {
		for _, m := range w.marks {
			text = "<" + m + ">" + text + "</" + m + ">"
		}
	}
	w.say(text)
}

// say goes on with the text of the paragraph.
func (w *word) say(html string) {
	w.size += len(html)
	w.text = append(w.text, html...)
}

// image writes a picture, once for all places that show it.
func (w *word) image(id string) error {
	name := path.Join("word", w.targets[id])
	address, ok := w.pictures[name]
	if !ok {
		f, err := w.zip.Open(name)
		if err == nil {
			address, err = w.picture(name, f)
			_ = f.Close()
		}
		if _, own := errors.AsType[entryError](err); own || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
			w.lost++
			address, err = "", nil
		}
		if err != nil {
			return err
		}
		w.pictures[name] = address
	}
	if address != "" {
		w.say(fmt.Sprintf(`<img src="%s" alt="%s">`, html.EscapeString(address), html.EscapeString(w.alt)))
		w.alt = ""
	}
	return nil
}

func (w *word) end(name string) {
	switch name {
	case "hyperlink":
		w.say("</a>")
	case "p":
		w.endParagraph()
		last := len(w.outer) - 1
		w.paragraph, w.outer = w.outer[last], w.outer[:last]
	case "footnote", "endnote":
		if w.note != nil {
			fmt.Fprintf(&w.b, "<p>%s %s</p>\n", w.note[0], strings.Join(w.note[1:], "<br>"))
		}
		w.note = nil
	case "tbl":
		w.b.WriteString("</table>\n")
	case "tr":
		w.b.WriteString("</tr>")
		w.cell = "td"
	case "tc":
		w.b.WriteString("</" + w.cell + ">")
	}
}

func (w *word) endParagraph() {
	text := strings.TrimSpace(string(w.text))
	name := w.styles[w.style]
	if name == "" {
		name = strings.ToLower(w.style)
	}
	if w.note != nil {
		w.note = append(w.note, text)
		return
	}
	if w.list != "" && w.list != "0" && text != "" {
		w.point(text)
		return
	}
	w.endList()
	element := "p"
	switch {
	case text == "", strings.HasPrefix(name, "toc "):
		return // the page has its own table of contents
	case name == "title":
		element, w.titled = "h1", true
	case strings.HasPrefix(name, "heading"):
		if level := strings.TrimSpace(strings.TrimPrefix(name, "heading")); len(level) == 1 && level >= "1" && level <= "6" {
			n := int(level[0] - '0')
			if w.titled {
				n = min(n+1, 6)
			}
			element = "h" + strconv.Itoa(n)
		}
	}
	fmt.Fprintf(&w.b, "<%s>%s</%s>\n", element, text, element)
}

// point writes a point of a list, at its level. A list of points behind one of numbers
// is another.
func (w *word) point(text string) {
	element := "ul"
	if w.numbered[w.list] {
		element = "ol"
	}
	if w.level == 0 && len(w.open) > 0 && w.open[0] != element {
		w.endList()
	}
	for len(w.open) > w.level+1 {
		w.closeList()
	}
	for len(w.open) < w.level+1 {
		w.b.WriteString("<" + element + ">")
		w.open = append(w.open, element)
		if len(w.open) < w.level+1 {
			w.b.WriteString("<li>") // a level that was left out
		}
	}
	w.b.WriteString("<li>" + text)
}

// closeList ends the innermost list. A point is closed by the next one, as HTML
// has it.
func (w *word) closeList() {
	w.b.WriteString("</" + w.open[len(w.open)-1] + ">")
	w.open = w.open[:len(w.open)-1]
}

func (w *word) endList() {
	for len(w.open) > 0 {
		w.closeList()
	}
}
