package dialect

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/slug"
)

// Some programs have a file in each folder that says in which order its pages stand, and
// what they are called.

// listed is a page or a folder in such a list.
type listed struct {
	name   string // "..." for those that are not named
	title  string
	hidden bool // from readers' lists
}

// lister reads the list of a folder, and the folder's own name; false if it has none.
type lister func(folder string) (list []listed, title string, ok bool)

// folders are the pages of a project by the folders that lists know.
type folders struct {
	place func(string) string // gives the path of a page as lists know it
	plan  *Plan
	pages map[string]map[string]string // by folder and name: their files
	below map[string][]string          // the names of folders
	lists map[string][]listed
	done  map[string]bool // files that are in the sequence, or hidden
	apart bool            // of those that no list names, pages stand before folders
}

// byLists gives the order that the lists of folders say, a folder's pages together.
func (p *Plan) byLists(from project, place func(string) string, apart bool, list lister) {
	f := &folders{place, p, map[string]map[string]string{}, map[string][]string{}, map[string][]listed{}, map[string]bool{}, apart}
	for _, file := range from.find.pages {
		at := norm.NFC.String(place(file))
		folder := path.Dir(at)
		f.add(folder)
		f.pages[folder][slug.Stem(path.Base(at))] = file
	}
	for _, file := range from.find.pages {
		for raw := path.Dir(file); ; raw = path.Dir(raw) {
			f.list(raw, list)
			if raw == "." {
				break
			}
		}
	}
	if len(f.lists) > 0 {
		f.follow(".")
	}
}

// add notes a folder, and those above it.
func (f *folders) add(folder string) {
	if f.pages[folder] != nil {
		return
	}
	f.pages[folder] = map[string]string{}
	if folder != "." {
		f.add(path.Dir(folder))
		f.below[path.Dir(folder)] = append(f.below[path.Dir(folder)], path.Base(folder))
	}
}

// list reads the list of a folder of files once.
func (f *folders) list(raw string, list lister) {
	key := "\x00" + raw
	if f.done[key] {
		return
	}
	f.done[key] = true
	entries, title, ok := list(raw)
	if !ok {
		return
	}
	folder := path.Dir(f.place(path.Join(raw, "x")))
	f.lists[folder] = append(f.lists[folder], entries...)
	f.name(folder, title)
}

// name calls a folder, and the page of it.
func (f *folders) name(folder, title string) {
	if title == "" || folder == "." || strings.HasPrefix(path.Base(folder), "(") {
		return
	}
	f.plan.Labels[path.Dir(grouped(path.Join(folder, "x")))] = title
	if page := f.pages[folder]["index"]; page != "" && f.plan.Names[page] == "" {
		f.plan.Names[page] = title
	}
}

// follow puts the pages of a folder into the sequence.
func (f *folders) follow(folder string) {
	list := f.lists[folder]
	if !slices.ContainsFunc(list, func(l listed) bool { return l.name == "..." }) {
		list = append(slices.Clip(list), listed{name: "..."})
	}
	named := map[string]bool{}
	for _, l := range list {
		named[l.name] = true
	}
	if !named["index"] {
		f.take(folder, listed{name: "index"})
	}
	for _, l := range list {
		if l.name != "..." {
			f.take(folder, l)
			continue
		}
		for _, name := range f.names(folder) {
			if !named[name] {
				f.take(folder, listed{name: name})
			}
		}
	}
}

// names are those of the pages and the folders in a folder, an index first.
func (f *folders) names(folder string) []string {
	out := slices.Clone(f.below[folder])
	for name := range f.pages[folder] {
		out = append(out, name)
	}
	slices.SortFunc(out, func(a, b string) int {
		if first := slug.IsIndex(a); first != slug.IsIndex(b) {
			return map[bool]int{true: -1, false: 1}[first]
		}
		if f.apart {
			if first := f.pages[folder][a] != ""; first != (f.pages[folder][b] != "") {
				return map[bool]int{true: -1, false: 1}[first]
			}
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// take puts what a list names into the sequence: a page, a folder, or both.
func (f *folders) take(folder string, l listed) {
	at := path.Join(folder, l.name)
	page := f.pages[path.Dir(at)][path.Base(at)]
	if f.pages[at] != nil {
		f.name(at, l.title)
	}
	if page != "" && l.title != "" && f.plan.Names[page] == "" {
		f.plan.Names[page] = l.title
	}
	if l.hidden {
		f.done[page], f.done[at+"/"] = true, true
		return
	}
	if page != "" && !f.done[page] {
		f.done[page] = true
		f.plan.Sequence = append(f.plan.Sequence, page)
	}
	if f.pages[at] != nil && at != folder && !f.done[at+"/"] {
		f.done[at+"/"] = true
		f.follow(at)
	}
}

// ---- _meta.js of Nextra ----

var scriptEndings = []string{".js", ".jsx", ".ts", ".tsx", ".json"}

// nextra reads _meta of each folder, or one of all.
func (p *Plan) nextra(from project) {
	global := map[string]literal{}
	if data, ok := readAny(from, "_meta.global"); ok {
		spread(".", exportOf(data), global)
	}
	p.byLists(from, routed, false, func(folder string) ([]listed, string, bool) {
		said, ok := global[path.Dir(routed(path.Join(folder, "x")))]
		if data, own := readAny(from, path.Join(folder, "_meta")); own {
			said, ok = exportOf(data), true
		}
		var list []listed
		for _, e := range said.entries {
			title := e.value.text
			if title == "" {
				title = e.value.get("title").text
			}
			if e.key != "*" && e.value.get("type").text != "separator" {
				list = append(list, listed{e.key, title, e.value.get("display").text == "hidden"})
			}
		}
		return list, "", ok
	})
}

// spread gives each folder its part of a list of all.
func spread(folder string, said literal, lists map[string]literal) {
	lists[folder] = said
	for _, e := range said.entries {
		if items := e.value.get("items"); len(items.entries) > 0 && e.value.get("type").text != "menu" {
			spread(path.Join(folder, e.key), items, lists)
		}
	}
}

// readAny reads a file by its name without one of the endings of scripts.
func readAny(from project, name string) ([]byte, bool) {
	for _, ending := range scriptEndings {
		if data, ok := read(from.folders[0], name+ending); ok {
			return data, true
		}
	}
	return nil, false
}

// ---- meta.json of Fumadocs ----

var (
	parting  = regexp.MustCompile(`^---.*---$`)
	linkOnly = regexp.MustCompile(`^(?:external:)?(?:\[[^\]]*\])?\[[^\]]*\]\(.*\)$`)
)

// fumadocs reads meta.json of each folder.
func (p *Plan) fumadocs(from project) {
	p.byLists(from, func(file string) string { return file }, true, func(folder string) ([]listed, string, bool) {
		data, ok := read(from.folders[0], path.Join(folder, "meta.json"))
		if !ok {
			return nil, "", false
		}
		said := exportOf(data)
		var list []listed
		for _, e := range said.get("pages").entries {
			switch name := e.value.text; {
			case parting.MatchString(name), linkOnly.MatchString(name):
			case name == "...", name == "z...a":
				list = append(list, listed{name: "..."})
			case strings.HasPrefix(name, "!"):
				list = append(list, listed{name: name[1:], hidden: true})
			default:
				list = append(list, listed{name: path.Clean(strings.TrimPrefix(name, "..."))})
			}
		}
		return list, said.get("title").text, true
	})
}
