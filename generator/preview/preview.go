// Package preview shows the site while it is written: it serves pages as they
// are asked for, writes nothing to disk, and follows every change. A mistake
// leaves the last good site in place and is shown over it.
//
// A change is answered twice, as package live has it. Browsers hear of each by
// server-sent events, ask for their page, and patch what differs into it. On a large
// site the page that is asked for is shown before the others are read (early.go).
// The search index is made when nothing has changed for a while, or when somebody
// searches. Requests of other sites, and for other names than the server's, are
// refused. A response's SourceMap leads a debugger to a map that is made when asked for.
package preview

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
)

// Options are what the user asked for.
type Options struct {
	Addr   string // host:port to listen on
	Follow bool   // lead browsers to the page that was saved
	Poll   bool   // look at every file again and again: some network disks tell of no change
	Editor string // opens files: a name of Editors, or an address with {path}, {line} and {col}
	Frame  string // whose pages may show the preview in a frame, as sources of a policy; else none but its own
	Log    io.Writer
	Ready  func(address string) // called once the site is served
}

// A site is read at once and then kept: at first, memory is better spent than
// time. The limit is what a site of 10,000 pages comes near.
const (
	startGCPercent = 400
	memoryLimit    = 500 << 20 // bytes
)

// Serve builds the project, serves it, and follows its changes until ctx ends.
func Serve(ctx context.Context, p build.Project, o Options) error {
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return &diag.Failure{What: err.Error(), Hint: "end the program that listens there, or name another place with --addr"}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p.Lines, p.Preview, p.Memory = true, true, memoryLimit
	if p.Cache == nil {
		p.Cache = content.NewCache()
	}
	usual := debug.SetGCPercent(startGCPercent)
	debug.SetMemoryLimit(memoryLimit)
	s := newServer(p, o, listener)
	w := s.watch()
	defer w.Close()
	web := &http.Server{ReadHeaderTimeout: lagging, IdleTimeout: time.Minute, BaseContext: func(net.Listener) context.Context { return ctx }}
	failed := make(chan error, 1)
	show := func() {
		web.Handler = s.handler()
		go func() { failed <- web.Serve(listener) }()
		s.welcome(listener)
	}
	shown := s.early.here()
	if shown {
		show()
	}
	started := make(chan struct{})
	go w.Run(ctx)
	go s.follow(ctx, w, started)
	if err := s.start(); err != nil {
		return errors.Join(err, listener.Close(), web.Close())
	}
	close(started)
	debug.SetGCPercent(usual)
	go s.index.run(ctx)
	go func() { _ = p.Cache.Save() }() // else the next start takes longer
	if !shown {
		show()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return s.end(web)
	}
}

// end tells which texts of the interface were missing, and lets the requests that are
// being answered come to their end.
func (s *server) end(web *http.Server) error {
	if texts := s.misses.all(); len(texts) > 0 {
		s.log.missed(strings.Join(texts, ", "))
	}
	limit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := web.Shutdown(limit); err != nil {
		return web.Close()
	}
	return nil
}
