package render

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/site"
)

// terms finds the glossary's words in a page's HTML.
type terms struct {
	words    *regexp.Regexp // nil without a glossary
	byKey    map[string]*site.Term
	glossary string // its address
	link     func(from, target, fragment string) string
}

// newTerms makes one expression of all terms and their other names, the
// longest first. A plural s may follow a word.
func newTerms(s *site.Site, link func(from, target, fragment string) string) *terms {
	t := &terms{byKey: map[string]*site.Term{}, glossary: s.Made(site.GlossaryAddress), link: link}
	var words []string
	for _, term := range s.Terms {
		for _, name := range term.Names() {
			key := termKey(template.HTMLEscapeString(name))  // as it stands in HTML
			if len([]rune(key)) < 3 || t.byKey[key] != nil { // short names, such as H, stand for too much else
				continue
			}
			t.byKey[key] = term
			words = append(words, key)
		}
	}
	if len(words) == 0 {
		return t
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
		if other := norm.NFD.String(w); other != w {
			words[i] += "|" + regexp.QuoteMeta(other)
		}
	}
	// An entity such as &amp; is matched whole, so that no term is found in it.
	t.words = regexp.MustCompile(`(?i)(?:^|[^\pL\pN&;#])((?:` + strings.Join(words, "|") + `)s?)(?:$|[^\pL\pM\pN])|&#?\w+;`)
	return t
}

// termKey is what two spellings of a term have in common.
func termKey(word string) string { return strings.ToLower(norm.NFC.String(word)) }

// untouched are the elements inside of which no term is explained.
const untouched = " a h1 h2 h3 h4 h5 h6 code pre button svg "

// explain lets the first occurrence of each term in a page's HTML explain
// itself: a link to the glossary, followed by the meaning. The HTML is the
// generator's own, so that its tags are well formed.
func (t *terms) explain(html, from string) string {
	if t.words == nil {
		return html
	}
	var b strings.Builder
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
	for {
		at := t.words.FindStringSubmatchIndex(text)
		if at == nil {
			b.WriteString(text)
			return b.String()
		}
		start, end := at[2], at[3]
		if start < 0 { // an entity
			start, end = at[1], at[1]
		}
		b.WriteString(text[:start])
		if start < end {
			b.WriteString(t.explanation(text[start:end], from, seen))
		}
		text = text[end:]
	}
}

func (t *terms) explanation(word, from string, seen map[*site.Term]bool) string {
	key := termKey(word)
	term := t.byKey[key]
	if term == nil {
		term = t.byKey[strings.TrimSuffix(key, "s")]
	}
	if term == nil || seen[term] {
		return word
	}
	seen[term] = true
	id := "fb-term-" + term.ID
	return `<span class="term"><a href="` + template.HTMLEscapeString(t.link(from, t.glossary, term.ID)) + `" aria-describedby="` + id + `">` + word +
		`</a><span class="meaning" role="tooltip" id="` + id + `">` + template.HTMLEscapeString(term.Meaning) + `</span></span>`
}
