package build

import "runtime/debug"

// pagesOfMemory is the site that Project.Memory is enough for, with room to work in.
const pagesOfMemory = 8_500

// room is the limit of memory for a site of so many pages: a larger one holds more,
// and below what it holds the collector would run without an end.
func (p Project) room(pages int) int64 {
	return max(p.Memory, p.Memory/pagesOfMemory*int64(pages))
}

// reading tells how many pages are read. With the first it is known how many there
// are, and so how much memory they take; a limit that another site needs stays.
func (p Project) reading() func(done, all int) {
	tell := p.progress("reading")
	if p.Memory == 0 {
		return tell
	}
	return func(done, all int) {
		if done == 1 && debug.SetMemoryLimit(-1) < p.room(all) {
			debug.SetMemoryLimit(p.room(all))
		}
		if tell != nil {
			tell(done, all)
		}
	}
}
