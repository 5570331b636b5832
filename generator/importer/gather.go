package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/input"
	"fieldbook/generator/names"
)

// What a source may hold at most: more is a bomb, or a disk.
const (
	mostFiles   = 200_000
	largestFile = 500 << 20 // bytes
	largestAll  = 4 << 30   // bytes
	deepestZip  = 2         // a zip in a zip, as Notion exports them
)

// gatherer copies a source into a folder.
type gatherer struct {
	*job
	to    string
	files int
	bytes int64
}

// gather unpacks the source into a folder, and finds the folder with the pages in
// it.
func (j *job) gather(work string) error {
	g := &gatherer{job: j, to: work}
	info, err := os.Stat(j.Source)
	if err != nil {
		return &diag.Failure{What: "no file or folder " + j.Source, Hint: "name a folder, a .zip, or a .docx, .html or .md file"}
	}
	switch {
	case info.IsDir():
		err = g.folder()
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
		g.overlay(root, s)
	}
	j.root = root
	if rel, err := filepath.Rel(work, root); err == nil && info.IsDir() {
		j.below = filepath.ToSlash(rel)
	}
	if j.From == "" {
		j.From = string(found(root))
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
func (g *gatherer) overlay(root, folder string) {
	_ = filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(folder, name)
		if err != nil || relErr != nil || e.IsDir() {
			return nil
		}
		to := filepath.Join(root, rel)
		if _, err := os.Lstat(to); notThere(err) && os.MkdirAll(filepath.Dir(to), 0o755) == nil {
			_ = os.Rename(name, to)
		}
		return nil
	})
}

// found is the dialect of a folder: by its files, by the numbers that Notion puts
// into names, or else by what its pages hold.
func found(root string) dialect.Name {
	if f := dialect.Find(root); f.Name != dialect.Plain {
		return f.Name
	}
	numbered, all := 0, 0
	looks := map[dialect.Name]int{}
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".html") {
			return nil
		}
		all++
		if _, has := dialect.WithoutNumber(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))); has {
			numbered++
		}
		if text, err := os.ReadFile(name); err == nil && strings.HasSuffix(name, ".md") {
			looks[dialect.Looks(text)]++
		}
		return nil
	})
	if numbered > 0 && numbered*2 >= all {
		return dialect.Notion
	}
	return dialect.Likely(looks, all)
}

// slug is a name as an address shows it.
func slug(name string) string {
	short, _ := dialect.WithoutNumber(name)
	return strings.Trim(names.Slug(short), "-")
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
		case e.IsDir() && (content.Ignored(e.Name()) && e.Name() != ".obsidian" && e.Name() != ".vitepress" || g.isTarget(name)):
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
		return g.put(rel, f)
	})
}

func (g *gatherer) isTarget(name string) bool {
	a, _ := filepath.Abs(g.Dir)
	b, _ := filepath.Abs(name)
	return a == b
}

// leave tells of a file that stays behind.
func (g *gatherer) leave(file string, err error) {
	d, ok := err.(diag.Diagnostic)
	if !ok {
		d = diag.Diagnostic{Message: err.Error()}
	}
	d.Path, d.Severity = g.origin(file), diag.Warning
	g.Mistakes = append(g.Mistakes, d)
}

func (g *gatherer) zipFile() error {
	data, err := os.ReadFile(g.Source)
	if err != nil {
		return err
	}
	return g.unzip(data, "", 1)
}

func (g *gatherer) unzip(data []byte, within string, depth int) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return &diag.Failure{What: g.Source + " is no zip file", Hint: "export it again, or name the folder"}
	}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		switch {
		case strings.HasSuffix(name, "/"):
			continue
		case !fs.ValidPath(name) || !utf8.ValidString(name):
			g.leave(printable(name), fmt.Errorf("its path leaves the folder"))
			continue
		case f.UncompressedSize64 > largestFile:
			g.leave(name, fmt.Errorf("the file has more than %d MB", largestFile>>20))
			continue
		}
		r, err := f.Open()
		if err != nil {
			g.leave(name, err)
			continue
		}
		inner := depth < deepestZip && strings.EqualFold(path.Ext(name), ".zip")
		if inner {
			data, err := io.ReadAll(io.LimitReader(r, largestFile))
			_ = r.Close()
			if err == nil {
				err = g.unzip(data, within, depth+1)
			}
			if err != nil {
				g.leave(name, err)
			}
			continue
		}
		err = g.put(path.Join(within, name), r)
		_ = r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func printable(name string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == utf8.RuneError {
			return '?'
		}
		return c
	}, name)
}

func (g *gatherer) single() error {
	f, err := os.Open(g.Source)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return g.put(filepath.Base(g.Source), f)
}

// put writes a file into the folder, up to what one may bring.
func (g *gatherer) put(name string, r io.Reader) error {
	if g.files++; g.files > mostFiles {
		return &diag.Failure{What: fmt.Sprintf("the source has more than %d files", mostFiles), Hint: "bring a part of it"}
	}
	to := filepath.Join(g.to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(r, largestFile+1))
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	g.bytes += n
	switch {
	case g.bytes > largestAll:
		return &diag.Failure{What: fmt.Sprintf("the source unpacks to more than %d GB", largestAll>>30), Hint: "bring a part of it"}
	case n > largestFile:
		_ = os.Remove(to)
		g.leave(name, fmt.Errorf("the file has more than %d MB", largestFile>>20))
		return nil
	case err != nil: // a damaged zip
		_ = os.Remove(to)
		g.leave(name, err)
	}
	return nil
}
