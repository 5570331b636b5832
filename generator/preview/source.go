package preview

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/site"
)

// Editors are the addresses by which editors open a file, by their names. The
// server starts no program: the browser hands the address to the editor.
var Editors = map[string]string{
	"vscode":          "vscode://file{path}:{line}:{col}",
	"vscode-insiders": "vscode-insiders://file{path}:{line}:{col}",
	"vscodium":        "vscodium://file{path}:{line}:{col}",
	"cursor":          "cursor://file{path}:{line}:{col}",
	"windsurf":        "windsurf://file{path}:{line}:{col}",
	"zed":             "zed://file{path}:{line}:{col}",
	"idea":            "idea://open?file={path}&line={line}&column={col}",
	"webstorm":        "webstorm://open?file={path}&line={line}&column={col}",
	"goland":          "goland://open?file={path}&line={line}&column={col}",
	"sublime":         "subl://open?url=file://{path}&line={line}&column={col}",
	"textmate":        "txmt://open?url=file://{path}&line={line}&column={col}",
	"bbedit":          "bbedit://open?url=file://{path}&line={line}",
	"macvim":          "mvim://open?url=file://{path}&line={line}",
	"emacs":           "org-protocol://open-source?url=file://{path}&line={line}&col={col}",
}

// EditorNames lists the names of Editors.
func EditorNames() []string { return slices.Sorted(maps.Keys(Editors)) }

// EditorKnown tells whether --editor can be understood.
func EditorKnown(editor string) bool {
	return Editors[editor] != "" || strings.Contains(editor, ":") && strings.Contains(editor, "{path}")
}

// open gives the address that opens a file in the editor.
func (s *server) open(file string, at diag.Pos) string {
	pattern := Editors[s.options.Editor]
	if pattern == "" {
		pattern = s.options.Editor
	}
	abs, err := filepath.Abs(filepath.FromSlash(file))
	if err != nil || pattern == "" {
		return ""
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	escaped := (&url.URL{Path: slashed}).EscapedPath()
	if strings.Contains(pattern, "?") {
		escaped = strings.NewReplacer("&", "%26", "+", "%2B", "=", "%3D").Replace(escaped)
	}
	return strings.NewReplacer("{path}", escaped, "{line}", strconv.Itoa(max(at.Line, 1)), "{col}", strconv.Itoa(max(at.Col, 1))).Replace(pattern)
}

// source answers where a place of a page is written: ?page=ADDRESS, with the
// line of its block, or the id of its nearest element.
func (s *server) source(w http.ResponseWriter, r *http.Request) {
	_, good := s.builds()
	if good == nil || !writers(r) {
		http.NotFound(w, r)
		return
	}
	q := r.URL.Query()
	line, _ := strconv.Atoi(q.Get("line"))
	file, at := origin(good.Site, q.Get("page"), q.Get("id"), line)
	if file == "" {
		http.NotFound(w, r)
		return
	}
	data, _ := json.Marshal(map[string]string{"open": s.open(s.project.Content+"/"+file, at)}) // strings: it cannot fail
	send(w, http.StatusOK, "application/json", data)
}

// origin finds the file below the content folder, and the place in it, that a
// place of a page comes from.
func origin(s *site.Site, address, id string, line int) (string, diag.Pos) {
	p := s.At(address)
	if p == nil {
		return "", diag.Pos{}
	}
	switch p.Kind {
	case site.KindChecklist:
		if item := p.Checklist.Item(id); item != nil {
			return p.Checklist.Owner.Playbook.Path, item.ID.Pos
		}
		return p.Checklist.Owner.Playbook.Path, p.Checklist.Pos
	case site.KindSources:
		if f := s.Sources.Fact(id); f != nil {
			return content.SourcesFile, f.ID.Pos
		}
		if w := s.Sources.Work(id); w != nil {
			return content.SourcesFile, w.ID.Pos
		}
		return content.SourcesFile, diag.Pos{}
	case site.KindGlossary:
		for _, t := range s.Terms {
			if t.ID == id {
				return content.GlossaryFile, t.Term.Term.Pos
			}
		}
		return content.GlossaryFile, diag.Pos{}
	}
	if p.Playbook == nil {
		return "", diag.Pos{}
	}
	return p.Playbook.Path, diag.Pos{Line: line, Col: 1}
}
