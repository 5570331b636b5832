package refactor

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/diag"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
	"fieldbook/generator/site"
)

// Earlier names are noted where the thing is made: in a list in YAML or in TOML, of
// one line or of a line for each.

// isTOML tells how the front matter of a page is written.
func isTOML(t refs.Text) bool {
	return strings.HasPrefix(strings.TrimLeft(t.All, "\ufeff \t\r\n"), "+++")
}

// newline is how the lines of a text end.
func newline(t refs.Text) string {
	if strings.Contains(t.All, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// value writes a name as a value, and pair a key with it.
func value(t refs.Text, name string) string {
	if isTOML(t) || !plainYAML(name) {
		return strconv.Quote(name)
	}
	return name
}

func pair(t refs.Text, key, value string) string {
	if isTOML(t) {
		return key + " = " + value
	}
	return key + ": " + value
}

func pos(n *yaml.Node) diag.Pos { return diag.Pos{Line: n.Line, Col: n.Column} }

// before gives what is written before the first item of a list to make a name the first.
func before(t refs.Text, item diag.Pos, name string) (at int, insert string) {
	at = t.At(item)
	lead := t.All[t.Lines[item.Line-1]:at]
	if strings.TrimSpace(lead) == "-" { // a line for each
		return at, value(t, name) + newline(t) + lead
	}
	return at, value(t, name) + ", "
}

// Noted gives where and how an earlier name is noted in a list of what made it: before
// the others that there are, else behind the name.
func Noted(t refs.Text, made playbook.Name, key string, others []playbook.Name, earlier string) (at int, insert string) {
	if len(others) > 0 {
		return before(t, others[0].Pos, earlier)
	}
	list := pair(t, key, "["+value(t, earlier)+"]")
	m := refs.Mention{Ref: playbook.Ref{Name: made}, To: len(made.Value)}
	start, end, _ := m.Find(t)
	line := made.Pos.Line - 1
	lead := t.All[t.Lines[line]:start]
	if strings.Contains(lead, "{") {
		if end < len(t.All) && (t.All[end] == '"' || t.All[end] == '\'') {
			end++
		}
		return end, ", " + list
	}
	indent := len(lead) - len(strings.TrimLeft(lead, " -"))
	return t.End(line), newline(t) + strings.Repeat(" ", indent) + list
}

// alias lets the page's earlier address lead to it.
func (p *Plan) alias(moving *site.Page) {
	// A folder that keeps other pages keeps an index, and with it the address.
	topic, address := moving.Topic, moving.Address
	keeps := moving.Kind != site.KindPlaybook && (len(topic.Pages) > 0 || len(topic.Topics) > 0 || topic.Parent == nil)
	leads := func(a playbook.Name) bool { return strings.TrimPrefix(path.Clean("/"+a.Value), "/") == address }
	if keeps || strings.EqualFold(strings.TrimSuffix(p.last, path.Ext(p.last)), strings.TrimSuffix(p.to, path.Ext(p.to))) || slices.ContainsFunc(moving.Playbook.Aliases, leads) {
		return
	}
	t := p.text(p.last)
	if at, insert, ok := listed(t, "aliases", address); ok {
		p.edit(p.last, at, 0, insert)
	}
}

// listed gives where and how values are written before the others of a list in the front
// matter of a page, which is begun where there is none; false where it is not closed,
// which checking tells.
func listed(t refs.Text, key string, values ...string) (at int, insert string, ok bool) {
	text, tree, body := page.Front([]byte(t.All))
	front := string(text[:len(text)-len(body)])
	if strings.TrimSpace(front) == "" {
		start, end := len(t.All)-len(strings.TrimLeft(t.All, "\ufeff \t\r\n")), newline(t)
		return start, "---" + end + key + ": [" + items(t, values) + "]" + end + "---" + end + end, true
	}
	if at, insert, ok := among(t, tree, key, values); ok {
		return at, insert, true
	}
	first, last := strings.Count(front[:len(front)-len(strings.TrimLeft(front, " \t\n"))], "\n"), strings.Count(strings.TrimRight(front, "\n"), "\n")
	list := pair(t, key, "["+items(t, values)+"]")
	switch {
	case first == last:
		return 0, "", false
	case isTOML(t): // before the tables
		return t.Lines[first+1], list + newline(t), true
	case tree != nil && tree.Style&yaml.FlowStyle != 0:
		return t.At(pos(tree)) + 1, list + ", ", true
	default:
		return t.Lines[last], list + newline(t), true
	}
}

// items are values in a list of one line.
func items(t refs.Text, values []string) string {
	var all []string
	for _, v := range values {
		all = append(all, value(t, v))
	}
	return strings.Join(all, ", ")
}

// lookup gives a key of front matter and its value; nil if it is not there.
func lookup(tree *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; tree != nil && i+1 < len(tree.Content); i += 2 {
		if tree.Content[i].Value == name {
			return tree.Content[i], tree.Content[i+1]
		}
	}
	return nil, nil
}

// among gives where and how values are written in a list of front matter; false if it
// has none.
func among(t refs.Text, tree *yaml.Node, name string, values []string) (at int, insert string, ok bool) {
	key, list := lookup(tree, name)
	if key == nil {
		return 0, "", false
	}
	if len(list.Content) > 0 {
		for _, v := range values {
			var one string
			at, one = before(t, pos(list.Content[0]), v)
			insert += one
		}
		return at, insert, true
	}
	after := t.At(pos(key)) + len(name)
	if list.Kind == yaml.SequenceNode {
		return after + strings.IndexByte(t.All[after:], '[') + 1, items(t, values), true
	}
	return after + len(":"), " [" + items(t, values) + "]", true
}

// keepID writes down the id of a checklist that has its file's name for one:
// saved answers and links use it.
func (p *Plan) keepID(moving *site.Page) {
	c := moving.Playbook.Checklist
	if c == nil || c.ID.Pos != c.Pos {
		return
	}
	t := p.text(p.last)
	at, id := t.At(c.Pos), pair(t, "id", value(t, c.ID.Value))
	brace := strings.IndexByte(t.All[at:t.End(c.Pos.Line-1)], '{')
	switch {
	case brace == 0 || brace > 0 && isTOML(t):
		p.edit(p.last, at+brace+1, 0, id+", ")
	case isTOML(t): // behind the header
		p.edit(p.last, t.End(c.Pos.Line-1), 0, newline(t)+id)
	default:
		p.edit(p.last, at, 0, id+newline(t)+strings.Repeat(" ", c.Pos.Col-1))
	}
}
