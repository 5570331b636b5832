package browser_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"fieldbook/generator/browser/jstest"
)

// bytesOf are the bytes that a script gives as the signs of a text.
func bytesOf(t *testing.T, said any) []byte {
	t.Helper()
	data, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(said.(string)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// unzipped are the parts of a zip file, by name; reading checks their sums.
func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if day := f.Modified.Format("2006-01-02 15:04:05"); day != "1980-01-01 00:00:00" {
			t.Errorf("%s is of %s", f.Name, day)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// TestZip packs texts that Go unpacks, the empty one and those of all lengths of UTF-8
// too; half of a pair of surrogates is the sign for what is lost, as browsers have it.
func TestZip(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/page", `
		import { zip } from "./zip";
		globalThis.packed = (parts) => String.fromCharCode(...zip(parts));`)
	got := unzipped(t, bytesOf(t, e.Run(`packed([["a.xml", ""], ["folder/b.xml", "a\u0000\u007f\u0080ß\u07ff\u0800€\uffff😀"], ["c", "x\ud83dy\ude00"]])`)))
	if want := map[string]string{"a.xml": "", "folder/b.xml": "a\u0000\u007f\u0080ß\u07ff\u0800€\uffff😀", "c": "x\ufffdy\ufffd"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := unzipped(t, bytesOf(t, e.Run(`packed([])`))); len(got) != 0 {
		t.Errorf("of nothing %q", got)
	}
}
