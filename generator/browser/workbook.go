package browser

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxPart is the most that a part of a workbook may unpack to, in bytes, as in a
// page: more is a bomb.
const maxPart = 100 << 20

// isWorkbook tells a .xlsx file, which is a zip file.
func isWorkbook(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// isLocked tells a workbook with a password, or of the format before .xlsx: both are
// compound files of OLE.
func isLocked(data []byte) bool { return bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}) }

// openBook opens a sheet of a workbook, and gives the names of all: what the page
// reads of its cells stands in templates/assets/leads/xlsx.ts, for which parts are
// unpacked and parsed here.
func openBook(e *Engine, data []byte, sheet string) ([]string, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrWorkbook
	}
	if err := e.Offer("fieldbookXml", func(name string) string { return part(r, name) }); err != nil {
		return nil, err
	}
	if _, err := e.Call("fieldbookOpenBook", sheet); err != nil {
		return nil, err
	}
	said, err := e.Call("fieldbookOpened")
	if err != nil {
		return nil, err
	}
	var book struct {
		Sheets  []string `json:"sheets"`
		Failure string   `json:"failure"`
	}
	if err := json.Unmarshal([]byte(said), &book); err != nil {
		return nil, err
	}
	switch book.Failure {
	case "":
		return book.Sheets, nil
	case "damaged":
		return nil, ErrDamaged
	case "wide":
		return nil, ErrWide
	}
	return nil, ErrWorkbook
}

// part is a part of a workbook as cli.ts takes it; empty for one that it lacks.
func part(r *zip.Reader, name string) string {
	f, err := r.Open(name)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	if about, err := f.Stat(); err != nil || about.Size() > maxPart {
		return "unread"
	}
	text, err := parsed(io.LimitReader(f, maxPart+1))
	if wrong := (*xml.SyntaxError)(nil); errors.As(err, &wrong) {
		return "damaged"
	} else if err != nil {
		return "unread"
	}
	return text
}

// parsed is XML as JSON, each element its name, its attributes and what it holds.
func parsed(in io.Reader) (string, error) {
	var out strings.Builder
	d := xml.NewDecoder(in)
	depth := 0
	comma := func() {
		if s := out.String(); s != "" && s[len(s)-1] != '[' {
			out.WriteByte(',')
		}
	}
	for {
		token, err := d.Token()
		if err == io.EOF && depth == 0 {
			return out.String(), nil
		}
		if d.InputOffset() > maxPart {
			return "", errors.New("too large")
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			comma()
			out.WriteString("[" + quoted(token.Name.Local) + "," + attributes(token.Attr) + ",[")
		case xml.EndElement:
			depth--
			out.WriteString("]]")
		case xml.CharData:
			if depth > 0 {
				comma()
				out.WriteString(quoted(string(token)))
			}
		}
	}
}

// attributes are those of an element by their names, in which r: stands for any
// namespace: relationships alone have one.
func attributes(all []xml.Attr) string {
	named := map[string]string{}
	for _, a := range all {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = "r:" + name
		}
		named[name] = a.Value
	}
	data, _ := json.Marshal(named) // texts: it cannot fail
	return string(data)
}

func quoted(text string) string {
	data, _ := json.Marshal(text) // a text: it cannot fail
	return string(data)
}
