package playbook

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"time"
)

// Params are values that only a site's own templates know.
type Params map[string]any

// JSONSchema describes Params as any mapping.
func (Params) JSONSchema() map[string]any { return map[string]any{"type": "object"} }

// GoString tells Params whole: the same text, the same values.
func (p Params) GoString() string { return fmt.Sprintf("%#v", map[string]any(p)) }

// nothing stands for null in what gob writes, which has no word for it.
type nothing struct{}

func init() { // all that YAML gives
	for _, v := range []any{map[string]any{}, Params{}, map[any]any{}, []any{}, time.Time{}, nothing{}} {
		gob.Register(v)
	}
}

// GobEncode writes Params so that GobDecode gives the same.
func (p Params) GobEncode() ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(exchange(map[string]any(p), nil, nothing{}))
	return b.Bytes(), err
}

// GobDecode reads what GobEncode wrote.
func (p *Params) GobDecode(data []byte) error {
	var values map[string]any
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&values); err != nil {
		return err
	}
	*p = exchange(values, nothing{}, nil).(map[string]any)
	return nil
}

// exchange puts one value in the place of another, at every depth.
func exchange(v, old, with any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			out[key] = exchange(value, old, with)
		}
		return out
	case Params:
		return Params(exchange(map[string]any(v), old, with).(map[string]any))
	case map[any]any:
		out := make(map[any]any, len(v))
		for key, value := range v {
			out[key] = exchange(value, old, with)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = exchange(value, old, with)
		}
		return out
	case nothing:
		if old == v {
			return with
		}
	case nil:
		if old == nil {
			return with
		}
	}
	return v
}
