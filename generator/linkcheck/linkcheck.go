// Package linkcheck asks addresses of other hosts whether they are still there:
// each once, politely, and never one of the own machine or network.
package linkcheck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// State is what is known of an address.
type State string

// The states of an address.
const (
	Here    State = "here"
	Moved   State = "moved"   // for good, to another
	Gone    State = "gone"    // its host says so: 404 or 410
	Unknown State = "unknown" // it could not be asked, or its host does not say
)

// Answer is what came of asking an address.
type Answer struct {
	State State     `json:"state"`
	To    string    `json:"to,omitempty"`  // where it has moved
	Why   string    `json:"why,omitempty"` // of what is gone or unknown
	Asked time.Time `json:"asked"`
}

const (
	atOnce    = 8 // hosts
	patience  = 15 * time.Second
	redirects = 10
	longWait  = time.Minute // a host that asks for a longer one is not asked again
	fresh     = 7 * 24 * time.Hour
)

// Checker asks addresses.
type Checker struct {
	Agent string // how it introduces itself
	Cache string // the file that keeps answers for a week; empty for none
	// Progress, if not nil, is told how many of all are asked.
	Progress func(done, all int)

	pause   time.Duration // between two requests to a host; 0 for a second
	private bool          // ask the own machine too: for tests
}

// Check asks each address, those of one host one after another, and gives what
// came of it. A context that ends leaves the rest unknown.
func (c *Checker) Check(ctx context.Context, addresses []string) map[string]Answer {
	known := c.load()
	answers := map[string]Answer{}
	hosts := map[string][]string{}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(addresses))) {
		if before, ok := known[a]; ok {
			answers[a] = before
			continue
		}
		u, _ := url.Parse(a)
		host := ""
		if u != nil {
			host = strings.ToLower(u.Host)
		}
		hosts[host] = append(hosts[host], a)
	}
	var mu sync.Mutex
	done, all := 0, 0
	for _, of := range hosts {
		all += len(of)
	}
	client := c.client()
	limit := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for _, of := range hosts {
		group.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			for i, a := range of {
				if i > 0 {
					wait(ctx, cmp.Or(c.pause, time.Second))
				}
				answer := c.ask(ctx, client, a)
				mu.Lock()
				answers[a] = answer
				if done++; c.Progress != nil {
					c.Progress(done, all)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	c.save(answers)
	return answers
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// ask asks one address: briefly, then whole, because some hosts answer only
// that; and once more if the host asks to wait a little.
func (c *Checker) ask(ctx context.Context, client *http.Client, address string) Answer {
	if err := ctx.Err(); err != nil {
		return Answer{State: Unknown, Why: "not asked"}
	}
	answer, status, after := c.request(ctx, client, http.MethodHead, address)
	busy := func() bool { return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable }
	if status >= 400 && !busy() {
		answer, status, after = c.request(ctx, client, http.MethodGet, address)
	}
	if busy() && after > 0 && after <= longWait {
		wait(ctx, after)
		answer, _, _ = c.request(ctx, client, http.MethodGet, address)
	}
	return answer
}

// request makes one request, and gives what it says, its status, and how long
// the host asks to wait.
func (c *Checker) request(ctx context.Context, client *http.Client, method, address string) (answer Answer, status int, after time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer = Answer{State: Unknown, Asked: time.Now()}
	trail := &trail{forGood: true}
	r, err := http.NewRequestWithContext(context.WithValue(ctx, trailKey{}, trail), method, address, nil)
	if err != nil {
		answer.Why = "not an address"
		return answer, 0, 0
	}
	if !c.private && ownNetwork(r.URL) {
		answer.Why = errPrivate.Error()
		return answer, 0, 0
	}
	r.Header.Set("User-Agent", c.Agent)
	r.Header.Set("Accept", "text/html,*/*;q=0.5")
	response, err := client.Do(r)
	if err != nil {
		answer.Why = reason(err)
		return answer, 0, 0
	}
	_ = response.Body.Close() // what it says does not matter
	status = response.StatusCode
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		answer.State, answer.Why = Gone, response.Status
	case status >= 400:
		answer.Why = response.Status
	case trail.hops > 0 && trail.forGood:
		answer.State, answer.To = Moved, moved(address, response.Request.URL)
	default:
		answer.State = Here
	}
	return answer, status, retryAfter(response.Header.Get("Retry-After"))
}

// moved is the new address, with the fragment that the old one had.
func moved(from string, to *url.URL) string {
	out := *to
	if u, err := url.Parse(from); err == nil && out.Fragment == "" {
		out.Fragment = u.Fragment
	}
	return out.String()
}

// retryAfter reads how long a host asks to wait, in seconds or until a time
// (RFC 9110, 10.2.3); 0 for not at all.
func retryAfter(value string) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(max(seconds, 0)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// trail is what redirects led to an answer.
type trail struct {
	hops    int
	forGood bool // every one says that the address has changed for good
}

type trailKey struct{}

// client follows redirects and refuses private addresses, whatever name leads to
// them.
func (c *Checker) client() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxConnsPerHost = 1
	proxies := proxyHosts()
	if !c.private {
		transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			d := net.Dialer{Timeout: patience}
			if !proxies[address] {
				d.Control = func(_, address string, _ syscall.RawConn) error { return public(address) }
			}
			return d.DialContext(ctx, network, address)
		}
	}
	return &http.Client{
		Transport: transport,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) >= redirects {
				return errors.New("it redirects without an end")
			}
			if !c.private && ownNetwork(r.URL) {
				return errPrivate
			}
			if t, ok := r.Context().Value(trailKey{}).(*trail); ok {
				t.hops++
				status := r.Response.StatusCode
				t.forGood = t.forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
			}
			return nil
		},
	}
}

// proxyHosts are the proxies that the environment names, as host:port: they may
// stand in the own network.
func proxyHosts() map[string]bool {
	out := map[string]bool{}
	for _, scheme := range []string{"http", "https"} {
		u, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: scheme, Host: "example.org"}})
		if err == nil && u != nil {
			out[net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "80"))] = true
		}
	}
	return out
}

var errPrivate = errors.New("it stands in the own machine or network")

// shared is the address space of carriers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// ownNetwork tells an address that names the own machine or network itself, which
// a proxy would ask.
func ownNetwork(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if _, err := netip.ParseAddr(host); err == nil {
		return public(net.JoinHostPort(host, "80")) != nil
	}
	return !strings.Contains(host, ".") || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal")
}

// public refuses addresses that no reader elsewhere can reach.
func public(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	if ip := at.Addr().Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() || shared.Contains(ip) {
		return errPrivate
	}
	return nil
}

// reason says in few words why nothing was learnt.
func reason(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate.Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		return "there is no host of this name"
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in " + fmt.Sprint(patience)
	case errors.Is(err, context.Canceled):
		return "not asked"
	case errors.Is(err, io.EOF):
		return "the host hung up"
	}
	return err.Error()
}
