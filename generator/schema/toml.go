package schema

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// ParseTOML gives the tree of a TOML text in the same form as ParseYAML does,
// so that one decoder serves both.
func ParseTOML(text []byte, line int, r *diag.Reporter) *yaml.Node {
	t := &tomlTree{lines: diag.NewLines(text), shift: line - 1, Reporter: r, made: map[*yaml.Node]made{}}
	t.parser.Reset(text)
	root := t.node(yaml.MappingNode, "!!map", "", 0)
	table := root
	for t.parser.NextExpression() {
		switch e := t.parser.Expression(); e.Kind {
		case unstable.Table:
			table = t.descend(root, e.Key(), false)
		case unstable.ArrayTable:
			table = t.descend(root, e.Key(), true)
		case unstable.KeyValue:
			t.assign(table, e)
		}
	}
	if err := t.parser.Error(); err != nil {
		at := 0
		var e *unstable.ParserError
		if errors.As(err, &e) {
			at = int(t.parser.Range(e.Highlight).Offset)
		}
		r.Errorf(t.lines.Span(at, -1).Down(t.shift), "not-toml", "", "not valid TOML: %v", err)
		return nil
	}
	if len(root.Content) == 0 {
		return nil
	}
	return root
}

type tomlTree struct {
	*diag.Reporter
	parser unstable.Parser
	lines  *diag.Lines
	shift  int
	made   map[*yaml.Node]made // how tables and lists came to be; those made in passing are not here
}

// made is how a table or a list came to be. A key may stand once, so that each
// way forbids others (https://toml.io/en/v1.0.0#table).
type made int

const (
	inPassing made = iota // as a part of a longer header: it may have its own
	byHeader              // [a]: no second one
	byKey                 // a.b = 1: more of such keys, but no header
	byValue               // a = {} or a = []: nothing may be added
)

func (t *tomlTree) at(offset int) diag.Pos {
	p := t.lines.At(offset)
	p.Line += t.shift
	return p
}

func (t *tomlTree) node(kind yaml.Kind, tag, value string, offset int) *yaml.Node {
	p := t.at(offset)
	return &yaml.Node{Kind: kind, Tag: tag, Value: value, Line: p.Line, Column: p.Col}
}

// descend follows the key of a header such as checklist.criteria down from a
// table, making what is not there. With array set, the last part is a new
// element of a list. It gives nil where the key already has another value.
func (t *tomlTree) descend(table *yaml.Node, key unstable.Iterator, array bool) *yaml.Node {
	for key.Next() && table != nil {
		table = t.step(table, key.Node(), key.IsLast(), array && key.IsLast())
	}
	return table
}

// step follows one part of a header.
func (t *tomlTree) step(table *yaml.Node, part *unstable.Node, last, array bool) *yaml.Node {
	offset := int(part.Raw.Offset)
	child := lookup(table, string(part.Data))
	switch {
	case child == nil && array:
		child = t.put(table, part, t.node(yaml.SequenceNode, "!!seq", "", offset))
	case child == nil:
		child = t.put(table, part, t.node(yaml.MappingNode, "!!map", "", offset))
	case child.Kind == yaml.ScalarNode, t.made[child] == byValue, last && array != (child.Kind == yaml.SequenceNode), last && t.made[child] == byKey:
		return t.taken(part, offset)
	case last && t.made[child] == byHeader:
		t.Errorf(t.lines.Span(offset, offset+int(part.Raw.Length)).Down(t.shift), "duplicate-key", "keep one of the two", "the table %q is there twice", part.Data)
		return nil
	}
	if array {
		child.Content = append(child.Content, t.node(yaml.MappingNode, "!!map", "", offset))
	}
	if child.Kind == yaml.SequenceNode {
		return child.Content[len(child.Content)-1] // every list of tables has one
	}
	if last {
		t.made[child] = byHeader
	}
	return child
}

func (t *tomlTree) taken(part *unstable.Node, offset int) *yaml.Node {
	t.Errorf(t.lines.Span(offset, offset+int(part.Raw.Length)).Down(t.shift), "duplicate-key", "", "key %q already has another value", part.Data)
	return nil
}

func lookup(table *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(table.Content); i += 2 {
		if table.Content[i].Value == key {
			return table.Content[i+1]
		}
	}
	return nil
}

func (t *tomlTree) put(table *yaml.Node, key *unstable.Node, value *yaml.Node) *yaml.Node {
	k := t.node(yaml.ScalarNode, "!!str", string(key.Data), int(key.Raw.Offset))
	table.Content = append(table.Content, k, value)
	return value
}

// assign adds "a.b = value" to a table. A key that is there twice is kept
// twice: the decoder reports it.
func (t *tomlTree) assign(table *yaml.Node, e *unstable.Node) {
	if table == nil {
		return
	}
	var parts []*unstable.Node
	for it := e.Key(); it.Next(); {
		parts = append(parts, it.Node())
	}
	for _, part := range parts[:len(parts)-1] {
		child := lookup(table, string(part.Data))
		if child == nil {
			child = t.put(table, part, t.node(yaml.MappingNode, "!!map", "", int(part.Raw.Offset)))
			t.made[child] = byKey
		}
		if child.Kind != yaml.MappingNode || t.made[child] != byKey {
			t.taken(part, int(part.Raw.Offset))
			return
		}
		table = child
	}
	last := parts[len(parts)-1]
	t.put(table, last, t.value(e.Value(), int(last.Raw.Offset+last.Raw.Length)))
}

// value converts a TOML value. The parser gives lists and inline tables no
// place of their own; they are said to stand where their key ends.
func (t *tomlTree) value(v *unstable.Node, near int) *yaml.Node {
	offset := near
	if v.Raw.Length > 0 && v.Kind != unstable.InlineTable {
		offset = int(v.Raw.Offset)
	}
	switch v.Kind {
	case unstable.Array:
		list := t.node(yaml.SequenceNode, "!!seq", "", offset)
		t.made[list] = byValue
		for it := v.Children(); it.Next(); {
			list.Content = append(list.Content, t.value(it.Node(), offset))
		}
		return list
	case unstable.InlineTable:
		table := t.node(yaml.MappingNode, "!!map", "", offset)
		t.made[table] = byValue
		for it := v.Children(); it.Next(); {
			t.assign(table, it.Node())
		}
		return table
	case unstable.Bool:
		return t.node(yaml.ScalarNode, "!!bool", string(v.Data), offset)
	case unstable.Integer:
		return t.node(yaml.ScalarNode, "!!int", strings.ReplaceAll(string(v.Data), "_", ""), offset)
	case unstable.Float:
		number := strings.NewReplacer("_", "", "inf", ".inf", "nan", ".nan").Replace(string(v.Data)) // as YAML writes them
		return t.node(yaml.ScalarNode, "!!float", number, offset)
	case unstable.LocalTime: // YAML has none
		return t.node(yaml.ScalarNode, "!!str", string(v.Data), offset)
	case unstable.LocalDateTime:
		return t.node(yaml.ScalarNode, "!!timestamp", strings.Replace(strings.ToUpper(string(v.Data)), "T", " ", 1), offset)
	case unstable.String:
		return t.node(yaml.ScalarNode, "!!str", string(v.Data), offset)
	}
	return t.node(yaml.ScalarNode, "!!timestamp", string(v.Data), offset)
}
