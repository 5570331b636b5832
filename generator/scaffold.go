package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"fieldbook/generator/content"
	"fieldbook/generator/names"
)

// starters are the files that new writes: TITLE and SLUG are filled in.
//
//go:embed starters/*.md
var starters embed.FS

var slugPath = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$`)

// isSlugPath tells whether a new page may have that name.
func isSlugPath(name string) error {
	if !slugPath.MatchString(strings.TrimSuffix(name, ".md")) {
		return fmt.Errorf("%q is not TOPIC/SLUG: use small letters, digits and hyphens, such as finding/trade-fairs", name)
	}
	return nil
}

// scaffold writes a starting file and gives its path.
func scaffold(dir, name, kind, title string) (string, error) {
	name = strings.TrimSuffix(name, ".md")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", content.Missing(dir)
	}
	if title == "" {
		title = names.FromFileName(path.Base(name))
	}
	text, err := starters.ReadFile("starters/" + kind + ".md")
	if err != nil {
		return "", err
	}
	filled := strings.NewReplacer("TITLE", strconv.Quote(title), "SLUG", path.Base(name)).Replace(string(text))
	file := filepath.Join(dir, filepath.FromSlash(name)+".md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("%s is already there, and stays as it is", filepath.ToSlash(file))
	}
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(filled)
	return file, errors.Join(err, f.Close())
}
