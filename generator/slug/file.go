package slug

import (
	"path"
	"slices"
	"strings"
)

// Indexes are what the page of a folder may be called, the surest first: a README
// stands for it on code hosts.
var Indexes = []string{"index", "_index", "readme"}

// Endings are those of pages, the usual one first. Some programs have the ending of what
// a page becomes before it, and that of its templates behind it.
var Endings = []string{".md", ".mdx", ".markdown", ".html.md", ".md.erb", ".html.md.erb", ".html.markdown", ".markdown.erb", ".html.markdown.erb"}

// Stem is a path without the ending of its file, which of a page may have several parts.
func Stem(file string) string { return file[:len(file)-len(ending(file))] }

// ending is that of a file; of a page the longest that it has.
func ending(file string) string {
	long := path.Ext(file)
	lower := strings.ToLower(path.Base(file))
	for _, e := range Endings {
		if len(e) > len(long) && len(e) < len(lower) && strings.HasSuffix(lower, e) {
			long = file[len(file)-len(e):]
		}
	}
	return long
}

// IsTemplate tells a page of ERB, by its ending.
func IsTemplate(file string) bool { return IsPage(file) && strings.EqualFold(path.Ext(file), ".erb") }

// IsIndex tells whether a file, or a name without an ending, is called as the page of
// its folder may be.
func IsIndex(file string) bool {
	return slices.Contains(Indexes, strings.ToLower(path.Base(Stem(file))))
}

// IsPage tells whether a file may be a page, by its ending.
func IsPage(file string) bool { return slices.Contains(Endings, strings.ToLower(ending(file))) }

// IsMDX tells a page with components, which few programs have.
func IsMDX(file string) bool { return strings.EqualFold(path.Ext(file), ".mdx") }
