package e2e

import (
	"path"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestSourceMaps: the browser's debugger finds the maps of a page's scripts and styles,
// and is given them, under the policy of the page.
func TestSourceMaps(t *testing.T) {
	w := write(t, nil)
	p := open(t)
	found := make(chan [2]string, 100)
	if err := chromedp.Listen(p.ctx, func(event any) {
		switch e := event.(type) {
		case *debugger.EventScriptParsed:
			found <- [2]string{e.URL, e.SourceMapURL}
		case *css.EventStyleSheetAdded:
			found <- [2]string{e.Header.SourceURL, e.Header.SourceMapURL}
		}
	}); err != nil {
		t.Fatal(err)
	}
	p.do(command(debugger.Enable, debugger.EnableParams{}), command(dom.Enable, dom.EnableParams{}), command(css.Enable, cdp.Empty{}), chromedp.Navigate(w.url))
	target := chromedp.FromContext(p.ctx).Target
	tree, err := cdp.Call(p.ctx, target, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for !kinds[".js"] || !kinds[".css"] {
		f := [2]string{}
		select {
		case f = <-found:
		case <-p.ctx.Done():
			t.Fatalf("the browser reads these alone: %v", kinds)
		}
		if !strings.HasPrefix(f[0], w.url+"assets/") {
			continue
		}
		kinds[path.Ext(f[0])] = true
		at := strings.TrimSuffix(w.url, "/") + f[1]
		got, err := cdp.Call(p.ctx, target, network.LoadNetworkResource, network.LoadNetworkResourceParams{FrameID: tree.FrameTree.Frame.ID, URL: at, Options: &network.LoadNetworkResourceOptions{}})
		if err != nil || got.Resource.HTTPStatusCode != 200 || at != f[0]+".map" {
			t.Errorf("the map of %s at %q: %v %+v", f[0], f[1], err, got.Resource)
		}
	}
	p.quiet()
}
