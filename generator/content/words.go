package content

import (
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/page"
)

// Interface is what a content folder says of the words of its interface: all
// other stages need them, so they are read first.
type Interface struct {
	Language    string
	own         string // the text of words.yaml
	Words       *i18n.Catalog
	Diagnostics diag.List // of words.yaml; Load tells those of site.yaml
}

// Said tells all that it says: the same text, the same words.
func (i *Interface) Said() string { return i.Language + "\x00" + i.own }

// Same tells whether two folders, or two states of one, have the same words.
func (i *Interface) Same(other *Interface) bool {
	return other != nil && i.Said() == other.Said()
}

// LoadInterface reads the language and the site's own words.
func LoadInterface(dir string) (*Interface, error) {
	t, err := open(dir, Options{})
	if err != nil {
		return nil, err
	}
	language := t.Config.Language.Value
	i := &Interface{Language: language, Words: i18n.New(language)}
	if isHere(t.folder, WordsFile) {
		r := diag.NewReporter(t.Path(WordsFile))
		if text, ok := t.read(WordsFile, "shorten it", r); ok {
			i.own = string(text)
			i.Words.Change(page.Settled(text, r), r)
		}
		i.Diagnostics = r.List()
	}
	r := diag.NewReporter(t.Path(ConfigFile))
	if hint, wrong := i18n.WrongTag(i.Language); wrong {
		r.Doubtf(t.Config.Language.Span, "unknown-language", hint, "the language %q is no tag of a language, and the words are English", i.Language)
	} else if n := i.Words.Missing(); n > 0 {
		r.Warnf(diag.Span{}, "missing-words", "add them in "+WordsFile+": `fieldbook words` prints them", "%d words of the interface are English, not %s", n, i.Language)
	}
	i.Diagnostics = append(i.Diagnostics, r.List()...)
	return i, nil
}
