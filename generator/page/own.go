package page

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"fieldbook/generator/playbook"
	"fieldbook/generator/syntax"
)

// ownValues puts what a page's own front matter says in the place of calls such as
// {{fm.title}}.
func (p *pass) ownValues(doc ast.Node) {
	var calls []*syntax.Foreign
	for n := range syntax.Nodes(doc) {
		if f, ok := n.(*syntax.Foreign); ok && strings.HasPrefix(f.Name, "fm.") {
			calls = append(calls, f)
		}
	}
	for _, f := range calls {
		value, ok := p.ownValue(strings.TrimPrefix(f.Name, "fm."))
		if !ok {
			continue
		}
		f.Parent().ReplaceChild(f.Parent(), f, ast.NewString([]byte(value)))
		p.put(f.Source.Start, f.Source.Stop, value)
	}
}

// longest bounds such a value, in bytes: a page may call it many times.
const longest = 1000

// ownValue gives what front matter says under a key; false where it is none.
func (p *pass) ownValue(key string) (string, bool) {
	switch key {
	case "title":
		return p.Title, p.Title != "" && len(p.Title) <= longest
	case "desc":
		return p.Summary, len(p.Summary) <= longest
	}
	all := p.Params
	var value any
	for part := range strings.SplitSeq(key, ".") {
		if value = all[part]; value == nil {
			return "", false
		}
		switch below := value.(type) {
		case playbook.Params:
			all = below
		case map[string]any:
			all = below
		default:
			all = nil
		}
	}
	if all != nil {
		return "", false
	}
	said := fmt.Sprint(value)
	return said, len(said) <= longest
}
