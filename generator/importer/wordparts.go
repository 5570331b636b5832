package importer

import (
	"bytes"
	"encoding/xml"
	"path"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/slug"
)

// What stands beside the text of a file of Word: its styles, lists, comments, the
// targets of its links, the margins of its pages.

// wordStyle is one of paragraphs or of runs.
type wordStyle struct {
	name  string // in small letters
	based string // the style that it is made of
	list  string // the list that its paragraphs are points of
	level int
	mono  bool // its letters are as wide as each other
}

// val is an element that says one thing.
type val struct {
	Val string `xml:"val,attr"`
}

func (w *word) readStyles(data []byte) {
	var s struct {
		Style []struct {
			ID    string `xml:"styleId,attr"`
			Name  val    `xml:"name"`
			Based val    `xml:"basedOn"`
			Fonts struct {
				ASCII string `xml:"ascii,attr"`
			} `xml:"rPr>rFonts"`
			List  val `xml:"pPr>numPr>numId"`
			Level val `xml:"pPr>numPr>ilvl"`
		} `xml:"style"`
	}
	if xml.Unmarshal(data, &s) != nil {
		return
	}
	for _, one := range s.Style {
		level, _ := strconv.Atoi(one.Level.Val)
		w.styles[one.ID] = &wordStyle{strings.ToLower(one.Name.Val), one.Based.Val, one.List.Val, min(max(level, 0), deepestList), isMonospaced(one.Fonts.ASCII)}
	}
}

// deepestStyle bounds how many styles may be made of each other.
const deepestStyle = 12

// styled are a style and those that it is made of.
func (w *word) styled(id string) []*wordStyle {
	var out []*wordStyle
	for s := w.styles[id]; s != nil && len(out) < deepestStyle; s = w.styles[s.based] {
		out = append(out, s)
	}
	if out == nil && id != "" {
		out = []*wordStyle{{name: strings.ToLower(id)}}
	}
	return out
}

// isA tells a style of one of some names, or one that is made of such.
func isA(styles []*wordStyle, names ...string) bool {
	return slices.ContainsFunc(styles, func(s *wordStyle) bool { return slices.Contains(names, s.name) })
}

// wordList says which levels of a list have numbers.
type wordList struct{ numbered [deepestList + 1]bool }

func (w *word) readLists(data []byte) {
	var n struct {
		Abstract []struct {
			ID  string `xml:"abstractNumId,attr"`
			Lvl []struct {
				At  int `xml:"ilvl,attr"`
				Fmt val `xml:"numFmt"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Num []struct {
			ID string `xml:"numId,attr"`
			Of val    `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if xml.Unmarshal(data, &n) != nil {
		return
	}
	kinds := map[string]*wordList{}
	for _, a := range n.Abstract {
		kinds[a.ID] = &wordList{}
		for _, l := range a.Lvl {
			if l.At >= 0 && l.At <= deepestList {
				kinds[a.ID].numbered[l.At] = l.Fmt.Val != "bullet" && l.Fmt.Val != "none"
			}
		}
	}
	for _, num := range n.Num {
		w.lists[num.ID] = kinds[num.Of.Val]
	}
}

// readRemarks reads what was said beside the text, with who said it.
func (w *word) readRemarks(data []byte) {
	var c struct {
		Comment []struct {
			ID     string `xml:"id,attr"`
			Author string `xml:"author,attr"`
			Inner  []byte `xml:",innerxml"`
		} `xml:"comment"`
	}
	if xml.Unmarshal(data, &c) != nil {
		return
	}
	for _, one := range c.Comment {
		said := "comment"
		if one.Author != "" {
			said += " by " + one.Author
		}
		w.remarks[one.ID] = said + ": " + saidIn(one.Inner, "t")
	}
}

// saidIn is the text of a part of a document, which stands in elements of this name.
func saidIn(data []byte, within string) string {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	in := 0
	for {
		token, err := d.Token()
		if err != nil {
			return slug.OneLine(b.String())
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == within {
				in++
			}
		case xml.EndElement:
			if t.Name.Local == within {
				in--
			}
			if t.Name.Local == "p" {
				b.WriteByte(' ')
			}
		case xml.CharData:
			if in > 0 {
				b.Write(t)
			}
		}
	}
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

// margins counts the headers and footers that say something: a page has none.
func (w *word) margins() {
	for _, f := range w.zip.File {
		name := path.Base(f.Name)
		if path.Dir(f.Name) != "word" || !strings.HasPrefix(name, "header") && !strings.HasPrefix(name, "footer") {
			continue
		}
		if saidIn(partOf(w.zip, f.Name), "t") != "" {
			w.has.n[Margins]++
		}
	}
}
