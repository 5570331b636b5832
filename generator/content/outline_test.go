package content

import (
	"reflect"
	"strings"
	"testing"

	"fieldbook/generator/playbook"
)

// outside are the fields of a Playbook that are not in its outline, and why the pages
// that do not embed it look the same whatever they hold. The Sum of its file has its
// text, for those that do and for its own.
var outside = map[string]string{
	"Sections.Text":  "text",
	"Body.HTML":      "text",
	"Body.Markdown":  "text",
	"Body.Parts":     "where in the text they are",
	"Outside":        "what check --external asks, but for the text",
	"Silence":        "what is not told of the page",
	"Sum":            "the sum of the file",
	"Outline":        "the outline itself",
	"Body.Links.At":  "a place",
	"Body.Unused.At": "a place",
	"any Span":       "a place",
}

// TestOutline: whichever field of a Playbook changes, at any depth, so does its
// outline, but for those that are listed.
func TestOutline(t *testing.T) {
	var p playbook.Playbook
	fillIn(reflect.ValueOf(&p).Elem())
	before := pageOutline(p)
	met := map[string]bool{}
	changes(reflect.ValueOf(&p).Elem(), nil, func(path []string) {
		left := false
		for i, name := range path {
			for _, listed := range []string{strings.Join(path[:i+1], "."), "any " + name} {
				left = left || outside[listed] != ""
				met[listed] = true
			}
		}
		if same := pageOutline(p) == before; same != left {
			t.Errorf("%s changes, and the outline stays the same: %t", strings.Join(path, "."), same)
		}
	})
	for path := range outside {
		if !met[path] {
			t.Errorf("%s is no field", path)
		}
	}
	if pageOutline(p) != before {
		t.Error("a change was not undone")
	}
}

// fillIn gives every field something.
func fillIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(v.Index(0))
	}
}

// changes makes every change that a value can have, one at a time, and undoes it.
func changes(v reflect.Value, path []string, made func(path []string)) {
	try := func(now reflect.Value) {
		before := reflect.New(v.Type()).Elem()
		before.Set(v)
		v.Set(now.Convert(v.Type()))
		made(path)
		v.Set(before)
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "FrontMatter" { // whose fields are those of the page
				changes(v.Field(i), path, made)
				continue
			}
			changes(v.Field(i), append(path[:len(path):len(path)], name), made)
		}
	case reflect.Pointer:
		changes(v.Elem(), path, made)
		try(reflect.Zero(v.Type()))
	case reflect.Slice:
		changes(v.Index(0), path, made)
		try(reflect.Append(v, v.Index(0)))
	case reflect.Array:
		changes(v.Index(0), path, made)
	case reflect.Map:
		try(reflect.ValueOf(map[string]any{"a": []any{1}}))
	case reflect.String:
		try(reflect.ValueOf(v.String() + "x"))
	case reflect.Bool:
		try(reflect.ValueOf(!v.Bool()))
	case reflect.Float64:
		try(reflect.ValueOf(v.Float() + 1))
	case reflect.Uint8:
		try(reflect.ValueOf(v.Uint() + 1))
	default:
		try(reflect.ValueOf(v.Int() + 1))
	}
}
