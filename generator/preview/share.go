package preview

import (
	"fmt"
	"net"
	"net/netip"
	"strings"

	"github.com/mdp/qrterminal/v3"
)

// welcome says where the site is. Where other computers can read it, it says
// so, and shows the address for a phone.
func (s *server) welcome(l net.Listener) {
	tcp, ok := l.Addr().(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		s.options.Ready("http://" + l.Addr().String() + "/")
		if ok && !tcp.IP.IsLoopback() {
			s.log.warnOpen()
		}
		return
	}
	s.options.Ready(fmt.Sprintf("http://127.0.0.1:%d/", tcp.Port))
	s.log.warnOpen()
	if ip := ownAddress(); ip != "" {
		s.log.phone("http://" + net.JoinHostPort(ip, fmt.Sprint(tcp.Port)) + "/")
	}
}

// ownAddress gives this computer's address in its network; "" if it is in none.
func ownAddress() string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	found := ""
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok {
			continue
		}
		ip, ok := netip.AddrFromSlice(n.IP)
		if ip = ip.Unmap(); !ok || !ip.Is4() || !ip.IsGlobalUnicast() {
			continue
		}
		if ip.IsPrivate() {
			return ip.String()
		}
		found = ip.String()
	}
	return found
}

func (t *terminal) warnOpen() {
	t.line("warning: everybody in this network can read the site while it is served")
}

// phone shows an address as text and as a QR code.
func (t *terminal) phone(address string) {
	var code strings.Builder
	qrterminal.GenerateHalfBlock(address, qrterminal.L, &code)
	t.line("On a phone in the same network: %s\n%s", address, strings.TrimSuffix(code.String(), "\n"))
}
