package templates

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// stores are the ways to what a browser keeps, and what names what is kept there;
// caches belong to the worker, whose names for them begin as those of storage.ts.
var stores = regexp.MustCompile(`\b(localStorage|sessionStorage|indexedDB)\b|caches\.(open|delete)\(["'` + "`" + `]`)

// TestOneFileOwnsTheStorage holds all that is kept in the browser in one file,
// which puts the site before every key.
func TestOneFileOwnsTheStorage(t *testing.T) {
	const owner = "assets/page/storage.ts"
	found := false
	err := fs.WalkDir(Files, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".ts" {
			return err
		}
		text, err := fs.ReadFile(Files, name)
		if at := stores.Find(text); at != nil && name != owner {
			t.Errorf("%s names %s itself", name, at)
		} else if at != nil {
			found = true
		}
		return err
	})
	if err != nil || !found {
		t.Error(err, found)
	}
}

// refines says which parts of the styles may speak of the classes of which
// others, beside their own: all others would reach them unmeant.
var refines = map[string]string{
	"blocks":    "reading",
	"decision":  "page questions",
	"leads":     "rulers subject",
	"home":      "page reading",
	"groups":    "questions",
	"order":     "page",
	"questions": "page rulers result",
	"reading":   "page rulers search",
	"result":    "page",
	"report":    "page",
	"runs":      "rulers",
	"search":    "page",
	"subject":   "base page",
}

var (
	styleImport = regexp.MustCompile(`@import "\./(?:style/)?([a-z-]+)\.css"`)
	styleRule   = regexp.MustCompile(`([^{};@]+)\{`)
	comment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	condition   = regexp.MustCompile(`:(?:has|not)\((?:[^()]|\([^()]*\))*\)`)
	class       = regexp.MustCompile(`\.([A-Za-z_][\w-]*)`)
)

// states are classes of the whole page, which belong to no part.
const states = " js kind-checklist kind-runs keeps-answers keeps-lists "

// part is one file of the styles: the classes that it names, and those that some
// selector of it meets wherever they stand, as nothing else there confines it.
type part struct{ named, bare map[string]bool }

func partOf(t *testing.T, name string) part {
	text, err := fs.ReadFile(Files, "assets/style/"+name+".css")
	if err != nil {
		t.Fatal(err)
	}
	p := part{map[string]bool{}, map[string]bool{}}
	classes := func(selector string) []string {
		var all []string
		for _, m := range class.FindAllStringSubmatch(selector, -1) {
			if !strings.Contains(states, " "+m[1]+" ") && !slices.Contains(all, m[1]) {
				all = append(all, m[1])
			}
		}
		return all
	}
	for _, rule := range styleRule.FindAllStringSubmatch(comment.ReplaceAllString(string(text), ""), -1) {
		for _, c := range classes(rule[1]) {
			p.named[c] = true
		}
		for _, selector := range alternatives(condition.ReplaceAllString(rule[1], "")) {
			if all := classes(selector); len(all) == 1 {
				p.bare[all[0]] = true
			}
		}
	}
	return p
}

// alternatives splits a list of selectors, and those that :is lists.
func alternatives(list string) []string {
	var all []string
	depth, from := 0, 0
	for i, c := range list + "," {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			all = append(all, list[from:i])
			from = i + 1
		}
	}
	var out []string
	for _, s := range all {
		before, rest, ok := strings.Cut(s, ":is(")
		inner, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			out = append(out, s)
			continue
		}
		for _, one := range strings.Split(inner, ",") {
			out = append(out, alternatives(before+one+after)...)
		}
	}
	return out
}

// TestStylesKeepToTheirPart: of the parts that one page loads, none has a selector
// that reaches a class of another, unless it is said above that it may.
func TestStylesKeepToTheirPart(t *testing.T) {
	sheets, err := fs.Glob(Files, "assets/*.css")
	if err != nil || len(sheets) < 6 {
		t.Fatal(err, sheets)
	}
	for _, sheet := range sheets {
		parts := map[string]part{}
		files := []string{sheet, "assets/style/common.css"}
		if sheet == "assets/form.css" { // whose page is by itself
			files = files[:1]
		}
		for _, file := range files {
			text, err := fs.ReadFile(Files, file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range styleImport.FindAllStringSubmatch(string(text), -1) {
				if m[1] != "common" && !strings.HasPrefix(m[1], "print") { // paper takes the page's parts as they are
					parts[m[1]] = partOf(t, m[1])
				}
			}
		}
		for name, p := range parts {
			for other, q := range parts {
				may := strings.Fields(refines[name] + " " + name)
				for c := range p.named {
					if q.bare[c] && !slices.Contains(may, other) && !(p.bare[c] && slices.Contains(strings.Fields(refines[other]), name)) {
						t.Errorf("%s: .%s of %s is reached by %s", sheet, c, other, name)
					}
				}
			}
		}
	}
}
