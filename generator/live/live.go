// Package live answers each change of a site twice: at once, with what can be said of
// the pages alone whose text has changed, and with a build of the whole site once its
// writer rests, so that in the end all is as a clean build would make it. What an
// answer is, and who is told, its users know: browsers are shown pages, editors what is
// wrong.
package live

import (
	"context"
	"sync"
	"time"

	"fieldbook/generator/build"
)

const (
	settleMost = 100 * time.Millisecond // that changes are gathered, however many come
	burst      = 30 * time.Millisecond  // after changes that were not answered at once, until the site is built again
)

// Everything is what the first build, and one after a doubt, must look at.
var Everything = build.Changed{Content: true, Templates: true}

// Batch is what has changed.
type Batch struct {
	Number  int             // of the build that will have it
	Changed build.Changed   // what must be looked at
	Files   map[string]bool // below the content folder; true for those that were answered at once
}

func (b *Batch) add(changed build.Changed) {
	b.Changed.Content = b.Changed.Content || changed.Content
	b.Changed.Templates = b.Changed.Templates || changed.Templates
}

// Site gathers what changes on a site until it is answered.
type Site struct {
	Settle time.Duration // without a change, until it is answered at once
	Rest   time.Duration // after that, until the site is built again, and as long as the last build took
	Idle   time.Duration // after the first build, until another one; 0 if none is needed

	quick func(Batch) bool  // answers at once; tells whether it did
	build func(Batch) error // builds the site, one build at a time; after an error everything is looked at

	wake chan struct{}
	mu   sync.Mutex    // of now
	now  Batch         // since the last answer at once
	next Batch         // since the last build, but for now
	took time.Duration // by the last build
}

// New gives the Site of these two answers.
func New(quick func(Batch) bool, build func(Batch) error) *Site {
	return &Site{quick: quick, build: build, wake: make(chan struct{}, 1), now: Batch{Files: map[string]bool{}}, next: Batch{Files: map[string]bool{}}}
}

// Note takes a change, which may be one of a single file; it never waits.
func (s *Site) Note(changed build.Changed, file string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.add(changed)
	if file != "" {
		s.now.Files[file] = false
	}
	select {
	case s.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Run answers changes until ctx ends. The first build is its caller's, who closes
// started after it: what changes meanwhile, that build may not have.
func (s *Site) Run(ctx context.Context, started <-chan struct{}) {
	var first, began time.Time      // when changes were gathered from, and the last build began
	var quiet, due <-chan time.Time // tell when to answer at once, and when to build
	building, built := true, make(chan error, 1)
	for {
		free := due
		if building {
			free = nil
		}
		select {
		case <-ctx.Done():
			if building && started == nil {
				<-built
			}
			return
		case <-s.wake:
			if quiet == nil {
				first = time.Now()
			}
			quiet = time.After(min(s.Settle, settleMost-time.Since(first)))
		case <-quiet:
			quiet, due = nil, time.After(s.answer())
		case <-started:
			started, building = nil, false
			if due == nil && s.Idle > 0 {
				due = time.After(s.Idle)
			}
		case <-free:
			b := s.next
			s.next = Batch{Number: b.Number + 1, Files: map[string]bool{}}
			due, building, began = nil, true, time.Now()
			go func() { built <- s.build(b) }()
		case err := <-built:
			building, s.took = false, time.Since(began)
			if err != nil {
				s.next.Changed = Everything // as soon as anything changes
			}
		}
	}
}

// answer answers at once what it can, and gives how long a build can wait.
func (s *Site) answer() time.Duration {
	s.mu.Lock()
	b := s.now
	s.now = Batch{Files: map[string]bool{}}
	select {
	case <-s.wake: // for what is answered now
	default:
	}
	s.mu.Unlock()
	b.Number = s.next.Number
	answered := s.quick(b)
	s.next.add(b.Changed)
	for file := range b.Files {
		s.next.Files[file] = answered // what it says now, whatever was half written before
	}
	if answered {
		return s.Rest + s.took // on a large site a build would be in the way of the next change
	}
	return burst
}
