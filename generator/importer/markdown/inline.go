package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fieldbook/generator/slug"

	"golang.org/x/net/html"
)

// marks are what a run looks like, a bit each. That is all that remains of the
// elements around it, so that a thousand of one kind are no more than one.
type marks uint8

const (
	strong marks = 1 << iota
	em
	del
	sup
	sub
	kbd
	highlight
)

// mark is how one is written: by a sign, or by an element.
var mark = map[marks]struct{ sign, element string }{
	strong: {"**", "strong"}, em: {"*", "em"}, del: {"~~", "del"},
	sup: {"", "sup"}, sub: {"", "sub"}, kbd: {"", "kbd"}, highlight: {"", "mark"},
}

var markOf = map[string]marks{
	"strong": strong, "b": strong, "em": em, "i": em, "del": del, "s": del, "strike": del,
	"sup": sup, "sub": sub, "kbd": kbd, "mark": highlight,
}

// style is how a run looks, and where it leads.
type style struct {
	marks marks
	link  *link
}

type link struct{ to, title string }

// run is a piece of a text that looks alike.
type run struct {
	style
	text      string
	raw       string // Markdown or HTML as it is: a picture, the mark of a note
	code      string
	remark    string // what no reader sees
	lineBreak bool
}

func (w *writer) inline(n *html.Node, s style) {
	switch n.Data {
	case "br":
		w.add(run{lineBreak: true})
		return
	case "img":
		if src := strings.TrimSpace(Attribute(n, "src")); src != "" {
			alt := escape(slug.OneLine(Attribute(n, "alt")), true, false)
			w.add(run{style: s, raw: "![" + alt + "](" + address(src, Attribute(n, "title")) + ")"})
		}
		return
	case "input":
		if checked, box := isChecked(n); box {
			w.add(run{style: s, text: map[bool]string{true: "☑ ", false: "☐ "}[checked]})
		}
		return
	case NoteMark:
		w.noteMark(n, s)
		return
	case Formula:
		w.add(formula(n))
		return
	case Remark:
		w.add(run{style: s, remark: remark(n)})
		return
	case "iframe", "video", "audio", "embed":
		w.embedded(n, s)
		return
	case "code", "var", "samp", "tt":
		w.codeRun(Text(n), s)
		return
	case "a":
		if to := strings.TrimSpace(Attribute(n, "href")); to != "" && len(to) <= longestLink {
			s.link = &link{to, Attribute(n, "title")}
		}
	}
	s.marks |= markOf[n.Data]
	w.children(n, s)
}

// noteMark writes where a note belongs; words in brackets where there is none of its name.
func (w *writer) noteMark(n *html.Node, s style) {
	name := noteName(Attribute(n, "name"))
	if w.notes[name] == nil {
		w.children(n, s)
		return
	}
	w.marked[name] = true
	w.add(run{raw: "[^" + name + "]"})
}

// shown is the address of what a page shows of elsewhere; "" if it has none.
func shown(n *html.Node) string {
	to := strings.TrimSpace(Attribute(n, "src"))
	for c := n.FirstChild; to == "" && c != nil; c = c.NextSibling {
		to = strings.TrimSpace(Attribute(c, "src"))
	}
	if len(to) > longestLink {
		return ""
	}
	return to
}

// embedded writes a link to what a page shows of elsewhere.
func (w *writer) embedded(n *html.Node, s style) {
	to := shown(n)
	if to == "" {
		return
	}
	words := slug.OneLine(Attribute(n, "title"))
	if words == "" {
		words = to
	}
	s.link = &link{to: to}
	w.add(run{style: s, text: words})
}

// codeRun adds code; what space stands around it is none of it.
func (w *writer) codeRun(text string, s style) {
	if trimmed := slug.OneLine(text); trimmed == "" || !strings.ContainsAny(text[:1]+text[len(text)-1:], spaces) {
		w.add(run{style: s, code: trimmed})
	} else {
		w.add(run{style: s, text: text[:len(text)-len(strings.TrimLeft(text, spaces))]})
		w.add(run{style: s, code: trimmed})
		w.add(run{style: s, text: text[len(strings.TrimRight(text, spaces)):]})
	}
}

// codeSpan writes code in more backticks than it has in a row.
func codeSpan(text string) string {
	fence := strings.Repeat("`", longest(text, '`')+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

var inAddress = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\n", "", "\r", "", "\t", "", `\`, "%5C", "*", "%2A", "_", "_")

// address is where a link or a picture leads, and its title.
func address(to, title string) string {
	to = inAddress.Replace(to)
	if title = slug.OneLine(title); strings.TrimSpace(title) != "" && len(title) <= longestLink {
		to += ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(title) + `"`
	}
	return to
}

// where a paragraph stands.
type where int

const (
	asBlock   where = iota
	inHeading       // one line
	inCell          // one line, of several parts
)

// paragraphs writes runs as Markdown. Two breaks end a paragraph.
func paragraphs(runs []run, where where) []string {
	var out []string
	p := paragraph{where: where, money: dollars(runs) > 1}
	end := func() {
		p.to(style{})
		text := p.done()
		if p.remarks != "" {
			text = strings.TrimSpace(text + " " + p.remarks)
		}
		if text != "" {
			out = append(out, text)
		}
		p = paragraph{where: where, money: p.money}
	}
	breaks := 0
	for _, r := range runs {
		switch {
		case r.lineBreak:
			breaks++
			p.space = true
			continue
		case r.remark != "":
			p.remark(r)
			continue
		case r.code+r.raw == "" && strings.TrimSpace(r.text) == "" && !strings.ContainsRune(r.text, '\u00a0'):
			p.space = p.space || r.text != ""
			continue
		case breaks > 1 && where != inHeading:
			end()
		case breaks > 0:
			p.newLine = true
		}
		breaks = 0
		p.add(r)
	}
	end()
	return out
}

func dollars(runs []run) int {
	n := 0
	for _, r := range runs {
		n += strings.Count(r.text, "$")
	}
	return n
}

// paragraph is one that is written: its pieces, of which those of a mark may still
// turn from signs to elements.
type paragraph struct {
	where   where
	pieces  []piece
	style             // of what was written last
	open    []opening // the marks that are open, the outermost first
	space   bool      // is due before the next text
	newLine bool
	money   bool   // dollars may make a formula
	remarks string // that wait for a text: a line that begins with one would be HTML
}

type opening struct {
	mark marks
	at   int // its piece
}

// piece is text, or one end of a mark.
type piece struct {
	text  string
	plain bool   // it is text of the page
	code  string // that the text is made of
	mark  marks
	end   bool
	other int // the piece of the other end
	html  bool
}

func (p *paragraph) add(r run) {
	if r.code+r.raw != "" {
		p.to(r.style)
		last := len(p.pieces) - 1
		switch {
		case r.code == "":
			p.put(piece{text: r.raw})
		case last >= 0 && p.pieces[last].code != "": // one, as their signs would be
			r.code = p.pieces[last].code + r.code
			p.pieces = p.pieces[:last]
			fallthrough
		default:
			p.put(piece{text: codeSpan(r.code), code: r.code})
		}
		return
	}
	text := r.text
	if p.newLine || p.atStart() {
		if text = strings.TrimLeftFunc(text, unicode.IsSpace); text == "" {
			return
		}
	}
	trimmed := strings.TrimLeft(text, spaces)
	p.space = p.space || len(trimmed) < len(text)
	text = strings.TrimRight(trimmed, spaces)
	p.to(r.style)
	words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(spaces, c) })
	for i, word := range words {
		if words[i] = escape(word, r.link != nil, p.money); strings.Contains(words[i], `\`) {
			words[i] = noAddress.Replace(words[i])
		}
	}
	written := strings.Join(words, " ")
	if p.where == asBlock && p.atStart() {
		written = lineStart(written)
	}
	p.put(piece{text: written, plain: true})
	p.space = len(text) < len(trimmed)
}

// remark writes what no reader sees behind a text, or keeps it until there is one.
func (p *paragraph) remark(r run) {
	if p.atStart() || p.newLine || p.where == inHeading {
		p.remarks = strings.TrimSpace(p.remarks + " " + r.remark)
		return
	}
	p.to(r.style)
	p.put(piece{text: r.remark})
}

// noAddress keeps a bare address from becoming a link, where that would take more
// than the address.
var noAddress = strings.NewReplacer(`\:`, `\:`, `\@`, `\@`, "://", `\://`, "www.", `www\.`, "@", `\@`)

// put adds a piece. What would go on from the one before it is kept from that: an
// address that is no link yet, and the sign that makes a link a picture.
func (p *paragraph) put(x piece) {
	if last := len(p.pieces) - 1; last >= 0 && p.pieces[last].plain && !strings.HasPrefix(x.text, " ") {
		before := &p.pieces[last].text
		if at := strings.LastIndexByte(*before, ' ') + 1; p.link == nil {
			*before = (*before)[:at] + noAddress.Replace((*before)[at:])
		}
		p.pieces[last].plain = false
		if x.text == "[" && strings.HasSuffix(*before, "!") {
			*before = strings.TrimSuffix(*before, "!") + `\!`
		}
	}
	p.pieces = append(p.pieces, x)
}

// spaces are those that HTML makes one of.
const spaces = " \t\n\r\f"

func (p *paragraph) atStart() bool {
	return len(p.pieces) == 0 || p.pieces[len(p.pieces)-1].text == "  \n"
}

// to ends the marks that do not go on and begins those that do; what is due
// between the two texts stands outside of both.
func (p *paragraph) to(s style) {
	if s.link != p.link {
		p.closeTo(0)
		if p.link != nil {
			p.put(piece{text: "](" + address(p.link.to, p.link.title) + ")"})
		}
	}
	for i, o := range p.open {
		if s.marks&o.mark == 0 {
			p.closeTo(i)
			break
		}
	}
	switch {
	case p.newLine:
		p.put(piece{text: "  \n"})
	case p.space && len(p.pieces) > 0:
		p.put(piece{text: " "})
	}
	p.space, p.newLine = false, false
	if s.link != p.link && s.link != nil {
		p.put(piece{text: "["})
	}
	have := marks(0)
	for _, o := range p.open {
		have |= o.mark
	}
	for m := del; m > 0; m = next(m) {
		if s.marks&^have&m != 0 {
			p.open = append(p.open, opening{m, len(p.pieces)})
			p.put(piece{mark: m})
		}
	}
	p.style = s
}

// next is the order in which marks that begin together are put into each other.
func next(m marks) marks {
	return map[marks]marks{del: strong, strong: em, em: sup, sup: sub, sub: kbd, kbd: highlight}[m]
}

// closeTo ends the marks within one of those that are open, and itself.
func (p *paragraph) closeTo(i int) {
	for len(p.open) > i {
		o := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		p.pieces[o.at].other = len(p.pieces)
		p.put(piece{mark: o.mark, end: true, other: o.at})
	}
}

// done gives the text. A mark is written by its sign where CommonMark would see it
// as one at both of its ends, else as an element.
func (p *paragraph) done() string {
	heading := p.where == inHeading
	for i, x := range p.pieces {
		if x.mark == 0 {
			continue
		}
		outside, inside := p.around(i)
		next := i + 1
		if x.end {
			outside, inside, next = inside, outside, i-1
		}
		if p.pieces[next].mark != 0 {
			inside = '*'
		}
		fits := !unicode.IsSpace(inside) && (!isPunctuation(inside) || unicode.IsSpace(outside) || isPunctuation(outside))
		if x.mark == del && (outside == '~' || inside == '~') {
			fits = false
		}
		if mark[x.mark].sign == "" || !fits || !x.end && i > 0 && p.pieces[i-1].end {
			p.pieces[i].html, p.pieces[x.other].html = true, true
		}
	}
	var b strings.Builder
	for _, x := range p.pieces {
		switch m := mark[x.mark]; {
		case x.mark == 0 && heading && x.text == "  \n":
			b.WriteString(" ")
		case x.mark == 0:
			b.WriteString(x.text)
		case !x.html:
			b.WriteString(m.sign)
		case x.end:
			b.WriteString("</" + m.element + ">")
		default:
			b.WriteString("<" + m.element + ">")
		}
	}
	text := strings.TrimSpace(b.String())
	if before, is := strings.CutSuffix(text, "#"); heading && is && (len(before)-len(strings.TrimRight(before, `\`)))%2 == 0 {
		text = before + `\#` // it would end the heading
	}
	return text
}

// around gives the signs before and after a piece: spaces at the ends. There are few
// marks beside each other, as each is open but once.
func (p *paragraph) around(i int) (before, after rune) {
	before, after = ' ', ' '
	for k := i - 1; k >= 0; k-- {
		if text := p.pieces[k].text; text != "" {
			before, _ = utf8.DecodeLastRuneInString(text)
			break
		}
	}
	for k := i + 1; k < len(p.pieces); k++ {
		if text := p.pieces[k].text; text != "" {
			after, _ = utf8.DecodeRuneInString(text)
			break
		}
	}
	return before, after
}

func isPunctuation(c rune) bool { return unicode.IsPunct(c) || unicode.IsSymbol(c) }

// escape writes a text so that no sign of it means something in Markdown.
func escape(text string, inLink, money bool) string {
	var b strings.Builder
	at := func(i int) byte {
		if i < 0 || i >= len(text) {
			return 0
		}
		return text[i]
	}
	for i := range len(text) {
		c, prev, next := text[i], at(i-1), at(i+1)
		var is bool
		switch c {
		case '*', '`', '[', '~':
			is = true
		case ']':
			is = inLink
		case '_':
			is = !isWord(prev) || !isWord(next)
		case '$':
			is = money
		case '\\':
			is = next == 0 || strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", next) >= 0
		case '=', ':', '^':
			is = next == c
		case '<':
			is = next == 0 || next == '/' || next == '!' || next == '?' || isWord(next)
		case '&':
			is = isEntity(text[i:])
		}
		if is {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isWord(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// isEntity tells a text that begins with the name of a sign.
func isEntity(text string) bool {
	end := strings.IndexByte(text[:min(len(text), 40)], ';')
	return end > 1 && !strings.ContainsAny(text[1:end], " &")
}

// lineStart keeps a line from being a block: a list, a heading, a fence.
func lineStart(line string) string {
	if line == "" {
		return line
	}
	if strings.IndexByte("#+->=|:{%", line[0]) >= 0 {
		return `\` + line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < 10 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		if digits+1 == len(line) || line[digits+1] >= 0x80 || !isWord(line[digits+1]) {
			return line[:digits] + `\` + line[digits:]
		}
	}
	return line
}
