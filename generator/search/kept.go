package search

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"sync"

	"fieldbook/generator/cache"
)

// Counts keeps the words of documents as they were counted, so that a later index
// counts only those that say something else. The zero Counts keeps them in memory
// alone, a nil one not at all.
type Counts struct {
	folder cache.Folder
	parts  [countParts]countPart
}

// countParts is in how many parts Counts are kept, so that an edit of one page does
// not write all of them again.
const countParts = 8

// countPart is what is kept of some documents.
type countPart struct {
	Names []string // of words, by number; some may be of documents that are gone
	Docs  map[said][]byte

	known   *numbering // that gave Names their numbers
	changed bool       // since it was read

	mu  sync.Mutex
	all *numbering      // of Names, and of what is new; nil until something is
	now map[said][]byte // the documents of the index that is being made
}

// OpenCounts gives the Counts that are kept in a folder.
func OpenCounts(folder cache.Folder) *Counts {
	c := &Counts{folder: folder}
	each(countParts, func(i int) {
		if p := &c.parts[i]; !folder.Get(strconv.Itoa(i), p) {
			p.Names, p.Docs = nil, nil
		}
	})
	return c
}

// Save keeps what has changed in the folder. What cannot be kept is counted again.
func (c *Counts) Save() {
	each(countParts, func(i int) {
		if p := &c.parts[i]; p.changed {
			_ = c.folder.Put(strconv.Itoa(i), p)
		}
	})
}

// begin makes ready for an index.
func (c *Counts) begin() {
	if c == nil {
		return
	}
	for i := range c.parts {
		p := &c.parts[i]
		p.known, p.all, p.now = &numbering{names: p.Names}, nil, make(map[said][]byte, len(p.Docs))
	}
}

// end keeps the documents of the index, and no others.
func (c *Counts) end() {
	if c == nil {
		return
	}
	for i := range c.parts {
		p := &c.parts[i]
		p.changed = p.changed || len(p.now) != len(p.Docs)
		if p.Docs = p.now; p.all != nil {
			p.Names = p.all.names
		}
		if p.mostlyGone() { // its documents are counted again next time
			p.Names, p.Docs, p.changed = nil, nil, true
		}
	}
}

// mostlyGone tells whether there are more names than words in all documents.
func (p *countPart) mostlyGone() bool {
	words := 0
	for _, data := range p.Docs {
		n, _ := binary.Uvarint(data)
		words += int(n)
	}
	return len(p.Names) > words
}

// count gives a document's words as they were counted before, or counts them.
func (c *Counts) count(d *document, signed bool, by *counter) counted {
	if c == nil {
		return by.count(d, signed)
	}
	place := fnv.New32a()
	_, _ = io.WriteString(place, d.address+"#"+d.fragment) // a hash takes everything
	return c.parts[place.Sum32()%countParts].count(d, signed, by)
}

func (p *countPart) count(d *document, signed bool, by *counter) counted {
	key := d.said(signed)
	data, met := p.Docs[key]
	if met {
		p.mu.Lock()
		p.now[key] = data
		p.mu.Unlock()
		return p.decode(data, signed)
	}
	c := by.count(d, signed)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now[key], p.changed = p.encode(c), true
	return c
}

// said is the first half of the sum of all that is counted of a document.
type said [sha256.Size / 2]byte

// saying is all that is counted of a document.
type saying struct {
	Title          string
	Keywords, Tags []string
	Sections       []section
	Signed         bool // with its signature
}

var sayingKey = cache.Key[saying]()

func (d *document) said(signed bool) said {
	sum := sayingKey(saying{d.title, d.keywords, d.tags, d.sections, signed})
	return said(sum[:len(said{})])
}

// encode writes a document's words in unsigned varints: how many they are; its length
// and titles; how many sections it has and the steps between their first passages; of
// each word its number, with whether it stands in the title and in a heading, its
// weight, how many passages it stands in, and of these the steps and the counts; last
// the signature. p.mu is held.
func (p *countPart) encode(c counted) []byte {
	if p.all == nil {
		p.all = numberingOf(p.Names)
	}
	var b []byte
	put := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	put(len(c.words))
	put(c.length)
	put(c.titles)
	put(len(c.passages))
	last := 0
	for _, passage := range c.passages {
		put(passage - last)
		last = passage
	}
	for _, w := range c.words {
		put(int(p.all.number(c.names[w.number]))<<2 | bit(w.title)<<1 | bit(w.heading))
		put(int(w.weight))
		put(len(w.passages))
		last := int32(0)
		for _, t := range w.passages {
			put(int(t.passage - last))
			put(int(t.count))
			last = t.passage
		}
	}
	for _, word := range c.signed {
		b = binary.LittleEndian.AppendUint64(b, word)
	}
	return slices.Clip(b)
}

func bit(v bool) int {
	if v {
		return 1
	}
	return 0
}

// decode reads what encode wrote.
func (p *countPart) decode(data []byte, signed bool) counted {
	get := func() int {
		n, size := binary.Uvarint(data)
		data = data[size:]
		return int(n)
	}
	words := get()
	c := counted{by: p.known, names: p.Names, length: get(), titles: get(), passages: make([]int, get())}
	last := 0
	for i := range c.passages {
		last += get()
		c.passages[i] = last
	}
	c.words = make([]occurrence, words)
	var tallies []tally // made many at once
	for i := range c.words {
		number := get()
		w := occurrence{number: int32(number >> 2), title: number&2 != 0, heading: number&1 != 0, weight: int32(get())}
		n := get()
		if n > len(tallies) {
			tallies = make([]tally, max(n, slab))
		}
		w.passages, tallies = tallies[:n:n], tallies[n:]
		passage := int32(0)
		for k := range w.passages {
			passage += int32(get())
			w.passages[k] = tally{passage, int32(get())}
		}
		c.words[i] = w
	}
	if signed {
		c.signed = newSignature()
		for i := range c.signed {
			c.signed[i] = binary.LittleEndian.Uint64(data[8*i:])
		}
	}
	return c
}

// slab is how many tallies are made at once.
const slab = 256
