package syntax

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// ---- {% name "argument" key="value" %} … {% endname %} ----

// liquidNode gives what a tag stands for that is alone on its lines, as the programs
// have it that share this way to call: those of Jekyll and of GitBook.
func liquidNode(t tag, source []byte) (ast.Node, bool) {
	switch name := t.name; name {
	case "highlight", "raw", "verbatim":
		if t.close >= 0 && name == "highlight" {
			return ast.NewCodeBlock(), true
		}
	case "set":
		if t.close >= 0 {
			return ast.NewCodeBlock(), true // a text that only its program puts somewhere
		}
		return &HiddenLines{}, false
	case "assign", "increment", "decrement", "else", "elsif", "elseif", "elif", "when":
		return &HiddenLines{}, false
	case "content-ref", "page-ref":
		if address, ok := t.argument(source, "url", "page"); ok {
			return paragraphOf(linkTo(address.Value(source), otherWords(address.Value(source)), address)), true
		}
	case "embed", "file":
		if address, ok := t.argument(source, "url", "src"); ok {
			return withAddress(address, source), false
		}
	case "hint", "callout", "alert", "notice":
		if t.close >= 0 {
			return hint(t, source), false
		}
	case "tabs":
		if t.close >= 0 {
			return &Tabs{}, false
		}
	case "tab":
		return titled(&Tab{}, t.title(source, "title", "name")), false
	}
	switch {
	case t.close < 0:
		return nil, false
	case knownCallout(t.name):
		return titled(newCallout(t.name, Open), t.title(source, "title")), false
	}
	g := titled(&Group{}, t.title(source, "title", "summary", "date"))
	if !slices.Contains(grouping, t.name) {
		g.Computed = &Foreign{Source: text.NewSegment(t.start, t.end), Name: t.name}
	}
	return g, false
}

// grouping are the tags that hold a text together and do nothing else to it.
var grouping = []string{"raw", "verbatim", "code", "stepper", "step", "columns", "column", "updates", "update", "prompt", "content-ref", "embed", "file", "markdown", "capture"}

// hint makes a callout of a tag whose argument says of which kind.
func hint(t tag, source []byte) ast.Node {
	kind, title := t.value(source, "style", "type"), t.title(source, "title")
	if first, ok := t.first(source); ok && kind == "" {
		if kind = string(first.Value(source)); !knownCallout(kind) && title == nil {
			title = newTitle(source, first)
		}
	}
	if !knownCallout(kind) {
		kind = "note"
	}
	return titled(newCallout(kind, Open), title)
}

// withAddress is a group that leads somewhere, before what may stand below it.
func withAddress(address text.Segment, source []byte) ast.Node {
	g := &Group{}
	words := string(address.Value(source))
	if elsewhere := otherWords(address.Value(source)); elsewhere == "" {
		words = path.Base(words)
	}
	g.AppendChild(g, paragraphOf(linkTo(address.Value(source), words, address)))
	return g
}

// otherWords are those of a link to another host; a page of one's own says its title.
func otherWords(address []byte) string {
	if strings.Contains(string(address), "://") {
		return string(address)
	}
	return ""
}

// liquidLine gives what a tag within a line stands for.
func liquidLine(t tag, source []byte, foreign *Foreign) ast.Node {
	switch t.name {
	case "link", "post_url":
		if path, ok := t.first(source); ok {
			return ast.NewTextSegment(path)
		}
	case "page-ref", "content-ref", "embed", "file":
		if address, ok := t.argument(source, "page", "url", "src"); ok {
			return linkTo(address.Value(source), otherWords(address.Value(source)), address)
		}
	case "assign", "else", "elsif", "elseif", "elif", "when", "set", "raw", "verbatim":
		return hiddenTag(t)
	}
	if t.ends || t.close >= 0 {
		return hiddenTag(t)
	}
	if words, ok := t.words(source); ok {
		if picture.Match(words.Value(source)) {
			return image(source, words, otherArgument(t, source))
		}
		foreign.AppendChild(foreign, ast.NewTextSegment(words))
	}
	return foreign
}

var (
	onlyArgument = regexp.MustCompile(`^\s*(?:"([^"\n]*)"|'([^'\n]*)')`)
	nextArgument = regexp.MustCompile(`^\s*(?:"[^"]*"|'[^']*')\s*,?\s*(?:"([^"]*)"|'([^']*)')`)
	picture      = regexp.MustCompile(`(?i)^[^:\s][^:]*\.(?:png|jpe?g|gif|svg|webp)$`)
	saying       = regexp.MustCompile(`^[^/:{}<>]+$`)
)

// words are what a writer gave to a tag that nobody here knows: its first argument in
// quotes, where it can be a text, or is the address of a picture.
func (t tag) words(source []byte) (text.Segment, bool) {
	s, ok := t.found(source, onlyArgument)
	if !ok || t.name == "include" || t.name == "render" {
		return s, false
	}
	value := s.Value(source)
	return s, picture.Match(value) || saying.Match(value)
}

// otherArgument is the second argument in quotes of a tag.
func otherArgument(t tag, source []byte) string {
	s, _ := t.found(source, nextArgument)
	return string(s.Value(source))
}
