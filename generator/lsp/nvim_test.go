package lsp

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestNeovim: a real editor, with its own client, gets on with the real program.
func TestNeovim(t *testing.T) {
	nvim, err := exec.LookPath("nvim")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no Neovim here")
		}
		t.Skip("no Neovim here")
	}
	dir := folderOf(t)
	program, out := filepath.Join(t.TempDir(), "fieldbook"), filepath.Join(t.TempDir(), "seen.json")
	if said, err := exec.Command("go", "build", "-o", program, "fieldbook/generator").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	cmd := exec.CommandContext(ctx, nvim, "--headless", "--clean", "-n", "-c", "luafile testdata/session.lua")
	cmd.Env = append(os.Environ(), "FIELDBOOK="+program, "FIELDBOOK_ROOT="+filepath.Dir(dir), "FIELDBOOK_OUT="+out, "XDG_STATE_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir())
	cmd.WaitDelay = time.Second
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var seen struct {
		Failed      string
		Diagnostics []struct{ Message string }
		Actions     []struct{ Title string }
		Mended      string
		Hover       hover
		Definition  location
		Completion  completionList
		Rename      struct {
			DocumentChanges []map[string]any
		}
	}
	if err := json.Unmarshal(data, &seen); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	if seen.Failed != "" {
		t.Fatal(seen.Failed)
	}
	if len(seen.Diagnostics) != 1 || !strings.HasPrefix(seen.Diagnostics[0].Message, `no page or file "a/sise.md"`) {
		t.Errorf("diagnostics: %+v", seen.Diagnostics)
	}
	if len(seen.Actions) == 0 || seen.Actions[0].Title != "Write a/size.md" || seen.Mended != "A 😀 [dead](a/size.md) link." {
		t.Errorf("actions: %+v, mended: %q", seen.Actions, seen.Mended)
	}
	if !strings.Contains(seen.Hover.Contents.Value, "**Size**") || !strings.HasSuffix(seen.Definition.URI, "a/size.md") {
		t.Errorf("hover: %+v, definition: %+v", seen.Hover, seen.Definition)
	}
	if !slices.ContainsFunc(seen.Completion.Items, func(i completionItem) bool { return i.Label == "card/drive" && i.Detail != "" }) {
		t.Errorf("completion: %+v", seen.Completion)
	}
	if n := len(seen.Rename.DocumentChanges); n == 0 || seen.Rename.DocumentChanges[n-1]["kind"] != "rename" {
		t.Errorf("rename: %+v", seen.Rename)
	}
}
