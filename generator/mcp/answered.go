package mcp

import (
	"context"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// listening is the one request that has no answer until its caller gives it up.
const listening = "subscriptions/listen"

// answered is a connection that ends once what was asked is answered: a caller
// may close its end as soon as it has asked, and the library drops what is not
// answered by then.
type answered struct {
	sdk.Connection
	mu      sync.Mutex
	changed *sync.Cond
	asked   map[jsonrpc.ID]bool
	broken  bool // answers go nowhere
}

// transport makes a connection of the two ends of standard input and output.
type transport struct {
	in  io.ReadCloser
	out io.Writer
}

// Connect implements sdk.Transport.
func (t transport) Connect(ctx context.Context) (sdk.Connection, error) {
	inner, err := (&sdk.IOTransport{Reader: t.in, Writer: open{t.out}}).Connect(ctx)
	a := &answered{Connection: inner, asked: map[jsonrpc.ID]bool{}}
	a.changed = sync.NewCond(&a.mu)
	return a, err
}

// open is a writer that is not closed with the connection: it is not ours.
type open struct{ io.Writer }

// Close implements io.Closer.
func (open) Close() error { return nil }

// Read implements sdk.Connection.
func (a *answered) Read(ctx context.Context) (jsonrpc.Message, error) {
	message, err := a.Connection.Read(ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	if request, ok := message.(*jsonrpc.Request); ok && err == nil && request.IsCall() && request.Method != listening {
		a.asked[request.ID] = true
	}
	for err != nil && len(a.asked) > 0 && !a.broken {
		a.changed.Wait()
	}
	return message, err
}

// Write implements sdk.Connection.
func (a *answered) Write(ctx context.Context, message jsonrpc.Message) error {
	err := a.Connection.Write(ctx, message)
	a.mu.Lock()
	defer a.mu.Unlock()
	if response, ok := message.(*jsonrpc.Response); ok {
		delete(a.asked, response.ID)
	}
	a.broken = a.broken || err != nil
	a.changed.Broadcast()
	return err
}

// Close implements sdk.Connection.
func (a *answered) Close() error {
	a.mu.Lock()
	a.broken = true
	a.changed.Broadcast()
	a.mu.Unlock()
	return a.Connection.Close()
}
