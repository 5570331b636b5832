package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"fieldbook/generator/diag"
)

// The generator's own folder inside the published one.
const (
	ownFolder    = ".fieldbook"
	manifestFile = ownFolder + "/manifest" // the paths written, one a line
	lockFile     = ownFolder + "/lock"
	stageFolder  = ownFolder + "/stage" // files on their way
)

const maxLinks = 40 // that lead to each other, as most systems allow

// Resolve gives the folder that a name leads to, without symbolic links. It
// need not be there yet: the target of a dangling link is where it will be.
func Resolve(name string) (string, error) {
	full, err := filepath.Abs(name) // also without a slash at the end, which would hide a link
	if err != nil {
		return "", err
	}
	for range maxLinks {
		if real, err := filepath.EvalSymlinks(full); err == nil {
			return real, nil
		}
		parent := filepath.Dir(full)
		if parent == full {
			return full, nil
		}
		if parent, err = Resolve(parent); err != nil {
			return "", err
		}
		full = filepath.Join(parent, filepath.Base(full))
		target, err := os.Readlink(full)
		if err != nil {
			return full, nil
		}
		if full = target; !filepath.IsAbs(target) {
			full = filepath.Join(parent, target)
		}
	}
	return "", &diag.Failure{What: name + " is a symbolic link that leads back to itself", Hint: "name a folder with --out"}
}

// open opens the folder to publish to, which need not be there yet. Through
// the Root nothing outside of it can be reached, whatever links stand in it.
func open(name string) (*os.Root, error) {
	dir, err := Resolve(name)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, &diag.Failure{What: name + " is a file", Hint: "name a folder with --out"}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := claim(root, name); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return root, nil
}

// claim makes the generator's own folder, or finds it sound. It refuses a
// folder that holds what somebody else made.
func claim(root *os.Root, name string) error {
	switch info, err := root.Lstat(ownFolder); {
	case err == nil && !info.IsDir():
		return odd(filepath.Join(name, ownFolder), info.Mode())
	case err == nil:
		for _, file := range []string{lockFile, manifestFile} {
			if info, err := root.Lstat(file); err == nil && !info.Mode().IsRegular() {
				return odd(filepath.Join(name, filepath.FromSlash(file)), info.Mode())
			}
		}
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == ownFolder { // another build has begun meanwhile
			return claim(root, name)
		}
		if e.Name() != ".gitignore" {
			return &diag.Failure{
				What: fmt.Sprintf("%s holds files that this program did not make, such as %s", name, e.Name()),
				Hint: "name an empty folder with --out, or empty this one",
			}
		}
	}
	if err := root.Mkdir(ownFolder, 0o755); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return claim(root, name)
}

// odd tells of something in the place of a file or folder of the generator's own.
func odd(name string, mode fs.FileMode) error {
	return &diag.Failure{What: fmt.Sprintf("%s is %s, and not this program's", name, kind(mode)), Hint: "remove it; nothing has changed"}
}

// kind says in words what stands at a path.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	}
	return "neither a file nor a folder"
}
