package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Files of Word (Office Open XML, ECMA-376): paragraphs with their styles, lists,
// tables, links, pictures and notes become HTML, and that Markdown.

// largestPart bounds a part of a file of Word, in bytes.
const largestPart = 100 << 20

// deepestList is the last of the nine levels that Word has, from 0.
const deepestList = 8

// errNoWord tells a file that is no .docx.
var errNoWord = errors.New("this is no .docx file, or it is locked with a password")

// picture writes a picture of a file of Word beside it, and gives its address.
func (g *gatherer) picture(root, rel string) func(name string, data []byte) string {
	folder := strings.TrimSuffix(rel, path.Ext(rel)) + "-files"
	return func(name string, data []byte) string {
		file := path.Join(folder, path.Base(name))
		to := filepath.Join(root, filepath.FromSlash(file))
		if os.MkdirAll(filepath.Dir(to), 0o755) != nil || os.WriteFile(to, data, 0o644) != nil {
			return ""
		}
		return path.Base(folder) + "/" + path.Base(name)
	}
}

// fromWord makes Markdown of a file of Word; picture writes each picture.
func fromWord(data []byte, picture func(name string, data []byte) string) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", errNoWord
	}
	read := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			return nil
		}
		defer func() { _ = f.Close() }()
		text, err := io.ReadAll(io.LimitReader(f, largestPart))
		if err != nil {
			return nil
		}
		return text
	}
	document := read("word/document.xml")
	if document == nil {
		return "", errNoWord
	}
	w := &word{styles: map[string]string{}, numbered: map[string]bool{}, read: read, picture: picture}
	w.named(read("word/styles.xml"))
	w.lists(read("word/numbering.xml"))
	for _, part := range []string{"document", "footnotes", "endnotes"} {
		w.relations(read("word/_rels/" + part + ".xml.rels"))
		if err := w.walk(xml.NewDecoder(bytes.NewReader(read("word/" + part + ".xml")))); err != nil {
			return "", errNoWord
		}
	}
	text, err := fromHTML([]byte("<html><body><main>" + w.b.String() + "</main></body></html>"))
	return noteSigns.Replace(text), err
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
	b        strings.Builder
	targets  map[string]string // of links and pictures, by their ids
	styles   map[string]string // names of styles, by their ids
	numbered map[string]bool   // the lists whose points have numbers
	read     func(name string) []byte
	picture  func(name string, data []byte) string

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
	for _, num := range n.Num {
		for _, a := range n.Abstract {
			if a.ID == num.Of.Val && len(a.Lvl) > 0 {
				w.numbered[num.ID] = a.Lvl[0].Fmt.Val != "bullet"
			}
		}
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
			return err
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
	case "r":
		w.marks = nil
	case "b", "i", "strike", "vertAlign":
		w.mark(t.Name.Local, value(t, "val"))
	case "docPr":
		w.alt = value(t, "descr")
	case "br", "cr":
		if value(t, "type") != "page" {
			w.text = append(w.text, "<br>"...)
		}
	case "noBreakHyphen":
		w.text = append(w.text, "\u2011"...)
	case "tab":
		w.text = append(w.text, " "...)
	case "hyperlink":
		to := w.targets[value(t, "id")]
		if anchor := value(t, "anchor"); to == "" && anchor != "" {
			to = "#" + anchor
		}
		w.text = append(w.text, `<a href="`+html.EscapeString(to)+`">`...)
	case "blip":
		w.image(value(t, "embed"))
	case "t":
		var text string
		if err := d.DecodeElement(&text, &t); err != nil {
			return err
		}
		w.run(text)
	case "footnoteReference", "endnoteReference":
		w.text = append(w.text, noteName(t.Name.Local, value(t, "id"))...)
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
	}
	return nil
}

// mark notes how the text of a run looks.
func (w *word) mark(name, val string) {
	element := map[string]string{"b": "strong", "i": "em", "strike": "del", "superscript": "sup", "subscript": "sub"}
	if name == "vertAlign" {
		name = val
	}
	if e := element[name]; e != "" && val != "0" && val != "false" {
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
	w.text = append(w.text, text...)
}

func (w *word) image(id string) {
	name := path.Join("word", w.targets[id])
	if data := w.read(name); data != nil {
		if address := w.picture(name, data); address != "" {
			w.text = fmt.Appendf(w.text, `<img src="%s" alt="%s">`, html.EscapeString(address), html.EscapeString(w.alt))
			w.alt = ""
		}
	}
}

func (w *word) end(name string) {
	switch name {
	case "hyperlink":
		w.text = append(w.text, "</a>"...)
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

// point writes a point of a list, at its level.
func (w *word) point(text string) {
	for len(w.open) > w.level+1 {
		w.closeList()
	}
	for len(w.open) < w.level+1 {
		element := "ul"
		if w.numbered[w.list] {
			element = "ol"
		}
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
