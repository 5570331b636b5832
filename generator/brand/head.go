package brand

import (
	"strings"

	"golang.org/x/net/html"
)

// stopped names what of a head's HTML the Content-Security-Policy would stop,
// or what does not belong there; "" if there is nothing.
func stopped(markup string) string {
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.TextToken:
			if strings.TrimSpace(string(tokens.Text())) != "" {
				return "text"
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			switch token.Data {
			case "meta", "link":
			default:
				return "<" + token.Data + ">"
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "http-equiv" {
					return "the attribute " + a.Key
				}
			}
		}
	}
}
