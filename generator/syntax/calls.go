package syntax

import (
	"github.com/yuin/goldmark/ast"
)

// componentNode gives what a component of MDX stands for, as the libraries of
// Docusaurus, Starlight and VitePress have them.
func componentNode(t tag, source []byte) (ast.Node, bool) {
	switch name := lower(t.name); name {
	case "tabs", "codegroup", "packagemanagers", "plugintabs":
		if t.close >= 0 {
			return withItems(&Tabs{}, t, source), false
		}
	case "filetree", "files", "tree", "folder", "file":
		return treeNode(name, t, source), false
	case "tabitem", "tab":
		return titled(&Tab{}, t.title(source, "label", "title", "value", "name")), false
	case "aside", "admonition", "callout", "note", "tip", "warning", "caution", "info", "danger", "alert":
		kind := t.value(source, "type", "variant")
		if kind == "" && knownCallout(name) && name != "alert" {
			kind = name
		}
		if kind == "" || kind == "default" {
			kind = "note"
		}
		return titled(newCallout(kind, Open), t.title(source, "title")), false
	case "details", "accordion", "collapsible":
		return titled(newCallout("details", Closed), t.title(source, "summary", "title", "label")), false
	case "linkcard", "linkbutton", "card":
		return card(t, source), false
	case "image", "img", "thumbnail":
		if src, ok := t.argument(source, "src"); ok {
			return paragraphOf(image(source, src, t.value(source, "alt"))), false
		}
	case "icon", "toc", "toclist", "head", "script":
		return &HiddenLines{}, false
	}
	if t.close >= 0 {
		return titled(&Group{}, t.title(source, "title", "label")), false
	}
	return nil, false
}

// card is a group that may lead somewhere.
func card(t tag, source []byte) ast.Node {
	g := &Group{}
	title := t.title(source, "title", "label")
	if href, ok := t.argument(source, "href", "link", "to"); ok {
		words := t.value(source, "title", "label")
		g.AppendChild(g, paragraphOf(linkTo(href.Value(source), words, href)))
	} else {
		titled(g, title)
	}
	if said, ok := t.argument(source, "description"); ok && !said.IsEmpty() {
		g.AppendChild(g, paragraphOf(ast.NewTextSegment(said)))
	}
	return g
}

// componentLine gives what a component within a line stands for.
func componentLine(t tag, source []byte, foreign *Foreign) ast.Node {
	switch lower(t.name) {
	case "badge", "tag", "chip":
		if words, ok := t.argument(source, "text", "label"); ok {
			return ast.NewTextSegment(words)
		}
		return hiddenTag(t)
	case "img", "image":
		if src, ok := t.argument(source, "src"); ok {
			return image(source, src, t.value(source, "alt"))
		}
	case "icon", "fragment", "link", "tabs", "tabitem", "tab", "card", "steps", "aside", "kbd", "span", "sup", "sub":
		return hiddenTag(t)
	}
	if t.ends || t.close >= 0 {
		return hiddenTag(t) // what it holds stays
	}
	return foreign
}

// shortcodeNode gives what a shortcode of Hugo stands for, as Hugo and its widely
// used themes have them.
func shortcodeNode(t tag, source []byte) (ast.Node, bool) {
	name := lower(t.name)
	switch name {
	case "highlight", "code", "codeblock", "prism", "mermaid", "code-toggle":
		if t.close >= 0 {
			return ast.NewCodeBlock(), true
		}
	case "tabs", "tabpane", "code-tabs":
		if t.close >= 0 {
			return &Tabs{}, false
		}
	case "tab", "codetab":
		return titled(&Tab{}, t.heading(source, "name", "header", "title", "label")), false
	case "details", "expand", "collapse", "spoiler", "accordion":
		return titled(newCallout("details", Closed), t.heading(source, "title", "summary", "label")), false
	case "figure", "img", "image", "imgproc":
		if n := figure(t, source); n != nil {
			return n, false
		}
	}
	if c := shortcodeCallout(t, name, source); c != nil && t.close >= 0 {
		return c, false
	}
	if t.close >= 0 {
		return titled(&Group{}, t.title(source, "title", "header")), false
	}
	return nil, false
}

// shortcodeCallout makes a callout of a shortcode that is one.
func shortcodeCallout(t tag, name string, source []byte) ast.Node {
	title := t.title(source, "title", "header")
	if first, ok := t.first(source); ok && title == nil && !knownCallout(string(first.Value(source))) {
		title = newTitle(source, first)
	}
	switch name {
	case "notice", "callout", "admonition", "hint", "alert", "blockquote", "pageinfo", "block":
		kind := t.value(source, "type", "color", "style")
		if first, ok := t.first(source); ok && kind == "" && knownCallout(string(first.Value(source))) {
			kind = string(first.Value(source))
		}
		if !knownCallout(kind) {
			kind = "note"
		}
		return titled(newCallout(kind, Open), title)
	}
	if knownCallout(name) {
		return titled(newCallout(name, Open), title)
	}
	return nil
}

// figure is an image with what stands below it.
func figure(t tag, source []byte) ast.Node {
	src, ok := t.argument(source, "src", "link")
	if !ok {
		if src, ok = t.first(source); !ok {
			return nil
		}
	}
	g := &Group{}
	g.AppendChild(g, paragraphOf(image(source, src, t.value(source, "alt", "caption", "title"))))
	for _, name := range []string{"title", "caption"} {
		if words, ok := t.argument(source, name); ok && !words.IsEmpty() {
			g.AppendChild(g, paragraphOf(ast.NewTextSegment(words)))
		}
	}
	return g
}

// shortcodeLine gives what a shortcode within a line stands for; nil for one that
// nobody here knows.
func shortcodeLine(t tag, source []byte) ast.Node {
	address := func(before string) ast.Node {
		id, ok := t.first(source)
		if !ok {
			id, ok = t.argument(source, "id")
		}
		if !ok {
			return nil
		}
		whole := before + string(id.Value(source))
		return linkTo([]byte(whole), whole, id)
	}
	switch name := lower(t.name); name {
	case "youtube":
		return address("https://www.youtube.com/watch?v=")
	case "vimeo":
		return address("https://vimeo.com/")
	case "ref", "relref":
		if path, ok := t.first(source); ok {
			return ast.NewTextSegment(path)
		}
	case "figure", "img", "image":
		src, ok := t.argument(source, "src")
		if ok {
			return image(source, src, t.value(source, "alt"))
		}
	case "badge", "kbd", "icon", "br":
		if first, ok := t.first(source); ok && name != "icon" {
			return ast.NewTextSegment(first)
		}
		if words, ok := t.argument(source, "content", "text", "label"); ok {
			return ast.NewTextSegment(words)
		}
		return hiddenTag(t)
	}
	if t.ends || t.close >= 0 {
		return hiddenTag(t)
	}
	return nil
}
