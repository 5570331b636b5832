package preview

import (
	"bytes"
	_ "embed" // the browser's part
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"fieldbook/generator/assets"
	"fieldbook/generator/diag"
	"fieldbook/generator/site"
)

//go:embed client.ts
var clientScript string

//go:embed client.css
var clientStyle []byte

// own is where the preview's own files stand; no published file can.
const own = "/-/"

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	script := assets.Script(clientScript)
	mux.HandleFunc("GET "+own+"client.js", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, "text/javascript; charset=utf-8", script)
	})
	mux.HandleFunc("GET "+own+"client.css", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, "text/css; charset=utf-8", clientStyle)
	})
	mux.HandleFunc("GET "+own+"events", s.events)
	mux.HandleFunc("GET /", s.page)
	return mux
}

func send(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may be gone
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	body, err := s.file(name)
	status := http.StatusOK
	if errors.Is(err, os.ErrNotExist) {
		status, name = http.StatusNotFound, site.NotFoundAddress
		if body, err = s.file(name); errors.Is(err, os.ErrNotExist) {
			body, err = []byte("<!doctype html><html lang=\"en\"><title>Not built yet</title><body></body></html>"), nil
		}
	}
	if err != nil {
		status = http.StatusInternalServerError
		body = []byte("<!doctype html><html lang=\"en\"><title>Mistake</title><body><pre>" + escape(err.Error()) + "</pre></body></html>")
		name = "x.html"
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".html" {
		body = bytes.Replace(body, []byte("</body>"), []byte(`<script src="`+own+`client.js"></script></body>`), 1)
		kind = "text/html; charset=utf-8"
	}
	send(w, status, kind, body)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;")

func escape(s string) string { return escaper.Replace(s) }

// state is what a browser is told after each build.
type state struct {
	Version  int      `json:"version"`
	Problems []string `json:"problems"`
}

// beat keeps a connection alive through proxies and sleep.
const beat = 15 * time.Second

// events tells a browser of each build, as server-sent events.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	news := make(chan struct{}, 1)
	news <- struct{}{} // the state as it is
	s.mu.Lock()
	s.browsers[news] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.browsers, news)
		s.mu.Unlock()
	}()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		message := ": beat\n\n"
		select {
		case <-r.Context().Done():
			return
		case <-ticker.C:
		case <-news:
			message = fmt.Sprintf("data: %s\n\n", s.state())
		}
		if _, err := w.Write([]byte(message)); err != nil || out.Flush() != nil {
			return
		}
	}
}

func (s *server) state() []byte {
	s.mu.RLock()
	defer s.mu.RUnlock()
	st := state{Version: s.version, Problems: []string{}}
	for _, d := range s.problems {
		if d.Severity == diag.Error {
			st.Problems = append(st.Problems, strings.TrimSpace(d.String()+"\n"+d.Hint))
		}
	}
	data, _ := json.Marshal(st) // plain strings: it cannot fail
	return data
}
