package render

import (
	"cmp"
	"fmt"
	"html"
	"path"
	"strconv"
	"strings"

	"fieldbook/generator/checklist"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// Markdown gives the file of a page for programs that read and for people who
// paste: its text as its author wrote it, with every link resolved and every
// number bound to a criterion written out; a checklist as tables; the facts that
// it rests on. It is false for pages that are nothing without a browser.
func (r Renderer) Markdown(p *site.Page) (output.File, bool) {
	if !hasMarkdown(p.Kind) {
		return output.File{}, false
	}
	f := output.Made(p.MarkdownAddress(), func() ([]byte, error) { return []byte(r.markdown(p)), nil })
	f.Of = r.of(p)
	return f, true
}

func hasMarkdown(kind site.Kind) bool {
	switch kind {
	case site.KindHome, site.KindTopic, site.KindPlaybook, site.KindChecklists, site.KindChecklist, site.KindOrder, site.KindSources, site.KindGlossary:
		return true
	case site.KindLeads, site.KindRuns, site.KindReport, site.KindForm, site.KindTags, site.KindTag, site.KindNotFound, site.KindBook, site.KindSearch:
	}
	return false
}

// HasMarkdown tells whether the page stands beside its HTML as Markdown.
func (v view) HasMarkdown() bool { return hasMarkdown(v.Page.Kind) }

// markdown is a page's Markdown.
func (r *renderer) markdown(p *site.Page) string {
	m := &markdown{view: view{Page: p, renderer: r}}
	m.line("# " + plainWords(p.Title))
	if p.Kind != site.KindHome && p.Lead() != "" && p.Playbook == nil {
		m.line(plainWords(p.Summary))
	}
	if p.Playbook != nil {
		m.line(strings.TrimSpace(m.text(p.Playbook.Body)))
	}
	switch p.Kind {
	case site.KindHome, site.KindTopic:
		m.pages(p.Topic.Pages)
		for _, t := range p.Topic.Topics {
			m.pages([]*site.Page{t.Index})
		}
	case site.KindChecklists:
		m.pages(r.site.Checklists)
	case site.KindChecklist:
		m.checklist()
	case site.KindOrder:
		m.order()
	case site.KindSources:
		m.sources()
	case site.KindGlossary:
		m.glossary()
	case site.KindPlaybook, site.KindLeads, site.KindRuns, site.KindReport, site.KindForm, site.KindTags, site.KindTag, site.KindNotFound, site.KindBook, site.KindSearch:
	}
	if list := r.site.Resolver.ChecklistOf(p); list != nil {
		m.pages([]*site.Page{list})
	}
	m.facts()
	return m.b.String()
}

// markdown writes the Markdown of one page, block by block.
type markdown struct {
	view
	b strings.Builder
}

// line writes a block.
func (m *markdown) line(text string) {
	if text == "" {
		return
	}
	if m.b.Len() > 0 {
		m.b.WriteByte('\n')
	}
	m.b.WriteString(text + "\n")
}

// heading writes a heading below the title.
func (m *markdown) heading(word string) { m.line("## " + m.site.Words.Say(word)) }

// to is an address as Markdown has it: in full if the site knows its own, since
// what is pasted stands elsewhere.
func (m *markdown) to(address, fragment string) string {
	if base := m.site.BaseURL.Value; base != "" {
		return unbracketed.Replace(base + site.Link("index.html", address, fragment))
	}
	return unbracketed.Replace(m.link(m.Address, address, fragment))
}

// unbracketed keeps an address in the brackets of its link.
var unbracketed = strings.NewReplacer("(", "%28", ")", "%29", " ", "%20")

// text is the author's Markdown with its placeholders filled.
func (m *markdown) text(body playbook.Body) string {
	var b strings.Builder
	b.Grow(len(body.Markdown) + 64*len(body.Links))
	_ = playbook.Render(&b, body.Markdown, func(want byte, i int) string { // a Builder takes everything
		if want == playbook.PlaceholderAddress {
			target, ok := m.site.Resolver.Resolve(m.Page, body.Links[i])
			if !ok {
				return "" // as in the HTML
			}
			return html.EscapeString(m.to(target.Address(), target.Fragment))
		}
		return m.tail(body.Links[i])
	})
	return b.String()
}

// tail is what follows the words of a link, or all of an embed.
func (m *markdown) tail(l playbook.Link) string {
	target, ok := m.site.Resolver.Resolve(m.Page, l)
	to := strings.ReplaceAll(l.Target, " ", "%20")
	if ok {
		to = m.to(target.Address(), target.Fragment)
	}
	words := ""
	if l.Empty {
		words = plainWords(cmp.Or(target.Text, strings.TrimSuffix(path.Base(l.Target), ".md")))
	}
	if l.Kind == playbook.LinkEmbed {
		words = "[" + plainWords(cmp.Or(l.Alt, target.Text, l.Target))
		if target.Asset != nil && site.IsPicture(target.Asset.Address) {
			words = "!" + words
		}
	}
	title := ""
	if l.Title != "" {
		title = ` "` + strings.ReplaceAll(slug.OneLine(l.Title), `"`, `\"`) + `"`
	}
	return words + "](" + to + title + ")"
}

// anchor is a link to a page.
func (m *markdown) anchor(p *site.Page, fragment, words string) string {
	return "[" + plainWords(words) + "](" + m.to(p.Address, fragment) + ")"
}

// pages lists pages with what they are about.
func (m *markdown) pages(pages []*site.Page) {
	var lines []string
	for _, p := range pages {
		line := "- " + m.anchor(p, "", p.Title)
		if p.Summary != "" {
			line += ": " + plainWords(p.Summary)
		}
		lines = append(lines, line)
	}
	m.line(strings.Join(lines, "\n"))
}

// table writes rows below their heading.
func (m *markdown) table(heading []string, rows [][]string) {
	row := func(cells []string) string {
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(slug.OneLine(cell), "|", `\|`)
		}
		return "| " + strings.Join(cells, " | ") + " |"
	}
	lines := []string{row(heading), "|" + strings.Repeat(" --- |", len(heading))}
	for _, cells := range rows {
		lines = append(lines, row(cells))
	}
	m.line(strings.Join(lines, "\n"))
}

// cites names facts behind what rests on them.
func (m *markdown) cites(names []playbook.Name) string {
	out := ""
	for _, name := range names {
		out += " [" + name.Value + "](" + m.to(m.site.Made(site.SourcesAddress), name.Value) + ")"
	}
	return out
}

// next is the step behind a verdict or an outcome.
func (m *markdown) next(say string, more playbook.Name) string {
	if t, ok := m.site.Resolver.Named(m.Page.Checklist.Owner.Playbook.Path, more); ok && t.Page != nil {
		say += " " + m.anchor(t.Page, t.Fragment, t.Page.Title)
	}
	return strings.TrimSpace(say)
}

// labelled writes a text behind a word, if there is one.
func (m *markdown) labelled(word, text string) {
	if text != "" {
		m.line("**" + m.site.Words.Say(word) + "** " + plainWords(text))
	}
}

// criteria writes some criteria as a table.
func (m *markdown) criteria(list *checklist.Page, items []checklist.Item) {
	say := m.site.Words.Say
	var rows [][]string
	for _, item := range items {
		ask := plainWords(item.Ask)
		var options []string
		for _, o := range item.Options {
			option := plainWords(o.Label)
			if o.ID == item.Best.Value {
				option += " (" + say("best") + ")"
			}
			options = append(options, option)
		}
		if len(options) > 0 {
			ask = strings.TrimSuffix(ask, ":") + ": " + strings.Join(options, "; ")
		}
		if item.Must {
			ask += " (**" + say("must") + "**)"
		}
		for _, needed := range list.Requires(item) {
			ask += " (" + say("onlyIf") + " " + plainWords(needed.Ask) + " " + needed.Answer + ")"
		}
		row := []string{strconv.Itoa(item.Number), ask, item.Limits, plainWords(item.Why) + m.cites(item.Sources)}
		if list.Kind.Scores() {
			row = append(row, number(item.Weight.Value))
		}
		rows = append(rows, row)
	}
	heading := []string{"#", say("question"), slug.Title(say("limit")), say("reason")}
	if list.Kind.Scores() {
		heading = append(heading, say("weight"))
	}
	m.table(heading, rows)
}

// checklist writes the criteria, and what the answers lead to.
func (m *markdown) checklist() {
	list := m.Page.Checklist
	m.labelled("useWhen", list.When)
	m.labelled("notWhen", list.NotWhen)
	for _, part := range list.Parts() {
		if part.Group != nil {
			m.line("### " + slug.OneLine(part.Title))
			m.line(plainWords(part.Why))
		}
		m.criteria(list.Page, part.Items)
	}
	m.bands()
	m.rules()
	if len(list.Pitfalls) > 0 {
		m.heading("pitfalls")
		var lines []string
		for _, pitfall := range list.Pitfalls {
			lines = append(lines, "- "+plainWords(pitfall.Say)+m.cites(pitfall.Sources))
		}
		m.line(strings.Join(lines, "\n"))
	}
	m.line(m.anchor(list.Owner, "", list.Owner.Title))
}

// bands writes the verdicts of a scorecard.
func (m *markdown) bands() {
	bands, say := m.Page.Checklist.Bands, m.site.Words.Say
	if len(bands) == 0 {
		return
	}
	m.heading("verdict")
	m.line(say("pointsRule"))
	var rows [][]string
	for _, band := range bands {
		rows = append(rows, []string{fmt.Sprintf("%d–%d", band.Low, band.High), plainWords(band.Say), m.next(plainWords(band.Next), band.More)})
	}
	m.table([]string{say("score"), say("verdict"), say("next")}, rows)
}

// rules writes the way of a decision.
func (m *markdown) rules() {
	way, say := m.Page.Checklist.Way(), m.site.Words.Say
	if len(way) == 0 {
		return
	}
	m.heading("rulesTable")
	m.line(say("firstRow"))
	var rows [][]string
	for _, stage := range way {
		wants := say("otherwise")
		for i, w := range stage.Wants {
			want := plainWords(w.Ask) + " **" + w.Want + "**"
			if i == 0 {
				wants = want
			} else {
				wants += "; " + want
			}
		}
		rows = append(rows, []string{strconv.Itoa(stage.Number), wants, plainWords(stage.Outcome()) + m.cites(stage.Sources), m.next(plainWords(stage.Next), stage.More)})
	}
	m.table([]string{say("rule"), say("ruleIf"), say("outcome"), say("next")}, rows)
}

// order writes what to say to those who rent lists.
func (m *markdown) order() {
	o, say := m.Page.Checklist.Order, m.site.Words.Say
	m.heading("orderSelect")
	for _, s := range o.Selects {
		m.line("### " + slug.OneLine(s.Say+": "+s.Item.Limits))
		m.sold(s)
		for _, share := range s.Shares {
			m.line(slug.OneLine(share))
		}
	}
	m.line(say("orderAskActual"))
	if o.Radius != nil {
		m.heading("orderRadius")
		m.line(m.site.Words.Say("orderRadiusAbout", o.Radius.Limits))
	}
	if len(o.Ask) > 0 {
		m.heading("orderAskEach")
		m.line(say("orderAskWhy"))
		var lines []string
		for _, item := range o.Ask {
			lines = append(lines, "- "+strings.TrimSuffix(slug.OneLine(item.Ask+": "+item.Limits), ":"))
		}
		m.line(strings.Join(lines, "\n"))
	}
	if len(o.Points) > 0 {
		m.heading("orderPoints")
		m.line("1. " + strings.Join(o.Points, "\n1. "))
	}
}

// sold writes brokers' bands, without columns that say nothing.
func (m *markdown) sold(s checklist.OrderSelect) {
	say := m.site.Words.Say
	heads := []string{say("orderBy"), say("orderExact")}
	if s.HasOver() {
		heads = append(heads, say("orderOver"))
	}
	if s.HasLost() {
		heads = append(heads, say("orderLost"))
	}
	var rows [][]string
	for _, sold := range s.Sold {
		exact := strings.Join(sold.Exact, ", ")
		if sold.Any {
			exact = say("orderAny")
		}
		row := []string{sold.By, exact}
		if s.HasOver() {
			row = append(row, cmp.Or(strings.Join(sold.Over, ", "), "–"))
		}
		if s.HasLost() {
			row = append(row, cmp.Or(sold.Lost, "–"))
		}
		rows = append(rows, row)
	}
	m.table(heads, rows)
}

// sources writes every fact below its work.
func (m *markdown) sources() {
	for _, w := range m.site.Sources.Works {
		m.line("## " + slug.OneLine(w.Title))
		by := w.By
		if w.Year != 0 {
			by += ", " + strconv.Itoa(w.Year)
		}
		if w.URL != "" {
			by += " <" + w.URL + ">"
		}
		m.line(strings.TrimPrefix(strings.TrimSpace(by), ", "))
		m.line(slug.OneLine(w.Note))
		var lines []string
		for _, f := range w.Facts {
			lines = append(lines, strings.TrimSpace("- "+f.ID.Value+": "+slug.OneLine(f.Say)+" "+slug.OneLine(f.Figures)))
		}
		m.line(strings.Join(lines, "\n"))
	}
}

func (m *markdown) glossary() {
	var lines []string
	for _, t := range m.site.Terms {
		name := "**" + plainWords(t.Term.Term.Value) + "**"
		if also := t.Also(); len(also) > 0 {
			name += " (" + plainWords(strings.Join(also, ", ")) + ")"
		}
		lines = append(lines, "- "+name+": "+slug.OneLine(t.Meaning))
	}
	m.line(strings.Join(lines, "\n"))
}

// facts writes what the page rests on.
func (m *markdown) facts() {
	var lines []string
	for _, f := range m.Facts() {
		lines = append(lines, "- ["+f.ID.Value+"]("+m.to(m.site.Made(site.SourcesAddress), f.ID.Value)+"): "+slug.OneLine(f.Say)+" ("+slug.OneLine(f.Of.Title)+")")
	}
	for _, w := range m.Works() {
		lines = append(lines, "- ["+w.ID.Value+"]("+m.to(m.site.Made(site.SourcesAddress), w.ID.Value)+"): "+slug.OneLine(w.Title))
	}
	if len(lines) > 0 {
		m.heading("sources")
		m.line(strings.Join(lines, "\n"))
	}
}

// signs are those that mean something within a line of Markdown.
var signs = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`)

// plainWords is a text in one line whose signs mean nothing.
func plainWords(text string) string { return signs.Replace(slug.OneLine(text)) }

// number is a figure without needless digits.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
