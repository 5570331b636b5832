package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// linked gives the modules that the program is made of on any system, and the
// texts that their notices ask to be passed on.
func linked(t *testing.T) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-json=ImportPath,Module", "fieldbook/generator")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
			var p struct {
				Module *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := decoder.Decode(&p); err != nil {
				t.Fatal(err)
			}
			if m := p.Module; m != nil && !m.Main && texts[m.Path+" "+m.Version] == nil {
				texts[m.Path+" "+m.Version] = notices(t, m.Dir)
			}
		}
	}
	return texts
}

// notices reads the licences and notices of a module.
func notices(t *testing.T, dir string) []string {
	t.Helper()
	var texts []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if !e.IsDir() && (strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "COPYING") || strings.HasPrefix(name, "NOTICE")) {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")))
		}
	}
	if len(texts) == 0 {
		t.Errorf("%s has no licence", dir)
	}
	return texts
}

// TestLicenses holds the file of licences against what is linked; -update
// rewrites it.
func TestLicenses(t *testing.T) {
	texts := linked(t)
	byText := map[string][]string{} // modules by what they ask to be passed on
	for module, all := range texts {
		text := strings.Join(all, "\n\n")
		if strings.HasPrefix(module, "golang.org/x/sync ") {
			module = "the Go standard library, " + module // they share one licence
		}
		byText[text] = append(byText[text], module)
	}
	var parts []string
	for text, modules := range byText {
		slices.Sort(modules)
		parts = append(parts, strings.Join(modules, "\n")+"\n\n"+text+"\n")
	}
	slices.Sort(parts)
	want := "This program is linked with the following modules, under these licences.\n\n" +
		strings.Join(parts, "\n"+strings.Repeat("-", 72)+"\n\n")
	if *update {
		if err := os.WriteFile("licenses.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != licenses {
		t.Error("licenses.txt is not what the modules say: go test ./generator/cli -run Licenses -update")
	}
}
