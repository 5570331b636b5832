package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/slug"
)

// folded finds a page whose path differs in capitals alone.
func (r *Resolver) folded(full string) *Page {
	lower := folding(full)
	if p := r.byFolded[lower]; p != nil {
		return p
	}
	stems := []string{strings.TrimSuffix(lower, ".html")}
	for _, index := range slug.Indexes {
		stems = append(stems, lower+"/"+index)
	}
	return pageAt(r.byFolded, stems...)
}

// pageAt gives the page of the first of these paths, which have no ending, that is one.
func pageAt(pages map[string]*Page, stems ...string) *Page {
	for _, stem := range stems {
		for _, ending := range slug.Endings {
			if p := pages[stem+ending]; p != nil {
				return p
			}
		}
	}
	return nil
}

// folding is a path as programs make addresses of it: in small letters, with
// dashes in the place of spaces.
func folding(file string) string { return strings.ReplaceAll(strings.ToLower(file), " ", "-") }

// elsewhere are the other paths that a link may mean: written as an address, it
// starts from the page as a folder; from the root of the host, it may begin with
// where the site stands there, or be an earlier address of a page.
func (r *Resolver) elsewhere(folder, file, name string) []string {
	if !r.foreign || name == "" {
		return nil
	}
	if !strings.HasPrefix(name, "/") {
		stem := slug.Stem(path.Base(file))
		asAddress := strings.TrimPrefix(path.Join("/", folder, stem, name), "/")    // above the top there is nothing, as browsers have it
		return []string{asAddress, path.Join(".", name), path.Join("_posts", name)} // the last of Jekyll
	}
	out := []string{"_" + strings.Trim(name, "/")} // of Jekyll's collections
	for rest := strings.Trim(name, "/"); ; {
		_, after, more := strings.Cut(rest, "/")
		if !more {
			return out
		}
		out = append(out, after)
		rest = after
	}
}

// suggest names a page or a file with the same name elsewhere, or one whose path
// is almost the same, as it must be written in the file; or gives another hint.
func (r *Resolver) suggest(file, full string) (near, hint string) {
	here := func(name string) string { return Relative(path.Dir(file), name) }
	if strings.Contains(full, `\`) {
		return "", "write folders with /: " + here(strings.ReplaceAll(full, `\`, "/"))
	}
	if list, ok := strings.CutPrefix(full, checklistsFolder+"/"); ok {
		if near := diag.Nearest(strings.TrimSuffix(list, ".html"), slices.Sorted(maps.Keys(r.checklists))); near != "" {
			return here(checklistsFolder + "/" + near), ""
		}
		return "", ""
	}
	base := path.Base(full)
	if same := r.byBase[strings.ToLower(base)]; len(same) > 0 {
		return here(same[0].Playbook.Path), ""
	}
	if r.hinted.Add(1) > mostHints {
		return "", ""
	}
	var names []string
	for _, address := range slices.Sorted(maps.Keys(r.assets)) {
		if strings.EqualFold(path.Base(address), base) {
			return here(address), ""
		}
		if path.Dir(address) == path.Dir(full) {
			names = append(names, here(address))
		}
	}
	if t := r.folders[strings.TrimPrefix(path.Dir(full), ".")]; t != nil {
		for _, p := range t.Pages {
			names = append(names, here(p.Playbook.Path))
		}
	}
	return diag.Nearest(here(full), names), ""
}
