package content

import (
	"slices"

	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Heard gives a list without the warnings that the site or their page does not want to
// hear; of pages that have changed since, by what they say now. Errors stay.
func (t *Tree) Heard(all diag.List, now ...*playbook.Playbook) diag.List {
	silent := map[string]bool{} // by code, or by file and code
	for _, code := range t.Config.Silence {
		silent[code.Value] = true
	}
	for _, pages := range [][]*playbook.Playbook{now, t.Playbooks} {
		for _, p := range pages {
			for _, code := range p.Silence {
				silent[t.Path(p.Path)+"\x00"+code.Value] = true
			}
		}
	}
	if len(silent) == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(d diag.Diagnostic) bool {
		code := string(d.Code)
		return d.Severity == diag.Warning && (silent[code] || silent[d.Path+"\x00"+code])
	})
}
