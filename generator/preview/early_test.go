package preview

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
)

// manyPages is a site that is large.
func manyPages() map[string]string {
	files := map[string]string{"index.md": "# Home\n", "a/index.md": "# Topic A\n", "a/deep/one.md": "# One\n\nSee [two](two.md).\n", "a/deep/two.md": "# Two\n"}
	for i := range large {
		files[fmt.Sprintf("b/p%d.md", i)] = "# P\n"
	}
	return files
}

// TestEarly: the page that is asked for is there with the indexes above it, before
// any other is read; what no file has is waited for.
func TestEarly(t *testing.T) {
	r := serve(t, manyPages(), nil)
	p := build.Project{Content: r.project.Content, Cache: content.NewCache()}
	e := newEarly(p, &gate{})
	if !e.here() {
		t.Fatal("a large site is not shown early")
	}
	text := func(address string) string {
		f, ok := e.file(context.Background(), address)
		if !ok {
			t.Fatalf("no %s", address)
		}
		data, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if home := text("index.html"); !strings.Contains(home, "Home</h1>") || strings.Contains(home, "b/p1.html") {
		t.Error(home)
	}
	if one := text("a/deep/one.html"); !strings.Contains(one, "One</h1>") || !strings.Contains(one, "Topic A") || strings.Contains(one, `href="two.html"`) {
		t.Error(one)
	}
	if got := len(e.result.Tree.Playbooks); got != 3 {
		t.Errorf("%d pages were read", got)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, ok := e.file(ctx, "none.html"); ok || ctx.Err() == nil {
		t.Error("a page that is not there yet is not waited for")
	}
	close(e.over)
	if _, ok := e.file(context.Background(), "index.html"); ok || e.here() {
		t.Error("it goes on after the whole site is there")
	}
	if newEarly(build.Project{Content: "../../content"}, &gate{}) != nil {
		t.Error("a small site is shown early")
	}
}

// TestEarlyThenWhole: the page of a large site is served at once, and as it should
// be soon after, which browsers are told.
func TestEarlyThenWhole(t *testing.T) {
	r := serve(t, manyPages(), nil)
	response, err := http.Get(r.url + "-/events")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if code, page := r.get("a/deep/one.html"); code != 200 || !strings.Contains(page, "One</h1>") {
		t.Fatal(code, page)
	}
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		data, found := strings.CutPrefix(lines.Text(), "data: ")
		if found && strings.Contains(data, `"all":true`) && !strings.Contains(data, `"early":true`) {
			break
		}
	}
	if code, page := r.get("a/deep/one.html"); code != 200 || !strings.Contains(page, `href="two.html"`) {
		t.Error(code, page)
	}
	if code, _ := r.get("a/deep/none.html"); code != 404 {
		t.Error(code)
	}
	if difference := r.asClean(false); difference != "" {
		t.Error(difference)
	}
}

// TestEditsComeFirst: while the site is read, which here never ends before the test says
// so, a page that is asked for is shown, and each edit of it; afterwards all is as a
// clean build would make it.
func TestEditsComeFirst(t *testing.T) {
	const some = 10 // pages that are read
	var began atomic.Int32
	release := make(chan struct{})
	free := sync.OnceFunc(func() { close(release) })
	p := build.Project{Before: func() {
		if began.Add(1) > some {
			<-release
		}
	}}
	r := serveProject(t, p, manyPages(), nil)
	t.Cleanup(free)
	r.shows("a/deep/one.html", "One</h1>")
	r.write("a/deep/one.md", "# One\n\nWritten early.\n\nSee [two](two.md).\n")
	r.shows("a/deep/one.html", "Written early.")
	r.write("a/deep/one.md", "---\ntitle: The first\n---\n\nWritten early, with a title.\n\nSee [two](two.md).\n")
	r.shows("a/deep/one.html", "The first</h1>")
	r.shows("a/index.html", "Topic A")
	if read := int(began.Load()); read > some+runtime.GOMAXPROCS(0) {
		t.Errorf("%d pages were begun to be read", read)
	}
	free()
	r.shows("a/deep/one.html", `href="two.html"`)
	r.soon("a clean site", func() bool { return r.asClean(false) == "" })
}

// TestGate: whatever waits for its turn begins after what goes first.
func TestGate(t *testing.T) {
	var g gate
	var order []string
	var mu sync.Mutex
	note := func(what string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, what)
	}
	var others sync.WaitGroup
	g.first(func() {
		for range 8 {
			others.Go(func() {
				g.pass()
				note("other")
			})
		}
		for range 1000 {
			runtime.Gosched()
		}
		note("first")
	})
	others.Wait()
	if len(order) != 9 || order[0] != "first" {
		t.Errorf("%q", order)
	}
}
