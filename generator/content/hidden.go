package content

import (
	"slices"
	"strings"

	"fieldbook/generator/dialect"
)

// hiding is how a text hides what is not for its readers.
type hiding struct{ open, close string }

// hidings are those of a dialect; what they hide must be in nothing that is published.
func hidings(d dialect.Name) []hiding {
	all := []hiding{{"<!--", "-->"}}
	switch d {
	case dialect.Obsidian:
		all = append(all, hiding{"%%", "%%"})
	case dialect.Docusaurus, dialect.Starlight:
		all = append(all, hiding{"{/*", "*/}"})
	case dialect.Hugo:
		all = append(all, hiding{"{{< comment >}}", "{{< /comment >}}"}, hiding{"{{% comment %}}", "{{% /comment %}}"})
	case dialect.GitHub:
		all = append(all, hiding{"{% comment %}", "{% endcomment %}"})
	}
	return all
}

// shown is Markdown without what it hides from readers, and with its last listing
// closed, so that another text may follow. Listings and code keep all that they hold.
func shown(markdown string, d dialect.Name) string {
	var b strings.Builder
	b.Grow(len(markdown))
	all, fence := hidings(d), ""
	for len(markdown) > 0 {
		end := strings.IndexByte(markdown, '\n') + 1
		if end == 0 {
			end = len(markdown)
		}
		line := markdown[:end]
		mark := fenceOf(line)
		at, h := firstHidden(line, all)
		switch {
		case fence != "":
			if strings.HasPrefix(mark, fence) && strings.Trim(strings.TrimLeft(strings.TrimSpace(line), " \t>"), mark[:1]) == "" {
				fence = ""
			}
			b.WriteString(line)
		case mark != "":
			fence = mark
			b.WriteString(line)
		case at >= 0:
			b.WriteString(line[:at])
			rest := markdown[at+len(h.open):]
			close := strings.Index(rest, h.close)
			switch {
			case close < 0 && h.open == "<!--": // as HTML has it
				return b.String()
			case close < 0: // two signs that hide nothing
				b.WriteString(h.open)
				markdown = rest
				continue
			}
			markdown = rest[close+len(h.close):]
			continue
		default:
			b.WriteString(line)
		}
		markdown = markdown[end:]
	}
	if fence != "" {
		if !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		b.WriteString(fence + "\n")
	}
	return b.String()
}

// fenceOf gives the signs that begin or end a listing in a line; empty if none do.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " \t>")
	for _, sign := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, sign)); n >= 3 && !(sign == "`" && strings.Contains(line[n:], "`")) {
			return line[:n]
		}
	}
	return ""
}

// firstHidden finds what begins to hide something in a line, outside of code.
func firstHidden(line string, all []hiding) (at int, h hiding) {
	if !slices.ContainsFunc(all, func(h hiding) bool { return strings.Contains(line, h.open) }) {
		return -1, hiding{} // nearly every line
	}
	for i := 0; i < len(line); i++ {
		if line[i] == '`' {
			n := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
			if end := strings.Index(line[i+n:], line[i:i+n]); end >= 0 {
				i += n + end + n - 1
			} else {
				i += n - 1
			}
			continue
		}
		for _, h := range all {
			if strings.HasPrefix(line[i:], h.open) {
				return i, h
			}
		}
	}
	return -1, hiding{}
}
