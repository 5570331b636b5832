package preview

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"unicode"
)

const (
	mostMissed  = 200 // searches that are kept
	longestMiss = 200 // bytes of one
)

// misses are the searches of this session that found nothing: what readers will
// look for in vain.
type misses struct {
	mu    sync.Mutex
	texts []string // in the order in which they were made
}

// add keeps a text; it tells whether it is new.
func (m *misses) add(text string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if text == "" || len(m.texts) >= mostMissed || slices.ContainsFunc(m.texts, func(t string) bool { return strings.EqualFold(t, text) }) {
		return false
	}
	m.texts = append(m.texts, text)
	return true
}

// all are the texts that were kept.
func (m *misses) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.texts)
}

// missed takes a search that found nothing, and tells the writer.
func (s *server) missed(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(io.LimitReader(r.Body, longestMiss))
	if err != nil {
		return
	}
	// One line, and nothing that a terminal would obey.
	text := strings.Join(strings.FieldsFunc(strings.ToValidUTF8(string(data), ""), func(c rune) bool { return unicode.IsSpace(c) || !unicode.IsPrint(c) }), " ")
	if s.misses.add(text) {
		s.log.missed(text)
	}
	w.WriteHeader(http.StatusNoContent)
}
