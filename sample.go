// Package fieldbook holds the sample: the content that Fieldbook shows itself
// with, that init --from sample writes, and that tests read.
package fieldbook

import "embed"

// Sample has the folder content/.
//
//go:embed content
var Sample embed.FS
