package brand

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The size of a card, in pixels: what the sites that show them ask for.
const (
	cardWidth  = 1200
	cardHeight = 630
	cardMargin = 90
)

// card draws the picture that stands for a site where it is shared: its logo,
// if that is a PNG, its title and its description. It gives nil when the font
// lacks a letter of them.
func card(title, description, accent string, logo image.Image) ([]byte, error) {
	bold, regular, err := faces()
	if err != nil || !has(bold, title) || !has(regular, description) {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, cardWidth, cardHeight))
	fill(picture, picture.Rect, lightGrounds[0])
	fill(picture, image.Rect(0, cardHeight-36, cardWidth, cardHeight), accent)
	ruler(picture)
	top := cardMargin
	if logo != nil {
		box := logo.Bounds()
		height := 110
		width := min(box.Dx()*height/max(box.Dy(), 1), cardWidth-2*cardMargin)
		draw.CatmullRom.Scale(picture, image.Rect(cardMargin, top, cardMargin+width, top+height), logo, box, draw.Over, nil)
		top += height + 20
	}
	top = write(picture, bold, title, "#1b2220", top+90, 96, 3)
	write(picture, regular, description, "#55605b", top+10, 50, 3)
	var b bytes.Buffer
	err = png.Encode(&b, picture)
	return b.Bytes(), err
}

// faces are the fonts of a card. They come with x/image.
func faces() (bold, regular font.Face, err error) {
	for _, f := range []struct {
		data []byte
		size float64
		face *font.Face
	}{{gobold.TTF, 80, &bold}, {goregular.TTF, 38, &regular}} {
		parsed, err := opentype.Parse(f.data)
		if err != nil {
			return nil, nil, err
		}
		if *f.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: f.size, DPI: 72}); err != nil {
			return nil, nil, err
		}
	}
	return bold, regular, nil
}

// has tells whether a font has every letter of a text.
func has(face font.Face, text string) bool {
	for _, c := range text {
		if _, ok := face.GlyphAdvance(c); !ok {
			return false
		}
	}
	return true
}

// write sets a text in lines from a baseline on, and gives that of the line
// after it.
func write(to draw.Image, face font.Face, text, colour string, baseline, step, most int) int {
	d := font.Drawer{Dst: to, Src: image.NewUniform(of(colour)), Face: face}
	for _, line := range wrap(d, text, most) {
		d.Dot = fixed.P(cardMargin, baseline)
		d.DrawString(line)
		baseline += step
	}
	return baseline
}

// wrap parts a text into at most so many lines; what does not fit is cut.
func wrap(d font.Drawer, text string, most int) []string {
	const room = cardWidth - 2*cardMargin
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line == "" || d.MeasureString(longer).Ceil() <= room {
			line = longer
			continue
		}
		if len(lines) == most-1 {
			line += " …"
			break
		}
		lines, line = append(lines, line), word
	}
	return append(lines, line)
}

// ruler marks the band at the foot, as the site's rulers are.
func ruler(to draw.Image) {
	for i := 1; i < 24; i++ {
		length := 14
		if i%4 == 0 {
			length = 26
		}
		fill(to, image.Rect(i*50-1, cardHeight-36-length, i*50+1, cardHeight-36), "#1b2220")
	}
}

func fill(to draw.Image, box image.Rectangle, colour string) {
	draw.Draw(to, box, image.NewUniform(of(colour)), image.Point{}, draw.Src)
}

func of(hex string) color.Color {
	c, _ := colorful.Hex(hex) // checked before: it cannot fail
	return c
}
