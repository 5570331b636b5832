package search

import (
	"slices"
	"strings"
	"testing"
)

// TestStopWords: of a question in each language that has a stemmer, what it is
// about alone is left.
func TestStopWords(t *testing.T) {
	questions := map[string][2]string{
		"da": {"hvornår skal vi have en partner med til vores kunder", "partner kunder"},
		"de": {"wann sollten wir einen partner zu unseren kunden mitnehmen", "partner kunden mitnehmen"},
		"en": {"when should we bring a partner to our clients", "bring partner clients"},
		"es": {"cuándo debemos llevar a un socio con nuestros clientes", "llevar socio clientes"},
		"fi": {"milloin meidän pitäisi ottaa kumppani mukaan asiakkaille", "ottaa kumppani asiakkaille"},
		"fr": {"quand doit on amener un partenaire chez nos clients", "amener partenaire clients"},
		"hu": {"mikor kell egy partnert vinni az ügyfelekhez", "partnert vinni ügyfelekhez"},
		"it": {"quando dobbiamo portare un socio dai nostri clienti", "portare socio clienti"},
		"nb": {"når skal vi ta med en partner til kundene", "ta partner kundene"},
		"nl": {"wanneer moeten we een partner meenemen naar onze klanten", "partner meenemen klanten"},
		"no": {"korleis kan vi hjelpe ein kunde", "hjelpe kunde"},
		"pt": {"quando devemos levar um sócio para os nossos clientes", "levar sócio clientes"},
		"ro": {"când trebuie să aducem un partener la clienții noștri", "aducem partener clienții"},
		"ru": {"когда нам нужно привести партнёра к нашему клиенту", "привести партнёра клиенту"},
		"sv": {"när ska vi ta med en partner till våra kunder", "ta partner kunder"},
		"tr": {"müşterilerimiz için ne zaman bir ortak gerekir", "müşterilerimiz zaman ortak"},
	}
	for code := range stemmers {
		q, ok := questions[code]
		if !ok {
			t.Errorf("no question in %q", code)
		}
		words := stopWords(code + "-x")
		var left []string
		for w := range strings.FieldsSeq(q[0]) {
			if !slices.Contains(words, fold(w)) {
				left = append(left, w)
			}
		}
		if got := strings.Join(left, " "); got != q[1] {
			t.Errorf("%s: %q is about %q, not %q", code, q[0], got, q[1])
		}
	}
	if len(stopWords("ja")) != 0 {
		t.Error("a language without a list")
	}
}
