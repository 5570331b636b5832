package refactor

import (
	"go.yaml.in/yaml/v4"

	"fieldbook/generator/page"
	"fieldbook/generator/refs"
)

// New is a Plan that changes nothing yet.
func New(n *refs.Names) *Plan {
	return &Plan{Names: n, Edits: map[string][]Edit{}, done: map[place]bool{}}
}

// Keywords plans to let the search find a page by some words.
func (p *Plan) Keywords(file string, words ...string) error {
	t := p.text(file)
	if p.err != nil {
		return p.err
	}
	at, insert, ok := Keywords(t, words...)
	if !ok {
		return refuse("write it in brackets", "%s: keywords is no list", p.Tree.Path(file))
	}
	p.edit(file, at, 0, insert)
	return nil
}

// Keywords gives where and how words are written into the keywords of a page, before
// those that are there; false where that cannot be.
func Keywords(t refs.Text, words ...string) (at int, insert string, ok bool) {
	_, tree, _ := page.Front([]byte(t.All))
	if _, given := lookup(tree, "keywords"); given != nil && given.Kind == yaml.ScalarNode && given.Value != "" {
		return 0, "", false
	}
	return listed(t, "keywords", words...)
}
