// Package search cuts the Site into a static index: shards of postings by
// word, blocks of what is shown of a result, a dictionary for corrections, and
// an overview that says where each of them is. The browser's part is
// templates/assets/search; ARCHITECTURE.md describes the format.
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
