package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestInitSchemas: each schema that a new site's settings name is written beside
// them, and there is the file that it is of.
func TestInitSchemas(t *testing.T) {
	dir := t.TempDir()
	if code := run([]string{"init", dir}, io.Discard, io.Discard); code != exitOK {
		t.Fatal(code)
	}
	var settings struct {
		Schemas map[string]string `json:"yaml.schemas"`
	}
	text, err := os.ReadFile(filepath.Join(dir, ".vscode", "settings.json"))
	if err == nil {
		err = json.Unmarshal(text, &settings)
	}
	if err != nil || len(settings.Schemas) != len(schemas)-1 {
		t.Fatalf("%v: %v", err, settings)
	}
	for schema, file := range settings.Schemas {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(schema)))
		if err != nil || !json.Valid(text) {
			t.Errorf("%s: %v", schema, err)
		}
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
			t.Error(err)
		}
	}
}

// TestEditorSchemas keeps the schemas that editors read as the program prints
// them.
func TestEditorSchemas(t *testing.T) {
	for _, kind := range []string{"site", "sources", "glossary", "bands"} {
		var out bytes.Buffer
		if code := run([]string{"schema", kind}, &out, &out); code != exitOK {
			t.Fatalf("exit %d: %s", code, out.String())
		}
		file := "../../.vscode/" + kind + ".schema.json"
		testfiles.Kept(t, *update, file, out.String(), "go test ./generator/cli -run Schemas")
	}
}
