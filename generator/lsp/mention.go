package lsp

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// kind says what a name is the name of.
type kind string

const (
	aPage      kind = "page"      // by its file
	aHeading   kind = "heading"   // by file#anchor
	aFile      kind = "file"      // an image or another asset, by its path
	aChecklist kind = "checklist" // by its id
	aCriterion kind = "criterion" // by checklist/criterion
	aFact      kind = "fact"      // or a work, by its id
	aTerm      kind = "term"      // by its name in small letters
	aTag       kind = "tag"       // by its name in small letters
)

// thing is what a name stands for.
type thing struct {
	kind kind
	id   string
}

// mention is a place where a thing is named.
type mention struct {
	thing
	file    string // below the content folder
	at      diag.Pos
	written string // the name as it stands there
	opens   string // the letters that may stand before it; empty where it stands at its place
	defines bool   // the thing is made here
	link    bool   // it stands in a link, which means it as a whole
}

// mentions gives the names in a file, as far as they can be told before the text is
// looked at.
func (v *view) mentions(file string) []mention {
	n := &namer{view: v, of: file}
	switch file {
	case content.SourcesFile:
		n.sources()
	case content.GlossaryFile:
		n.glossary()
	case content.ConfigFile:
		n.config()
	default:
		if at, p := v.Site.PageOf(file), v.playbook(file); at != nil && p != nil {
			here := *at
			here.Playbook = p
			n.page(&here, p)
		}
	}
	return n.found
}

// namer gathers the names in a file.
type namer struct {
	*view
	of    string // the file
	found []mention
}

// add takes a name that stands at its place.
func (n *namer) add(t thing, name playbook.Name, defines bool) {
	if name.Value != "" {
		n.found = append(n.found, mention{thing: t, file: n.of, at: name.Pos, written: name.Value, defines: defines})
	}
}

// paths takes names of pages and files, and of headings in them.
func (n *namer) paths(names ...playbook.Name) {
	for _, name := range names {
		t, ok := n.Site.Resolver.Named(n.of, name)
		if !ok {
			continue
		}
		written, fragment, _ := strings.Cut(name.Value, "#")
		for i, of := range things(t) {
			m := []mention{{written: written}, {written: fragment, opens: "#"}}[i]
			if m.thing, m.file, m.at = of, n.of, name.Pos; m.written != "" {
				n.found = append(n.found, m)
			}
		}
	}
}

// facts takes ids of facts and works.
func (n *namer) facts(names []playbook.Name, defines bool) {
	for _, name := range names {
		n.add(thing{aFact, name.Value}, name, defines)
	}
}

func (n *namer) sources() {
	for _, w := range n.Tree.Sources.Works {
		n.facts([]playbook.Name{w.ID}, true)
	}
	for _, f := range n.Tree.Sources.Facts {
		n.facts([]playbook.Name{f.ID}, true)
		n.facts([]playbook.Name{f.Work}, false)
	}
}

func (n *namer) glossary() {
	for _, t := range n.Tree.Glossary.Terms {
		n.add(thing{aTerm, strings.ToLower(t.Term.Value)}, t.Term, true)
		n.paths(t.More)
	}
}

func (n *namer) config() {
	for _, t := range n.Site.Tasks {
		n.paths(t.Page)
	}
	for _, e := range slices.Concat(n.Site.Config.Navigation, n.Site.Config.Footer.Links) {
		n.paths(e.Page)
	}
	n.paths(n.Site.Config.Hide...)
}

func (n *namer) page(here *site.Page, p *playbook.Playbook) {
	for _, s := range p.Sections[1:] {
		if s.Title != "" {
			n.found = append(n.found, mention{thing: thing{aHeading, n.of + "#" + s.ID}, file: n.of, at: s.Pos, written: s.Title, opens: "# \t", defines: true})
		}
	}
	for _, t := range p.Tags {
		n.add(thing{aTag, strings.ToLower(t.Value)}, t, false)
	}
	n.paths(p.Related...)
	n.facts(p.Sources, false)
	for _, l := range p.Body.Links {
		for _, m := range n.linked(here, l) {
			if m.file, m.at, m.link = n.of, l.Pos, true; m.written != "" {
				n.found = append(n.found, m)
			}
		}
	}
	if p.Checklist != nil {
		n.checklist(p.Checklist)
	}
}

func (n *namer) checklist(c *playbook.Checklist) {
	if c.ID.Pos != c.Pos { // else it is the file's name
		n.add(thing{aChecklist, c.ID.Value}, c.ID, true)
	}
	criterion := func(id string) thing { return thing{aCriterion, c.ID.Value + "/" + id} }
	for _, item := range c.Criteria {
		n.add(criterion(item.ID.Value), item.ID, true)
		n.facts(item.Sources, false)
		n.paths(item.More)
	}
	for _, band := range c.Verdicts {
		n.paths(band.More)
	}
	for _, rule := range c.Rules {
		for _, condition := range rule.If {
			n.add(criterion(condition.ID.Value), condition.ID, false)
		}
		n.facts(rule.Sources, false)
		n.paths(rule.More)
	}
	for _, pitfall := range c.Pitfalls {
		n.facts(pitfall.Sources, false)
	}
}

// linked gives the names in a link of a text.
func (v *view) linked(from *site.Page, l playbook.Link) []mention {
	target, ok := v.Site.Resolver.Resolve(from, l)
	if !ok {
		return nil
	}
	switch l.Kind {
	case playbook.LinkCriterion:
		whole, _, _ := strings.Cut(l.Target, "#")
		list, id, both := strings.Cut(whole, "/")
		if !both {
			list, id = "", whole
		}
		owner := target.Page.Checklist.ID.Value
		return []mention{{thing: thing{aChecklist, owner}, written: list, opens: ":"}, {thing: thing{aCriterion, owner + "/" + target.Fragment}, written: id, opens: ":/"}}
	case playbook.LinkSource:
		return []mention{{thing: thing{aFact, target.Fragment}, written: l.Target, opens: ":"}}
	case playbook.LinkPath, playbook.LinkWiki, playbook.LinkImage, playbook.LinkEmbed:
	}
	name, fragment, _ := strings.Cut(l.Target, "#")
	opens := "(<\"'="
	if l.Kind == playbook.LinkWiki || l.Kind == playbook.LinkEmbed {
		opens = "["
		name, fragment = v.Site.Resolver.CutHeading(l.Target)
	}
	var out []mention
	for i, of := range things(target) {
		out = append(out, mention{thing: of, written: []string{strings.TrimSpace(name), fragment}[i], opens: []string{opens, "#"}[i]})
	}
	return out
}

// things gives what a target is, and what of it.
func things(t site.Target) []thing {
	switch {
	case t.Asset != nil:
		return []thing{{aFile, t.Asset.Path}}
	case t.Page.Kind == site.KindChecklist:
		list := t.Page.Checklist.ID.Value
		return []thing{{aChecklist, list}, {aCriterion, list + "/" + t.Fragment}}
	case t.Page.Kind == site.KindSources:
		return []thing{{aFile, content.SourcesFile}, {aFact, t.Fragment}}
	case t.Page.Kind == site.KindGlossary:
		return []thing{{aFile, content.GlossaryFile}, {aTerm, t.Fragment}}
	case t.Page.Playbook != nil:
		return []thing{{aPage, t.Page.Playbook.Path}, {aHeading, t.Page.Playbook.Path + "#" + t.Fragment}}
	}
	return nil
}

// playbook gives what a page says: the view's own as it is now, others as they were
// built.
func (v *view) playbook(file string) *playbook.Playbook {
	if file == v.file && v.page != nil {
		return v.page
	}
	if p := v.Site.PageOf(file); p != nil {
		return p.Playbook
	}
	return nil
}

// uses tells which files name a thing. It is made when it is first asked for: on a
// large site looking through all pages takes half a second.
type uses struct {
	once  sync.Once
	files map[thing][]string
}

// naming gives the files that name a thing.
func (v *view) naming(t thing) []string {
	v.uses.once.Do(func() {
		v.uses.files = map[thing][]string{}
		all := []string{content.ConfigFile, content.SourcesFile, content.GlossaryFile}
		for _, p := range v.Tree.Playbooks {
			all = append(all, p.Path)
		}
		for _, file := range all {
			seen := map[thing]bool{}
			for _, m := range v.mentions(file) {
				if !seen[m.thing] {
					seen[m.thing] = true
					v.uses.files[m.thing] = append(v.uses.files[m.thing], file)
				}
			}
		}
	})
	files := v.uses.files[t]
	if v.file != "" && !slices.Contains(files, v.file) { // its text may be newer
		files = append(slices.Clip(files), v.file)
	}
	return files
}

const farthest = 2000 // bytes behind its place that a name is looked for

// find gives the bytes of a mention in its text.
func (m mention) find(t *text) (start, end int, ok bool) {
	from := t.at(m.at)
	if m.opens == "" {
		if from < len(t.string) && strings.ContainsRune(`"'`, rune(t.string[from])) {
			from++
		}
		if strings.HasPrefix(t.string[from:], m.written) {
			return from, from + len(m.written), true
		}
	}
	for _, written := range []string{m.written, strings.ReplaceAll(m.written, " ", "%20")} {
		rest := t.string[from:min(len(t.string), from+farthest)]
		for at := 0; ; {
			i := strings.Index(rest[at:], written)
			if i < 0 {
				break
			}
			at += i
			if m.opens == "" || at > 0 && strings.IndexByte(m.opens, rest[at-1]) >= 0 {
				return from + at, from + at + len(written), true
			}
			at += len(written)
		}
	}
	return 0, 0, false
}

// under gives what is named at a position, and the bytes of its name.
func (v *view) under(at position) (m mention, start, end int, ok bool) {
	offset := v.text.offset(at)
	var around mention // the last name of the link around the position
	var from, to int
	for _, m := range v.mentions(v.file) {
		start, end, ok := m.find(v.text)
		switch {
		case !ok:
		case start <= offset && offset <= end:
			return m, start, end, true
		case m.link && v.text.at(m.at) <= offset && offset <= linkEnd(v.text, end):
			around, from, to = m, start, end
		}
	}
	if around.link {
		return around, from, to, true
	}
	return v.termUnder(offset)
}

// linkEnd gives where a link ends that holds the byte at an offset.
func linkEnd(t *text, offset int) int {
	if i := strings.IndexAny(t.string[offset:], ")]\n"); i >= 0 {
		return offset + i
	}
	return len(t.string)
}

// termUnder gives the term of the glossary whose name stands at an offset of a page.
func (v *view) termUnder(offset int) (m mention, start, end int, ok bool) {
	words := v.termWords()
	if words == nil || !v.isPage() {
		return mention{}, 0, 0, false
	}
	line := v.text.lineAt(offset)
	from := v.text.lines[line]
	for _, found := range words.FindAllStringSubmatchIndex(v.text.line(line), -1) {
		start, end := from+found[2], from+found[3]
		if start <= offset && offset <= end {
			if t := v.term(v.text.string[start:end]); t != nil {
				return mention{thing{aTerm, strings.ToLower(t.Term.Term.Value)}, v.file, diag.Pos{}, v.text.string[start:end], "", false, false}, start, end, true
			}
		}
	}
	return mention{}, 0, 0, false
}

// termWords finds the names of terms in a text; nil without a glossary.
func (v *view) termWords() *regexp.Regexp {
	var names []string
	for _, t := range v.Site.Terms {
		for _, name := range append([]string{t.Term.Term.Value}, t.Also...) {
			if utf8.RuneCountInString(name) > 2 { // short names stand for too much else
				names = append(names, regexp.QuoteMeta(name))
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])((?:` + strings.Join(names, "|") + `)s?)(?:$|[^\pL\pN])`)
}

// term gives the term that a word names; a plural s may follow it.
func (v *view) term(word string) *site.Term {
	for _, t := range v.Site.Terms {
		for _, name := range append([]string{t.Term.Term.Value}, t.Also...) {
			if strings.EqualFold(name, word) || strings.EqualFold(name+"s", word) {
				return t
			}
		}
	}
	return nil
}

// place is where a mention stands.
type place struct {
	mention
	text       *text
	start, end int
}

// location gives a place as the protocol has it.
func (v *view) location(p place) location {
	return location{v.uri(p.file), p.text.span(p.start, p.end)}
}

// all gives every place where a thing is named.
func (v *view) all(t thing) []place {
	var out []place
	for _, file := range v.naming(t) {
		var text *text
		for _, m := range v.mentions(file) {
			if m.thing != t {
				continue
			}
			if text == nil {
				if text = v.textOf(file); text == nil {
					break
				}
			}
			if start, end, ok := m.find(text); ok {
				out = append(out, place{m, text, start, end})
			}
		}
	}
	return out
}

// made gives the place where a thing is made.
func (v *view) made(t thing) (location, bool) {
	file, _, _ := strings.Cut(t.id, "#")
	switch t.kind {
	case aPage, aFile:
		return location{URI: v.uri(file)}, true
	case aTag:
		return location{}, false
	case aChecklist:
		for _, p := range v.Site.Checklists {
			if p.Checklist.ID.Value == t.id {
				return v.at(p.Checklist.Owner.Playbook.Path, p.Checklist.ID.Pos)
			}
		}
		return location{}, false
	case aFact:
		file = content.SourcesFile
	case aTerm:
		file = content.GlossaryFile
	case aCriterion:
		list, _, _ := strings.Cut(t.id, "/")
		for _, p := range v.Site.Checklists {
			if p.Checklist.ID.Value == list {
				file = p.Checklist.Owner.Playbook.Path
			}
		}
	case aHeading:
	}
	text := v.textOf(file)
	if text == nil {
		return location{}, false
	}
	for _, m := range v.mentions(file) {
		if m.thing == t && m.defines {
			if start, end, ok := m.find(text); ok {
				return v.location(place{m, text, start, end}), true
			}
			return v.at(file, m.at)
		}
	}
	return location{URI: v.uri(file)}, t.kind == aHeading // the page's own title
}

// at gives a place of a file.
func (v *view) at(file string, pos diag.Pos) (location, bool) {
	t := v.textOf(file)
	if t == nil {
		return location{}, false
	}
	start := t.at(pos)
	return location{v.uri(file), t.span(start, t.end(t.lineAt(start)))}, true
}
