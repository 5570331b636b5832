package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"fieldbook/generator/browser/jstest"
)

// The documents that templates/assets/report/docx.ts writes are tested here, where files
// of Word are read.

// made is the document of a model.
func made(t *testing.T, model string) string {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/report", `
		import { docx } from "./docx";
		globalThis.made = (doc) => Array.from(docx(doc), (b) => String.fromCharCode(b)).join("");`)
	data, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(e.Run("made(" + model + ")").(string)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// everything has each kind of block, and text that would break XML.
const everything = `{ title: "A <report> & more", language: "en", paper: "A4", colour: "#0b5394", footer: "Firm 1 \"&\"", blocks: [
	{ is: "title", text: "Review of Firm 1" },
	{ is: "ruler", ruler: { text: "Score 40 to 70 of 100: \"open\"", segments: [{ to: 50, colour: "cc0000" }, { to: 100, colour: "38761d" }], low: 40, high: 70 } },
	{ is: "heading", level: 1, text: "What we found" },
	{ is: "paragraph", text: [{ text: "Plain, " }, { text: "bold", bold: true }, { text: ", " }, { text: "slanted", italic: true }, { text: ", " }, { text: "a link", link: "https://firm-1.example/a?b=1&c=2" }, { text: ", " }, { text: "no link", link: "javascript:alert(1)" }, { text: "." }] },
	{ is: "paragraph", text: "</w:t><w:p> & \u0000\u0001\ud83d 😀 one\ntwo" },
	{ is: "heading", level: 2, text: "What to do" },
	{ is: "list", numbered: true, points: [{ text: "first" }, { text: "second" }, { text: "below it", level: 1 }] },
	{ is: "list", numbered: false, points: [{ text: "a point" }, { text: "another" }] },
	{ is: "heading", level: 3, text: "By quarter", newPage: true },
	{ is: "table", headings: ["Quarter", "What"], rows: [["Q1", [{ text: "Backups", bold: true }]], ["Q2"]], widths: [1, 3] },
	{ is: "table", headings: ["Alone"], rows: [] },
	{ is: "paragraph", text: "שלום Firm 1" },
	{ is: "heading", level: 2, text: "שלום" },
] }`

// TestDocumentReadsBack: the words of a document that is written are those that are read.
func TestDocumentReadsBack(t *testing.T) {
	doc := made(t, everything)
	if made(t, everything) != doc {
		t.Error("other bytes the second time")
	}
	r, page, err := bring(t, "", map[string]string{"Report.docx": doc})
	if err != nil || len(r.Mistakes) > 0 {
		t.Fatal(err, r.Mistakes)
	}
	got := page("report.md")
	for _, want := range []string{
		"# Review of Firm 1\n", "## What we found\n", "### What to do\n", "#### By quarter\n",
		"Plain, **bold**, *slanted*, [a link](https://firm-1.example/a?b=1&c=2), no link.",
		`\</w:t>\<w:p> & 😀 one`, "two\n",
		"1. first\n2. second\n", "below it\n", "- a point\n- another\n",
		"| Quarter | What", "| Q1", "**Backups**", "| Alone", "שלום Firm 1",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// order are the elements in the order of the schema that each parent may have, of all that
// are written; those with a star may stand anywhere behind what comes first (ECMA-376 part 1, annex A; shapes of Word 2010 by [MS-ODRAWXML]).
var order = map[string]string{
	"document": "body", "body": "p* tbl* sectPr", "sectPr": "footerReference pgSz pgMar", "ftr": "p",
	"p": "pPr r* hyperlink* fldSimple*", "hyperlink": "r", "fldSimple": "r",
	"pPr": "pStyle keepNext keepLines pageBreakBefore numPr bidi spacing ind contextualSpacing jc outlineLvl", "numPr": "ilvl numId",
	"rPr": "rStyle rFonts b bCs i iCs color sz szCs u rtl lang", "r": "rPr t* tab* br* AlternateContent*",
	"tbl": "tblPr tblGrid tr", "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook", "tblGrid": "gridCol",
	"tr": "trPr tc", "trPr": "cantSplit tblHeader", "tc": "tcPr p", "tcPr": "tcW",
	"tblBorders": "top left bottom right insideH insideV", "tblCellMar": "top left bottom right",
	"styles": "docDefaults style", "docDefaults": "rPrDefault pPrDefault", "rPrDefault": "rPr", "pPrDefault": "pPr",
	"style":     "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
	"numbering": "abstractNum num", "abstractNum": "multiLevelType lvl", "lvl": "start numFmt lvlText lvlJc pPr", "num": "abstractNumId lvlOverride", "lvlOverride": "startOverride",
	"settings": "compat", "compat": "compatSetting",
	"AlternateContent": "Choice Fallback", "Choice": "drawing", "Fallback": "t", "drawing": "inline", "inline": "extent docPr cNvGraphicFramePr graphic",
	"graphic": "graphicData", "graphicData": "wgp", "wgp": "cNvGrpSpPr grpSpPr wsp", "grpSpPr": "xfrm", "xfrm": "off ext chOff chExt",
	"wsp": "cNvPr cNvSpPr spPr bodyPr", "spPr": "xfrm prstGeom solidFill ln", "prstGeom": "avLst", "solidFill": "srgbClr", "ln": "noFill",
	"coreProperties": "title language", "Types": "Default Override", "Relationships": "Relationship",
}

// ordered tells where an element's child is none that it may have there.
func ordered(part string, text []byte) error {
	type parent struct {
		name string
		at   int
	}
	var open []parent
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) > 0 {
				p := &open[len(open)-1]
				children := strings.Fields(order[p.name])
				at := slices.IndexFunc(children, func(c string) bool { return strings.Trim(c, "*") == t.Name.Local })
				if at < 0 || at < p.at && !strings.HasSuffix(children[at], "*") {
					return fmt.Errorf("%s: <%s> in <%s>, behind %v", part, t.Name.Local, p.name, children[:p.at+1])
				}
				p.at = at
			}
			open = append(open, parent{name: t.Name.Local})
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

// TestDocumentOrder holds each element's children against the order of the schema, and
// that all parts that are named are there.
func TestDocumentOrder(t *testing.T) {
	doc := made(t, everything)
	z, err := zip.NewReader(strings.NewReader(doc), int64(len(doc)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, _ := f.Open()
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
		if err := ordered(f.Name, text); err != nil {
			t.Error(err)
		}
	}
	for name := range parts {
		if !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" && !strings.Contains(parts["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("%s has no kind", name)
		}
	}
	document := parts["word/document.xml"]
	for _, want := range []string{
		`<w:pStyle w:val="Heading1"/>`, `<w:pageBreakBefore/>`, `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`, `<w:pgSz w:w="11906" w:h="16838"/>`,
		`descr="Score 40 to 70 of 100: &quot;open&quot;"`, `<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>`, `<w:numId w:val="2"/>`, `</w:tbl><w:p/><w:tbl>`,
	} {
		if !strings.Contains(document, want) {
			t.Errorf("no %s in the document", want)
		}
	}
	if strings.ContainsAny(document, "\x00\x01") || strings.Contains(document, "javascript:") || strings.Contains(parts["word/_rels/document.xml.rels"], "javascript:") {
		t.Error("what is no text, or no address, is in the document")
	}
	if styles := parts["word/styles.xml"]; !strings.Contains(styles, `w:lang w:val="en-US"`) || !strings.Contains(styles, `<w:color w:val="0B5394"/>`) {
		t.Errorf("%.900s", styles)
	}
	if letter := made(t, strings.Replace(everything, `"A4"`, `"Letter"`, 1)); !strings.Contains(letter, `<w:pgSz w:w="12240" w:h="15840"/>`) {
		t.Error("no paper of Letter")
	}
	if err := ordered("wrong", []byte("<pPr><bidi/><pStyle/></pPr>")); err == nil {
		t.Error("a wrong order is not told")
	}
}

// TestDocumentEmpty: a document of nothing is one too, and opens.
func TestDocumentEmpty(t *testing.T) {
	r, page, err := bring(t, "", map[string]string{"Empty.docx": made(t, `{ title: "", language: "", paper: "A4", colour: "red", blocks: [{ is: "paragraph", text: "x" }, { is: "table", headings: [], rows: [] }, { is: "list", numbered: true, points: [] }] }`)})
	if err != nil || len(r.Mistakes) > 0 || !strings.Contains(page("empty.md"), "x") {
		t.Error(err, r)
	}
}
