// Package schema decodes a tree of YAML or TOML into Go structs, and reports
// every mistake at its exact place. The structs are the one definition: the
// same tags validate a file and give its JSON Schema.
//
// Tags of a field:
//
//	json:"name"       the key in the file, and in JSON
//	doc:"…"           what it means, in one sentence
//	enum:"a,b"        the words that a text field may be
//	default:"x"       the value when the key is absent
//	required:"true"   the key must be there
//	len:"2"           the exact length of a list
//	alike:"a,b"       keys that others use for it, in small letters
//
// A field may be a string, a Closed type of text, a bool, an int, an encoding.TextUnmarshaler, an
// Entries, a struct, or a pointer to or a slice of these. A struct with a
// diag.Span in it is told where it stands.
//
// TOML is converted to the tree that YAML gives. After a mistake YAML is parsed again
// without it (slips.go names it in a writer's words), so that one mistake is one
// Diagnostic and takes nothing else with it. What can be read but nobody would write is
// a warning, "was this meant?" (doubts.go). Columns count characters.
package schema

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// Entries is an ordered mapping of scalars to scalars. AddEntry takes the next
// entry; its error names what is wrong with the value.
type Entries interface {
	AddEntry(key, value string, at diag.Span) error
}

// Formed types say how they are written, to a writer who wrote them otherwise.
type Formed interface {
	Form() string
}

// Described types say themselves how they look in JSON Schema.
type Described interface {
	JSONSchema() map[string]any
}

// Written types are written to JSON in another form than they are decoded from;
// they describe it themselves.
type Written interface {
	WrittenSchema() map[string]any
}

// Closed types of text say themselves which words they may be.
type Closed interface {
	Values() []string
}

// wordsOf gives the words that a field of text may be, nil for any.
func wordsOf(t reflect.Type, tag reflect.StructTag) []string {
	if c, ok := reflect.Zero(t).Interface().(Closed); ok {
		return c.Values()
	}
	if words, ok := tag.Lookup("enum"); ok {
		return strings.Split(words, ",")
	}
	return nil
}

// Decode fills the struct that v points to from the tree n, which was read from the
// text of a file. A nil tree leaves the defaults. Mistakes go to r, all of them.
func Decode(n *yaml.Node, text []byte, v any, r *diag.Reporter) {
	target := reflect.ValueOf(v).Elem()
	if n == nil {
		n = &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	(&decoder{r, sourceOf(text)}).value(n, "", target, "")
}

type decoder struct {
	*diag.Reporter
	source
}

var (
	textType    = reflect.TypeFor[encoding.TextUnmarshaler]()
	entriesType = reflect.TypeFor[Entries]()
	spanType    = reflect.TypeFor[diag.Span]()
)

// value decodes one node into v; key names it in messages. It tells whether
// the node was of the right kind; a wrong one leaves no value behind, so that
// one mistake is reported once.
func (d *decoder) value(n *yaml.Node, key string, v reflect.Value, tag reflect.StructTag) bool {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch p := v.Addr(); {
	case p.Type().Implements(textType):
		return d.text(n, key, v)
	case p.Type().Implements(entriesType):
		return d.entries(n, key, p.Interface().(Entries))
	case v.Kind() == reflect.Pointer:
		target := reflect.New(v.Type().Elem())
		ok := d.value(n, key, target.Elem(), tag)
		if ok {
			v.Set(target)
		}
		return ok
	case v.Kind() == reflect.Slice:
		return d.list(n, key, v, tag)
	case v.Kind() == reflect.Struct:
		return d.mapping(n, key, v)
	case v.Kind() == reflect.Map:
		return d.anything(n, key, v)
	default:
		return d.scalar(n, key, v, tag)
	}
}

// wrong reports a node of another kind than wanted.
func (d *decoder) wrong(n *yaml.Node, key, want string) bool {
	return d.wrongly(n, key, want, "")
}

// wrongly is wrong, with a hint.
func (d *decoder) wrongly(n *yaml.Node, key, want, hint string) bool {
	d.Errorf(d.span(n), "wrong-type", hint, "%s wants %s, got %s", cmp.Or(key, "this"), want, describe(n))
	return false
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.Tag {
	case "!!null":
		return "nothing"
	case "!!bool":
		return "true or false"
	case "!!int", "!!float":
		return "a number"
	}
	return "text"
}

func (d *decoder) text(n *yaml.Node, key string, v reflect.Value) bool {
	setSpan(v, d.span(n)) // also of a wrong one, which is not absent
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return d.wrong(n, key, "a single value")
	}
	err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.Value))
	if err != nil {
		said := d.Errorf(d.span(n), "bad-value", "", "%s: %v", key, err)
		if h, ok := errors.AsType[interface {
			error
			Hint() string
			Instead() []string
		}](err); ok {
			said.Hint = h.Hint()
			for _, text := range h.Instead() {
				said.Write(d.span(n), text)
			}
		}
	}
	return err == nil
}

func (d *decoder) entries(n *yaml.Node, key string, e Entries) bool {
	hint := ""
	if f, ok := e.(Formed); ok {
		hint = f.Form()
	}
	if n.Kind != yaml.MappingNode {
		return d.wrongly(n, key, "a mapping", hint)
	}
	var addStruct func(key string, at diag.Span, decode func(v any))
	if s, ok := e.(interface {
		AddStruct(key string, at diag.Span, decode func(v any))
	}); ok {
		addStruct = s.AddStruct
	}
	var addList func(key string, at diag.Span, decode func(v any))
	if s, ok := e.(interface {
		AddList(key string, at diag.Span, decode func(v any))
	}); ok {
		addList = s.AddList
	}
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		k, val := d.uncut(n.Content[i], n.Content[i+1])
		for val.Kind == yaml.AliasNode {
			val = val.Alias
		}
		switch {
		case k.Kind != yaml.ScalarNode:
			d.wrong(k, "a key of "+key, "text")
		case seen[k.Value]:
			d.duplicate(k)
		case val.Kind == yaml.MappingNode && addStruct != nil:
			seen[k.Value] = true
			addStruct(k.Value, d.span(k), func(v any) { d.value(val, k.Value, reflect.ValueOf(v).Elem(), "") })
		case val.Kind == yaml.SequenceNode && addList != nil:
			seen[k.Value] = true
			addList(k.Value, d.span(k), func(v any) { d.value(val, k.Value, reflect.ValueOf(v).Elem(), "") })
		case val.Kind != yaml.ScalarNode || val.Tag == "!!null":
			d.wrongly(val, k.Value, "a single value", hint)
		default:
			seen[k.Value] = true
			if err := e.AddEntry(k.Value, val.Value, d.span(k)); err != nil {
				d.Errorf(d.span(val), "bad-value", "", "%s: %v", k.Value, err)
			}
		}
	}
	return true
}

// listHint says how to write as a list what is none.
func listHint(n *yaml.Node, tag reflect.StructTag) string {
	switch {
	case n.Kind != yaml.ScalarNode || n.Tag == "!!null":
		return ""
	case tag.Get("len") != "2":
		return "put it in brackets: [" + n.Value + "]"
	}
	if m := span.FindStringSubmatch(n.Value); m != nil {
		return "write it as [" + m[1] + ", " + m[2] + "]"
	}
	return "write both ends in brackets, such as [0, " + n.Value + "]"
}

// span is two numbers as people write what lies between them.
var span = regexp.MustCompile(`^\s*(-?[0-9._]+)\s*(?:-|–|—|\.\.\.?|to)\s*(-?[0-9._]+)\s*$`)

// anything decodes a mapping whose keys nobody knows beforehand.
func (d *decoder) anything(n *yaml.Node, key string, v reflect.Value) bool {
	if n.Kind != yaml.MappingNode {
		return d.wrong(n, key, "a mapping")
	}
	if err := n.Decode(v.Addr().Interface()); err != nil {
		d.Errorf(d.span(n), "bad-value", "", "%s: %v", key, err)
		return false
	}
	return true
}

func (d *decoder) list(n *yaml.Node, key string, v reflect.Value, tag reflect.StructTag) bool {
	if n.Kind != yaml.SequenceNode {
		d.Errorf(d.span(n), "wrong-type", listHint(n, tag), "%s wants a list, got %s", key, describe(n))
		return false
	}
	items := n.Content
	if want, err := strconv.Atoi(tag.Get("len")); err != nil {
		items = d.parted(items, v.Type().Elem())
	} else if len(items) != want {
		d.Errorf(d.span(n), "wrong-count", withoutCommas(items, want), "%s wants %d values, got %d", key, want, len(items))
		return false
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, len(items))) // an empty list is not an absent one
	for _, item := range items {
		e := reflect.New(v.Type().Elem()).Elem()
		if d.value(item, key, e, tag) {
			v.Set(reflect.Append(v, e))
		}
	}
	return true
}

func (d *decoder) mapping(n *yaml.Node, key string, v reflect.Value) bool {
	if n = d.whole(n); n.Kind != yaml.MappingNode {
		return d.wrong(n, key, "a mapping")
	}
	setSpan(v, d.span(n))
	fields := Fields(v.Type())
	seen, given, places := map[string]bool{}, map[string]bool{}, map[string]diag.Span{}
	for i := 0; i < len(n.Content); i += 2 {
		k, val := d.uncut(n.Content[i], n.Content[i+1])
		f, ok := find(fields, k.Value)
		switch {
		case !ok && i > 0 && isNull(val) && number.MatchString(n.Content[i-1].Value+"."+k.Value) && glued(n.Content[i-1], k):
			d.Errorf(d.span(n.Content[i-1]), "comma-parts", "write "+n.Content[i-1].Value+"."+k.Value, "%s ends at the comma in %q: between braces it parts keys", n.Content[i-2].Value, n.Content[i-1].Value+","+k.Value).Write(d.span(n.Content[i-1]).To(d.span(k)), n.Content[i-1].Value+"."+k.Value)
		case !ok:
			d.unknown(k, fields)
			if meant, is := find(fields, strings.ToLower(k.Value)); is && !isNull(val) {
				given[meant.Key] = true // in capitals alone: it is not missing besides
			}
		case seen[k.Value]:
			d.duplicate(k)
		case isNull(val):
			seen[k.Value] = true // "key:" with nothing after it is an absent key
			d.commentedOut(k, val)
		default:
			seen[k.Value], given[k.Value] = true, true
			if d.value(val, k.Value, v.FieldByIndex(f.Index), f.Tag) {
				places[k.Value] = d.span(val)
			}
		}
	}
	for _, f := range fields {
		field := v.FieldByIndex(f.Index)
		if place, ok := places[f.Key]; ok && f.Tag.Get("required") == "true" && field.Kind() == reflect.String && field.Len() == 0 {
			d.Errorf(place, "empty-value", f.Tag.Get("doc"), "%s is empty", f.Key)
		}
		if !given[f.Key] {
			d.absent(n, f, v.FieldByIndex(f.Index))
		}
	}
	return true
}

// absent sets the default of a key that is not there, or reports that it must be.
func (d *decoder) absent(n *yaml.Node, f Field, v reflect.Value) {
	if f.Tag.Get("required") == "true" {
		d.Errorf(d.span(n), "missing-key", f.Tag.Get("doc"), "missing %s", f.Key)
	}
	if value, ok := f.Tag.Lookup("default"); ok {
		d.value(&yaml.Node{Kind: yaml.ScalarNode, Value: value, Line: n.Line, Column: n.Column}, f.Key, v, f.Tag)
	}
}

func (d *decoder) duplicate(k *yaml.Node) {
	d.Errorf(d.span(k), "duplicate-key", "keep one of the two", "key %q is there twice", k.Value)
}

func (d *decoder) scalar(n *yaml.Node, key string, v reflect.Value, tag reflect.StructTag) bool {
	want := map[reflect.Kind]string{reflect.Bool: "true or false", reflect.Int: "a whole number", reflect.Float64: "a number", reflect.String: "text"}[v.Kind()]
	if n.Kind != yaml.ScalarNode {
		return d.wrong(n, key, want)
	}
	switch v.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(n.Value)
		if say := map[string]string{"yes": "true", "on": "true", "no": "false", "off": "false"}[strings.ToLower(n.Value)]; say != "" {
			d.Errorf(d.span(n), "wrong-type", "write "+say, "%s wants %s, got %s", key, want, n.Value).Write(d.span(n), say)
			return false
		}
		if err != nil || n.Tag == "!!int" {
			return d.wrong(n, key, want)
		}
		v.SetBool(b)
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil {
			return d.wrong(n, key, want)
		}
		v.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Value, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			return d.wrong(n, key, want)
		}
		v.SetFloat(f)
	case reflect.String:
		d.cut(n, key)
		if words := wordsOf(v.Type(), tag); words != nil && !slices.Contains(words, n.Value) {
			near := diag.Nearest(n.Value, words)
			if t, ok := v.Interface().(interface{ Meant(word string) string }); ok { // what others call its own
				near = cmp.Or(t.Meant(n.Value), near)
			}
			d.Errorf(d.span(n), "unknown-value", "one of "+strings.Join(words, ", "), "unknown %s %q", key, n.Value).Meant(near)
		}
		v.SetString(strings.TrimSpace(n.Value))
	}
	return true
}

// cut warns of a text that YAML takes for less than was meant: what follows a #
// is a comment, what follows a ! is the name of a type.
func (d *decoder) cut(n *yaml.Node, key string) {
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		return
	}
	if !strings.HasPrefix(n.Tag, "!!") && n.Tag != "" {
		d.Errorf(d.span(n), "yaml-tag", "put the text in quotes", "%s begins with %s, which YAML reads as the name of a type", key, n.Tag).Quote(d.rest(d.span(n).Pos), d.from(d.span(n).Pos))
	}
	if comment := n.LineComment; len(comment) > 1 && comment[1] != ' ' && comment[1] != '#' && comment[1] != '!' {
		first, _, _ := strings.Cut(comment, " ")
		d.Warnf(d.span(n), "yaml-comment", "put the text in quotes; or put a space after the #, if it is a comment", "%s ends before %s: a # after a space begins a comment", key, first).Quote(d.rest(d.span(n).Pos), d.from(d.span(n).Pos))
	}
}

// commentedOut warns of a value that YAML takes for a comment: accent: #0a6650.
func (d *decoder) commentedOut(k, val *yaml.Node) {
	comment := val.LineComment + k.LineComment
	if len(comment) > 1 && comment[1] != ' ' && comment[1] != '#' && comment[1] != '!' {
		d.Warnf(d.span(k), "yaml-comment", "put the value in quotes; or put a space after the #, if it is a comment", "%s is empty: %s is a comment", k.Value, comment)
	}
}

// unknown reports a key that none of the fields has, and asks whether one of them is
// meant.
func (d *decoder) unknown(k *yaml.Node, fields []Field) {
	var names []string
	meant := ""
	for _, f := range fields {
		names = append(names, f.Key)
		if others, ok := f.Tag.Lookup("alike"); ok && slices.Contains(strings.Split(others, ","), strings.ToLower(k.Value)) {
			meant = f.Key
		}
	}
	d.At(d.span(k), diag.Diagnostic{
		Code: "unknown-key", Soft: true, Group: "unknown key " + k.Value,
		Message: fmt.Sprintf("unknown key %q", k.Value), Hint: "known keys: " + strings.Join(names, ", "),
	}).Meant(cmp.Or(meant, diag.Nearest(k.Value, names)))
}

// setSpan tells a struct where it stands, if it wants to know.
func setSpan(v reflect.Value, at diag.Span) {
	if v.Kind() != reflect.Struct {
		return
	}
	if f := v.FieldByName("Span"); f.IsValid() && f.Type() == spanType {
		f.Set(reflect.ValueOf(at))
	}
}

// Field is one key of a struct.
type Field struct {
	Key   string
	Index []int
	Tag   reflect.StructTag
	Type  reflect.Type
}

// Fields lists the keys of a struct in order, those of embedded structs too.
func Fields(t reflect.Type) []Field {
	var out []Field
	for _, f := range reflect.VisibleFields(t) {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		out = append(out, Field{key, f.Index, f.Tag, f.Type})
	}
	return out
}

// Place is what may stand at a place of a file.
type Place struct {
	Keys   []Field  // the keys of a mapping; nil where a value stands
	Values []string // the words that a value may be; nil for any
	Field  Field    // the key that the place is below; empty at the root
	Many   bool     // a list of them
}

// At gives what may stand at a place of what v's struct is decoded from, by the keys
// that lead there. It is false where nothing of the struct stands.
func At(v any, path ...string) (Place, bool) {
	t, p := reflect.TypeOf(v), Place{}
	for _, key := range path {
		t, _ = held(t)
		if t.Kind() != reflect.Struct {
			return Place{}, false
		}
		f, ok := find(Fields(t), key)
		if !ok {
			return Place{}, false
		}
		p.Field, t = f, f.Type
	}
	t, p.Many = held(t)
	_, own := reflect.New(t).Interface().(encoding.TextUnmarshaler)
	_, entries := reflect.New(t).Interface().(Entries)
	switch {
	case t.Kind() == reflect.Bool:
		p.Values = []string{"true", "false"}
	case t.Kind() == reflect.Struct && !own && !entries:
		p.Keys = Fields(t)
	case !own:
		p.Values = wordsOf(t, p.Field.Tag)
	}
	return p, true
}

// held is what a pointer or a list holds.
func held(t reflect.Type) (of reflect.Type, many bool) {
	for {
		_, entries := reflect.New(t).Interface().(Entries)
		switch {
		case entries:
			return t, many
		case t.Kind() == reflect.Slice:
			t, many = t.Elem(), true
		case t.Kind() == reflect.Pointer:
			t = t.Elem()
		default:
			return t, many
		}
	}
}

func find(fields []Field, key string) (Field, bool) {
	for _, f := range fields {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}
