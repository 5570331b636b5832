package refactor

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/replace"
)

// Write changes the files, and gives those that it has changed where they stand. Of one
// that moves, the old place goes last.
func (p *Plan) Write() (changed []string, err error) {
	tidy(p.Tree.Dir)
	for _, file := range p.Changed() {
		if file == p.last && p.to != "" {
			continue
		}
		if err := p.replaceFile(file, file, p.edited(file)); err != nil {
			return changed, err
		}
		changed = append(changed, file)
	}
	if p.to == "" {
		return changed, nil
	}
	err = os.MkdirAll(filepath.Dir(p.file(p.to)), 0o755)
	text := p.edited(p.last)
	if err = cmp.Or(err, p.err); err == nil {
		err = p.replaceFile(p.to, p.last, text)
	}
	if err == nil {
		err = os.Remove(p.file(p.last))
	}
	return changed, err
}

// edited gives what a file says after the rename.
func (p *Plan) edited(file string) string {
	var b strings.Builder
	all, at := p.text(file).All, 0
	for _, e := range p.Sorted(file) {
		b.WriteString(all[at:e.At] + e.By)
		at = e.At + e.Length
	}
	return b.String() + all[at:]
}

// leftover is the name of what a rename leaves beside a file that is killed while it
// writes; earlier versions called it a move.
var leftover = regexp.MustCompile(`^\.(?:move|rename)-\d+\.tmp$`)

// tidy removes what killed renames have left in a folder. What cannot be removed
// harms nobody.
func tidy(dir string) {
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case e.IsDir() && name != dir && content.Ignored(e.Name()):
			return fs.SkipDir
		case e.Type().IsRegular() && leftover.MatchString(e.Name()):
			_ = os.Remove(name)
		}
		return nil
	})
}

// replaceFile gives a file of the content a text, with the permissions of one that it is
// like.
func (p *Plan) replaceFile(file, like, text string) error {
	info, err := os.Stat(p.file(like))
	if err != nil {
		return err
	}
	return replace.File(p.file(file), []byte(text), info.Mode(), filepath.Join(filepath.Dir(p.file(file)), ".rename-*.tmp"))
}
