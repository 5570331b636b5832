package site

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// IsPicture tells whether a browser shows a file as an image.
func IsPicture(file string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"}, strings.ToLower(path.Ext(file)))
}

// Asset is a file beside the pages, published as it is if anything refers to
// it.
type Asset struct {
	content.Asset
	Address string
}

// Open opens an asset that is published. The error is a diag.Diagnostic.
func (s *Site) Open(a *Asset) (*os.File, error) { return s.open(a.Path) }

// assets gives the files of the content by their addresses.
func (j *joiner) assets() map[string]*Asset {
	assets := map[string]*Asset{}
	for _, a := range j.tree.Assets {
		address := norm.NFC.String(a.Path)
		if assets[address] == nil {
			assets[address] = &Asset{Asset: a, Address: address}
		}
	}
	return assets
}

// published takes the addresses of the assets that a published page, the site
// or a pattern refers to, and gives them apart from the others: what lies about
// beside them is nobody's to read.
func (j *joiner) published(s *Site, assets map[string]*Asset) (published, others []*Asset) {
	wanted := map[*Asset]bool{}
	for _, a := range slices.Concat(j.wanted, j.patterns(s.Publish, assets)) {
		wanted[a] = true
	}
	used := map[string]bool{}
	for _, name := range s.Brand.Files() {
		used[clean(name.Value)] = true
	}
	j.brandFiles(s, assets)
	limit := int64(s.AssetLimit) // 0 if what is written is no size, which is told already
	for _, address := range slices.Sorted(maps.Keys(assets)) {
		a := assets[address]
		switch {
		case !wanted[a] && used[address]: // published as a part of the brand
		case !wanted[a]:
			others = append(others, a)
		case limit > 0 && a.Bytes > limit:
			j.report(a.Path).Add(j.tree.TooLarge(a.Path, a.Bytes, limit))
		default:
			var ok bool
			if a.Address, ok = j.addresses.place(undotted(a.Address), j.tree.Path(a.Path), a.Path, diag.Span{}); ok {
				published = append(published, a)
			}
		}
	}
	return published, others
}

// undotted is an address without the dots that hide folders: many hosts give nothing
// that stands in one.
func undotted(address string) string {
	return strings.TrimPrefix(strings.ReplaceAll("/"+address, "/.", "/"), "/")
}

// account adds the files that are not published to those that are left out for
// what they are.
func (j *joiner) account(others []*Asset) content.Account {
	for _, a := range others {
		if a.Beside {
			continue // another program's, of whose pages no one wants it
		}
		why := content.Unlinked
		if content.OtherMarkup(a.Path) {
			why = content.Markup
		}
		j.leftOut.Add(why, a.Path)
	}
	return j.leftOut
}

func clean(name string) string {
	return norm.NFC.String(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// brandFiles reports the files of the brand that are not there.
func (j *joiner) brandFiles(s *Site, assets map[string]*Asset) {
	for _, name := range s.Brand.Files() {
		if file := clean(name.Value); assets[file] == nil && s.Resolver.byPath[file] == nil { // a page is no image, which is told elsewhere
			j.report(content.ConfigFile).Errorf(name.Span, "missing-file", "", "no file %q in the content folder", name).Meant(diag.Nearest(name.Value, slices.Sorted(maps.Keys(assets))))
		}
	}
}

// patterns gives the assets that the configuration names.
func (j *joiner) patterns(patterns []playbook.Name, assets map[string]*Asset) []*Asset {
	var wanted []*Asset
	r := j.report(content.ConfigFile)
	for _, pattern := range patterns {
		if _, err := path.Match(pattern.Value, ""); err != nil {
			r.Errorf(pattern.Span, "bad-pattern", "write a path such as downloads/*.pdf, or downloads for all in it", "%q is no pattern", pattern)
			continue
		}
		before := len(wanted)
		for address, a := range assets {
			if matches(pattern.Value, address) {
				wanted = append(wanted, a)
			}
		}
		if len(wanted) == before {
			r.Warnf(pattern.Span, "unused-pattern", "", "no file matches %q", pattern).Meant(diag.Nearest(pattern.Value, slices.Sorted(maps.Keys(assets))))
		}
	}
	return wanted
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
	return slices.ContainsFunc(text.Body.Links, func(l playbook.Link) bool {
		t, ok := s.Resolver.Resolve(p, l)
		return ok && slices.Contains(s.unpublished, t.Asset)
	})
}
