package cli

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fieldbook/generator/i18n"
	"fieldbook/generator/testfiles"
)

// TestReference holds the pages of the documentation that are made from the program
// against it: what front matter and YAML files may say, the commands, and the words.
func TestReference(t *testing.T) {
	pages := map[string]string{
		"front-matter.md": keysPage("Front matter", "Every key of a page, and of the checklist in it.", 1, "playbook"),
		"site.md":         keysPage("The files of a site", "Every key of site.yaml, sources.yaml, glossary.yaml and bands.yaml.", 2, "site", "sources", "glossary", "bands"),
		"commands.md":     commandsPage(),
		"words.md":        wordsPage(t),
	}
	for name, want := range pages {
		testfiles.Kept(t, *update, "../../docs/reference/"+name, want, "go test ./generator/cli -run TestReference")
	}
}

// TestDocumentation: the documentation is a site without a mistake, and all that the
// repository's own pages lead to is there.
func TestDocumentation(t *testing.T) {
	testfiles.Cache(t)
	var out bytes.Buffer
	if code := run([]string{"check", "--strict", "--content", "../../docs"}, &out, &out); code != exitOK {
		t.Error(out.String())
	}
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	led := 0
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			led++
			if _, err := os.Stat("../../" + m[1]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if led < 30 {
		t.Errorf("only %d links", led)
	}
}

// head begins a page that is made.
func head(title, summary string, order int) string {
	return fmt.Sprintf("---\ntitle: %s\nsummary: %s\norder: %d\n---\n\n<!-- Made by go test ./generator/cli -run TestReference -update -->\n", title, summary, order)
}

// keysPage lists the keys of what authors write, by their schemas.
func keysPage(title, summary string, order int, kinds ...string) string {
	var b strings.Builder
	b.WriteString(head(title, summary, order))
	fmt.Fprintf(&b, "\nEverything is optional unless it says otherwise. `fieldbook schema %s` prints the same for an editor.\n", strings.Join(kinds, "`, `fieldbook schema "))
	for _, kind := range kinds {
		file := "Of a page"
		if kind != "playbook" {
			file = "`" + kind + ".yaml`"
		}
		keysOf(&b, file, "", schemaOf(kind).(map[string]any))
	}
	return b.String()
}

// keysOf writes a table of the keys of an object, and then those of the objects in it.
func keysOf(b *strings.Builder, title, path string, schema map[string]any) {
	properties, _ := schema["properties"].(map[string]any)
	fmt.Fprintf(b, "\n## %s\n\n| key | meaning | value |\n|---|---|---|\n", title)
	must, _ := schema["required"].([]string)
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		of := properties[key].(map[string]any)
		meaning, _ := of["description"].(string)
		if slices.Contains(must, key) {
			meaning += " Required."
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", key, cell(meaning), cell(valueOf(of)))
	}
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		if inner := objectIn(properties[key].(map[string]any)); inner != nil {
			keysOf(b, "`"+path+key+"`", path+key+".", inner)
		}
	}
}

// objectIn gives the object that a value is, or that a list or a map of them has.
func objectIn(of map[string]any) map[string]any {
	if _, named := of["properties"].(map[string]any); named {
		return of
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if inner, ok := of[key].(map[string]any); ok {
			return objectIn(inner)
		}
	}
	return nil
}

// valueOf says in a few words what a key may have.
func valueOf(of map[string]any) string {
	var said string
	switch kind, _ := of["type"].(string); {
	case of["enum"] != nil:
		said = each(of["enum"])
	case kind == "array":
		inner, _ := of["items"].(map[string]any)
		said = "a list: " + valueOf(inner)
	case objectIn(of) != nil:
		said = "keys, see below"
	case kind == "object":
		said = "keys of your own"
	case of["anyOf"] != nil:
		said = "several forms"
	case kind == "boolean":
		said = "`true` or `false`"
	case kind != "":
		said = kind
	default:
		said = "anything"
	}
	if value, has := of["default"]; has {
		said += fmt.Sprintf("; default `%v`", value)
	}
	return said
}

// each lists values as code.
func each(values any) string {
	var all []string
	for _, value := range strings.Fields(strings.Trim(fmt.Sprint(values), "[]")) {
		all = append(all, "`"+value+"`")
	}
	return strings.Join(all, ", ")
}

// cell is a text in a table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "\\<", "[", "\\[").Replace(text)
}

// commandsPage tells of each command what its help does.
func commandsPage() string {
	p := &program{stdout: &results{to: io.Discard}}
	var b strings.Builder
	b.WriteString(head("Commands", "Every command and its flags, as the program tells them.", 3))
	b.WriteString("\n`fieldbook COMMAND --help` says the same. A mistake in what is built ends with exit status 1, one in the command line with 2.\n")
	for _, cmd := range p.root().Commands() {
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		for _, cmd := range append([]*cobra.Command{cmd}, cmd.Commands()...) {
			name := strings.TrimPrefix(cmd.CommandPath(), "fieldbook ")
			fmt.Fprintf(&b, "\n## %s\n\n`fieldbook %s`\n\n%s\n", name, strings.TrimSuffix(name, cmd.Name())+cmd.Use, strings.ReplaceAll(sentence(cmd), "<", "\\<"))
			flagsOf(&b, cmd)
		}
	}
	return b.String()
}

// sentence is what a command does.
func sentence(cmd *cobra.Command) string {
	said := cmd.Long
	if said == "" {
		said = cmd.Short
	}
	if said = strings.TrimSpace(said); !strings.HasSuffix(said, ".") {
		said += "."
	}
	return said
}

// flagsOf writes a table of a command's flags.
func flagsOf(b *strings.Builder, cmd *cobra.Command) {
	begun := false
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		if !begun {
			b.WriteString("\n| flag | meaning |\n|---|---|\n")
			begun = true
		}
		name, meaning := pflag.UnquoteUsage(f)
		short := ""
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", strings.TrimSpace(short+"--"+f.Name+" "+name), cell(meaning))
	})
}

// wordsPage lists the words of the interface in each language.
func wordsPage(t *testing.T) string {
	t.Helper()
	languages := slices.DeleteFunc(i18n.Languages(), func(name string) bool { return name == i18n.Default })
	languages = append([]string{i18n.Default}, languages...)
	var b strings.Builder
	b.WriteString(head("Words", "Every word of the interface, in each language.", 4))
	b.WriteString("\n`content/words.yaml` changes any of them, or adds a language: `fieldbook words de` prints those of one to begin with. A name in braces stands for what is filled in; a word with several forms is chosen by `{n}`.\n\n| name |")
	said := map[string]map[string][]string{}
	var names []string
	for _, language := range languages {
		b.WriteString(" " + language + " |")
		i18n.New(language).Each(func(name, text string) {
			if said[name] == nil {
				said[name] = map[string][]string{}
				names = append(names, name)
			}
			said[name][language] = append(said[name][language], text)
		})
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(languages)) + "\n")
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "| `%s` |", name)
		for _, language := range languages {
			b.WriteString(" " + cell(strings.Join(slices.Compact(slices.Sorted(slices.Values(said[name][language]))), " · ")) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}
