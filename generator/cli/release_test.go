package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestRelease: a release that cannot be right is refused before anything is made.
func TestRelease(t *testing.T) {
	bash := needed(t, "bash")
	dir := testfiles.Folder(t, map[string]string{"full/a": "x", "bare/x": ""})
	licensed := testfiles.Folder(t, map[string]string{"LICENSE": "", "full/a": "x"})
	root, err := filepath.Abs("../../.github")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in, version, out, says string
	}{
		{licensed, "", "dist", "is no version"},
		{licensed, "1.2.3", "dist", "hint: tag a commit as v1.2.3"},
		{licensed, "v1.2", "dist", "is no version"},
		{licensed, "v1.2.3", "full", "full has something in it"},
		{dir, "v1.2.3", "dist", "there is no LICENSE"},
	} {
		cmd := exec.Command(bash, filepath.Join(root, "release"), c.version, c.out)
		cmd.Dir = c.in
		out, err := cmd.CombinedOutput()
		if err == nil || cmd.ProcessState.ExitCode() != exitUsage || !strings.Contains(string(out), c.says) {
			t.Errorf("release %q: %v, %s", c.version, err, out)
		}
	}
}

// TestModuleNames: what is no path of a module is refused before anything is renamed.
func TestModuleNames(t *testing.T) {
	bash := needed(t, "bash")
	script, err := os.ReadFile("../../.github/set-module")
	if err != nil {
		t.Fatal(err)
	}
	dir := testfiles.Folder(t, map[string]string{"x/set-module": string(script), "go.mod": "module fieldbook\n"})
	for name, says := range map[string]string{
		"": "is no path of a module", "fieldbook": "is no path", "localhost/a/b": "a dot in the host", "https://example.org/a/b": "without https://",
		"example.org/a": "HOST/OWNER/NAME", "example.org/a/b.git": "leave that out", "example.org/a/b/v2": "as a major version does", "example.org/a/b c": "is no path", "-example/a/b": "is no path",
		"-example.org/a/b": "is no path", "example-.org/a/b": "is no path", "example.org:8080/a/b": "port", "Example.org/a/b": "in small letters", "example.org/a/b/": "a slash at its end", "example.org/a/b.": "is no path",
		"gopkg.in/a/b.v2": "holds the repository", "example.org/a/con": "Windows", "example.org/a/b": "git init",
	} {
		out, err := exec.Command(bash, filepath.Join(dir, "x/set-module"), name).CombinedOutput()
		if err == nil || !strings.HasPrefix(string(out), "error: ") || !strings.Contains(string(out), "\n\thint: ") || !strings.Contains(string(out), says) {
			t.Errorf("%q: %v, %s", name, err, out)
		}
	}
}
