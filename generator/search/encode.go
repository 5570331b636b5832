package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"fieldbook/generator/i18n"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

const (
	shardBytes  = 26_000    // of postings, about,
	smallShard  = 11_000    // … on a site that has no more than
	fewPostings = 3_500_000 // bytes of them: a word costs less there, and the files are few
	borderRunes = 3         // shards part only where the first letters differ
)

// overview is what the browser loads first.
type overview struct {
	Docs        int          `json:"docs"`
	Kinds       []int        `json:"kinds"`       // the first document of each kind
	Topics      []topicRange `json:"topics"`      // whose documents they are, in spans
	Shards      []string     `json:"shards"`      // the first letters of each shard, but for the first
	Words       string       `json:"words"`       // the fingerprints of the shards' files
	Titles      any          `json:"titles"`      // function words as titles have them, or the fingerprint of the file that does
	Blocks      []int        `json:"blocks"`      // the documents in each block
	Pages       string       `json:"pages"`       // the fingerprints of the blocks' files
	Letters     []string     `json:"letters"`     // the first letter of each part of the dictionary, but for the first
	Dict        string       `json:"dict"`        // the fingerprints of the dictionary's files
	Alike       [][]string   `json:"alike"`       // words that the glossary gives for one thing
	Links       []string     `json:"links"`       // what may stand between the parts of a compound
	Signed      string       `json:"signed"`      // the fingerprint of all signatures; empty if there are none
	Inflections []string     `json:"inflections"` // endings by which forms of one word differ
	StopWords   []string     `json:"stopWords"`   // words of the language that tell too little to rank by
	Asking      []string     `json:"asking"`      // words of the language that say what is asked of a thing, and name none
	Useful      [][2]string  `json:"useful"`      // title and address of the pages to begin with
}

// topicRange is a topic with some of its documents.
type topicRange struct {
	Title string `json:"title"`
	Page  string `json:"page,omitempty"` // its address, in the first span
	From  int    `json:"from"`
	To    int    `json:"to"` // after the last
}

// files cuts the index.
func (x *index) files(s *site.Site, docs []document) []output.File {
	o := overview{Docs: len(docs), Shards: []string{}, Blocks: []int{}, Letters: []string{}}
	var words, titles, pages, dict, signed []output.File
	var parts sync.WaitGroup
	parts.Go(func() {
		shards := x.shards()
		for _, sh := range shards[min(1, len(shards)):] {
			o.Shards = append(o.Shards, sh.from)
		}
		words, o.Words = scripts("w", len(shards), func(i int) any { return shards[i].encode(x.titles) })
	})
	parts.Go(func() {
		inTitles := x.inTitles().encode(x.titles)
		if o.Titles = inTitles; len(inTitles[0])+len(inTitles[1]) > mostInTitles {
			titles, o.Titles = scripts("t", 1, func(int) any { return inTitles })
		}
	})
	parts.Go(func() {
		blocks := x.blocks(docs)
		for _, block := range blocks {
			o.Blocks = append(o.Blocks, len(block))
		}
		pages, o.Pages = scripts("p", len(blocks), func(i int) any { return blocks[i] })
	})
	parts.Go(func() {
		letters, common := x.dictionary()
		for _, letter := range letters[min(1, len(letters)):] {
			o.Letters = append(o.Letters, letter.from)
		}
		dict, o.Dict = scripts("d", len(letters), func(i int) any { return folded(letters[i].words, common) })
	})
	parts.Go(func() { signed, o.Signed = x.signatures() })
	parts.Wait()
	o.Kinds, o.Topics = spans(docs)
	o.Useful = useful(s)
	o.Links = append([]string{}, links[i18n.Base(s.Language.Value)]...)
	o.Alike = x.alike(s)
	o.Asking, o.Inflections = askingWords(s.Language.Value), inflectionsOf(s.Language.Value)
	o.StopWords = slices.Sorted(maps.Keys(x.small))
	return append(slices.Concat(words, titles, pages, dict, signed), output.Bytes(PartPath(overviewName, 0, ""), script(overviewName, 0, o)))
}

// scripts gives the files of the parts of a name, and their fingerprints, one
// after the other.
func scripts(name string, n int, data func(i int) any) (files []output.File, marks string) {
	files, all := make([]output.File, n), make([]string, n)
	each(n, func(i int) {
		body := script(name, i, data(i))
		sum := sha256.Sum256(body)
		all[i] = hex.EncodeToString(sum[:])[:fingerprint]
		files[i] = output.Bytes(PartPath(name, i, all[i]), body)
	})
	return files, strings.Join(all, "")
}

// signatures gives the files of the signatures and their fingerprint. It is one
// for all: a page that changes changes nearly all of them.
func (x *index) signatures() (files []output.File, mark string) {
	if len(x.signed) == 0 {
		return nil, ""
	}
	sum := sha256.New()
	all := columns(x.signed)
	for _, text := range all {
		sum.Write([]byte(text)) // a hash takes everything
	}
	mark = hex.EncodeToString(sum.Sum(nil))[:fingerprint]
	for i, text := range all {
		files = append(files, output.Bytes(PartPath("s", i, mark), script("s", i, text)))
	}
	return files, mark
}

// overviewName is the name of the part that is loaded first.
const overviewName = "m"

// fingerprint is the length of the mark in a file's name.
const fingerprint = 5

// script wraps data so that a page may load it anywhere, also from disk and
// under a policy that allows the site's own scripts alone.
func script(name string, n int, data any) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "fieldbookIndex(%q,%d,", name, n)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(data) // strings and numbers: it cannot fail
	return append(bytes.TrimRight(b.Bytes(), "\n"), ")\n"...)
}

// mostAlike bounds what the glossary adds to the part that every search loads.
const mostAlike = 4000 // bytes

// alike are the names of terms that are one word and have others like them, in
// every form that the content has.
func (x *index) alike(s *site.Site) [][]string {
	out := [][]string{}
	if len(s.Terms) == 0 {
		return out
	}
	forms := map[string][]string{}
	for _, g := range x.groups {
		for _, f := range g.forms {
			forms[f] = g.forms
		}
	}
	size := 0
	for _, t := range s.Terms {
		var names []string
		for _, name := range t.Names() {
			var all []string
			scan(name, func(word string, extra bool) {
				if !extra {
					all = append(all, word)
				}
			})
			if len(all) == 1 {
				names = append(names, forms[all[0]]...)
			}
		}
		slices.Sort(names)
		names = slices.Compact(names)
		if size += len(strings.Join(names, "")); len(names) > 1 && size < mostAlike {
			out = append(out, names)
		}
	}
	return out
}

const usefulPages = 5

// useful are the pages that the site's tasks name, then those that most others
// refer to.
func useful(s *site.Site) [][2]string {
	var pages []*site.Page
	add := func(p *site.Page) {
		if p != nil && len(pages) < usefulPages && !slices.Contains(pages, p) {
			pages = append(pages, p)
		}
	}
	for _, t := range s.Tasks {
		if target, ok := s.Resolver.Named("", t.Page); ok {
			add(target.Page)
		}
	}
	most := slices.Clone(s.Pages)
	slices.SortStableFunc(most, func(a, b *site.Page) int {
		return len(s.Citations.Backlinks(b)) - len(s.Citations.Backlinks(a))
	})
	for _, p := range most[:min(len(most), usefulPages)] {
		if len(s.Citations.Backlinks(p)) > 0 {
			add(p)
		}
	}
	out := [][2]string{}
	for _, p := range pages {
		out = append(out, [2]string{p.Title, p.Address})
	}
	return out
}

// spans gives where each kind begins, and each topic.
func spans(docs []document) (first []int, topics []topicRange) {
	topics = []topicRange{}
	for _, k := range kinds {
		at := slices.IndexFunc(docs, func(d document) bool { return d.kind == k })
		if at < 0 {
			at = len(docs)
		}
		first = append(first, at)
	}
	for i := len(kinds) - 2; i >= 0; i-- { // a kind without documents begins where the next does
		first[i] = min(first[i], first[i+1])
	}
	for i, d := range docs {
		if d.topic == nil {
			continue
		}
		title := d.topic.Index.Title
		if n := len(topics); n == 0 || topics[n-1].Title != title || topics[n-1].To != i {
			span := topicRange{Title: title, From: i, To: i + 1}
			if !slices.ContainsFunc(topics, func(t topicRange) bool { return t.Title == title }) {
				span.Page = d.topic.Index.Address
			}
			topics = append(topics, span)
		} else {
			topics[n-1].To++
		}
	}
	return first, topics
}

// shard is a stretch of the alphabet.
type shard struct {
	from   string
	groups []*group
}

// shards parts the groups where their first letters change, at places that
// depend on those letters, so that an edit moves no border. A form that sorts
// into another shard than its stem brings its group there too.
func (x *index) shards() []shard {
	var out []shard
	sizes := make([]int, len(x.groups))
	for i, g := range x.groups {
		sizes[i] = g.size()
	}
	most, size, prefix := partBytes(sizes, fewPostings, smallShard, shardBytes), 0, ""
	for i, g := range x.groups {
		if p := firstRunes(g.stem); p != prefix {
			prefix = p
			if len(out) == 0 || size > most*2 || size > most/2 && isBorder(p) {
				out = append(out, shard{from: p})
				size = 0
			}
		}
		last := &out[len(out)-1]
		last.groups = append(last.groups, g)
		size += sizes[i]
	}
	for _, g := range x.groups {
		for _, form := range g.forms {
			if i := shardOf(out, form); !slices.Contains(out[i].groups, g) {
				out[i].groups = append(out[i].groups, g)
			}
		}
	}
	return out
}

// partBytes is what a part of the index holds, about: less where all of it is few
// bytes. It is one of two, so that an edit nearly never changes it.
func partBytes(sizes []int, few, small, usual int) int {
	all := 0
	for _, size := range sizes {
		all += size
	}
	if all > few {
		return usual
	}
	return small
}

// mostInTitles bounds what the part that every search loads has of titles.
const mostInTitles = 3000 // bytes

// inTitles are the function words as titles have them. Beside other words they
// count there alone: a question in whole sentences need not load all that the
// index knows of them.
func (x *index) inTitles() shard {
	var out shard
	for _, g := range x.groups {
		if !slices.ContainsFunc(g.forms, func(form string) bool { return x.small[form] }) {
			continue
		}
		short := group{forms: g.forms, df: g.df}
		for _, p := range g.postings {
			if p.title {
				p.shown = 0
				short.postings = append(short.postings, p)
			}
		}
		out.groups = append(out.groups, &short)
	}
	return out
}

func firstRunes(s string) string {
	n := 0
	for i := range s {
		if n == borderRunes {
			return s[:i]
		}
		n++
	}
	return s
}

// isBorder tells the prefixes where a shard may begin: a third of all, the same
// on every site.
func isBorder(prefix string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(prefix)) // a hash takes everything
	return h.Sum32()%3 == 0
}

func shardOf(shards []shard, word string) int {
	i, _ := slices.BinarySearchFunc(shards, word, func(s shard, word string) int {
		if s.from <= word {
			return -1
		}
		return 1
	})
	return max(i-1, 0)
}

// size is about what a group takes.
func (g *group) size() int {
	n := 4
	for _, f := range g.forms {
		n += len(f)/2 + 1
	}
	for _, p := range g.postings {
		n += 3 + int(p.shown)
	}
	return n
}

// encode gives the forms as text, a line a group, the part they share first;
// and the postings as bytes in a text. A group's bytes: their length, df, how
// many postings; then of all postings the steps from the document before; of
// all a byte of impact (4 bits), number of passages (2 bits), lent (1 bit), in
// the title (1 bit); of those with a title its words; of all the steps between
// passages. But for the flags all are unsigned varints. Kinds of number stand
// together because then they compress a fifth better.
func (s shard) encode(titles []int) [2]string {
	var lines []string
	var all []byte
	for _, g := range s.groups {
		shared := common(g.forms)
		line := shared
		for _, f := range g.forms {
			line += "," + f[len(shared):]
		}
		lines = append(lines, line)
		data := g.encode(titles)
		all = append(binary.AppendUvarint(all, uint64(len(data))), data...)
	}
	return [2]string{strings.Join(lines, "\n"), asText(all)}
}

func (g *group) encode(titles []int) []byte {
	var steps, flags, words, passages []byte
	last := int32(0)
	for _, p := range g.postings {
		steps = binary.AppendUvarint(steps, uint64(p.doc-last))
		last = p.doc
		flag := p.level()<<4 | p.shown<<2
		if p.lent {
			flag |= 2
		}
		if p.title {
			flag |= 1
			words = binary.AppendUvarint(words, uint64(titles[p.doc]))
		}
		flags = append(flags, flag)
		at := uint16(0)
		for _, passage := range p.passages[:p.shown] {
			passages = binary.AppendUvarint(passages, uint64(passage-at))
			at = passage
		}
	}
	head := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(g.df)), uint64(len(g.postings)))
	return slices.Concat(head, steps, flags, words, passages)
}

// asText gives bytes as characters that stand for themselves in a script: from #
// on, without the backslash and what no text shows. A byte stays one
// character, which compresses better than base64.
func asText(data []byte) string {
	var b strings.Builder
	for _, v := range data {
		c := rune(v) + '#'
		if c >= '\\' {
			c++
		}
		if c >= 0x7f {
			c += 0xa1 - 0x7f
		}
		b.WriteRune(c)
	}
	return b.String()
}

// level is a posting's impact as it is stored.
func (p posting) level() uint8 {
	return uint8(max(math.Round(float64(p.impact)*impactLevels/impactSteps), 1))
}

// common is what all forms begin with.
func common(forms []string) string {
	first, last := forms[0], forms[len(forms)-1] // sorted
	n := 0
	for n < len(first) && n < len(last) && first[n] == last[n] {
		n++
	}
	for n > 0 && n < len(first) && !utf8.RuneStart(first[n]) {
		n--
	}
	return first[:n]
}
