// Command reading measures what is lost of other programs' folders. It builds each as a
// lenient build does, in memory, and holds every page against its file:
//
//	go run ./generator/reading [-from NAME] [-list FILE] [-titles 200] [-show 10] FOLDER…
//
// A row has the pages; the words of the files' own text that their pages lack; the signs
// of other programs that stand in visible text outside of code; neighbours of a list
// (nav, SUMMARY.md, a sidebar) that follow each other here too; images that a file shows
// and its page does not, though one of that name is in the folder; titles that, asked for,
// find their page first. Below it stands what was found, for whoever mends it: a page
// that speaks of such syntax has its signs rightly.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"fieldbook/generator/build"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/output"
	"fieldbook/generator/site"
)

var (
	from   = flag.String("from", "", "the program whose folder it is; else what its files tell")
	list   = flag.String("list", "", "the file, below the folder, that lists its pages")
	titles = flag.Int("titles", 200, "how many titles are asked for, at most")
	show   = flag.Int("show", 10, "how many of each kind of find are shown")
)

func main() {
	flag.Parse()
	fmt.Println("| folder | program | pages | words lost | signs | order | images missing | titles first |\n|---|---|---|---|---|---|---|---|")
	for _, folder := range flag.Args() {
		if err := read(folder, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, folder+":", err)
			os.Exit(1)
		}
	}
}

// read measures a folder and writes its row.
func read(folder string, w io.Writer) error {
	r, err := build.Project{Content: folder, From: *from, Lenient: true}.Build()
	if err != nil {
		return err
	}
	if n := r.Diagnostics.Errors(); n > 0 {
		return fmt.Errorf("not built for %s, the first: %v", diag.Count(n, "mistake"), r.Diagnostics[0])
	}
	m := &measure{site: r.Site, dialect: r.Tree.Dialect, files: output.ByPath(r.Files()), lost: map[string]int{}, where: map[string]string{}, named: namesIn(folder)}
	for _, p := range r.Site.Pages {
		if p.Playbook == nil || p.Kind == site.KindChecklist {
			continue
		}
		text, err := r.Tree.Text(p.Playbook.Path)
		if err != nil {
			continue // a page that no file is of
		}
		if err := m.page(p, string(text)); err != nil {
			return err
		}
	}
	order, err := m.order(folder, *list)
	if err != nil {
		return err
	}
	first, err := m.titles(*titles)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| %s | %s | %d | %s | %d | %s | %d | %s |\n", folder, cmp.Or(r.Tree.Dialect.Program, "none"), m.pages, m.share(), len(m.signs), order, len(m.missing), first)
	m.tell(w, *show)
	return nil
}

// measure is what was found in a folder.
type measure struct {
	site    *site.Site
	dialect *dialect.Dialect
	files   map[string]output.File
	named   map[string]bool // the names of all files in the folder

	pages, words int
	lost         map[string]int    // words
	where        map[string]string // and a file of each
	signs        []string
	missing      []string // images
}

// page holds a page against its file.
func (m *measure) page(p *site.Page, source string) error {
	page, err := m.files[p.Address].Content()
	if err != nil {
		return err
	}
	got, err := built(page)
	if err != nil {
		return err
	}
	m.pages++
	file := p.Playbook.Path
	total, lost := compare(spoken(source, m.dialect), got.all)
	m.words += total
	for word, n := range lost {
		m.lost[word] += n
		m.where[word] = file
	}
	for _, sign := range signsIn(got.visible) {
		m.signs = append(m.signs, file+": "+sign)
	}
	for _, name := range imagesIn(source) {
		if m.named[name] && !got.images[name] {
			m.missing = append(m.missing, file+": "+name)
		}
	}
	return nil
}

// share says how many words are lost.
func (m *measure) share() string {
	sum := 0
	for _, n := range m.lost {
		sum += n
	}
	return fmt.Sprintf("%d of %d = %.3f %%", sum, m.words, 100*float64(sum)/float64(max(m.words, 1)))
}

// tell shows what was found.
func (m *measure) tell(w io.Writer, most int) {
	words := slices.SortedFunc(maps.Keys(m.lost), func(a, b string) int {
		return cmp.Or(m.lost[b]-m.lost[a], strings.Compare(a, b))
	})
	for _, word := range words[:min(most, len(words))] {
		fmt.Fprintf(w, "    lost %d × %s: %s\n", m.lost[word], word, m.where[word])
	}
	for _, s := range m.signs[:min(most, len(m.signs))] {
		fmt.Fprintf(w, "    sign %s\n", s)
	}
	for _, s := range m.missing[:min(most, len(m.missing))] {
		fmt.Fprintf(w, "    missing %s\n", s)
	}
}
