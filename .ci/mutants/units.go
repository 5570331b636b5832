package main

import (
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// also has the tests that are asked after those of a package itself, the quickest
// first; those of the browser by their files. "" is for packages that have no row.
var also = map[string]string{
	"":                           "generator/playbook generator/page generator/content generator/site generator/render generator/compat generator/build generator/cli",
	"generator/assets":           "generator/build generator/cli",
	"generator/browser":          "generator/mcp generator/cli",
	"generator/lsp":              "generator/cli generator/faults",
	"generator/offline":          "generator/build e2e:offline",
	"generator/output":           "generator/build generator/cli generator/faults",
	"generator/preview":          "generator/cli generator/faults e2e:preview",
	"generator/watch":            "generator/preview",
	"templates/assets":           "e2e:reader e2e:search e2e:leads",
	"templates/assets/checklist": "generator/checklist generator/browser generator/mcp e2e:checklist e2e:runs e2e:review e2e:storage",
	"templates/assets/form":      "generator/browser e2e:form",
	"templates/assets/home":      "e2e:home",
	"templates/assets/leads":     "generator/browser e2e:leads* e2e:calls*",
	"templates/assets/offline":   "e2e:offline",
	"templates/assets/page":      "e2e:reader e2e:storage e2e:paper",
	"templates/assets/preview":   "e2e:preview* e2e:tuning e2e:frame",
	"templates/assets/report":    "generator/browser e2e:report e2e:review",
	"templates/assets/search":    "generator/search generator/mcp e2e:search",
}

// unit is a package of the program, or a folder of its scripts, and the tests that
// should notice changes of it.
type unit struct {
	name   string // the folder below the root
	files  []string
	suites []suite
}

// suite is the tests of a package, or those that match names; reach says that it is
// known which lines of the program each of them reaches.
type suite struct {
	pkg, names string
	reach      bool
}

// units are those of the program: what is for tests alone is not among them.
func units() ([]unit, error) {
	out, err := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if .Main}}{{$.Dir}}{{range $.GoFiles}} {{.}}{{end}}{{"\n"}}{{end}}{{end}}`, "./generator").Output()
	root, _ := os.Getwd()
	files := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		for _, file := range fields[min(1, len(fields)):] {
			name, _ := filepath.Rel(root, fields[0])
			files[name] = append(files[name], filepath.Join(name, file))
		}
	}
	for _, pattern := range []string{"templates/assets/*.ts", "templates/assets/*/*.ts"} {
		scripts, _ := filepath.Glob(pattern)
		for _, file := range scripts {
			files[filepath.Dir(file)] = append(files[filepath.Dir(file)], file)
		}
	}
	for name := range also {
		if name != "" && files[name] == nil {
			return nil, fmt.Errorf("the table of tests has %s, which is no package", name)
		}
	}
	var all []unit
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if *only == "" || *only == name {
			all = append(all, unit{name, files[name], suitesOf(name)})
		}
	}
	return all, err
}

// suitesOf looks up the tests of a unit, its own first.
func suitesOf(name string) []suite {
	var all []suite
	row, known := also[name]
	if !known && strings.HasPrefix(name, "templates/") && name != "templates" {
		log.Fatalf("the table of tests has no row of %s, whose scripts are tested elsewhere", name)
	}
	if !known {
		row = also[""]
	}
	for _, pkg := range append([]string{name}, strings.Fields(row)...) {
		s := suite{pkg: pkg, reach: !strings.HasPrefix(name, "templates")}
		stem, browser := strings.CutPrefix(pkg, "e2e:")
		if *quick && pkg != name && (browser || !strings.HasPrefix(name, "templates/assets")) {
			continue
		}
		if browser {
			s = suite{"generator/e2e", testsOf("generator/e2e/" + stem + "_test.go"), false}
		}
		tests, _ := filepath.Glob(s.pkg + "/*_test.go")
		switch {
		case len(tests) == 0 && pkg != name:
			log.Fatalf("%s is to test %s, and has no tests", pkg, name)
		case len(tests) > 0 && !slices.Contains(all, s):
			all = append(all, s)
		}
	}
	return all
}

var testName = regexp.MustCompile(`(?m)^func (Test\w+)\(t `)

// testsOf is the -run of the tests that stand in some files.
func testsOf(pattern string) string {
	files, _ := filepath.Glob(pattern)
	var names []string
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for _, m := range testName.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
	}
	if len(names) == 0 {
		log.Fatalf("there are no tests in %s", pattern)
	}
	return "^(" + strings.Join(names, "|") + ")$"
}

// copied gives a copy of the program in which changes are tested.
func copied() (string, error) {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return "", err
	}
	return dir, exec.Command("sh", "-c", `git ls-files -z --cached --others --exclude-standard | tar --null -T - -c | tar -x -C "$0"`, dir).Run()
}
