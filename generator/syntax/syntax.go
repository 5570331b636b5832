// Package syntax is what Markdown is written with beside CommonMark and GFM:
// callouts, tabs, math, embeds and wiki links everywhere, and what only the
// writers of other programs use. Each is a node of goldmark's tree with the
// place of its text in the source, so that messages can name it. What calls
// something that only the other program has is a Foreign node: shown as it is
// written, and told.
//
// What must be done to the text before it is parsed moves no byte: a sign becomes
// another, a comment becomes spaces. Calls are looked for outside of the listings,
// the code and the comments of a first reading that knows none. bounds.go keeps the
// library from looking through a whole line for each sign. spec_test.go lists the
// examples of CommonMark that are read otherwise on purpose.
package syntax

import (
	"regexp"
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
	Admonitions bool // !!! note "Title", ??? note, and the text below indented; /// note | Title … ///
	Fences      bool // :::note Title … :::
	Comments    bool // %%comment%%
	Blocks      bool // text ^name gives a paragraph a name to link to
	Components  bool // <Tabs>
	Modules     bool // imports and {expressions}, as MDX has them; code is never indented
	Shortcodes  bool // {{< name >}} … {{< /name >}}, and with % signs
	Liquid      bool // {% name %} … {% endname %}, {{ site.name }}
	Ruby        bool // <%= name %>, <% statement %>
	Includes    bool // {{#include file}}
	Vue         bool // {{ expression }}, <<< @/file, components within HTML
	Attributes  bool // {: .class } and { .class } behind, below or above something
	Classes     bool // {: .note } makes a callout of the block that it stands at
	Keys        bool // :material-star:, ++ctrl+c++, --8<-- "file", and abbreviations
	Reversed    bool // [[words|page]] in the place of [[page|words]]
	Breaks      bool // a line of a paragraph stays one
	Asides      bool // Markdown within <aside>
	Options     bool // [words](file ':include'), # Heading :id=name
	Remarks     bool // !> a remark
	TabComments bool // <!-- tabs:start --> # One … <!-- tabs:end -->
	Outline     bool // blocks as points of lists: key:: value, ((block)), {{macro}}, #+BEGIN_NOTE … #+END_NOTE
	Own         bool // {{fm.key}} of the page's own front matter
	Ranges      bool // ![[page#from,1:#to]], [[page://of/a/vault]]
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
			strikethrough{}, s.addresses(), extension.TaskList, extension.Table, footnotes{}, extension.DefinitionList,
			emoji.New(emoji.WithRenderingMethod(emoji.Unicode)),
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes, 100))),
	)
	if s.Breaks {
		m.Renderer().AddOptions(html.WithHardWraps())
	}
	return m
}

// withoutTags is what goldmark takes for an address on another host, without a tag of
// another program that stands directly behind it.
const withoutTags = `(?:[/#?](?:[-a-zA-Z0-9@:%_+.~#$!?&/=\(\);,'">\^}\[\]` + "`" + `]|\{[-a-zA-Z0-9@:_+.~#$!?&/=])*)?`

var (
	webAddress = regexp.MustCompile(`^(?:http|https|ftp)://[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?::\d+)?` + withoutTags)
	wwwAddress = regexp.MustCompile(`^www\.[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+` + withoutTags)
)

// addresses makes links of addresses in a text.
func (s Set) addresses() goldmark.Extender {
	if !s.Liquid && !s.Shortcodes {
		return extension.Linkify
	}
	return extension.NewLinkify(extension.WithLinkifyURLRegexp(webAddress), extension.WithLinkifyWWWRegexp(wwwAddress))
}

// option is a parser that some Sets have.
type option struct {
	has      bool
	parser   any
	priority int
}

// chosen gives these parsers with those options that a Set has.
func chosen(all []util.PrioritizedValue, options ...option) []util.PrioritizedValue {
	for _, o := range options {
		if o.has {
			all = append(all, util.Prioritized(o.parser, o.priority))
		}
	}
	return all
}

func blockParsers(s Set, prose *prose) []util.PrioritizedValue {
	called := s.calls(prose)
	other := len(called) > 0 || s.Attributes
	return chosen(s.usualBlocks(other),
		option{s.Admonitions, blocks{signs: "!?", open: openAdmonition, goOn: continueIndented}, 690},
		option{s.Admonitions, blocks{signs: "/", open: openSlashes, goOn: continueSlashes}, 690},
		option{s.Fences, blocks{signs: ":", open: openFence, goOn: continueFence}, 690},
		option{s.Comments, blocks{signs: "%", open: openComment, goOn: continueComment}, 690},
		option{s.Modules, blocks{signs: "ie{", open: openModule, goOn: continueModule, apart: true, indented: true}, 590},
		option{s.Components, component.in(prose).blocks(), 690},
		option{s.Shortcodes, shortcode.in(prose).blocks(), 690},
		option{s.Liquid, liquid.in(prose).blocks(), 690},
		option{s.Ruby, ruby.in(prose).blocks(), 690},
		option{s.Asides, aside.in(prose).blocks(), 690},
		option{s.Remarks, blocks{signs: "!?", open: openRemark, goOn: continueRemark, apart: true}, 690},
		option{s.Outline, everyLine{blocks{open: openProperty, goOn: endsAtOnce}}, 650},
		option{s.Outline, blocks{signs: "#", open: openNamed, goOn: continueNamed}, 590}, // before headings
		option{s.Outline, blocks{signs: ":", open: openDrawer, goOn: continueDrawer}, 690},
		option{s.Keys, blocks{signs: "-", open: openSnippet, goOn: endsAtOnce}, 190}, // before rules
		option{other, stoppedHTML{parser.NewHTMLBlockParser(), called, s.Attributes, s.Modules}, 900},
	)
}

// usualBlocks are the parsers of what every page may hold, as a Set changes them.
// Where pages call their program, or have Markdown in HTML, another reads HTML.
func (s Set) usualBlocks(called bool) []util.PrioritizedValue {
	all := append(parser.DefaultBlockParsers(),
		util.Prioritized(blocks{signs: "=", open: openTab, goOn: continueIndented}, 90), // before headings that are underlined
		util.Prioritized(blocks{signs: "$", open: openMath, goOn: continueMath}, 690),
	)
	for i, v := range all {
		switch v.Priority {
		case 300, 400, 800: // lists, their items, quotes
			all[i].Value = shallow{v.Value.(parser.BlockParser)}
		}
		switch v.Priority {
		case 300: // lists
			if s.Outline {
				all[i].Value = loose{all[i].Value.(parser.BlockParser)}
			}
		case 600, 700, 800, 1000: // headings, listings, quotes, paragraphs
			if s.Modules {
				all[i].Value = loose{all[i].Value.(parser.BlockParser)}
			}
		}
	}
	return slices.DeleteFunc(all, func(v util.PrioritizedValue) bool {
		return (s.Modules || s.Outline) && v.Priority == 500 || called && v.Priority == 900 // indented code, HTML
	})
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
	if s.Ruby {
		out = append(out, ruby.in(prose))
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
		util.Prioritized(signs{"[!", wikiParser{s.Reversed, s.Ranges}.read}, 199), // before links
		util.Prioritized(signs{"![", readSpaced}, 198),
		util.Prioritized(paired{markParser{}}, 500),
		util.Prioritized(signs{"$", readMath}, 150),
		util.Prioritized(signs{"{", sizeParser{s.Attributes}.read}, 450),
	)
	return chosen(all,
		option{s.Comments, signs{"%", readComment}, 150},
		option{s.Components, component.in(prose).signs(), 390},
		option{s.Modules, signs{"{", readExpression}, 390},
		option{s.Modules, signs{"<", readFragment}, 389},
		option{s.Shortcodes, shortcode.in(prose).signs(), 390},
		option{s.Liquid, liquid.in(prose).signs(), 390},
		option{s.Ruby, ruby.in(prose).signs(), 390},
		option{s.Liquid || s.Includes || s.Vue || s.Own, braces.in(prose).signs(), 391},
		option{s.Outline, signs{"[", readLabelled}, 197},
		option{s.Own, signs{"{", readBracedComment}, 385},
		option{s.Outline, signs{"[", readHiccup}, 196},
		option{s.Outline, signs{"(", readReference}, 150},
		option{s.Outline, signs{"{", readMacro}, 380},
		option{s.Outline, signs{"#^", readOutlineSign}, 150},
		option{s.Keys, signs{"+", readKeys}, 390},
		option{s.Keys, signs{":", readIcon}, 100},
		option{s.Keys, signs{"^~", readScript}, 450},
	)
}
