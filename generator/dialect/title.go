package dialect

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// general are the names of folders that say nothing of what is in them: the one
// above does.
var general = []string{"content", "doc", "docs", "documentation", "en", "guide", "handbook", "pages", "site", "source", "src", "website", "wiki"}

// Title is what a folder is called that no configuration names: by the first heading
// of its README, in it or above it where its own name says nothing, else by its name.
func Title(dir string) string {
	root, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	for isGeneral(filepath.Base(root)) && filepath.Dir(root) != root {
		if title := readme(root); title != "" {
			return title
		}
		root = filepath.Dir(root)
	}
	return cmp.Or(readme(root), filepath.Base(root))
}

func isGeneral(name string) bool { return slices.Contains(general, strings.ToLower(name)) }

var (
	aHeading = regexp.MustCompile("(?m)^(?:#[ \t]+(.+?)[ \t]*#*|(\\S.*)\n=+|.*<h1[^>]*>(.+?)</h1>.*)[ \t]*$")
	aListing = regexp.MustCompile("(?ms)^(?:```|~~~).*?^(?:```|~~~)")
	unshown  = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)|<[^>]+>|\{#[^}]*\}|[*` + "`" + `]`)
	linked   = regexp.MustCompile(`\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)
)

// readme gives the words of the first heading of a folder's README; "" if it has none.
func readme(dir string) string {
	folder, err := input.Open(dir)
	if err != nil {
		return ""
	}
	for _, name := range []string{"README.md", "readme.md", "Readme.md", "README.markdown"} {
		text, _ := read(folder, name)
		for _, m := range aHeading.FindAllSubmatch(aListing.ReplaceAll(text, nil), -1) {
			words := string(m[1]) + string(m[2]) + string(m[3])
			words = linked.ReplaceAllString(unshown.ReplaceAllString(words, ""), "$1")
			if words = slug.OneLine(words); words != "" {
				return words
			}
		}
	}
	return ""
}
