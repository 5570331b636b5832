package render

import (
	"html/template"
	"strings"

	"fieldbook/generator/site"
)

// terms explains the glossary's words in a page's HTML.
type terms struct {
	words    site.Words
	glossary string // its address
	link     func(from, target, fragment string) string
}

func newTerms(s *site.Site, link func(from, target, fragment string) string) *terms {
	return &terms{site.NewWords(s.Terms, template.HTMLEscapeString), s.Made(site.GlossaryAddress), link}
}

// untouched are the elements inside of which no term is explained.
const untouched = " a h1 h2 h3 h4 h5 h6 code pre button svg "

// explain lets the first occurrence of each term in a page's HTML explain
// itself: a link to the glossary, followed by the meaning. The HTML is the
// generator's own, so that its tags are well formed.
func (t *terms) explain(html, from string) string {
	if t.words.None() {
		return html
	}
	var b strings.Builder
	b.Grow(len(html))
	seen := map[*site.Term]bool{}
	inside := 0 // how many untouched elements are open
	for len(html) > 0 {
		text, rest, found := strings.Cut(html, "<")
		if inside == 0 {
			text = t.inText(text, from, seen)
		}
		b.WriteString(text)
		if !found {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
		if strings.Contains(untouched, " "+name+" ") {
			if strings.HasPrefix(tag, "/") {
				inside--
			} else {
				inside++
			}
		}
		b.WriteString("<" + tag + ">")
		html = after
	}
	return b.String()
}

// inText links the terms of a text without tags.
func (t *terms) inText(text, from string, seen map[*site.Term]bool) string {
	var b strings.Builder
	done := 0
	for at, term := range t.words.In(text) {
		if !seen[term] {
			seen[term] = true
			b.WriteString(text[done:at[0]] + t.explanation(text[at[0]:at[1]], from, term))
			done = at[1]
		}
	}
	return b.String() + text[done:]
}

func (t *terms) explanation(word, from string, term *site.Term) string {
	id := "fb-term-" + term.ID
	return `<span class="term"><a href="` + template.HTMLEscapeString(t.link(from, t.glossary, term.ID)) + `" aria-describedby="` + id + `">` + word +
		`</a><span class="meaning" role="tooltip" id="` + id + `">` + template.HTMLEscapeString(term.Meaning) + `</span></span>`
}
