package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"fieldbook/generator/diag"
	"fieldbook/generator/importer/markdown"
)

// Files of Word (Office Open XML, ECMA-376): paragraphs with their styles, lists,
// tables, links, pictures, notes and comments become HTML, and that Markdown. Changes
// are accepted.

// largestPart bounds a part of a file of Word or OpenDocument, in bytes.
const largestPart = 100 << 20

// deepestList is the last of the nine levels that Word has, from 0.
const deepestList = 8

// errNoWord tells a file that is no .docx.
var errNoWord = entryError{errors.New("this is no .docx file, or it is locked with a password")}

// pictures writes pictures of a file beside it.
func (g *gatherer) pictures(root, rel string) picture {
	folder := cleaned(strings.TrimSuffix(path.Base(rel), path.Ext(rel)) + "-files")
	names := taken{}
	return func(name string, r io.Reader) (string, error) {
		address := path.Join(folder, names.free(cleaned(path.Base(name))))
		to := filepath.Join(root, filepath.FromSlash(path.Join(path.Dir(rel), address)))
		return address, errors.Join(g.take(files, 1), g.write(to, r))
	}
}

// fromWord makes Markdown of a file of Word, and writes its pictures.
func (g *gatherer) fromWord(file, root, rel string) (string, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return "", errNoWord
	}
	defer func() { _ = z.Close() }()
	w := &word{budget: g.budget, zip: &z.Reader, styles: map[string]*wordStyle{}, lists: map[string]*wordList{}, remarks: map[string]string{}, shown: shown{pictures: map[string]string{}, picture: g.pictures(root, rel)}}
	main := w.main()
	document := partOf(w.zip, main)
	if document == nil {
		return "", errNoWord
	}
	g.wants(document)
	w.readStyles(partOf(w.zip, "word/styles.xml"))
	w.readLists(partOf(w.zip, "word/numbering.xml"))
	w.readRemarks(partOf(w.zip, "word/comments.xml"))
	w.margins()
	for _, part := range []string{main, "word/footnotes.xml", "word/endnotes.xml"} {
		w.relations(partOf(w.zip, path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")))
		if err := w.walk(xml.NewDecoder(bytes.NewReader(partOf(w.zip, part)))); err != nil {
			return "", err
		}
	}
	return g.document(rel, w.b.String(), &w.has, w.lost)
}

// main is the part of the file with the text.
func (w *word) main() string {
	w.relations(partOf(w.zip, "_rels/.rels"))
	for _, target := range w.targets {
		if strings.HasPrefix(path.Base(target), "document") {
			return strings.TrimPrefix(target, "/")
		}
	}
	return "word/document.xml"
}

// document writes the page of a document whose HTML is made.
func (g *gatherer) document(rel, made string, has *tally, lost int) (string, error) {
	if lost > 0 {
		g.leave(rel, fmt.Errorf("%s cannot be read", diag.Count(lost, "picture")))
	}
	doc, _, err := g.parse([]byte(made))
	if err != nil {
		return "", err
	}
	for _, table := range all(doc, named("table")) {
		mergeDown(table)
	}
	return g.pageOf(rel, doc, "", has)
}

// mergeDown joins the cells that go on below each other, which the document says cell
// by cell.
func mergeDown(table *html.Node) {
	above := map[string]*html.Node{} // by their columns
	for _, tr := range children(table, "tr") {
		for _, td := range all(tr, withName("td th")) {
			if td.Parent != tr {
				continue
			}
			column := markdown.Attribute(td, "column")
			switch first := above[column]; markdown.Attribute(td, "down") {
			case "continue":
				if first != nil && text(td) == "" {
					n, _ := strconv.Atoi(markdown.Attribute(first, "rowspan"))
					set(first, "rowspan", strconv.Itoa(max(n, 1)+1))
					remove(td)
				}
			case "restart":
				above[column] = td
			default:
				delete(above, column)
			}
		}
	}
}

// partOf reads a part of a file; nil for one that is not there, or too large.
func partOf(z *zip.Reader, name string) []byte {
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, largestPart+1))
	if err != nil || len(text) > largestPart {
		return nil
	}
	return text
}

// shown are the pictures of a file, each written once for all places that show it.
type shown struct {
	pictures map[string]string // addresses of those that are written, by their parts
	lost     int               // those that cannot be read
	picture  picture
}

// address gives where a picture of the file is written; "" for one that is not there.
func (s *shown) address(z *zip.Reader, name string) (string, error) {
	if address, ok := s.pictures[name]; ok {
		return address, nil
	}
	var address string
	f, err := z.Open(name)
	if err == nil {
		address, err = s.picture(name, f)
		_ = f.Close()
	}
	if _, own := errors.AsType[entryError](err); own || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		s.lost++
		address, err = "", nil
	}
	if err == nil {
		s.pictures[name] = address
	}
	return address, err
}
