package dialect

import (
	"path"
	"strings"

	"fieldbook/generator/slug"
)

// routed gives the place of a page that the folders of Next.js make: page.mdx is its
// folder.
func routed(file string) string {
	file = grouped(file)
	if folder, base := path.Split(file); slug.Stem(base) == "page" {
		return folder + "index" + path.Ext(base)
	}
	return file
}

// grouped gives the place of a page: a folder in brackets makes no address.
func grouped(file string) string {
	parts := strings.Split(file, "/")
	kept := parts[:0:0]
	for i, part := range parts {
		if i < len(parts)-1 && strings.HasPrefix(part, "(") && strings.HasSuffix(part, ")") {
			continue
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, "/")
}

// stemOf is the folder that stands beside a page with its name.
func stemOf(place string) string {
	if slug.IsIndex(place) {
		return ""
	}
	return slug.Stem(place)
}
