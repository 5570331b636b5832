package move

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"fieldbook/generator/site"
)

var (
	yamlAliases = regexp.MustCompile(`(?m)^aliases:[ \t]*(\[|\r?\n([ \t]*)- )`)
	noAliases   = regexp.MustCompile(`(?m)^aliases:[ \t]*(?:null|~)?[ \t]*$`)
	tomlAliases = regexp.MustCompile(`(?m)^aliases[ \t]*=[ \t]*\[`)
)

// alias lets the page's earlier address lead to it.
func (m *mover) alias() error {
	t, err := m.text(m.from)
	if err != nil {
		return err
	}
	address := m.page.Address
	// A folder that keeps other pages keeps an index, and with it the address.
	topic := m.page.Topic
	keeps := m.page.Kind != site.KindPlaybook && (len(topic.Pages) > 0 || len(topic.Topics) > 0 || topic.Parent == nil)
	if keeps || strings.EqualFold(strings.TrimSuffix(m.from, path.Ext(m.from)), strings.TrimSuffix(m.to, path.Ext(m.to))) {
		return nil
	}
	for _, a := range m.page.Playbook.Aliases {
		if strings.TrimPrefix(path.Clean("/"+a.Value), "/") == address {
			return nil
		}
	}
	newline := "\n"
	if strings.Contains(t.data, "\r\n") {
		newline = "\r\n"
	}
	start := len(t.data) - len(strings.TrimLeft(t.data, "\ufeff \t\r\n"))
	fence := ""
	for _, f := range []string{"---", "+++"} {
		if strings.HasPrefix(t.data[start:], f+newline) {
			fence = f
		}
	}
	if fence == "" {
		m.insert(start, "---"+newline+"aliases: ["+address+"]"+newline+"---"+newline+newline)
		return nil
	}
	end := strings.Index(t.data[start+3:], newline+fence)
	if end < 0 {
		return nil // it is not closed, which checking tells
	}
	front := t.data[start : start+3+end+len(newline)]
	if fence == "+++" {
		if at := tomlAliases.FindStringIndex(front); at != nil {
			m.insert(start+at[1], fmt.Sprintf("%q, ", address))
			return nil
		}
		m.insert(start+3+len(newline), fmt.Sprintf("aliases = [%q]", address)+newline)
		return nil
	}
	if open := start + 3 + len(newline); strings.HasPrefix(strings.TrimLeft(t.data[open:], " "), "{") {
		m.insert(open+strings.IndexByte(t.data[open:], '{')+1, "aliases: ["+address+"], ")
		return nil
	}
	if at := noAliases.FindStringIndex(front); at != nil {
		m.edits[m.from] = append(m.edits[m.from], Edit{start + at[0], at[1] - at[0], "aliases: [" + address + "]"})
		return nil
	}
	at := yamlAliases.FindStringSubmatchIndex(front)
	switch {
	case at == nil:
		m.insert(start+len(front), "aliases: ["+address+"]"+newline)
	case front[at[2]] == '[':
		m.insert(start+at[3], address+", ")
	default:
		indent := front[at[4]:at[5]]
		m.insert(start+at[4], indent+"- "+address+newline)
	}
	return nil
}

// keepID writes down the id of a checklist that has its file's name for one:
// saved answers and links use it.
func (m *mover) keepID() error {
	c := m.page.Playbook.Checklist
	if c == nil || c.ID.Pos != c.Pos {
		return nil
	}
	t, err := m.text(m.from)
	if err != nil {
		return err
	}
	at := t.offset(c.Pos)
	if at < len(t.data) && t.data[at] == '{' {
		m.insert(at+1, "id: "+c.ID.Value+", ")
		return nil
	}
	m.insert(at, "id: "+c.ID.Value+"\n"+strings.Repeat(" ", c.Pos.Col-1))
	return nil
}

func (m *mover) insert(at int, text string) {
	m.edits[m.from] = append(m.edits[m.from], Edit{at, 0, text})
}
