package main

import (
	"bytes"
	"os"
	"testing"
)

// TestEditorSchemas keeps the schemas that editors read as the program prints
// them.
func TestEditorSchemas(t *testing.T) {
	for _, kind := range []string{"site", "sources", "glossary", "bands"} {
		var out bytes.Buffer
		if code := run([]string{"schema", kind}, &out, &out); code != exitOK {
			t.Fatalf("exit %d: %s", code, out.String())
		}
		file := "../.vscode/" + kind + ".schema.json"
		if *update {
			if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(got, out.Bytes()) {
			t.Errorf("%s is not what schema prints: go test ./generator -run Schemas -update (%v)", file, err)
		}
	}
}
