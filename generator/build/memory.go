package build

import (
	"io/fs"

	"fieldbook/generator/assets"
	"fieldbook/generator/brand"
	"fieldbook/generator/cache"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
)

// What builds keep for later ones beside the Playbooks: what each page's files were
// made of, the counted words, and the bundle. Where nothing is kept, or nothing
// sound is found, all is made anew.

// use is what a kept value depends on, beside its name and what it says itself.
type use struct {
	For   string
	Dir   string // of a folder
	Words string // of the interface
}

// kept opens the cache for a use.
func (p Project) kept(u use) cache.Folder {
	if p.Cache == nil || !p.Cache.Kept() {
		return cache.Folder{}
	}
	if u.Dir != "" {
		dir, err := output.Resolve(u.Dir)
		if err != nil {
			return cache.Folder{}
		}
		u.Dir = dir
	}
	return cache.Open(u)
}

// outlined is all that pages are made of but for the texts of playbooks.
type outlined struct {
	Content   playbook.Sum
	Words     string
	Options   site.Options
	Root      string
	Addresses map[string]string
	Brand     brand.Brand
}

var outlineKey = cache.Key[outlined]()

// outline is the sum of it; zero if that is not known, since templates of the owner's
// may look at any text, and in the preview, which publishes nothing.
func (p Project) outline(r *Result) playbook.Sum {
	if p.Preview || r.own || r.Tree.Outline == (playbook.Sum{}) {
		return playbook.Sum{}
	}
	return outlineKey(outlined{r.Tree.Outline, r.Interface.Said(), r.options, p.root(r.Site), r.bundle.Addresses, *r.Brand})
}

// memory is what earlier builds left in the folder out, and how to keep it after the
// next one.
func (p Project) memory(out string) (m output.Memory, keep func()) {
	folder := p.kept(use{For: "output", Dir: out})
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
	folder := p.kept(use{For: "index", Dir: p.Content})
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
		folder = p.kept(use{For: "assets", Words: words.Said()})
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
