// Package search cuts the Site into a static index of small scripts that call back, so
// that it loads under a strict policy and from disk: index.js says where everything is,
// w… are shards of postings (one word, its forms and completions need one shard), p… what
// is shown of a result, d… the dictionary for misspelt words. encode.go, blocks.go and
// dictionary.go write them, shard.ts and index.ts of templates/assets/search read them.
//
// Words are stemmed here, and the browser knows no language. A posting is the impact of
// BM25F in 4 bits and up to three passages, which give nearness and the section to lead
// to. In order: count.go counts words, kept.go keeps the counts, weigh.go makes postings,
// compounds.go parts compounds, smooth.go lends a document words of those like it,
// signature.go tells which words may follow each other, for phrases, index.go joins all.
package search

import (
	"fmt"

	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

// Folder is where the index stands on the site.
const Folder = "search"

// PartPath is where a part of the index stands on the site.
func PartPath(name string, part int, mark string) string {
	if name == overviewName {
		return Folder + "/index.js"
	}
	return fmt.Sprintf("%s/%s%d-%s.js", Folder, name, part, mark)
}

// Files gives the index of a site. It is the same for the same site, whatever is
// kept of an earlier one; kept may be nil.
func Files(s *site.Site, kept *Counts) []output.File {
	docs := documents(s)
	kept.begin()
	index := newIndex(docs, s.Language.Value, kept)
	kept.end()
	return index.files(s, docs)
}
