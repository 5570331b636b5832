package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "rewrite how pages look and what is told of them")

// states are what is told of an element beside its role and its name, with the value
// of which nothing is told.
var states = map[string]string{"level": "", "checked": "", "pressed": "", "expanded": "", "disabled": "false", "invalid": "false", "required": "false", "readonly": "false", "hasPopup": "false", "modal": "false", "live": "off"}

// tree is what a screen reader is told of a page: a line for each element that has a
// role of its own, below the one that it stands in. Text is left out but for names.
func tree(p *tab) string {
	p.Helper()
	var nodes []*accessibility.Node
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		got, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		nodes = got.Nodes
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var out strings.Builder
	var write func(n *accessibility.Node, depth int)
	write = func(n *accessibility.Node, depth int) {
		if line := told(n); line != "" {
			out.WriteString(strings.Repeat(" ", depth) + line + "\n")
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				write(child, depth)
			}
		}
	}
	write(nodes[0], 0)
	return out.String()
}

// told is an element's line; "" for what has no role that is told.
func told(n *accessibility.Node) string {
	role := said(n.Role)
	switch role {
	case "", "none", "generic", "paragraph", "StaticText", "InlineTextBox", "LineBreak", "ListMarker", "listitem", "strong", "emphasis", "time", "code", "LabelText", "row", "rowgroup", "cell", "term", "definition":
		return ""
	}
	if n.Ignored {
		return ""
	}
	line := strings.TrimSuffix(strings.TrimSpace(role+" "+cut(said(n.Name))), " ")
	for _, property := range n.Properties {
		without, told := states[string(property.Name)]
		if value := said(property.Value); told && value != without {
			line += " [" + string(property.Name) + " " + value + "]"
		}
	}
	return line
}

// said is a value as text.
func said(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var value any
	if json.Unmarshal(v.Value, &value) != nil || value == nil {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprint(value)), " ")
}

// cut keeps the beginning of a long name.
func cut(name string) string {
	if runes := []rune(name); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return name
}

// compareTree holds what a screen reader is told of a page against what it was.
func compareTree(p *tab, name string) {
	p.Helper()
	file, got := filepath.Join("testdata", "trees", name+".txt"), tree(p)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			p.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		p.Fatal(err)
	}
	was, is := strings.Split(string(text), "\n"), strings.Split(got, "\n")
	for i := 0; i < len(was) && i < len(is); i++ {
		if was[i] != is[i] {
			p.Errorf("%s:%d: is told as\n%s\nand was\n%s", file, i+1, is[i], was[i])
			return
		}
	}
	if len(was) != len(is) {
		p.Errorf("%s: %d lines were told, and are %d", file, len(was), len(is))
	}
}

// A picture is looked at coarsely, so that what is seen is a block that moves or goes
// and no edge of a letter.
const (
	columns, rows = 32, 64
	shown         = 2048 // pixels of a page's height
	unlike        = 20   // of 255, by which a cell differs
	unlikeCells   = 4    // that may
)

// comparePicture holds how a page looks in boxes against how it did.
func comparePicture(p *tab, name string, width int) {
	p.Helper()
	file, got := filepath.Join("testdata", "pictures", name+".png"), picture(p, width)
	if *update {
		var out bytes.Buffer
		if err := png.Encode(&out, got); err != nil {
			p.Fatal(err)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			p.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		p.Fatal(err)
	}
	was, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.Fatal(err)
	}
	var cells []string
	for y := range rows {
		for x := range columns {
			a, b := got.GrayAt(x, y).Y, was.(*image.Gray).GrayAt(x, y).Y
			if max(a, b)-min(a, b) > unlike {
				cells = append(cells, fmt.Sprintf("%d,%d", x*width/columns, y*shown/rows))
			}
		}
	}
	if len(cells) > unlikeCells {
		p.Errorf("%s: %d of %d parts of the page look otherwise, the first at %s", file, len(cells), columns*rows, cells[0])
	}
}

// picture is the upper part of a page, in boxes, with a pixel for each cell: how bright
// it is on the whole.
func picture(p *tab, width int) *image.Gray {
	p.Helper()
	p.do(boxed())
	beyond := true
	var data []byte
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		got, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond, Clip: &page.Viewport{Width: float64(width), Height: shown, Scale: 1}})
		data = got.Data
		return err
	}))
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.Fatal(err)
	}
	small := image.NewGray(image.Rect(0, 0, columns, rows))
	for cy := range rows {
		for cx := range columns {
			sum, n := 0, 0
			for y := cy * shown / rows; y < (cy+1)*shown/rows; y++ {
				for x := cx * width / columns; x < (cx+1)*width/columns; x++ {
					sum += int(color.GrayModel.Convert(full.At(x, y)).(color.Gray).Y)
					n++
				}
			}
			small.SetGray(cx, cy, color.Gray{Y: uint8(sum / n)})
		}
	}
	return small
}
