package content

import (
	"path"
	"slices"
	"strings"

	"fieldbook/generator/diag"
	"fieldbook/generator/slug"
)

// Reason is why files of the folder are not published.
type Reason struct {
	Says, Hint string
	Told       bool // there is a Diagnostic for each of them
}

// The reasons, as they follow "12 files". What is hidden, belongs to an editor, or
// tells another program what to do is no part of the content, and has none.
var (
	Underscored = Reason{Says: `whose name, or a folder's above, begins with "_"`, Hint: "rename what readers should see"}
	Templates   = Reason{Says: "in the vault's folder of templates"}
	Excluded    = Reason{Says: "that the program's settings leave out", Hint: "take them out of exclude there, if readers should see them"}
	Drawings    = Reason{Says: "with the data of a drawing of Excalidraw", Hint: "let Excalidraw export them as SVG: it is shown where the drawing is embedded"}
	Components  = Reason{Says: "of .mdx, which is no page here", Hint: "build with --from docusaurus, starlight or vitepress, or rename them to .md", Told: true}
	Markup      = Reason{Says: "in another markup than Markdown", Hint: "write them as .md; fieldbook import reads HTML and Word"}
	Drafts      = Reason{Says: "with draft: true", Hint: "publish them with --drafts"}
	Unlinked    = Reason{Says: "to which no page refers", Hint: "link to what readers need, or name it under publish in " + ConfigFile}
)

// LeftOut are the files that are not published for one reason, by their paths.
type LeftOut struct {
	Reason
	Files []string
}

// String says it in one line.
func (l LeftOut) String() string {
	first := ": "
	if len(l.Files) > 1 {
		first = ", such as "
	}
	return diag.Count(len(l.Files), "file") + " " + l.Says + first + diag.Printable(slices.Min(l.Files))
}

// Account tells what became of the files that are not published.
type Account []LeftOut

// Add notes that files are left out.
func (a *Account) Add(why Reason, files ...string) {
	if len(files) == 0 {
		return
	}
	at := slices.IndexFunc(*a, func(l LeftOut) bool { return l.Reason == why })
	if at < 0 {
		at = len(*a)
		*a = append(*a, LeftOut{Reason: why})
	}
	(*a)[at].Files = append((*a)[at].Files, files...)
}

// Empty tells that no page of the author's is published, and why.
func (a Account) Empty(dir string) diag.Diagnostic {
	d := diag.Diagnostic{Code: "no-pages", Path: dir, Message: "there is no page to publish", Hint: "write index.md there, name another folder with --content, or begin a site with fieldbook init"}
	var groups []string
	for _, l := range a {
		if groups = append(groups, l.String()); len(groups) == 1 && l.Hint != "" {
			d.Hint = l.Hint
		}
	}
	if len(groups) > 0 {
		d.Message += ", for these are left out: " + strings.Join(groups, "; ")
	}
	return d
}

// IsDrawing tells a page that Excalidraw keeps a drawing in, by its name.
func IsDrawing(file string) bool { return strings.HasSuffix(strings.ToLower(file), ".excalidraw.md") }

// drawingKey is the key of the front matter that tells one whatever its name.
const drawingKey = "excalidraw-plugin"

// markups are the endings of texts that other programs make pages of.
var markups = []string{".adoc", ".asciidoc", ".erb", ".haml", ".htm", ".html", ".ipynb", ".liquid", ".mdown", ".mdwn", ".mkd", ".mkdn", ".org", ".qmd", ".rmd", ".rst", ".slim", ".textile", ".wiki"}

// OtherMarkup tells a file that is a page to another program: also a template of
// Markdown, such as page.html.md.erb.
func OtherMarkup(file string) bool {
	name := strings.ToLower(path.Base(file))
	return slices.Contains(markups, path.Ext(name)) || slug.IsPage(strings.TrimSuffix(name, path.Ext(name)))
}
