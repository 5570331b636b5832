// Package i18n is every word that the interface shows, in one catalogue for
// each language: under "pages" for templates and for the generator, under "scripts"
// for the browser. Templates say {{t "name"}}; scripts import words.ts, which is
// generated for the type checker and of which a build puts the site's language in its
// place, so that a bundle holds only the words that it says. A site may change the
// words, and add a language, in a file of its own. What depends on the language and
// stands in a page's text is a placeholder, as a Playbook depends on its file alone.
// Diagnostics are English.
package i18n

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Default is the language whose catalogue is complete by definition.
const Default = "en"

// Languages are those that have a catalogue.
func Languages() []string {
	var out []string
	entries, _ := files.ReadDir(".") // embedded: it cannot fail
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}

// message is a text by its plural forms (zero, one, two, few, many, other);
// one without plurals has other alone.
type message map[string]string

// UnmarshalYAML takes a text, or a mapping of plural forms.
func (m *message) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*m = message{"other": n.Value}
		return nil
	}
	forms := map[string]string{}
	if err := n.Decode(&forms); err != nil {
		return err
	}
	*m = forms
	return nil
}

// texts are the words of one language, by their names.
type texts struct {
	Pages   map[string]message `yaml:"pages"`
	Scripts map[string]message `yaml:"scripts"`
}

// Catalog gives the words of one language.
type Catalog struct {
	texts
	names  texts               // English, which has every word
	takes  map[string][]string // what the words of pages take, in the order of English
	tag    language.Tag
	sorter sync.Pool // of collators that heed accents
	looser sync.Pool // … and of those that do not
	keys   sync.Map  // by name: what it is sorted by
}

// parsed keeps the catalogues, which take longer to parse than most commands.
var parsed sync.Map // language → texts

func embedded(language string) (texts, bool) {
	if t, ok := parsed.Load(language); ok {
		return t.(texts), true
	}
	data, err := files.ReadFile(language + ".yaml")
	if err != nil {
		return texts{}, false
	}
	t, err := parse(data)
	if err == nil { // a test finds one that is not
		parsed.Store(language, t)
	}
	return t, err == nil
}

func parse(data []byte) (texts, error) {
	var t texts
	err := yaml.Unmarshal(data, &t)
	return t, err
}

// New gives the words of a language. What it has no words for is English.
func New(name string) *Catalog {
	c := &Catalog{tag: tagOf(name)}
	c.names, _ = embedded(Default)
	c.texts = texts{maps.Clone(c.names.Pages), maps.Clone(c.names.Scripts)}
	if own, ok := embedded(Base(name)); ok {
		c.add(own)
	}
	c.takes = make(map[string][]string, len(c.names.Pages))
	for name, m := range c.names.Pages {
		c.takes[name] = parameters(m)
	}
	c.sorter.New = func() any { return collate.New(c.tag, collate.IgnoreCase) }
	c.looser.New = func() any { return collate.New(c.tag, collate.Loose) }
	return c
}

// tags of languages by their names, as writers call them.
var tags = map[string]string{
	"english": "en", "englisch": "en", "inglés": "en", "german": "de", "deutsch": "de", "alemán": "de", "spanish": "es", "spanisch": "es", "español": "es",
	"french": "fr", "französisch": "fr", "français": "fr", "italian": "it", "italienisch": "it", "italiano": "it", "dutch": "nl", "niederländisch": "nl", "nederlands": "nl",
	"portuguese": "pt", "portugiesisch": "pt", "português": "pt", "polish": "pl", "polnisch": "pl", "polski": "pl", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
}

// WrongTag tells what is no tag of a language, and what to write.
func WrongTag(name string) (hint string, wrong bool) {
	if _, err := language.Parse(name); err == nil {
		return "", false
	}
	if tag := tags[strings.ToLower(strings.TrimSpace(name))]; tag != "" {
		return "write " + tag, true
	}
	return "write its tag, such as en, de or pt-BR", true
}

func tagOf(name string) language.Tag {
	tag, err := language.Parse(name)
	if err != nil {
		return language.English
	}
	return tag
}

// Base is the language of a tag without where and how it is written: de for de-AT.
// What is no tag is taken up to its first part: no language is English unasked.
func Base(name string) string {
	tag, err := language.Parse(name)
	if err != nil {
		before, _, _ := strings.Cut(name, "-")
		return before
	}
	base, _ := tag.Base()
	return base.String()
}

func (c *Catalog) add(own texts) {
	maps.Copy(c.Pages, own.Pages)
	maps.Copy(c.Scripts, own.Scripts)
}

// Each calls back with every word of the language, in each of its forms.
func (c *Catalog) Each(see func(name, text string)) {
	for _, all := range []map[string]message{c.Pages, c.Scripts} {
		for name, m := range all {
			for _, text := range m {
				see(name, text)
			}
		}
	}
}

// Source gives the words as a site's own file of words has them, to begin one.
func (c *Catalog) Source() ([]byte, error) { return yaml.Marshal(c.texts) }

// Text gives a word with its parameters filled in, in the order in which they
// stand in English. The error is a name that no catalogue has, or a wrong
// number of values.
func (c *Catalog) Text(name string, values ...any) (string, error) {
	m, ok := c.Pages[name]
	if !ok {
		return "", fmt.Errorf("no word %q", name)
	}
	takes := c.takes[name]
	if len(takes) != len(values) {
		return "", fmt.Errorf("the word %q takes %q, not %d values", name, takes, len(values))
	}
	if len(takes) == 0 {
		return m["other"], nil
	}
	filled := make([]string, 0, 2*len(takes))
	text := m["other"]
	for i, p := range takes {
		if n, ok := values[i].(int); ok && p == "n" {
			text = c.form(m, n)
		}
		filled = append(filled, "{"+p+"}", fmt.Sprint(values[i]))
	}
	return strings.NewReplacer(filled...).Replace(text), nil
}

// Say is Text for the generator's own words, of which a test finds those that
// are missing: then it gives the name.
func (c *Catalog) Say(name string, values ...any) string {
	text, err := c.Text(name, values...)
	if err != nil {
		return name
	}
	return text
}

var forms = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// Form names the plural form for a number, as CLDR has it.
func (c *Catalog) Form(n int) string {
	return forms[plural.Cardinal.MatchPlural(c.tag, n, 0, 0, 0, 0)]
}

// form chooses the text for a number.
func (c *Catalog) form(m message, n int) string {
	if text, ok := m[c.Form(n)]; ok {
		return text
	}
	return m["other"]
}

// Compare sorts names as the language does, whatever their capitals. Sorting
// asks for the same names again and again: their keys are kept.
func (c *Catalog) Compare(a, b string) int { return strings.Compare(c.key(a), c.key(b)) }

func (c *Catalog) key(name string) string {
	if key, ok := c.keys.Load(name); ok {
		return key.(string)
	}
	collator := c.sorter.Get().(*collate.Collator)
	defer c.sorter.Put(collator)
	key := string(collator.KeyFromString(&collate.Buffer{}, name))
	c.keys.Store(name, key)
	return key
}

// SameLetter tells whether the language sorts two letters as one: Ä and A in
// German, but not in Swedish.
func (c *Catalog) SameLetter(a, b rune) bool {
	if a == b {
		return true
	}
	collator := c.looser.Get().(*collate.Collator) // which only one goroutine may use
	defer c.looser.Put(collator)
	return collator.CompareString(string(a), string(b)) == 0
}

// rightToLeft are the scripts that are read so.
var rightToLeft = []string{"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Samr", "Mand"}

// Direction is "rtl" for a language that is written from right to left, else
// "ltr".
func (c *Catalog) Direction() string {
	script, _ := c.tag.Script()
	if slices.Contains(rightToLeft, script.String()) {
		return "rtl"
	}
	return "ltr"
}

// Missing are the words that a language lacks, and shows in English; none for
// English.
func (c *Catalog) Missing() int {
	if _, ok := embedded(Base(c.tag.String())); ok {
		return 0
	}
	n := 0
	count := func(own, names map[string]message) {
		for name := range names {
			if maps.Equal(own[name], names[name]) {
				n++
			}
		}
	}
	count(c.Pages, c.names.Pages)
	count(c.Scripts, c.names.Scripts)
	return n
}
