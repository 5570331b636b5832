package search

// Telling are the words of a text that tell something in a language, as the search
// names them: without function words, each as often as it stands.
func Telling(text, language string) []string {
	small := map[string]bool{}
	for _, word := range stopWords(language) {
		small[word] = true
	}
	var out []string
	scan(text, func(word string, extra bool) {
		if !extra && !small[word] {
			out = append(out, word)
		}
	})
	return out
}
