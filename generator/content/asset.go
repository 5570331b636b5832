package content

import (
	"encoding/xml"
	images "image"
	_ "image/gif"  // for the dimensions of images
	_ "image/jpeg" // "
	_ "image/png"  // "
	"io"
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // "
	"golang.org/x/net/html"

	"fieldbook/generator/input"
)

// Asset is a file of the content that is neither a page nor data.
type Asset struct {
	Path          string // below the folder, with slashes
	Bytes         int64
	Width, Height int  // of an image, in pixels; 0 if unknown
	Beside        bool // it stands outside of the folder: see Tree.Open
}

// measure looks at a file. One that cannot be read is told when it is
// published.
func measure(folder input.Folder, file string) Asset {
	a := Asset{Path: file}
	_, info, err := folder.Stat(file)
	if err != nil {
		return a
	}
	a.Bytes = info.Size()
	ext := strings.ToLower(path.Ext(file))
	switch ext {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
	default:
		return a
	}
	f, err := folder.Open(file)
	if err != nil {
		return a
	}
	defer func() { _ = f.Close() }()
	if ext == ".svg" {
		a.Width, a.Height, _ = SVG(f)
	} else if c, _, err := images.DecodeConfig(f); err == nil {
		a.Width, a.Height = c.Width, c.Height
		if _, err := f.Seek(0, io.SeekStart); err == nil && sideways(f) {
			a.Width, a.Height = c.Height, c.Width
		}
	}
	return a
}

// maxProlog bounds what is read of an SVG file to find its root, in bytes.
const maxProlog = 1 << 20

// SVG gives the width and height that the root of an SVG file states, or those
// of its viewBox (https://www.w3.org/TR/SVG2/coords.html); 0 if it states none.
// It tells whether the file is one.
func SVG(svg io.Reader) (width, height int, ok bool) {
	d := xml.NewDecoder(io.LimitReader(svg, maxProlog))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names and numbers are ASCII
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, false
		}
		if start, ok := token.(xml.StartElement); ok {
			width, height = rootSize(start)
			return width, height, start.Name.Local == "svg"
		}
	}
}

func rootSize(svg xml.StartElement) (width, height int) {
	var w, h float64
	var box []string
	for _, a := range svg.Attr {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(c rune) bool { return c == ',' || c == ' ' || c == '\t' || c == '\n' })
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = pixels(box[2]), pixels(box[3])
	}
	if svg.Name.Local != "svg" || w == 0 || h == 0 {
		return 0, 0
	}
	return int(math.Round(w)), int(math.Round(h))
}

// lengths are the absolute units of CSS, in pixels.
var lengths = map[string]float64{"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96.0 / 72, "pc": 16}

// pixels reads a length; 0 for one that depends on where the image stands.
func pixels(length string) float64 {
	length = strings.ToLower(strings.TrimSpace(length))
	number := strings.TrimRight(length, "abcdefghijklmnopqrstuvwxyz%")
	scale, known := lengths[length[len(number):]]
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || !known || !(v > 0 && v < 1e6) {
		return 0
	}
	return v * scale
}

// Scripted tells whether an SVG file would run a script if it were opened
// alone. It is read as HTML too, as lenient as a browser may be.
func Scripted(svg io.Reader) bool {
	tokens := html.NewTokenizer(svg)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			name := token.Data[strings.LastIndexByte(token.Data, ':')+1:]
			if name == "script" || name == "handler" {
				return true
			}
			for _, a := range token.Attr {
				if runs(a.Key, a.Val) {
					return true
				}
			}
		}
	}
}

// runs tells whether an attribute holds a script, or lets one in.
func runs(key, value string) bool {
	plain := strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1 // browsers pass over white space in an address
		}
		return c
	}, strings.ToLower(value))
	return strings.HasPrefix(key, "on") || strings.Contains(plain, "javascript:") || strings.HasPrefix(plain, "data:text/html")
}
