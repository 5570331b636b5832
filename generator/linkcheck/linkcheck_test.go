package linkcheck

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// web is a host that counts what it is asked.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	at    []time.Time
}

func newWeb(t *testing.T) *web {
	h := &web{}
	mux := http.NewServeMux()
	answer := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
	}
	mux.HandleFunc("/here", answer(http.StatusOK))
	mux.HandleFunc("/gone", answer(http.StatusNotFound))
	mux.HandleFunc("/removed", answer(http.StatusGone))
	mux.HandleFunc("/forbidden", answer(http.StatusForbidden))
	mux.HandleFunc("/broken", answer(http.StatusInternalServerError))
	mux.HandleFunc("/head", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/moved2", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/moved2", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/here", http.StatusPermanentRedirect)
	})
	mux.HandleFunc("/for-now", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/moved", http.StatusFound) })
	mux.HandleFunc("/to-gone", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/gone", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/circle", http.StatusMovedPermanently)
	})
	busy := 0
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		if busy++; busy == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	mux.HandleFunc("/too-busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	mux.HandleFunc("/hangs-up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.Method+" "+r.URL.Path+" "+r.UserAgent())
		h.at = append(h.at, time.Now())
		h.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(h.Close)
	return h
}

// TestAnswers asks for everything that a host may say.
func TestAnswers(t *testing.T) {
	h := newWeb(t)
	c := Checker{Agent: "test", pause: time.Millisecond, private: true}
	want := map[string]string{
		"/here": "here  ", "/gone": "gone  404 Not Found", "/removed": "gone  410 Gone", "/forbidden": "unknown  403 Forbidden", "/broken": "unknown  500 Internal Server Error",
		"/head": "here  ", "/moved#part": "moved " + h.URL + "/here#part ", "/for-now": "here  ", "/to-gone": "gone  404 Not Found", "/circle": "unknown  it redirects without an end",
		"/busy": "here  ", "/too-busy": "unknown  503 Service Unavailable", "/hangs-up": "unknown  the host hung up",
	}
	var all []string
	for path := range want {
		all = append(all, h.URL+path, h.URL+path)
	}
	done := 0
	c.Progress = func(d, n int) {
		if done++; d != done || n != len(want) {
			t.Errorf("%d of %d", d, n)
		}
	}
	for address, a := range c.Check(context.Background(), all) {
		path := strings.TrimPrefix(address, h.URL)
		if got := fmt.Sprintf("%s %s %s", a.State, a.To, a.Why); got != want[path] {
			t.Errorf("%s is %q, want %q", path, got, want[path])
		}
	}
	asked := strings.Join(h.asked, "\n")
	if strings.Count(asked, "HEAD /here test") < 1 || strings.Count(asked, "/busy") != 2 || strings.Contains(asked, "GET /too-busy") || strings.Contains(asked, "GET /moved") {
		t.Errorf("it was asked:\n%s", asked)
	}
}

// TestPause asks a host at intervals.
func TestPause(t *testing.T) {
	h := newWeb(t)
	c := Checker{pause: 60 * time.Millisecond, private: true}
	c.Check(context.Background(), []string{h.URL + "/here", h.URL + "/here?2", h.URL + "/here?3"})
	for i := 1; i < len(h.at); i++ {
		if gap := h.at[i].Sub(h.at[i-1]); gap < 50*time.Millisecond {
			t.Errorf("asked again after %v", gap)
		}
	}
	if len(h.at) != 3 {
		t.Errorf("asked %d times", len(h.at))
	}
}

// TestPrivate asks nothing of the own machine and network, whatever leads there.
func TestPrivate(t *testing.T) {
	h := newWeb(t)
	port := h.URL[strings.LastIndex(h.URL, ":"):]
	c := Checker{pause: time.Millisecond}
	for address, a := range c.Check(context.Background(), []string{h.URL + "/here", "http://localhost" + port + "/here", "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://10.1.2.3/", "http://192.168.0.1/", "http://169.254.169.254/latest", "http://100.64.0.1/", "http://0.0.0.0" + port, "http://intranet/", "http://printer.local/", "http://2130706433" + port}) {
		if a.State != Unknown || a.Why != errPrivate.Error() && !strings.Contains(address, "2130706433") {
			t.Errorf("%s: %+v", address, a)
		}
	}
	if len(h.asked) > 0 {
		t.Errorf("it was asked: %q", h.asked)
	}
	for _, address := range []string{"127.0.0.1:80", "[::1]:80", "10.0.0.1:80", "[fd00::1]:80", "[fe80::1]:80", "224.0.0.1:80", "nonsense"} {
		if public(address) == nil {
			t.Errorf("%s is taken for public", address)
		}
	}
	for _, address := range []string{"93.184.216.34:443", "[2606:4700::1]:443"} {
		if err := public(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestCache asks each address once a week; what is not known is asked again, and
// a file that cannot be trusted is ignored.
func TestCache(t *testing.T) {
	h := newWeb(t)
	c := Checker{pause: time.Millisecond, private: true, Cache: filepath.Join(t.TempDir(), "deep", "answers.json")}
	addresses := []string{h.URL + "/here", h.URL + "/gone", h.URL + "/forbidden"}
	count := func() int {
		h.asked = nil
		c.Check(context.Background(), addresses)
		return len(h.asked)
	}
	if first, second := count(), count(); first != 5 || second != 2 {
		t.Errorf("asked %d times, then %d", first, second)
	}
	var kept map[string]Answer
	data, err := os.ReadFile(c.Cache)
	if err != nil || json.Unmarshal(data, &kept) != nil || len(kept) != 2 {
		t.Fatalf("%v: %s", err, data)
	}
	for _, days := range []int{8, -1} {
		for address, a := range kept {
			a.Asked = time.Now().AddDate(0, 0, -days)
			kept[address] = a
		}
		data, err = json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range [][]byte{data, []byte("{"), []byte("[1]"), []byte(`{"` + h.URL + `/here":{"state":"moved"}}`)} {
			if err := os.WriteFile(c.Cache, text, 0o644); err != nil {
				t.Fatal(err)
			}
			if n := count(); n != 5 {
				t.Errorf("with %.40s it asks %d times", text, n)
			}
		}
	}
}

// TestEnds leaves the rest unasked when somebody ends it.
func TestEnds(t *testing.T) {
	h := newWeb(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := Checker{private: true}
	if a := c.Check(ctx, []string{h.URL + "/here", ":", "http://%zz/"}); a[h.URL+"/here"].State != Unknown || len(h.asked) > 0 || len(a) != 3 {
		t.Errorf("%v, asked %q", a, h.asked)
	}
}

// TestRetryAfter reads both forms.
func TestRetryAfter(t *testing.T) {
	if retryAfter("7") != 7*time.Second || retryAfter("-7") != 0 || retryAfter("") != 0 || retryAfter("soon") != 0 {
		t.Error("seconds")
	}
	if d := retryAfter(time.Now().Add(30 * time.Second).UTC().Format(http.TimeFormat)); d < 25*time.Second || d > 31*time.Second {
		t.Errorf("until a time: %v", d)
	}
}
