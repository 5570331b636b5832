// Package templates holds the layouts, the styles and the scripts of the
// published site. They are embedded in the generator; a folder on the disk
// overrides them.
package templates

import "embed"

// Files are the default templates: *.html at the top, assets below assets/.
//
//go:embed *.html assets
var Files embed.FS
