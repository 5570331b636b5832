package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"fieldbook/generator/dialect"
	"fieldbook/generator/syntax"
)

// convert makes Markdown of every file of HTML and Word, and puts into listings
// what mdBook includes. What leads to a place in a page is looked for first.
func (g *gatherer) convert(root string) error {
	from, _ := dialect.Of(g.From) // another word is told where the pages are read
	err := g.each(root, func(name, rel, ext string) error {
		if ext != ".html" && ext != ".htm" {
			return nil
		}
		data, err := g.load(name, largestPage)
		g.wants(data)
		if err == nil {
			err = g.index(rel, data)
		}
		if _, own := errors.AsType[entryError](err); own {
			return nil // told where it is read
		}
		return err
	})
	if err != nil {
		return err
	}
	return g.each(root, func(name, rel, ext string) error {
		switch {
		case ext == ".html", ext == ".htm":
			return g.page(root, rel, "", func(name string) (string, error) { return g.html(name, root, rel) })
		case ext == ".docx":
			return g.page(root, rel, "", func(name string) (string, error) { return g.fromWord(name, root, rel) })
		case ext == ".odt":
			return g.page(root, rel, "", func(name string) (string, error) { return g.fromOpen(name, root, rel) })
		case ext == ".csv" && from.Numbered():
			return g.database(root, rel)
		case ext == ".md" && from.Syntax.Includes:
			return g.include(name)
		case ext == ".md" && from.Syntax.Keys:
			return g.snippets(name)
		}
		return nil
	})
}

// each calls back with each file of a folder, its path there and its ending. What is
// wrong with one is told.
func (g *gatherer) each(root string, see func(name, rel, ext string) error) error {
	return filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		return g.leaveOr(rel, see(name, rel, strings.ToLower(filepath.Ext(name))))
	})
}

// page makes the Markdown of one file, in its place. One that is none stays
// behind, which is told. Made names the page; "" for the file's own name.
func (g *gatherer) page(root, rel, made string, convert func(name string) (string, error)) error {
	if made == "" {
		made = strings.TrimSuffix(rel, path.Ext(rel)) + ".md"
	}
	stem := made
	for n := 2; g.made[made] != ""; n++ {
		made = numbered(stem, n)
	}
	to := filepath.Join(root, filepath.FromSlash(made))
	if _, err := os.Lstat(to); err == nil {
		return entryError{fmt.Errorf("stays behind, for %s is there too", path.Base(made))}
	}
	name := filepath.Join(root, filepath.FromSlash(rel))
	text, err := convert(name)
	if err != nil {
		return err
	}
	if err := os.Remove(name); err != nil {
		return err
	}
	if g.instead[rel] != "" {
		return nil
	}
	g.made[made], g.becomes[rel] = rel, made
	return g.write(to, strings.NewReader(text))
}

var included = regexp.MustCompile(`(?m)^([ \t]*)` + syntax.Include)

// include puts files into the listings of a book, which its folder has.
func (g *gatherer) include(name string) error {
	return g.replaced(name, "{{#", included, func(m [][]byte) ([]byte, error) {
		file := filepath.Join(filepath.Dir(name), filepath.FromSlash(string(m[2])))
		text, err := g.beside(file)
		if text == nil || err != nil {
			return nil, err
		}
		return append(m[1], part(string(text), string(m[3]))...), nil
	})
}

var snippet = regexp.MustCompile(`(?m)^([ \t]*)` + syntax.Snippet)

// snippets puts the snippets of MkDocs into a page, which stand at the root of the
// project or among its pages.
func (g *gatherer) snippets(name string) error {
	return g.replaced(name, "8<", snippet, func(m [][]byte) ([]byte, error) {
		for _, folder := range []string{g.to, filepath.Join(g.to, "docs"), filepath.Join(g.to, "snippets"), filepath.Join(g.to, "includes")} {
			text, err := g.beside(filepath.Join(folder, filepath.FromSlash(string(m[2]))))
			if err != nil {
				return nil, err
			}
			if text != nil {
				return []byte(string(m[1]) + strings.ReplaceAll(strings.TrimRight(string(text), "\n"), "\n", "\n"+string(m[1]))), nil
			}
		}
		return nil, nil
	})
}

// beside reads a file of the source; nil for one that is not there, or not in it.
func (g *gatherer) beside(file string) ([]byte, error) {
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() || !within(file, g.to) {
		return nil, nil
	}
	return g.load(file, largestMade)
}

// replaced puts other text in the place of each call of a page; nil leaves the call.
func (g *gatherer) replaced(name, sign string, call *regexp.Regexp, by func(m [][]byte) ([]byte, error)) error {
	data, err := g.load(name, largestMade)
	if err != nil || !bytes.Contains(data, []byte(sign)) {
		return err
	}
	var out []byte
	at := 0
	for _, places := range call.FindAllSubmatchIndex(data, -1) {
		m := make([][]byte, len(places)/2)
		for i := range m {
			if from, to := places[2*i], places[2*i+1]; from >= 0 {
				m[i] = bytes.Clone(data[from:to])
			}
		}
		text, err := by(m)
		switch {
		case err != nil:
			return err
		case text == nil:
			text = m[0]
		}
		out = append(append(out, data[at:places[0]]...), text...)
		at = places[1]
		if len(out) > largestMade {
			return tooLarge(largestMade)
		}
	}
	if err := os.Remove(name); err != nil {
		return err
	}
	return g.write(name, bytes.NewReader(append(out, data[at:]...)))
}

var anchors = regexp.MustCompile(`ANCHOR(_END)?:\s*([\w-]+)`)

// part is what an include asks for: all, lines such as 2:10, or what stands
// between ANCHOR: name and ANCHOR_END: name.
func part(text, which string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	var from, to int
	n, err := fmt.Sscanf(which, "%d:%d", &from, &to)
	if n == 1 && err != nil {
		to = len(lines)
		if !strings.Contains(which, ":") {
			to = from
		}
	}
	var out []string
	within := which == "" || n > 0
	for i, line := range lines {
		if m := anchors.FindStringSubmatch(line); m != nil {
			if m[2] == which {
				within = m[1] == ""
			}
			continue
		}
		if within && (n == 0 || i+1 >= from && i+1 <= to) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
