package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
)

// manifest says what a bundle of the Model Context Protocol holds and how it is run:
// https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md, version 0.3.
type manifest struct {
	Version       string               `json:"manifest_version"`
	Name          string               `json:"name"`
	DisplayName   string               `json:"display_name"`
	Release       string               `json:"version"`
	Description   string               `json:"description"`
	Author        map[string]string    `json:"author"`
	Homepage      string               `json:"homepage"`
	Server        server               `json:"server"`
	Tools         bool                 `json:"tools_generated"`
	Compatibility map[string][]string  `json:"compatibility"`
	Asked         map[string]userValue `json:"user_config"`
}

// server is the program, below the bundle's folder.
type server struct {
	Type       string  `json:"type"`
	EntryPoint string  `json:"entry_point"`
	Config     command `json:"mcp_config"`
}

type command struct {
	Command string   `json:"command"`
	Args    []string `json:"args"`
}

// userValue is what is asked of whoever installs it.
type userValue struct {
	Type        string `json:"type"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Required    bool   `json:"required"`
}

// bundle is the binary as one file that programs for the Model Context Protocol
// install: it offers them the site of a folder.
func bundle(r *release, b binary) ([]byte, error) {
	program, system := "server/fieldbook", b.System
	if system == "windows" {
		program, system = program+".exe", "win32" // as bundles call it
	}
	text, err := json.MarshalIndent(manifest{
		Version: "0.3", Name: "fieldbook", DisplayName: "Fieldbook", Release: r.Version, Description: r.Description,
		Author: map[string]string{"name": r.Owner}, Homepage: r.Home, Tools: true,
		Server:        server{"binary", program, command{"${__dirname}/" + program, []string{"mcp", "--lenient", "--content", "${user_config.content}"}}},
		Asked:         map[string]userValue{"content": {"directory", "Content folder", "The folder of the playbooks: they are searched, read and scored, and never changed.", true}},
		Compatibility: map[string][]string{"platforms": {system}},
	}, "", "  ")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range []entry{{"manifest.json", 0o644, text}, {program, 0o755, b.data}} {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: r.made}
		h.SetMode(fs.FileMode(e.mode))
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(e.text); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
