package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/chromedp/chromedp"
)

// boxed writes all of a page with a font whose letters are all one box: every machine
// then lays it out the same, whatever fonts it has.
func boxed() chromedp.Action[chromedp.Void] {
	return evaluated(fmt.Sprintf(`(async () => {
		const boxes = new FontFace("Boxes", Uint8Array.from(atob(%q), c => c.charCodeAt(0)).buffer), sheet = new CSSStyleSheet();
		document.fonts.add(await boxes.load());
		sheet.replaceSync("*, ::before, ::after, ::placeholder { font-family: Boxes !important; font-synthesis: none !important }");
		document.adoptedStyleSheets = [sheet];
		await document.fonts.ready;
		if (!document.fonts.check("16px Boxes")) throw new Error("no boxes");
	})()`, base64.StdEncoding.EncodeToString(boxFont())))
}

// boxFont is a TrueType font of one box, for all characters up to boxLast but spaces.
func boxFont() []byte {
	const units, wide, up, down, boxLast = 1000, 500, 900, -300, 0x2fff
	box := pack(int16(1), int16(50), int16(0), int16(450), int16(700), // its contour, and what it lies in
		uint16(3), uint16(0), []byte{1, 1, 1, 1}, []int16{50, 400, 0, -400, 0, 0, 700, 0}, []byte{0, 0})
	glyphs := make([]uint16, boxLast-' '+1)
	for i := range glyphs {
		glyphs[i] = 1
	}
	for _, space := range []int{' ', 0xa0, 0x2009, 0x200b, 0x202f} {
		glyphs[space-' '] = 2
	}
	cmap := pack(uint16(4), uint16(16+2*8+2*len(glyphs)), []uint16{0, 4, 4, 1, 0, boxLast, 0xffff, 0, ' ', 0xffff, 0, 1, 4, 0}, glyphs)
	tables := map[string][]byte{
		"head": pack(uint32(0x10000), uint32(0x10000), uint32(0), uint32(0x5f0f3cf5), []uint16{0, units}, [16]byte{}, []int16{0, 0, 450, 700, 0, 8, 2, 1, 0}),
		"hhea": pack(uint32(0x10000), []int16{up, down, 0, wide, 0, 0, 450, 1, 0, 0, 0, 0, 0, 0, 0, 3}),
		"maxp": pack(uint32(0x10000), []uint16{3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0}),
		"OS/2": pack([]int16{0, wide, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0}, [10]byte{}, [16]byte{}, []byte("BOXS"), []uint16{0x40, ' ', boxLast}, []int16{up, down, 0, up, -down}),
		"hmtx": pack([]int16{wide, 0, wide, 0, wide, 0}),
		"cmap": append(pack([]uint16{0, 1, 3, 1}, uint32(12)), cmap...),
		"loca": pack([]uint32{0, uint32(len(box)), uint32(2 * len(box)), uint32(2 * len(box))}),
		"glyf": append(bytes.Clone(box), box...),
		"name": pack([]uint16{0, 0, 6}),
		"post": pack(uint32(0x30000), uint32(0), []int16{-100, 50}, [20]byte{}),
	}
	head := pack(uint32(0x10000), []uint16{uint16(len(tables)), 128, 3, uint16(16*len(tables) - 128)})
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		table := tables[name]
		padded := append(bytes.Clone(table), make([]byte, (4-len(table)%4)%4)...)
		var sum uint32
		for i := 0; i < len(padded); i += 4 {
			sum += binary.BigEndian.Uint32(padded[i:])
		}
		head = append(head, pack([]byte(name), sum, uint32(12+16*len(tables)+len(body)), uint32(len(table)))...)
		body = append(body, padded...)
	}
	return append(head, body...)
}

// pack writes values one behind the other, as fonts have them.
func pack(values ...any) []byte {
	var out bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&out, binary.BigEndian, v); err != nil {
			panic(err)
		}
	}
	return out.Bytes()
}
