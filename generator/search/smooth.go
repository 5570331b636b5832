package search

import (
	"cmp"
	"math"
	"slices"
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
	own := make([]int32, docs) // where a document's own posting stands, from 1
	sums := make([]float32, docs)
	lent := make([]best, docs)
	for i, g := range x.groups {
		var touched []int32
		for k, p := range g.postings {
			own[p.doc] = int32(k) + 1
			for _, b := range borrowers[p.doc] {
				if sums[b.of] == 0 {
					touched = append(touched, b.of)
				}
				sums[b.of] += b.weight * float32(p.impact)
			}
		}
		idf := inverse(g.df, docs)
		for _, doc := range touched {
			if own[doc] == 0 && g.df*lentShare <= docs {
				lent[doc].add(weighted{int32(i), sums[doc] * idf}, lentWords)
			}
		}
		for k := range g.postings {
			p := &g.postings[k]
			own[p.doc] = 0
			if len(near[p.doc]) > 0 {
				p.impact = step((1-borrowed)*float32(p.impact) + borrowed*sums[p.doc])
			}
		}
		for _, doc := range touched {
			sums[doc] = 0
		}
	}
	for doc := range lent {
		for _, w := range lent[doc] {
			g := x.groups[w.of]
			g.postings = append(g.postings, posting{doc: int32(doc), impact: step(borrowed * w.weight / inverse(g.df, docs)), lent: true})
		}
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
	out := make([]best, docs)
	for i, g := range x.groups {
		if g.df < 2 || g.df*tellingShare > docs {
			continue
		}
		idf := inverse(g.df, docs)
		for _, p := range g.postings {
			out[p.doc].add(weighted{int32(i), float32(p.impact) * idf}, tellingWords)
		}
	}
	vectors := make([][]weighted, docs)
	for doc, words := range out {
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
	like := make([]float32, len(vectors))
	for doc, v := range vectors {
		var touched []int32
		for _, w := range v {
			for _, d := range having[w.of] {
				if like[d.of] == 0 {
					touched = append(touched, d.of)
				}
				like[d.of] += w.weight * d.weight
			}
		}
		var near best
		slices.Sort(touched)
		for _, d := range touched {
			if int(d) != doc {
				near.add(weighted{d, like[d]}, nearest)
			}
			like[d] = 0
		}
		total := float32(0)
		for _, n := range near {
			total += n.weight
		}
		for i := range near {
			near[i].weight /= total
		}
		out[doc] = near
	}
	return out
}

// best keeps the heaviest, the first of equals, heaviest first.
type best []weighted

func (b *best) add(w weighted, most int) {
	at, _ := slices.BinarySearchFunc(*b, w, func(a, w weighted) int {
		if a.weight >= w.weight {
			return -1
		}
		return 1
	})
	if at >= most {
		return
	}
	*b = slices.Insert(*b, at, w)
	if len(*b) > most {
		*b = (*b)[:most]
	}
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
