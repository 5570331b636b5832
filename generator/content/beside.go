package content

import (
	"io/fs"
	"path"
	"slices"

	"fieldbook/generator/input"
)

// besideFile is a file of the project that a folder of pages stands in.
type besideFile struct {
	project input.Folder
	file    string
}

// mostBeside is how many files of a project are looked at.
const mostBeside = 20_000

// withBeside adds to the assets what another program would give pages to show from
// beside their folder. What the folder itself has comes first.
func (t *Tree) withBeside(assets []string) []string {
	own := map[string]bool{}
	for _, file := range assets {
		own[file] = true
	}
	left := mostBeside
	for _, b := range t.Dialect.Beside(t.folder) {
		_ = fs.WalkDir(b.Project.FS(0), b.Folder, func(file string, e fs.DirEntry, err error) error {
			switch left--; {
			case left < 0:
				return fs.SkipAll
			case err != nil, !e.IsDir() && (Ignored(e.Name()) || !e.Type().IsRegular()):
				return nil // it is told where a page shows it
			case e.IsDir() && Ignored(e.Name()):
				return fs.SkipDir
			case e.IsDir():
				return nil
			}
			name, _ := input.Below(b.Folder, file)
			if name = path.Join(b.At, name); !own[name] {
				own[name] = true
				if t.beside == nil {
					t.beside = map[string]besideFile{}
				}
				t.beside[name] = besideFile{b.Project, file}
				assets = append(assets, name)
			}
			return nil
		})
	}
	slices.Sort(assets)
	return assets
}

// measured is an asset by where pages name it.
func (t *Tree) measured(file string) Asset {
	b, beside := t.beside[file]
	if !beside {
		return measure(t.folder, file)
	}
	a := measure(b.project, b.file)
	a.Path, a.Beside = file, true
	return a
}
