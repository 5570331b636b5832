package preview

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
)

// terminal says what happens, each mistake once.
type terminal struct {
	mu       sync.Mutex
	out      io.Writer
	proposal string // the last one that was told
}

// line says something: nothing else comes between its lines.
func (t *terminal) line(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.out, format+"\n", args...)
}

// missed says what a reader looked for in vain.
func (t *terminal) missed(text string) {
	t.line("readers will look for: %s", text)
}

const named = 3 // files

// changed says what is on the screen now.
func (t *terminal) changed(files []string, took time.Duration) {
	what := strings.Join(files, ", ")
	if len(files) > named {
		what = diag.Count(len(files), "file")
	}
	t.line("%s: %s", what, millis(took))
}

// proposed tells what the writer may want to do, once for as long as it holds.
func (t *terminal) proposed(found diag.List) {
	var text strings.Builder
	found.Sorted().Print(&text, -1)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.proposal != text.String() {
		t.proposal = text.String()
		fmt.Fprint(t.out, t.proposal)
	}
}

// started says what the first build has made.
func (t *terminal) started(r *build.Result, took time.Duration, lenient bool) {
	if said := r.ReadAs(); lenient && said != "" {
		t.line("%s", said)
	}
	t.line("%s in %s", diag.Count(len(r.Site.Pages), "page"), millis(took))
}

// reported says what is wrong now, where before was wrong: each mistake once.
func (t *terminal) reported(before, now *report) {
	if before == nil {
		before = &report{}
	}
	switch {
	case now.Errors > 0 && !slices.Equal(now.Mistakes, before.Mistakes):
		t.mistakes(now)
	case now.Errors == 0 && before.Errors > 0:
		t.line("mended")
	}
	switch {
	case now.Warned == before.Warned:
	case now.Warned == 0:
		t.line("no more warnings")
	default:
		t.line("%s: the command check lists them", diag.Count(now.Warned, "warning"))
	}
}

func (t *terminal) mistakes(j *report) {
	var b strings.Builder
	for _, p := range j.Mistakes {
		fmt.Fprintf(&b, "%s: error: %s\n", p.Where, p.Message)
		if p.Source != "" {
			fmt.Fprintf(&b, "\t%s\n\t%s\n", p.Source, p.Caret)
		}
		if p.Hint != "" {
			fmt.Fprintf(&b, "\thint: %s\n", p.Hint)
		}
	}
	if left := j.Errors - len(j.Mistakes); left > 0 {
		fmt.Fprintf(&b, "and %d more\n", left)
	}
	t.line("%s%s: the rest of the site stays as it was", b.String(), diag.Count(j.Errors, "mistake"))
}

func (t *terminal) cannotWatch(err error, setting string) {
	if setting != "" {
		setting = "\n\thint: raise the limit: sudo sysctl " + setting
	}
	t.line("warning: the system does not tell of every change (%v); all files are looked at twice a second instead%s", err, setting)
}

func millis(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
