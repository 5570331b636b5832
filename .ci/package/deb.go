package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// An entry is a file of an archive, or a folder, which has no text and ends in a slash.
type entry struct {
	name string
	mode int64
	text []byte
}

// deb is the binary as a package of Debian's.
func deb(r *release, b binary) ([]byte, error) {
	license, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	changes, err := zipped([]byte(fmt.Sprintf("fieldbook (%s) stable; urgency=medium\n\n  * See %s/releases/tag/%s.\n\n -- Fieldbook <fieldbook@%s.invalid>  %s\n", r.debian(), r.Home, r.Tag, r.Owner, r.made.Format(time.RFC1123Z))))
	if err != nil {
		return nil, err
	}
	data, err := archive(r.made, []entry{
		{"./", 0o755, nil}, {"./usr/", 0o755, nil}, {"./usr/bin/", 0o755, nil}, {"./usr/bin/fieldbook", 0o755, b.data},
		{"./usr/share/", 0o755, nil}, {"./usr/share/doc/", 0o755, nil}, {"./usr/share/doc/fieldbook/", 0o755, nil},
		{"./usr/share/doc/fieldbook/changelog.gz", 0o644, changes},
		{"./usr/share/doc/fieldbook/copyright", 0o644, slices.Concat([]byte("Source: "+r.Home+"\nThe licences of its modules are printed by: fieldbook licenses\n\n"), license)},
	})
	if err != nil {
		return nil, err
	}
	about := fmt.Sprintf("Package: fieldbook\nVersion: %s\nArchitecture: %s\nMaintainer: Fieldbook <fieldbook@%s.invalid>\nInstalled-Size: %d\nSection: web\nPriority: optional\nHomepage: %s\nDescription: static knowledge base with checklists\n %s.\n",
		r.debian(), b.Processor, r.Owner, (len(b.data)+1023)/1024, r.Home, r.Description)
	control, err := archive(r.made, []entry{{"./", 0o755, nil}, {"./control", 0o644, []byte(about)}})
	if err != nil {
		return nil, err
	}
	return ar(r.made, []entry{{"debian-binary", 0o644, []byte("2.0\n")}, {"control.tar.gz", 0o644, control}, {"data.tar.gz", 0o644, data}}), nil
}

// archive is a tar file, compressed, whose files are root's.
func archive(made time.Time, entries []entry) ([]byte, error) {
	var plain bytes.Buffer
	w := tar.NewWriter(&plain)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: e.mode, Size: int64(len(e.text)), ModTime: made, Typeflag: tar.TypeReg, Uname: "root", Gname: "root", Format: tar.FormatGNU}
		if strings.HasSuffix(e.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := w.Write(e.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zipped(plain.Bytes())
}

func zipped(text []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}

// ar is the archive around a package's parts.
func ar(made time.Time, entries []entry) []byte {
	out := bytes.NewBufferString("!<arch>\n")
	for _, e := range entries {
		fmt.Fprintf(out, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", e.name, made.Unix(), 0, 0, 0o100000|e.mode, len(e.text))
		out.Write(e.text)
		if len(e.text)%2 == 1 {
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}
