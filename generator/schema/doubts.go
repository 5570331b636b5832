package schema

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// doubt warns of texts that YAML reads otherwise than they look: those in quotation
// marks that are none to it, and items of a list that it takes for one text.
func doubt(n *yaml.Node, s slips, r *diag.Reporter) {
	if isPlain(n) {
		if inner, ok := clever(n.Value); ok {
			place := source(s.lines).span(&yaml.Node{Kind: n.Kind, Value: n.Value, Line: n.Line - s.first + 1, Column: n.Column}).Down(s.first - 1)
			r.At(place, diag.Diagnostic{
				Code: "curly-quotes", Severity: diag.Warning, Group: "quotation marks", Hint: `write "` + inner + `", or leave the marks out; to show them, put straight ones around them too`,
				Message: "was this meant? the quotation marks of a word processor are letters to YAML: " + clipped(n.Value),
			}).Write(place, `"`+inner+`"`)
		}
		if next := n.Line - s.first + 1; strings.Contains(n.Value, " - ") && next < len(s.lines) {
			if item, ok := strings.CutPrefix(strings.TrimSpace(s.lines[next]), "- "); ok && strings.Contains(n.Value, " - "+item) {
				r.Doubtf(s.rest(s.pos(next, s.indent(next)+1)), "indentation", "indent the item as the one above it", "%q goes on with the text of the line above, since it is indented deeper", clipped("- "+item))
			}
		}
	}
	for _, c := range n.Content {
		doubt(c, s, r)
	}
}
