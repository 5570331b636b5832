package preview

import (
	"os"
	"path/filepath"
	"slices"
	"sync"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// state is what browsers are shown: the last good site, and over it the pages
// whose text was saved since it was built. The last build of all may hold
// mistakes; it is kept because the next one repeats only a part of it.
type state struct {
	mu      sync.RWMutex
	latest  *build.Result          // the last build; empty before the first
	good    *build.Result          // the last one that could be shown; nil until there is one
	files   map[string]output.File // of good, by address
	edited  map[string]edit        // by address
	untried bool                   // the templates of latest have made no page of each kind yet
}

// edit is a page whose text has changed since the site was built.
type edit struct {
	file     output.File
	playbook *playbook.Playbook
	build    int // the first build that has it
}

func newState() *state {
	return &state{latest: &build.Result{}, edited: map[string]edit{}}
}

// builds gives the last build, and the last one that could be shown.
func (s *state) builds() (latest, good *build.Result) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.latest, s.good
}

// published gives a file of the site, if there is one at that address.
func (s *state) published(address string) (output.File, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if e, newer := s.edited[address]; newer {
		return e.file, true
	}
	f, ok := s.files[address]
	return f, ok
}

// edits makes the pages of some files anew if nothing but their text has
// changed; number is the build that will have them. It tells whether it could.
func edits(p build.Project, good *build.Result, files []string, number int) ([]edit, bool) {
	var made []edit
	for _, file := range files {
		if info, err := os.Stat(filepath.Join(p.Content, filepath.FromSlash(file))); err != nil || info.Size() == 0 {
			return nil, false // an editor may be about to write it
		}
		text, said := good.Tree.Page(file)
		if p.Lenient {
			said = said.Lenient()
		}
		if text == nil || said.Errors() > 0 {
			return nil, false
		}
		page, ok := good.Site.Edited(text)
		if !ok {
			return nil, false
		}
		body, err := good.Renderer.Page(page).Content()
		if err != nil {
			return nil, false
		}
		made = append(made, edit{output.Bytes(page.Address, body), text, number})
	}
	return made, true
}

// edit shows edited pages, and gives the addresses of those that say something
// else than before.
func (s *state) edit(made []edit) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var addresses []string
	for _, e := range made {
		if s.shows(e) {
			continue
		}
		s.edited[e.file.Path] = e
		addresses = append(addresses, e.file.Path)
	}
	return addresses
}

// forget takes away the edits: what lies under them is newer.
func (s *state) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.edited)
}

// shows tells whether a page's text is shown already: some editors touch a file
// more than once. The cache gives the same text as the same Playbook. s.mu is
// held.
func (s *state) shows(e edit) bool {
	if before, ok := s.edited[e.file.Path]; ok {
		return before.playbook == e.playbook
	}
	if s.good == nil {
		return false
	}
	page := s.good.Site.PageOf(e.playbook.Path)
	return page != nil && page.Playbook == e.playbook
}

// samplesDue tells whether a page of each kind must be made, to try the
// templates.
func (s *state) samplesDue(templatesChanged bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.untried = s.untried || templatesChanged
	return s.untried
}

// sampled notes that it was done.
func (s *state) sampled() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.untried = false
}

// advance takes a build of that number, in which these mistakes were found, and
// shows it if it can be. It tells whether it does.
func (s *state) advance(next *build.Result, found diag.List, number int) (shown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest = next
	if found.Errors() > 0 && (s.good != nil || found.Lenient().Errors() > 0) {
		return false
	}
	s.good, s.files = next, output.ByPath(next.WithoutIndex())
	for address, e := range s.edited {
		if e.build <= number {
			delete(s.edited, address)
			continue
		}
		if page, ok := next.Site.Edited(e.playbook); ok { // what it shows of others is newer too
			if body, err := next.Renderer.Page(page).Content(); err == nil {
				s.edited[address] = edit{output.Bytes(address, body), e.playbook, e.build}
			}
		}
	}
	return true
}

// moves gives the pages of the shown site that stand at another address in a
// new build, by their old address.
func (s *state) moves(next *build.Result) map[string]string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.good == nil || s.good.Site == next.Site {
		return nil
	}
	return movedPages(s.good.Site, next.Site, s.edited)
}

// aliases proposes one for every page that has moved without: who kept its old
// address would find nothing there.
func aliases(next *build.Result, moved map[string]string) diag.List {
	var found diag.List
	for _, p := range next.Site.Pages {
		for old, address := range moved {
			redirected := slices.ContainsFunc(next.Site.Redirects, func(r site.Redirect) bool { return r.From == old })
			if p.Address == address && p.Playbook != nil && !redirected {
				found = append(found, diag.Diagnostic{
					Path: next.Tree.Path(p.Playbook.Path), Code: "moved-page", Severity: diag.Warning,
					Message: "the page stood at " + old + " before, where readers will look for it",
					Hint:    "add aliases: [" + old + "] to its front matter; the command move renames a page, does this and mends the links",
				})
			}
		}
	}
	return found
}

// movedPages finds the pages that stand at another address than before, by
// their text, which may have been edited since.
func movedPages(before, now *site.Site, edited map[string]edit) map[string]string {
	texts := map[string]string{} // of pages that are new at their address
	old := map[string]bool{}
	for _, p := range before.Pages {
		old[p.Address] = true
	}
	here := map[string]bool{}
	for _, p := range now.Pages {
		here[p.Address] = true
		if text := text(p.Playbook); text != "" && !old[p.Address] {
			texts[text] = p.Address
		}
	}
	to := map[string]string{}
	for _, p := range before.Pages {
		last := p.Playbook
		if e, ok := edited[p.Address]; ok {
			last = e.playbook
		}
		if address, ok := texts[text(last)]; ok && !here[p.Address] {
			to[p.Address] = address
		}
	}
	return to
}

func text(p *playbook.Playbook) string {
	if p == nil {
		return ""
	}
	return p.Body.HTML
}
