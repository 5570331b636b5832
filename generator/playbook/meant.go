package playbook

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// unread is a value that is written as people write it, not as we read it.
type unread struct {
	wants, got string
	advice
}

// advice is how to write a value, in words and as the texts that may stand in its place.
type advice struct {
	hint    string
	instead []string
}

func write(text string) advice { return advice{"write " + text, []string{text}} }

func (u *unread) Error() string { return fmt.Sprintf("wants %s, got %q", u.wants, u.got) }

// Hint says how to write it; empty where that is not known.
func (u *unread) Hint() string { return u.hint }

// Instead gives what may be written in its place, the likeliest first.
func (u *unread) Instead() []string { return u.instead }

var (
	// days are as people write them, with the groups of the year, the month and the day.
	days = []struct {
		find             *regexp.Regexp
		year, month, day int
	}{
		{regexp.MustCompile(`^(\d{1,2})[.\-]\s*(\d{1,2})[.\-]\s*(\d{4})$`), 3, 2, 1},
		{regexp.MustCompile(`^(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[T ].*)?$`), 1, 2, 3},
		{regexp.MustCompile(`^(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+|of\s+)?(\pL+)\.?,?\s+(?:de\s+)?(\d{4})$`), 3, 2, 1},
		{regexp.MustCompile(`^(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$`), 3, 1, 2},
	}
	slashes = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
)

// months by the first three letters of their names in English, German and Spanish.
var months = map[string]string{
	"jan": "1", "ene": "1", "jän": "1", "feb": "2", "mar": "3", "mär": "3", "apr": "4", "abr": "4", "mai": "5", "may": "5", "jun": "6", "jul": "7",
	"aug": "8", "ago": "8", "sep": "9", "oct": "10", "okt": "10", "nov": "11", "dec": "12", "dez": "12", "dic": "12",
}

// dayHint says how a day that is written otherwise is to be.
func dayHint(text string) advice {
	text = strings.TrimSpace(text)
	for _, d := range days {
		if m := d.find.FindStringSubmatch(text); m != nil {
			return writeDay(m[d.year], monthOf(m[d.month]), m[d.day])
		}
	}
	m := slashes.FindStringSubmatch(text)
	if m == nil {
		return advice{}
	}
	one, other := writeDay(m[3], m[2], m[1]), writeDay(m[3], m[1], m[2])
	switch {
	case one.hint == "" || one.hint == other.hint:
		return other
	case other.hint == "":
		return one
	}
	both := append(one.instead, other.instead...)
	return advice{"write " + strings.Join(both, " or ") + ", as the month is the second or the first", both}
}

// monthOf is the number of a month that is written as a word, or as a number.
func monthOf(word string) string {
	if word[0] <= '9' {
		return word
	}
	letters := []rune(strings.ToLower(word))
	return months[string(letters[:min(len(letters), 3)])]
}

// writeDay says to write a day; empty for one that no calendar has.
func writeDay(year, month, day string) advice {
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimPrefix(month, "0")+"-"+strings.TrimPrefix(day, "0"))
	if err != nil {
		return advice{}
	}
	return write(t.Format(time.DateOnly))
}

var (
	often  = regexp.MustCompile(`^(?:every|each|all|alle|jede[ns]?|cada)\s+`)
	counts = regexp.MustCompile(`^(?:(\d+)\s*|(?:an?|one|eine?n?|una?)\s+)?(\pL+)\.?$`)
)

// periods by the words for them in English, German and Spanish, without their ends.
var periods = []struct {
	word  string
	n     int
	unit  string
	alone bool // it stands without a number
}{
	{"daily", 1, "day", true}, {"täglich", 1, "day", true}, {"diari", 1, "day", true},
	{"weekly", 1, "week", true}, {"wöchentlich", 1, "week", true}, {"semanal", 1, "week", true},
	{"monthly", 1, "month", true}, {"monatlich", 1, "month", true}, {"mensual", 1, "month", true},
	{"quarterly", 3, "month", true}, {"vierteljährlich", 3, "month", true}, {"quartalsweise", 3, "month", true}, {"trimestral", 3, "month", true},
	{"halbjährlich", 6, "month", true}, {"semestral", 6, "month", true}, {"halfyearly", 6, "month", true},
	{"yearly", 1, "year", true}, {"annual", 1, "year", true}, {"jährlich", 1, "year", true}, {"anual", 1, "year", true},
	{"quarter", 3, "month", false}, {"quartal", 3, "month", false}, {"trimestre", 3, "month", false}, {"halbjahr", 6, "month", false}, {"semestre", 6, "month", false},
	{"day", 1, "day", false}, {"tag", 1, "day", false}, {"día", 1, "day", false}, {"week", 1, "week", false}, {"woche", 1, "week", false}, {"semana", 1, "week", false},
	{"month", 1, "month", false}, {"monat", 1, "month", false}, {"mes", 1, "month", false}, {"year", 1, "year", false}, {"jahr", 1, "year", false}, {"año", 1, "year", false},
}

// periodHint says how a period that is written otherwise is to be.
func periodHint(text string) advice {
	m := counts.FindStringSubmatch(often.ReplaceAllString(strings.ToLower(strings.TrimSpace(text)), ""))
	if m == nil {
		return advice{}
	}
	count, err := strconv.Atoi(cmp.Or(m[1], "1"))
	if err != nil {
		return advice{}
	}
	for _, p := range periods {
		end, ok := strings.CutPrefix(m[2], p.word)
		if ok && len(end) <= 2 && (!p.alone || m[1] == "") && count > 0 && count <= maxPeriod/p.n {
			return write(Period{N: count * p.n, Unit: p.unit}.written())
		}
	}
	return advice{}
}

var (
	fraction   = regexp.MustCompile(`^-?\d+,\d+$`)
	ofPoints   = regexp.MustCompile(`^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$`)
	ofCommas   = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	ofSpaces   = regexp.MustCompile(`^-?\d{1,3}(?:[ '’\x{a0}\x{202f}]\d{3})+(?:[.,]\d+)?$`)
	withUnit   = regexp.MustCompile(`^(-?\d+(?:\.\d+)?)\s*([^\s\d.,]+)$`)
	onlySpaces = strings.NewReplacer(" ", "", "'", "", "’", "", "\u00a0", "", "\u202f", "", ",", ".")
)

// numberHint says how a number that is written otherwise is to be.
func numberHint(text string) advice {
	text = strings.TrimSpace(text)
	whole := strings.ReplaceAll(text, ",", "")
	switch {
	case ofCommas.MatchString(text) && strings.Count(text, ",") == 1 && !strings.Contains(text, "."):
		point := strings.ReplaceAll(text, ",", ".")
		return advice{"write " + whole + ", or " + point + " if a fraction follows the comma", []string{whole, point}}
	case ofCommas.MatchString(text):
		return write(whole)
	case ofPoints.MatchString(text):
		return write(strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", "."))
	case fraction.MatchString(text):
		return write(strings.ReplaceAll(text, ",", "."))
	case ofSpaces.MatchString(text):
		return write(onlySpaces.Replace(text))
	}
	if m := withUnit.FindStringSubmatch(text); m != nil {
		return advice{"write " + m[1] + "; a unit is a key of its own, as unit: " + m[2], nil}
	}
	return advice{}
}
