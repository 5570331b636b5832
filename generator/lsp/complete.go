package lsp

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/schema"
	"fieldbook/generator/site"
)

// mostItems bounds a list of completions: on a large site the editor asks again with
// every letter.
const mostItems = 300

// offer gathers what may be typed at a place.
type offer struct {
	*view
	start, end int // what it replaces
	typed      string
	items      []completionItem
	more       bool // some were left out
}

// add offers a text, if it begins like what is typed, or a word of it does.
func (o *offer) add(kind int, insert, detail, doc string) {
	if o.more || insert == "" || !begins(insert, o.typed) && !begins(detail, o.typed) {
		return
	}
	if len(o.items) >= mostItems {
		o.more = true
		return
	}
	item := completionItem{
		Label: strings.TrimSuffix(insert, ": "), Kind: kind, Detail: detail, SortText: fmt.Sprintf("%05d", len(o.items)),
		FilterText: insert + " " + detail, TextEdit: &textEdit{o.text.span(o.start, o.end), insert},
	}
	if begins(insert, o.typed) {
		item.FilterText = insert
	}
	if doc != "" {
		item.Documentation = &markup{"markdown", doc}
	}
	o.items = append(o.items, item)
}

// begins tells whether a text, or a word in it, begins with what is typed.
func begins(text, typed string) bool {
	text, typed = strings.ToLower(text), strings.ToLower(strings.TrimSpace(typed))
	if typed == "" || strings.HasPrefix(text, typed) {
		return true
	}
	for i := 1; i < len(text); i++ {
		if strings.IndexByte(" /-_:#(", text[i-1]) >= 0 && strings.HasPrefix(text[i:], typed) {
			return true
		}
	}
	return false
}

func (v *view) complete(p *placeParams) (any, error) {
	offset := v.text.offset(p.Position)
	o := &offer{view: v, end: offset}
	if s, ok := v.spot(p.Position); ok {
		o.start, o.typed = s.start, s.word
		o.yaml(s)
	} else if v.page != nil {
		o.prose(offset)
	}
	return completionList{o.more, slices.Concat([]completionItem{}, o.items)}, nil
}

// yaml offers keys, or the values of one.
func (o *offer) yaml(s spot) {
	shape := o.shape()
	if shape == nil {
		return
	}
	isCondition := func(key string) bool { return key == "if" || key == "only_if" }
	if i := slices.IndexFunc(s.path, isCondition); i >= 0 && o.page != nil { // the answers that a rule or a criterion needs
		o.conditions(s, i)
		return
	}
	place, ok := schema.At(shape, s.path...)
	if !ok {
		return
	}
	if !s.value && place.Keys != nil {
		for _, f := range place.Keys {
			if !s.siblings[f.Key] || f.Key == s.word {
				at, _ := schema.At(shape, append(slices.Clone(s.path), f.Key)...)
				o.add(itemKey, f.Key+": ", "", docOf(at))
			}
		}
		return
	}
	for _, word := range place.Values {
		o.add(itemValue, word, "", place.Field.Tag.Get("doc"))
	}
	if len(place.Values) == 0 {
		o.values(s, place.Field)
	}
}

// conditions offers the criteria of the page's checklist, and their answers.
func (o *offer) conditions(s spot, at int) {
	if s.value && len(s.path) > at+1 {
		o.add(itemValue, "yes", "", "")
		o.add(itemValue, "no", "", "")
		return
	}
	asks := map[string]string{}
	if o.page.Checklist != nil {
		for _, c := range o.page.Checklist.Criteria {
			asks[c.ID.Value] = c.Ask
		}
	}
	for _, m := range anID.FindAllStringSubmatch(o.text.All, -1) { // half a line may be no YAML yet
		if !s.siblings[m[1]] && m[1] != "" {
			o.add(itemReference, m[1]+": ", asks[m[1]], "")
			s.siblings[m[1]] = true
		}
	}
}

// anID finds the ids of criteria in a text.
var anID = regexp.MustCompile(`(?m)(?:^ *- +|- *\{ *)id: *([a-z0-9-]+)`)

// values offers what a key of no closed set of words may be, as the site knows it.
func (o *offer) values(s spot, key schema.Field) {
	switch key.Key {
	case "work":
		for _, w := range o.Site.Sources.Works {
			o.add(itemReference, w.ID.Value, w.Title, "")
		}
	case "group":
		o.groups()
	case "owner":
		o.used(func(p *playbook.Playbook) []string { return []string{p.Owner} })
	case "unit":
		o.used(func(p *playbook.Playbook) (out []string) {
			if p.Checklist != nil {
				for _, c := range p.Checklist.Criteria {
					out = append(out, c.Unit)
				}
			}
			return out
		})
	case "about":
		o.used(func(p *playbook.Playbook) []string {
			if p.Checklist == nil {
				return nil
			}
			return []string{p.Checklist.About}
		})
	case "best":
		o.options()
	case "reviewed":
		o.add(itemValue, time.Now().Format(time.DateOnly), "today", "")
	case "review_every", "every":
		for _, period := range []string{"1 week", "2 weeks", "1 month", "2 months", "3 months", "6 months", "1 year"} {
			o.add(itemValue, period, "", "")
		}
	case "language":
		for _, language := range i18n.Languages() {
			o.add(itemValue, language, "", "")
		}
	case "logo", "logo_dark", "icon", "card":
		o.assets(site.IsPicture)
	case "styles":
		o.assets(func(file string) bool { return strings.EqualFold(path.Ext(file), ".css") })
	case "silence":
		for _, l := range diag.Lessons() {
			o.add(itemValue, string(l.Code), l.Brief(), "")
		}
	default:
		o.named(playbook.RefKind(key.Tag.Get("refers")))
	}
}

// groups offers those of the page's checklist.
func (o *offer) groups() {
	if o.page == nil || o.page.Checklist == nil {
		return
	}
	for _, g := range o.page.Checklist.Groups {
		o.add(itemReference, g.ID.Value, g.Title, "")
	}
}

// named offers what a key may name that says by its tag what that is.
func (o *offer) named(kind playbook.RefKind) {
	switch kind {
	case playbook.RefFact:
		o.facts()
	case playbook.RefPage:
		o.pages(false)
	case playbook.RefTag:
		for _, t := range o.Site.Tags.All {
			o.add(itemValue, t.Name, diag.Count(len(t.Pages), "page"), "")
		}
	case playbook.RefAsset:
		o.assets(func(string) bool { return true })
	case playbook.RefHeading, playbook.RefChecklist, playbook.RefCriterion, playbook.RefTerm:
	}
}

// used offers the texts that other pages have in the same place.
func (o *offer) used(of func(p *playbook.Playbook) []string) {
	times := map[string]int{}
	for _, p := range o.Tree.Playbooks {
		for _, text := range of(p) {
			times[text]++
		}
	}
	for _, text := range slices.Sorted(maps.Keys(times)) {
		o.add(itemValue, text, "", "")
	}
}

// options offers those of the criterion that the cursor is in.
func (o *offer) options() {
	if o.page == nil || o.page.Checklist == nil {
		return
	}
	line := o.text.LineAt(o.end) + 1
	var in *playbook.Criterion
	for i, c := range o.page.Checklist.Criteria {
		if c.Pos.Line <= line {
			in = &o.page.Checklist.Criteria[i]
		}
	}
	if in != nil {
		for _, option := range in.Options {
			o.add(itemReference, option.ID, option.Label, "")
		}
	}
}

func (o *offer) facts() {
	for _, w := range o.Site.Sources.Works {
		if w.House {
			o.add(itemReference, w.ID.Value, w.Title, "")
		}
		for _, f := range w.Facts {
			o.add(itemReference, f.ID.Value, f.Say, o.sayFact(f.ID.Value))
		}
	}
}

// pages offers pages by their paths from the file; linked as a link has them.
func (o *offer) pages(linked bool) {
	for _, p := range o.Site.Order.Pages() {
		if o.more {
			return
		}
		if p.Playbook != nil && p.Playbook.Path != o.file {
			o.add(itemFile, o.pathTo(p.Playbook.Path, linked), p.Title, p.Summary)
		}
	}
	for _, p := range o.Site.Checklists {
		o.add(itemFile, o.pathTo(strings.TrimSuffix(p.Address, ".html"), linked), p.Title, p.Summary)
	}
}

// pathTo gives a path from the file's folder.
func (o *offer) pathTo(file string, linked bool) string {
	name := site.Relative(path.Dir(o.file), file)
	if linked {
		return site.Escape(name)
	}
	return name
}

// assets offers the files beside the pages that are fit.
func (o *offer) assets(fit func(file string) bool) {
	for _, a := range o.Tree.Assets {
		if fit(a.Path) {
			o.add(itemFile, o.pathTo(a.Path, o.page != nil), "", "")
		}
	}
}

var (
	inTarget = regexp.MustCompile(`(!?)\[[^\[\]]*\]\(<?([^()<>\s]*)$`)
	inWiki   = regexp.MustCompile(`!?\[\[([^\[\]|]*)$`)
	inWord   = regexp.MustCompile(`[\pL][\pL\pN-]+$`)
)

// prose offers what a link may lead to, or the rest of a term.
func (o *offer) prose(offset int) {
	before := o.text.All[o.text.Lines[o.text.LineAt(offset)]:offset]
	if m := inTarget.FindStringSubmatch(before); m != nil {
		o.target(m[2], m[1] != "")
		return
	}
	if m := inWiki.FindStringSubmatch(before); m != nil {
		o.wiki(m[1])
		return
	}
	if typed, ok := page.BegunTag(before); ok && o.Tree.Dialect.InlineTags {
		o.from(typed)
		for _, t := range o.Site.Tags.All {
			o.add(itemValue, t.Name, "", "")
		}
		return
	}
	if word := inWord.FindString(before); word != "" {
		o.from(word)
		for _, t := range o.Site.Terms {
			if strings.HasPrefix(strings.ToLower(t.Term.Term.Value), strings.ToLower(word)) {
				o.add(itemText, t.Term.Term.Value, "", t.Meaning)
			}
		}
	}
}

// from lets what is offered replace what is typed.
func (o *offer) from(typed string) { o.start, o.typed = o.end-len(typed), typed }

// target offers what may stand in the brackets of a link.
func (o *offer) target(typed string, image bool) {
	name, fragment, part := strings.Cut(typed, "#")
	switch {
	case image:
		o.from(typed)
		o.assets(site.IsPicture)
	case strings.HasPrefix(typed, "criterion:"):
		o.criteria(strings.TrimPrefix(name, "criterion:"), fragment, part)
	case strings.HasPrefix(typed, "source:"):
		o.from(strings.TrimPrefix(typed, "source:"))
		o.facts()
	case part:
		o.from(fragment)
		o.headings(name)
	default:
		o.from(typed)
		o.add(itemValue, "criterion:", "the limits of a criterion", "")
		o.add(itemValue, "source:", "a fact", "")
		o.pages(true)
		o.assets(func(string) bool { return true })
	}
}

// criteria offers criteria with what they say, or the parts of one.
func (o *offer) criteria(name, fragment string, part bool) {
	if part {
		o.from(fragment)
		own := name
		if !strings.Contains(name, "/") && o.page.Checklist != nil {
			own = o.page.Checklist.ID.Value + "/" + name
		}
		if item := o.criterion(own); item != nil {
			for _, p := range []string{"min", "max", "ideal"} {
				if said, ok := item.Part(p); ok {
					o.add(itemConstant, p, said, "")
				}
			}
		}
		return
	}
	o.from(name)
	for _, p := range o.Site.Checklists {
		for i := range p.Checklist.Items {
			item := &p.Checklist.Items[i]
			id := p.Checklist.ID.Value + "/" + item.ID.Value
			said := item.Phrase
			if said == "" {
				said = item.Ask
			}
			o.add(itemReference, id, said, o.sayCriterion(refs.Thing{Kind: playbook.RefCriterion, ID: id}, item))
		}
	}
}

// headings offers those of a page, the file's own without a name.
func (o *offer) headings(name string) {
	p := o.page
	if name != "" {
		target, ok := o.Site.Resolver.Named(o.file, playbook.Name{Value: name})
		if !ok || target.Page == nil || target.Page.Playbook == nil {
			return
		}
		p = target.Page.Playbook
	}
	for _, s := range p.Sections {
		o.add(itemReference, s.ID, s.Title, "")
	}
}

// wiki offers pages by name, or the headings of one.
func (o *offer) wiki(typed string) {
	name, fragment, part := strings.Cut(typed, "#")
	if part {
		o.from(fragment)
		p := o.page
		if found := o.Site.Resolver.Namesakes(strings.TrimSpace(name)); len(found) > 0 {
			p = found[0].Playbook
		}
		for _, s := range p.Sections[1:] {
			o.add(itemReference, s.Title, "", "")
		}
		return
	}
	o.from(typed)
	for _, p := range o.Site.Order.Pages() {
		if p.Playbook != nil && p.Kind != site.KindHome {
			o.add(itemFile, wikiName(o.Site, p), p.Title, p.Summary)
		}
	}
}

// wikiName is the shortest name by which a page alone is found.
func wikiName(s *site.Site, p *site.Page) string {
	for _, name := range []string{p.Playbook.Slug(), p.Title} {
		if len(s.Resolver.Namesakes(name)) == 1 {
			return name
		}
	}
	return strings.TrimSuffix(p.Playbook.Path, path.Ext(p.Playbook.Path))
}
