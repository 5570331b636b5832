package schema

import "reflect"

// JSON gives the JSON Schema (draft 2020-12) of a struct, from the same tags
// that Decode reads.
func JSON(title string, v any) map[string]any {
	return titled(title, describer{}.typed(reflect.TypeOf(v), ""))
}

// WrittenJSON gives the JSON Schema of what encoding/json writes of a struct. It
// lets keys pass that a later version adds.
func WrittenJSON(title string, v any) map[string]any {
	return titled(title, describer{written: true}.typed(reflect.TypeOf(v), ""))
}

func titled(title string, s map[string]any) map[string]any {
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = title
	return s
}

// describer describes types: as they are decoded, or as they are written.
type describer struct{ written bool }

func (d describer) typed(t reflect.Type, tag reflect.StructTag) map[string]any {
	if w, ok := reflect.New(t).Interface().(Written); ok && d.written {
		return w.WrittenSchema()
	}
	if own, ok := reflect.New(t).Interface().(Described); ok {
		return own.JSONSchema()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.typed(t.Elem(), tag)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": d.typed(t.Elem(), "")}
	case reflect.Struct:
		return d.structure(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	s := map[string]any{"type": "string"}
	if words := wordsOf(t, tag); words != nil {
		s["enum"] = words
	}
	return s
}

func (d describer) structure(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range Fields(t) {
		p := d.typed(f.Type, f.Tag)
		if doc := f.Tag.Get("doc"); doc != "" {
			p["description"] = doc
		}
		if value, ok := f.Tag.Lookup("default"); ok && p["type"] == "string" {
			p["default"] = value
		}
		if f.Tag.Get("required") == "true" {
			required = append(required, f.Key)
		}
		properties[f.Key] = p
	}
	s := map[string]any{"type": "object", "properties": properties}
	if !d.written {
		s["additionalProperties"] = false
	}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}
