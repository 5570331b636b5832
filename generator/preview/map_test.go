package preview

import (
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"fieldbook/generator/assets"
	"fieldbook/generator/build"
	"fieldbook/templates"
)

// sourceMap is what a debugger reads (https://tc39.es/ecma426/).
type sourceMap struct {
	Version        int
	Sources        []string
	SourcesContent []string
	Mappings       string
}

// place is a place of a bundle, by letters of UTF-16 from 0, and the place that it was made of.
type place struct{ line, column, source, sourceLine, sourceColumn int }

// places decodes the mappings.
func (m *sourceMap) places() []place {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	var out []place
	var at place
	for line, text := range strings.Split(m.Mappings, ";") {
		at.line, at.column = line, 0
		for segment := range strings.SplitSeq(text, ",") {
			var numbers []int
			number, shift := 0, 0
			for _, c := range segment {
				digit := strings.IndexRune(digits, c)
				number |= digit & 31 << shift
				if shift += 5; digit < 32 {
					numbers = append(numbers, number>>1*(1-number&1*2))
					number, shift = 0, 0
				}
			}
			if len(numbers) < 4 {
				continue
			}
			at.column += numbers[0]
			at.source += numbers[1]
			at.sourceLine += numbers[2]
			at.sourceColumn += numbers[3]
			out = append(out, at)
		}
	}
	return out
}

// shown bounds a text that is looked at, in letters.
const shown = 40

// textAt gives the text that begins at a letter of a line.
func textAt(line []uint16, column int) string {
	return string(utf16.Decode(line[min(column, len(line)):min(column+shown, len(line))]))
}

// units gives the letters of each line as debuggers count them.
func units(text string) [][]uint16 {
	var out [][]uint16
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, utf16.Encode([]rune(line)))
	}
	return out
}

// word is what is written in a bundle as in its source, but for quotes that may be left out.
var word = regexp.MustCompile(`^(?:"[a-z-]{4,}"|\.[a-z-]{4,})`)

// TestSourceMaps: the preview leads a debugger from each script and style to what it was
// made of, in files that are as they are published; nothing that is published does.
func TestSourceMaps(t *testing.T) {
	r := serve(t, some, nil)
	_, page := r.get("a/one.html")
	seen := map[string]int{}
	for _, m := range regexp.MustCompile(`assets/[a-z]+-[A-Z0-9]+(\.js|\.css)`).FindAllStringSubmatch(page, -1) {
		address, kind := m[0], m[1]
		response, err := http.Head(r.url + address)
		if err != nil {
			t.Fatal(err)
		}
		at := strings.TrimPrefix(response.Header.Get("SourceMap"), "/")
		var found sourceMap
		if status, body := r.get(at); status != http.StatusOK || json.Unmarshal([]byte(body), &found) != nil || found.Version != 3 {
			t.Fatalf("%s: its map at %q: %d %.100s", address, at, status, body)
		}
		for i, source := range found.Sources {
			file := strings.TrimPrefix(source, "templates:")
			want, err := templates.Files.ReadFile(file)
			if err == nil && found.SourcesContent[i] != string(want) {
				t.Errorf("%s: %s is not as it is in the templates", address, source)
			}
		}
		_, code := r.get(address)
		made := units(code)
		var from [][][]uint16
		for _, source := range found.SourcesContent {
			from = append(from, units(source))
		}
		for _, p := range found.places() {
			written := strings.Trim(word.FindString(textAt(made[p.line], p.column)), `"`)
			if written == "" {
				continue
			}
			seen[kind]++
			if source := textAt(from[p.source][p.sourceLine], p.sourceColumn); !strings.HasPrefix(strings.TrimPrefix(source, `"`), written) {
				t.Errorf("%s: %s leads to %q of %s", address, written, source, found.Sources[p.source])
			}
		}
	}
	if seen[".js"] == 0 || seen[".css"] == 0 {
		t.Errorf("words that were held against their sources: %v", seen)
	}
	for _, none := range []string{"assets/main-AAAAAAAA.js.map", "a/one.html.map", "search/index.js.map"} {
		if status, _ := r.get(none); status != http.StatusNotFound {
			t.Errorf("%s: %d", none, status)
		}
	}
	published, err := build.Project{Content: r.project.Content}.Build()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range published.Files() {
		body, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Path, ".map") || strings.Contains(string(body), "sourceMappingURL") {
			t.Errorf("%s is published with a map", f.Path)
		}
	}
}

// TestSourceMapsAreTheWriters: what stands in the templates beside the code is told to no
// other computer.
func TestSourceMapsAreTheWriters(t *testing.T) {
	s := bareServer(newFolder(t, map[string]string{"one.md": "# One\n"}))
	scripts := 0
	for address := range s.files {
		if path.Dir(address) != assets.Folder || path.Ext(address) != ".js" {
			continue
		}
		scripts++
		for from, writer := range map[string]bool{"127.0.0.1:5000": true, "192.168.1.7:5000": false} {
			if told := strings.Contains(asked(s, from, "/"+address), "Sourcemap:[/"+address); told != writer {
				t.Errorf("%s tells %s of a map: %v", address, from, told)
			}
			if given := strings.Contains(asked(s, from, "/"+address+mapped), "sourcesContent"); given != writer {
				t.Errorf("%s is given to %s: %v", address+mapped, from, given)
			}
		}
	}
	if scripts == 0 {
		t.Error("there is no script")
	}
}
