package importer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/input"
	"fieldbook/generator/slug"
)

// gatherer copies a source into a folder.
type gatherer struct {
	*job
	to     string
	places places
}

// gather unpacks the source into a folder, and finds the folder with the pages in
// it.
func (j *job) gather(work string) error {
	g := &gatherer{job: j, to: work}
	g.places = places{folders: map[string]string{".": work}, last: map[string]int{}, tell: g.renamedTo}
	info, err := os.Stat(j.Source)
	if err != nil {
		return &diag.Failure{What: "no file or folder " + j.Source, Hint: "name a folder, a .zip, or a .docx, .odt, .html or .md file"}
	}
	switch {
	case info.IsDir():
		if err = g.folder(); err == nil {
			err = g.fromAbove()
		}
	case strings.EqualFold(filepath.Ext(j.Source), ".zip"):
		err = g.zipFile()
	default:
		err = g.single()
	}
	if err != nil {
		return err
	}
	root, statics := pagesIn(work)
	for _, s := range statics {
		if err := overlay(root, s); err != nil {
			return err
		}
	}
	j.root = root
	if rel, err := filepath.Rel(work, root); err == nil && info.IsDir() {
		j.below = filepath.ToSlash(rel)
	}
	if j.From == "" {
		j.From = string(g.found(root).Name)
	}
	return g.convert(root)
}

// pagesIn finds the folder of pages in a project, and the folders whose files its
// program publishes at the root of the site.
func pagesIn(work string) (root string, statics []string) {
	at := func(names ...string) string { return filepath.Join(append([]string{work}, names...)...) }
	has := func(names ...string) bool {
		_, err := os.Stat(at(names...))
		return err == nil
	}
	if entries, err := os.ReadDir(work); err == nil && len(entries) == 1 && entries[0].IsDir() {
		return pagesIn(at(entries[0].Name()))
	}
	switch {
	case has("docs", ".vitepress"):
		return at("docs"), []string{at("docs", "public")}
	case has(".vitepress"):
		return work, []string{at("public")}
	}
	pages := dialect.PagesIn(work)
	if pages == "" {
		return work, nil
	}
	return at(filepath.FromSlash(pages)), []string{at("static"), at("website", "static"), at("public")}
}

// overlay puts the files of a folder at the root, where nothing stands yet.
func overlay(root, folder string) error {
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		to := filepath.Join(root, rel)
		if _, err := os.Lstat(to); !notThere(err) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return nil // a file has the name of the folder: this one stays where it is
		}
		return os.Rename(name, to)
	})
	if notThere(err) {
		return nil
	}
	return err
}

// found is the dialect of a folder: by its files, by the numbers that an export puts
// into names, or else by what its pages hold.
func (g *gatherer) found(root string) *dialect.Dialect {
	if found, _ := dialect.Find(root); !found.Plain() {
		return found
	}
	var export *dialect.Dialect
	numbered, all := 0, 0
	looks := map[dialect.Name]int{}
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".html") {
			return nil
		}
		all++
		if _, by := dialect.WithoutNumber(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))); by.Numbered() {
			numbered++
			export = by
		}
		if strings.HasSuffix(name, ".md") {
			if text, err := g.load(name, largestMade); err == nil {
				looks[dialect.Looks(text)]++
			}
		}
		return nil
	})
	if numbered > 0 && numbered*2 >= all {
		return export
	}
	return dialect.Likely(looks, all)
}

// cleanSlug is a name as an address shows it.
func cleanSlug(name string) string {
	short, _ := dialect.WithoutNumber(name)
	return strings.Trim(slug.Of(short), "-")
}

func (g *gatherer) folder() error {
	folder, err := input.Open(g.Source)
	if err != nil {
		return err
	}
	return filepath.WalkDir(folder.Root(), func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder.Root(), name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case rel == ".":
			return nil
		case e.IsDir() && (content.Ignored(e.Name()) && !dialect.Keeps(e.Name()) || g.isTarget(name)):
			return fs.SkipDir
		case e.IsDir():
			return nil
		}
		f, err := folder.Open(rel)
		if err != nil {
			g.leave(rel, err)
			return nil
		}
		defer func() { _ = f.Close() }()
		if err := g.take(files, 1); err != nil {
			return err
		}
		return g.leaveOr(rel, g.put(rel, f))
	})
}

// fromAbove brings what says how the pages are arranged where the source is the folder of
// pages of a project: the files of the folders above it, as far as that by which its
// program is found. They stand above the gathered ones.
func (g *gatherer) fromAbove() error {
	found, by := dialect.Find(g.Source)
	above := strings.Count(by, "../")
	if above > 0 && g.From == "" {
		g.From = string(found.Name)
	}
	for up := range above {
		steps := strings.Repeat("../", up+1)
		folder, err := input.Open(filepath.Join(g.Source, steps))
		if err != nil {
			return nil // nobody may look there, and what is found says all
		}
		entries, err := os.ReadDir(folder.Root())
		if err != nil {
			return nil
		}
		for _, e := range entries {
			data, err := folder.Read(e.Name(), largestSetting, "")
			if err != nil || !e.Type().IsRegular() {
				continue
			}
			if err := g.write(filepath.Join(g.to, steps, e.Name()), bytes.NewReader(data)); err != nil {
				return err
			}
		}
	}
	return nil
}

// largestSetting bounds a file that says how pages are arranged.
const largestSetting = 1 << 20 // bytes

func (g *gatherer) isTarget(name string) bool {
	a, _ := filepath.Abs(g.Dir)
	b, _ := filepath.Abs(name)
	return a == b
}

// leave tells of a file that stays behind.
func (g *gatherer) leave(file string, err error) {
	d, ok := err.(diag.Diagnostic)
	if !ok {
		d = diag.Diagnostic{Code: "left-out", Message: err.Error()}
	}
	d.Path, d.Severity = g.origin(file), diag.Warning
	g.Mistakes = append(g.Mistakes, d)
}

// leaveOr tells of an entry that stays behind, if the error is its own.
func (g *gatherer) leaveOr(file string, err error) error {
	if own, ok := errors.AsType[entryError](err); ok {
		g.leave(diag.Printable(file), own.error)
		return nil
	}
	return err
}

// renamedTo tells of an entry that could not have its name.
func (g *gatherer) renamedTo(name, became string) {
	g.leave(diag.Printable(name), fmt.Errorf("is brought as %q, for no other file may have its name, and no disk all names", became))
}

func (g *gatherer) zipFile() error {
	z, err := zip.OpenReader(g.Source)
	if err != nil {
		return &diag.Failure{What: g.Source + " is no zip file", Hint: "export it again, or name the folder"}
	}
	defer func() { _ = z.Close() }()
	return g.unzip(&z.Reader, 1)
}

// unzip brings the files of a zip.
func (g *gatherer) unzip(z *zip.Reader, depth int) error {
	for _, f := range z.File {
		name := strings.ToValidUTF8(strings.ReplaceAll(f.Name, `\`, "/"), "-")
		if err := g.take(files, 1); err != nil {
			return err
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if err := g.leaveOr(name, g.entry(f, name, depth)); err != nil {
			return err
		}
	}
	return nil
}

// entry brings one file of a zip.
func (g *gatherer) entry(f *zip.File, name string, depth int) error {
	switch {
	case !fs.ValidPath(name):
		return entryError{errors.New("its path leaves the folder")}
	case !f.Mode().IsRegular():
		return entryError{errors.New("is a link or a device, and no file")}
	case f.UncompressedSize64 > largestFile:
		return tooLarge(largestFile)
	}
	r, err := f.Open()
	if err != nil {
		return entryError{err}
	}
	defer func() { _ = r.Close() }()
	if depth >= deepestZip || !strings.EqualFold(path.Ext(name), ".zip") {
		return g.put(name, r)
	}
	inner := filepath.Join(filepath.Dir(g.to), "inner.zip")
	defer func() { _ = os.Remove(inner) }()
	if err := g.write(inner, r); err != nil {
		return err
	}
	z, err := zip.OpenReader(inner)
	if err != nil {
		return entryError{errors.New("is no zip file")}
	}
	defer func() { _ = z.Close() }()
	return g.unzip(&z.Reader, depth+1)
}

func (g *gatherer) single() error {
	if err := refusal(g.Source); err != nil {
		return err
	}
	f, err := os.Open(g.Source)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return g.leaveOr(filepath.Base(g.Source), g.put(filepath.Base(g.Source), f))
}

// put brings one file into the folder, under its name or one like it.
func (g *gatherer) put(name string, r io.Reader) error {
	if len(name) > longestPath {
		return entryError{fmt.Errorf("its path has more than %d bytes", longestPath)}
	}
	f, err := g.places.create(name)
	if err != nil {
		return err
	}
	return g.fill(f, r)
}
