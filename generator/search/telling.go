package search

// Telling gives the words of a text that tell something in a language, as the search
// names them: without function words, each as often as it stands.
func Telling(language string) func(text string) []string {
	small := smallWords(language)
	return func(text string) (out []string) {
		scan(text, func(word string, extra bool) {
			if !extra && !small[word] {
				out = append(out, word)
			}
		})
		return out
	}
}
