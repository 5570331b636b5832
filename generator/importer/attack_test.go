package importer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/diag"
	"fieldbook/generator/testfiles"
)

const wordNames = `xmlns:w="w" xmlns:r="r" xmlns:a="a"`

// docx makes a file of Word of a body and other parts.
func docx(t *testing.T, body string, parts map[string]string) string {
	t.Helper()
	files := map[string]string{"word/document.xml": `<w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`}
	for name, text := range parts {
		files["word/"+name] = text
	}
	return zipped(t, files)
}

// told are the messages of a report.
func told(r *Report) string {
	var b strings.Builder
	for _, d := range r.Mistakes {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

// TestSmallSourcesStaySmall brings pages that say little and ask for much.
func TestSmallSourcesStaySmall(t *testing.T) {
	r, page, err := bring(t, "", map[string]string{
		"columns.html": "<table><tr><td colspan=1000000000>wide<td>b<tr><td rowspan=1000000000>c</table>",
		"signs.html":   "<p>" + strings.Repeat("*_`[", 250_000) + "end",
		"deep.html":    strings.Repeat("<div><b>", 5_000) + "bottom",
		"lists.html":   strings.Repeat("<ul><li>a", 50_000),
		"marks.docx":   docx(t, `<w:p><w:r><w:rPr>`+strings.Repeat("<w:b/>", 5_000)+`</w:rPr>`+strings.Repeat("<w:t>x</w:t>", 2_000)+`</w:r></w:p>`, nil),
		"links.docx": docx(t, `<w:p>`+strings.Repeat(`<w:hyperlink r:id="r"><w:r><w:t>x</w:t></w:r></w:hyperlink>`, 2_000)+`</w:p>`,
			map[string]string{"_rels/document.xml.rels": `<Relationships><Relationship Id="r" Target="` + strings.Repeat("u", 100_000) + `"/></Relationships>`}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if text := page("columns.md"); !strings.Contains(text, "wide") || len(text) > 100_000 {
		t.Errorf("a table of many columns: %d bytes", len(text))
	}
	if text := page("signs.md"); strings.Count(text, `\*`) != 250_000 || !strings.Contains(text, "end") {
		t.Errorf("signs: %d bytes", len(text))
	}
	if text := page("deep.md"); !strings.Contains(text, "bottom") || !strings.Contains(told(r), "deep.html: warning: nests its elements too deep") {
		t.Errorf("nested: %.100s, %s", text, told(r))
	}
	if text := page("lists.md"); strings.Count(text, "a") < 50_000 || len(text) > 50_000*60 {
		t.Errorf("lists: %d bytes", len(text))
	}
	same(t, "marks", page("marks.md"), "**"+strings.Repeat("x", 2_000)+"**\n")
	if !strings.Contains(told(r), "links.docx: warning: the file has more than") {
		t.Errorf("links that say much: %s", told(r))
	}
}

// TestPictureOnce writes a picture once, however often it is shown, and gives two of
// one name two names.
func TestPictureOnce(t *testing.T) {
	r, page, err := bring(t, "", map[string]string{"a.docx": docx(t,
		`<w:p><w:r>`+strings.Repeat(`<a:blip r:embed="1"/>`, 3_000)+`<a:blip r:embed="2"/><a:blip r:embed="3"/></w:r></w:p>`,
		map[string]string{
			"_rels/document.xml.rels": `<Relationships><Relationship Id="1" Target="media/p.png"/><Relationship Id="2" Target="other/p.png"/><Relationship Id="3" Target="media/none.png"/></Relationships>`,
			"media/p.png":             "one", "other/p.png": "two",
		})})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page("a.md"), "(a-files/p.png)"); n != 3_000 || r.Files != 2 {
		t.Errorf("shown %d times, %d files", n, r.Files)
	}
	same(t, "the other of its name", page("a-files/p-2.png"), "two")
	if !strings.Contains(told(r), "1 picture cannot be read") {
		t.Errorf("a picture that is not there: %s", told(r))
	}
}

// TestBudget ends an import that would use up more than it may: whoever reads or
// writes, and it leaves nothing that looks whole.
func TestBudget(t *testing.T) {
	large := strings.Repeat("\x00", 100_000)
	pictures := map[string]string{}
	var body, relations strings.Builder
	for i := range 12 {
		fmt.Fprintf(&body, `<w:p><w:r><a:blip r:embed="%d"/></w:r></w:p>`, i)
		fmt.Fprintf(&relations, `<Relationship Id="%d" Target="media/%d.png"/>`, i, i)
		pictures[fmt.Sprintf("media/%d.png", i)] = large
	}
	pictures["_rels/document.xml.rels"] = `<Relationships>` + relations.String() + `</Relationships>`
	inner := zipped(t, map[string]string{"a.md": "# A\n" + large + large + large + large})
	for name, c := range map[string]struct {
		file, text string
		limits     limits
	}{
		"pictures":   {"a.docx", docx(t, body.String(), pictures), limits{10, 500_000, 10_000, 1e6}},
		"inner zip":  {"a.zip", zipped(t, map[string]string{"b.zip": inner}), limits{10, 300_000, 10_000, 1e6}},
		"files":      {"a.zip", zipped(t, map[string]string{"a.md": "a", "b.md": "b", "c.txt": ""}), limits{2, 1e6, 10_000, 1e6}},
		"elements":   {"a.html", strings.Repeat("<b>", 200), limits{10, 1e6, 100, 1e6}},
		"XML":        {"a.docx", docx(t, strings.Repeat("<w:p/>", 200), nil), limits{10, 1e6, 100, 1e6}},
		"steps":      {"a.md", "# A\n" + strings.Repeat("[a](a.md)\n", 100), limits{10, 1e6, 1e6, 500}},
		"the output": {"a.md", "# A\n" + strings.Repeat("a", 1_000), limits{10, 1_500, 10_000, 1e6}},
	} {
		dir := testfiles.Folder(t, map[string]string{c.file: c.text})
		_, err := run(Options{Source: filepath.Join(dir, c.file), Dir: filepath.Join(dir, "new")}, c.limits)
		if failure, ok := errors.AsType[*diag.Failure](err); !ok || !strings.Contains(failure.What, "the source ") {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "new", "*")); len(left) > 0 {
			t.Errorf("%s leaves %v", name, left)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "new", ".*")); len(left) > 0 {
			t.Errorf("%s leaves %v", name, left)
		}
	}
}

// TestKilled brings what an import that was killed has begun: nothing of that
// remains.
func TestKilled(t *testing.T) {
	dir := testfiles.Folder(t, map[string]string{"a.md": "# A\n", "new/" + unfinished + "/half.md": "# Half", "new/content/.keep/x": ""})
	if err := os.RemoveAll(filepath.Join(dir, "new", "content", ".keep")); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(Options{Source: filepath.Join(dir, "a.md"), Dir: filepath.Join(dir, "new")}); err != nil {
		t.Fatal(err)
	}
	if got := snapshotNames(t, filepath.Join(dir, "new")); got != "content/a.md content/site.yaml" {
		t.Errorf("there is %s", got)
	}
}

func snapshotNames(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	for line := range strings.Lines(snapshot(t, dir)) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, filepath.ToSlash(name))
	}
	return strings.Join(names, " ")
}

// TestNames brings entries of a zip that have names which no disk takes, or that
// another has: each under a name like it, and told.
func TestNames(t *testing.T) {
	long := strings.Repeat("長", 85)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range []struct {
		name, text string
		mode       fs.FileMode
	}{
		{long + ".md", "# Long", 0}, {long + ".md", "# Long again", 0}, {long + "長/a.md", "# In a long one", 0},
		{"nul\x00.md", "# Nul", 0}, {"both", "file", 0}, {"both/a.md", "# Below a file\n\n[x](../both)\n", 0},
		{"later/a.md", "# Below a folder\n\n[x](../later-2)\n", 0}, {"later", "file", 0},
		{"link", "/etc", fs.ModeSymlink}, {"link/a.md", "# Below a link", 0},
		{"twice.md", "# One", 0}, {"twice.md", "# Two", 0}, {"latin-\xe9.md", "# Latin", 0},
		{strings.Repeat("d/", 1_500) + "a.md", "# Far", 0},
	} {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, NonUTF8: true}
		h.SetMode(e.mode | 0o644)
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, page, err := bring(t, "", map[string]string{"a.zip": b.String()})
	if err != nil {
		t.Fatal(err)
	}
	short := strings.Repeat("長", 70)
	for name, want := range map[string]string{
		short + ".md": "# Long", short + "-2.md": "# Long again", strings.Repeat("長", 71) + "/a.md": "# In a long one",
		"nul-.md": "# Nul", "both-2/a.md": "# Below a file\n\n[x](../both)\n", "later/a.md": "# Below a folder\n\n[x](../later-2)\n",
		"both": "file", "later-2": "file", "link/a.md": "# Below a link", "twice.md": "# One", "twice-2.md": "# Two", "latin--.md": "# Latin",
	} {
		same(t, name, page(name), want)
	}
	for _, want := range []string{"is brought as \"" + short + ".md\"", "nul�.md: warning: is brought as \"nul-.md\"", "both: warning: is brought as \"both-2\"", "later: warning: is brought as \"later-2\"",
		"link: warning: is a link or a device", "twice.md: warning: is brought as \"twice-2.md\"", "warning: its path has more than"} {
		if !strings.Contains(told(r), want) {
			t.Errorf("nobody is told %s, but\n%s", want, told(r))
		}
	}
}

// TestCannotBeWritten ends with one error where the disk takes no more, and goes on
// where it is the entry that is damaged.
func TestCannotBeWritten(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"a.md", "damaged.md", "z.md"} {
		h := &zip.FileHeader{Name: name, Method: zip.Store, UncompressedSize64: 4, CompressedSize64: 4, CRC32: crc32.ChecksumIEEE([]byte("# A\n"))}
		if name == "damaged.md" {
			h.CRC32++
		}
		f, err := w.CreateRaw(h)
		if err == nil {
			_, err = f.Write([]byte("# A\n"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	gather := func(folder string) (*gatherer, error) {
		g := &gatherer{job: &job{budget: &budget{most: most}}, to: folder}
		g.places = places{folders: map[string]string{".": folder}, last: map[string]int{}, tell: g.renamedTo}
		return g, g.unzip(z, 1)
	}
	dir := testfiles.Folder(t, map[string]string{"file": ""})
	g, err := gather(filepath.Join(dir, "file")) // nothing can be written in a file
	if _, own := errors.AsType[entryError](err); err == nil || own || len(g.Mistakes) > 0 {
		t.Errorf("no disk: %v, %v", err, g.Mistakes)
	}
	g, err = gather(dir)
	if err != nil || len(g.Mistakes) != 1 || !strings.Contains(g.Mistakes[0].String(), "damaged.md") {
		t.Errorf("a damaged entry: %v, %v", err, g.Mistakes)
	}
	if got := snapshotNames(t, dir); got != "a.md file z.md" {
		t.Errorf("there is %s", got)
	}
	// A file that takes no bytes stands for a disk that is full.
	full, err := os.Open(filepath.Join(dir, "file"))
	if err != nil {
		t.Fatal(err)
	}
	err = g.fill(full, strings.NewReader("text"))
	if _, own := errors.AsType[entryError](err); err == nil || own {
		t.Errorf("a full disk: %v", err)
	}
}

// TestBadInput brings what is cut, nested or named as nobody would: told, and no more
// expensive than it is long.
func TestBadInput(t *testing.T) {
	const deep = 10_000
	cut, _, _ := strings.Cut(frame("Cut", "<table><tr><td><ul><li>one<li>two</ul><td><pre>co~", ""), "~")
	r, page, err := bring(t, "", map[string]string{
		"cut.html":          cut,
		"bom.html":          "\ufeff<title>Mark</title><p>text",
		"latin.html":        "<meta charset=windows-1252><title>Z\xfcrich</title><p>\x84caf\xe9\x93",
		"tables.html":       "<title>T</title>" + strings.Repeat("<table><tr><td>a<ul><li>b</ul>", deep),
		"spans.html":        "<title>S</title><table>" + strings.Repeat("<tr><td rowspan=60000 colspan=1000000>x", 2_000) + "</table>",
		"boxes.html":        frame("Boxes", strings.Repeat(`<div class="panel"><div class="panelHeader">h</div><div class="panelContent">`, deep)+"bottom", ""),
		"lists.html":        `<style>.lst-kix_a-0{}</style><title>L</title>` + strings.Repeat(`<ul class="lst-kix_a-0"><li>a</li></ul><ul class="lst-kix_a-8"><li>b</li></ul>`, deep),
		"notes.html":        `<style>.lst-kix_a-0{}</style><title>N</title>` + strings.Repeat(`<p>a<sup><a href="#ftnt1">[1]</a></sup>`, deep) + `<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>` + strings.Repeat("note ", 1_000) + `</div>`,
		"deep.docx":         docx(t, strings.Repeat(`<w:tbl><w:tr><w:tc><w:p>`, deep)+`<w:r><w:t>bottom</w:t></w:r>`+strings.Repeat(`</w:p></w:tc></w:tr></w:tbl>`, deep), nil),
		"fields.docx":       docx(t, `<w:p>`+strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r>`, deep)+`</w:p>`, nil),
		"code.docx":         docx(t, strings.Repeat(`<w:p><w:pPr><w:pStyle w:val="Source Code"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, deep), nil),
		"rows.docx":         docx(t, `<w:tbl>`+strings.Repeat(`<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>`, deep)+`<w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, nil),
		"cut.docx":          docx(t, `<w:p><w:r><w:t>x`, nil),
		"deep.odt":          odt(t, "", strings.Repeat(`<text:list><text:list-item><text:p>a</text:p>`, deep)+strings.Repeat(`</text:list-item></text:list>`, deep), nil),
		"styles.odt":        odt(t, `<style:style style:name="A" style:parent-style-name="A"/>`, `<text:p text:style-name="A">loop<text:s text:c="2000000000"/></text:p>`, nil),
		"Why? 100% #1.html": "<title>Signs</title><p>text",
		"nfc-\u00e9.html":   "<title>One</title><p><a href='nfd-e%CC%81.html'>other</a> <a href='Why%3F%20100%25%20%231.html'>signs</a>",
		"nfd-e\u0301.html":  "<title>Two</title><p><a href='nfc-e%CC%81.html'>other</a>",
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"cut.md": "<li>two</li>", "bom.md": "# Mark\n\ntext\n", "latin.md": "# Zürich\n\n„café“\n", "boxes.md": "bottom", "deep.md": "bottom", "rows.md": "kept", "deep-2.md": "a", "styles.md": "loop", "why-100-1.md": "# Signs\n", "code.md": "x\nx\n",
	} {
		if got := page(name); !strings.Contains(got, want) {
			t.Errorf("%s: %.200q", name, got)
		}
	}
	same(t, "one form", page("nfc-é.md"), "# One\n\n[other](nfd-é.md) [signs](why-100-1.md)\n")
	if !strings.Contains(told(r), "cut.docx: warning: this is no .docx file") || len(r.Errors) > 0 {
		t.Errorf("%s\n%v", told(r), r.Errors)
	}
}
