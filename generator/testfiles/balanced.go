package testfiles

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// void elements of HTML have no end.
var void = strings.Fields("area base br col embed hr img input link meta param source track wbr")

// Unbalanced says which tag of some HTML has no other one.
func Unbalanced(markup string) string {
	var open []string
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "no end of <" + open[len(open)-1] + ">"
			}
			return ""
		case html.StartTagToken:
			if name, _ := tokens.TagName(); !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return "a stray </" + string(name) + ">"
			}
			open = open[:len(open)-1]
		}
	}
}
