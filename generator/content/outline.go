package content

import (
	"fieldbook/generator/cache"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
)

// pageOutline is the sum of all that a page says but for its texts, and for where
// in the file they stand, which are tagged in its structs.
var pageOutline = cache.Key[playbook.Playbook]()

// outline is all that a folder says but for the texts of its pages, and for the
// words of the interface.
type outline struct {
	Data    string // the files as they were read: somebody may be writing them
	Reading page.Reading
	Title   string
	Plan    dialect.Plan
	Assets  []Asset
	Pages   []playbook.Sum
}

var outlineKey = cache.Key[outline]()

// outline is the sum of it; zero if that is not known.
func (t *Tree) outline() playbook.Sum {
	o := outline{t.decoded, t.reading(), t.Config.Title, t.Plan, t.Assets, make([]playbook.Sum, len(t.Playbooks))}
	for i, p := range t.Playbooks {
		if p.Outline == (playbook.Sum{}) {
			return playbook.Sum{}
		}
		o.Pages[i] = p.Outline
	}
	return outlineKey(o)
}
