package preview

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"fieldbook/generator/assets"
	"fieldbook/generator/offline"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
	"fieldbook/templates"
)

// client is the browser's part, in the templates that are built in: a folder of
// one's own has none of it.
const client = assets.Folder + "/preview/client"

// own is where the preview's own files stand; no published file can.
const own = "/-/"

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	latest, _ := s.builds()
	if s.early.here() {
		latest = s.early.result
	}
	script := slices.Concat(siteName(s.project.Content), assets.Script(templates.Files, client+".ts", latest.Interface.Words))
	style, _ := templates.Files.ReadFile(client + ".css") // embedded: it cannot fail
	mux.HandleFunc("GET "+own+"client.js", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, types[".js"], script)
	})
	mux.HandleFunc("GET "+own+"client.css", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, types[".css"], style)
	})
	mux.HandleFunc("GET "+own+"events", s.events)
	mux.HandleFunc("GET "+own+"source", s.source)
	mux.HandleFunc("POST "+own+"missed", s.missed)
	mux.HandleFunc("GET "+own+"questions", s.questions)
	mux.HandleFunc("POST "+own+"questions", s.questions)
	// A site that was served at this address may have left its worker here.
	remover := sync.OnceValue(func() []byte { return offline.Remover(latest.Site) })
	mux.HandleFunc("GET /"+site.WorkerAddress, func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, types[".js"], remover())
	})
	mux.HandleFunc("GET "+own, http.NotFound)
	mux.HandleFunc("GET /", s.page)
	return s.guard(mux)
}

// siteName tells the browser which site is previewed: what it keeps for one must not
// meet another that is previewed at the same address tomorrow.
func siteName(content string) []byte {
	if whole, err := filepath.Abs(content); err == nil {
		content = whole
	}
	sum := sha256.Sum256([]byte(content))
	return fmt.Appendf(nil, "globalThis.fieldbookPreviewed=%q;", hex.EncodeToString(sum[:4]))
}

// types are the media types that not every system knows.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".xml": "application/xml", ".webmanifest": "application/manifest+json",
}

func typeOf(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t := types[ext]; t != "" {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

func send(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may be gone
}

// page serves the site, and what stands in its place until there is one.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f, err := s.file(r.Context(), name)
	if errors.Is(err, os.ErrNotExist) {
		s.missing(w, r, name)
		return
	}
	if err == nil {
		err = deliver(w, r, f)
	}
	if err != nil {
		send(w, http.StatusInternalServerError, typeOf(".html"), withClient(bare("This page cannot be shown", why(r, err))))
	}
}

// why is an error as a browser may know it.
func why(r *http.Request, err error) string {
	if writers(r) {
		return err.Error()
	}
	return "The preview's own computer says why."
}

// deliver sends a file. The error is one from before anything was sent.
func deliver(w http.ResponseWriter, r *http.Request, f output.File) error {
	if path.Ext(f.Path) == ".html" {
		body, err := f.Content()
		if err == nil {
			send(w, http.StatusOK, typeOf(f.Path), withClient(body))
		}
		return err
	}
	content, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	w.Header().Set("Content-Type", typeOf(f.Path))
	w.Header().Set("Cache-Control", "no-store")
	if ext := path.Ext(f.Path); writers(r) && path.Dir(f.Path) == assets.Folder && (ext == ".js" || ext == ".css") {
		w.Header().Set("SourceMap", "/"+f.Path+mapped) // the file itself is as it is published
	}
	http.ServeContent(w, r, f.Path, time.Time{}, content) // films are asked for in parts
	return nil
}

// file gives a file of the site or of its search index.
func (s *server) file(ctx context.Context, name string) (output.File, error) {
	if f, ok := s.published(name); ok {
		return f, nil
	}
	if f, ok := s.early.file(ctx, name); ok {
		return f, nil
	}
	if f, ok := s.published(name); ok { // since
		return f, nil
	}
	return s.index.file(ctx, name)
}

// mapped ends the address of a file's source map.
const mapped = ".map"

// sourceMap gives the source map of a script or a style, made as it is asked for.
func (s *server) sourceMap(r *http.Request, name string) []byte {
	_, good := s.builds()
	address, ok := strings.CutSuffix(name, mapped)
	if _, here := s.published(address); !ok || !here || good == nil || !writers(r) {
		return nil
	}
	return s.project.SourceMap(good, address)
}

// missing serves the site's page for what is not there, or a source map.
func (s *server) missing(w http.ResponseWriter, r *http.Request, name string) {
	if m := s.sourceMap(r, name); m != nil {
		send(w, http.StatusOK, "application/json", m)
		return
	}
	if _, ok := s.published(path.Join(name, "index.html")); ok { // a folder
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	f, ok := s.published(site.NotFoundAddress)
	if !ok {
		send(w, http.StatusServiceUnavailable, typeOf(".html"), withClient(bare("There is no page yet", "It will be here as soon as the mistakes are mended.")))
		return
	}
	body, err := f.Content()
	if err != nil {
		body = bare("Page not found", why(r, err))
	}
	send(w, http.StatusNotFound, typeOf(".html"), withClient(body))
}

// withClient adds the browser's part at the end of a page.
func withClient(body []byte) []byte {
	script := []byte(`<script src="` + own + `client.js"></script>`)
	at := bytes.LastIndex(body, []byte("</body>"))
	if at < 0 {
		at = len(body) // HTML needs no end tags
	}
	return slices.Concat(body[:at], script, body[at:])
}

// bare is a page of the preview itself.
func bare(title, text string) []byte {
	return []byte("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head>\n<body><main><h1>" + title + "</h1><p>" + html.EscapeString(text) + "</p></main></body></html>\n")
}
