package page

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Outline is the sum of all that a page says but for its texts, and for where in
// the file they stand. What it holds by pointers is told by the front matter, from
// which alone it is read.
func Outline(p *playbook.Playbook, data []byte) playbook.Sum {
	o := *p
	o.Checklist, o.Params, o.Outside, o.Silence, o.Tags = nil, nil, nil, nil, p.Tagged()
	o.Body.HTML, o.Body.Markdown, o.Body.Parts, o.Body.Unused = "", "", nil, nil
	o.Sections, o.Body.Links = slices.Clone(p.Sections), slices.Clone(p.Body.Links)
	for i := range o.Sections {
		o.Sections[i].Text, o.Sections[i].Span = "", diag.Span{}
	}
	for i := range o.Body.Links {
		o.Body.Links[i].Span, o.Body.Links[i].At = diag.Span{}, playbook.Extent{}
	}
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%#v %t", o, p.Checklist != nil) // a hash takes everything
	if p.Checklist != nil || p.Params != nil {
		text, _, body := Front(data)
		_, _ = hash.Write(text[:len(text)-len(body)])
	}
	return playbook.Sum(hash.Sum(nil))
}
