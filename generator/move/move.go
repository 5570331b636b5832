// Package move renames a page and mends what leads to it: links in every page,
// names in front matter and in YAML files. Only the names change; every other
// byte of a file stays.
package move

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Outcome tells what was done.
type Outcome struct {
	Changed []string  // files that were rewritten, below the content folder
	Links   int       // how many names were changed
	Left    diag.List // what leads to the page and could not be changed
}

// Page renames a page of a joined content folder. from and to are paths below
// it. A *diag.Failure is a reason that the user can mend; then nothing has
// changed.
func Page(t *content.Tree, s *site.Site, from, to string) (Outcome, error) {
	tidy(t.Dir)
	m, err := plan(t, s, from, to)
	if err != nil {
		return Outcome{}, err
	}
	return m.write()
}

// Edits gives what Page would change, by the files' paths before it, for whoever
// changes the files otherwise.
func Edits(t *content.Tree, s *site.Site, from, to string) (map[string][]Edit, error) {
	m, err := plan(t, s, from, to)
	if err != nil {
		return nil, err
	}
	return m.edits, nil
}

// plan finds what a rename changes.
func plan(t *content.Tree, s *site.Site, from, to string) (*mover, error) {
	page := s.PageOf(from)
	if page == nil {
		var files []string
		for _, p := range t.Playbooks {
			files = append(files, p.Path)
		}
		return nil, &diag.Failure{What: "no page " + t.Path(from), Hint: cmp.Or(diag.DidYouMean(diag.Nearest(from, files)), "name a .md file below the content folder")}
	}
	if err := nameable(to); err != nil {
		return nil, err
	}
	m := &mover{tree: t, site: s, page: page, from: page.Playbook.Path, to: to, edits: map[string][]Edit{}, texts: map[string]*text{}}
	if err := m.find(); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(m.file(to)); err == nil && m.almostDone() {
		return m, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, &diag.Failure{What: t.Path(to) + " is already there", Hint: "choose another name, or move that page away first"}
	}
	if taken := s.Taken(to, page); taken != "" {
		return nil, &diag.Failure{What: "the address of " + t.Path(to) + " is taken by " + taken, Hint: "choose another name"}
	}
	return m, nil
}

// almostDone tells whether an earlier move was killed before its last step, when
// the page stands at both places.
func (m *mover) almostDone() bool {
	there, err := os.ReadFile(m.file(m.to))
	if _, bad := m.text(m.from); err != nil || bad != nil || string(there) != m.edited(m.from) {
		return false
	}
	before, err := os.Stat(m.file(m.from))
	after, bad := os.Stat(m.file(m.to))
	return err == nil && bad == nil && !os.SameFile(before, after) // as names that differ in case alone may be
}

// file is where a file of the content folder stands.
func (m *mover) file(name string) string {
	return filepath.Join(m.tree.Dir, filepath.FromSlash(name))
}

// unfit are letters that would have to be escaped in links, in YAML or on some
// disks.
const unfit = ":#[]{}\"'|?*<>\\,%&`"

// nameable tells whether a page may have a path.
func nameable(to string) error {
	wrong := func(hint string) error {
		return &diag.Failure{What: fmt.Sprintf("%q is no name of a page", to), Hint: hint}
	}
	if to != path.Clean(to) || path.IsAbs(to) || to == ".." || strings.HasPrefix(to, "../") || strings.TrimSuffix(path.Base(to), ".md") == "" {
		return wrong("write a path below the content folder, such as finding/trade-fairs.md")
	}
	switch strings.ToLower(path.Ext(strings.TrimSuffix(to, ".md"))) {
	case ".md", ".html", ".htm", ".txt", ".markdown":
		return wrong("write one ending, .md, or none")
	}
	if strings.ContainsAny(to, unfit) || strings.ContainsFunc(to, unicode.IsControl) {
		return wrong("use letters, digits and hyphens")
	}
	for part := range strings.SplitSeq(to, "/") {
		if content.Ignored(part) || strings.HasPrefix(part, "_") {
			return wrong("no part of it may begin with . or _: such files are no pages")
		}
	}
	return nil
}

// mover gathers the edits of all files before the first is written.
type mover struct {
	tree     *content.Tree
	site     *site.Site
	page     *site.Page
	from, to string
	edits    map[string][]Edit // by file
	texts    map[string]*text
	left     diag.List
}

// find gathers what must change.
func (m *mover) find() error {
	for _, p := range m.site.Order.Pages() {
		if p.Playbook == nil {
			continue
		}
		file := p.Playbook.Path
		for _, l := range p.Playbook.Body.Links {
			if err := m.link(p, l); err != nil {
				return err
			}
		}
		names := slices.Clone(p.Playbook.Related)
		if c := p.Playbook.Checklist; c != nil {
			for _, criterion := range c.Criteria {
				names = append(names, criterion.More)
			}
			for _, verdict := range c.Verdicts {
				names = append(names, verdict.More)
			}
			for _, rule := range c.Rules {
				names = append(names, rule.More)
			}
		}
		if err := m.names(file, names); err != nil {
			return err
		}
	}
	var config, terms []playbook.Name
	for _, t := range m.site.Tasks {
		config = append(config, t.Page)
	}
	for _, e := range slices.Concat(m.site.Config.Navigation, m.site.Config.Footer.Links) {
		config = append(config, e.Page)
	}
	config = append(config, m.site.Config.Hide...)
	for _, t := range m.tree.Glossary.Terms {
		terms = append(terms, t.More)
	}
	return errors.Join(m.names(content.ConfigFile, config), m.names(content.GlossaryFile, terms), m.alias(), m.keepID())
}

// link changes one link of a page, if it leads to the page that moves or stands
// on it.
func (m *mover) link(p *site.Page, l playbook.Link) error {
	own := p.Address == m.page.Address
	switch l.Kind {
	case playbook.LinkCriterion, playbook.LinkSource:
		return nil
	case playbook.LinkWiki:
		return m.wiki(p, l)
	case playbook.LinkEmbed:
		if target, ok := m.site.Resolver.Resolve(p, l); ok && target.Page != nil {
			return m.wiki(p, l)
		}
	case playbook.LinkPath, playbook.LinkImage:
	}
	target, ok := m.site.Resolver.Resolve(p, l)
	name, rest := cutName(l.Target)
	if !ok || name == "" || target.Page == nil && target.Asset == nil {
		return nil
	}
	leads := target.Page != nil && target.Page.Address == m.page.Address
	if !leads && !own {
		return nil
	}
	return m.replace(p.Playbook.Path, l.Pos, l.Target, m.renamed(p.Playbook.Path, name, leads)+rest, "(<\"'=")
}

// cutName parts a link into the name of a file, and what follows it.
func cutName(link string) (name, rest string) {
	if i := strings.IndexAny(link, "#?"); i >= 0 {
		return link[:i], link[i:]
	}
	return link, ""
}

// renamed gives a name as it must be written in a file after the move: of the
// page itself, or of another file seen from the page's new place.
func (m *mover) renamed(file, name string, leads bool) string {
	absolute := strings.HasPrefix(name, "/")
	full := path.Join(path.Dir(file), page.Unescape(name))
	if absolute {
		full = path.Join(".", page.Unescape(name))
	}
	if leads {
		full = likeBefore(m.to, name)
		if base := strings.ToLower(path.Base(m.to)); path.Ext(name) == "" && (base == "index.md" || base == "readme.md") {
			full = path.Dir(m.to) // a folder stands for its index
		}
	}
	if file == m.from {
		file = m.to
	}
	if absolute {
		return "/" + escaped(full)
	}
	return escaped(relative(path.Dir(file), full))
}

// likeBefore gives a page's new path with the ending that its name had.
func likeBefore(to, name string) string {
	stem := strings.TrimSuffix(to, ".md")
	switch path.Ext(name) {
	case ".md", ".markdown":
		return to
	case ".html":
		return stem + ".html"
	}
	return stem
}

// escaped writes spaces and brackets so that they do not end a link.
func escaped(name string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(name)
}

func relative(folder, file string) string {
	rel, err := filepath.Rel(filepath.FromSlash(folder), filepath.FromSlash(file))
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

// wiki changes a wiki link that names the page by its file.
func (m *mover) wiki(p *site.Page, l playbook.Link) error {
	target, ok := m.site.Resolver.Resolve(p, l)
	name, rest := cutName(l.Target)
	if !ok || target.Page == nil || target.Page.Address != m.page.Address || strings.EqualFold(name, m.page.Title) || name == "" {
		return nil
	}
	renamed := path.Base(likeBefore(m.to, name))
	if strings.Contains(name, "/") || len(m.site.Resolver.Namesakes(renamed)) > 0 || strings.EqualFold(renamed, "index") || strings.EqualFold(renamed, "readme") {
		renamed = likeBefore(m.to, name)
	}
	return m.replace(p.Playbook.Path, l.Pos, l.Target, renamed+rest, "[")
}

// names changes names in front matter or a YAML file.
func (m *mover) names(file string, names []playbook.Name) error {
	for _, n := range names {
		name, rest := cutName(n.Value)
		target, ok := m.site.Resolver.Named(file, n)
		if !ok || name == "" {
			continue
		}
		leads := target.Page != nil && target.Page.Address == m.page.Address
		if !leads && file != m.from {
			continue
		}
		renamed := page.Unescape(m.renamed(file, name, leads)) + rest
		if renamed == n.Value {
			continue
		}
		if err := m.replace(file, n.Pos, n.Value, renamed, ""); err != nil {
			return err
		}
	}
	return nil
}
