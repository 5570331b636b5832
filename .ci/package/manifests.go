package main

import (
	"bytes"
	"embed"
	"strings"
	"text/template"
)

//go:embed templates
var templates embed.FS

// manifests fills the templates, each of which is a file of its name.
func manifests(r *release, made map[string][]byte) error {
	all, err := template.New("").Funcs(template.FuncMap{"upper": strings.ToUpper}).ParseFS(templates, "templates/*")
	if err != nil {
		return err
	}
	for _, t := range all.Templates() {
		if t.Name() == "" {
			continue
		}
		var text bytes.Buffer
		if err := t.Execute(&text, r); err != nil {
			return err
		}
		made[t.Name()] = text.Bytes()
	}
	return nil
}

// Brew names our systems as Homebrew does.
func (r *release) Brew() map[string]string {
	return map[string]string{"linux": "linux", "macos": "darwin"}
}
