package content

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fieldbook/generator/testfiles"
)

// TestBeside takes as assets what stands beside the pages, from within the project alone.
func TestBeside(t *testing.T) {
	project := testfiles.Folder(t, map[string]string{
		"next.config.mjs": "import nextra from 'nextra'", "content/index.mdx": "# A", "content/own.png": "of the pages",
		"public/own.png": "of the project", "public/a/b.svg": "<svg width='3' height='2'/>", "public/.hidden": "", "public/page.md": "", "public/.git/x.png": "",
	})
	elsewhere := testfiles.Folder(t, map[string]string{"secret.png": ""})
	for name, to := range map[string]string{"public/link.png": elsewhere + "/secret.png", "public/out": elsewhere, "public/within.png": "own.png"} {
		if err := os.Symlink(to, filepath.Join(project, name)); err != nil {
			t.Fatal(err)
		}
	}
	tree := load(t, filepath.Join(project, "content"), Options{})
	if _, assets := paths(tree); !slices.Equal(assets, []string{"a/b.svg", "own.png", "page.md"}) {
		t.Fatalf("assets %q", assets)
	}
	if a := tree.Assets[0]; !a.Beside || a.Width != 3 || a.Bytes == 0 || tree.Assets[1].Beside {
		t.Errorf("%+v", tree.Assets)
	}
	for file, want := range map[string]string{"a/b.svg": "<svg width='3' height='2'/>", "own.png": "of the pages"} {
		f, err := tree.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(f); string(got) != want {
			t.Errorf("%s holds %q", file, got)
		}
		_ = f.Close()
	}
	if len(tree.Playbooks) != 1 || len(tree.LeftOut) > 0 {
		t.Errorf("%d pages; left out: %v", len(tree.Playbooks), tree.LeftOut)
	}

	if err := os.RemoveAll(filepath.Join(project, "public")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(project, "public")); err != nil {
		t.Fatal(err)
	}
	if _, assets := paths(load(t, filepath.Join(project, "content"), Options{})); !slices.Equal(assets, []string{"own.png"}) {
		t.Errorf("a link out of the project brings %q", assets)
	}
}
