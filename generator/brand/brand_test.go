package brand

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/lucasb-eyer/go-colorful"
)

func colour(t *testing.T, hex string) colorful.Color {
	t.Helper()
	c, err := colorful.Hex(hex)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestContrast holds the formula against known ratios.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#000000", 21}, {"#777777", "#ffffff", 4.48}, {"#0000ff", "#ffffff", 8.59}, {"#ffff00", "#ffffff", 1.07}, {"#123456", "#123456", 1}} {
		if got := contrast(colour(t, c.a), colour(t, c.b)); got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// TestPalette tries colours that firms have: what is taken can be read on every
// ground in both schemes, and what is refused comes with one that is taken.
func TestPalette(t *testing.T) {
	taken := 0
	for _, accent := range []string{"#0a6650", "#ffd400", "#ffc0cb", "#111111", "#000", "#fff", "#e4002b", "#0057b8", "#7a1fa2", "#ff6600", "#00a3e0", "#808080", "#00ff00", "#5c068c"} {
		p, nearest, err := paletteOf(accent)
		if err != nil {
			if nearest == "" {
				t.Errorf("%s: %v, and no other", accent, err)
				continue
			}
			if p, _, err = paletteOf(nearest); err != nil {
				t.Errorf("%s: the nearest, %s, is refused: %v", accent, nearest, err)
				continue
			}
		} else {
			taken++
			if p.Light != colour(t, accent).Hex() {
				t.Errorf("%s becomes %s", accent, p.Light)
			}
		}
		for text, grounds := range map[string][]string{p.Light: append([]string{p.LightTint}, lightGrounds...), p.Dark: append([]string{p.DarkTint}, darkGrounds...)} {
			for _, ground := range grounds {
				if ratio := contrast(colour(t, text), colour(t, ground)); ratio < readable {
					t.Errorf("%s: %s on %s has %.2f:1", accent, text, ground, ratio)
				}
			}
		}
		for ink, ground := range map[string]string{"#1b2220": p.LightTint, "#e9e6de": p.DarkTint} {
			if ratio := contrast(colour(t, ink), colour(t, ground)); ratio < 7 {
				t.Errorf("%s: ink on the tint %s has %.2f:1", accent, ground, ratio)
			}
		}
	}
	if taken != 6 {
		t.Errorf("%d are taken as they are", taken)
	}
	for _, bad := range []string{"", "red", "red;}", "#ggg", "#12345", "#1234567", "0a6650", "#0a6650;}", "rgb(1,2,3)"} {
		if _, nearest, err := paletteOf(bad); err == nil || nearest != "" {
			t.Errorf("%q is a colour", bad)
		}
	}
}

// TestGroundsAreTheStyles holds the colours known here against the style sheet.
func TestGroundsAreTheStyles(t *testing.T) {
	css, err := os.ReadFile("../../templates/assets/style/base.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []string{
		"--paper: light-dark(" + lightGrounds[0] + ", " + darkGrounds[0] + ");", "--raised: light-dark(" + lightGrounds[1] + ", " + darkGrounds[1] + ");",
		"--accent: light-dark(" + DefaultAccent + ", ",
	} {
		if !strings.Contains(string(css), rule) {
			t.Errorf("style/base.css has no %s", rule)
		}
	}
}

// TestCard draws a card, and none whose letters the font lacks.
func TestCard(t *testing.T) {
	logo := image.NewRGBA(image.Rect(0, 0, 40, 20))
	fill(logo, logo.Rect, "#ff0000")
	long := strings.Repeat("long words ", 60)
	for title, drawn := range map[string]bool{"Our handbook": true, "Grüße, Ελλάδα, Привет": true, long: true, "": true, "手册": false, "كتاب": false} {
		data, err := card(title, long, "#0a6650", logo)
		if err != nil || (data != nil) != drawn {
			t.Errorf("%q: drawn is %v, %v", title, data != nil, err)
		}
		if !drawn {
			continue
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil || picture.Bounds() != image.Rect(0, 0, 1200, 630) {
			t.Fatalf("%q: %v", title, err)
		}
		for at, want := range map[image.Point]string{{5, 5}: lightGrounds[0], {5, 625}: "#0a6650", {cardMargin + 100, cardMargin + 50}: "#ff0000"} {
			if got, _ := colorful.MakeColor(picture.At(at.X, at.Y)); got.Hex() != want {
				t.Errorf("%q at %v is %s, want %s", title, at, got.Hex(), want)
			}
		}
	}
}

// TestStopped finds what the policy would stop.
func TestStopped(t *testing.T) {
	for markup, want := range map[string]string{
		`<meta name="a" content="b">` + "\n<!-- c --><link rel=me href='https://e.org'>": "", "": "",
		"<script>x()</script>": "<script>", "<style>a{}</style>": "<style>", "<meta onload=x>": "the attribute onload", "<link style=x>": "the attribute style",
		`<meta http-equiv="refresh">`: "the attribute http-equiv", "words": "text", "<!-- open": "a comment that is not closed", `<meta name="x`: "a tag that is not closed", "<link rel=stylesheet href='https://e.org/x.css'>": `a link that loads "https://e.org/x.css"`, "<link rel=me href=x>": `a link to "x", which is no full address`, "</head><body>": "<body>", "<base href=x>": "<base>",
	} {
		if got := stopped(markup); got != want {
			t.Errorf("%q: %q, want %q", markup, got, want)
		}
	}
}
