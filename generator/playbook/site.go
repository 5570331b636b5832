package playbook

import (
	"slices"

	"fieldbook/generator/diag"
)

// Config is what site.yaml says.
type Config struct {
	Title       string  `json:"title" doc:"The site's name. Default: Fieldbook; of another program's folder, the title that it has there."`
	Description string  `json:"description" doc:"One sentence on the site, for its home page and the feed."`
	Language    Name    `json:"language" refers:"-" doc:"The language of the content, as a BCP 47 tag." default:"en"`
	BaseURL     Name    `json:"base_url" refers:"-" doc:"Where the site will be published; used only for what must be absolute: canonical links, sitemap and feed."`
	Dialect     string  `json:"dialect" doc:"The program whose Markdown this is. Default: found by the files beside it." enum:"plain,obsidian,mkdocs,docusaurus,hugo,mdbook,vitepress,starlight,github,notion,zensical,gitbook,jekyll,eleventy,tech-docs,docsify,logseq,foam,dendron,nextra,fumadocs"`
	RawHTML     bool    `json:"raw_html" doc:"Let harmless HTML in Markdown pass; scripts, styles and handlers never do." default:"true"`
	Edit        string  `json:"edit" doc:"The address that opens a page for editing; {path} stands for its path below content."`
	Offline     bool    `json:"offline" doc:"Keep the site for readers without a network, by a service worker. It needs base_url." default:"true"`
	LastChanged bool    `json:"last_changed" doc:"Show when each page was last changed, as git knows it."`
	Publish     []Name  `json:"publish" refers:"-" doc:"Files to publish though no page links to them, as patterns such as downloads/*.pdf."`
	AssetLimit  Size    `json:"asset_limit" doc:"How large a published file may be, such as 2 GB." default:"1 GB"`
	Tasks       []Task  `json:"tasks" doc:"What readers come to do, in the order of use: the home page leads with it. Default: the checklists."`
	Home        []Name  `json:"home" refers:"-" doc:"The parts of the home page in their order: tasks, glance, text, topics, checklists, pages. Default: all but checklists."`
	Navigation  []Entry `json:"navigation" doc:"What comes first in the navigation, in this order: pages, topics, other sites. The rest follows."`
	Hide        []Name  `json:"hide" refers:"page" doc:"Pages and topics to leave out of the navigation, as paths."`
	Silence     []Name  `json:"silence" refers:"-" doc:"Warnings not to tell, by their codes; fieldbook explain lists them. Errors are always told."`
	Footer      Footer  `json:"footer" doc:"The foot of every page."`
	Contact     Contact `json:"contact" doc:"Who reads what clients answer in a form."`
	Brand       Brand   `json:"brand" doc:"What makes the site look like yours."`
	Params      Params  `json:"params" doc:"Anything else, for templates of your own."`
}

// Validate tells what is silenced that is no code.
func (c *Config) Validate(r *diag.Reporter) {
	for _, code := range c.Silence {
		if near, unknown := diag.Unknown(code.Value); unknown {
			r.Warnf(code.Span, "unknown-code", "fieldbook explain lists them", "%q is no code", code).Meant(near)
		}
	}
}

// Brand is what makes a site look like its owner's. Files are named by their
// paths in the content folder.
type Brand struct {
	Logo      Name   `json:"logo" refers:"asset" doc:"An SVG or PNG file to show beside the title."`
	LogoDark  Name   `json:"logo_dark" refers:"asset" doc:"The logo for the dark scheme. Default: the same."`
	LogoAlone bool   `json:"logo_alone" doc:"The logo shows the title itself: do not repeat it."`
	Accent    Name   `json:"accent" refers:"-" doc:"The colour of links, buttons and rulers, such as #0a6650. The shades are derived from it."`
	Headings  string `json:"headings" doc:"The type of headings." enum:"serif,sans" default:"serif"`
	Icon      Name   `json:"icon" refers:"asset" doc:"An SVG or PNG file that stands for the site in tabs and on home screens."`
	Card      Name   `json:"card" refers:"asset" doc:"A PNG file to show where the site is shared, of 1200 by 630 pixels. Default: made of title and logo."`
	Styles    []Name `json:"styles" refers:"asset" doc:"CSS files to add after those that are built in."`
	Head      []Name `json:"head" refers:"asset" doc:"HTML files to add to the head of every page, such as meta and link elements."`
	diag.Span `json:"-"`
}

// Files are all files that a Brand names.
func (b Brand) Files() []Name {
	var out []Name
	for _, n := range slices.Concat([]Name{b.Logo, b.LogoDark, b.Icon, b.Card}, b.Styles, b.Head) {
		if !n.IsZero() {
			out = append(out, n)
		}
	}
	return out
}

// Contact is a person or a firm that clients answer to.
type Contact struct {
	Name      string `json:"name" doc:"A person or a firm. Default: the site's title."`
	Mail      Name   `json:"mail" refers:"-" doc:"The mail address that answers are sent to."`
	diag.Span `json:"-"`
}

// Footer is the foot of every page.
type Footer struct {
	Text  string  `json:"text" doc:"A sentence. Default: the title and the description."`
	Links []Entry `json:"links" doc:"Pages or other addresses, such as an imprint."`
}

// Task is what a reader does on the site, and the page where it is done.
type Task struct {
	Ask       string `json:"ask" doc:"The task in a few words that begin with a verb, such as Score a client." required:"true"`
	Page      Name   `json:"page" refers:"page" doc:"The page where it is done: a .md file, checklists/<id>, or checklists/<id>-leads.html." required:"true"`
	Summary   string `json:"summary" doc:"What it takes, or brings. Default: the summary of that page."`
	diag.Span `json:"-"`
}

// Entry is a link that a site's configuration names: to a page or to another
// site.
type Entry struct {
	Title     string `json:"title" doc:"What the link says. Default: the page's title."`
	Page      Name   `json:"page" refers:"page" doc:"A .md file, a folder, checklists/<id>, or a page such as sources.html."`
	URL       Name   `json:"url" refers:"-" doc:"An address of another site, or a mailto: address."`
	diag.Span `json:"-"`
}
