// Code generated from generator/search/forms.go by `go test ./generator/search -run Browser -update`. DO NOT EDIT.

/** Signs that words are found without: the first and the last of each range. */
export const marks = [[768,879],[1425,1469],[1471,1471],[1473,1474],[1476,1477],[1479,1479],[1600,1600],[1611,1631],[1648,1648],[1750,1756]];

/** Letters that Unicode does not take apart, as readers type them. */
export const letters = {"ß":"ss","æ":"ae","ð":"d","ø":"o","þ":"th","đ":"d","ħ":"h","ı":"i","ł":"l","œ":"oe","ŧ":"t","ة":"ه","ى":"ي","ٱ":"ا"};

/** Letters that are also written as two. */
export const umlauts = {"ä":"ae","å":"aa","ö":"oe","ø":"oe","ü":"ue"};

/** What begins an Arabic word that is found without it. */
export const articles = ["وال","بال","كال","فال","لل","ال"];

/** Words that stand with the next one behind an apostrophe. */
export const elided = ["l","d","j","m","t","s","n","c","qu","jusqu","lorsqu","puisqu","dell","nell","all","sull","dall","un","quest"];

/** What the next one begins with. */
export const vowels = "aeiouhàâäæèéêëìîïòôöœùûü";

/** Endings of other forms of a word, behind a sign. */
export const endings = ["innen","in","e","es","s","ne","nes","rice","rices"];

/** These signs. */
export const endingSigns = ":*_/·";

/** Words that multiply the number before them. */
export const magnitudes = {"billion":1000000000,"bn":1000000000,"k":1000,"m":1000000,"mil":1000,"milione":1000000,"milioni":1000000,"mill":1000000,"milliard":1000000000,"milliarde":1000000000,"milliarden":1000000000,"milliards":1000000000,"million":1000000,"millionen":1000000,"millions":1000000,"millones":1000000,"millón":1000000,"mio":1000000,"tausend":1000,"thousand":1000,"tsd":1000};

/** The letters of a name with signs, such as C++. */
export const shortName = 2;

/** The letters of a name of capitals. */
export const longestCapitals = 5;

/** The letters on each side of & in a name, such as R&D. */
export const longestSigned = 3;
