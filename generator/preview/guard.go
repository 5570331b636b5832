package preview

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"fieldbook/generator/output"
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
// being written, nor show it in a frame that was not asked for. Following a link from
// there to here is allowed.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !s.hosts.allow(r.Host):
			refuse(w, "this name is not the preview's: open it by the address that the terminal shows, or name it with --addr")
		case foreign(r) && !(s.options.Frame != "" && framed(r)):
			refuse(w, "the preview answers its own pages alone")
		default:
			for _, h := range headers(s.options.Frame) {
				w.Header().Set(h[0], h[1])
			}
			w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
			next.ServeHTTP(patient{w, http.NewResponseController(w)}, r)
		}
	})
}

// writers tells a request of the computer that the preview runs on. Only there is it
// told what is wrong, in which files, and where on the disk they are: others in the
// network read the site, and nothing that only its writer knows.
func writers(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && from.Addr().Unmap().IsLoopback()
}

// FrameKnown tells whether --frame can be sent as sources of a policy: nothing in it
// may begin another directive or another header.
func FrameKnown(frame string) bool {
	return !strings.ContainsFunc(frame, func(r rune) bool { return r <= ' ' && r != ' ' || r > '~' || strings.ContainsRune(";,'", r) })
}

// headers are as the published site has them, but for who may show a page in a frame
// where that was asked for. X-Frame-Options can name nobody.
func headers(frame string) [][2]string {
	if frame == "" {
		return output.Headers
	}
	var out [][2]string
	for _, h := range output.Headers {
		if h[0] != "X-Frame-Options" {
			out = append(out, [2]string{h[0], strings.Replace(h[1], "frame-ancestors 'self'", "frame-ancestors 'self' "+frame, 1)})
		}
	}
	return out
}

func refuse(w http.ResponseWriter, why string) { http.Error(w, why, http.StatusForbidden) }

// foreign tells a request that another site's page has made. Browsers say so
// in Origin, or in Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/).
func foreign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err != nil || u.Scheme != "http" || u.Host != r.Host
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}

// framed tells a request for a page that is to be shown in a frame. Whose page that is
// it does not tell: the browser holds it against the policy that is sent along.
func framed(r *http.Request) bool {
	return r.Header.Get("Origin") == "" && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "iframe"
}

// lagging is how long a browser may take nothing of an answer until it is given
// up: it holds memory and a connection.
const lagging = 10 * time.Second

// patient writes an answer piece by piece, and waits for each as long as may be.
type patient struct {
	http.ResponseWriter
	control *http.ResponseController
}

// piece is what a slow reader must be able to take in that time, in bytes.
const piece = 64 << 10

// Write implements io.Writer.
func (p patient) Write(data []byte) (written int, err error) {
	for first := true; err == nil && (first || written < len(data)); first = false {
		_ = p.control.SetWriteDeadline(time.Now().Add(lagging)) // where it cannot be set, the system's own holds
		var n int
		n, err = p.ResponseWriter.Write(data[written:min(written+piece, len(data))])
		written += n
	}
	return written, err
}

// Unwrap lets http.ResponseController through.
func (p patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }
