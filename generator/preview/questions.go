package preview

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"

	"fieldbook/generator/build"
	"fieldbook/generator/findable"
	"fieldbook/generator/refactor"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
)

// proposer keeps what pages should be found by and are not, as an index has it.
type proposer struct {
	mu    sync.Mutex
	index int                            // the number of that index
	of    map[string][]findable.Proposal // by address
}

// proposed is a Proposal as the browser shows it.
type proposed struct {
	Words string `json:"words"`
	Says  string `json:"says"`
}

// questions answers what a page should be found by and is not: ?page=ADDRESS. With
// POST, one of these proposals, words=WORDS, is written into the keywords of the page.
// There is no content while there is no index, which nobody waits for.
func (s *server) questions(w http.ResponseWriter, r *http.Request) {
	_, good := s.builds()
	number := s.index.count()
	if good == nil || !writers(r) || len(good.Site.Pages) > findable.MostAtOnce {
		http.NotFound(w, r)
		return
	}
	p := good.Site.At(r.FormValue("page"))
	if number == 0 || p == nil || p.Playbook == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	all, err := s.proposals(r.Context(), good, p, number)
	if err == nil && r.Method == http.MethodPost {
		all, err = s.accept(good, p, all, r.FormValue("words"))
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	out := []proposed{}
	for _, one := range all {
		out = append(out, proposed{one.Words, one.String()})
	}
	data, _ := json.Marshal(out) // strings: it cannot fail
	send(w, http.StatusOK, "application/json", data)
}

// proposals are made once for each page and index.
func (s *server) proposals(ctx context.Context, good *build.Result, p *site.Page, number int) ([]findable.Proposal, error) {
	s.proposed.mu.Lock()
	defer s.proposed.mu.Unlock()
	if s.proposed.index != number {
		s.proposed.index, s.proposed.of = number, map[string][]findable.Proposal{}
	}
	if all, ok := s.proposed.of[p.Address]; ok {
		return all, nil
	}
	find, end, err := findable.Index(func(path string) ([]byte, error) {
		f, err := s.index.file(ctx, path)
		if err != nil {
			return nil, err
		}
		return f.Content()
	})
	if err != nil {
		return nil, err
	}
	defer end()
	all, err := findable.ForPage(good.Site, p, good.Tree.Whole, find)
	if err == nil {
		s.proposed.of[p.Address] = all
	}
	return all, err
}

// accept writes one of the proposals into the page's file, and gives the others. What
// was not proposed is written by nobody.
func (s *server) accept(good *build.Result, p *site.Page, all []findable.Proposal, words string) ([]findable.Proposal, error) {
	at := slices.IndexFunc(all, func(one findable.Proposal) bool { return one.Words == words })
	if at < 0 {
		return all, nil
	}
	plan := refactor.New(refs.Of(good.Tree, good.Site))
	err := plan.Keywords(p.Playbook.Path, words)
	if err == nil {
		_, err = plan.Write()
	}
	if err != nil {
		return all, err
	}
	s.proposed.mu.Lock()
	defer s.proposed.mu.Unlock()
	others := slices.Delete(slices.Clone(all), at, at+1)
	s.proposed.of[p.Address] = others
	return others, nil
}
