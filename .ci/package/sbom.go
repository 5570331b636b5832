package main

import (
	"encoding/json"
	"runtime/debug"
	"strings"
)

// A component is a module, as CycloneDX names it.
type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	PURL       string     `json:"purl,omitempty"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// sbom lists the modules that a binary says it is made of, as go version -m prints
// them, and the standard library.
func sbom(r *release, b binary) ([]byte, error) {
	goVersion := strings.TrimPrefix(b.info.GoVersion, "go")
	parts := []component{{Type: "library", Ref: "stdlib", Name: "std", Version: goVersion, PURL: "pkg:golang/std@" + goVersion}}
	refs := []string{"stdlib"}
	for _, dep := range b.info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		parts = append(parts, moduleOf(dep))
		refs = append(refs, dep.Path+"@"+dep.Version)
	}
	program := component{Type: "application", Ref: "fieldbook", Name: b.info.Path, Version: r.Tag, Hashes: []hash{{"SHA-256", b.Sum}}}
	for _, s := range b.info.Settings {
		program.Properties = append(program.Properties, property{"go:build:" + s.Key, s.Value})
	}
	text, err := json.MarshalIndent(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":     map[string]any{"timestamp": r.made.Format("2006-01-02T15:04:05Z"), "component": program},
		"components":   parts,
		"dependencies": []map[string]any{{"ref": "fieldbook", "dependsOn": refs}},
	}, "", "  ")
	return append(text, '\n'), err
}

func moduleOf(m *debug.Module) component {
	c := component{Type: "library", Ref: m.Path + "@" + m.Version, Name: m.Path, Version: m.Version, PURL: "pkg:golang/" + m.Path + "@" + m.Version}
	if m.Sum != "" { // of the module's folder, as go.sum has it: no hash of a file
		c.Properties = []property{{"go:sum", m.Sum}}
	}
	return c
}
