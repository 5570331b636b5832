package importer

import (
	"path/filepath"
	"strings"

	"fieldbook/generator/diag"
)

// refused are the files that other programs keep and that are not read, with what to do
// with them.
var refused = map[string]string{
	".pptx": slides, ".ppt": slides, ".odp": slides, ".key": "in Keynote, export it for PowerPoint, then save its outline as text, or copy it into a document for Word",
	".xlsx": sheets, ".xls": sheets, ".ods": sheets, ".numbers": sheets,
	".pdf": "a PDF has no headings or lists that can be read: bring the document that it was made of, or put it beside a page that links to it",
	".doc": asWord, ".rtf": asWord, ".wpd": asWord, ".wps": asWord,
	".pages": "in Pages, choose File > Export To > Word, and bring the .docx",
	".one":   "in OneNote, export the section for Word, and bring the .docx", ".epub": "make a .docx or HTML of it, and bring that",
	".eml": "save its text as HTML, and bring that", ".msg": "save its text as HTML, and bring that",
}

const (
	slides = "slides are no text: send the outline to Word (File > Export > Handouts), and bring the .docx; or put the file beside a page that links to it"
	sheets = "put the file beside a page that links to it; a list of criteria is written as a checklist, and a list of firms is opened in the browser, on the page of lead lists"
	asWord = "open it in Word or LibreOffice, save it as .docx or .odt, and bring that"
)

// refusal is what is said of a file that alone is to be brought; nil for one that can be.
func refusal(file string) error {
	ext := strings.ToLower(filepath.Ext(file))
	if refused[ext] == "" {
		return nil
	}
	return &diag.Failure{What: ext + " files are not read: " + filepath.ToSlash(file), Hint: refused[ext]}
}

// leaveRefused tells of texts that cannot be read, where no page refers to them: sheets
// and PDFs are files like others.
func (j *job) leaveRefused(file string) {
	ext := strings.ToLower(filepath.Ext(file))
	if hint := refused[ext]; hint != "" && hint != sheets && ext != ".pdf" {
		j.Mistakes = append(j.Mistakes, diag.Diagnostic{Path: j.origin(file), Code: "not-brought", Severity: diag.Warning, Group: "files " + ext, Message: ext + " files are not read", Hint: hint})
	}
}
