package content

import (
	"crypto/sha256"
	"fmt"

	"fieldbook/generator/playbook"
)

// outline is the sum of all that a folder says but for the texts of its pages, and
// for the words of the interface; zero if that is not known.
func (t *Tree) outline() playbook.Sum {
	hash := sha256.New()
	// As they were read: somebody may be writing them.
	_, _ = fmt.Fprintf(hash, "%q %#v %q %#v %#v", t.decoded, t.reading(), t.Config.Title, t.Plan, t.Assets) // a hash takes everything
	for _, p := range t.Playbooks {
		if p.Outline == (playbook.Sum{}) {
			return playbook.Sum{}
		}
		_, _ = hash.Write(p.Outline[:])
	}
	return playbook.Sum(hash.Sum(nil))
}
