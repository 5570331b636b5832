package schema

import (
	"encoding"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// number is a decimal number as we write it.
var number = regexp.MustCompile(`^-?\d+(?:\.\d+)?$`)

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func isPlain(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// cutScalar parts a text that is a key and its value but for the space behind the colon.
func (d *decoder) cutScalar(n *yaml.Node) (key, value *yaml.Node, ok bool) {
	m := cutPattern.FindStringSubmatch(n.Value)
	if m == nil || m[1] != "" || !isPlain(n) || n.Line == 0 {
		return nil, nil, false
	}
	d.Errorf(d.span(n), "no-space", "write "+m[2]+": "+m[3], "no space follows the colon of %s", m[2]).Write(d.span(n), m[2]+": "+m[3])
	key, value = new(yaml.Node), new(yaml.Node)
	*key, *value = *n, *n
	key.Value, key.Tag, value.Value, value.Tag = m[2], "!!str", m[3], ""
	value.Column += utf8.RuneCountInString(m[2]) + 1
	return key, value, true
}

// uncut gives a key with its value where the key alone is written, as {id:a}.
func (d *decoder) uncut(key, value *yaml.Node) (k, v *yaml.Node) {
	if isNull(value) {
		if k, v, ok := d.cutScalar(key); ok {
			return k, v
		}
	}
	return key, value
}

// whole gives a mapping in the place of a text that is meant as one.
func (d *decoder) whole(n *yaml.Node) *yaml.Node {
	if n.Kind != yaml.ScalarNode {
		return n
	}
	key, value, ok := d.cutScalar(n)
	if !ok {
		return n
	}
	return &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{key, value}}
}

// glued tells two values that a comma parts, and no space.
func glued(a, b *yaml.Node) bool {
	return isPlain(a) && isPlain(b) && a.Line == b.Line && b.Column == a.Column+utf8.RuneCountInString(a.Value)+1
}

// threeDigits is what follows a comma that parts thousands.
var threeDigits = regexp.MustCompile(`^\d{3}(?:$|\D)`)

// thousands tells whether a comma between two values may part the digits of one.
func thousands(a, b *yaml.Node) bool {
	last := a.Value[max(len(a.Value)-1, 0):]
	return glued(a, b) && last >= "0" && last <= "9" && threeDigits.MatchString(b.Value)
}

// withoutCommas says how to write a list that has too many values for the commas in
// its numbers; empty if it has them not for that.
func withoutCommas(items []*yaml.Node, want int) string {
	join := func(by string, joins func(a, b *yaml.Node) bool) (out []string) {
		for i, item := range items {
			if i > 0 && joins(items[i-1], item) && number.MatchString(out[len(out)-1]+"."+item.Value) {
				out[len(out)-1] += by + item.Value
				continue
			}
			out = append(out, item.Value)
		}
		return out
	}
	for _, read := range [][]string{join("", thousands), join(".", glued)} {
		if len(read) == want {
			return "a comma parts values: write [" + strings.Join(read, ", ") + "]"
		}
	}
	return ""
}

// parted doubts values that are one where a comma parts its thousands, 1,000..4,999,
// and takes them for that one.
func (d *decoder) parted(items []*yaml.Node, of reflect.Type) []*yaml.Node {
	reads := func(text string) bool {
		u, ok := reflect.New(of).Interface().(encoding.TextUnmarshaler)
		return ok && u.UnmarshalText([]byte(text)) == nil
	}
	if reads("any text") { // to which a comma is no matter
		return items
	}
	var out []*yaml.Node
	for i := 0; i < len(items); i++ {
		written, one := items[i].Value, *items[i]
		end := i
		for j := i + 1; j < len(items) && thousands(items[j-1], items[j]); j++ {
			written += "," + items[j].Value
			if whole := strings.ReplaceAll(written, ",", ""); reads(whole) {
				one.Value, end = whole, j
			}
		}
		if end > i {
			d.Doubtf(d.span(items[i]).To(d.span(items[end])), "comma-parts", "write "+one.Value+"; or, where they are several, a space behind each comma", "commas part %s into %d values", one.Value, end-i+1)
		}
		out = append(out, &one)
		i = end
	}
	return out
}
