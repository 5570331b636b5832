package output

import (
	"crypto/sha256"
	"encoding/base64"
)

// Policy is the Content-Security-Policy of the site's pages: nothing but the
// site's own files, and no inline script or style. What reading alone needs no
// page, such as a film or a document that is opened, must show too.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; object-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"

// Headers are what a host should send with every file, pages and others alike:
// an SVG or HTML file that is opened alone must not run a script either.
var Headers = [][2]string{
	{"Content-Security-Policy", Policy + "; frame-ancestors 'self'"}, // which pages cannot ask for themselves
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"X-Frame-Options", "SAMEORIGIN"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
}

// PolicySum is the sum of a script or a style by which the policy of a file without
// outside parts lets it in, as 'sha256-…' (Content Security Policy Level 3, hash-source).
func PolicySum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}
