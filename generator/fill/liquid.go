package fill

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// liquidCall is {{ an expression }} or {% a tag with arguments %}.
var liquidCall = regexp.MustCompile(`\{\{-?([^{}]*?)-?\}\}|\{%[-+]?\s*(\w+)((?:[^%]|%[^}])*?)[-+]?%\}`)

// liquidCalls are the calls of a text in their order.
type liquidCalls struct {
	text   string
	at     [][]int
	ends   map[string][]int // the calls that end a tag, by its name
	last   map[string]int   // where a name is asked for the last time
	listed func(offset int) bool
}

var asked = regexp.MustCompile(`\{\{-?\s*(\w+)`)

func liquidCallsOf(text string) *liquidCalls {
	c := &liquidCalls{text: text, at: liquidCall.FindAllStringSubmatchIndex(text, -1), ends: map[string][]int{}, last: map[string]int{}}
	for i := range c.at {
		if name, ok := strings.CutPrefix(c.name(i), "end"); ok {
			c.ends[name] = append(c.ends[name], i)
		}
	}
	for _, m := range asked.FindAllStringSubmatchIndex(text, -1) {
		c.last[text[m[2]:m[3]]] = m[0]
	}
	return c
}

// name is that of a tag; "" for an expression.
func (c *liquidCalls) name(i int) string { return c.group(i, 4) }

func (c *liquidCalls) group(i, at int) string {
	if m := c.at[i]; m[at] >= 0 {
		return strings.TrimSpace(c.text[m[at]:m[at+1]])
	}
	return ""
}

// end gives the call that ends a tag; -1 if none does.
func (c *liquidCalls) end(i int) int {
	ends := c.ends[c.name(i)]
	if at, _ := slices.BinarySearch(ends, i); at < len(ends) {
		return ends[at]
	}
	return -1
}

// liquid fills the calls of Liquid, and of Nunjucks where it is the same.
func (c *calling) liquid(out *writer, set map[string]string, depth int) {
	calls := liquidCallsOf(out.text)
	if c.Alone {
		calls.listed = listings(out.text)
	}
	for i := 0; i < len(calls.at); i++ {
		m, name := calls.at[i], calls.name(i)
		if c.Alone && (name != "include" || !alone(out.text, m[0], m[1]) || calls.listed(m[0])) {
			continue
		}
		switch name {
		case "":
			if value, ok := c.expression(calls.group(i, 2), set, depth); ok {
				out.replace(m[0], m[1], value)
			}
		case "raw", "verbatim":
			if end := calls.end(i); end >= 0 {
				out.literal(m[1], calls.at[end][0], m[0], calls.at[end][1])
				i = end
			}
		case "comment":
			if end := calls.end(i); end >= 0 {
				i = end
			}
		case "assign", "set", "capture":
			i = c.sets(out, calls, i, set, depth)
		case "include", "include_relative", "include_cached", "render":
			if text, ok := c.include(calls.group(i, 6), set, depth); ok {
				out.replace(m[0], m[1], text)
			}
		}
	}
}

// literal keeps a part of the text in which no brace begins a call, without what stands
// around it.
func (o *writer) literal(from, to, before, after int) {
	o.replace(before, from, "")
	for at := from; at+1 < to; at++ {
		if o.text[at] == '{' && (o.text[at+1] == '{' || o.text[at+1] == '%' || o.text[at+1] == '#') {
			o.replace(at, at+1, string(Brace))
		}
	}
	o.replace(to, after, "")
}

var (
	assignment = regexp.MustCompile(`(?s)^(\w+)\s*=\s*(.*)$`)
	oneName    = regexp.MustCompile(`^\w+$`)
)

// sets reads a tag that gives a name to a value, or to what stands up to its end. It
// gives the last call that is read so. A text that nobody asks for stays where it is.
func (c *calling) sets(out *writer, calls *liquidCalls, i int, set map[string]string, depth int) int {
	m, arguments := calls.at[i], calls.group(i, 6)
	if a := assignment.FindStringSubmatch(arguments); a != nil {
		if value, ok := c.expression(a[2], set, depth); ok {
			set[a[1]] = value
			out.replace(m[0], m[1], "")
		} else {
			delete(set, a[1])
		}
		return i
	}
	end := calls.end(i)
	if end < 0 || !oneName.MatchString(arguments) || calls.last[arguments] < m[1] {
		return i
	}
	text, whole := c.within(out.text[m[1]:calls.at[end][0]], set, depth+1)
	if !whole {
		return i
	}
	set[arguments] = strings.Trim(text, "\r\n")
	out.replace(m[0], calls.at[end][1], "")
	return end
}

var (
	includes = regexp.MustCompile(`^["']?([^"'\s,]+)["']?\s*,?(?s:(.*))$`)
	given    = regexp.MustCompile(`(\w+)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([\w.]+))`)
)

// include gives the text that a tag names, with what is given to it.
func (c *calling) include(arguments string, set map[string]string, depth int) (string, bool) {
	m := includes.FindStringSubmatch(arguments)
	if m == nil {
		return "", false
	}
	text, ok := c.text(m[1])
	if !ok {
		return "", false
	}
	c.left -= 64 * len(set) // they are copied
	inner := map[string]string{}
	for name, value := range set {
		inner[name] = value
	}
	for _, g := range given.FindAllStringSubmatch(m[2], -1) {
		value := g[2] + g[3]
		if g[4] != "" {
			if value, ok = c.value(g[4], set); !ok {
				continue
			}
		}
		inner["include."+g[1]], inner[g[1]] = value, value
	}
	return c.within(text, inner, depth+1)
}

// value is what a name stands for.
func (c *calling) value(name string, set map[string]string) (string, bool) {
	if value, ok := set[name]; ok {
		return value, true
	}
	if own, ok := strings.CutPrefix(name, c.Page); ok {
		if value, ok := c.own(own); ok {
			return value, true
		}
	}
	value, ok := c.Values[name]
	return value, ok
}

var (
	quoted    = regexp.MustCompile(`^(?:"([^"]*)"|'([^']*)')$`)
	indexed   = regexp.MustCompile(`\[["'](\w+)["']\]`)
	highlight = regexp.MustCompile(`^highlight\s*\(\s*["'](\w+)["']`)
)

// expression is the value of a name or a text, behind which filters may stand.
func (c *calling) expression(said string, set map[string]string, depth int) (string, bool) {
	parts := strings.Split(said, "|")
	name := indexed.ReplaceAllString(strings.TrimSpace(parts[0]), ".$1")
	var value string
	if q := quoted.FindStringSubmatch(name); q != nil {
		value = q[1] + q[2]
	} else if known, ok := c.value(name, set); ok {
		value = known
	} else {
		return "", false
	}
	if c.left -= len(value); c.left < 0 {
		return "", false
	}
	for _, filter := range parts[1:] {
		value = filtered(value, strings.TrimSpace(filter))
	}
	return value, true
}

// filtered is a value behind a filter; as it is behind those that only change how it is
// written in HTML, or that nobody here knows.
func filtered(value, filter string) string {
	if m := highlight.FindStringSubmatch(filter); m != nil {
		return "```" + m[1] + "\n" + value + "\n```"
	}
	switch filter {
	case "upcase", "upper":
		return strings.ToUpper(value)
	case "downcase", "lower":
		return strings.ToLower(value)
	case "capitalize":
		_, size := utf8.DecodeRuneInString(value)
		return strings.ToUpper(value[:size]) + value[size:]
	case "strip", "trim":
		return strings.TrimSpace(value)
	}
	return value
}

// alone tells whether nothing else stands on the lines of a call.
func alone(text string, from, to int) bool {
	before := text[strings.LastIndexByte(text[:from], '\n')+1 : from]
	after, _, _ := strings.Cut(text[to:], "\n")
	return strings.TrimSpace(before)+strings.TrimSpace(after) == ""
}

var fences = regexp.MustCompile("(?m)^[ \t]*(?:```|~~~)")

// listings tells the offsets of a text that stand in a listing, asked in their order.
func listings(text string) func(offset int) bool {
	at, n := fences.FindAllStringIndex(text, -1), 0
	return func(offset int) bool {
		for n < len(at) && at[n][0] < offset {
			n++
		}
		return n%2 == 1
	}
}
