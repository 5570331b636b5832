package cli

import (
	"context"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// barDelay is how long a build may take before its progress is shown.
const barDelay = time.Second

// bar shows progress on a terminal, once a build has taken a while.
type bar struct {
	mu    sync.Mutex
	start time.Time
	what  string
	bar   *progressbar.ProgressBar
	out   io.Writer // nil when nobody looks
}

func newBar(w io.Writer) *bar {
	b := &bar{start: time.Now()}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.out = w
	}
	return b
}

func (b *bar) show(what string, done, all int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.out == nil || time.Since(b.start) < barDelay {
		return
	}
	if b.bar == nil || b.what != what {
		b.clear()
		b.what = what
		b.bar = progressbar.NewOptions(all, progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(what),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(30), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	_ = b.bar.Set(done)
}

// end takes the bar away; what is done later is not shown.
func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
	b.out = nil
}

func (b *bar) clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
		b.bar = nil
	}
}

// openBrowser asks the desktop to show an address; without a desktop nothing
// happens.
func openBrowser(address string) {
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	_ = exec.Command(command[0], append(command[1:], address)...).Start()
}

// untilInterrupted gives a context that ends when somebody ends the program.
func untilInterrupted() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}
