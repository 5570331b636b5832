package importer

import (
	"strings"
	"testing"
)

const openNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="text" xmlns:style="style" xmlns:fo="fo" xmlns:table="table" xmlns:draw="draw" xmlns:svg="svg" xmlns:xlink="xlink" xmlns:dc="dc"`

// odt makes a text of OpenDocument of what stands in it, and of its styles.
func odt(t *testing.T, styles, body string, parts map[string]string) string {
	t.Helper()
	files := map[string]string{
		"content.xml": `<?xml version="1.0"?><office:document-content ` + openNames + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
	}
	for name, text := range parts {
		files[name] = text
	}
	return zipped(t, files)
}

// TestOpenDocument brings a text of OpenDocument: its headings, lists, tables, notes,
// pictures, links; changes are accepted, comments told.
func TestOpenDocument(t *testing.T) {
	styles := `<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="solid" fo:font-style="italic"/></style:style>` +
		`<style:style style:name="P9" style:parent-style-name="Title"/><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>`
	body := `<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
		`<text:p text:style-name="P9">Our rules</text:p><text:h text:outline-level="1"><text:bookmark text:name="size"/>Size</text:h>` +
		`<text:p>Be <text:span text:style-name="T1">near</text:span>,<text:s text:c="2"/><text:span text:style-name="T2">late</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By train.</text:p><text:p>Or not.</text:p></text:note-body></text:note>; see <text:a xlink:href="https://example.org/">here</text:a> or <text:a xlink:href="#size">above</text:a><office:annotation><dc:creator>Anna</dc:creator><dc:date>2024</dc:date><text:p>Really?</text:p></office:annotation>.</text:p>` +
		`<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>` +
		`<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:list><text:list-item><text:p>c</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>` +
		`<text:p text:style-name="Preformatted_20_Text">a  b</text:p><text:p text:style-name="Preformatted_20_Text">c</text:p>` +
		`<text:p><draw:frame><draw:image xlink:href="Pictures/1.emf"/><draw:image xlink:href="Pictures/1.png"/><svg:desc>A rack</svg:desc></draw:frame></text:p><text:p text:style-name="Caption">Figure 1</text:p>`
	r, page, err := bring(t, "", map[string]string{"rules.odt": odt(t, styles, body, map[string]string{"Pictures/1.png": "png", "styles.xml": `<s ` + openNames + `><style:footer><text:p>Page 1</text:p></style:footer></s>`}), "locked.odt": "no zip"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("rules.md"), "# Our rules\n\n## Size\n\nBe **near**, ~~*late*~~[^1]; see [here](https://example.org/) or [above](#size)<!-- comment by Anna: Really? -->.\n\n1. one\n   - deep\n2. two\n\n<table>\n<tr>\n<th colspan=\"2\">A</th>\n</tr>\n<tr>\n<td>b</td>\n<td><ul><li>c</li></ul></td>\n</tr>\n</table>\n\n```\na  b\nc\n```\n\n![A rack](rules-files/1.png)\n\nFigure 1\n\n[^1]: By train.\n\n    Or not.\n")
	if !strings.Contains(told(r), "locked.odt: warning: this is no .odt file") || len(r.Mistakes) != 1 || len(r.Errors) > 0 {
		t.Errorf("%s %v", told(r), r.Errors)
	}
	same(t, "balance", balance(r), "words: 25, all arrived\nheadings: 2, all arrived\npoints of lists: 4, all arrived\npoints below others: 1, all arrived\ntables: 1, all arrived\nmerged cells: 1, all arrived\nlistings: 1, all arrived\npictures: 1, all arrived\nlinks: 2, all arrived\ncaptions: 1, of which 1 arrived as paragraphs\nfoot notes: 1, all arrived\ncomments: 1, of which 1 arrived as comments in the pages' Markdown, which readers do not see\ntracked changes: 1, of which 1 arrived accepted\nheaders and footers: 1, of which 0 arrived\n")
}

// TestWordChanges accepts what was changed in a document, keeps what was said of it, and
// tells what has no place in a page.
func TestWordChanges(t *testing.T) {
	run := func(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
	r, page, err := bring(t, "", map[string]string{"a.docx": docx(t,
		`<w:p>`+run("Be ")+`<w:del><w:r><w:delText>far</w:delText></w:r></w:del><w:ins>`+run("near")+`</w:ins><w:r><w:rPr><w:i/><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t xml:space="preserve"> now</w:t></w:r><w:r><w:commentReference w:id="3"/></w:r>`+run(".")+`</w:p>`+
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("One ")+`</w:p><w:p>`+run("line.")+`</w:p>`+
			`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://example.org/" </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>`+run("here")+`<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`+
			`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>`+run("A")+`</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>`+run("b")+`</w:p></w:tc><w:tc><w:p><w:pPr><w:jc w:val="right"/></w:pPr>`+run("1")+`</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p>`+run("2")+`</w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>`+
			`<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>`,
		map[string]string{"comments.xml": `<w:comments ` + wordNames + `><w:comment w:id="3" w:author="Anna"><w:p>` + run("Is it?") + `</w:p></w:comment></w:comments>`})})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page", page("a.md"), "Be near *now*<!-- comment by Anna: Is it? -->.\n\nOne line.\n\n[here](https://example.org/)\n\n<table>\n<tr>\n<th colspan=\"2\">A</th>\n</tr>\n<tr>\n<td rowspan=\"2\">b</td>\n<td align=\"right\">1</td>\n</tr>\n<tr>\n<td>2</td>\n</tr>\n</table>\n")
	if !strings.HasSuffix(told(r), "a.docx: warning: did not arrive: 1 embedded object\n") || len(r.Mistakes) != 1 {
		t.Error(told(r))
	}
	if got := balance(r); !strings.Contains(got, "tracked changes: 5, of which 5 arrived accepted\n") || !strings.Contains(got, "merged cells: 2, all arrived\n") {
		t.Error(got)
	}
}
