// Package assets bundles, minifies and fingerprints the site's TypeScript and
// CSS, in-process, through esbuild.
package assets

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"fieldbook/generator/diag"
	"fieldbook/generator/i18n"
	"fieldbook/generator/output"
)

// Plain is what the name of a script says behind that of its entry point if it is the one
// for plain checklists: see templates/assets/checklist/plain.ts.
const Plain = "-plain"

// plainToo are the entry points of which there are such scripts.
var plainToo = []string{"checklist.ts", "decision.ts", "scorecard.ts"}

// Bundle is the outcome: the files to publish, and the address of each entry
// point by its name, such as style.css or main.js.
type Bundle struct {
	Files     []output.File
	Addresses map[string]string
}

// Folder is where assets stand, in the templates and on the site alike.
const Folder = "assets"

// Build bundles every .ts and .css file that stands directly in the assets
// folder of templates; files in folders below are for them to import. Other
// files there are published as they are. dir is the
// templates' folder as its author knows it.
func Build(templates fs.FS, dir string, catalog *i18n.Catalog) (*Bundle, diag.List, error) {
	entries, err := fs.ReadDir(templates, Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return &Bundle{}, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	b := &Bundle{Addresses: map[string]string{}}
	var points []string
	for _, e := range entries {
		name := e.Name()
		switch ext := path.Ext(name); {
		case e.IsDir(), strings.HasPrefix(name, "."), strings.HasSuffix(name, ".d.ts"):
		case name == "words.ts": // a module, and no entry point
		case ext == ".ts", ext == ".css":
			points = append(points, Folder+"/"+name)
		case ext == ".json": // the type checker's settings
		default:
			content, err := fs.ReadFile(templates, Folder+"/"+name)
			if err != nil {
				return nil, nil, err
			}
			address := Fingerprint(name, content)
			b.Addresses[name] = address
			b.Files = append(b.Files, output.Bytes(address, content))
		}
	}
	problems := b.bundle(from(templates, catalog), dir, points)
	return b, problems, nil
}

// Fingerprint gives an address that changes with the content, so that hosts
// may let browsers keep the file for ever.
func Fingerprint(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return fmt.Sprintf("%s/%s-%X%s", Folder, strings.TrimSuffix(name, ext), sum[:4], ext)
}

func (b *Bundle) bundle(plugin api.Plugin, dir string, points []string) diag.List {
	if len(points) == 0 {
		return nil
	}
	result := api.Build(options(plugin, points...))
	problems := append(messages(result.Errors, diag.Error, dir), messages(result.Warnings, diag.Warning, dir)...)
	b.take(result)
	if plain := slices.DeleteFunc(points, func(p string) bool { return !slices.Contains(plainToo, path.Base(p)) }); len(plain) > 0 && len(problems) == 0 {
		b.take(api.Build(forPlain(options(plugin, plain...)))) // what is wrong in them was found above
	}
	slices.SortFunc(b.Files, func(x, y output.File) int { return strings.Compare(x.Path, y.Path) })
	return problems
}

func (b *Bundle) take(made api.BuildResult) {
	for _, f := range made.OutputFiles {
		name := path.Base(strings.ReplaceAll(f.Path, `\`, "/"))
		address := Folder + "/" + name
		b.Addresses[stem(name)+path.Ext(name)] = address
		b.Files = append(b.Files, output.Bytes(address, f.Contents))
	}
}

// forPlain bundles for plain checklists.
func forPlain(o api.BuildOptions) api.BuildOptions {
	o.EntryNames, o.Define = "[name]"+Plain+"-[hash]", map[string]string{plainVariable: "true"}
	return o
}

// plainVariable is what scripts ask whether they are for plain checklists.
const plainVariable = "fieldbookPlain"

// options bundle entry points into few bytes, and into plain scripts, which also run from
// disk.
func options(plugin api.Plugin, points ...string) api.BuildOptions {
	return api.BuildOptions{
		EntryPoints: points, EntryNames: "[name]-[hash]", Outdir: "/" + Folder, AbsWorkingDir: "/", Plugins: []api.Plugin{plugin},
		Bundle: true, Target: api.ES2022, Format: api.FormatIIFE, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
		Define: map[string]string{plainVariable: "false"},
	}
}

// stem is the name of a bundle's entry point, without its ending.
func stem(bundle string) string { return bundle[:max(0, strings.LastIndex(bundle, "-"))] }

// SourceMap leads a debugger from the bundle at an address to the templates that it was
// made of; nil if there is none. It is bundled again for that: what has a map would get
// another address.
func SourceMap(templates fs.FS, catalog *i18n.Catalog, address string) []byte {
	name, plain := strings.CutSuffix(stem(address), Plain)
	o := options(from(templates, catalog), name+strings.Replace(path.Ext(address), ".js", ".ts", 1))
	if plain {
		o = forPlain(o)
	}
	o.Sourcemap = api.SourceMapExternal
	for _, f := range api.Build(o).OutputFiles {
		if path.Ext(f.Path) == ".map" {
			return f.Contents
		}
	}
	return nil
}

// wordsModule is the end of the path of the module of words, of which a build
// has its own for the site's language.
const wordsModule = Folder + "/words"

// from makes esbuild read the files of an fs.FS, and the words of a catalogue.
func from(files fs.FS, catalog *i18n.Catalog) api.Plugin {
	return api.Plugin{Name: "templates", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name := args.Path
			if args.Kind != api.ResolveEntryPoint {
				if !strings.HasPrefix(name, ".") {
					return api.OnResolveResult{}, fmt.Errorf("import %q: only files of the templates can be imported", name)
				}
				name = path.Join(path.Dir(args.Importer), name)
			}
			if strings.HasSuffix(name, wordsModule) {
				return api.OnResolveResult{Path: wordsModule, Namespace: "templates"}, nil
			}
			for _, candidate := range []string{name, name + ".ts"} {
				if info, err := fs.Stat(files, candidate); err == nil && !info.IsDir() {
					return api.OnResolveResult{Path: candidate, Namespace: "templates"}, nil
				}
			}
			return api.OnResolveResult{}, fmt.Errorf("no file %s", name)
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "templates"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if args.Path == wordsModule {
				script := catalog.Script()
				return api.OnLoadResult{Contents: &script, Loader: api.LoaderTS}, nil
			}
			data, err := fs.ReadFile(files, args.Path)
			content := string(data)
			loader := api.LoaderTS
			if path.Ext(args.Path) == ".css" {
				loader = api.LoaderCSS
			}
			return api.OnLoadResult{Contents: &content, Loader: loader}, err
		})
	}}
}

func messages(list []api.Message, severity diag.Severity, dir string) diag.List {
	var out diag.List
	for _, m := range list {
		d := diag.Diagnostic{Path: dir, Code: "not-bundled", Severity: severity, Message: m.Text}
		if l := m.Location; l != nil {
			_, file, _ := strings.Cut(l.File, ":") // without the plugin's namespace
			before := l.LineText[:min(l.Column, len(l.LineText))]
			within := l.LineText[len(before):]
			if l.Length > 0 {
				within = within[:min(l.Length, len(within))]
			}
			d.Path, d.Span, d.Hint = path.Join(dir, file), diag.Word(l.Line, len([]rune(before))+1, within), l.Suggestion
		}
		out = append(out, d)
	}
	return out
}

// Script bundles one TypeScript file of this program, with what it imports,
// into a plain script. If it does not compile, that is a bug.
func Script(files fs.FS, entry string, catalog *i18n.Catalog) []byte {
	result := api.Build(options(from(files, catalog), entry))
	if len(result.Errors) > 0 {
		panic(result.Errors[0].Text)
	}
	return result.OutputFiles[0].Contents
}
