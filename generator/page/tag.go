package page

import "regexp"

// A tag within a text, as vaults have them, stands behind a # and is no number alone.
const (
	tagLetters = `[\pL\pN_/-]*`
	tag        = tagLetters + `[\pL_]` + tagLetters
)

var (
	inlineTag = regexp.MustCompile(`(?:^|[\s(])#(` + tag + `)`)
	wholeTag  = regexp.MustCompile(`^` + tag + `$`)
	begunTag  = regexp.MustCompile(`(?:^|[\s(])#(` + tagLetters + `)$`)
)

// IsTag tells a name that can be a tag within a text.
func IsTag(name string) bool { return wholeTag.MatchString(name) }

// BegunTag gives what is typed so far of a tag at the end of a text.
func BegunTag(text string) (typed string, ok bool) {
	m := begunTag.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return m[1], true
}
