package fill

import (
	"bytes"
	"strings"
	"testing"
)

var ofProject = Templates{
	Values: map[string]string{"site.title": "Ours", "site.data.team.0.name": "Ann", "config.tech_docs.host": "https://e.org", "site.baseurl": ""},
	Texts: map[string]string{
		"foot.md": "Foot of {{ include.what }}.", "same.md": "Same.", "deep.md": "a {% include foot.md what=site.title %}", "loop.md": "{% include loop.md %}", "other.md": "{% include pool.md %}", "pool.md": "{% include other.md %}",
		"logic.md": "{% if x %}a{% endif %}", "in/near.md": "Near.", "nav": "Nav of <%= current_page.data.title %>", "computed": "<% if x %>",
	},
	Shapes: map[string]string{"warning_text": "> [!WARNING]\n> %s"},
}

func ofPage(name string) (string, bool) {
	if name == "title" {
		return "Page", true
	}
	return "", false
}

// filledBy fills a text of a page, in a way to call.
func filledBy(way Templates, text string) *Source {
	way.Values, way.Texts, way.Shapes = ofProject.Values, ofProject.Texts, ofProject.Shapes
	s := New([]byte(text))
	way.fill(s, "in/a.md", ofPage)
	return s
}

// TestTemplates puts values and texts in the place of what calls them, and leaves what must
// be computed.
func TestTemplates(t *testing.T) {
	liquid, ruby, alone, bare := Templates{Page: "page."}, Templates{Ruby: true, Page: "current_page.data."}, Templates{Alone: true}, Templates{}
	for _, c := range []struct {
		way        Templates
		text, want string
	}{
		{liquid, "a {b} c", "a {b} c"},
		{liquid, "{{ site.title }} {{page.title}} {{- site.title | upcase -}} {{ other }}", "Ours Page OURS {{ other }}"},
		{liquid, "[x]({{ site.baseurl }}/a) {{ '/a' | relative_url }} {{ site.data.team[\"0\"].name }}", "[x](/a) /a Ann"},
		{bare, "{{ title }}", "Page"},
		{liquid, "{{ title }}", "{{ title }}"},
		{liquid, "{% include foot.md what=\"it\" %}|{% include foot.md what=site.title %}|{% include deep.md %}", "Foot of it.|Foot of Ours.|a Foot of Ours."},
		{liquid, "{% include near.md %} {% include ../same.md %}", "Near. Same."},
		{liquid, "{% include loop.md %}{% include other.md %}{% include gone.md %}{% include logic.md %}{% include foot.md %}", "{% include loop.md %}{% include other.md %}{% include gone.md %}{% include logic.md %}{% include foot.md %}"},
		{liquid, "{% raw %}{{ site.title }} {% x %} {a}{% endraw %} {{ site.title }}", "\x02{ site.title }} \x02% x %} {a} Ours"},
		{liquid, "{% raw %}{{ site.title }}", "{% raw %}Ours"},
		{liquid, "{% comment %}{{ site.title }}{% endcomment %}{{ site.title }}", "{% comment %}{{ site.title }}{% endcomment %}Ours"},
		{liquid, "{% assign a = \"b\" %}{{ a }} {% assign a = c %}{{ a }}", "b {% assign a = c %}{{ a }}"},
		{liquid, "{% set code %}\nx\n{% endset %}{{ code | highlight(\"js\") | safe }}", "```js\nx\n```"},
		{liquid, "{% capture a %}{{ site.title }}{% endcapture %}{{ a }}{{ a }}", "OursOurs"},
		{liquid, "{{ a }}{% capture a %}b{% endcapture %}", "{{ a }}{% capture a %}b{% endcapture %}"},
		{liquid, "{% capture a %}{% if b %}c{% endif %}{% endcapture %}{{ a }}", "{% capture a %}{% if b %}c{% endif %}{% endcapture %}{{ a }}"},
		{liquid, "{{ 'é' | capitalize }}", "É"},
		{alone, "{% include \"same.md\" %}\n\n`{% include \"same.md\" %}` {{ site.title }}\n\n```\n{% include \"same.md\" %}\n```\n", "Same.\n\n`{% include \"same.md\" %}` {{ site.title }}\n\n```\n{% include \"same.md\" %}\n```\n"},
		{ruby, "# <%= current_page.data.title %>\n<%# no %><%= config[:tech_docs][:host] %> <%= partial 'nav' %>", "# Page\nhttps://e.org Nav of Page"},
		{ruby, "<%= partial 'computed' %><%= partial('gone') %><% if x %>a<% end %>", "<%= partial 'computed' %><%= partial('gone') %><% if x %>a<% end %>"},
		{ruby, "<%= warning_text('Mind it') %>\n<%= link_to 'a', '/b' %> <%= other 'x' %>", "> [!WARNING]\n> Mind it\n[a](/b) <%= other 'x' %>"},
	} {
		if got := string(filledBy(c.way, c.text).Text); got != c.want {
			t.Errorf("%q becomes\n%q, want\n%q", c.text, got, c.want)
		}
	}
}

// TestTemplatePlaces keeps of each byte where it stood, and of those that stood elsewhere the
// call.
func TestTemplatePlaces(t *testing.T) {
	text := "one {{ site.title }} two {% raw %}{{{% endraw %} three"
	f := filledBy(Templates{}, text)
	for _, word := range []string{"one", "two", "three", " three"} {
		at := bytes.Index(f.Text, []byte(word))
		if from, _, own := f.Origin(at); from != strings.Index(text, word) || !own {
			t.Errorf("%q is at %d of %q", word, from, f.Text)
		}
	}
	at := bytes.Index(f.Text, []byte("Ours"))
	if from, to, own := f.Origin(at + 2); from != strings.Index(text, "{{ site") || to != strings.Index(text, " two") || own {
		t.Errorf("a value is at %d to %d", from, to)
	}
	if from, _, _ := f.Origin(len(f.Text)); from != len(text) {
		t.Errorf("the end is at %d of %d", from, len(text))
	}
	if same := filledBy(Templates{}, "a {b}"); same.Filled() {
		t.Error("a text without calls")
	}
}

// TestTemplateBounds: texts that call each other many times end, and so do pages of many calls.
func TestTemplateBounds(t *testing.T) {
	texts := map[string]string{}
	for i := range 8 {
		texts[string(rune('a'+i))] = strings.Repeat("{% include "+string(rune('b'+i))+" %}", 100)
	}
	texts["i"] = "x"
	for _, unit := range []string{"{% include a %}", "{% capture x %}{{ x }}", "{% set x %}a{% endset %}{{ x }}", "{% set x = 'y' %}{{ x }}", "{{ x", "{% raw %}", "{% raw %}{{{% endraw %}", "{%", "{% endraw %}", "{{ 'a' | b }}"} {
		s := New([]byte(strings.Repeat(unit, 20_000)))
		if (&Templates{Texts: texts}).fill(s, "a.md", ofPage); len(s.Text) > 4*room {
			t.Errorf("%s: %d bytes", unit, len(s.Text))
		}
	}
}
