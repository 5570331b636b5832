package importer

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/dialect"
	"fieldbook/generator/markdown"
)

// convert makes Markdown of every file of HTML and Word, and puts into listings
// what mdBook includes.
func (g *gatherer) convert(root string) error {
	return filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch strings.ToLower(filepath.Ext(name)) {
		case ".html", ".htm":
			return g.page(root, rel, fromHTML)
		case ".docx":
			return g.page(root, rel, func(data []byte) (string, error) { return fromWord(data, g.picture(root, rel)) })
		case ".md":
			switch dialect.Name(g.From) {
			case dialect.MdBook:
				return g.include(name)
			case dialect.MkDocs:
				return g.snippets(name)
			}
		}
		return nil
	})
}

// page makes the Markdown of one file, in its place. One that is none stays
// behind, which is told.
func (g *gatherer) page(root, rel string, convert func(data []byte) (string, error)) error {
	name := filepath.Join(root, filepath.FromSlash(rel))
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	text, err := convert(data)
	if err != nil {
		g.leave(rel, err)
		return nil
	}
	made := strings.TrimSuffix(rel, path.Ext(rel)) + ".md"
	if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(made))); err == nil {
		return nil // its Markdown is there too
	}
	g.made[made] = rel
	if err := os.Remove(name); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, filepath.FromSlash(made)), []byte(text), 0o644)
}

// fromHTML makes Markdown of a page of HTML: of its text alone, where the file
// tells which that is.
func fromHTML(data []byte) (string, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	title := strings.TrimSpace(textOf(find(doc, func(n *html.Node) bool { return n.Data == "title" })))
	if _, after, ok := strings.Cut(title, " : "); ok { // Space : Page, as Confluence writes it
		title = after
	}
	if h := find(doc, func(n *html.Node) bool { return hasClass(n, "page-title") }); h != nil {
		title = strings.TrimSpace(textOf(h))
	}
	body := doc
	for _, is := range []func(n *html.Node) bool{
		func(n *html.Node) bool { return attribute(n, "id") == "main-content" },
		func(n *html.Node) bool { return hasClass(n, "page-body") },
		func(n *html.Node) bool { return n.Data == "main" },
		func(n *html.Node) bool { return n.Data == "article" },
		func(n *html.Node) bool { return n.Data == "body" },
	} {
		if n := find(doc, is); n != nil {
			body = n
			break
		}
	}
	text, err := markdown.From(body)
	if err != nil {
		return "", err
	}
	if title != "" && !strings.HasPrefix(text, "# ") {
		text = "# " + title + "\n\n" + text
	}
	return text, nil
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, is); f != nil {
			return f
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return strings.Contains(" "+attribute(n, "class")+" ", " "+class+" ")
}

var included = regexp.MustCompile(`(?m)^([ \t]*)\{\{#(?:include|rustdoc_include|playground)\s+([^\s:}]+)(?::([^\s}]*))?[^}]*\}\}`)

// include puts files into the listings of a book, which its folder has.
func (g *gatherer) include(name string) error {
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte("{{#")) {
		return err
	}
	out := included.ReplaceAllFunc(data, func(call []byte) []byte {
		m := included.FindSubmatch(call)
		file := filepath.Join(filepath.Dir(name), filepath.FromSlash(string(m[2])))
		if !within(file, g.to) {
			return call
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return call
		}
		return append(m[1], part(string(text), string(m[3]))...)
	})
	return os.WriteFile(name, out, 0o644)
}

var snippet = regexp.MustCompile(`(?m)^([ \t]*)-{1,}8<-{1,}[ \t]+"([^"\n]+)"[ \t]*$`)

// snippets puts the snippets of MkDocs into a page, which stand at the root of the
// project or among its pages.
func (g *gatherer) snippets(name string) error {
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte("8<")) {
		return err
	}
	out := snippet.ReplaceAllFunc(data, func(call []byte) []byte {
		m := snippet.FindSubmatch(call)
		for _, folder := range []string{g.to, filepath.Join(g.to, "docs"), filepath.Join(g.to, "snippets"), filepath.Join(g.to, "includes")} {
			file := filepath.Join(folder, filepath.FromSlash(string(m[2])))
			if !within(file, g.to) {
				continue
			}
			if text, err := os.ReadFile(file); err == nil {
				return []byte(string(m[1]) + strings.ReplaceAll(strings.TrimRight(string(text), "\n"), "\n", "\n"+string(m[1])))
			}
		}
		return call
	})
	return os.WriteFile(name, out, 0o644)
}

// part is what an include asks for: all, lines such as 2:10, or what stands
// between ANCHOR: name and ANCHOR_END: name.
func part(text, which string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	anchors := regexp.MustCompile(`ANCHOR(_END)?:\s*([\w-]+)`)
	var from, to int
	n, err := fmt.Sscanf(which, "%d:%d", &from, &to)
	if n == 1 && err != nil {
		to = len(lines)
		if !strings.Contains(which, ":") {
			to = from
		}
	}
	var out []string
	within := which == "" || n > 0
	for i, line := range lines {
		if m := anchors.FindStringSubmatch(line); m != nil {
			if m[2] == which {
				within = m[1] == ""
			}
			continue
		}
		if within && (n == 0 || i+1 >= from && i+1 <= to) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
