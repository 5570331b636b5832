package schema

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
)

// show writes a tree in one line, with the place of each value.
func show(n *yaml.Node) string {
	if n == nil {
		return "nothing"
	}
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			parts = append(parts, n.Content[i].Value+": "+show(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, item := range n.Content {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprintf("%s@%d:%d", n.Value, n.Line, n.Column)
}

func TestTOML(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "nothing",
		"a = 1":                             "{a: 1@5:5}",
		"a = []\nb = {}":                    "{a: [], b: {}}",
		"a = [1, 'x']":                      "{a: [1@5:6, x@5:9]}",
		"[t]\na = true\n[t.u]\nb = 1_0":     "{t: {a: true@6:5, u: {b: 10@8:5}}}",
		"[t.u]\nb = 1\n[t]\na = 2":          "{t: {u: {b: 1@6:5}, a: 2@8:5}}",
		"[[l]]\na = 1\n[[l]]\na = 2":        "{l: [{a: 1@6:5}, {a: 2@8:5}]}",
		"[[l]]\n[l.t]\na = 1\n[[l]]\n[l.t]": "{l: [{t: {a: 1@7:5}}, {t: {}}]}",
		"a.b = 1\na.c = 2":                  "{a: {b: 1@5:7, c: 2@6:7}}",
		"x = 2026-11-03":                    "{x: 2026-11-03@5:5}",
		"x = -inf\ny = 07:32:00":            "{x: -.inf@5:5, y: 07:32:00@6:5}",
		"x = 1979-05-27t07:32:00":           "{x: 1979-05-27 07:32:00@5:5}",
		"x = 1.5\ny = \"é\"":                "{x: 1.5@5:5, y: é@6:5}",
		"[t]\n[t]":                          `6:2 the table "t" is there twice`,
		"[t.u]\n[t]\n[t]":                   `7:2 the table "t" is there twice`,
		"[t]\na = 1\n[u]\n[t]\nb = 2":       `8:2 the table "t" is there twice`,
		"[a.b]\n[a.b]":                      `6:4 the table "b" is there twice`,
		"a = 1\n[a]":                        `6:2 key "a" already has another value`,
		"a = {}\n[a]":                       `6:2 key "a" already has another value`,
		"a = {b = {}}\n[a.b]":               `6:2 key "a" already has another value`,
		"a = []\n[[a]]":                     `6:3 key "a" already has another value`,
		"a = [{}]\n[[a]]":                   `6:3 key "a" already has another value`,
		"[[a]]\n[a]":                        `6:2 key "a" already has another value`,
		"[a]\n[[a]]":                        `6:3 key "a" already has another value`,
		"a.b = 1\n[a]":                      `6:2 key "a" already has another value`,
		"a = 1\na.b = 2":                    `6:1 key "a" already has another value`,
		"a = {}\na.b = 2":                   `6:1 key "a" already has another value`,
		"[a.b]\n[a]\nb.c = 1":               `7:1 key "b" already has another value`,
		"a = ":                              "5:5 not valid TOML",
	} {
		r := diag.NewReporter("x")
		tree := ParseTOML([]byte(text), 5, r)
		var plain map[string]any
		if tree != nil && tree.Decode(&plain) != nil {
			t.Errorf("%q is no value: %v", text, tree.Decode(&plain))
		}
		got := show(tree)
		if list := r.List(); len(list) > 0 {
			got = fmt.Sprintf("%d:%d %s", list[0].Pos.Line, list[0].Pos.Col, list[0].Message)
		}
		if got != want && !(strings.HasSuffix(want, "TOML") && strings.Contains(got, "not valid TOML")) {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
