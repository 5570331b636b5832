package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/dialect"
	"fieldbook/generator/importer/markdown"
)

// notionPages is an export of Notion as HTML. As Markdown it is read as its dialect;
// in both of them a database is a table of commas beside the folder of its pages.
var notionPages = exporter{
	is:    func(doc *html.Node) bool { return find(doc, withClass("page-body")) != nil },
	title: func(doc *html.Node) string { return text(find(doc, withClass("page-title"))) },
	strip: stripNotion, tidy: tidyNotion,
}

// stripNotion takes what stands above the text of a page to it: the properties.
func stripNotion(p *source) {
	for _, style := range all(p.body, named("style")) {
		remove(style)
	}
	if t := find(p.doc, withClass("properties")); t != nil && t.Data == "table" {
		remove(t)
		p.body.InsertBefore(t, p.body.FirstChild)
	}
	for _, f := range all(p.body, func(n *html.Node) bool { return n.Data == "annotation" }) {
		formula := markdown.Says(markdown.New(markdown.Formula), text(f))
		whole := f
		for up := f.Parent; up != nil && up != p.body; up = up.Parent {
			if hasClass(up, "katex") || hasClass(up, "katex-display") || hasClass(up, "equation") || up.Data == "math" {
				whole = up
			}
		}
		if whole.Data == "figure" {
			set(formula, "block", "block")
		}
		replace(whole, formula)
	}
}

func tidyNotion(p *source) {
	for _, n := range all(p.body, func(*html.Node) bool { return true }) {
		switch {
		case hasClass(n, "checkbox"):
			check := markdown.New("input", "type", "checkbox")
			if hasClass(n, "checkbox-on") {
				set(check, "checked", "")
			}
			replace(n, check)
		case n.Data == "figure" && hasClass(n, "callout"):
			box(n, "note", nil, nil)
		case n.Data == "ul" && hasClass(n, "toggle"):
			for _, li := range children(n, "li") {
				li.Data = "div"
			}
			n.Data = "div"
		case n.Data == "ul" || n.Data == "ol":
			if before := previous(n); before != nil && before.Data == n.Data && markdown.Attribute(before, "class") == markdown.Attribute(n, "class") {
				move(before, n) // each item is a list of its own
				remove(before)
			}
		}
	}
}

// database makes a page of a table of commas, if it is one of Notion: its first column
// leads to the pages of its rows.
func (g *gatherer) database(root, rel string) error {
	short, by := dialect.WithoutNumber(strings.TrimSuffix(strings.TrimSuffix(path.Base(rel), path.Ext(rel)), "_all"))
	name := filepath.Join(root, filepath.FromSlash(rel))
	stem := strings.TrimSuffix(rel, path.Ext(rel))
	whole, all := strings.CutSuffix(stem, "_all")
	switch {
	case !by.Numbered() || short == "":
		return nil
	case !all && there(root, stem+"_all"+path.Ext(rel)): // the same with the rows that a view hides
		g.instead[rel] = stem + "_all" + path.Ext(rel)
		return os.Remove(name)
	case there(root, whole+".md") || there(root, whole+".html"):
		return nil
	}
	data, err := g.load(name, largestPage)
	if err != nil {
		return err
	}
	reader := csv.NewReader(bytes.NewReader(readable(data)))
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	rows, err := reader.ReadAll()
	if err != nil {
		return entryError{fmt.Errorf("is no table of commas: %w", err)}
	}
	return g.page(root, rel, whole+".md", func(string) (string, error) {
		has, body := &tally{}, g.rows(root, whole, rows)
		has.read(body)
		has.count(body)
		return g.pageOf(rel, body, short, has)
	})
}

// rows is the table of a database, whose pages stand in the folder of its name.
func (g *gatherer) rows(root, folder string, rows [][]string) *html.Node {
	pages := map[string]string{}
	for _, name := range g.filesIn(root, folder) {
		if ext := path.Ext(name); ext == ".md" || ext == ".html" {
			short, _ := dialect.WithoutNumber(strings.TrimSuffix(name, ext))
			pages[title(short)] = path.Base(folder) + "/" + name
		}
	}
	doc, table := &html.Node{Type: html.DocumentNode}, markdown.New("table")
	doc.AppendChild(table)
	for i, row := range rows {
		tr := markdown.New("tr")
		table.AppendChild(tr)
		for k, value := range row {
			cell := markdown.New(map[bool]string{true: "th", false: "td"}[i == 0])
			tr.AppendChild(cell)
			in := cell
			if file := pages[title(value)]; i > 0 && k == 0 && file != "" {
				in = markdown.New("a", "href", (&url.URL{Path: file}).EscapedPath())
				cell.AppendChild(in)
			}
			for n, line := range strings.Split(strings.TrimSpace(value), "\n") {
				if n > 0 {
					in.AppendChild(markdown.New("br"))
				}
				markdown.Says(in, line)
			}
		}
	}
	return doc
}

// title is what the name of a file keeps of the title of its page: no more than so many
// letters, and no signs that a disk does not take.
func title(words string) string {
	key := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`/\:*?"<>|# `, c) {
			return -1
		}
		return c
	}, strings.ToLower(words))
	return key[:min(len(key), 40)]
}

// there tells whether the source has a file.
func there(root, rel string) bool {
	_, err := os.Lstat(filepath.Join(root, filepath.FromSlash(rel)))
	return err == nil
}

// filesIn are the names of the files in a folder of the source.
func (g *gatherer) filesIn(root, folder string) []string {
	entries, _ := os.ReadDir(filepath.Join(root, filepath.FromSlash(folder))) // none where there is no such folder
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
