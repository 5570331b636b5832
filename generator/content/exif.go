package content

import (
	"bytes"
	"encoding/binary"
	"io"
)

// Segments of a JPEG file and tags of Exif (CIPA DC-008), as far as they tell how a
// picture is to be turned.
const (
	jpegStart       = 0xd8
	jpegScan        = 0xda // the picture itself: nothing that is told follows
	jpegApp1        = 0xe1
	orientationTag  = 0x0112
	firstSideways   = 5 // orientations from here on turn the picture by a quarter
	lastOrientation = 8
	mostSegments    = 64 // before the picture
	mostTags        = 1024
)

// sideways tells whether a JPEG file says that its picture is shown turned by a quarter,
// so that its width is the height of what is stored. What cannot be read turns nothing,
// as in a browser.
func sideways(jpeg io.ReadSeeker) bool {
	var head [4]byte
	if _, err := io.ReadFull(jpeg, head[:2]); err != nil || head[0] != 0xff || head[1] != jpegStart {
		return false
	}
	for range mostSegments {
		if _, err := io.ReadFull(jpeg, head[:]); err != nil || head[0] != 0xff || head[1] == jpegScan {
			return false
		}
		size := int64(binary.BigEndian.Uint16(head[2:])) - 2
		if size < 0 {
			return false
		}
		if head[1] != jpegApp1 {
			if _, err := jpeg.Seek(size, io.SeekCurrent); err != nil {
				return false
			}
			continue
		}
		data := make([]byte, size)
		if _, err := io.ReadFull(jpeg, data); err != nil {
			return false
		}
		if tiff, ok := bytes.CutPrefix(data, []byte("Exif\x00\x00")); ok {
			turn := orientation(tiff)
			return turn >= firstSideways && turn <= lastOrientation
		}
	}
	return false
}

// orientation finds the tag in the first directory of a TIFF block; 0 if it has none.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	const entry = 12 // bytes: the tag, its type, a count, and a value
	entries := tiff[at+2:]
	for range min(int(order.Uint16(tiff[at:])), mostTags) {
		if len(entries) < entry {
			return 0
		}
		if order.Uint16(entries) == orientationTag {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[entry:]
	}
	return 0
}
