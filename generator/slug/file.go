package slug

import (
	"path"
	"slices"
	"strings"
)

// Indexes are what the page of a folder may be called, the surest first: a README
// stands for it on code hosts.
var Indexes = []string{"index", "_index", "readme"}

// Endings are those of pages, the usual one first.
var Endings = []string{".md", ".mdx", ".markdown"}

// Stem is a path without the ending of its file.
func Stem(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// IsIndex tells whether a file, or a name without an ending, is called as the page of
// its folder may be.
func IsIndex(file string) bool {
	return slices.Contains(Indexes, strings.ToLower(path.Base(Stem(file))))
}

// IsPage tells whether a file may be a page, by its ending.
func IsPage(file string) bool { return slices.Contains(Endings, strings.ToLower(path.Ext(file))) }

// IsMDX tells a page with components, which few programs have.
func IsMDX(file string) bool { return strings.EqualFold(path.Ext(file), ".mdx") }
