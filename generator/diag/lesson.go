package diag

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// Lesson is what the catalogue says of a Code.
type Lesson struct {
	Code    Code              `yaml:"-"`
	Says    string            // what is wrong, and why it matters
	File    string            // the file of the example: page.md, if it is not named
	Before  string            // its text with the mistake; empty where no text can show it
	After   string            // its text without
	With    map[string]string // what stands beside it
	Lenient bool              // only a lenient build tells it
}

//go:embed codes.yaml
var catalogue []byte

// Lessons gives the catalogue, by code. It is read when somebody asks, which no build does.
var Lessons = sync.OnceValue(func() []Lesson {
	of := map[Code]Lesson{}
	if err := yaml.Load(catalogue, &of, yaml.WithKnownFields()); err != nil {
		panic(err) // it is ours, and a test reads it
	}
	var all []Lesson
	for _, code := range slices.Sorted(maps.Keys(of)) {
		l := of[code]
		l.Code = code
		if l.File == "" {
			l.File = "page.md"
		}
		all = append(all, l)
	}
	return all
})

// Unknown tells a word that is no code, and the code that is near it.
func Unknown(word string) (near string, unknown bool) {
	var codes []string
	for _, l := range Lessons() {
		codes = append(codes, string(l.Code))
	}
	return Nearest(word, codes), !slices.Contains(codes, word)
}

// Brief is the first sentence of what a Lesson says.
func (l Lesson) Brief() string {
	first, _, _ := strings.Cut(l.Says, ". ")
	return strings.TrimSuffix(first, ".")
}

// Markdown tells a Lesson, below a heading of the level that its signs give.
func (l Lesson) Markdown(heading string) string {
	var b strings.Builder
	file := func(said, text string) {
		b.WriteString("\n" + said + ":\n\n")
		for line := range strings.Lines(text) {
			b.WriteString(strings.TrimRight("    "+line, " \t\n") + "\n")
		}
	}
	b.WriteString(heading + string(l.Code) + "\n\n" + l.Says + "\n")
	if l.Before == "" {
		return b.String()
	}
	for _, name := range slices.Sorted(maps.Keys(l.With)) {
		file("With "+name, l.With[name])
	}
	wrong := "Wrong in " + l.File
	if l.Lenient {
		wrong += ", with --lenient"
	}
	file(wrong, l.Before)
	file("Right", l.After)
	return b.String()
}
