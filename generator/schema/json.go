package schema

import "reflect"

// JSON gives the JSON Schema (draft 2020-12) of a struct, from the same tags
// that Decode reads.
func JSON(title string, v any) map[string]any {
	s := describeType(reflect.TypeOf(v), "")
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = title
	return s
}

func describeType(t reflect.Type, tag reflect.StructTag) map[string]any {
	if d, ok := reflect.New(t).Interface().(Described); ok {
		return d.JSONSchema()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return describeType(t.Elem(), tag)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": describeType(t.Elem(), "")}
	case reflect.Struct:
		return describeStruct(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	}
	s := map[string]any{"type": "string"}
	if words := wordsOf(t, tag); words != nil {
		s["enum"] = words
	}
	return s
}

func describeStruct(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range Fields(t) {
		p := describeType(f.Type, f.Tag)
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
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}
