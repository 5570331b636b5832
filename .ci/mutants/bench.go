package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
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
	"templates/assets/checklist": "generator/checklist generator/browser generator/mcp e2e:checklist e2e:runs e2e:storage",
	"templates/assets/leads":     "generator/browser e2e:leads*",
	"templates/assets/offline":   "e2e:offline",
	"templates/assets/page":      "e2e:reader e2e:storage e2e:paper",
	"templates/assets/preview":   "e2e:preview* e2e:tuning e2e:frame",
	"templates/assets/search":    "generator/search generator/mcp e2e:search",
}

// unit is a package of the program, or a folder of its scripts, and the tests that
// should notice changes of it.
type unit struct {
	name   string // the folder below the root
	files  []string
	suites []suite
}

// suite is tests of one package that run at once.
type suite struct{ pkg, run string }

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
	if !known {
		row = also[""]
	}
	for _, pkg := range append([]string{name}, strings.Fields(row)...) {
		s := suite{pkg: pkg}
		stem, browser := strings.CutPrefix(pkg, "e2e:")
		if *quick && pkg != name && (browser || !strings.HasPrefix(name, "templates/assets")) {
			continue
		}
		if browser {
			s = suite{"generator/e2e", testsOf("generator/e2e/" + stem + "_test.go")}
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

// first makes the first of some changes that compiles, and asks its tests.
func first(dir string, changes []change) (result, error) {
	for _, c := range changes {
		compile := []string{"go", "vet", "-asmdecl", "./" + filepath.Dir(c.file)}
		if filepath.Ext(c.file) == ".ts" {
			compile = append(strings.Fields(*tsc), "--project", "templates/assets")
		}
		if with(dir, c, compile, time.Hour) != nil {
			continue
		}
		for _, s := range c.unit.suites {
			took, err := sound(dir, s)
			if err != nil {
				return result{}, err
			}
			if with(dir, c, s.command(), 3*took+30*time.Second) != nil {
				return result{c, s.pkg}, nil
			}
		}
		return result{c, ""}, nil
	}
	return result{}, nil
}

// with runs a command while a change is made.
func with(dir string, c change, command []string, late time.Duration) error {
	path := filepath.Join(dir, c.file)
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, slices.Concat(text[:c.at], []byte(c.now), text[c.end:]), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
	_, failed := run(dir, command, late)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		log.Fatal(err)
	}
	return failed
}

var (
	mu     sync.Mutex
	sounds = map[suite]func() (time.Duration, error){}
)

// sound runs tests without a change, once, and tells how long they take: what fails
// then would notice anything.
func sound(dir string, s suite) (time.Duration, error) {
	mu.Lock()
	f := sounds[s]
	if f == nil {
		f = sync.OnceValues(func() (time.Duration, error) {
			start := time.Now()
			out, err := run(dir, s.command(), time.Hour)
			if err != nil {
				err = fmt.Errorf("without a change %w\n%s", err, out)
			}
			log.Printf("without a change %s takes %d s", s, int(time.Since(start).Seconds()))
			return time.Since(start), err
		})
		sounds[s] = f
	}
	mu.Unlock()
	return f()
}

func (s suite) command() []string {
	command := []string{"go", "test", "-count=1", "-failfast", "-vet=off", "-timeout=1h", "./" + s.pkg}
	if s.run != "" {
		command = append(command, "-run", s.run)
	}
	return command
}

// run runs a command in the copy until it is late, and ends all that it started.
func run(dir string, command []string, late time.Duration) (string, error) {
	tmp := dir + ".tmp"
	defer os.RemoveAll(tmp)
	if err := os.Mkdir(tmp, 0o755); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), late)
	defer cancel()
	if command[0] == "go" && !slices.Contains(command, "./generator/e2e") {
		command = append([]string{"sh", "-c", `ulimit -v 8000000; exec "$0" "$@"`}, command...)
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	var out bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	cmd.Env = append(os.Environ(), "CI=true", "TMPDIR="+tmp)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	end := func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Cancel = end
	err := cmd.Run()
	if cmd.Process != nil {
		_ = end()
	}
	return out.String(), errors.Join(err, ctx.Err())
}
