package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

const (
	tag  = "v1.2.3-rc.1"
	home = "https://example.org/acme/fieldbook"
)

// packaged is a folder with this system's program in the place of each binary, and
// all that is made of them.
func packaged(t *testing.T) string {
	t.Helper()
	root, dir := t.TempDir(), t.TempDir()
	program := filepath.Join(dir, "fieldbook")
	build := exec.Command("go", "build", "-ldflags", "-s -w -X fieldbook/generator/cli.release="+tag, "-o", program, "../../generator/fieldbook")
	// Not as .github/release builds it, which would compile all of it anew.
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "LICENSE"), []byte("As its owner says.\n"))
	t.Chdir(root)
	for _, system := range []string{"darwin", "linux", "windows"} {
		for _, processor := range []string{"amd64", "arm64"} {
			name := "fieldbook-" + tag + "-" + system + "-" + processor
			if system == "windows" {
				name += ".exe"
			}
			write(t, filepath.Join(root, "dist", name), text)
		}
	}
	if err := run(tag, "dist", home); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(root, "dist")
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o755); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestPackages: what is made of the binaries is what each manager reads, names them by
// address and sum, and is the same when it is made again.
func TestPackages(t *testing.T) {
	dir := packaged(t)
	t.Run("twice", func(t *testing.T) { twice(t, dir) })
	t.Run("sbom", func(t *testing.T) { likeGo(t, dir) })
	t.Run("manifests", func(t *testing.T) { whole(t, dir) })
	t.Run("bundle", func(t *testing.T) { bundled(t, dir) })
	t.Run("deb", func(t *testing.T) { installed(t, dir) })
}

func twice(t *testing.T, dir string) {
	first := files(t, dir)
	if err := run(tag, dir, home); err != nil {
		t.Fatal(err)
	}
	if again := files(t, dir); !maps.EqualFunc(first, again, bytes.Equal) || len(first) != 6+6+6+2+5 {
		t.Errorf("%d files, then others", len(first))
	}
}

func files(t *testing.T, dir string) map[string][]byte {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, e := range entries {
		all[e.Name()] = content(t, dir, e.Name())
	}
	return all
}

// likeGo holds the bill of materials against what go version -m prints.
func likeGo(t *testing.T, dir string) {
	name := "fieldbook-" + tag + "-linux-amd64"
	out, err := exec.Command("go", "version", "-m", filepath.Join(dir, name)).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); f[0] == "dep" {
			want[f[1]+"@"+f[2]] = f[3]
		}
	}
	var bom struct{ Components []component }
	if err := json.Unmarshal(content(t, dir, name+".cdx.json"), &bom); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range bom.Components {
		if c.Name != "std" {
			got[c.Name+"@"+c.Version] = c.Properties[0].Value
		}
	}
	if !maps.Equal(want, got) || len(want) < 20 {
		t.Errorf("go version -m says\n%v\nand the bill\n%v", want, got)
	}
}

func whole(t *testing.T, dir string) {
	sum := content(t, dir, "winget.installer.yaml")
	for _, name := range []string{"winget.yaml", "winget.installer.yaml", "winget.locale.en-US.yaml"} {
		var m map[string]any
		if err := yaml.Unmarshal(content(t, dir, name), &m); err != nil || m["PackageIdentifier"] != "acme.Fieldbook" || m["PackageVersion"] != "1.2.3-rc.1" {
			t.Errorf("%s: %v %v", name, err, m)
		}
	}
	r, err := read(tag, dir, home)
	if err != nil {
		t.Fatal(err)
	}
	formula, scoop := string(content(t, dir, "fieldbook.rb")), content(t, dir, "scoop.json")
	if !json.Valid(scoop) {
		t.Errorf("no JSON: %s", scoop)
	}
	for _, b := range r.Binaries {
		in := formula
		if b.System == "windows" {
			in = string(scoop)
			if !strings.Contains(string(sum), strings.ToUpper(b.Sum)) || !strings.Contains(string(sum), b.URL+"\n") {
				t.Errorf("winget: %s", sum)
			}
		}
		if !strings.Contains(in, `"`+b.Sum+`"`) || !strings.Contains(in, b.URL) || b.URL != home+"/releases/download/"+tag+"/"+b.Name {
			t.Errorf("nobody names %s %s", b.URL, b.Sum)
		}
	}
	if ruby, err := exec.LookPath("ruby"); err == nil {
		if out, err := exec.Command(ruby, "-c", filepath.Join(dir, "fieldbook.rb")).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}

// bundled runs what a bundle's manifest says, as the programs do that install it.
func bundled(t *testing.T, dir string) {
	at := t.TempDir()
	name := "fieldbook-" + tag + "-" + runtime.GOOS + "-" + runtime.GOARCH
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	data := content(t, dir, name+".mcpb")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err == nil {
		err = os.CopyFS(at, z)
	}
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(content(t, at, "manifest.json"), &m); err != nil || m.Release != "1.2.3-rc.1" || !m.Asked["content"].Required {
		t.Fatalf("%v: %+v", err, m)
	}
	write(t, filepath.Join(at, "content", "a.md"), []byte("# A page\n"))
	said := strings.NewReplacer("${__dirname}", at, "${user_config.content}", filepath.Join(at, "content"))
	run := exec.Command(said.Replace(m.Server.Config.Command))
	for _, arg := range m.Server.Config.Args {
		run.Args = append(run.Args, said.Replace(arg))
	}
	run.Env = append(os.Environ(), "XDG_CACHE_HOME="+at)
	run.Stdin = strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}` + "\n")
	if out, err := run.Output(); err != nil || !strings.Contains(string(out), `"serverInfo"`) {
		t.Errorf("%v: %s", err, out)
	}
}

// installed installs the package of Debian's with Debian's own program, and runs what
// is in it.
func installed(t *testing.T, dir string) {
	dpkg, err := exec.LookPath("dpkg")
	if err != nil || runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("where there is no dpkg, or its user may not install")
	}
	root, file := t.TempDir(), filepath.Join(dir, "fieldbook_1.2.3~rc.1_"+runtime.GOARCH+".deb")
	write(t, filepath.Join(root, "var/lib/dpkg/status"), nil)
	for _, folder := range []string{"info", "updates"} {
		if err := os.MkdirAll(filepath.Join(root, "var/lib/dpkg", folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(dpkg, "--root", root, "--install", file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(filepath.Join(root, "usr/bin/fieldbook"), "--version").Output()
	if err != nil || !strings.Contains(string(out), tag) {
		t.Errorf("%v: %s", err, out)
	}
}

// TestRefused: without binaries, or without an address, nothing is made.
func TestRefused(t *testing.T) {
	for _, at := range []string{"", "fieldbook", "https://fieldbook", "https://example.org/acme", "http://example.org/acme/fieldbook", "https:///acme/fieldbook"} {
		if err := run(tag, t.TempDir(), at); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%q: %v", at, err)
		}
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "fieldbook-"+tag+"-darwin-amd64"), []byte("no program"))
	for _, in := range []string{t.TempDir(), dir} {
		if err := run(tag, in, home); err == nil {
			t.Errorf("%s", in)
		}
		if left := files(t, in); len(left) > 1 {
			t.Errorf("%d files are made", len(left))
		}
	}
}
