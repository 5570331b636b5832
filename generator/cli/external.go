package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"fieldbook/generator/build"
	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/linkcheck"
)

// place is where an address of another host stands.
type place struct {
	path string
	span diag.Span
}

// askOutside asks the addresses of other hosts, and warns of those that have
// moved or are gone, at each place. Those of which nothing was learnt are listed
// and are no mistakes: hosts refuse programs, and networks fail.
func (c *checkCommand) askOutside(r *build.Result) diag.List {
	places := outside(r)
	addresses := make([]string, 0, len(places))
	for a := range places {
		addresses = append(addresses, a)
	}
	ctx, stop := untilInterrupted()
	defer stop()
	bar := newBar(c.stderr)
	checker := linkcheck.Checker{Agent: "fieldbook/" + cmp.Or(release, "dev") + " (link check)", Cache: answersFile(), Progress: func(done, all int) { bar.show("asking", done, all) }}
	answers := checker.Check(ctx, addresses)
	bar.end()
	var found diag.List
	var unknown []string
	for address, a := range answers {
		warn := func(code diag.Code, message, hint string) {
			for _, at := range places[address] {
				found = append(found, diag.Diagnostic{Path: at.path, Span: at.span, Code: code, Severity: diag.Warning, Message: message, Hint: hint})
			}
		}
		switch a.State {
		case linkcheck.Moved:
			warn("moved-link", address+" has moved for good", "link to "+a.To)
		case linkcheck.Gone:
			warn("gone-link", address+" is gone: "+a.Why, "link to where it stands now, or to a copy in an archive")
		case linkcheck.Unknown:
			unknown = append(unknown, address+": "+a.Why)
		case linkcheck.Here:
		}
	}
	slices.Sort(unknown)
	for _, line := range unknown {
		fmt.Fprintln(c.stderr, "not known:", line)
	}
	fmt.Fprintf(c.stderr, "%s to other hosts, %d not known\n", diag.Count(len(answers), "link"), len(unknown))
	return found
}

// outside gives the addresses of other hosts with the places where they stand.
func outside(r *build.Result) map[string][]place {
	places := map[string][]place{}
	for _, p := range r.Site.Pages {
		if p.Playbook == nil {
			continue
		}
		for _, o := range p.Playbook.Outside {
			places[o.URL] = append(places[o.URL], place{r.Tree.Path(p.Playbook.Path), o.Span})
		}
	}
	for _, w := range r.Site.Sources.Works {
		if w.URL != "" {
			places[w.URL] = append(places[w.URL], place{r.Tree.Path(content.SourcesFile), w.Span})
		}
	}
	return places
}

// answersFile keeps what was learnt of other hosts, in the user's cache; empty if
// there is none.
func answersFile() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "fieldbook", "external.json")
}
