package dialect

import "fieldbook/generator/input"

// served is a folder beside a program's settings whose files pages show.
type served struct {
	folder string
	at     string // where the program gives its files; "" for the top of the site
}

// Beside are files that pages show and that stand outside of the folder of the pages.
type Beside struct {
	Project input.Folder
	Folder  string // in the project
	At      string // where pages name its files; "" for the top
}

// Beside gives the folders of a project whose files its pages show, but for those that
// the folder of the pages has under the same names.
func (d *Dialect) Beside(folder input.Folder) (out []Beside) {
	if len(d.beside) == 0 {
		return nil
	}
	up, project, ok := d.project(folder)
	if !ok {
		return nil
	}
	for _, s := range d.beside {
		if (up > 0 || s.folder != s.at) && isFolder(project, s.folder) {
			out = append(out, Beside{project, s.folder, s.at})
		}
	}
	return out
}

// project gives the folder that the program's files stand in, and how far above the pages
// it is.
func (d *Dialect) project(folder input.Folder) (up int, project input.Folder, ok bool) {
	for up, project := range above(folder.Root()) {
		for _, s := range d.signs {
			if up <= s.up && s.in(project) != "" {
				return up, project, true
			}
		}
	}
	return 0, input.Folder{}, false
}
