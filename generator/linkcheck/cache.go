package linkcheck

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"fieldbook/generator/replace"
)

// load gives the answers that are fresh. They are what others said of an address, which
// no program changes: their day alone tells whether they hold. A file that cannot be
// read is as none.
func (c *Checker) load() map[string]Answer {
	known := map[string]Answer{}
	if c.Cache == "" {
		return known
	}
	data, err := os.ReadFile(c.Cache)
	if err != nil || json.Unmarshal(data, &known) != nil {
		return map[string]Answer{}
	}
	for address, a := range known {
		age := time.Since(a.Asked)
		valid := a.State == Here || a.State == Gone || a.State == Moved && a.To != ""
		if !valid || age < 0 || age > fresh {
			delete(known, address)
		}
	}
	return known
}

// save keeps what is known for the next time, and what was kept before of other
// addresses. Where it cannot, they are asked again.
func (c *Checker) save(answers map[string]Answer) {
	if c.Cache == "" {
		return
	}
	all := c.load()
	for address, a := range answers {
		if a.State != Unknown {
			all[address] = a
		}
	}
	if data, err := json.Marshal(all); err == nil && os.MkdirAll(filepath.Dir(c.Cache), 0o755) == nil {
		_ = replace.File(c.Cache, data, 0o600, c.Cache+"-*")
	}
}
