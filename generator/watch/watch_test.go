package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"fieldbook/generator/testfiles"
)

// patience bounds the wait for a change.
const patience = 5 * time.Second

// watched begins to watch a folder with two files.
func watched(t *testing.T, poll bool) (dir string, w *Watcher, failures chan string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "a/one.md")
	write(t, dir, "a/two.md")
	write(t, dir, "skipped/three.md")
	failures = make(chan string, 1)
	w = New(dir, "", poll, func(name string) bool { return name == "skipped" }, func(_ error, setting string) { failures <- setting })
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); w.Close() })
	go w.Run(ctx)
	return dir, w, failures
}

func write(t *testing.T, dir, name string) {
	t.Helper()
	testfiles.Write(t, filepath.Join(dir, name), name+time.Now().String())
}

// hears waits until a change of that name is told; others may come before.
func hears(t *testing.T, w *Watcher, want string) {
	t.Helper()
	for end := time.After(patience); ; {
		select {
		case got := <-w.Changes:
			if got == want {
				return
			}
		case <-end:
			t.Fatalf("not told of %q", want)
		}
	}
}

// TestSystem is told of files that come, change and go, also in new folders.
func TestSystem(t *testing.T) {
	dir, w, failures := watched(t, false)
	write(t, dir, "a/one.md")
	hears(t, w, filepath.Join(dir, "a/one.md"))
	write(t, dir, "b/c/new.md")
	hears(t, w, filepath.Join(dir, "b"))
	w.Sync()
	write(t, dir, "b/c/new.md")
	hears(t, w, filepath.Join(dir, "b/c/new.md"))
	if err := os.Remove(filepath.Join(dir, "a/two.md")); err != nil {
		t.Fatal(err)
	}
	hears(t, w, filepath.Join(dir, "a/two.md"))
	write(t, dir, "skipped/three.md")
	write(t, dir, "a/last.md")
	for {
		got := <-w.Changes
		if strings.Contains(got, "three.md") {
			t.Error("a folder that is ignored is watched")
		}
		if got == filepath.Join(dir, "a/last.md") {
			break
		}
	}
	select {
	case setting := <-failures:
		t.Errorf("it polls: %s", setting)
	default:
	}
}

// TestPolling follows changes although the system does not tell of them.
func TestPolling(t *testing.T) {
	for _, fromStart := range []bool{true, false} {
		dir, w, failures := watched(t, fromStart)
		if !fromStart {
			w.giveUp(&os.PathError{Op: "add", Path: "x", Err: syscall.ENOSPC})
			if got := <-failures; got != "fs.inotify.max_user_watches=524288" {
				t.Errorf("the setting is %q", got)
			}
		}
		hears(t, w, "")
		write(t, dir, "a/new.md")
		hears(t, w, filepath.Join(dir, "a/new.md"))
		write(t, dir, "a/one.md")
		hears(t, w, filepath.Join(dir, "a/one.md"))
		if err := os.Remove(filepath.Join(dir, "a/two.md")); err != nil {
			t.Fatal(err)
		}
		hears(t, w, filepath.Join(dir, "a/two.md"))
	}
}

// TestTurnedLink tells of anything when the folder is a link that is turned.
func TestTurnedLink(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "v1/one.md")
	write(t, dir, "v2/one.md")
	link := filepath.Join(dir, "link")
	if err := os.Symlink("v1", link); err != nil {
		t.Fatal(err)
	}
	w := New(link, "", false, func(string) bool { return false }, func(error, string) {})
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); w.Close() })
	go w.Run(ctx)
	if err := os.Remove(link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("v2", link); err != nil {
		t.Fatal(err)
	}
	hears(t, w, "")
	w.Sync()
	if content, templates := w.Roots(); filepath.Base(content) != "v2" || templates != "" {
		t.Errorf("%s, %s", content, templates)
	}
}

// TestSleep tells a sleep of the computer from a wait.
func TestSleep(t *testing.T) {
	before := time.Now()
	if d := ahead(before, before.Add(time.Hour)); d != 0 {
		t.Errorf("an hour of waiting looks like %s of sleep", d)
	}
	awake := time.Now()
	if d := ahead(before.Add(-time.Hour).Round(0), awake); d.Round(time.Second) != 0 { // without a clock for intervals nothing is known
		t.Errorf("%s", d)
	}
}

// TestRefused: it is told, once, that the system gives no watcher, or takes no more
// folders.
func TestRefused(t *testing.T) {
	notifier = func() (*fsnotify.Watcher, error) { return nil, os.NewSyscallError("inotify_init1", syscall.EMFILE) }
	t.Cleanup(func() { notifier = fsnotify.NewWatcher })
	dir, w, failures := watched(t, false)
	if got := <-failures; got != "fs.inotify.max_user_instances=1024" {
		t.Errorf("the setting is %q", got)
	}
	hears(t, w, "")
	write(t, dir, "two.md")
	hears(t, w, filepath.Join(dir, "two.md"))

	notifier = fsnotify.NewWatcher
	var told []error
	later := New(dir, "", false, func(string) bool { return false }, func(err error, _ string) { told = append(told, err) })
	later.Close() // so that no folder can be added
	later.Sync()
	later.Sync()
	if len(told) != 1 || !errors.Is(told[0], fsnotify.ErrClosed) {
		t.Errorf("it tells %v", told)
	}
}
