package site

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/slug"
)

// Resolver finds where references lead.
type Resolver struct {
	home       *Page
	foreign    bool                      // the text may be written for another program
	titled     bool                      // a wiki link without words says the title of its page
	byPath     map[string]*Page          // by the path of the .md file
	byName     map[string][]*Page        // by title, file name or path, in small letters
	byBase     map[string][]*Page        // by file name with its ending, for hints
	byFolded   map[string]*Page          // by the path of the .md file, in small letters
	byAlias    map[string]*Page          // by an earlier address
	byBlock    map[string]Target         // by the anchor of a named block of an outline
	byFile     map[string][]*Asset       // by file name, in small letters: what a wiki embeds
	folders    map[string]*Topic         // by path
	checklists map[string]*Page          // by id
	made       map[string]*Page          // by address: sources.html and its kin
	leftOut    map[string]content.Reason // by path, and by file name without its ending, in small letters
	assets     map[string]*Asset         // by path
	sources    *Sources
	kept       sync.Map // *playbook.Playbook → *headings
	hinted     atomic.Int32
}

// mostHints is for how many dead links it is looked what may have been meant, among
// all names of the site: a vault may have ten thousand of both.
const mostHints = 300

// didYouMean gives what may have been meant, while there are not too many
// such questions.
func (r *Resolver) didYouMean(candidates func() []string, words ...string) string {
	if r.hinted.Add(1) > mostHints {
		return ""
	}
	all := candidates()
	for _, word := range words {
		if near := diag.Nearest(word, all); near != "" {
			return near
		}
	}
	return ""
}

func newResolver(s *Site, d *dialect.Dialect, foreign bool, authored []*Page, leftOut content.Account, assets map[string]*Asset) *Resolver {
	r := &Resolver{
		home: s.Home, foreign: foreign, titled: d.Titled, made: s.made, leftOut: reasons(leftOut), assets: assets, sources: s.Sources,
		byPath: map[string]*Page{}, byName: map[string][]*Page{}, byBase: map[string][]*Page{}, byFolded: map[string]*Page{}, byAlias: map[string]*Page{}, byFile: map[string][]*Asset{}, byBlock: map[string]Target{}, folders: map[string]*Topic{}, checklists: map[string]*Page{},
	}
	for _, p := range authored {
		file := norm.NFC.String(p.Playbook.Path)
		r.byPath[file], r.byFolded[folding(file)] = p, p
		if placed := norm.NFC.String(d.Place(file)); placed != file && r.byPath[placed] == nil {
			r.byPath[placed] = p
		}
		r.blocks(p)
		r.name(p)
	}
	for _, to := range s.Redirects {
		r.byAlias[to.From] = to.To
	}
	for _, address := range slices.Sorted(maps.Keys(assets)) {
		base := strings.ToLower(path.Base(address))
		r.byFile[base] = append(r.byFile[base], assets[address])
	}
	for _, p := range s.Checklists {
		r.checklists[p.Checklist.ID.Value] = p
	}
	var add func(t *Topic)
	add = func(t *Topic) {
		r.folders[t.Path] = t
		for _, child := range t.Topics {
			add(child)
		}
	}
	add(s.Root)
	return r
}

// reasons are why files are left out, by how links name them.
func reasons(leftOut content.Account) map[string]content.Reason {
	out := map[string]content.Reason{}
	for _, l := range leftOut {
		for _, file := range l.Files {
			key := strings.ToLower(norm.NFC.String(file))
			out[key], out[slug.Stem(path.Base(key))] = l.Reason, l.Reason
		}
	}
	return out
}

// left tells of a link to a file that is left out; nil if none is.
func (r *Resolver) left(name, link string) *diag.Diagnostic {
	switch why, ok := r.leftOut[strings.ToLower(name)]; {
	case !ok:
		return nil
	case why == content.Drafts:
		return wrong("left-out-target", "publish it, or build with --drafts", "the link %q leads to a draft", link)
	default:
		return wrong("left-out-target", why.Hint, "the link %q leads to a file that is left out, as are files %s", link, why.Says)
	}
}

// name lets wiki links and hints find a page.
func (r *Resolver) name(p *Page) {
	file := norm.NFC.String(p.Playbook.Path)
	names := []string{p.Title, path.Base(file), slug.Stem(path.Base(file)), file, slug.Stem(file)}
	names = append(names, p.Playbook.Names...)
	seen := map[string]bool{}
	for _, n := range names {
		if key := nameKey(n); !seen[key] {
			seen[key] = true
			r.byName[key] = append(r.byName[key], p)
		}
	}
	base := strings.ToLower(path.Base(file))
	r.byBase[base] = append(r.byBase[base], p)
}

// nameKey is what two spellings of a name have in common.
func nameKey(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// Checklist gives the page of the checklist of an id, or nil.
func (s *Site) Checklist(id string) *Page { return s.Resolver.checklists[id] }

// ChecklistOf gives the page of the checklist that a playbook owns, or nil.
func (r *Resolver) ChecklistOf(p *Page) *Page {
	if p.Playbook == nil || p.Playbook.Checklist == nil {
		return nil
	}
	list := r.checklists[p.Playbook.Checklist.ID.Value]
	if list == nil || list.Checklist.Owner.Address != p.Address {
		return nil // of two with one id, the other's
	}
	return list
}

// Target is where a reference leads.
type Target struct {
	Page     *Page  // nil for an asset
	Asset    *Asset // nil for a page
	Fragment string // an anchor, without #
	Named    int    // how many bytes of the reference name the page or the asset
	Text     string // what to show when the reference has no text
}

// Address is the target's address below the site's root, without the anchor.
func (t Target) Address() string {
	if t.Asset != nil {
		return t.Asset.Address
	}
	return t.Page.Address
}

// wrong tells why a reference leads nowhere; whoever knows where it is written
// adds its place.
func wrong(code diag.Code, hint, format string, args ...any) *diag.Diagnostic {
	return &diag.Diagnostic{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint, Soft: true}
}

// meant adds to a dead reference what it may have been meant as, if that is known, and
// that to be written in its place.
func meant(dead *diag.Diagnostic, near, written string) *diag.Diagnostic {
	if near == "" {
		return dead
	}
	dead.Hint = diag.DidYouMean(near)
	return dead.Fix("Write "+written, diag.Edit{Text: written})
}

// Named finds the page that front matter or a YAML file names by its path.
func (r *Resolver) Named(file string, name playbook.Name) (Target, bool) {
	if name.Value == "" {
		return Target{}, false
	}
	t, dead := r.path(file, nil, name.Value)
	return t, alive(dead)
}

// alive tells whether a reference leads somewhere, though there may be something
// to say of it.
func alive(said *diag.Diagnostic) bool { return said == nil || said.Severity == diag.Warning }

// Resolve finds where a link of a page leads. It gives false for a dead one,
// which Join has reported.
func (r *Resolver) Resolve(from *Page, l playbook.Link) (Target, bool) {
	t, dead := r.resolve(from, l)
	return t, alive(dead)
}

func (r *Resolver) resolve(from *Page, l playbook.Link) (Target, *diag.Diagnostic) {
	switch l.Kind {
	case playbook.LinkCriterion:
		return r.criterion(from, l.Target)
	case playbook.LinkSource:
		return r.source(l.Target)
	case playbook.LinkWiki, playbook.LinkEmbed:
		if t, ok := r.wikiFile(from, l.Target); ok {
			return t, nil
		}
		return r.wiki(from, l.Target)
	case playbook.LinkPath, playbook.LinkImage:
	}
	return r.path(from.Playbook.Path, from, l.Target)
}

// path resolves a link as written in a file: relative to it, or from the
// content folder when it begins with a slash. here is the page of the file; nil
// where its place alone matters.
func (r *Resolver) path(file string, here *Page, link string) (Target, *diag.Diagnostic) {
	written, fragment, _ := strings.Cut(link, "#")
	rest := strings.TrimPrefix(link, written)
	written, _, _ = strings.Cut(written, "?")
	name := page.Unescape(written)
	fragment = norm.NFC.String(page.Unescape(fragment))
	if name == "" && here != nil {
		return r.anchor(Target{Page: here, Fragment: fragment}, link)
	}
	folder := path.Dir(file)
	full := path.Join(folder, name)
	if strings.HasPrefix(name, "/") {
		full = path.Join(".", name)
	}
	full = norm.NFC.String(full)
	at := func(t Target) (Target, *diag.Diagnostic) {
		t.Fragment, t.Named = fragment, len(written)
		return r.anchor(t, link)
	}
	if t, ok := r.file(full); ok && name != "" {
		return at(t)
	}
	if whole := norm.NFC.String(path.Join(folder, page.Unescape(link))); r.byPath[whole] != nil {
		return Target{Page: r.byPath[whole], Named: len(link)}, nil // its name holds a # or a ?
	}
	for _, other := range r.elsewhere(folder, file, name) {
		if t, ok := r.file(other); ok {
			return at(t)
		}
	}
	if full == ".." || strings.HasPrefix(full, "../") {
		return Target{}, wrong("dead-link", "link to a file inside it", "the link %q leaves the content folder", link)
	}
	if dead := r.left(full, link); dead != nil {
		return Target{}, dead
	}
	if p := r.folded(full); p != nil {
		t, dead := at(Target{Page: p})
		if alive(dead) {
			name := Relative(folder, p.Playbook.Path)
			dead = meant(wrong("link-capitals", "", "the link %q differs from the file's name in capitals", link), name, name+rest)
			dead.Hint, dead.Severity, dead.Group = "write "+name, diag.Warning, "capitals"
		}
		return t, dead
	}
	return Target{}, r.nothing(file, full, link, rest)
}

// nothing tells of a link to what is not there, in a file: what may have been meant, or
// that its page is yet to be made.
func (r *Resolver) nothing(file, full, link, rest string) *diag.Diagnostic {
	near, hint := r.suggest(file, full)
	dead := meant(wrong("dead-link", hint, "no page or file %q", link), near, near+rest)
	if strings.HasSuffix(full, ".md") && !strings.HasPrefix(link, "/") {
		title := slug.Title(strings.TrimSuffix(path.Base(full), ".md"))
		dead.Fix("Make the page "+full, diag.Edit{Path: full, Text: "# " + title + "\n"})
	}
	dead.Group = "no file " + link
	return dead
}

// file finds a page or an asset by its path in the content folder: the file
// itself, a folder's index, or a page written without .md or as .html.
func (r *Resolver) file(full string) (Target, bool) {
	full = norm.NFC.String(full)
	if p := r.byPath[full]; p != nil {
		return Target{Page: p}, true
	}
	if a := r.assets[full]; a != nil {
		return Target{Asset: a}, true
	}
	if full == "." {
		return Target{Page: r.home}, true
	}
	if t := r.folders[full]; t != nil {
		return Target{Page: t.Index}, true
	}
	stem := strings.TrimSuffix(full, ".html")
	if p := pageAt(r.byPath, stem); p != nil {
		return Target{Page: p}, true
	}
	for _, earlier := range []string{full, stem + ".html", path.Join(full, "index.html")} {
		if p := r.byAlias[earlier]; p != nil {
			return Target{Page: p}, true
		}
	}
	if p := r.checklists[strings.TrimPrefix(stem, checklistsFolder+"/")]; p != nil && strings.HasPrefix(stem, checklistsFolder+"/") {
		return Target{Page: p}, true
	}
	if t := r.folders[folderOf(full)]; t != nil && slug.IsIndex(full) {
		return Target{Page: t.Index}, true
	}
	if p := r.made[full]; p != nil {
		return Target{Page: p}, true
	}
	return Target{}, false
}

// anchor checks that the target has the heading.
func (r *Resolver) anchor(t Target, link string) (Target, *diag.Diagnostic) {
	if t.Page == nil || t.Fragment == "" || t.Page.Playbook == nil {
		return t, nil
	}
	sections, h := t.Page.Playbook.Sections, r.headings(t.Page.Playbook)
	if _, ok := h.ids[t.Fragment]; ok {
		return t, nil
	}
	if i, ok := h.words[headingKey(t.Fragment)]; ok && r.foreign {
		t.Fragment = sections[i].ID
		return t, nil
	}
	if i, ok := h.lower[strings.ToLower(t.Fragment)]; ok {
		t.Fragment = sections[i].ID
		said := meant(wrong("link-capitals", "", "the link %q differs from the heading in capitals", link), "#"+t.Fragment, withFragment(link, t.Fragment))
		said.Hint, said.Severity, said.Group = "write #"+t.Fragment, diag.Warning, "capitals"
		return t, said
	}
	if strings.HasPrefix(t.Fragment, "^") {
		return t, wrong("dead-heading", "write "+t.Fragment+" at the end of the paragraph that is meant", "no block %s for the link %q", t.Fragment, link)
	}
	var ids []string
	for _, section := range sections[:min(len(sections), mostGuessed)] {
		ids = append(ids, section.ID)
	}
	near := diag.Nearest(t.Fragment, ids)
	return t, meant(wrong("dead-heading", "", "no heading #%s for the link %q", t.Fragment, link), near, withFragment(link, near))
}

// withFragment is a link that leads to another place of the same page.
func withFragment(link, fragment string) string {
	name, _, _ := strings.Cut(link, "#")
	return name + "#" + fragment
}

// mostGuessed is among how many headings of a page one is looked for that may be meant.
const mostGuessed = 500

// distance counts the folders between a page and an address, up and down.
func distance(from *Page, to string) int {
	return strings.Count(Relative(path.Dir(from.Address), to), "/")
}

// criterion resolves checklist/criterion, or criterion alone inside the
// playbook that owns the checklist; #min, #max or #ideal picks one number.
func (r *Resolver) criterion(from *Page, target string) (Target, *diag.Diagnostic) {
	name, part, _ := strings.Cut(target, "#")
	list, id, found := strings.Cut(name, "/")
	if !found {
		own := r.ChecklistOf(from)
		if own == nil {
			return Target{}, wrong("unknown-criterion", "write criterion:checklist/criterion", "this page owns no checklist for criterion %q", name)
		}
		list, id = own.Checklist.ID.Value, list
	}
	page := r.checklists[list]
	if page == nil {
		near := diag.Nearest(list, slices.Sorted(maps.Keys(r.checklists)))
		return Target{}, meant(wrong("unknown-criterion", "", "no checklist %q", list), near, near+"/"+strings.TrimPrefix(target, list+"/"))
	}
	item := page.Checklist.Item(id)
	if item == nil {
		var ids []string
		for _, i := range page.Checklist.Items {
			ids = append(ids, i.ID.Value)
		}
		near := diag.Nearest(id, ids)
		return Target{}, meant(wrong("unknown-criterion", "one of "+strings.Join(ids, ", "), "no criterion %q in the checklist %s", id, list), near, strings.Replace(target, id, near, 1))
	}
	text, ok := item.Part(part)
	if !ok {
		return Target{}, wrong("unknown-criterion", "a part is #min, #max or #ideal", "criterion %q has no %s", id, part)
	}
	return Target{Page: page, Fragment: item.ID.Value, Text: text}, nil
}

// source resolves the id of a fact or of a work.
func (r *Resolver) source(id string) (Target, *diag.Diagnostic) {
	if !r.sources.Has(id) {
		if len(r.sources.Works) == 0 {
			return Target{}, wrong("unknown-source", "list it in sources.yaml", "no source %q", id)
		}
		near := diag.Nearest(id, r.sources.ids())
		return Target{}, meant(wrong("unknown-source", "", "no source %q", id), near, near)
	}
	return Target{Page: r.made[SourcesAddress], Fragment: id, Text: id}, nil
}

// Relative gives the path from a folder to a file, both below the root.
func Relative(folder, file string) string {
	if folder == "." {
		folder = ""
	}
	for folder != "" {
		here, up, _ := strings.Cut(folder, "/")
		there, below, deeper := strings.Cut(file, "/")
		if !deeper || here != there {
			return strings.Repeat("../", strings.Count(folder, "/")+1) + file
		}
		folder, file = up, below
	}
	return file
}

// Escape writes a path so that a link can have it: with no space, bracket or # of its own.
func Escape(name string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "#", "%23").Replace(name)
}

// Link gives the address of target as written on a page at from: relative, and
// escaped.
func Link(from, target, fragment string) string {
	folder := path.Dir(from)
	link := Relative(folder, target)
	if from == target && fragment != "" {
		link = ""
	}
	link = escaped(link)
	if first, _, _ := strings.Cut(link, "/"); strings.Contains(first, ":") {
		link = "./" + link // not a scheme
	}
	if fragment != "" {
		link += "#" + url.PathEscape(fragment)
	}
	return link
}

// escaped writes a path as an address has it, part by part.
func escaped(name string) string {
	if !strings.ContainsFunc(name, func(c rune) bool { return !plain(c) }) {
		return name
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// plain tells a sign of nearly every path, which needs no escape.
func plain(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("/-_.", c)
}
