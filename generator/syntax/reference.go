package syntax

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// ---- ((block)), [words](((block))), [words]([[page]]) ----

// blockID is how an outline names its blocks.
const blockID = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`

var (
	reference = regexp.MustCompile(`^\(\((` + blockID + `)\)\)`)
	labelled  = regexp.MustCompile(`^\[([^\[\]\n]+)\]\((?:\[\[([^\[\]\n]+)\]\]|\(\((` + blockID + `)\)\))\)`)
)

// readReference reads the reference to a block, which is shown as its words.
func readReference(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := reference.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	block.Advance(m[1])
	name := line[m[2]:m[3]] // a part of the source, which tells its place
	return &WikiLink{Target: string(name), Name: name, Block: true}
}

// readLabelled reads a link with words of its own to a page or a block.
func readLabelled(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := labelled.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	n := &WikiLink{}
	if m[4] >= 0 {
		n.Name = line[m[4]:m[5]]
		n.Target = string(n.Name)
	} else {
		n.Name = line[m[6]:m[7]]
		n.Target, n.Block = string(n.Name), true
	}
	words := text.NewSegment(segment.Start+m[2], segment.Start+m[3])
	n.AppendChild(n, ast.NewTextSegment(words))
	n.SetAttributeString(TailKey, Tail{segment.Start + m[3], segment.Start + m[1]})
	block.Advance(m[1])
	return n
}

// ---- #[[page]], ^^marked^^ ----

var carets = regexp.MustCompile(`^\^\^([^\s^](?:[^^\n]*[^\s^])?)\^\^`)

// readOutlineSign reads the sign before a page that is a tag, and marked words.
func readOutlineSign(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("#[[")) {
		return hidden(block, segment, 1)
	}
	if m := carets.FindSubmatchIndex(line); m != nil {
		return around(&Mark{}, m, segment, block)
	}
	return nil
}

// ---- [:div {:class "a"} "words"] ----

var hiccup = regexp.MustCompile(`^\[:[a-z][\w.#-]*[\s\]]`)

// longestHiccup bounds HTML that is written as data, in bytes.
const longestHiccup = 1000

// readHiccup reads HTML that is written as data, which the program makes elements of.
func readHiccup(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, begin := block.PeekLine()
	if !hiccup.Match(line) {
		return nil
	}
	open := 0
	for line != nil {
		_, segment := block.PeekLine()
		for i, c := range line {
			switch c {
			case '[':
				open++
			case ']':
				open--
			}
			if open == 0 {
				block.Advance(i + 1)
				return &Foreign{Source: text.NewSegment(begin.Start, segment.Start+i+1), Name: "hiccup"}
			}
		}
		if segment.Stop-begin.Start > longestHiccup {
			return nil
		}
		block.AdvanceLine()
		line, _ = block.PeekLine()
	}
	return nil
}

// ---- {{embed ((block))}}, {{query …}}, {{video address}} ----

var (
	macro      = regexp.MustCompile(`^\{\{\{?\s*([\pL][\w-]*)(?:[:\s]\s*((?:[^{}\n]|\{[^{}\n]*\})*?))?\s*\}?\}\}`)
	embedded   = regexp.MustCompile(`^(?:\[\[(.+)\]\]|\(\((` + blockID + `)\)\))$`)
	imageSize  = regexp.MustCompile(`^\{:(?:height|width)\s[^}\n]*\}`)
	sizeWidth  = regexp.MustCompile(`:width\s+(\d{1,5})`)
	anAddress  = regexp.MustCompile(`https?://[^\s"'<>)\]]+`)
	shownThere = []string{"youtube", "video", "tweet", "twitter", "vimeo", "bilibili", "audio", "pdf", "img", "iframe"}
)

// readMacro reads what the program puts in the place of a call, and the size behind an
// image.
func readMacro(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if img, ok := parent.LastChild().(*ast.Image); ok {
		if m := imageSize.Find(line); m != nil {
			if w := sizeWidth.FindSubmatch(m); w != nil {
				img.SetAttributeString(WidthKey, string(w[1]))
			}
			return hidden(block, segment, len(m))
		}
	}
	m := macro.FindSubmatchIndex(line[:min(len(line), longestExpression)])
	if m == nil {
		return nil
	}
	whole := text.NewSegment(segment.Start, segment.Start+m[1])
	name, said := string(line[m[2]:m[3]]), text.NewSegment(segment.Start, segment.Start)
	if m[4] >= 0 {
		said = text.NewSegment(segment.Start+m[4], segment.Start+m[5])
	}
	block.Advance(m[1])
	return macroNode(strings.ToLower(name), said, whole, block.Source())
}

// macroNode gives what a macro stands for.
func macroNode(name string, said, whole text.Segment, source []byte) ast.Node {
	value := bytes.TrimSpace(said.Value(source))
	switch {
	case name == "embed":
		if m := embedded.FindSubmatchIndex(value); m != nil {
			block := m[4] >= 0
			name := value[max(m[2], m[4]):max(m[3], m[5])]
			e := &Embed{Target: string(name), Name: name, Block: block, Source: whole}
			e.SetPos(whole.Start)
			return e
		}
	case name == "cloze" && !said.IsEmpty():
		return ast.NewTextSegment(said)
	case slices.Contains(shownThere, name):
		if at := anAddress.FindIndex(said.Value(source)); at != nil {
			address := text.NewSegment(said.Start+at[0], said.Start+at[1])
			return linkTo(address.Value(source), string(address.Value(source)), address)
		}
	case name == "youtube-timestamp":
		return ast.NewTextSegment(said)
	}
	return &Foreign{Source: whole, Name: name}
}
