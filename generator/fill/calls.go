package fill

import (
	"bytes"
	"path"
	"regexp"
	"strings"
)

// Listings reads {* ../score.py ln[1:4] hl[2] *}: the file stands there as a listing.
type Listings struct{}

var (
	listingCall  = regexp.MustCompile(`(?m)^([ \t]*)\{\*[ \t]*([^\s*]+)([^\n]*?)\*\}[ \t]*$`)
	listingLines = regexp.MustCompile(`\bln\[([\d:, ]+)\]`)
)

// fill puts the files into a source; they are named from the page's own folder, or from
// those above it.
func (Listings) fill(s *Source, files *Files, page string) {
	var edits []edit
	for _, m := range listingCall.FindAllSubmatchIndex(s.Text, -1) {
		name := group(s.Text, m, 2)
		text, ok := files.nearest(path.Dir(page), name)
		files.told(name, ok, m[0], m[1], s.tell)
		if said := listingLines.FindSubmatch(s.Text[m[6]:m[7]]); said != nil {
			text = lines(text, single.ReplaceAllString(strings.ReplaceAll(string(said[1]), " ", ""), "$1$2:$2$3"))
		}
		var by []byte
		if ok {
			by = []byte("```" + strings.TrimPrefix(path.Ext(name), ".") + "\n" + strings.TrimRight(string(text), "\n") + "\n```")
			by = indented(by, group(s.Text, m, 1), true)
		}
		edits = append(edits, edit{m[0], m[1], by})
	}
	s.replace(edits)
}

// single is a line alone in a list of them.
var single = regexp.MustCompile(`(^|,)(\d+)(,|$)`)

// nearest takes a file that is named from a folder or from one above it: programs are
// told so in either way.
func (f *Files) nearest(folder, name string) ([]byte, bool) {
	for {
		text, ok := f.take(path.Join(folder, name), nil)
		if ok || folder == "." || f.lost == fullPage {
			return text, ok
		}
		folder = path.Dir(folder)
	}
}

// Objects reads ::: package.name, and options indented below: what a program writes of
// its source. Nothing stands there.
type Objects struct{}

var object = regexp.MustCompile(`(?m)^[ \t>]*(?:#+ )?:::[ \t]+([\w.]+)[ \t]*\n?((?:[ \t]+[^\n]*(?:\n|$))*)`)

func (Objects) fill(s *Source) {
	if !bytes.Contains(s.Text, []byte(":::")) {
		return
	}
	var edits []edit
	for _, m := range object.FindAllSubmatchIndex(s.Text, -1) {
		s.tell(m[0], m[1], "what a program says of its own "+group(s.Text, m, 1)+" is not here")
		edits = append(edits, edit{m[0], m[1], nil})
	}
	s.replace(edits)
}
