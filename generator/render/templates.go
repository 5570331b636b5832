package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// Templates are the parsed layouts: one set for each kind of page.
type Templates struct {
	dir  string // as its author knows it
	sets map[string]*template.Template
}

// Layout is the template that every page is executed through; partials are
// the files whose names begin with an underscore.
const Layout = "_layout.html"

const redirect site.Kind = "redirect"

// Parse reads the templates. own are those of the site's owner alone, nil if
// there are none: the other files are built in. dir is the owner's folder as
// they know it. The templates speak the words of the catalogue.
func Parse(files, own fs.FS, dir string, catalog *i18n.Catalog) (*Templates, diag.List) {
	p := &parser{Templates: &Templates{dir: dir, sets: map[string]*template.Template{}}, files: files, own: own, catalog: catalog, invoked: map[string]bool{}, missing: map[string]bool{}}
	p.base = template.New("").Funcs(functions).Funcs(speaking(catalog))
	names, err := fs.Glob(files, "*.html")
	if err != nil || len(names) == 0 {
		return p.Templates, diag.List{{Path: dir, Code: "no-templates", Message: "no templates here", Hint: "leave --templates out to use those that are built in, or write one: docs/write/templates.md tells their names"}}
	}
	template.Must(p.base.New("answer").Parse(answers()))
	partials := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, "_") })
	// An owner's blocks replace ours, so that they are read last.
	slices.SortStableFunc(partials, func(a, b string) int { return p.isOwn(a) - p.isOwn(b) })
	for _, name := range partials {
		p.read(p.base, name)
		p.asPart(p.base, name)
	}
	p.partials = slices.DeleteFunc(slices.Clone(partials), func(name string) bool { return p.isOwn(name) == 0 })
	p.settle(p.base, Layout)
	for _, name := range names {
		if !strings.HasPrefix(name, "_") {
			p.page(name)
		}
	}
	for _, kind := range pageKinds() {
		if p.sets[kind] == nil {
			p.found = append(p.found, diag.Diagnostic{Path: path.Join(dir, kind+".html"), Code: "no-templates", Message: "the template is missing"})
		}
	}
	p.unused()
	return p.Templates, p.found
}

// pageKinds are the names of the templates of pages.
func pageKinds() []string {
	var out []string
	for _, kind := range append(slices.Clone(site.Kinds), redirect) {
		out = append(out, string(kind))
	}
	return out
}

// parser reads templates, once.
type parser struct {
	*Templates
	files, own fs.FS
	catalog    *i18n.Catalog
	base       *template.Template
	invoked    map[string]bool // blocks that some template uses
	missing    map[string]bool // those that are not there, by the place that uses them
	partials   []string        // the owner's files that are no page's
	found      diag.List
}

// isOwn is 1 for a file of the site's owner, else 0.
func (p *parser) isOwn(name string) int {
	if p.own == nil {
		return 0
	}
	if _, err := fs.Stat(p.own, name); err != nil {
		return 0
	}
	return 1
}

func (p *parser) read(into *template.Template, name string) {
	data, err := fs.ReadFile(p.files, name)
	if err == nil {
		_, err = into.New(name).Parse(string(data))
	}
	if err != nil {
		p.found = append(p.found, p.problem(name, err))
	}
}

// asPart lets a file such as _footer.html stand for the block "footer" as it
// is, without a define, and a page's file for its main part.
func (p *parser) asPart(set *template.Template, name string) {
	part := strings.TrimSuffix(strings.TrimPrefix(name, "_"), ".html")
	if kind := strings.TrimSuffix(name, ".html"); slices.Contains(pageKinds(), kind) {
		part = "main"
	}
	file := set.Lookup(name)
	if p.isOwn(name) == 0 || file == nil || file.Tree == nil || set.Lookup(part) == nil || parse.IsEmptyTree(file.Tree.Root) {
		return
	}
	if _, err := set.AddParseTree(part, file.Tree); err != nil {
		p.found = append(p.found, p.problem(name, err))
	}
}

// page reads the template of a kind of page.
func (p *parser) page(name string) {
	kind := strings.TrimSuffix(name, ".html")
	if !slices.Contains(pageKinds(), kind) {
		p.found = append(p.found, diag.Diagnostic{Path: path.Join(p.dir, name), Code: "unused-template", Severity: diag.Warning, Message: "no page is made of this template", Hint: diag.Guess(kind, pageKinds())})
		return
	}
	set := template.Must(p.base.Clone())
	p.read(set, name)
	p.asPart(set, name)
	for _, partial := range p.partials { // blocks that stand in a page's template
		p.read(set, partial)
		p.asPart(set, partial)
	}
	p.settle(set, name)
	p.sets[kind] = set
	for _, t := range set.Templates() {
		if t.Tree != nil {
			uses(t.Tree.Root, func(n *parse.TemplateNode) { p.invoked[n.Name] = true })
		}
	}
	p.whole(set, Layout, map[string]bool{})
}

// answers is the block by which a criterion is answered: the file of its kind.
func answers() string {
	var b strings.Builder
	b.WriteString(`{{if false}}`)
	for _, kind := range playbook.CriterionKind("").Values() {
		fmt.Fprintf(&b, `{{else if eq .Item.Kind %q}}{{template "_answer-%s.html" .}}`, kind, kind)
	}
	return b.String() + `{{end}}`
}

// whole tells of templates that are used and not there, which the library does
// only when a page is made that comes by.
func (p *parser) whole(set *template.Template, name string, seen map[string]bool) {
	t := set.Lookup(name)
	if seen[name] || t == nil || t.Tree == nil {
		return
	}
	seen[name] = true
	uses(t.Tree.Root, func(n *parse.TemplateNode) {
		if where, _ := t.Tree.ErrorContext(n); set.Lookup(n.Name) == nil && !p.missing[where] {
			p.missing[where] = true
			if strings.HasSuffix(n.Name, ".html") {
				p.found = append(p.found, diag.Diagnostic{Path: path.Join(p.dir, n.Name), Message: "the template is missing"})
			} else {
				p.found = append(p.found, p.problem(name, fmt.Errorf("template: %s: no template defines the block %q", where, n.Name)))
			}
		}
		p.whole(set, n.Name, seen)
	})
}

func (p *parser) settle(set *template.Template, name string) {
	if err := settle(set, p.catalog); err != nil {
		p.found = append(p.found, p.problem(name, err))
	}
}

// uses visits what a template invokes.
func uses(list *parse.ListNode, visit func(*parse.TemplateNode)) {
	_ = walk(list, func(n parse.Node) (parse.Node, error) { // which gives no error
		if t, ok := n.(*parse.TemplateNode); ok {
			visit(t)
		}
		return n, nil
	})
}

var define = regexp.MustCompile(`\{\{-?\s*define\s+"([^"]+)"`)

// unused tells of an owner's blocks that nothing uses: their names may be
// misspelt, or from another version.
func (p *parser) unused() {
	if p.own == nil || p.found.Errors() > 0 {
		return
	}
	known := []string{}
	for name := range p.invoked {
		known = append(known, name)
	}
	slices.Sort(known)
	names, _ := fs.Glob(p.own, "*.html") // the pattern is sound
	for _, name := range names {
		data, err := fs.ReadFile(p.own, name)
		if err != nil {
			continue
		}
		lines := diag.NewLines(data)
		part := strings.TrimSuffix(strings.TrimPrefix(name, "_"), ".html")
		if strings.HasPrefix(name, "_") && name != Layout && !define.Match(data) && len(strings.TrimSpace(string(data))) > 0 && !p.invoked[part] && !p.invoked[name] {
			p.found = append(p.found, diag.Diagnostic{Path: path.Join(p.dir, name), Code: "unused-template", Severity: diag.Warning, Message: "no template uses a block \"" + part + "\"", Hint: diag.Guess(part, known)})
		}
		for _, m := range define.FindAllSubmatchIndex(data, -1) {
			block := string(data[m[2]:m[3]])
			if !p.invoked[block] && block != Layout && block != "navigation" {
				p.found = append(p.found, diag.Diagnostic{Path: path.Join(p.dir, name), Span: lines.Span(m[2], m[3]), Code: "unused-template", Severity: diag.Warning, Message: "no template uses the block \"" + block + "\"", Hint: diag.Guess(block, known)})
			}
		}
	}
}

// A template's error names its place: "template: page.html:12:5: …", or
// "html/template:page.html:12:5: …".
var templateError = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// changed says what became of a field that templates of earlier versions use.
var changed = map[string]string{
	"Owner":         "it is now .Checklist.Owner",
	"Works":         "the works of the site are now .Site.Sources.Works",
	"CitedBy":       "it is now $.Citing .ID",
	"HomeGroups":    "the home page is laid out as {{with .HomeParts}}",
	"Columns":       "a decision is laid out as {{range .Checklist.Way}}",
	"Rows":          "a decision is laid out as {{range .Checklist.Way}}",
	"ChecklistPage": "a page now has its checklist: {{with .ChecklistOf .Page}}",
}

var missingField = regexp.MustCompile(`can't evaluate field (\w+)`)

// problem turns an error of the template library into a Diagnostic.
func (t *Templates) problem(name string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Path: path.Join(t.dir, name), Code: "bad-template", Message: err.Error()}
	if m := templateError.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		line, _ := strconv.Atoi(m[2])
		col, _ := strconv.Atoi(m[3])
		d.Path, d.Pos, d.Message = path.Join(t.dir, m[1]), diag.Pos{Line: line, Col: col + 1}, m[4]
	}
	if m := missingField.FindStringSubmatch(d.Message); m != nil {
		d.Hint = "docs/write/templates.md lists what a template may use"
		if what, ok := changed[m[1]]; ok {
			d.Hint = what
		}
	}
	return d
}
