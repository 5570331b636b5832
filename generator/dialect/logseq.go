package dialect

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"fieldbook/generator/input"
	"fieldbook/generator/slug"
	"fieldbook/generator/syntax"
)

// Logseq keeps a graph of outlines: pages/ and journals/, each page called by its file.
const Logseq Name = "logseq"

var logseq = Dialect{
	Name: Logseq, Program: "Logseq", Folder: "a graph of Logseq",
	signs:       []sign{{up: 1, files: []string{"logseq/config.edn"}}},
	like:        like{[]string{":: "}, regexp.MustCompile(`(?m)^\s*(?:- )?(?:id|collapsed|type|alias):: |\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)`)},
	underscored: true, settings: graphSettings,
	place: graphPlace, home: "contents", folderOf: slug.Stem,
	FileIsName: true, nameOf: graphName,
	Syntax:     syntax.Set{Outline: true, Breaks: true},
	Properties: true, InlineTags: true,
	keys: map[string]string{"publish": "published", "alias": "names"}, otherNames: true,
	title: &setting{regexp.MustCompile(`:meta/title\s+"([^"]+)"`), []string{"logseq/config.edn"}},
	order: (*Plan).graph, byFile: true,
	old: func(file string, _ Settings) []string {
		return []string{"page/" + strings.ToLower(graphName(slug.Stem(path.Base(file)))) + "/index.html"}
	},
}

// graphPlace gives the place of a page: what stands in pages/ is at the top, and three
// low lines part folders.
func graphPlace(file string) string {
	file = strings.TrimPrefix(file, "pages/")
	folder, base := path.Split(file)
	name := decoded(strings.NewReplacer("___", "/", "%2F", "/", "%2f", "/").Replace(base))
	return path.Join(folder, unsafe.ReplaceAllString(name, ""))
}

// unsafe are the signs that many disks take in no name.
var unsafe = regexp.MustCompile(`[<>:"\\|?*#%]`)

// escapedSign is one that the name of a file has for a sign of its page's.
var escapedSign = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

func decoded(name string) string {
	return escapedSign.ReplaceAllStringFunc(name, func(sign string) string {
		var c byte
		if _, err := fmt.Sscanf(sign, "%%%02x", &c); err != nil || c < ' ' || c >= 0x7f || c == '/' {
			return sign
		}
		return string(rune(c))
	})
}

var journal = regexp.MustCompile(`^(\d{4})[_-](\d\d)[_-](\d\d)$`)

// graphName is what a page is called by its file: a journal by its day, as the program
// writes it where nobody says otherwise.
func graphName(name string) string {
	if m := journal.FindStringSubmatch(name); m != nil {
		if day, err := time.Parse("2006_01_02", strings.Join(m[1:], "_")); err == nil {
			return fmt.Sprintf("%s %d%s, %d", day.Format("Jan"), day.Day(), ordinal(day.Day()), day.Year())
		}
	}
	name = strings.NewReplacer("___", "/", "%2F", "/", "%2f", "/").Replace(name)
	return decoded(name)
}

func ordinal(day int) string {
	switch {
	case day/10 == 1:
	case day%10 == 1:
		return "st"
	case day%10 == 2:
		return "nd"
	case day%10 == 3:
		return "rd"
	}
	return "th"
}

// graph calls a page within others by the last part of its name: the folders that it
// stands in say the rest.
func (p *Plan) graph(from project) {
	for _, file := range from.find.pages {
		name := graphName(slug.Stem(path.Base(file)))
		if i := strings.LastIndexByte(name, '/'); i >= 0 && i+1 < len(name) {
			p.Names[file] = name[i+1:]
		}
	}
}

var (
	hiddenFiles = regexp.MustCompile(`:hidden\s*\[([^\]]*)\]`)
	ednText     = regexp.MustCompile(`"([^"]+)"`)
	ednComment  = regexp.MustCompile(`(?m);.*$`)
)

// graphSettings hides the program's own folder, and what its configuration hides.
func graphSettings(graph input.Folder) Settings {
	hidden := []string{"logseq", "whiteboards"}
	config, _ := read(graph, "logseq/config.edn")
	if m := hiddenFiles.FindSubmatch(ednComment.ReplaceAll(config, nil)); m != nil {
		for _, file := range ednText.FindAllSubmatch(m[1], -1) {
			hidden = append(hidden, strings.Trim(string(file[1]), "/"))
		}
	}
	return Settings{Hidden: func(name string) bool { return slices.Contains(hidden, name) }}
}
