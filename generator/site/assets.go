package site

import (
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

const configFile = content.ConfigFile

// Asset is a file beside the pages, published as it is if anything refers to
// it.
type Asset struct {
	content.Asset
	Address string

	wanted bool
}

// Open opens an asset that is published. The error is a diag.Diagnostic.
func (s *Site) Open(a *Asset) (*os.File, error) { return s.open(a.Path) }

// assetFiles makes the assets known, so that references find them.
func (j *joiner) assetFiles() {
	for _, a := range j.tree.Assets {
		address := norm.NFC.String(a.Path)
		if j.assets[address] == nil {
			j.assets[address] = &Asset{Asset: a, Address: address}
		}
	}
}

// published takes the addresses of the assets that a published page, the site
// or a pattern refers to. What lies about beside them is nobody's to read.
func (j *joiner) published() {
	j.patterns()
	for _, p := range j.Pages {
		if p.Playbook == nil {
			continue
		}
		for _, l := range p.Playbook.Body.Raw {
			if t, err := j.path(p, l.Target); err == nil && t.Asset != nil {
				t.Asset.wanted = true
			}
		}
	}
	limit := int64(j.AssetLimit) // 0 if what is written is no size, which is told already
	for _, address := range keys(j.assets) {
		a := j.assets[address]
		switch {
		case !a.wanted:
			j.unpublished = append(j.unpublished, a)
		case limit > 0 && a.Bytes > limit:
			j.report(a.Path).Add(j.tree.TooLarge(a.Path, a.Bytes, limit))
		case j.reserve(a.Address, j.tree.Path(a.Path), a.Path, diag.Pos{}):
			j.Assets = append(j.Assets, a)
		}
	}
}

// patterns wants the assets that the configuration names.
func (j *joiner) patterns() {
	for _, pattern := range j.Publish {
		found := false
		for address, a := range j.assets {
			if matches(pattern.Value, address) {
				a.wanted, found = true, true
			}
		}
		r := j.report(configFile)
		if _, err := path.Match(pattern.Value, ""); err != nil {
			r.Errorf(pattern.Pos, "write a path such as downloads/*.pdf, or downloads for all in it", "%q is no pattern", pattern)
		} else if !found {
			r.Warnf(pattern.Pos, diag.DidYouMean(pattern.Value, keys(j.assets)), "no file matches %q", pattern)
		}
	}
}

// matches tells whether a pattern is of a file, or of a folder above it.
func matches(pattern, file string) bool {
	pattern = strings.Trim(norm.NFC.String(pattern), "/")
	for ; file != "."; file = path.Dir(file) {
		if ok, err := path.Match(pattern, file); ok && err == nil {
			return true
		}
	}
	return false
}

// unpublishedIn tells whether a text refers to an asset that is not published.
func (s *Site) unpublishedIn(p *Page, text *playbook.Playbook) bool {
	return slices.ContainsFunc(slices.Concat(text.Body.Links, text.Body.Raw), func(l playbook.Link) bool {
		t, err := s.resolve(p, l)
		return err == nil && t.Asset != nil && !t.Asset.wanted
	})
}
