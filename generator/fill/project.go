package fill

import (
	"bytes"
	"path"
	"unicode/utf8"
)

// Project says what a program puts into the pages of a project; nil for nothing.
type Project struct {
	Files    Files
	Docs     string                                              // the folder of the pages in the project
	Snippets *Snippets                                           // nil where they are not read
	Includes *Includes                                           // "
	Listings *Listings                                           //                                         "
	Objects  *Objects                                            //                                         "
	Values   *Values                                             // "
	Template *Templates                                          // "
	Value    func(front []byte) func(name string) (string, bool) // that of a name, on a page of some front matter
}

// signs are what a text holds that something may be put into.
var signs = [][]byte{snippetSign, []byte("{{"), []byte("{%"), []byte("{#"), []byte("{*"), []byte(":::"), []byte("<%")}

// Page gives a page of the project with what stands in it, and nil where that is what
// it was.
func (p *Project) Page(file string, text []byte) *Source {
	if p == nil || !p.calls(text) || bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
		return nil
	}
	s := New(clean(text))
	front := s.Text[:BodyAt(s.Text)]
	files := p.Files
	files.left = room
	// The front matter is nobody's text.
	body := New(s.Text[len(front):])
	if p.Includes != nil {
		p.Includes.fill(body, &files, path.Join(p.Docs, file))
	}
	if p.Listings != nil {
		p.Listings.fill(body, &files, path.Join(p.Docs, file))
	}
	if p.Objects != nil {
		p.Objects.fill(body)
	}
	if p.Values != nil {
		p.Values.fill(body, p.Value(front))
	}
	if p.Template != nil {
		p.Template.fill(body, file, p.Value(front))
	}
	if p.Snippets != nil {
		p.Snippets.fill(body, &files)
	}
	if !body.Filled() {
		return nil
	}
	return body.below(front, s.Text)
}

// calls tells whether something may be put into a text.
func (p *Project) calls(text []byte) bool {
	if p.Snippets != nil && len(p.Snippets.Last) > 0 {
		return true
	}
	for _, sign := range signs {
		if bytes.Contains(text, sign) {
			return true
		}
	}
	return p.Includes != nil && bytes.Contains(text, []byte("include")) || p.Values != nil && p.Values.Open != "" && bytes.Contains(text, []byte(p.Values.Open))
}

// below gives a source with some bytes before it, which are nobody's.
func (s *Source) below(front, original []byte) *Source {
	n := len(front)
	out := &Source{Text: append(bytes.Clone(front), s.Text...), Original: original, cuts: []cut{{0, 0, n, true}}}
	for _, c := range s.cuts {
		out.cuts = append(out.cuts, cut{c.at + n, c.from + n, c.to + n, c.own})
	}
	for _, t := range s.Told {
		out.Told = append(out.Told, Told{t.From + n, t.To + n, t.Why})
	}
	return out
}
