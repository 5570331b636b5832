package importer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/testfiles"
)

const number = " 0123456789abcdef0123456789abcdef"

// zipped makes a zip of files.
func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	return string(testfiles.Zip(t, files))
}

// bring imports files, which are a folder, or one file if there is but one.
func bring(t *testing.T, from string, files map[string]string) (*Report, func(name string) string, error) {
	t.Helper()
	return bringBelow(t, from, "", files)
}

// bringBelow imports a folder of them.
func bringBelow(t *testing.T, from, folder string, files map[string]string) (*Report, func(name string) string, error) {
	t.Helper()
	dir := t.TempDir()
	testfiles.Fill(t, filepath.Join(dir, "source"), files)
	source := filepath.Join(dir, "source", folder)
	if len(files) == 1 {
		for name := range files {
			source = filepath.Join(source, name)
		}
	}
	before := snapshot(t, filepath.Join(dir, "source"))
	r, err := Run(Options{Source: source, Dir: filepath.Join(dir, "new"), From: from})
	if after := snapshot(t, filepath.Join(dir, "source")); after != before {
		t.Errorf("the source has changed:\n%s\n%s", before, after)
	}
	return r, func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, "new", "content", filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%v; there are %s", err, snapshot(t, filepath.Join(dir, "new")))
		}
		return string(data)
	}, err
}

func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			info, _ := e.Info()
			rel, _ := filepath.Rel(dir, name)
			b.WriteString(rel + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

// TestNotion brings an export: a zip in a zip, names with numbers, links that are
// escaped.
// TestLinksWhereTheyStand: a link is written anew where its target is written, which
// several may share, and nowhere else.
func TestLinksWhereTheyStand(t *testing.T) {
	r, page, err := bring(t, "mkdocs", map[string]string{
		"guide.md": "# Guide\n",
		"index.md": "# Home\n\nguide/ stays. [a][x], [b][x], [c](guide/#guide), <a href=\"guide/\">d</a> and `[e](guide/)`.\n\n[x]: guide/\n",
	})
	text := page("index.md")
	if err != nil || len(r.Mistakes) > 0 || r.Links != 3 || strings.Count(text, "guide.md") != 3 || strings.Count(text, "guide/") != 2 {
		t.Errorf("%v\n%s", r.Mistakes, text)
	}
}

func TestNotion(t *testing.T) {
	inner := zipped(t, map[string]string{
		"Clients" + number + ".md":                       "# Clients\n\n[Big one](Clients%20" + number[1:] + "/Big%20one%20" + number[1:] + ".md)\n\n![](Clients%20" + number[1:] + "/plan.png)\n",
		"Clients" + number + "/Big one" + number + ".md": "# Big one\n\nBack to [all](../Clients%20" + number[1:] + ".md).\n",
		"Clients" + number + "/plan.png":                 "png",
		"Clients" + number + "/unused.csv":               "a,b",
	})
	r, page, err := bring(t, "", map[string]string{"export.zip": zipped(t, map[string]string{"Export-1.zip": inner})})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("index.md"), "# Clients\n\n[Big one](clients/big-one.md)\n\n![](clients/plan.png)\n")
	same(t, "page within", page("clients/big-one.md"), "# Big one\n\nBack to [all](../index.md).\n")
	same(t, "picture", page("clients/plan.png"), "png")
	if r.Pages != 2 || r.Files != 1 || r.Links != 3 || len(r.Left) != 1 || r.Dialect.Name != "notion" {
		t.Errorf("%+v", r)
	}
}

// TestConfluence brings pages of HTML: their text alone, links and pictures, and
// their earlier addresses.
func TestConfluence(t *testing.T) {
	r, page, err := bring(t, "", map[string]string{
		"index.html":          "<html><head><title>Space (S)</title></head><body><div id=\"main-content\"><p>See <a href=\"Sweet-Spot_123.html\">it</a>.</p></div></body></html>",
		"Sweet-Spot_123.html": "<html><head><title>Space : Sweet spot</title></head><body><div id=\"breadcrumbs\">no</div><div id=\"main-content\"><h2>Size</h2><table><tr><th>A</th></tr><tr><td>b</td></tr></table><img src=\"attachments/1/2.png\"><pre>x &lt; y</pre></div></body></html>",
		"attachments/1/2.png": "png",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "index", page("index.md"), "# Space (S)\n\nSee [it](sweet-spot.md).\n")
	same(t, "page", page("sweet-spot.md"), "---\naliases: [/Sweet-Spot_123.html]\n---\n# Sweet spot\n\n## Size\n\n| A |\n|---|\n| b |\n\n![](attachments/1/2.png)\n\n```\nx < y\n```\n")
	if r.Pages != 2 || r.Files != 1 {
		t.Errorf("%+v", r)
	}
}

// TestWord brings a file of Word: headings, a list, a table, a link, a picture.
func TestWord(t *testing.T) {
	const ns = `xmlns:w="w" xmlns:r="r" xmlns:a="a"`
	docx := zipped(t, map[string]string{
		"word/document.xml": `<w:document ` + ns + `><w:body>` +
			`<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Our rules</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Size</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t xml:space="preserve">Be </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>near</w:t></w:r><w:r><w:t xml:space="preserve">, see </w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:strike/></w:rPr><w:t>two</w:t></w:r></w:p>` +
			`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>` +
			`<w:p><w:r><w:drawing><w:docPr descr="A rack"/><a:blip r:embed="r2"/></w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r1" Target="https://example.org/"/><Relationship Id="r2" Target="media/image1.png"/></Relationships>`,
		"word/styles.xml":              `<w:styles ` + ns + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`,
		"word/numbering.xml":           `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="7"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`,
		"word/media/image1.png":        "png",
	})
	r, page, err := bring(t, "", map[string]string{"Our rules.docx": docx, "locked.docx": "\xd0\xcf\x11\xe0 not one"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("our-rules.md"), "# Our rules\n\n### Size\n\nBe **near**, see [here](https://example.org/)\n\n1. one\n   - x<sup>2</sup>\n2. ~~two~~\n\n| A | B |\n|---|---|\n| c |  |\n\n![A rack](Our%20rules-files/image1.png)\n")
	same(t, "picture", page("Our rules-files/image1.png"), "png")
	if len(r.Mistakes) == 0 || !strings.Contains(r.Mistakes[0].String(), "source/locked.docx: warning: this is no .docx file") {
		t.Errorf("%v", r.Mistakes)
	}
}

// TestWordNotes brings what stands beside a text of Word: notes, a box within a
// paragraph, what an older Word shows in its place, moved text, a contents list.
func TestWordNotes(t *testing.T) {
	const ns = `xmlns:w="w" xmlns:r="r" xmlns:mc="mc"`
	p := func(text string) string { return `<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>` }
	docx := zipped(t, map[string]string{
		"word/document.xml": `<w:document ` + ns + `><w:body>` +
			`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Size 3</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t>Be near</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>, and small</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r>` +
			`<mc:AlternateContent><mc:Choice><w:txbxContent>` + p("In a box.") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("In a box.") + `</w:txbxContent></mc:Fallback></mc:AlternateContent>` +
			`<w:r><w:t>.</w:t></w:r></w:p>` +
			`<w:moveFrom>` + p("moved") + `</w:moveFrom><w:p><w:r><w:br w:type="page"/><w:t>to</w:t><w:noBreakHyphen/><w:t>day</w:t></w:r></w:p></w:body></w:document>`,
		"word/footnotes.xml": `<w:footnotes ` + ns + `><w:footnote w:type="separator" w:id="-1">` + p("line") + `</w:footnote>` +
			`<w:footnote w:id="1">` + p(" By train.") + `<w:p><w:hyperlink r:id="r1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p></w:footnote></w:footnotes>`,
		"word/_rels/footnotes.xml.rels": `<Relationships><Relationship Id="r1" Target="https://example.org/"/></Relationships>`,
		"word/endnotes.xml":             `<w:endnotes ` + ns + `><w:endnote w:id="1">` + p("Ten people.") + `</w:endnote></w:endnotes>`,
		"word/styles.xml":               `<w:styles ` + ns + `><w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>`,
	})
	nested := zipped(t, map[string]string{"word/document.xml": `<w:document ` + ns + `><w:footnote><w:endnote>` + p("x") + `</w:endnote></w:footnote></w:document>`})
	deep := zipped(t, map[string]string{"word/document.xml": `<w:document ` + ns + `><w:p><w:pPr><w:numPr><w:ilvl w:val="2000000000"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>deep</w:t></w:r></w:p></w:document>`})
	_, page, err := bring(t, "", map[string]string{"notes.docx": docx, "nested.docx": nested, "deep.docx": deep})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("notes.md"), "In a box.\n\nBe near[^1], and small[^end-1].\n\nto‑day\n\n[^1]: By train.\n\n    [here](https://example.org/)\n\n[^end-1]: Ten people.\n")
	if !strings.Contains(page("deep.md"), "deep") {
		t.Errorf("a list of no depth that Word has: %q", page("deep.md"))
	}
	same(t, "nested", page("nested.md"), "x\n")
}

// TestProjects brings folders of Markdown: front matter in our keys, links as
// plain Markdown has them, the order of their lists, what they include.
func TestProjects(t *testing.T) {
	_, page, err := bring(t, "", map[string]string{
		"hugo.toml":                    "baseURL = 'x'\ntitle = 'Ours'\n",
		"content/_index.md":            "+++\ntitle = 'Home'\n+++\nSee [size](/rules/size/) and ![p](/img/p.png).\n",
		"content/rules/size.md":        "+++\ntitle = 'Size'\nweight = 5\ndescription = 'How big.'\naliases = ['/old/']\nown = 1\n+++\n\n[home]({{< ref \"/_index.md\" >}}) [dead](/nowhere/)\n",
		"static/img/p.png":             "png",
		"layouts/_default/single.html": "{{ .Content }}",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "site", page("site.yaml"), "title: \"Ours\"\ndialect: hugo # how its pages are written; leave it out once they are plain Markdown\n")
	same(t, "home", page("_index.md"), "---\ntitle: Home\n---\nSee [size](rules/size.md) and ![p](img/p.png).\n")
	same(t, "page", page("rules/size.md"), "---\ntitle: Size\norder: 5\nsummary: How big.\naliases:\n  - /old/index.html\n  - /rules/size/index.html\nparams:\n  own: 1\n---\n\n[home](../_index.md) dead\n")

	r, page, err := bring(t, "", map[string]string{".obsidian/app.json": "{}", "Home.md": "See [[Other]], [[None|what is not]], ![[none.png]], [![a](b.png) *c*](no.md \"T\"), <a class=\"x\" href=\"no.md\">d</a>, <img class=\"y\" src=\"no.png\" alt=\"g\">, [e](obsidian://open?vault=x) and [f](Other.md#no).\n", "Other.md": "Text.\n"})
	if err != nil || len(r.Errors) > 0 {
		t.Fatal(err, r.Errors)
	}
	same(t, "a page of dead links", page("Home.md"), "See [[Other]], what is not, none.png, a *c*, <a class=\"x\">d</a>, g, e and [f](Other.md).\n")
	same(t, "site of a vault without a name", page("site.yaml"), "title: \"source\"\ndialect: obsidian # how its pages are written; leave it out once they are plain Markdown\n")

	_, page, err = bring(t, "", map[string]string{
		"book.toml": "[book]\ntitle = \"B\"\n", "src/SUMMARY.md": "- [B](b.md)\n- [A](a.md)\n", "src/a.md": "# A\n",
		"src/b.md": "# B\n\n```rust\n{{#include ../code/x.rs:here}}\n```\n{{#include ../../../../../etc/passwd}}\n", "code/x.rs": "no\n// ANCHOR: here\nyes\n// ANCHOR_END: here\nno\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "first", page("b.md"), "---\norder: 10\n---\n# B\n\n```rust\nyes\n```\n{{#include ../../../../../etc/passwd}}\n")
	same(t, "second", page("a.md"), "---\norder: 20\n---\n# A\n")
}

// TestFolderOfAProject brings a project's folder of pages by itself: what says its order
// and its earlier addresses stands above it.
func TestFolderOfAProject(t *testing.T) {
	r, page, err := bringBelow(t, "", "docs", map[string]string{
		"mkdocs.yml":       "site_name: Ours\nnav: [sub/new.md, index.md]\nplugins:\n  - redirects:\n      redirect_maps: {'old.md': sub/new.md, 'gone.md': 'https://example.org/x'}\n",
		"docs/index.md":    "# Home\n",
		"docs/sub/new.md":  "---\naliases: [/first.html]\n---\n# New\n",
		"other/large.md":   "# No page\n",
		"docs/sub/next.md": "# Next\n",
	})
	if err != nil || r.Pages != 3 || len(r.Errors) > 0 {
		t.Fatal(err, r)
	}
	same(t, "site", page("site.yaml"), "title: \"Ours\"\ndialect: mkdocs # how its pages are written; leave it out once they are plain Markdown\n")
	same(t, "page", page("sub/new.md"), "---\naliases:\n  - /first.html\n  - /old/index.html\n  - /sub/new/index.html\norder: 10\n---\n# New\n")
	same(t, "home", page("index.md"), "---\norder: 20\n---\n# Home\n")
	same(t, "not in the list", page("sub/next.md"), "---\naliases: [/sub/next/index.html]\n---\n# Next\n")
}

// TestBombs brings neither a file that says it is too large, nor one that says it
// is not.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	raw := func(name string, said uint64, data []byte) {
		t.Helper()
		f, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: said, CompressedSize64: uint64(len(data))})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	raw("large.md", largestFile+1, []byte{3, 0})
	var deflated bytes.Buffer
	d, err := flate.NewWriter(&deflated, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range largestFile>>20 + 2 {
		if _, err := d.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	raw("lies.md", 10, deflated.Bytes())
	f, err := w.Create("page.md")
	if err == nil {
		_, err = f.Write([]byte("# Page\n"))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	r, page, err := bring(t, "", map[string]string{"x.zip": b.String()})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("page.md"), "# Page\n")
	if r.Pages != 1 || len(r.Mistakes) != 2 {
		t.Errorf("%d pages, %v", r.Pages, r.Mistakes)
	}
}

// TestRefused brings nothing of what is none, and nothing out of the folder.
func TestRefused(t *testing.T) {
	if _, _, err := bring(t, "", map[string]string{"x.zip": "PK no zip"}); err == nil || !strings.Contains(err.Error(), "is no zip file") {
		t.Errorf("no zip: %v", err)
	}
	if _, _, err := bring(t, "", map[string]string{"x.txt": "a"}); err == nil || !strings.Contains(err.Error(), "there is no page in") {
		t.Errorf("no page: %v", err)
	}
	r, page, err := bring(t, "", map[string]string{"x.zip": zipped(t, map[string]string{"../out.md": "# Out\n", "/root.md": "# Root\n", `a\..\..\b.md`: "# B\n", "in.md": "# In\n"})})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("in.md"), "# In\n")
	if r.Pages != 1 || len(r.Mistakes) != 3 {
		t.Errorf("%d pages, %v", r.Pages, r.Mistakes)
	}
	dir := testfiles.Folder(t, map[string]string{"source/a.md": "# A\n", "full/content/b.md": "# B\n"})
	for _, c := range []struct{ to, want string }{{"full", "has something in it"}, {"source/new", "would lie in the source"}} {
		_, err := Run(Options{Source: filepath.Join(dir, "source"), Dir: filepath.Join(dir, c.to)})
		failure, ok := err.(*diag.Failure)
		if !ok || !strings.Contains(failure.What, c.want) || failure.Hint == "" {
			t.Errorf("%s: %v", c.to, err)
		}
	}
	if _, err := Run(Options{Source: filepath.Join(dir, "nothing"), Dir: filepath.Join(dir, "n")}); err == nil {
		t.Error("a source that is not there")
	}
}
