package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	blockBytes  = 10_500  // of results, about,
	smallBlock  = 4_500   // … on a site that has no more than
	fewResults  = 950_000 // bytes of them
	excerptRoom = 460_000 // bytes that all excerpts of a site may take
	minExcerpt  = 60      // characters
	maxExcerpt  = 1200
	answerRoom  = 400 // characters of what may be an answer
)

// blocks are what is shown of the documents, in order: the title, the
// address, the fragment, the titles above it, and per section its first passage, its heading, its
// anchor and the beginning of its text; of a part, the titles and addresses of
// the pages beside it.
func (x *index) blocks(docs []document) [][]any {
	sections := 0
	for _, d := range docs {
		sections += len(d.sections)
	}
	room := min(max(excerptRoom/max(sections, 1), minExcerpt), maxExcerpt)
	shown, sizes := make([][]any, len(docs)), make([]int, len(docs))
	each(len(docs), func(i int) { shown[i], sizes[i] = docs[i].shown(x.passages[i], room) })
	most := partBytes(sizes, fewResults, smallBlock, blockBytes)
	var out [][]any
	size := most
	for i := range docs {
		if size >= most {
			out, size = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], shown[i])
		size += sizes[i]
	}
	return out
}

// shown is what is shown of a document, whose sections begin in these passages, and
// about how many bytes it takes. room is for the excerpt of each section.
func (d *document) shown(passages []int, room int) (shown []any, size int) {
	var parts []any
	for i, s := range d.sections {
		text := excerpt(s.text, d.room(room))
		parts = append(parts, passages[i], s.heading, s.anchor, text)
		size += len(s.heading) + len(text) + 12
	}
	shown = []any{d.title, d.address, d.fragment, d.trail, parts}
	if pages := d.beside[:min(len(d.beside), mostBeside)]; len(pages) > 0 {
		var beside [][2]string
		for _, p := range pages {
			beside = append(beside, [2]string{p.Title, p.Address})
		}
		shown = append(shown, beside)
	}
	return shown, size + len(d.title) + len(d.address) + 12
}

// room is how much of its text is kept: a part may be an answer, and is shown
// whole.
func (d *document) room(room int) int {
	if d.fragment == "" {
		return room
	}
	return max(room, answerRoom)
}

// excerpt is the beginning of a text, cut at a word's end.
func excerpt(text string, room int) string {
	if most := room * utf8.UTFMax * 2; len(text) > most { // what is far behind is not looked at
		text = strings.ToValidUTF8(text[:most], "")
	}
	text = oneLine(text)
	if utf8.RuneCountInString(text) <= room {
		return strings.TrimSpace(text)
	}
	cut := string([]rune(text[:min(len(text), room*4)])[:room])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimSpace(cut) + "…"
}

// oneLine puts the blocks of a text in one line, apart by a sign where they end
// without one.
func oneLine(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if b.Len() > 0 {
			if last, _ := utf8.DecodeLastRuneInString(b.String()); unicode.IsPunct(last) {
				b.WriteByte(' ')
			} else {
				b.WriteString(" · ")
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
