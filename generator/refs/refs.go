// Package refs tells what the names in the files of a site stand for, where each is
// written, and who names what. It adds to Playbook.Refs what only the whole site knows.
package refs

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Thing is what a name stands for.
type Thing struct {
	Kind playbook.RefKind // "" for a page that has no file
	ID   string           // a file, file#anchor, checklist/criterion, an id; a term or a tag in small letters
}

// Criterion is the Thing that a checklist's criterion is.
func Criterion(list, id string) Thing { return Thing{playbook.RefCriterion, list + "/" + id} }

// Mention is a name of one Thing in a file.
type Mention struct {
	Of       Thing
	File     string // below the content folder
	Ref      playbook.Ref
	From, To int // the bytes of what is written that name the Thing
}

// Written is the name as it is written, decoded.
func (m Mention) Written() string { return m.Ref.Value[m.From:m.To] }

// Place is where a diagnostic of it stands: a link begins before its name.
func (m Mention) Place() diag.Pos {
	if m.Ref.Link != nil {
		return m.Ref.Link.Pos
	}
	return m.Ref.Pos
}

// Names are the names in the files of a site.
type Names struct {
	Tree  *content.Tree
	Site  *site.Site
	Read  func(file string) (Text, error) // a file as it is now
	Newer *playbook.Playbook              // a page whose text is newer than the site; nil for none
	Uses  *Uses                           // kept while the site is the same
}

// Of gives the names of a site whose files are as it was made of them.
func Of(t *content.Tree, s *site.Site) *Names {
	texts := map[string]Text{}
	return &Names{Tree: t, Site: s, Uses: &Uses{}, Read: func(file string) (Text, error) {
		if text, ok := texts[file]; ok {
			return text, nil
		}
		data, err := t.Text(file)
		texts[file] = NewText(string(data))
		return texts[file], err
	}}
}

// Playbook gives what a page says now; nil if there is none.
func (n *Names) Playbook(file string) *playbook.Playbook {
	if n.Newer != nil && n.Newer.Path == file {
		return n.Newer
	}
	if p := n.Site.PageOf(file); p != nil {
		return p.Playbook
	}
	return nil
}

// Files are all that may name something.
func (n *Names) Files() []string {
	all := []string{content.ConfigFile, content.SourcesFile, content.GlossaryFile, content.BandsFile}
	for _, p := range n.Tree.Playbooks {
		all = append(all, p.Path)
	}
	return all
}

// refs gives the Refs of a file, and its page, if it is one.
func (n *Names) refs(file string) (of iter.Seq[playbook.Ref], here *site.Page) {
	switch file {
	case content.SourcesFile:
		return playbook.RefsOf(&n.Tree.Sources), nil
	case content.GlossaryFile:
		return playbook.RefsOf(&n.Tree.Glossary), nil
	case content.BandsFile:
		return playbook.RefsOf(&n.Tree.Bands), nil
	case content.ConfigFile:
		return playbook.RefsOf(&n.Site.Config), nil
	}
	at, p := n.Site.PageOf(file), n.Playbook(file)
	if at == nil || p == nil {
		return func(func(playbook.Ref) bool) {}, nil
	}
	page := *at
	page.Playbook = p
	return p.Refs(), &page
}

// In gives what is named in a file, as far as that is there.
func (n *Names) In(file string) []Mention {
	var out []Mention
	all, here := n.refs(file)
	for r := range all {
		for _, m := range n.mentions(here, file, r) {
			if m.File, m.Ref = file, r; m.From < m.To {
				out = append(out, m)
			}
		}
	}
	return out
}

// mentions gives what one Ref names: a page and a heading of it, a checklist and a
// criterion of it.
func (n *Names) mentions(here *site.Page, file string, r playbook.Ref) []Mention {
	whole := func(id string) []Mention { return []Mention{{Of: Thing{r.Kind, id}, To: len(r.Value)}} }
	switch r.Kind {
	case playbook.RefPage, playbook.RefAsset:
		target, ok := n.target(here, file, r)
		if !ok {
			return nil
		}
		from, to := heading(r, target.Named)
		of := things(target)
		return []Mention{{Of: of[0], To: len(strings.TrimRight(r.Value[:target.Named], " "))}, {Of: of[1], From: from, To: to}}
	case playbook.RefFact:
		return whole(r.Value)
	case playbook.RefTerm, playbook.RefTag:
		return whole(strings.ToLower(r.Value))
	case playbook.RefHeading:
		return whole(file + "#" + r.In.(*playbook.Section).ID)
	case playbook.RefChecklist:
		if c := r.In.(*playbook.Checklist); r.Pos != c.Pos { // else it is the file's name
			return whole(r.Value)
		}
	case playbook.RefCriterion:
		if r.Link != nil {
			return n.criterion(here, r)
		}
		if c := here.Playbook.Checklist; c != nil {
			return whole(c.ID.Value + "/" + r.Value)
		}
	}
	return nil
}

// target finds the page or the file that a Ref names, though it may lack the heading.
func (n *Names) target(here *site.Page, file string, r playbook.Ref) (t site.Target, ok bool) {
	if r.Link != nil {
		t, ok = n.Site.Resolver.Resolve(here, *r.Link)
	} else {
		t, ok = n.Site.Resolver.Named(file, r.Name)
	}
	return t, ok || t.Page != nil
}

// heading gives the bytes behind a page's name that name a heading of it: of a wiki
// link that goes by several, the last.
func heading(r playbook.Ref, named int) (from, to int) {
	rest := r.Value[named:]
	i := strings.IndexByte(rest, '#')
	if r.Link != nil && r.Link.Kind != playbook.LinkPath && !strings.Contains(rest, "#^") {
		i = strings.LastIndexByte(rest, '#')
	}
	if i < 0 {
		return 0, 0
	}
	said := strings.TrimSpace(rest[i+1:])
	from = named + i + 1 + strings.Index(rest[i+1:], said)
	return from, from + len(said)
}

// criterion gives what a link to a criterion names.
func (n *Names) criterion(here *site.Page, r playbook.Ref) []Mention {
	target, ok := n.Site.Resolver.Resolve(here, *r.Link)
	if !ok {
		return nil
	}
	of := things(target)
	name, _, _ := strings.Cut(r.Value, "#")
	slash := strings.IndexByte(name, '/')
	return []Mention{{Of: of[0], To: max(slash, 0)}, {Of: of[1], From: slash + 1, To: len(name)}}
}

// things gives what a target is, and what of it.
func things(t site.Target) [2]Thing {
	switch {
	case t.Asset != nil:
		return [2]Thing{{playbook.RefAsset, t.Asset.Path}}
	case t.Page.Kind == site.KindChecklist:
		list := t.Page.Checklist.ID.Value
		return [2]Thing{{playbook.RefChecklist, list}, Criterion(list, t.Fragment)}
	case t.Page.Kind == site.KindSources:
		return [2]Thing{{playbook.RefAsset, content.SourcesFile}, {playbook.RefFact, t.Fragment}}
	case t.Page.Kind == site.KindGlossary:
		return [2]Thing{{playbook.RefAsset, content.GlossaryFile}, {playbook.RefTerm, t.Fragment}}
	case t.Page.Playbook != nil:
		return [2]Thing{{playbook.RefPage, t.Page.Playbook.Path}, {playbook.RefHeading, t.Page.Playbook.Path + "#" + t.Fragment}}
	}
	return [2]Thing{{ID: t.Page.Address}}
}

// Uses tells which files name a Thing. It is made when it is first asked for: on a
// large site looking through all pages takes half a second.
type Uses struct {
	once  sync.Once
	files map[Thing][]string
}

func (n *Names) uses() map[Thing][]string {
	n.Uses.once.Do(func() {
		n.Uses.files = map[Thing][]string{}
		for _, file := range n.Files() {
			for _, m := range n.In(file) {
				if files := n.Uses.files[m.Of]; len(files) == 0 || files[len(files)-1] != file {
					n.Uses.files[m.Of] = append(files, file)
				}
			}
		}
	})
	return n.Uses.files
}

// Known gives the ids of all things of a kind that are named somewhere, in order.
func (n *Names) Known(kind playbook.RefKind) []string {
	var out []string
	for t := range maps.Keys(n.uses()) {
		if t.Kind == kind {
			out = append(out, t.ID)
		}
	}
	slices.Sort(out)
	return out
}

// naming gives the files that name a Thing or make it, and the one whose text is newer.
func (n *Names) naming(t Thing) []string {
	files := n.uses()[t]
	if n.Newer != nil && !slices.Contains(files, n.Newer.Path) {
		files = append(slices.Clip(files), n.Newer.Path)
	}
	return files
}

// All gives every Mention of a Thing.
func (n *Names) All(t Thing) []Mention {
	var out []Mention
	for _, file := range n.naming(t) {
		for _, m := range n.In(file) {
			if m.Of == t {
				out = append(out, m)
			}
		}
	}
	return out
}

// UsedBy gives the files that name a Thing, but for where it is made.
func (n *Names) UsedBy(t Thing) []string {
	var out []string
	for _, m := range n.All(t) {
		if !m.Ref.Makes && !slices.Contains(out, m.File) {
			out = append(out, m.File)
		}
	}
	return out
}

// Made gives the Mention that makes a Thing.
func (n *Names) Made(t Thing) (Mention, bool) {
	all := n.In(n.home(t))
	i := slices.IndexFunc(all, func(m Mention) bool { return m.Of == t && m.Ref.Makes })
	if i < 0 {
		return Mention{}, false
	}
	return all[i], true
}

// home is the file that makes a Thing, if one does.
func (n *Names) home(t Thing) string {
	switch t.Kind {
	case playbook.RefFact:
		return content.SourcesFile
	case playbook.RefTerm:
		return content.GlossaryFile
	case playbook.RefPage, playbook.RefHeading, playbook.RefAsset:
		file, _, _ := strings.Cut(t.ID, "#")
		return file
	case playbook.RefChecklist, playbook.RefCriterion:
		list, _, _ := strings.Cut(t.ID, "/")
		if p := n.Site.Checklist(list); p != nil {
			return p.Checklist.Owner.Playbook.Path
		}
	case playbook.RefTag:
	}
	return ""
}
