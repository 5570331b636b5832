package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// event is what a browser is told. What it has not taken yet is added up.
type event struct {
	All     bool              `json:"all,omitempty"`     // any page may have changed
	Changed []string          `json:"changed,omitempty"` // addresses of the pages that were saved
	Shown   []string          `json:"shown,omitempty"`   // addresses of other pages that show what was saved
	Assets  []string          `json:"assets,omitempty"`  // addresses of images and other files that were saved
	Moved   map[string]string `json:"moved,omitempty"`   // old addresses of pages, and their new ones
	Index   string            `json:"index"`             // the search index that is served
	Follow  bool              `json:"follow,omitempty"`  // go to the page that was saved
	Early   bool              `json:"early,omitempty"`   // most pages are still to be read
	Wrong   *report           `json:"wrong,omitempty"`   // if it is another than before
}

func (n *event) add(more event) {
	n.All = n.All || more.All
	n.Changed = append(n.Changed, more.Changed...)
	n.Shown = append(n.Shown, more.Shown...)
	n.Assets = append(n.Assets, more.Assets...)
	if n.Moved == nil {
		n.Moved = more.Moved
		return
	}
	for from, to := range more.Moved {
		n.Moved[from] = to
	}
}

// browser is a page that listens.
type browser struct {
	mu      sync.Mutex
	pending event
	known   *report // what it knows of what is wrong
	writer  bool    // it is the writer's
	wake    chan struct{}
}

// broadcast passes an event on to all browsers.
func (s *server) broadcast(n event) {
	s.telling.RLock()
	defer s.telling.RUnlock()
	for b := range s.browsers {
		b.mu.Lock()
		b.pending.add(n)
		b.mu.Unlock()
		signal(b.wake)
	}
}

// message gives what a browser has not been told yet, and what is wrong now.
func (s *server) message(b *browser) []byte {
	s.telling.RLock()
	defer s.telling.RUnlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.pending
	n.Early = s.early.here()
	n.Index, n.Follow = fmt.Sprint(s.run, " ", s.index.count()), s.options.Follow
	if b.known != s.wrong {
		n.Wrong, b.known = s.wrong, s.wrong
		if !b.writer && n.Wrong != nil {
			n.Wrong = n.Wrong.counted()
		}
	}
	b.pending = event{}
	data, _ := json.Marshal(n) // plain values: it cannot fail
	return data
}

const (
	beat  = 15 * time.Second       // keeps a connection alive, and shows a browser that it is
	retry = 300 * time.Millisecond // after which a browser tries to connect again
)

// events tells a browser of each change, as server-sent events.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	b := &browser{pending: event{All: true}, wake: make(chan struct{}, 1), writer: writers(r)}
	signal(b.wake) // it may have missed something before
	s.telling.Lock()
	s.browsers[b] = struct{}{}
	s.telling.Unlock()
	defer func() {
		s.telling.Lock()
		delete(s.browsers, b)
		s.telling.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	message := fmt.Appendf(nil, "retry: %d\n\n", retry.Milliseconds())
	for {
		if _, err := w.Write(message); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-ticker.C:
			message = []byte("event: beat\ndata:\n\n")
		case <-b.wake:
			message = fmt.Appendf(nil, "data: %s\n\n", s.message(b))
		}
	}
}
