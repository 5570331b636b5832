package page

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/playbook"
)

// The attributes of HTML that hold addresses, those of old browsers too: what a
// reader may follow, and what a browser loads or sends to without being asked.
var (
	toFollow = []string{"href", "cite", "usemap"}
	toLoad   = []string{"src", "poster", "srcset", "imagesrcset", "action", "formaction", "data", "background", "longdesc", "ping", "manifest", "classid", "codebase", "profile", "archive", "icon", "lowsrc", "dynsrc", "xlink:href", "style", "srcdoc"}
	toAllow  = []string{"http", "https", "mailto", "tel", "ftp", "slack"} // of those that the texts of this test hold
)

// attribute is a form of an attribute alone.
var attribute = regexp.MustCompile(`^<\w+ [\w:]+="%s">$`)

var schemeOf = regexp.MustCompile(`^([a-z][a-z0-9+.-]*):`)

// wherever tells what a browser makes of an address: its scheme, "host" for one that
// names a host alone, "" for one of the site.
func wherever(address string) string {
	address = strings.ToLower(strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimFunc(address, func(c rune) bool { return c <= ' ' })))
	if strings.HasPrefix(address, "//") {
		return "host"
	}
	if m := schemeOf.FindStringSubmatch(address); m != nil {
		return m[1]
	}
	return ""
}

// checkAddresses fails for each address of a page's HTML that may not pass.
func checkAddresses(t *testing.T, what, markup string) (addresses int) {
	t.Helper()
	tags(strings.ReplaceAll(markup, playbook.Placeholder, "¤"), func(token html.Token) {
		for _, a := range token.Attr {
			follows, loads := slices.Contains(toFollow, a.Key), slices.Contains(toLoad, a.Key)
			if !follows && !loads {
				continue
			}
			addresses++
			switch to := wherever(a.Val); {
			case to == "":
				if a.Val != "" && !strings.HasPrefix(a.Val, "¤") && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("%s: %s=%q is no file that the site knows", what, a.Key, a.Val)
				}
			case loads, to != "host" && !slices.Contains(toAllow, to):
				t.Errorf("%s: %s=%q passes", what, a.Key, a.Val)
			}
		}
	})
	return addresses
}

// TestAddresses writes addresses of every kind into all that may hold one: nothing is
// loaded from elsewhere, and no link of an unknown scheme passes.
func TestAddresses(t *testing.T) {
	var forms []string
	for _, key := range append(slices.Clone(toFollow), toLoad...) {
		for _, element := range []string{"a", "img", "video", "audio", "source", "blockquote", "q", "ins", "del", "area", "map", "table", "td", "form", "button", "input", "object", "iframe", "link", "use", "body", "track", "div"} {
			forms = append(forms, "<"+element+" "+key+`="%s">`)
		}
	}
	forms = append(forms, "[x](<%s>)", "[x](%s)", "![x](<%s>)", "![x](%s)", "<%s>", "%s", "[x]\n\n[x]: <%s>", "[[%s]]", "![[%s]]", "[![x](<%s>)](<%[1]s>)", `<video src="film.mp4" poster="%s" controls></video>`)
	addresses := []string{
		"https://host/x.png", "HTTPS://host/x.png", " https://host/x.png", "http://host", "//host/x.png", " //host/x.png", `\\host\x.png`, `/\host/x.png`, "/\t/host/x.png", "h\nttps://host/x",
		"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)", "&#1;javascript:alert(1)", "vbscript:x", "data:text/html,x", "data:image/svg+xml,x", "DATA:image/png;base64,x", "blob:x", "file:///etc/hosts", "ws://host", "foo:bar",
		"mailto:a@b.example", "tel:1", "TEL:1", "ftp://host/x", "slack://x", "x.png", "#x", "../x.md", "",
	}
	seen := 0
	for _, form := range forms {
		for _, a := range addresses {
			text := fmt.Sprintf(form, a)
			for _, d := range []dialect.Name{dialect.Plain, dialect.MkDocs, dialect.Docusaurus} {
				if d != dialect.Plain && attribute.MatchString(form) {
					continue // HTML is read alike
				}
				p := Parse("x.md", []byte("text "+text+" text\n\n"+text+"\n"), Reading{Dialect: d, RawHTML: true, Lenient: true}, diag.NewReporter("x.md"))
				seen += checkAddresses(t, fmt.Sprintf("%s %q", d, text), p.Body.HTML)
			}
		}
	}
	if seen < len(forms) {
		t.Errorf("only %d addresses in %d texts", seen, len(forms)*len(addresses))
	}
}

// TestAddressesOfFixtures holds the same of every page that the tests have.
func TestAddressesOfFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := dialect.Of(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)))
		p := Parse(filepath.Base(file), data, Reading{Dialect: d.Name, RawHTML: true, Lenient: true}, diag.NewReporter(file))
		checkAddresses(t, file, p.Body.HTML)
	}
}

// TestAddressesTold tells why an address does not pass, and keeps one that does as a
// browser reads it.
func TestAddressesTold(t *testing.T) {
	for text, want := range map[string]string{
		`<video src="f.mp4" poster="HTTPS://host/x"></video>`:     "x.md:1:1: warning: an image on another host is shown as a link, so that readers load nothing from there (copy it beside the page)",
		`<video src="f.mp4" poster="javascript:x"></video>`:       "x.md:1:1: error: images of the scheme javascript: do not pass (save the image beside the page)",
		`<video src="f.mp4" poster=" https://host/x"></video>`:    "x.md:1:1: warning: an image on another host is shown as a link, so that readers load nothing from there (copy it beside the page)",
		`![x](< javascript:x>)`:                                   "x.md:1:1: error: images of the scheme javascript: do not pass (save the image beside the page)",
		`[x](foo:y)`:                                              "x.md:1:1: error: links of the scheme foo: do not pass (link to a page, or to an address of https, mailto or tel)",
		`<video src="f.mp4" poster="shot.png" controls></video>`:  "",
		`<a href="TEL:1">x</a> <a href="ftp://host/x">y</a> text`: "",
	} {
		r := diag.NewReporter("x.md")
		p := Parse("x.md", []byte(text+"\n"), Reading{RawHTML: true}, r)
		got := ""
		for _, d := range r.List() {
			got += d.String() + " (" + d.Hint + ")"
		}
		if got != want {
			t.Errorf("%s: %s", text, got)
		}
		if strings.Contains(text, "TEL") && !strings.Contains(p.Body.HTML, `href="ftp://host/x"`) {
			t.Errorf("%s: %s", text, p.Body.HTML)
		}
	}
	p := Parse("x.md", []byte("[x](< HTTPS://host/x>)\n"), Reading{}, diag.NewReporter("x.md"))
	if !strings.Contains(p.Body.HTML, `href="HTTPS://host/x"`) || len(p.Outside) != 1 {
		t.Errorf("%s %v", p.Body.HTML, p.Outside)
	}
}

// TestSpacesInAddresses keeps an address that has spaces, and nothing else as it was.
func TestSpacesInAddresses(t *testing.T) {
	for markup, want := range map[string]string{
		`<img src="a plan (1).png" alt="a b">`:    `<img src="a%20plan%20(1).png" alt="a b">`,
		`<IMG ALT='a' SRC = 'a plan.png'>`:        `<IMG ALT='a' SRC='a%20plan.png'>`,
		`<a href=" my page.md ">x</a>`:            `<a href="my%20page.md">x</a>`,
		`<video poster="a b.png" src="c d.mp4">`:  `<video poster="a%20b.png" src="c%20d.mp4">`,
		`<q cite="a b">src="a b"</q>`:             `<q cite="a%20b">src="a b"</q>`,
		`<img src=" x.png" title=' src="a b" '>`:  `<img src=" x.png" title=' src="a b" '>`,
		`<b title="a">href="b c"</b> src='d e' <`: `<b title="a">href="b c"</b> src='d e' <`,
	} {
		if got := withoutSpaces(markup); got != want {
			t.Errorf("%s is read as %s, want %s", markup, got, want)
		}
	}
	p := Parse("x.md", []byte("<figure><img src=\"a plan (1).png\"></figure>\n"), Reading{RawHTML: true}, diag.NewReporter("x.md"))
	if len(p.Body.Links) != 1 || Unescape(p.Body.Links[0].Target) != "a plan (1).png" || p.Body.Links[0].At == (playbook.Extent{}) {
		t.Errorf("%+v", p.Body.Links)
	}
}
