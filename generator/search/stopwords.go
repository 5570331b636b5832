package search

import "strings"

// stopWordLists are the words of a language that say how a question is put, not
// what it is about. They count only where nothing else is asked for, and in
// titles. A language without a list does with the words that stand everywhere.
var stopWordLists = map[string]string{
	"de": "ab aber als am an auf aus bei beim bin bis da das dass dein dem den der des die dies diese dieser du ein eine einem einen einer eines er es für gibt hat haben ich ihr im in ist ja kann kein keine man mein mit muss nach nicht noch nur ob oder ohne seid sein sich sie sind so soll über um und uns unser von vor wann war warum was wo weil welche welcher welches wenn wer werden wie wird wir zu zum zur",
	"en": "a about after again all also am among an and any are as at be because been before being between both but by can could did do does doing during each either else etc ever every few for from get given had has have having he her here hers him his how however i if in into is it its itself just like many may me might more most much must my neither no nor not now of off on once one only or other others ought our ours out over own per please rather regarding same shall she should since so some such than that the their theirs them then there these they this those though through thus to too under until up upon us used using very via was we were what whatever when where whether which while who whom whose why will with within without would yet you your yours",
	"es": "a al como con cuál cuáles cuándo cuánto de del desde dónde el ella ellos en es esta este estos fue ha hay la las le lo los más me mi mis muy no nos nuestra nuestro o para pero por qué que quién se ser si sin sobre son su sus también te tiene tu un una uno y ya yo",
	"fr": "a ai au aux avec ce ces cette comment dans de des du elle en es est et été être il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ou où par pas pour pourquoi qu quand que quel quelle quels qui s sa sans se ses si son sont sur t ta te tes ton tu un une vos votre vous y à",
}

func stopWords(language string) []string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	out := []string{}
	for _, word := range strings.Fields(stopWordLists[code]) {
		out = append(out, fold(word))
	}
	return out
}
