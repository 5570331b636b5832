package build

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestInternalStaysInside plants what only the firm may read: it is in no byte of what is
// published, also where an earlier build with it was kept, unless it is asked for.
func TestInternalStaysInside(t *testing.T) {
	const secret = "Pomegranate"
	in := filepath.Join(t.TempDir(), "content")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"index.md": "# Home\n",
		"review.md": "---\ntitle: Review\nchecklist:\n  kind: scorecard\n  criteria:\n    - {id: a, ask: A?, why: x, internal: " + secret + " one}\n" +
			"    - {id: b, ask: B?, kind: number, min: 2, why: x, internal: " + secret + " two}\n  verdicts: [{at: 0, say: Yes}]\n---\n\n# Review\n",
	} {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := project()
	p.Content = in
	for _, internal := range []bool{true, false} {
		p.Internal = internal
		found := 0
		result, err := p.Build()
		if err != nil || result.Diagnostics.Errors() > 0 {
			t.Fatal(err, result.Diagnostics)
		}
		for name, data := range contents(t, result.Files()) {
			if bytes.Contains(bytes.ToLower(data), bytes.ToLower([]byte(secret))) {
				found++
				if !internal {
					t.Errorf("%s has it", name)
				}
			}
		}
		if internal && found == 0 {
			t.Error("it is nowhere, although it was asked for")
		}
	}
}
