package brand

import (
	"fmt"
	"math"
	"regexp"

	"github.com/lucasb-eyer/go-colorful"
)

// The grounds that text stands on in each scheme, as style/base.css has them: paper
// and what is raised above it.
var (
	lightGrounds = []string{"#fbfaf5", "#ffffff"}
	darkGrounds  = []string{"#15191a", "#1c2223"}
)

// How much of the accent is in its tint, on which text stands too.
const (
	lightTint = 0.10
	darkTint  = 0.14
)

// readable is the least contrast of text (WCAG 2.2, 1.4.3).
const readable = 4.5

// darkLightness is how light an accent is at least in the dark scheme, in Oklch.
const darkLightness = 0.72

var hex = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// Palette is an accent with its shades, as #rrggbb.
type Palette struct {
	Light, LightTint string
	Dark, DarkTint   string
}

// paletteOf derives the shades of an accent. The error says why it cannot be
// one; then nearest is the colour like it that can, if there is one.
func paletteOf(accent string) (p Palette, nearest string, err error) {
	if !hex.MatchString(accent) {
		return p, "", fmt.Errorf("%q is not a colour", accent)
	}
	c, err := colorful.Hex(accent)
	if err != nil {
		return p, "", err
	}
	light := towards(c, 0, lightGrounds, lightTint)
	if light.Hex() != c.Hex() {
		return p, light.Hex(), fmt.Errorf("text in %s cannot be read: its contrast with the paper or its own tint is %.1f:1, %.1f:1 is the least", accent, least(c, lightGrounds, lightTint), readable)
	}
	l, chroma, hue := c.OkLch()
	dark := towards(colorful.OkLch(max(l, darkLightness), chroma, hue).Clamped(), 1, darkGrounds, darkTint)
	return Palette{light.Hex(), tint(light, lightGrounds[0], lightTint).Hex(), dark.Hex(), tint(dark, darkGrounds[0], darkTint).Hex()}, "", nil
}

// towards gives the colour nearest to c, on the way to black (0) or white (1),
// that can be read on the grounds and on its own tint.
func towards(c colorful.Color, end float64, grounds []string, share float64) colorful.Color {
	l, chroma, hue := c.OkLch()
	const steps = 200
	for i := range steps {
		at := rounded(colorful.OkLch(l+(end-l)*float64(i)/steps, chroma, hue).Clamped())
		if i == 0 {
			at = rounded(c) // as it was written
		}
		if least(at, grounds, share) >= readable {
			return at
		}
	}
	return colorful.LinearRgb(end, end, end)
}

// rounded gives a colour as it is written, so that what is measured is what is
// shown.
func rounded(c colorful.Color) colorful.Color {
	out, _ := colorful.Hex(c.Hex()) // its own writing: it cannot fail
	return out
}

// least is the lowest contrast of a colour with the grounds and its tint.
func least(c colorful.Color, grounds []string, share float64) float64 {
	lowest := contrast(c, tint(c, grounds[0], share))
	for _, ground := range grounds {
		g, _ := colorful.Hex(ground) // our own: it cannot fail
		lowest = math.Min(lowest, contrast(c, g))
	}
	return lowest
}

// tint is a ground with a share of a colour in it.
func tint(c colorful.Color, ground string, share float64) colorful.Color {
	g, _ := colorful.Hex(ground) // our own: it cannot fail
	return rounded(g.BlendRgb(c, share))
}

// contrast follows WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func contrast(a, b colorful.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance follows https://www.w3.org/TR/WCAG22/#dfn-relative-luminance.
func luminance(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}
