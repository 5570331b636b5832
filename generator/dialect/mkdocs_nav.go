package dialect

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// mkDocs reads the navigation: that of the configuration, or those of folders, which
// its plugins read from .nav.yml, .pages and SUMMARY.md; and what leads to other pages.
func (p *Plan) mkDocs(from project) {
	c := mkConfigOf(from.folders[0])
	r := &navReader{Plan: p, project: from, done: map[string]bool{}, ignored: map[string]func(string) bool{}, list: "SUMMARY.md"}
	if options := c.plugin("literate-nav"); options != nil {
		r.literate = true
		if said := text(child(options, "nav_file")); said != "" {
			r.list = said
		}
	}
	nav := c.at("nav")
	if c.tree == nil { // as far as a part of it can be read
		nav = topLevel(from.first(mkDocsFiles...), "nav")
	}
	switch {
	case nav != nil && nav.Kind == yaml.SequenceNode:
		p.Sequence = r.entries(nav, ".")
	case r.has("."):
		p.Sequence = r.folder(".")
	}
	for _, page := range from.find.pages { // folders that nobody names may have their own
		folder := path.Dir(page)
		if !r.done[folder] && r.has(folder) {
			p.Sequence = append(p.Sequence, r.folder(folder)...)
		}
		r.done[folder] = true
	}
	if options := c.plugin("redirects"); options != nil {
		p.redirected(child(options, "redirect_maps"), from, mkDocsSettings(from.folders[0]))
	}
}

// redirected notes the addresses that a map of files leads on from.
func (p *Plan) redirected(maps *yaml.Node, from project, s Settings) {
	if maps == nil || maps.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(maps.Content); i += 2 {
		page := from.find.page(text(maps.Content[i+1]))
		if old := oldFiles(mkDocsOld, maps.Content[i].Value, s); page != "" && len(old) > 0 {
			p.was(old[0], page)
		}
	}
}

// navReader puts pages into the order of lists that name each other's folders.
type navReader struct {
	*Plan
	project
	done     map[string]bool // pages that stand in the order, and folders that are read
	within   map[string][]string
	ignored  map[string]func(file string) bool // pages that stand in no list, by the folders that say so
	literate bool                              // folders have lists of links
	list     string                            // called so
}

// has tells whether a folder has a list of its own.
func (r *navReader) has(folder string) bool {
	files := []string{".nav.yml", ".pages"}
	if r.literate {
		files = append(files, r.list)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		_, ok := read(r.folders[0], path.Join(folder, file))
		return ok
	})
}

// add gives a page, the first time that it is named.
func (r *navReader) add(page string) []string {
	if page == "" || r.done[page] {
		return nil
	}
	r.done[page] = true
	return []string{page}
}

// inside gives the pages and folders of a folder, the index first and folders last.
func (r *navReader) inside(folder string) []string {
	if r.within == nil {
		r.within = map[string][]string{}
		pages, folders := slices.SortedFunc(slices.Values(r.find.pages), byFile), map[string]bool{".": true}
		for _, page := range pages {
			r.within[path.Dir(page)] = append(r.within[path.Dir(page)], page)
		}
		for _, page := range pages {
			for at := path.Dir(page); !folders[at]; at = path.Dir(at) {
				folders[at] = true
				r.within[path.Dir(at)] = append(r.within[path.Dir(at)], at+"/")
			}
		}
	}
	return r.within[folder]
}

// folder gives the pages of a folder and those in it, as its list has them.
func (r *navReader) folder(folder string) []string {
	if r.done[folder] {
		return nil
	}
	r.done[folder] = true
	r.Orders[folder] = 0
	var said struct {
		Title  string
		Nav    yaml.Node
		Append bool `yaml:"append_unmatched"`
		Hide   bool
		Ignore yaml.Node
	}
	for _, file := range []string{".nav.yml", ".pages"} {
		list, ok := read(r.folders[0], path.Join(folder, file))
		if !ok || yaml.Unmarshal(list, &said) != nil {
			continue
		}
		if said.Title != "" {
			r.Labels[folder] = said.Title
		}
		r.ignore(&said.Ignore, folder)
		if said.Hide {
			r.hide(folder)
			return nil
		}
		if said.Nav.Kind == yaml.SequenceNode {
			out := r.entries(&said.Nav, folder)
			if said.Append {
				out = append(out, r.rest(folder, "*")...)
			}
			return out
		}
		return r.rest(folder, "*")
	}
	if list, ok := read(r.folders[0], path.Join(folder, r.list)); ok && r.literate {
		return r.links(list, folder)
	}
	return r.rest(folder, "*")
}

// hide leaves a folder and those in it out of all lists.
func (r *navReader) hide(folder string) {
	for _, page := range r.find.pages {
		for at := path.Dir(page); at != "."; at = path.Dir(at) {
			if at == folder || strings.HasPrefix(at, folder+"/") {
				r.done[page], r.done[at] = true, true
			}
		}
	}
}

// ignore notes the patterns of a folder, which stand in the place of those of the folders
// above it, or beside them.
func (r *navReader) ignore(said *yaml.Node, folder string) {
	patterns := namesIn(said)
	if said.Kind == yaml.ScalarNode {
		patterns = []string{said.Value}
	}
	if len(patterns) == 0 {
		return
	}
	above := r.ignoredIn(path.Dir(folder))
	if folder == "." {
		above = nothing
	}
	r.ignored[folder] = func(file string) bool {
		here := strings.TrimPrefix(file, folder+"/")
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			return pattern == "$inherit" && above(file) || ignores(pattern, here)
		})
	}
}

func nothing(string) bool { return false }

// ignoredIn tells the pages of a folder that its patterns leave out of lists.
func (r *navReader) ignoredIn(folder string) func(file string) bool {
	for ; r.ignored[folder] == nil; folder = path.Dir(folder) {
		if folder == "." {
			return nothing
		}
	}
	return r.ignored[folder]
}

// rest gives what a folder has that is not named yet, as far as a pattern matches.
func (r *navReader) rest(folder, pattern string) (out []string) {
	for _, name := range r.inside(folder) {
		if !matches(pattern, path.Base(name)) {
			continue
		}
		if below, isFolder := strings.CutSuffix(name, "/"); isFolder {
			out = append(out, r.folder(below)...)
		} else if !r.ignoredIn(folder)(name) {
			out = append(out, r.add(name)...)
		}
	}
	return out
}

// entries gives the pages of a list: those that are named come before what stands for
// the others is looked at.
func (r *navReader) entries(list *yaml.Node, folder string) []string {
	parts := make([][]string, len(list.Content))
	for _, open := range []bool{false, true} {
		for i, n := range list.Content {
			if isOpen(n) == open {
				parts[i] = r.entry(n, folder, "")
			}
		}
	}
	return slices.Concat(parts...)
}

// isOpen tells an entry that stands for whatever there is.
func isOpen(n *yaml.Node) bool {
	if n.Kind == yaml.MappingNode {
		return child(n, "glob") != nil
	}
	return n.Kind == yaml.ScalarNode && (strings.HasPrefix(n.Value, "...") || strings.ContainsAny(n.Value, "*?"))
}

// entry gives the pages of one entry of a list, which may have a label.
func (r *navReader) entry(n *yaml.Node, folder, label string) (out []string) {
	switch n.Kind {
	case yaml.SequenceNode:
		return r.entries(n, folder)
	case yaml.MappingNode:
		if pattern := child(n, "glob"); pattern != nil {
			return r.glob(folder, pattern.Value)
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out = append(out, r.entry(n.Content[i+1], folder, n.Content[i].Value)...)
		}
		return out
	case yaml.ScalarNode:
		return r.named(n.Value, folder, label)
	}
	return nil
}

// named gives the pages that a name stands for: a page, a folder, a pattern or the rest.
func (r *navReader) named(name, folder, label string) []string {
	rest, isRest := strings.CutPrefix(name, "...")
	switch {
	case isRest:
		_, pattern, _ := strings.Cut(rest, "|")
		pattern = strings.TrimPrefix(strings.TrimSpace(pattern), "glob=")
		if pattern == "" || pattern == "flat" || strings.HasPrefix(pattern, "regex=") {
			pattern = "*"
		}
		return r.rest(folder, pattern)
	case strings.Contains(name, "://"):
		return nil
	case strings.ContainsAny(name, "*?"):
		return r.glob(folder, name)
	}
	at := path.Join(folder, name)
	if page := r.find.page(at); page != "" && (strings.HasSuffix(name, ".md") || len(r.inside(at)) == 0) {
		if label != "" {
			r.Names[page] = label
		}
		return r.add(page)
	}
	if len(r.inside(at)) == 0 {
		return nil
	}
	if label != "" {
		r.Labels[at] = label
	}
	return r.folder(at)
}

// glob gives what a pattern matches from a folder on, and no list names yet.
func (r *navReader) glob(folder, pattern string) (out []string) {
	below, isFolder := strings.CutSuffix(path.Join(folder, pattern), "/")
	isFolder = isFolder || strings.HasSuffix(pattern, "/")
	if !strings.Contains(pattern, "/") || isFolder && strings.Count(pattern, "/") == 1 {
		for _, name := range r.inside(folder) {
			at, is := strings.CutSuffix(name, "/")
			switch {
			case !matches(strings.TrimSuffix(pattern, "/"), path.Base(name)):
			case is:
				out = append(out, r.folder(at)...)
			case !isFolder && !r.ignoredIn(folder)(name):
				out = append(out, r.add(name)...)
			}
		}
		return out
	}
	for _, page := range slices.SortedFunc(slices.Values(r.find.pages), byFile) {
		if matches(below, page) && !r.ignoredIn(path.Dir(page))(page) {
			out = append(out, r.add(page)...)
		}
	}
	return out
}

// matches tells whether a path is one of a pattern, in which ** stands for any folders.
func matches(pattern, name string) bool {
	if !strings.Contains(pattern, "**") {
		ok, err := path.Match(pattern, name)
		return ok && err == nil
	}
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch {
		case strings.HasPrefix(pattern[i:], "**/"):
			b.WriteString(`(?:.*/)?`)
			i += 2
		case strings.HasPrefix(pattern[i:], "**"):
			b.WriteString(`.*`)
			i++
		case pattern[i] == '*':
			b.WriteString(`[^/]*`)
		case pattern[i] == '?':
			b.WriteString(`[^/]`)
		default:
			b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
		}
	}
	find, err := regexp.Compile("^" + b.String() + "$")
	return err == nil && find.MatchString(name)
}

// listItem is a line of a list: a link with its words, or a pattern.
var listItem = regexp.MustCompile(`(?m)^\s*[-*+][ \t]+(?:\[([^\]\n]*)\]\(<?([^)>\n]*)>?\)|([^\s\[][^\n]*|\*\S*)$)`)

// links gives the pages of a list of links; a link to a folder stands for its own list.
func (r *navReader) links(list []byte, folder string) []string {
	all := listItem.FindAllSubmatch(list, -1)
	parts := make([][]string, len(all))
	for _, open := range []bool{false, true} {
		for i, m := range all {
			label, name := string(m[1]), unescaped(string(m[2]))
			if name == "" {
				name = strings.TrimSpace(string(m[3]))
			}
			name, _, _ = strings.Cut(name, "#")
			if is := strings.ContainsAny(name, "*?"); is == open && name != "" && (is || m[2] != nil) {
				parts[i] = r.named(name, folder, label)
			}
		}
	}
	return slices.Concat(parts...)
}
