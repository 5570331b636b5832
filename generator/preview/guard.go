package preview

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
)

// hosts are the names that the server answers to. A page of another site can
// make its own name lead here (DNS rebinding), but not an IP address or a name
// of this list.
type hosts struct {
	names []string
	open  bool // also other computers may read
}

func hostsOf(addr string, l net.Listener) hosts {
	h := hosts{names: []string{"localhost"}}
	if name, _, err := net.SplitHostPort(addr); err == nil && name != "" {
		h.names = append(h.names, strings.ToLower(name))
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		h.open = true
		if own, err := os.Hostname(); err == nil {
			own = strings.ToLower(own)
			h.names = append(h.names, own, own+".local")
		}
	}
	return h
}

// allow tells whether a request's Host is one of these.
func (h hosts) allow(host string) bool {
	name := host
	if n, _, err := net.SplitHostPort(host); err == nil {
		name = n
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if ip, err := netip.ParseAddr(name); err == nil {
		return h.open || ip.Unmap().IsLoopback()
	}
	return slices.Contains(h.names, name) || strings.HasSuffix(name, ".localhost")
}

// guard refuses what pages of other sites ask for: they must not read what is
// being written. Following a link from there to here is allowed.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !s.hosts.allow(r.Host):
			refuse(w, "this name is not the preview's: open it by the address that the terminal shows, or name it with --addr")
		case foreign(r):
			refuse(w, "the preview answers its own pages alone")
		default:
			w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Referrer-Policy", "no-referrer")
			next.ServeHTTP(w, r)
		}
	})
}

func refuse(w http.ResponseWriter, why string) { http.Error(w, why, http.StatusForbidden) }

// foreign tells a request that another site's page has made. Browsers say so
// in Origin, or in Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/).
func foreign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err != nil || u.Host != r.Host
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate"
}
