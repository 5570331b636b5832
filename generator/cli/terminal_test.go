package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestBar shows what takes a while, and nothing that is done after its end.
func TestBar(t *testing.T) {
	var out bytes.Buffer
	b := &bar{start: time.Now(), out: &out}
	if b.show("reading", 1, 10); out.Len() > 0 {
		t.Errorf("of what takes no time: %q", out.String())
	}
	b.start = time.Now().Add(-2 * barDelay)
	if b.show("reading", 2, 10); !strings.Contains(out.String(), "reading") {
		t.Errorf("of what takes a while: %q", out.String())
	}
	b.end()
	out.Reset()
	if b.show("reading", 3, 10); out.Len() > 0 {
		t.Errorf("after the end: %q", out.String())
	}
}
