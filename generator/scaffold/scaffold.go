// Package scaffold holds what a new site, and a new page, begins with, and
// writes it: never over something that is there.
package scaffold

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fieldbook"
	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/slug"
)

// pages/ are the files that Page writes in each language, site/ those of a new
// site: common/, and the content in each language; review/ is the content of a review.
// hosts/ has the one file that each host reads.
//
//go:embed pages all:site review all:hosts
var files embed.FS

// Languages are those that a new site's content is written in.
var Languages = []string{"en", "de", "es"}

// Hosts are those that a site has a recipe for.
var Hosts = []string{"github", "gitlab", "forgejo", "azure", "netlify", "cloudflare"}

// Options say what a new site is called and begins with.
type Options struct {
	Title    string
	Language string // a tag of BCP 47; where no content is written in it, the content is English
	From     string // one of Starters, or "" for a small site to change
	Today    string // such as 2026-11-03
	Host     string // one of Hosts, which publishes it; the first, if it is left out
	Release  Release
	Schemas  map[string][]byte
}

// Outcome tells what was done: paths below the site's folder.
type Outcome struct {
	Written []string
	Kept    []string // what was there already
}

// Starters are what a site may begin with: the sample, and a review of a small
// firm's IT, which is in English.
var Starters = []string{sample, "review"}

const sample = "sample"

// Content is the folder of a site that holds its pages.
const Content = "content"

// Site writes a new site to a folder, which it makes if it must. A content
// folder that has something in it stays as it is.
func Site(dir string, o Options) (Outcome, error) {
	var out Outcome
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return out, &diag.Failure{What: dir + " is a file", Hint: "name a folder, or none for this one"}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return out, unwritable(dir, err)
	}
	all, err := siteFiles(o)
	if err != nil {
		return out, err
	}
	entries, err := os.ReadDir(filepath.Join(dir, Content))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return out, unwritable(filepath.Join(dir, Content), err)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if len(entries) > 0 && strings.HasPrefix(name, Content+"/") {
			continue
		}
		switch err := write(filepath.Join(dir, filepath.FromSlash(name)), all[name]); {
		case errors.Is(err, fs.ErrExist):
			out.Kept = append(out.Kept, name)
		case err != nil:
			return out, unwritable(dir, err)
		default:
			out.Written = append(out.Written, name)
		}
	}
	if len(entries) > 0 {
		out.Kept = append(out.Kept, Content+"/")
	}
	return out, nil
}

func unwritable(dir string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = fmt.Errorf("%s: %w", filepath.ToSlash(cause.Path), cause.Err)
	}
	return &diag.Failure{What: err.Error(), Hint: "check the permissions of " + dir + ", or name another folder"}
}

// written is the one of Languages that stands for a language.
func written(language string) string {
	if base := i18n.Base(language); slices.Contains(Languages, base) {
		return base
	}
	return Languages[0]
}

// siteFiles gives the text of each file of a new site, by its path.
func siteFiles(o Options) (map[string][]byte, error) {
	all := map[string][]byte{}
	folders := map[string]string{"site/common": "", "site/" + written(o.Language): Content}
	switch o.From {
	case "":
	case sample:
		folders = map[string]string{"site/common": "", Content: Content}
	default:
		folders = map[string]string{"site/common": "", o.From: Content}
	}
	name, text, err := recipe(cmp.Or(o.Host, Hosts[0]))
	if err != nil {
		return nil, err
	}
	all[name], all["fieldbook.sh"] = text, o.Release.Script()
	fill := strings.NewReplacer("TITLE", o.Title, "LANGUAGE", o.Language, "TODAY", o.Today, "RECIPE", name, "HOSTS", strings.Join(Hosts, "|"))
	for from, to := range folders {
		source := files
		if from == Content {
			source = fieldbook.Sample
		}
		err := fs.WalkDir(source, from, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := source.ReadFile(name)
			target := path.Join(to, strings.TrimPrefix(name, from+"/"))
			if target == "gitignore" { // one of that name would be heeded here
				target = ".gitignore"
			}
			if from != Content {
				text = []byte(fill.Replace(quoted(string(text), o.Title)))
			}
			all[target] = text
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for kind, schema := range o.Schemas {
		all[".vscode/"+kind+".schema.json"] = schema
	}
	if bands := path.Join(Content, "bands.yaml"); o.From == "" && all[bands] == nil { // in English, what the sample has
		all[bands], err = fieldbook.Sample.ReadFile(bands)
	}
	return all, err
}

// recipe is the file that a host reads: its name, and its text.
func recipe(host string) (name string, text []byte, err error) {
	in := path.Join("hosts", host)
	err = fs.WalkDir(files, in, func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name = strings.TrimPrefix(at, in+"/")
		text, err = files.ReadFile(at)
		return err
	})
	return name, text, err
}

// quoted puts a title in quotes where it stands in YAML and needs them.
func quoted(text, title string) string {
	return strings.ReplaceAll(text, "title: TITLE\n", "title: "+inYAML(title)+"\n")
}

// inYAML gives a text as a value of YAML: plain where that is safe.
func inYAML(text string) string {
	plain := text != "" && strings.TrimSpace(text) == text && !strings.ContainsAny(text, ":#[]{},&*!|>'\"%@`\\\n\t") && !strings.ContainsAny(text[:1], "-?0123456789.~")
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null":
		plain = false
	}
	if plain {
		return text
	}
	return strconv.Quote(text)
}

// titles are those of pages that are called alike everywhere.
var titles = map[string]map[string]string{
	"en": {"accessibility": "Accessibility", "privacy": "Privacy"},
	"de": {"accessibility": "Barrierefreiheit", "privacy": "Datenschutz"},
	"es": {"accessibility": "Accesibilidad", "privacy": "Privacidad"},
}

// Page writes the starting file of a playbook, a checklist or a statement: kind is its name,
// kinds are those of criteria. name is its path below the content folder, without
// an ending. It gives the file.
func Page(content, name, kind, title, language string, kinds []string) (string, error) {
	text, err := files.ReadFile("pages/" + written(language) + "/" + kind + ".md")
	if err != nil {
		return "", err
	}
	if title == "" {
		title = cmp.Or(titles[written(language)][kind], slug.Title(path.Base(name)))
	}
	filled := strings.NewReplacer("TITLE", inYAML(title), "SLUG", path.Base(name), "KINDS", strings.Join(kinds, ", ")).Replace(string(text))
	file := filepath.Join(content, filepath.FromSlash(name)+".md")
	err = write(file, []byte(filled))
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("%s is already there, and stays as it is", filepath.ToSlash(file))
	}
	return file, err
}

// write makes a file that is not there yet. The error is fs.ErrExist if it is.
func write(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
