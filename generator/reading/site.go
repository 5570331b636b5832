package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"fieldbook/generator/browser"
	"fieldbook/generator/site"
	"fieldbook/generator/slug"
)

// namesIn are the names of all files of a folder.
func namesIn(folder string) map[string]bool {
	names := map[string]bool{}
	_ = fs.WalkDir(os.DirFS(folder), ".", func(file string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names[path.Base(file)] = true
		}
		return nil
	})
	return names
}

// listed is what may be the name of a page in a list of pages.
var listed = regexp.MustCompile(`[^\s"'()\[\]<>,#]+`)

// order says how many neighbours of a list follow each other here too.
func (m *measure) order(folder, list string) (string, error) {
	if list == "" {
		return "not measured", nil
	}
	text, err := os.ReadFile(filepath.Join(folder, list))
	if err != nil {
		return "", err
	}
	at := map[string]int{}
	for i, p := range m.site.Order.Pages() {
		if p.Playbook != nil {
			at[slug.Stem(p.Playbook.Path)] = i
		}
	}
	var places []int
	seen := map[int]bool{}
	for _, name := range listed.FindAllString(string(text), -1) {
		if i, ok := place(at, name); ok && !seen[i] {
			seen[i] = true
			places = append(places, i)
		}
	}
	if len(places) < 2 {
		return "", errors.New("no page of the folder is in " + list)
	}
	right := 0
	for i, p := range places[1:] {
		if places[i] < p {
			right++
		}
	}
	return fmt.Sprintf("%d of %d", right, len(places)-1), nil
}

// place finds a page by how a list names it: by its path, with an ending or in a folder.
func place(at map[string]int, name string) (int, bool) {
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	if !strings.Contains(name, "/") && path.Ext(name) == "" {
		return 0, false // a word of a title
	}
	stem := slug.Stem(strings.TrimPrefix(path.Clean("/"+name), "/"))
	for _, s := range []string{stem, path.Join(stem, "index"), path.Join(stem, "README")} {
		if i, ok := at[s]; ok {
			return i, true
		}
	}
	return 0, false
}

// titles says how many pages their titles find first, of so many, evenly chosen; a page
// of the same title is as good.
func (m *measure) titles(most int) (string, error) {
	if most == 0 {
		return "not measured", nil
	}
	search, err := browser.OpenSearch(func(file string) ([]byte, error) {
		f, ok := m.files[file]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return f.Content()
	})
	if err != nil {
		return "", err
	}
	var pages []*site.Page
	for _, p := range m.site.Order.Pages() {
		if p.Playbook != nil {
			pages = append(pages, p)
		}
	}
	asked, first := 0, 0
	for i := 0; i < len(pages); i += max(1, len(pages)/most) {
		found, err := search.Find(pages[i].Title, 1)
		if err != nil {
			return "", err
		}
		asked++
		if len(found.Hits) > 0 && found.Hits[0].Title == pages[i].Title {
			first++
		}
	}
	return fmt.Sprintf("%d of %d", first, asked), nil
}
