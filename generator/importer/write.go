package importer

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"fieldbook/generator/content"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
	"fieldbook/generator/refs"
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
		if !used[a.Path] {
			j.Left = append(j.Left, j.origin(a.Path))
		}
	}
	return j.write(filepath.Join(folder, content.ConfigFile), bytes.NewReader(j.config()))
}

// at is where a page or a file of the source stands in a new folder.
func (j *job) at(folder, file string) string {
	return filepath.Join(folder, filepath.FromSlash(j.renamed[file]))
}

// title is the site's: its program's, or the name of the source, where it would be
// that of the folder which everything was gathered in.
func (j *job) title() string {
	if title := j.tree.Config.Title; title != filepath.Base(j.work) {
		return title
	}
	name := filepath.Base(j.Source)
	if full, err := filepath.Abs(j.Source); err == nil {
		name = filepath.Base(full)
	}
	return strings.TrimSuffix(name, filepath.Ext(name))
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
	data, err := j.load(filepath.Join(j.root, filepath.FromSlash(p.Path)), largestMade)
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
	if order > 0 {
		set("order", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(order)})
	}
	if name := j.tree.Plan.Names[p.Path]; name != "" && name != p.Title {
		set("short", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name})
	}
	// A page of HTML had an address: it leads on.
	was := j.made[p.Path]
	before := strings.TrimSuffix(was, path.Ext(was)) + ".html"
	if strings.HasPrefix(strings.ToLower(path.Ext(was)), ".htm") && before != strings.TrimSuffix(j.renamed[p.Path], ".md")+".html" {
		set("aliases", &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: before}}})
	}
	return tree
}

// relinked gives the body of a page with its links written anew, where plain
// Markdown would not find their pages as they are written.
func (j *job) relinked(p *playbook.Playbook, source []byte, bodyAt int) []byte {
	type edit struct {
		at, length int
		by         string
	}
	from := j.site.PageOf(p.Path)
	text := refs.NewText(string(source))
	var edits []edit
	done := map[int]bool{}
	for _, l := range p.Body.Links {
		if l.Kind != playbook.LinkPath && l.Kind != playbook.LinkImage {
			continue
		}
		by := j.target(from, l)
		if by == "" || by == l.Target {
			continue
		}
		if l.At.Length == 0 {
			j.Mistakes = append(j.Mistakes, diag.Diagnostic{Path: j.origin(p.Path), Span: l.Span, Code: "left-link", Severity: diag.Warning, Message: fmt.Sprintf("the link %q stays as it is", l.Target), Hint: "write " + by})
			continue
		}
		at, end := page.RefCall(source, text.At(l.At.Span().Pos), text.At(l.At.Span().End))
		if !done[at] { // many links may have one definition
			edits, done[at] = append(edits, edit{at, end - at, by}), true
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.at - b.at })
	j.Links += len(edits)
	var out bytes.Buffer
	at := bodyAt
	for _, e := range edits {
		out.Write(source[at:e.at])
		out.WriteString(e.by)
		at = e.at + e.length
	}
	out.Write(source[at:])
	return out.Bytes()
}

// target is how a link must be written in the new folder; "" for one that leads
// nowhere, or to what is made of all pages.
func (j *job) target(page *site.Page, l playbook.Link) string {
	t, ok := j.site.Resolver.Resolve(page, l)
	if !ok || strings.HasPrefix(l.Target, "#") {
		return ""
	}
	from := path.Dir(j.renamed[page.Playbook.Path])
	var to string
	switch {
	case t.Asset != nil:
		to = j.renamed[t.Asset.Path]
	case t.Page.Playbook != nil:
		to = j.renamed[t.Page.Playbook.Path]
	default:
		return ""
	}
	by := site.Escape(site.Relative(from, to))
	if t.Fragment != "" {
		by += "#" + t.Fragment
	}
	return by
}
