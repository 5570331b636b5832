package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// row is one of the table of packages: its name, its duty, what it may import.
var row = regexp.MustCompile("(?m)^\\| `([a-z0-9/]+)` \\| [^|]+ \\| ([^|]+) \\|$")

// allowed reads the table of ARCHITECTURE.md: what each package may import of
// this module.
func allowed(t *testing.T) map[string]string {
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	may := map[string]string{"templates": "", "fieldbook": "", "generator": "cli", "generator/fieldbook": "cli"}
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		may["generator/"+m[1]] = strings.ReplaceAll(m[2], ",", "")
	}
	if len(may) < 10 {
		t.Fatalf("the table has %d rows", len(may))
	}
	return may
}

// module is how the paths of this module's packages begin: what names the module
// names it here too.
var module = strings.TrimSuffix("fieldbook/generator", "generator")

// withinModule gives a package's path below the module, and whether it is one of its own.
func withinModule(path string) (string, bool) {
	if path+"/" == module {
		return "fieldbook", true
	}
	return strings.CutPrefix(path, module)
}

func TestImportsFollowTheArchitecture(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	allowed := allowed(t)
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for decoder.More() {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name, _ := withinModule(p.ImportPath)
		may, known := allowed[name]
		if !known {
			t.Errorf("package %s is not in the table", name)
		}
		left := strings.Fields(strings.TrimPrefix(may, "–"))
		for _, imported := range p.Imports {
			short, ours := withinModule(imported)
			short = strings.TrimPrefix(short, "generator/")
			if i := slices.Index(left, short); i >= 0 {
				left = slices.Delete(left, i, i+1)
			} else if ours {
				t.Errorf("%s imports %s", name, short)
			}
		}
		if len(left) > 0 {
			t.Errorf("the table lets %s import %s, which it does not", name, left)
		}
	}
}
