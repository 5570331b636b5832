package brand

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// loading are the relations of links that a browser loads something for.
var loading = []string{"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch", "prerender"}

// stopped names what of a head's HTML browsers would stop or not find, or what
// does not belong there; "" if there is nothing.
func stopped(markup string) string {
	tokens, read := html.NewTokenizer(strings.NewReader(markup)), 0
	for {
		kind := tokens.Next()
		raw := string(tokens.Raw())
		if kind == html.ErrorToken {
			if strings.TrimSpace(markup[read:]) != "" {
				return "a tag that is not closed"
			}
			return ""
		}
		read += len(raw)
		switch kind {
		case html.CommentToken:
			if !strings.HasSuffix(raw, "-->") {
				return "a comment that is not closed"
			}
		case html.TextToken:
			if strings.TrimSpace(raw) != "" {
				return "text"
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if what := stoppedTag(tokens.Token()); what != "" {
				return what
			}
		}
	}
}

func stoppedTag(token html.Token) string {
	if token.Data != "meta" && token.Data != "link" {
		return "<" + token.Data + ">"
	}
	values := map[string]string{}
	for _, a := range token.Attr {
		values[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "http-equiv" {
			return "the attribute " + a.Key
		}
	}
	href, isLink := values["href"]
	for rel := range strings.FieldsSeq(strings.ToLower(values["rel"])) {
		if slices.Contains(loading, rel) {
			return fmt.Sprintf("a link that loads %q", href)
		}
	}
	if isLink && !strings.Contains(href, ":") {
		return fmt.Sprintf("a link to %q, which is no full address", href)
	}
	return ""
}
