package search

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
)

// Smoothing: a document borrows from those that are most like it, because who
// writes of one thing does not use every word for it. It is the cluster-based
// retrieval of Liu and Croft (2004) with the document expansion of Tao, Wang,
// Mei and Zhai (2006), on impacts in place of language models. What is borrowed
// is weak: a document without a word stands below all that have it.
const (
	tellingWords = 40  // of a document: by these its neighbours are found
	tellingShare = 10  // a word that tells stands in at most one of so many documents
	nearest      = 8   // documents that one borrows from
	borrowed     = 0.4 // of an impact
	lentWords    = 16  // that a document lacks and its neighbours share
	lentShare    = 5   // a word that is lent stands in at most one of so many documents
	mostLike     = 400 // documents that a word leads to on the way to neighbours: it bounds the work on a large site
)

// weighted is a document, or a word by its place in index.groups, and how much
// it counts.
type weighted struct {
	of     int32
	weight float32
}

// smooth carries the smoothing out. Impacts change; lent postings are added.
func (x *index) smooth() {
	docs := len(x.titles)
	near := neighbours(x.telling(), len(x.groups))
	borrowers := make([][]weighted, docs) // of each document
	for doc := range near {
		for _, n := range near[doc] {
			borrowers[n.of] = append(borrowers[n.of], weighted{int32(doc), n.weight})
		}
	}
	lent := gather(len(x.groups), docs, lentWords, func(from, to int, lent []best) {
		b := blender{borrowers: borrowers, near: near, own: make([]bool, docs), sums: make([]float32, docs)}
		for i := from; i < to; i++ {
			b.blend(x.groups[i], func(doc int32, sum float32) { lent[doc].add(weighted{int32(i), sum}, lentWords) })
		}
	})
	for doc := range lent {
		for _, w := range lent[doc] {
			g := x.groups[w.of]
			g.postings = append(g.postings, posting{doc: int32(doc), impact: step(borrowed * w.weight / inverse(g.df, docs)), lent: true})
		}
	}
}

// gather looks through n words in several parts at once, and puts together the
// heaviest of what each part keeps for each document. The result does not
// depend on the number of parts.
func gather(n, docs, most int, look func(from, to int, kept []best)) []best {
	parts := runtime.GOMAXPROCS(0)
	kept := make([][]best, parts)
	var workers sync.WaitGroup
	for p := range parts {
		workers.Go(func() {
			kept[p] = make([]best, docs)
			look(p*n/parts, (p+1)*n/parts, kept[p])
		})
	}
	workers.Wait()
	for _, others := range kept[1:] {
		for doc := range others {
			for _, w := range others[doc] {
				kept[0][doc].add(w, most)
			}
		}
	}
	return kept[0]
}

// blender blends the impacts of a word.
type blender struct {
	borrowers, near [][]weighted
	own             []bool // the documents that have the word
	sums            []float32
	touched         []int32
}

// blend changes the impacts of a word, and offers it to the documents that lack
// it and may borrow it.
func (b *blender) blend(g *group, offer func(doc int32, sum float32)) {
	docs := len(b.own)
	if g.df == 1 { // nobody shares it
		if p := &g.postings[0]; len(b.near[p.doc]) > 0 {
			p.impact = step((1 - borrowed) * float32(p.impact))
		}
		return
	}
	b.touched = b.touched[:0]
	for _, p := range g.postings {
		b.own[p.doc] = true
		for _, n := range b.borrowers[p.doc] {
			if b.sums[n.of] == 0 {
				b.touched = append(b.touched, n.of)
			}
			b.sums[n.of] += n.weight * float32(p.impact)
		}
	}
	idf := inverse(g.df, docs)
	for _, doc := range b.touched {
		if !b.own[doc] && g.df*lentShare <= docs {
			offer(doc, b.sums[doc]*idf)
		}
	}
	for k := range g.postings {
		p := &g.postings[k]
		b.own[p.doc] = false
		if len(b.near[p.doc]) > 0 {
			p.impact = step((1-borrowed)*float32(p.impact) + borrowed*b.sums[p.doc])
		}
	}
	for _, doc := range b.touched {
		b.sums[doc] = 0
	}
}

func step(impact float32) uint8 { return uint8(min(max(math.Round(float64(impact)), 1), impactSteps)) }

// inverse is the inverse document frequency.
func inverse(df, docs int) float32 {
	return float32(math.Log(1 + (float64(docs-df)+0.5)/(float64(df)+0.5)))
}

// telling gives for each document the words that tell most of it.
func (x *index) telling() [][]weighted {
	docs := len(x.titles)
	all := gather(len(x.groups), docs, tellingWords, func(from, to int, kept []best) {
		for i, g := range x.groups[from:to] {
			if g.df < 2 || g.df*tellingShare > docs {
				continue
			}
			idf := inverse(g.df, docs)
			for _, p := range g.postings {
				kept[p.doc].add(weighted{int32(from + i), float32(p.impact) * idf}, tellingWords)
			}
		}
	})
	vectors := make([][]weighted, docs)
	for doc, words := range all {
		vectors[doc] = words.unit()
	}
	return vectors
}

// neighbours gives for each document those most like it, by the cosine of their
// telling words; the weights of each add up to 1.
func neighbours(vectors [][]weighted, words int) [][]weighted {
	having := make([][]weighted, words) // the documents of each word
	for doc, v := range vectors {
		for _, w := range v {
			if len(having[w.of]) < mostLike {
				having[w.of] = append(having[w.of], weighted{int32(doc), w.weight})
			}
		}
	}
	out := make([][]weighted, len(vectors))
	var workers sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for p := range parts {
		workers.Go(func() {
			n := nearer{having: having, like: make([]float32, len(vectors))}
			for doc := p; doc < len(vectors); doc += parts {
				out[doc] = n.nearestTo(doc, vectors[doc])
			}
		})
	}
	workers.Wait()
	return out
}

// nearer finds the neighbours of documents, one after the other.
type nearer struct {
	having  [][]weighted // the documents of each word
	like    []float32    // how much each is like the one at hand; zero between two
	touched []int32      // those of which it is not zero
}

// nearestTo gives the neighbours of one document.
func (n *nearer) nearestTo(doc int, v []weighted) []weighted {
	n.touched = n.touched[:0]
	for _, w := range v {
		for _, d := range n.having[w.of] {
			if n.like[d.of] == 0 {
				n.touched = append(n.touched, d.of)
			}
			n.like[d.of] += w.weight * d.weight
		}
	}
	var near best
	total := float32(0)
	for _, d := range n.touched {
		if int(d) != doc {
			near.add(weighted{d, n.like[d]}, nearest)
		}
		n.like[d] = 0
	}
	for _, n := range near {
		total += n.weight
	}
	for i := range near {
		near[i].weight /= total
	}
	return near
}

// best keeps the heaviest, the first of equals, heaviest first.
type best []weighted

func (b *best) add(w weighted, most int) {
	if n := len(*b); n == most && (*b)[n-1].weight >= w.weight {
		return
	}
	at, _ := slices.BinarySearchFunc(*b, w, func(a, w weighted) int {
		if a.weight >= w.weight {
			return -1
		}
		return 1
	})
	if len(*b) == most {
		*b = (*b)[:most-1]
	}
	*b = slices.Insert(*b, at, w)
}

// unit gives the same of length 1, by word.
func (b best) unit() []weighted {
	sum := 0.0
	for _, w := range b {
		sum += float64(w.weight) * float64(w.weight)
	}
	length := float32(math.Sqrt(sum))
	for i := range b {
		b[i].weight /= length
	}
	slices.SortFunc(b, func(v, w weighted) int { return cmp.Compare(v.of, w.of) })
	return b
}
