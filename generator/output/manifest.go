package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxManifest bounds what is read of the manifest, in bytes: a million files.
const maxManifest = 64 << 20

// readManifest gives the files that earlier builds wrote, in the order of
// their publishing. Anybody may have changed it: what no build writes is left
// out, so that it is never deleted.
func readManifest(root *os.Root) ([]string, error) {
	f, err := root.Open(manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxManifest))
	if err != nil {
		return nil, err
	}
	var files []string
	for line := range strings.Lines(string(data)) {
		if file := strings.TrimSuffix(line, "\n"); mine(file) {
			files = append(files, file)
		}
	}
	return files, nil
}

// mine tells whether a build may have written the file of a manifest. Hidden
// files and folders are never a build's, and CNAME is the host's.
func mine(file string) bool {
	hidden := strings.HasPrefix(file, ".") || strings.Contains(file, "/.")
	return !hidden && file != "CNAME" && path.Clean(file) == file && filepath.IsLocal(filepath.FromSlash(file))
}

// writeManifest replaces the manifest whole.
func writeManifest(root *os.Root, files []string) error {
	const fresh = manifestFile + ".new"
	if err := root.RemoveAll(fresh); err != nil {
		return err
	}
	if err := root.WriteFile(fresh, []byte(strings.Join(files, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	return root.Rename(fresh, manifestFile)
}

// union gives the files of both lists, once each, the second's order last.
func union(a, b []string) []string {
	in := set(b)
	return append(slices.DeleteFunc(slices.Clone(a), func(file string) bool { return in[file] }), b...)
}

func set(files []string) map[string]bool {
	in := make(map[string]bool, len(files))
	for _, file := range files {
		in[file] = true
	}
	return in
}
