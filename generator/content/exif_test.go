package content

import (
	"bytes"
	"encoding/binary"
	images "image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"fieldbook/generator/input"
)

// turned is a picture of 30 by 20 pixels that says how it is to be turned.
func turned(t *testing.T, order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, images.NewGray(images.Rect(0, 0, 30, 20)), nil); err != nil {
		t.Fatal(err)
	}
	tiff := order.AppendUint16([]byte(mark), 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2) // tags
	for _, tag := range [][2]uint16{{0x0100, 30}, {0x0112, orientation}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, tag[0]), 3)
		tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), tag[1]), 0)
	}
	exif := append([]byte("Exif\x00\x00"), tiff...)
	data := append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 'x', 'y'}, 0xff, 0xe1)
	data = binary.BigEndian.AppendUint16(data, uint16(len(exif)+2))
	return append(append(data, exif...), picture.Bytes()[2:]...)
}

// TestTurnedPictures: a picture is as wide as it is shown, and nothing that a file may
// say of it stops the measuring.
func TestTurnedPictures(t *testing.T) {
	dir := t.TempDir()
	folder, err := input.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	size := func(data []byte) [2]int {
		if err := os.WriteFile(filepath.Join(dir, "x.jpg"), data, 0o644); err != nil {
			t.Fatal(err)
		}
		a := measure(folder, "x.jpg")
		return [2]int{a.Width, a.Height}
	}
	for orientation := range uint16(10) {
		want := [2]int{30, 20}
		if orientation >= 5 && orientation <= 8 {
			want = [2]int{20, 30}
		}
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			data := turned(t, order, mark, orientation)
			if got := size(data); got != want {
				t.Errorf("turned by %d (%s) it is %v, want %v", orientation, mark, got, want)
			}
			for i := range data[:60] { // each byte of what is told, cut off or another one
				size(data[:i])
				size(append(append(bytes.Clone(data[:i]), 0xff), data[i+1:]...))
			}
		}
	}
}
