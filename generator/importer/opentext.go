package importer

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// openTable is one that is read.
type openTable struct {
	cells int
	rows  int
	heads bool // the rows are those of its head
}

// openFrame is the box of a picture.
type openFrame struct {
	images []string
	alt    string
	object bool // it shows what another program has made
}

func (o *open) walk(d *xml.Decoder) error {
	body := false
	for {
		token, err := o.token(d, errNoText)
		if token == nil || err != nil {
			return err
		}
		if o.b.Len()+o.notes.Len() > largestPage {
			return tooLarge(largestPage)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if body = body || t.Name.Local == "body"; !body {
				continue
			}
			o.ends = append(o.ends, nil)
			if skip, err := o.start(d, t); err != nil {
				return err
			} else if skip {
				o.ends = o.ends[:len(o.ends)-1]
			}
		case xml.EndElement:
			if last := len(o.ends) - 1; last >= 0 {
				if o.ends[last] != nil {
					o.ends[last]()
				}
				o.ends = o.ends[:last]
			}
			if o.failed != nil {
				return o.failed
			}
		case xml.CharData:
			if body {
				o.write(string(t))
			}
		}
	}
}

// atEnd says what is to be done at the end of the element that has begun.
func (o *open) atEnd(do func()) { o.ends[len(o.ends)-1] = do }

// put writes HTML, behind the listing that is open.
func (o *open) put(html string) {
	if o.listing {
		o.listing = false
		o.b.WriteString("</pre>\n")
	}
	o.b.WriteString(html)
}

// write goes on with the text of a paragraph.
func (o *open) write(text string) {
	o.said = append(o.said, text...)
	o.letters += len(strings.TrimSpace(text))
	o.b.WriteString(html.EscapeString(text))
}

// around writes what stands around all that an element holds.
func (o *open) around(start, end string) {
	o.put(start)
	o.atEnd(func() { o.put(end) })
}

// start begins an element. It tells whether that was skipped.
func (o *open) start(d *xml.Decoder, t xml.StartElement) (skip bool, err error) {
	switch t.Name.Local {
	case "tracked-changes":
		return true, o.changes(d)
	case "table-of-content", "forms", "note-citation", "script", "scripts", "covered-table-cell", "event-listeners", "sequence-decls", "tracked-changes-view-settings":
		return true, d.Skip()
	case "annotation":
		return true, o.remark(d, t)
	case "p", "h":
		o.paragraph(t)
	case "list":
		o.list(t)
	case "list-item", "list-header":
		o.point()
	case "note":
		o.noted++
		o.has.n[Notes]++
		o.b.WriteString(fmt.Sprintf(`<%s name="%d"></%s>`, markdown.NoteMark, o.noted, markdown.NoteMark))
	case "note-body":
		o.note()
	case "table", "table-header-rows", "table-row", "table-cell":
		o.startTable(t)
	default:
		return o.startWithin(d, t)
	}
	return false, nil
}

// startWithin takes what stands in a paragraph.
func (o *open) startWithin(d *xml.Decoder, t xml.StartElement) (skip bool, err error) {
	switch t.Name.Local {
	case "span":
		o.span(t)
	case "a":
		o.link(value(t, "href"))
	case "s":
		n, _ := strconv.Atoi(value(t, "c"))
		o.write(strings.Repeat(" ", min(max(n, 1), 1000)))
	case "tab":
		o.write(" ")
	case "line-break":
		o.said = append(o.said, '\n')
		o.b.WriteString("<br>")
	case "bookmark", "bookmark-start", "reference-mark", "reference-mark-start":
		o.b.WriteString(`<a id="` + html.EscapeString(value(t, "name")) + `"></a>`)
	case "frame":
		o.startFrame()
	case "image":
		o.frame.images = append(o.frame.images, value(t, "href"))
	case "title", "desc":
		if !strings.Contains(t.Name.Space, "svg") {
			return false, nil // a field of the document's title
		}
		var text string
		if err := d.DecodeElement(&text, &t); err != nil {
			return true, errNoText
		}
		if o.frame.alt == "" || t.Name.Local == "desc" {
			o.frame.alt = text
		}
		return true, nil
	case "object", "object-ole":
		o.frame.object = true
		return true, errors.Join(o.object(value(t, "href")), d.Skip())
	}
	return false, nil
}

// paragraph begins a paragraph or a heading.
func (o *open) paragraph(t xml.StartElement) {
	styles, names := o.named(value(t, "style-name"))
	name, around := "p", ""
	level, _ := strconv.Atoi(value(t, "outline-level"))
	if o.titled {
		level++
	}
	switch is := func(wanted ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(wanted, n) })
	}; {
	case t.Name.Local == "h":
		name = "h" + strconv.Itoa(min(max(level, 1), 6))
	case is("title"):
		name = "h1"
	case is("caption", "illustration", "figure"):
		name = "figcaption"
	case is("preformatted text", "source code", "source text"):
		o.line()
		return
	case is("quotations", "quotation", "quote", "block text"):
		around = "blockquote"
	}
	o.begin(name, around, own(styles, value(t, "style-name")), level)
}

// own are the marks of a style that was made for one paragraph alone.
func own(styles []*openStyle, name string) []string {
	if len(styles) == 0 || !automatic.MatchString(name) {
		return nil
	}
	return styles[0].marks
}

var automatic = regexp.MustCompile(`^P\d+$`)

// begin writes the start of a paragraph, and at its end what remains: a heading without
// a text is none.
func (o *open) begin(name, around string, marks []string, level int) {
	start, end := "<"+name+">", "</"+name+">\n"
	if around != "" {
		start, end = "<"+around+">"+start, end+"</"+around+">\n"
	}
	if name == "p" {
		for _, m := range marks {
			start, end = start+"<"+m+">", "</"+m+">"+end
		}
	}
	o.put(start)
	before, outer := o.letters, o.said
	o.said = nil
	o.atEnd(func() {
		o.put(end)
		o.has.say(string(o.said))
		switch filled := o.letters > before; {
		case filled && name == "figcaption":
			o.has.remember(Captions, string(o.said))
		case filled && name[0] == 'h':
			o.has.n[Headings]++
			o.titled = o.titled || level < 1
		}
		o.said = outer
	})
}

// line is one of a listing. Those behind each other are one listing.
func (o *open) line() {
	if o.listing {
		o.b.WriteString("\n")
	} else {
		o.has.n[Listings]++
		o.put("<pre>")
	}
	o.listing = false
	outer := o.said
	o.said = nil
	o.atEnd(func() {
		o.listing = true
		o.has.say(string(o.said))
		o.said = outer
	})
}

// list begins a list: one in another has the style of that, where it says none.
func (o *open) list(t xml.StartElement) {
	style := value(t, "style-name")
	if style == "" && len(o.inLists) > 0 {
		style = o.inLists[len(o.inLists)-1]
	}
	o.inLists = append(o.inLists, style)
	name := "ul"
	if l := o.lists[style]; l != nil && l.numbered[min(len(o.inLists), len(l.numbered)-1)] {
		name = "ol"
	}
	o.put("<" + name + ">")
	o.atEnd(func() {
		o.put("</" + name + ">\n")
		o.inLists = o.inLists[:len(o.inLists)-1]
	})
}

func (o *open) point() {
	o.put("<li>")
	before, level := o.letters, len(o.inLists)
	o.atEnd(func() {
		o.put("</li>")
		if o.letters == before {
			return
		}
		o.has.n[Points]++
		if level > 1 {
			o.has.n[Levels]++
		}
	})
}

// note reads one apart: it stands in the midst of a paragraph.
func (o *open) note() {
	outer, said, lists := o.b, o.said, o.inLists
	o.b, o.said, o.inLists = &bytes.Buffer{}, nil, nil
	name := o.noted
	o.atEnd(func() {
		o.put("")
		fmt.Fprintf(&o.notes, `<%s name="%d">%s</%s>`, markdown.Note, name, o.b, markdown.Note)
		o.b, o.said, o.inLists = outer, said, lists
	})
}

// startTable begins a part of a table: its first row says what stands in the columns.
func (o *open) startTable(t xml.StartElement) {
	switch t.Name.Local {
	case "table":
		outer := o.table
		o.table = openTable{}
		o.put("<table>")
		o.atEnd(func() {
			if o.table.cells > 1 { // else it is a box
				o.has.n[Tables]++
			}
			o.put("</table>\n")
			o.table = outer
		})
	case "table-header-rows":
		o.table.heads = true
		o.atEnd(func() { o.table.heads = false })
	case "table-row":
		o.table.rows++
		o.around("<tr>", "</tr>")
	case "table-cell":
		o.table.cells++
		name := map[bool]string{true: "th", false: "td"}[o.table.heads || o.table.rows == 1]
		start := "<" + name
		for _, a := range [][2]string{{"number-columns-spanned", "colspan"}, {"number-rows-spanned", "rowspan"}} {
			if n, _ := strconv.Atoi(value(t, a[0])); n > 1 {
				start += fmt.Sprintf(` %s="%d"`, a[1], n)
			}
		}
		if strings.Contains(start, "span") {
			o.has.n[Merged]++
		}
		repeated, _ := strconv.Atoi(value(t, "number-columns-repeated"))
		o.around(strings.Repeat("<"+name+"></"+name+">", min(max(repeated-1, 0), 100))+start+">", "</"+name+">")
	}
}

// span begins a run of text that looks otherwise.
func (o *open) span(t xml.StartElement) {
	styles, names := o.named(value(t, "style-name"))
	var start, end string
	seen := map[string]bool{}
	add := func(mark string) {
		if !seen[mark] {
			seen[mark] = true
			start, end = start+"<"+mark+">", "</"+mark+">"+end
		}
	}
	mono := slices.Contains(names, "source text") || slices.Contains(names, "teletype")
	for _, s := range styles {
		for _, m := range s.marks {
			add(m)
		}
		mono = mono || s.mono
	}
	for name, mark := range map[string]string{"strong emphasis": "strong", "emphasis": "em"} {
		if slices.Contains(names, name) && len(styles) == 0 {
			add(mark)
		}
	}
	if mono {
		add("code")
	}
	o.b.WriteString(start)
	o.atEnd(func() { o.b.WriteString(end) })
}

var outline = regexp.MustCompile(`^#(?:[\d.]+\.)?(.*)\|outline$`)

// link begins one: to a heading by its words, as the program has it, or to an address.
func (o *open) link(to string) {
	if m := outline.FindStringSubmatch(to); m != nil {
		to = "#" + slug.Of(m[1])
	}
	o.b.WriteString(`<a href="` + html.EscapeString(to) + `">`)
	before := o.b.Len()
	o.atEnd(func() {
		if o.b.Len() > before {
			o.has.n[Links]++
		}
		o.b.WriteString("</a>")
	})
}

// startFrame begins the box of a picture: of the forms that it has, one is taken that
// browsers show.
func (o *open) startFrame() {
	outer := o.frame
	o.frame = openFrame{}
	o.atEnd(func() {
		if err := o.image(); err != nil {
			o.failed = errors.Join(o.failed, err)
		}
		o.frame = outer
	})
}

// image writes the picture of a frame.
func (o *open) image() error {
	f := o.frame
	if len(f.images) == 0 || f.object {
		return nil
	}
	name := f.images[0]
	for _, other := range f.images {
		if slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}, strings.ToLower(path.Ext(other))) {
			name = other
			break
		}
	}
	o.has.n[Pictures]++
	address := name
	if !strings.Contains(name, "://") {
		var err error
		if address, err = o.address(o.zip, strings.TrimPrefix(name, "./")); err != nil || address == "" {
			return err
		}
		address = site.Escape(address)
	}
	o.b.WriteString(fmt.Sprintf(`<img src="%s" alt="%s">`, html.EscapeString(address), html.EscapeString(f.alt)))
	return nil
}

// object notes what another program has made: of a formula, what its writer typed.
func (o *open) object(name string) error {
	data := partOf(o.zip, path.Join(strings.TrimPrefix(name, "./"), "content.xml"))
	_, after, found := bytes.Cut(data, []byte(`StarMath 5.0">`))
	if !found {
		o.has.n[Objects]++
		return nil
	}
	o.has.n[Formulas]++
	typed, _, _ := bytes.Cut(after, []byte("<"))
	o.b.WriteString("<code>" + string(typed) + "</code>")
	return nil
}

// remark keeps what was said beside the text, with who said it.
func (o *open) remark(d *xml.Decoder, t xml.StartElement) error {
	var said struct {
		Creator string `xml:"creator"`
		Inner   []byte `xml:",innerxml"`
	}
	if err := d.DecodeElement(&said, &t); err != nil {
		return errNoText
	}
	text := "comment"
	if said.Creator != "" {
		text += " by " + said.Creator
	}
	text += ": " + saidIn(said.Inner, "p")
	o.has.remember(Remarks, text)
	o.b.WriteString("<" + markdown.Remark + ">" + html.EscapeString(text) + "</" + markdown.Remark + ">")
	return nil
}

// changes counts those that are tracked: what they took away stands here alone.
func (o *open) changes(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return errNoText
		}
		if err := o.take(nodes, 1); err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if t.Name.Local == "changed-region" {
				o.has.n[Changes]++
			}
		case xml.EndElement:
			depth--
		}
	}
	return nil
}
