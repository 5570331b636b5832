package site

import (
	"path"
	"path/filepath"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/playbook"
)

// Review lists what the author should look at, though nothing is wrong with
// the site: pages whose review was due before today, files that are not
// published, and images that hold a script.
func (s *Site) Review(today playbook.Date) diag.List {
	var all diag.List
	warn := func(file string, at diag.Span, code diag.Code, hint, message string) {
		all = append(all, diag.Diagnostic{
			Path: path.Join(filepath.ToSlash(s.dir), file), Span: at, Code: code, Severity: diag.Warning, Message: message, Hint: hint,
		})
	}
	for _, p := range s.Pages {
		if p.Playbook != nil && p.Playbook.Reviewed.Time().After(today.Time()) {
			warn(p.Playbook.Path, p.Playbook.Reviewed.Span, "future-review", "write the day of the last review", "the day of the review, "+p.Playbook.Reviewed.String()+", is yet to come")
		}
		if due := p.Due(); !due.IsZero() && due.Time().Before(today.Time()) {
			warn(p.Playbook.Path, p.Playbook.Reviewed.Span, "review-due", "read the page again, then set reviewed to the day", "the review was due on "+due.String())
		}
	}
	for _, a := range s.unpublished {
		warn(a.Path, diag.Span{}, "unpublished", "link to it, or list it under publish in "+content.ConfigFile, "is not published: no page refers to it")
	}
	for _, a := range s.Assets {
		if s.scripted(a) {
			warn(a.Path, diag.Span{}, "scripted-image", "remove it: opened alone, the image would run it on some hosts", "the image holds a script")
		}
	}
	return all
}

// scripted tells an image that would run a script.
func (s *Site) scripted(a *Asset) bool {
	if !strings.EqualFold(path.Ext(a.Path), ".svg") {
		return false
	}
	f, err := s.Open(a)
	if err != nil {
		return false // which publishing tells
	}
	defer func() { _ = f.Close() }()
	return content.Scripted(f)
}
