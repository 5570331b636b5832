package lsp

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/checklist"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
)

func (v *view) definition(p *placeParams) (any, error) {
	m, _, _, ok := v.under(p.Position)
	if !ok {
		return nil, nil
	}
	if at, ok := v.made(m.Of); ok {
		return at, nil
	}
	return nil, nil
}

func (v *view) references(p *placeParams) (any, error) {
	m, _, _, ok := v.under(p.Position)
	if !ok {
		if m, ok = v.itself(p.Position); !ok {
			return nil, nil
		}
	}
	out := []location{}
	for _, named := range v.names().All(m.Of) {
		if at, ok := v.location(named); ok && (p.Context.IncludeDeclaration || !named.Ref.Makes) {
			out = append(out, at)
		}
	}
	return out, nil
}

// itself is the page, where a position is on its title.
func (v *view) itself(at position) (refs.Mention, bool) {
	if v.page == nil {
		return refs.Mention{}, false
	}
	line := v.text.line(at.Line)
	if strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "title:") {
		return refs.Mention{Of: refs.Thing{Kind: playbook.RefPage, ID: v.file}, File: v.file}, true
	}
	return refs.Mention{}, false
}

func (v *view) hover(p *placeParams) (any, error) {
	if m, start, end, ok := v.under(p.Position); ok {
		if said := v.say(m.Of); said != "" {
			return hover{markup{"markdown", said}, v.text.span(start, end)}, nil
		}
	}
	if said, start, end := v.keyDoc(p.Position); said != "" {
		return hover{markup{"markdown", said}, v.text.span(start, end)}, nil
	}
	return nil, nil
}

// say tells what a thing is, in Markdown.
func (v *view) say(t refs.Thing) string {
	file, fragment, _ := strings.Cut(t.ID, "#")
	switch t.Kind {
	case playbook.RefPage, playbook.RefHeading:
		page := v.Site.PageOf(file)
		if page == nil {
			return ""
		}
		text := "**" + page.Title + "** · " + file + "\n\n" + page.Summary
		for _, s := range page.Playbook.Sections {
			if t.Kind == playbook.RefHeading && s.ID == fragment && s.Title != "" {
				text = "**" + page.Title + "** › **" + s.Title + "**\n\n" + clip(page.Playbook.Plain(s, func(l playbook.Link) string {
					target, _ := v.Site.Resolver.Resolve(page, l)
					return target.Text
				}))
			}
		}
		return text
	case playbook.RefAsset:
		return "`" + t.ID + "`"
	case playbook.RefChecklist:
		if p := v.Site.Checklist(t.ID); p != nil {
			return "**" + p.Title + "** · " + string(p.Checklist.Kind) + "\n\n" + p.Summary
		}
	case playbook.RefCriterion:
		if item := v.criterion(t.ID); item != nil {
			return v.sayCriterion(t, item)
		}
	case playbook.RefFact:
		return v.sayFact(t.ID)
	case playbook.RefTerm:
		for _, term := range v.Site.Terms {
			if strings.EqualFold(term.Term.Term.Value, t.ID) {
				return "**" + term.Term.Term.Value + "**\n\n" + term.Meaning
			}
		}
	case playbook.RefTag:
		for _, tag := range v.Site.Tags.All {
			if strings.EqualFold(tag.Name, t.ID) {
				return "**#" + tag.Name + "** · " + diag.Count(len(tag.Pages), "page")
			}
		}
	}
	return ""
}

// criterion gives the criterion of checklist/id.
func (v *view) criterion(id string) *checklist.Item {
	list, id, _ := strings.Cut(id, "/")
	if p := v.Site.Checklist(list); p != nil {
		return p.Checklist.Item(id)
	}
	return nil
}

func (v *view) sayCriterion(t refs.Thing, item *checklist.Item) string {
	text := "**" + item.Ask + "**"
	if item.Must {
		text += " · must"
	}
	if item.Limits != "" {
		text += "\n\n" + item.Limits
	}
	if item.Scale != nil {
		text += "\n\n```text\n" + ruler(item.Scale) + "```"
	}
	if item.Why != "" {
		text += "\n\n" + item.Why
	}
	return text + "\n\nused on " + diag.Count(len(v.names().UsedBy(t)), "page")
}

const rulerWidth = 48 // letters

// ruler draws a scale in text: full where the criterion holds fully, half where it
// holds.
func ruler(s *checklist.Scale) string {
	cells := make([]rune, rulerWidth)
	for i := range cells {
		middle := (float64(i) + .5) * 100 / rulerWidth
		inside := func(part checklist.Stretch) bool { return middle >= part.From && middle <= part.From+part.Width }
		switch {
		case inside(s.Ideal):
			cells[i] = '█'
		case inside(s.Limit):
			cells[i] = '▒'
		default:
			cells[i] = '·'
		}
	}
	below := []rune(strings.Repeat(" ", rulerWidth+12))
	for _, l := range s.Labels {
		word := []rune(l.Text)
		at := int(l.At * rulerWidth / 100)
		switch l.Anchor {
		case "middle":
			at -= len(word) / 2
		case "end":
			at -= len(word)
		}
		copy(below[max(0, min(at, len(below)-len(word))):], word)
	}
	return string(cells) + "\n" + strings.TrimRight(string(below), " ") + "\n"
}

func (v *view) sayFact(id string) string {
	if w := v.Site.Sources.Work(id); w != nil {
		return "**" + id + "** · " + w.Title
	}
	f := v.Site.Sources.Fact(id)
	if f == nil {
		return ""
	}
	text := "**" + id + "** " + f.Say
	if f.Figures != "" {
		text += "\n\n" + f.Figures
	}
	return text + "\n\n" + f.Of.Title
}

// clip shortens what a hover shows.
func clip(s string) string {
	const most = 600
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
}

// symbols are the headings of a page, and the criteria of its front matter; of a data
// file what it lists.
func (v *view) symbols(*documentParams) (any, error) {
	out := []documentSymbol{}
	add := func(name, detail string, kind int, at diag.Pos) {
		start := v.text.At(at)
		s := v.text.span(start, v.text.End(v.text.LineAt(start)))
		out = append(out, documentSymbol{Name: cmp.Or(name, "?"), Detail: detail, Kind: kind, Range: s, SelectionRange: s})
	}
	switch {
	case v.file == content.SourcesFile:
		for _, w := range v.Tree.Sources.Works {
			add(w.ID.Value, w.Title, symbolFile, w.ID.Pos)
		}
		for _, f := range v.Tree.Sources.Facts {
			add(f.ID.Value, f.Say, symbolConstant, f.ID.Pos)
		}
	case v.file == content.GlossaryFile:
		for _, t := range v.Tree.Glossary.Terms {
			add(t.Term.Value, t.Meaning, symbolConstant, t.Term.Pos)
		}
	case v.page != nil:
		if c := v.page.Checklist; c != nil {
			for _, item := range c.Criteria {
				add(item.ID.Value, item.Ask, symbolProperty, item.ID.Pos)
			}
		}
		out = append(out, nested(v.text, v.page.Sections[1:])...)
	}
	return out, nil
}

// nested puts headings below those of higher levels. The span of each reaches to the
// next that is not below it.
func nested(t *text, sections []playbook.Section) []documentSymbol {
	out := []documentSymbol{}
	for i := 0; i < len(sections); {
		s, next := sections[i], i+1
		for next < len(sections) && sections[next].Level > s.Level {
			next++
		}
		end := len(t.All)
		if next < len(sections) {
			end = max(t.At(sections[next].Pos)-1, t.At(s.Pos))
		}
		start := t.At(s.Pos)
		out = append(out, documentSymbol{
			Name: cmp.Or(s.Title, "?"), Kind: symbolHeading, Range: t.span(start, end), SelectionRange: t.span(start, min(end, t.End(t.LineAt(start)))),
			Children: nested(t, sections[i+1:next]),
		})
		i = next
	}
	return out
}

const mostSymbols = 200

// workspaceSymbols finds pages, headings, criteria, facts and terms by their names.
func workspaceSymbols(views []*view, p *queryParams) (any, error) {
	out := []workspaceSymbol{}
	wanted := strings.ToLower(p.Query)
	for _, v := range views {
		add := func(name, within string, kind int, file string, at diag.Pos) {
			if len(out) < mostSymbols && name != "" && strings.Contains(strings.ToLower(name), wanted) {
				if l, ok := v.at(file, at); ok {
					out = append(out, workspaceSymbol{name, kind, l, within})
				}
			}
		}
		for _, page := range v.Tree.Playbooks {
			add(page.Title, "", symbolFile, page.Path, diag.Pos{Line: 1, Col: 1})
			for _, s := range page.Sections[1:] {
				add(s.Title, page.Title, symbolHeading, page.Path, s.Pos)
			}
			if page.Checklist != nil {
				for _, c := range page.Checklist.Criteria {
					add(page.Checklist.ID.Value+"/"+c.ID.Value, c.Ask, symbolProperty, page.Path, c.ID.Pos)
				}
			}
		}
		for _, f := range v.Tree.Sources.Facts {
			add(f.ID.Value, f.Say, symbolConstant, content.SourcesFile, f.ID.Pos)
		}
		for _, t := range v.Tree.Glossary.Terms {
			add(t.Term.Value, t.Meaning, symbolConstant, content.GlossaryFile, t.Term.Pos)
		}
	}
	return out, nil
}

// folding folds the front matter, and the sections.
func (v *view) folding(*documentParams) (any, error) {
	out := []foldingRange{}
	if first, last, ok := v.front(); ok && path.Ext(v.file) != ".yaml" {
		out = append(out, foldingRange{first - 1, min(last, len(v.text.Lines)-1), "region"})
	}
	var add func(symbols []documentSymbol)
	add = func(symbols []documentSymbol) {
		for _, s := range symbols {
			if s.Range.End.Line > s.Range.Start.Line {
				out = append(out, foldingRange{StartLine: s.Range.Start.Line, EndLine: s.Range.End.Line})
			}
			add(s.Children)
		}
	}
	if v.page != nil {
		add(nested(v.text, v.page.Sections[1:]))
	}
	return out, nil
}

// opened are what opens with a click on its name.
var opened = []playbook.RefKind{playbook.RefPage, playbook.RefAsset, playbook.RefFact, playbook.RefCriterion}

// links are the names of pages and files that open with a click.
func (v *view) links(*documentParams) (any, error) {
	out := []documentLink{}
	for _, m := range v.names().In(v.file) {
		if !slices.Contains(opened, m.Of.Kind) || m.Ref.Makes {
			continue
		}
		start, end, ok := m.Find(v.text.Text)
		if !ok {
			continue
		}
		if to, ok := v.made(m.Of); ok {
			target := to.URI
			if to.Range.Start.Line > 0 {
				target += fmt.Sprintf("#L%d", to.Range.Start.Line+1)
			}
			out = append(out, documentLink{v.text.span(start, end), target})
		}
	}
	return out, nil
}

// inlay shows what links say that have no words of their own.
func (v *view) inlay(p *rangeParams) (any, error) {
	out := []inlayHint{}
	at := v.Site.PageOf(v.file)
	if v.page == nil || at == nil {
		return out, nil
	}
	here := *at
	here.Playbook = v.page
	for _, l := range v.page.Body.Links {
		if !l.Empty || l.Kind != playbook.LinkCriterion && l.Kind != playbook.LinkWiki {
			continue
		}
		start := v.text.At(l.Pos)
		line := v.text.LineAt(start)
		if line < p.Range.Start.Line || line > p.Range.End.Line {
			continue
		}
		target, ok := v.Site.Resolver.Resolve(&here, l)
		end := strings.IndexAny(v.text.All[start:], ")\n")
		if l.Kind == playbook.LinkWiki {
			if end = strings.Index(v.text.All[start:], "]]"); end >= 0 {
				end++
			}
		}
		if !ok || end < 0 || l.Kind == playbook.LinkWiki && strings.EqualFold(target.Text, l.Target) {
			continue
		}
		out = append(out, inlayHint{Position: v.text.position(start + end + 1), Label: target.Text, PaddingLeft: true})
	}
	return out, nil
}

// lenses lead to the preview, and tell how often a criterion is used.
func (v *view) lenses(*documentParams) (any, error) {
	out := []codeLens{}
	page := v.Site.PageOf(v.file)
	if page == nil || v.page == nil {
		return out, nil
	}
	top := v.text.span(0, v.text.End(0))
	out = append(out, codeLens{top, command{"open in preview", showCommand, []any{page.Address}}})
	if list := v.Site.Resolver.ChecklistOf(page); list != nil {
		out = append(out, codeLens{top, command{"open checklist", showCommand, []any{list.Address}}})
	}
	if v.page.Checklist == nil {
		return out, nil
	}
	for _, c := range v.page.Checklist.Criteria {
		t := refs.Criterion(v.page.Checklist.ID.Value, c.ID.Value)
		start := v.text.At(c.ID.Pos)
		where := v.text.span(start, v.text.End(v.text.LineAt(start)))
		out = append(out, codeLens{where, command{"used on " + diag.Count(len(v.names().UsedBy(t)), "page"), "fieldbook.references", []any{v.uri(v.file), where.Start}}})
	}
	return out, nil
}

// address tells an editor that shows the preview beside the text which page of the
// site a file is; nothing for a file that is none.
func (v *view) address(*addressParams) (any, error) {
	for _, page := range v.Site.Pages {
		sources := v.file == content.SourcesFile && page.Kind == site.KindSources
		glossary := v.file == content.GlossaryFile && page.Kind == site.KindGlossary
		if sources || glossary || page == v.Site.PageOf(v.file) {
			return addressAnswer{page.Address}, nil
		}
	}
	return nil, nil
}
