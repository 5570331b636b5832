package importer

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/content"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/site"
)

// publish writes every page, and the files that pages refer to, into a folder beside
// the new content, which gets its name when all is there: what is killed before
// leaves nothing that looks whole.
func (j *job) publish(target string) error {
	part := filepath.Join(filepath.Dir(target), unfinished)
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	if err := j.fillAll(part); err != nil {
		_ = os.RemoveAll(part)
		return err
	}
	if err := os.Remove(target); err != nil && !notThere(err) { // it is empty
		return err
	}
	return os.Rename(part, target)
}

// unfinished is the folder of an import that has not come to its end.
const unfinished = ".content.import"

func (j *job) fillAll(folder string) error {
	order := map[string]int{}
	for i, file := range j.tree.Plan.Sequence {
		order[file] = (i + 1) * 10
	}
	for _, p := range j.tree.Playbooks {
		text, err := j.text(p, order[p.Path])
		if err == nil {
			err = j.write(j.at(folder, p.Path), bytes.NewReader(text))
		}
		if err != nil {
			return err
		}
	}
	used := map[string]bool{}
	for _, a := range j.site.Assets {
		used[a.Path] = true
		if err := j.copy(a, folder); err != nil {
			return err
		}
		j.Files++
	}
	for _, a := range j.tree.Assets {
		switch {
		case used[a.Path]:
		case j.led[a.Path]:
			if err := j.copyFile(a.Path, folder); err != nil {
				return err
			}
			j.Files++
		case a.Beside: // of the project, and no page shows it
		default:
			j.Left = append(j.Left, j.origin(a.Path))
			j.leaveRefused(a.Path)
		}
	}
	return j.write(filepath.Join(folder, content.ConfigFile), bytes.NewReader(j.config()))
}

// path is where a page or a file of the source stands while it is read.
func (j *job) path(file string) string { return filepath.Join(j.root, filepath.FromSlash(file)) }

// at is where a page or a file of the source stands in a new folder.
func (j *job) at(folder, file string) string {
	return filepath.Join(folder, filepath.FromSlash(j.renamed[file]))
}

// exported is the name of a zip that no person has given.
var exported = regexp.MustCompile(`(?i)^export(block)?[-_ ]?[0-9a-f]|^confluence[-_ ]`)

// title is the site's: its program's, or the name of the source, where it would be
// that of the folder which everything was gathered in; or that of the first page, where
// the export's name is a number.
func (j *job) title() string {
	if j.called != "" {
		return j.called
	}
	if title := j.tree.Config.Title; title != filepath.Base(j.work) && !exported.MatchString(title) {
		short, _ := dialect.WithoutNumber(title)
		return short
	}
	name := filepath.Base(j.Source)
	if full, err := filepath.Abs(j.Source); err == nil {
		name = filepath.Base(full)
	}
	name = strings.TrimSuffix(name, filepath.Ext(name))
	if !exported.MatchString(name) {
		return name
	}
	for _, p := range j.tree.Playbooks {
		if j.renamed[p.Path] == "index.md" {
			return p.Title
		}
	}
	return name
}

// config is the site.yaml of the new site.
func (j *job) config() []byte {
	settings := []string{"title: " + strconv.Quote(j.title())}
	if !j.Dialect.Plain() && !j.Dialect.Numbered() { // whose numbers are gone
		settings = append(settings, "dialect: "+string(j.Dialect.Name)+" # how its pages are written; leave it out once they are plain Markdown")
	}
	return []byte(strings.Join(settings, "\n") + "\n")
}

func (j *job) copy(a *site.Asset, folder string) error {
	from, err := j.site.Open(a)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	return j.write(j.at(folder, a.Path), from)
}

// copyFile brings a file that only a link of the source's own spelling leads to.
func (j *job) copyFile(file, folder string) error {
	from, err := j.tree.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	return j.write(j.at(folder, file), from)
}

// assetName is where a file stands in the new folder: beside its pages, whose
// folders may have lost their numbers.
func (j *job) assetName(file string) string {
	if !j.Dialect.Numbered() {
		return file
	}
	parts := strings.Split(file, "/")
	for i := range parts[:len(parts)-1] {
		parts[i] = cleanSlug(parts[i])
	}
	last := parts[len(parts)-1]
	ext := path.Ext(last)
	short, _ := dialect.WithoutNumber(strings.TrimSuffix(last, ext))
	parts[len(parts)-1] = short + ext
	return strings.Join(parts, "/")
}

// text is a page with our front matter, and with links that lead where they led.
func (j *job) text(p *playbook.Playbook, order int) ([]byte, error) {
	data, err := j.load(j.path(p.Path), largestMade)
	if err != nil {
		return nil, err
	}
	source, tree, body := page.Front(data)
	if tree == nil && len(body) < len(source) && len(bytes.Trim(source[:len(source)-len(body)], "-+ \n")) > 0 {
		return source, nil // front matter that cannot be read stays as it is, to be mended
	}
	tree = j.Dialect.Translate(tree, p.Path, page.Keys, func(key *yaml.Node, becomes string) {
		if becomes == "" {
			becomes = "params"
		}
		j.Keys[key.Value+" → "+becomes]++
	})
	tree = j.completed(tree, p, order)
	edited := j.relinked(p, source, len(source)-len(body))
	if tree == nil || len(tree.Content) == 0 {
		return edited, nil
	}
	var front bytes.Buffer
	e := yaml.NewEncoder(&front)
	e.SetIndent(2)
	if err := e.Encode(tree); err != nil {
		return nil, err
	}
	return slices.Concat([]byte("---\n"), front.Bytes(), []byte("---\n"), edited), nil
}

// completed adds what the project says elsewhere: the place of a page, and its
// earlier address.
func (j *job) completed(tree *yaml.Node, p *playbook.Playbook, order int) *yaml.Node {
	if tree == nil {
		tree = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	}
	set := func(key string, value *yaml.Node) {
		for i := 0; i+1 < len(tree.Content); i += 2 {
			if tree.Content[i].Value == key {
				if value.Kind == yaml.SequenceNode && tree.Content[i+1].Kind == yaml.SequenceNode {
					tree.Content[i+1].Content = append(tree.Content[i+1].Content, value.Content...)
				}
				return
			}
		}
		tree.Content = append(tree.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
	}
	if at := j.filed[j.made[p.Path]]; at.order > 0 {
		order = at.order
	}
	if order > 0 {
		set("order", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(order)})
	}
	if name := j.tree.Plan.Names[p.Path]; name != "" && name != p.Title {
		set("short", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name})
	}
	if was := j.earlier(p); len(was) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle}
		for _, address := range was {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: address})
		}
		set("aliases", list)
	}
	fromTop(tree)
	return tree
}

// fromTop lets aliases begin with a slash: without it some programs read them from the
// page's own folder, and the new site is read as theirs.
func fromTop(tree *yaml.Node) {
	for i := 0; i+1 < len(tree.Content); i += 2 {
		for _, alias := range tree.Content[i+1].Content {
			if tree.Content[i].Value == "aliases" {
				alias.Value = "/" + strings.TrimPrefix(alias.Value, "/")
			}
		}
	}
}

// earlier gives the addresses that a page had, but for those that it names itself: of
// a page of HTML its own, of others what their program wrote for them or led to them.
func (j *job) earlier(p *playbook.Playbook) (out []string) {
	was := j.made[p.Path]
	before := strings.TrimSuffix(was, path.Ext(was)) + ".html"
	if strings.HasPrefix(strings.ToLower(path.Ext(was)), ".htm") && before != strings.TrimSuffix(j.renamed[p.Path], ".md")+".html" {
		out = append(out, before)
	}
	for _, r := range j.site.Redirects {
		if r.To.Playbook == p && slices.Contains(j.tree.Plan.Old[p.Path], r.From) {
			out = append(out, r.From)
		}
	}
	return out
}
