// Package syntax is what Markdown is written with beside CommonMark and GFM:
// callouts, tabs, math, embeds and wiki links everywhere, and what only the
// writers of other programs use. Each is a node of goldmark's tree with the
// place of its text in the source, so that messages can name it.
package syntax

import (
	"slices"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Set says what is read beside what is read everywhere.
type Set struct {
	Admonitions bool // !!! note "Title", ??? note, and the text below indented
	Fences      bool // :::note Title … :::
	Comments    bool // %%comment%%
	Blocks      bool // text ^name gives a paragraph a name to link to
	Components  bool // <Tabs>
	Modules     bool // imports and {expressions}, as MDX has them; code is never indented
	Shortcodes  bool // {{< name >}} … {{< /name >}}, and with % signs
	Liquid      bool // {% name %} … {% endname %}, {{ site.name }}
	Includes    bool // {{#include file}}
	Vue         bool // {{ expression }}, <<< @/file, components within HTML
	Attributes  bool // {: .class } and { .class } behind or below something
	Keys        bool // :material-star:, ++ctrl+c++, --8<-- "file", and abbreviations
	Reversed    bool // [[words|page]] in the place of [[page|words]]
	Breaks      bool // a line of a paragraph stays one
	Asides      bool // Markdown within <aside>
}

// New gives the parser of a Set, with the renderer of the caller's nodes.
func New(s Set, nodes renderer.NodeRenderer) goldmark.Markdown {
	prose := newProse(s)
	m := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers(s, prose)...),
			parser.WithInlineParsers(inlineParsers(s, prose)...),
			parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(quoteMark{}, 50), util.Prioritized(definitions{}, 90), util.Prioritized(tableLinks{s.Keys}, 150), util.Prioritized(sparse{}, 160))...),
			parser.WithASTTransformers(util.Prioritized(arrange{s}, 500)),
			parser.WithHeadingAttribute(),
		)),
		goldmark.WithExtensions(
			strikethrough{}, extension.Linkify, extension.TaskList, extension.Table, footnotes{}, extension.DefinitionList,
			emoji.New(emoji.WithRenderingMethod(emoji.Unicode)),
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes, 100))),
	)
	if s.Breaks {
		m.Renderer().AddOptions(html.WithHardWraps())
	}
	return m
}

func blockParsers(s Set, prose *prose) []util.PrioritizedValue {
	all := append(parser.DefaultBlockParsers(),
		util.Prioritized(tabParser{}, 90), // before headings that are underlined
		util.Prioritized(mathParser{}, 690),
	)
	for i, v := range all {
		switch v.Priority {
		case 300, 400, 800: // lists, their items, quotes
			all[i].Value = shallow{v.Value.(parser.BlockParser)}
		}
	}
	if s.Admonitions {
		all = append(all, util.Prioritized(admonitionParser{}, 690))
	}
	if s.Fences {
		all = append(all, util.Prioritized(fenceParser{}, 690))
	}
	if s.Comments {
		all = append(all, util.Prioritized(commentBlock{}, 690))
	}
	if s.Modules {
		all = slices.DeleteFunc(all, func(v util.PrioritizedValue) bool { return v.Priority == 500 }) // indented code
		for i, v := range all {
			switch v.Priority {
			case 600, 700, 800, 1000: // headings, listings, quotes, paragraphs
				all[i].Value = loose{v.Value.(parser.BlockParser)}
			}
		}
		all = append(all, util.Prioritized(moduleParser{}, 590))
	}
	if s.Components {
		all = append(all, util.Prioritized(pairParser{component.in(prose)}, 690))
	}
	if s.Shortcodes {
		all = append(all, util.Prioritized(pairParser{shortcode.in(prose)}, 690))
	}
	if s.Liquid {
		all = append(all, util.Prioritized(pairParser{liquid.in(prose)}, 690))
	}
	if s.Asides {
		all = append(all, util.Prioritized(pairParser{aside.in(prose)}, 690))
	}
	if s.Keys {
		all = append(all, util.Prioritized(snippetParser{}, 190)) // before rules
	}
	if called := s.calls(prose); len(called) > 0 {
		all = slices.DeleteFunc(all, func(v util.PrioritizedValue) bool { return v.Priority == 900 }) // HTML
		all = append(all, util.Prioritized(stoppedHTML{parser.NewHTMLBlockParser(), called}, 900))
	}
	return all
}

// calls are the ways in which pages of a Set call their program.
func (s Set) calls(prose *prose) []calls {
	var out []calls
	if s.Components {
		out = append(out, component.in(prose))
	}
	if s.Shortcodes {
		out = append(out, shortcode.in(prose))
	}
	if s.Liquid {
		out = append(out, liquid.in(prose))
	}
	return out
}

func inlineParsers(s Set, prose *prose) []util.PrioritizedValue {
	all := parser.DefaultInlineParsers()
	for i, v := range all {
		switch v.Priority {
		case 100:
			all[i].Value = ticked{v.Value.(parser.InlineParser)}
		case 200:
			all[i].Value = tailed{v.Value.(parser.InlineParser)}
		case 500:
			all[i].Value = paired{v.Value.(parser.InlineParser)}
		}
	}
	all = append(all,
		util.Prioritized(wikiParser{s.Reversed}, 199), // before links
		util.Prioritized(spacedParser{}, 198),
		util.Prioritized(paired{markParser{}}, 500),
		util.Prioritized(mathInline{}, 150),
		util.Prioritized(sizeParser{s.Attributes}, 450),
	)
	if s.Comments {
		all = append(all, util.Prioritized(commentInline{}, 150))
	}
	if s.Components {
		all = append(all, util.Prioritized(tagInline{component.in(prose)}, 390))
	}
	if s.Modules {
		all = append(all, util.Prioritized(expression{}, 390))
	}
	if s.Shortcodes {
		all = append(all, util.Prioritized(tagInline{shortcode.in(prose)}, 390))
	}
	if s.Liquid {
		all = append(all, util.Prioritized(tagInline{liquid.in(prose)}, 390), util.Prioritized(tagInline{braces.in(prose)}, 391))
	}
	if s.Includes || s.Vue {
		all = append(all, util.Prioritized(tagInline{braces.in(prose)}, 391))
	}
	if s.Keys {
		all = append(all, util.Prioritized(keysParser{}, 390), util.Prioritized(iconParser{}, 100), util.Prioritized(scriptParser{}, 450))
	}
	return all
}
