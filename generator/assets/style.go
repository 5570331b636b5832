package assets

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"fieldbook/generator/diag"
	"fieldbook/generator/output"
)

// pictures are what a style may refer to, beside other styles: images and
// fonts.
var pictures = []string{".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff2", ".woff", ".ttf", ".otf"}

// rulesName stands for the rules among the files of a style.
const rulesName = "rules:"

// Style bundles rules and then style files of an author's folder into one style
// sheet, with the images and fonts that they refer to, and gives its address.
// dir is the folder as its author knows it.
func Style(folder fs.FS, dir, rules string, names []string) (files []output.File, address string, found diag.List) {
	entry := fmt.Sprintf("@import %q;\n", rulesName)
	for _, name := range names {
		entry += fmt.Sprintf("@import %q;\n", "./"+name)
	}
	result := api.Build(api.BuildOptions{
		Stdin:      &api.StdinOptions{Contents: entry, Loader: api.LoaderCSS},
		EntryNames: "brand-[hash]", AssetNames: "[name]-[hash]", Outdir: "/" + Folder, Bundle: true,
		MinifyWhitespace: true, MinifySyntax: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		LogLevel: api.LogLevelSilent, Plugins: []api.Plugin{styles(folder, rules)}, AbsWorkingDir: "/",
	})
	for _, f := range result.OutputFiles {
		name := Folder + "/" + path.Base(strings.ReplaceAll(f.Path, `\`, "/"))
		if path.Ext(name) == ".css" {
			address = name
		}
		files = append(files, output.Bytes(name, f.Contents))
	}
	return files, address, append(messages(result.Errors, diag.Error, dir), messages(result.Warnings, diag.Warning, dir)...)
}

// styles makes esbuild read the files of a folder, and nothing else.
func styles(folder fs.FS, rules string) api.Plugin {
	return api.Plugin{Name: "content", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Path == rulesName {
				return api.OnResolveResult{Path: rulesName, Namespace: "content"}, nil
			}
			if strings.HasPrefix(args.Path, "data:") || strings.HasPrefix(args.Path, "#") {
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			if strings.Contains(args.Path, ":") || strings.HasPrefix(args.Path, "/") {
				return api.OnResolveResult{}, fmt.Errorf("%q: only files of the content can be used", args.Path)
			}
			name := path.Join(path.Dir(args.Importer), args.Path)
			if info, err := fs.Stat(folder, name); err != nil || info.IsDir() {
				return api.OnResolveResult{}, fmt.Errorf("no file %q", args.Path)
			}
			return api.OnResolveResult{Path: name, Namespace: "content"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "content"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if args.Path == rulesName {
				return api.OnLoadResult{Contents: &rules, Loader: api.LoaderCSS}, nil
			}
			data, err := fs.ReadFile(folder, args.Path)
			text := string(data)
			loader := api.LoaderCSS
			if slices.Contains(pictures, strings.ToLower(path.Ext(args.Path))) {
				loader = api.LoaderFile
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, err
		})
	}}
}
