package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
)

// Texts of OpenDocument (.odt, ISO/IEC 26300) become HTML as they are walked, and that
// Markdown: headings, lists, tables, notes, pictures, links. Changes are accepted.

// errNoText tells a file that is no .odt.
var errNoText = entryError{errors.New("this is no .odt file, or it is locked with a password")}

// open writes HTML of a document of OpenDocument as it is walked.
type open struct {
	*budget
	zip    *zip.Reader
	b      *bytes.Buffer
	said   []byte // the words of the paragraph that is read
	styles map[string]*openStyle
	lists  map[string]*openList
	has    tally
	shown

	titled  bool
	inLists []string // the styles of the lists that are open
	ends    []func() // what is to be done at the end of each element that is open
	notes   bytes.Buffer
	noted   int  // notes that are read
	letters int  // of all that was said
	listing bool // one is open, whose next line may follow
	table   openTable
	frame   openFrame
	failed  error // of an element's end
}

// openStyle is one of paragraphs or of runs.
type openStyle struct {
	parent, list, display string
	marks                 []string
	side                  string
	mono                  bool
}

// openList says which levels of a list have numbers.
type openList struct{ numbered [deepestList + 2]bool }

// fromOpen makes Markdown of a text of OpenDocument, and writes its pictures.
func (g *gatherer) fromOpen(file, root, rel string) (string, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return "", errNoText
	}
	defer func() { _ = z.Close() }()
	o := &open{budget: g.budget, b: &bytes.Buffer{}, zip: &z.Reader, styles: map[string]*openStyle{}, lists: map[string]*openList{}, shown: shown{pictures: map[string]string{}, picture: g.pictures(root, rel)}}
	content, styles := partOf(o.zip, "content.xml"), partOf(o.zip, "styles.xml")
	if content == nil || bytes.Contains(partOf(o.zip, "META-INF/manifest.xml"), []byte("encryption-data")) {
		return "", errNoText
	}
	g.wants(content)
	for _, part := range [][]byte{styles, content} {
		if err := o.readStyles(part); err != nil {
			return "", err
		}
	}
	o.margins(styles)
	if err := o.walk(xml.NewDecoder(bytes.NewReader(content))); err != nil {
		return "", err
	}
	o.put("")
	return g.document(rel, o.b.String()+o.notes.String(), &o.has, o.lost)
}

// readStyles reads how texts look and which lists have numbers.
func (o *open) readStyles(data []byte) error {
	var style *openStyle
	var list *openList
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := o.token(d, errNoText)
		if token == nil || err != nil {
			return err
		}
		t, is := token.(xml.StartElement)
		if !is {
			continue
		}
		switch t.Name.Local {
		case "style":
			style = &openStyle{parent: value(t, "parent-style-name"), list: value(t, "list-style-name"), display: strings.ToLower(value(t, "display-name"))}
			o.styles[value(t, "name")] = style
		case "text-properties", "paragraph-properties":
			if style != nil {
				style.read(t)
			}
		case "list-style":
			list = &openList{}
			o.lists[value(t, "name")] = list
		case "list-level-style-number":
			if n, _ := strconv.Atoi(value(t, "level")); list != nil && n > 0 && n < len(list.numbered) && value(t, "num-format") != "" {
				list.numbered[n] = true
			}
		}
	}
}

// read takes how the texts of a style look.
func (s *openStyle) read(t xml.StartElement) {
	weight, position := value(t, "font-weight"), value(t, "text-position")
	n, _ := strconv.Atoi(weight)
	for _, one := range []struct {
		is   bool
		mark string
	}{
		{weight == "bold" || n >= 600, "strong"}, {value(t, "font-style") == "italic", "em"},
		{value(t, "text-line-through-style") != "" && value(t, "text-line-through-style") != "none" || value(t, "text-line-through-type") == "single", "del"},
		{strings.HasPrefix(position, "super") || len(position) > 1 && position[0] > '0' && position[0] <= '9' && !strings.HasPrefix(position, "0"), "sup"},
		{strings.HasPrefix(position, "sub") || strings.HasPrefix(position, "-"), "sub"},
	} {
		if one.is {
			s.marks = append(s.marks, one.mark)
		}
	}
	if font := value(t, "font-name") + value(t, "font-family"); isMonospaced(font) {
		s.mono = true
	}
	if side := value(t, "text-align"); side == "center" || side == "end" || side == "right" {
		s.side = strings.Replace(side, "end", "right", 1)
	}
}

// named gives a style and those that it is made of, by their names as people see them.
func (o *open) named(name string) (out []*openStyle, names []string) {
	for s := o.styles[name]; len(out) < deepestStyle; s = o.styles[name] {
		shown := strings.ToLower(strings.NewReplacer("_20_", " ", "_5f_", "_").Replace(name))
		if s == nil {
			return out, append(names, shown)
		}
		out, names = append(out, s), append(names, shown, s.display)
		if name = s.parent; name == "" {
			break
		}
	}
	return out, names
}

// margins counts the headers and footers that say something: a page has none.
func (o *open) margins(styles []byte) {
	d := xml.NewDecoder(bytes.NewReader(styles))
	in, said := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			if isMargin(t.Name.Local) {
				in, said = in+1, false
			}
		case xml.CharData:
			said = said || in > 0 && len(bytes.TrimSpace(t)) > 0
		case xml.EndElement:
			if isMargin(t.Name.Local) {
				in--
				if said {
					o.has.n[Margins]++
				}
				said = false
			}
		}
	}
}

func isMargin(name string) bool {
	return name == "header" || name == "footer" || name == "header-first" || name == "footer-first" || name == "header-left" || name == "footer-left"
}
