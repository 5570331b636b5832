package live

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fieldbook/generator/build"
)

var (
	content   = build.Changed{Content: true}
	templates = build.Changed{Templates: true}
)

// writer changes a site whose answers are recorded, by a clock of the test's own.
type writer struct {
	*testing.T
	site     *Site
	answered bool          // at once, whatever changes
	takes    time.Duration // what a build does
	fails    error         // …
	started  chan struct{}
	stop     func()

	mu     sync.Mutex
	record []string
}

func (w *writer) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.record = append(w.record, fmt.Sprintf(format, args...))
}

// writes begins a site, and does what a writer does; the record is what was answered.
func writes(t *testing.T, change func(*Site), do func(w *writer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(context.Background())
		w := &writer{T: t, answered: true, takes: time.Second, started: make(chan struct{}), stop: stop}
		w.site = New(func(b Batch) bool {
			w.note("now %d%v", b.Number, slices.Sorted(maps.Keys(b.Files)))
			return w.answered
		}, func(b Batch) error {
			w.note("all %d%v%v", b.Number, b.Changed, b.Files)
			time.Sleep(w.takes)
			return w.fails
		})
		w.site.Settle, w.site.Rest = 3*time.Millisecond, 60*time.Millisecond
		if change != nil {
			change(w.site)
		}
		ended := make(chan struct{})
		go func() { defer close(ended); w.site.Run(ctx, w.started) }()
		do(w)
		stop()
		<-ended
	})
}

// after lets some time go by, and holds the record since against what is wanted.
func (w *writer) after(d time.Duration, want ...string) {
	w.Helper()
	time.Sleep(d)
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	if !slices.Equal(w.record, want) {
		w.Errorf("after %s: %q, want %q", d, w.record, want)
	}
	w.record = nil
}

// TestTwice: a change is answered at once, and for the whole site when its writer rests
// as long as a build takes; what comes together is answered together.
func TestTwice(t *testing.T) {
	writes(t, nil, func(w *writer) {
		close(w.started)
		w.site.Note(content, "a.md")
		w.site.Note(content, "b.md")
		w.after(2 * time.Millisecond)
		w.after(time.Millisecond, "now 0[a.md b.md]")
		w.after(59 * time.Millisecond)
		w.after(time.Millisecond, "all 0{true false}map[a.md:true b.md:true]")
		w.after(time.Second)
		w.site.Note(content, "a.md")
		w.after(10*time.Millisecond, "now 1[a.md]")
		w.after(time.Second)
		w.site.Note(content, "c.md")
		w.after(time.Second, "now 1[c.md]")
		w.after(time.Second, "all 1{true false}map[a.md:true c.md:true]")
	})
}

// TestNotAtOnce: where nothing can be answered at once, the build comes sooner, and
// knows of it.
func TestNotAtOnce(t *testing.T) {
	writes(t, nil, func(w *writer) {
		close(w.started)
		w.answered = false
		w.site.Note(content, "a.md")
		w.site.Note(templates, "")
		w.after(3*time.Millisecond, "now 0[a.md]")
		w.after(burst, "all 0{true true}map[a.md:false]")
	})
}

// TestStream: changes without an end are answered all the same.
func TestStream(t *testing.T) {
	writes(t, nil, func(w *writer) {
		close(w.started)
		for range 250 {
			w.site.Note(content, "a.md")
			time.Sleep(time.Millisecond)
		}
		w.after(0, "now 0[a.md]", "all 0{true false}map[a.md:true]", "now 1[a.md]")
	})
}

// TestWhileItIsBuilt: a change is answered at once also then, and by one more build, of
// which there is never more than one at a time.
func TestWhileItIsBuilt(t *testing.T) {
	writes(t, nil, func(w *writer) {
		w.site.Note(content, "a.md") // the first build may not have it
		w.after(time.Minute, "now 0[a.md]")
		close(w.started)
		w.after(0, "all 0{true false}map[a.md:true]")
		w.site.Note(content, "b.md")
		w.after(900*time.Millisecond, "now 1[b.md]")
		w.after(101*time.Millisecond, "all 1{true false}map[b.md:true]")
		w.stop()
		w.after(time.Second)
	})
}

// TestFailed: after an error everything is looked at, as soon as anything changes.
func TestFailed(t *testing.T) {
	writes(t, nil, func(w *writer) {
		close(w.started)
		w.fails = errors.New("the folder is gone")
		w.site.Note(content, "a.md")
		w.after(time.Minute, "now 0[a.md]", "all 0{true false}map[a.md:true]")
		w.fails = nil
		w.site.Note(content, "a.md")
		w.after(time.Minute, "now 1[a.md]", "all 1{true true}map[a.md:true]")
		w.site.Note(content, "a.md")
		w.after(time.Minute, "now 2[a.md]", "all 2{true false}map[a.md:true]")
	})
}

// TestIdle: a second build follows the first where one is needed, once, and with what
// has changed meanwhile.
func TestIdle(t *testing.T) {
	idle := func(s *Site) { s.Idle = 2 * time.Second }
	writes(t, idle, func(w *writer) {
		close(w.started)
		w.after(time.Second)
		w.after(time.Minute, "all 0{false false}map[]")
	})
	writes(t, idle, func(w *writer) {
		w.site.Note(content, "a.md")
		w.after(5*time.Millisecond, "now 0[a.md]")
		close(w.started)
		w.after(time.Second, "all 0{true false}map[a.md:true]")
		w.after(time.Minute)
	})
}

// TestAnsweredOnce: what comes just before it is answered wakes nobody again.
func TestAnsweredOnce(t *testing.T) {
	s := New(func(Batch) bool { return true }, nil)
	s.Note(content, "a.md")
	s.answer()
	if len(s.wake) > 0 {
		t.Error("there is nothing more to answer")
	}
	s.Note(content, "a.md")
	if len(s.wake) == 0 {
		t.Error("a change after it is not answered")
	}
}
