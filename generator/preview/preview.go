// Package preview shows the site while it is written: it builds in memory,
// serves from there, and follows every change. A mistake leaves the last good
// site in place and is shown over it.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/output"
)

// Options are what the user asked for.
type Options struct {
	Addr  string // host:port to listen on
	Log   io.Writer
	Ready func(address string) // called once the site is served
}

// Serve builds the project, serves it, and rebuilds on change until ctx ends.
func Serve(ctx context.Context, p build.Project, o Options) error {
	s := &server{project: p, log: o.Log, browsers: map[chan struct{}]bool{}}
	if err := s.rebuild(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return &output.Problem{What: err.Error(), Hint: "end the program that listens there, or name another place with --addr"}
	}
	watcher, err := watch(p)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer watcher.Close()
	web := &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	go s.follow(ctx, watcher)
	o.Ready("http://" + listener.Addr().String() + "/")
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		stop, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := web.Shutdown(stop); err != nil {
			return web.Close()
		}
		return nil
	}
}

// server holds the last good site, and what is wrong since.
type server struct {
	project build.Project
	log     io.Writer

	mu       sync.RWMutex
	files    map[string]output.File
	problems diag.List // of the last build
	version  int       // counts builds
	browsers map[chan struct{}]bool
}

// rebuild takes a new build if it is good, and tells the browsers.
func (s *server) rebuild() error {
	start := time.Now()
	result, err := s.project.Build()
	if err != nil && s.version == 0 {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.version++
	switch {
	case err != nil:
		s.problems = diag.List{{Path: s.project.Content, Message: err.Error()}}
	case result.Diagnostics.Errors() > 0:
		s.problems = result.Diagnostics
	default:
		s.problems = nil
		s.files = make(map[string]output.File, len(result.Files))
		for _, f := range result.Files {
			s.files[f.Path] = f
		}
	}
	s.report(result, time.Since(start))
	for browser := range s.browsers {
		select {
		case browser <- struct{}{}:
		default: // it has not taken the last word yet
		}
	}
	return nil
}

func (s *server) report(result *build.Result, took time.Duration) {
	s.problems.Print(s.log, 0)
	if len(s.problems) > 0 {
		fmt.Fprintln(s.log, "the last good site stays")
		return
	}
	fmt.Fprintf(s.log, "%d pages in %d ms\n", len(result.Site.Pages), took.Milliseconds())
}

// file gives the bytes of a published file.
func (s *server) file(name string) ([]byte, error) {
	s.mu.RLock()
	f, ok := s.files[name]
	s.mu.RUnlock()
	if !ok {
		return nil, os.ErrNotExist
	}
	return f.Content()
}
