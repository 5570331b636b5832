package refactor

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
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// movePage gives a page's file another path. from and to are paths below the content
// folder.
func (p *Plan) movePage(from, to string) error {
	moving := p.Site.PageOf(from)
	if moving == nil {
		var files []string
		for _, other := range p.Tree.Playbooks {
			files = append(files, other.Path)
		}
		return refuse(cmp.Or(diag.Guess(from, files), "name a .md file below the content folder"), "no page %s", p.Tree.Path(from))
	}
	if err := nameable(to, p.Tree.Dialect.MDX); err != nil {
		return err
	}
	p.last, p.to = moving.Playbook.Path, to
	for _, m := range p.everywhere() {
		p.follow(m, moving)
	}
	p.alias(moving)
	p.keepID(moving)
	if _, err := os.Lstat(p.file(to)); err == nil && p.almostDone() {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return refuse("choose another name, or move that page away first", "%s is already there", p.Tree.Path(to))
	}
	if taken := p.Site.Taken(to, moving); taken != "" {
		return refuse("choose another name", "the address of %s is taken by %s", p.Tree.Path(to), taken)
	}
	return nil
}

// almostDone tells whether an earlier move was killed before its last step, when
// the page stands at both places.
func (p *Plan) almostDone() bool {
	there, err := os.ReadFile(p.file(p.to))
	if err != nil || string(there) != p.edited(p.last) {
		return false
	}
	before, err := os.Stat(p.file(p.last))
	after, bad := os.Stat(p.file(p.to))
	return err == nil && bad == nil && !os.SameFile(before, after) // as names that differ in case alone may be
}

// file is where a file of the content folder stands.
func (p *Plan) file(name string) string {
	return filepath.Join(p.Tree.Dir, filepath.FromSlash(name))
}

// unfit are letters that would have to be escaped in links, in YAML or on some
// disks.
const unfit = ":#[]{}\"'|?*<>\\,%&`"

// nameable tells whether a page may have a path, which may be one of MDX.
func nameable(to string, mdx bool) error {
	wrong := func(hint string) error {
		return &diag.Failure{What: fmt.Sprintf("%q is no name of a page", to), Hint: hint}
	}
	stem := to
	if slug.IsPage(to) {
		stem = slug.Stem(to)
	}
	if to != path.Clean(to) || path.IsAbs(to) || to == ".." || strings.HasPrefix(to, "../") || path.Base(stem) == "." || strings.HasSuffix(stem, "/") {
		return wrong("write a path below the content folder, such as finding/trade-fairs.md")
	}
	if slug.IsPage(stem) || slices.Contains([]string{".html", ".htm", ".txt"}, strings.ToLower(path.Ext(stem))) {
		return wrong("write one ending, .md, or none")
	}
	if slug.IsMDX(to) && !mdx {
		return wrong("an .mdx file is no page here: write .md")
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

// follow changes a name that leads to the page that moves, or stands on it and leads
// from there to another file.
func (p *Plan) follow(m refs.Mention, moving *site.Page) {
	leads := m.Of == (refs.Thing{Kind: playbook.RefPage, ID: p.last})
	switch kind := m.Ref.Kind; {
	case m.From > 0 || kind != playbook.RefPage && kind != playbook.RefAsset || !leads && m.File != p.last:
	case m.Ref.Link == nil:
		p.replace(m, page.Unescape(p.renamed(m.File, m.Written(), leads)))
	case m.Ref.Link.Kind == playbook.LinkPath || m.Ref.Link.Kind == playbook.LinkImage:
		p.replace(m, p.renamed(m.File, m.Written(), leads))
	case leads:
		if !strings.EqualFold(m.Written(), moving.Title) {
			p.replace(m, p.renamedWiki(m.Written()))
		}
	case m.Ref.Link.Kind == playbook.LinkEmbed && m.Of.Kind == playbook.RefAsset && path.Join(path.Dir(m.File), m.Written()) == m.Of.ID:
		p.replace(m, p.renamed(m.File, m.Written(), leads))
	}
}

// renamed gives a name as it must be written in a file after the move: of the
// page itself, or of another file seen from the page's new place.
func (p *Plan) renamed(file, name string, leads bool) string {
	absolute := strings.HasPrefix(name, "/")
	full := path.Join(path.Dir(file), page.Unescape(name))
	if absolute {
		full = path.Join(".", page.Unescape(name))
	}
	if leads {
		full = likeBefore(p.to, name)
		if path.Ext(name) == "" && slug.IsIndex(p.to) {
			full = path.Dir(p.to) // a folder stands for its index
		}
	}
	if file == p.last {
		file = p.to
	}
	if absolute {
		return "/" + site.Escape(full)
	}
	return site.Escape(site.Relative(path.Dir(file), full))
}

// renamedWiki gives the name of the page as a wiki link has it: its file's alone, if
// that was enough and is.
func (p *Plan) renamedWiki(name string) string {
	renamed := path.Base(likeBefore(p.to, name))
	if strings.Contains(name, "/") || len(p.Site.Resolver.Namesakes(renamed)) > 0 || slug.IsIndex(renamed) {
		return likeBefore(p.to, name)
	}
	return renamed
}

// likeBefore gives a page's new path with the ending that its name had.
func likeBefore(to, name string) string {
	switch {
	case slug.IsPage(name):
		return to
	case path.Ext(name) == ".html":
		return slug.Stem(to) + ".html"
	}
	return slug.Stem(to)
}
