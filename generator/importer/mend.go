package importer

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/importer/markdown"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// Links are mended where they stand: they lead where they led, by the new names of
// pages, files and headings; the words of those that lead nowhere stay as text.

// edit puts other bytes in the place of some of a page.
type edit struct {
	at, length int
	by         string
}

// relinked gives the body of a page with its links written anew, where plain
// Markdown would not find their pages as they are written.
func (j *job) relinked(p *playbook.Playbook, source []byte, bodyAt int) []byte {
	from := j.site.PageOf(p.Path)
	text := refs.NewText(string(source))
	var edits []edit
	done := map[int]bool{}
	for _, l := range p.Body.Links {
		by, dead := j.target(from, l)
		if !dead && (by == "" || by == l.Target) {
			continue
		}
		if l.At.Length == 0 {
			if by != "" {
				j.Mistakes = append(j.Mistakes, diag.Diagnostic{Path: j.origin(p.Path), Span: l.Span, Code: "left-link", Severity: diag.Warning, Message: "the link \"" + l.Target + "\" stays as it is", Hint: "write " + by})
			}
			continue
		}
		at, end := page.RefCall(source, text.At(l.At.Span().Pos), text.At(l.At.Span().End))
		if done[at] { // many links may have one definition
			continue
		}
		done[at] = true
		made := []edit{{at, end - at, by}}
		if dead {
			made = unlinked(source, at, end)
		}
		if made != nil {
			j.mended[l.Span] = dead
		}
		edits = append(edits, made...)
		if !dead {
			j.Links++
		}
	}
	edits = append(edits, j.unschemed(p, source, text)...)
	j.tellMended(p)
	return edited(source, bodyAt, edits)
}

var withScheme = regexp.MustCompile(`\]\(\s*<?([A-Za-z][A-Za-z0-9+.-]*:[^\s)>]*)`)

// unschemed takes away the links of a page to another program, or to a disk, where our
// reader has told of them.
func (j *job) unschemed(p *playbook.Playbook, source []byte, text refs.Text) []edit {
	var edits []edit
	file := j.origin(p.Path)
	seen := map[int]bool{}
	for _, d := range j.Mistakes {
		if d.Code != "bad-scheme" || d.Path != file {
			continue
		}
		j.mended[d.Span] = true
		line := d.Pos.Line - 1
		if line < 0 || line >= len(text.Lines) || seen[line] {
			continue
		}
		seen[line] = true
		at := text.Lines[line]
		for _, m := range withScheme.FindAllSubmatchIndex(source[at:text.End(line)], -1) {
			target := string(source[at+m[2] : at+m[3]])
			if own := strings.HasPrefix(target, "criterion:") || strings.HasPrefix(target, "source:"); !own && !page.MayLead(target) {
				edits = append(edits, unlinked(source, at+m[2], at+m[3])...)
			}
		}
	}
	return edits
}

// edited gives a text from a place on, with its edits.
func edited(source []byte, from int, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return a.at - b.at })
	var out bytes.Buffer
	at := from
	for _, e := range edits {
		if e.at < at {
			continue
		}
		out.Write(source[at:e.at])
		out.WriteString(e.by)
		at = e.at + e.length
	}
	out.Write(source[at:])
	return out.Bytes()
}

// tellMended takes what is mended from the list of mistakes of a page, and says of a
// link that led nowhere what became of it.
func (j *job) tellMended(p *playbook.Playbook) {
	file := j.origin(p.Path)
	if len(j.mended) > 0 {
		j.Mistakes = slices.DeleteFunc(j.Mistakes, func(d diag.Diagnostic) bool {
			dead, is := j.mended[d.Span]
			return is && !dead && d.Path == file && isOfLinks(d.Code)
		})
		for i, d := range j.Mistakes {
			if j.mended[d.Span] && d.Path == file && isOfLinks(d.Code) {
				j.Mistakes[i].Message, j.Mistakes[i].Fixes, j.Mistakes[i].Severity = d.Message+": its words stay as text", nil, diag.Warning
			}
		}
	}
	clear(j.mended)
}

func isOfLinks(code diag.Code) bool {
	return slices.Contains([]diag.Code{"dead-link", "dead-heading", "missing-file", "left-out-target", "link-capitals", "bad-scheme"}, code)
}

// target is how a link must be written in the new folder; "" for one that stays as it
// is. Dead is one that leads nowhere.
func (j *job) target(from *site.Page, l playbook.Link) (by string, dead bool) {
	switch l.Kind {
	case playbook.LinkPath, playbook.LinkImage:
	case playbook.LinkWiki, playbook.LinkEmbed:
		_, ok := j.site.Resolver.Resolve(from, l)
		return "", !ok
	default:
		return "", false
	}
	if by, ok := j.lead(from.Playbook, l.Target); ok {
		return by, false
	}
	t, ok := j.site.Resolver.Resolve(from, l)
	name, fragment, _ := strings.Cut(l.Target, "#")
	if !ok && fragment != "" && name != "" { // there is the page, and no heading
		l.Target = name
		t, ok = j.site.Resolver.Resolve(from, l)
	}
	if !ok {
		return "", true
	}
	if strings.HasPrefix(l.Target, "#") {
		return "", false
	}
	return j.written(from.Playbook, t)
}

// written is the address of what a link leads to.
func (j *job) written(from *playbook.Playbook, t site.Target) (by string, dead bool) {
	var to string
	switch {
	case t.Asset != nil:
		to = j.renamed[t.Asset.Path]
	case t.Page.Playbook != nil:
		to = j.renamed[t.Page.Playbook.Path]
	default: // what is made of all pages
		return "", false
	}
	return j.address(from, to, t.Fragment), false
}

// address is a link from a page to a file of the new folder.
func (j *job) address(from *playbook.Playbook, to, fragment string) string {
	by := escaped(site.Relative(path.Dir(j.renamed[from.Path]), to))
	if j.renamed[from.Path] == to && fragment != "" {
		by = ""
	}
	if fragment != "" {
		by += "#" + fragment
	}
	return by
}

// escaped writes a path so that a link can have it, whatever signs it has.
func escaped(name string) string {
	return strings.ReplaceAll(site.Escape(strings.NewReplacer("%", "%25", "?", "%3F").Replace(name)), `\`, "%5C")
}

// lead finds the page or the file that a link leads to by its name in the source, where
// that is no page of Markdown or has a sign that links cannot have.
func (j *job) lead(from *playbook.Playbook, target string) (by string, ok bool) {
	source := from.Path
	if j.made[source] != "" {
		source = j.made[source]
	}
	written, fragment, _ := strings.Cut(target, "#")
	fragment, _ = url.PathUnescape(fragment)
	if written == "" {
		return j.within(from, fragment)
	}
	for _, name := range spellings(written) {
		full := norm.NFC.String(path.Join(path.Dir(source), name))
		if strings.HasPrefix(name, "/") {
			full = norm.NFC.String(path.Clean(name[1:]))
		}
		if file, is := j.pageMadeOf(full); is {
			return j.address(from, j.renamed[file.Path], j.anchorOf(file, fragment)), true
		}
		if to := j.renamed[j.composed[full]]; to != "" && j.made[full] == "" && !slug.IsPage(full) {
			return j.address(from, to, fragment), true
		}
	}
	return "", false
}

// within finds a heading of the page itself.
func (j *job) within(from *playbook.Playbook, fragment string) (by string, ok bool) {
	if fragment == "" || j.made[from.Path] == "" {
		return "", false
	}
	if to := j.anchorOf(from, fragment); to != "" {
		return "#" + to, true
	}
	if j.isHeading(from, fragment) {
		return path.Base(escaped(j.renamed[from.Path])), true // the title, which has no place of its own
	}
	return "", false
}

// spellings are how a name may have been written: with the signs that an address
// cannot have as codes, once or twice, or not.
func spellings(written string) []string {
	name, _, _ := strings.Cut(written, "?")
	folder, base := path.Split(name)
	out := []string{page.Unescape(name), page.Unescape(folder) + base, name, page.Unescape(page.Unescape(name)), page.Unescape(written), written}
	return slices.Compact(out)
}

// pageMadeOf is the page that is made of a file of the source.
func (j *job) pageMadeOf(file string) (*playbook.Playbook, bool) {
	for range 3 {
		other := j.instead[file]
		if other == "" {
			break
		}
		file = other
	}
	made := j.becomes[file]
	if made == "" {
		return nil, false
	}
	p := j.site.PageOf(made)
	if p == nil || p.Playbook == nil {
		return nil, false
	}
	return p.Playbook, true
}

// anchorOf is the place in a page that the source names otherwise; "" for the page as a
// whole.
func (j *job) anchorOf(p *playbook.Playbook, fragment string) string {
	if fragment == "" {
		return ""
	}
	ids := j.ids[p.Path]
	if ids == nil {
		ids = idsOf(p, j.headings[j.made[p.Path]])
		j.ids[p.Path] = ids
	}
	return ids[norm.NFC.String(fragment)]
}

func (j *job) isHeading(p *playbook.Playbook, fragment string) bool {
	_, is := j.ids[p.Path][norm.NFC.String(fragment)]
	return is
}

// idsOf gives the anchors of a page by the names that its source and itself have for
// them: headings by their words, as these remain.
func idsOf(p *playbook.Playbook, headings []markdown.Heading) map[string]string {
	ids, anchors := map[string]string{}, map[string]string{}
	count := map[string]int{}
	next := func(words string) string {
		key := slug.Of(words)
		count[key]++
		return key + " " + strconv.Itoa(count[key])
	}
	for i, s := range p.Sections {
		switch {
		case i > 0:
			anchors[next(s.Title)] = s.ID
		case s.ID != "":
			anchors[next(p.Title)] = "" // the page itself
		}
		if s.ID != "" {
			ids[s.ID] = s.ID
		}
	}
	for _, a := range p.Anchors {
		ids[a] = a
	}
	clear(count)
	for _, h := range headings {
		anchor, there := anchors[next(h.Text)]
		for _, id := range h.IDs {
			if there {
				ids[norm.NFC.String(id)] = anchor
			}
		}
	}
	return ids
}

var attributeBefore = regexp.MustCompile(`(?i)\s+(?:href|cite)\s*=\s*["']?\s*$`)

// longestWords bounds how far before an address its words may begin, in bytes.
const longestWords = 20_000

// unlinked takes a link away and leaves its words: what stands before and behind them.
// It gives nil for one that is written in a way that has no words of its own.
func unlinked(source []byte, at, end int) []edit {
	begins := max(0, at-longestWords)
	before := source[begins:at]
	if m := attributeBefore.FindIndex(before[max(0, len(before)-40):]); m != nil {
		from := at - min(len(before), 40) + m[0]
		to := end
		if to < len(source) && (source[to] == '"' || source[to] == '\'') {
			to++
		}
		return []edit{{from, to - from, ""}}
	}
	if m := imageBefore.FindIndex(before[max(0, len(before)-longestTag):]); m != nil {
		return withoutImage(source, at-min(len(before), longestTag)+m[0], end)
	}
	near := before[max(0, len(before)-400):]
	if i := bytes.LastIndex(near, []byte("[[")); i >= 0 && !bytes.Contains(near[i:], []byte("]")) {
		return unwiki(source, at-len(near)+i, at, end)
	}
	open := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(before, " \n"), []byte("<")), " \n")
	if !bytes.HasSuffix(open, []byte("](")) {
		return nil
	}
	words := len(open) - len("](")
	from := bracket(open[:words])
	to := closing(source, end)
	if from < 0 || to < 0 {
		return nil
	}
	length := 1
	if from > 0 && open[from-1] == '!' {
		from, length = from-1, 2
	}
	return []edit{{begins + from, length, ""}, {begins + words, to - begins - words, ""}}
}

// longestTag bounds the tag of a picture, in bytes.
const longestTag = 1_000

var (
	imageBefore = regexp.MustCompile(`(?i)<img\s[^<>]*\bsrc\s*=\s*["']?$`)
	altOf       = regexp.MustCompile(`(?i)\salt\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)

// withoutImage puts the words of a picture in its place, whose tag begins at from.
func withoutImage(source []byte, from, end int) []edit {
	length := bytes.IndexByte(source[end:min(len(source), end+longestTag)], '>')
	if length < 0 {
		return nil
	}
	words := ""
	if m := altOf.FindSubmatch(source[from : end+length]); m != nil {
		words = string(m[1]) + string(m[2])
	}
	return []edit{{from, end + length + 1 - from, words}}
}

// bracket finds the [ that words begin with which end in a ].
func bracket(words []byte) int {
	depth := 1
	for i := len(words) - 1; i >= 0; i-- {
		if i > 0 && words[i-1] == '\\' {
			continue
		}
		switch words[i] {
		case ']':
			depth++
		case '[':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

var behind = regexp.MustCompile(`^>?[ \t]*(?:\n?[ \t]*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*\n?[ \t]*\)`)

// closing finds the end of a link behind its address; -1 for none.
func closing(source []byte, end int) int {
	m := behind.FindIndex(source[end:min(len(source), end+longestWords)])
	if m == nil {
		return -1
	}
	return end + m[1]
}

// unwiki takes the brackets of a wiki link away, and its target where it has words.
func unwiki(source []byte, from, at, end int) []edit {
	length := bytes.Index(source[end:min(len(source), end+400)], []byte("]]"))
	if length < 0 {
		return nil
	}
	inner := string(source[from+2 : end+length])
	if words, _, found := strings.Cut(inner, "|"); found {
		if from+2+len(words) < at { // [[words|page]]
			inner = words
		} else {
			_, inner, _ = strings.Cut(inner, "|")
		}
	}
	start := from
	if start > 0 && source[start-1] == '!' {
		start--
	}
	return []edit{{start, end + length + 2 - start, strings.TrimSuffix(inner, `\`)}}
}
