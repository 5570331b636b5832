package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"

	"fieldbook/generator/assets"
	"fieldbook/generator/cache"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/search"
)

// What builds keep for later ones beside the Playbooks: what each page's files were
// made of, the counted words, and the bundle. Where nothing is kept, or nothing
// sound is found, all is made anew.

// kept opens the cache for a use that the words tell.
func (p Project) kept(use ...string) cache.Folder {
	if p.Cache == nil || !p.Cache.Kept() {
		return cache.Folder{}
	}
	return cache.Open(use...)
}

// keptOf opens the cache for a use of a folder.
func (p Project) keptOf(use, dir string) cache.Folder {
	dir, err := output.Resolve(dir)
	if err != nil {
		return cache.Folder{}
	}
	return p.kept(use, dir)
}

// outline is the sum of all that pages are made of but for the texts of playbooks;
// zero if that is not known, since templates of the owner's may look at any text, and
// in the preview, which publishes nothing.
func (p Project) outline(r *Result) playbook.Sum {
	if p.Preview || r.own || r.Tree.Outline == (playbook.Sum{}) {
		return playbook.Sum{}
	}
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%x %q %#v %q %q %s", r.Tree.Outline, r.Interface.Said(), r.options, p.root(r.Site), r.bundle.Addresses, r.Brand.Shown()) // a hash takes everything
	return playbook.Sum(hash.Sum(nil))
}

// memory is what earlier builds left in the folder out, and how to keep it after the
// next one.
func (p Project) memory(out string) (m output.Memory, keep func()) {
	folder := p.keptOf("output", out)
	if !folder.Sound() {
		return nil, func() {}
	}
	if !folder.Get("memory", &m) || m == nil {
		m = output.Memory{}
	}
	return m, func() { _ = folder.Put("memory", m) } // else the next build takes longer
}

// index gives the search index, counting only the words of what has changed, and how
// to keep them for the next one.
func (p Project) index(r *Result) (files []output.File, keep func()) {
	folder := p.keptOf("index", p.Content)
	if !folder.Sound() {
		return r.Index(), func() {}
	}
	counts := search.OpenCounts(folder)
	return search.Files(r.Site, counts), counts.Save
}

// bundle bundles the assets; those that are built in, in the same words, once.
func (p Project) bundle(files fs.FS, own bool, name string, words *content.Interface) (*assets.Bundle, diag.List, error) {
	var folder cache.Folder
	if !own {
		folder = p.kept("assets", words.Said())
	}
	type file struct {
		Path    string
		Content []byte
	}
	var before struct {
		Addresses map[string]string
		Files     []file
	}
	if folder.Get("bundle", &before) {
		b := &assets.Bundle{Addresses: before.Addresses}
		for _, f := range before.Files {
			b.Files = append(b.Files, output.Bytes(f.Path, f.Content))
		}
		return b, nil, nil
	}
	b, said, err := assets.Build(files, name, words.Words)
	if err != nil || len(said) > 0 || !folder.Sound() {
		return b, said, err
	}
	before.Addresses, before.Files = b.Addresses, nil
	for _, f := range b.Files {
		data, err := f.Content()
		if err != nil {
			return nil, nil, err
		}
		before.Files = append(before.Files, file{f.Path, data})
	}
	_ = folder.Put("bundle", before) // else the next build takes longer
	return b, nil, nil
}
