package content

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// outline is the sum of all that a page says but for its texts, and for where in
// the file they stand. What it holds by pointers is told by the front matter, from
// which alone it is read.
func outline(p *playbook.Playbook, data []byte) playbook.Sum {
	o := *p
	o.Checklist, o.Params, o.Outside = nil, nil, nil
	o.Body.HTML, o.Body.Markdown = "", ""
	o.Sections, o.Body.Links = slices.Clone(p.Sections), slices.Clone(p.Body.Links)
	for i := range o.Sections {
		o.Sections[i].Text, o.Sections[i].Pos = "", diag.Pos{}
	}
	for i := range o.Body.Links {
		o.Body.Links[i].Pos = diag.Pos{}
	}
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%#v %t", o, p.Checklist != nil) // a hash takes everything
	if p.Checklist != nil || p.Params != nil {
		text, _, body := Front(data)
		_, _ = hash.Write(text[:len(text)-len(body)])
	}
	return playbook.Sum(hash.Sum(nil))
}

// outline is the sum of all that a folder says but for the texts of its pages;
// zero if that is not known.
func (t *Tree) outline() playbook.Sum {
	hash := sha256.New()
	for _, file := range dataFiles {
		data, err := t.Text(file)
		_, _ = fmt.Fprintf(hash, "%t %q ", err == nil, data) // a hash takes everything
	}
	_, _ = fmt.Fprintf(hash, "%#v %q %#v %#v", t.reading(), t.Config.Title, t.Plan, t.Assets)
	for _, p := range t.Playbooks {
		if p.Outline == (playbook.Sum{}) {
			return playbook.Sum{}
		}
		_, _ = hash.Write(p.Outline[:])
	}
	return playbook.Sum(hash.Sum(nil))
}
