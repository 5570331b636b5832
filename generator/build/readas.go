package build

import (
	"fmt"

	"fieldbook/generator/diag"
)

// ReadAs says what the folder was taken for, and why: in a lenient build, by somebody who
// may not know yet. It is "" for a site of Fieldbook's own.
func (r *Result) ReadAs() string {
	t := r.Tree
	if t.Dialect.Plain() {
		if t.By != "" || t.Named() {
			return ""
		}
		return fmt.Sprintf("%s: no file tells of another program, so it is read as plain Markdown: %s", t.Dir, diag.Count(len(t.Playbooks), "page"))
	}
	by := "as it was named"
	if t.By != "" {
		by = "for there is " + t.By
	}
	said := fmt.Sprintf("%s: read as %s, %s: %s", t.Dir, t.Dialect.Folder, by, diag.Count(len(t.Playbooks), "page"))
	if n := len(r.Site.Redirects); n > 0 {
		said += fmt.Sprintf("; %s from earlier addresses, which _redirects lists", diag.Count(n, "redirect"))
	}
	return said
}
