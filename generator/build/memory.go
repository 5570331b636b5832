package build

import (
	"crypto/sha256"
	"fmt"

	"fieldbook/generator/cache"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
)

// outline is the sum of all that pages are made of but for the texts of playbooks;
// zero if that is not known: templates of the owner's may look at any text.
func (p Project) outline(r *Result) playbook.Sum {
	if r.own || r.Tree.Outline == (playbook.Sum{}) {
		return playbook.Sum{}
	}
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%x %#v %q %q %s", r.Tree.Outline, r.options, p.root(r.Site), r.bundle.Addresses, r.Brand.Shown()) // a hash takes everything
	return playbook.Sum(hash.Sum(nil))
}

// memory is what earlier builds of this program left in a folder, if a cache keeps
// it, and how to keep it after the next.
func (p Project) memory(out string) (m output.Memory, remember func()) {
	dir, err := output.Resolve(out)
	if err != nil || p.Cache == nil || !p.Cache.Kept() {
		return nil, func() {}
	}
	folder := cache.Open("output", dir)
	if !folder.Get("memory", &m) || m == nil {
		m = output.Memory{}
	}
	return m, func() { _ = folder.Put("memory", m) } // else the next build takes longer
}
