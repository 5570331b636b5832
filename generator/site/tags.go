package site

import (
	"fmt"
	"slices"

	"golang.org/x/text/unicode/norm"

	"fieldbook/generator/diag"
	"fieldbook/generator/slug"
)

// Tag is a word that groups pages.
type Tag struct {
	Name  string
	Page  *Page
	Pages []*Page // in reading order
}

// Tags are the tags of a site.
type Tags struct {
	All    []*Tag // by name
	byName map[string]*Tag
}

// Of gives the tags of a page, as its author lists them.
func (t Tags) Of(p *Page) []*Tag {
	var out []*Tag
	if p.Playbook == nil {
		return nil
	}
	for _, name := range p.Playbook.Tags {
		if tag := t.byName[nameKey(name.Value)]; !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}

// tags groups pages; tags that differ in capitals alone are one.
func (j *joiner) tags(pages []*Page) Tags {
	tags, taken := Tags{byName: map[string]*Tag{}}, map[string]bool{}
	for _, p := range pages {
		if p.Playbook == nil {
			continue
		}
		for _, name := range p.Playbook.Tags {
			tag := tags.byName[nameKey(name.Value)]
			if tag == nil {
				words := norm.NFC.String(name.Value)
				tag = &Tag{Name: words}
				tag.Page = &Page{Kind: KindTag, Address: "tags/" + unused(taken, slug.Of(words)) + ".html", Title: j.words.Say("tagged", words), Summary: j.words.Say("taggedSummary", words), Tag: tag}
				tags.byName[nameKey(name.Value)] = tag
				tags.All = append(tags.All, tag)
			}
			if n := len(tag.Pages); n == 0 || tag.Pages[n-1] != p {
				tag.Pages = append(tag.Pages, p)
			}
		}
	}
	slices.SortFunc(tags.All, func(a, b *Tag) int { return j.words.Compare(a.Name, b.Name) })
	return tags
}

// tagPages are those of the tags that got an address.
func (j *joiner) tagPages(s *Site) []*Page {
	var out []*Page
	for _, tag := range s.Tags.All {
		if j.make(s, tag.Page, "the tag "+tag.Name, "", diag.Span{}) {
			out = append(out, tag.Page)
		}
	}
	return out
}

// unused gives a name that is not taken yet: C, C++ and C# are c, c-1 and c-2.
func unused(taken map[string]bool, name string) string {
	free := name
	for n := 1; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	taken[free] = true
	return free
}
