package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
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
// first; those of the browser by how their files' names begin. "" is for packages
// that have no row.
var also = map[string]string{
	"":                           "generator/site generator/render generator/compat generator/build generator",
	"generator/ask":              "generator/mcp generator",
	"generator/assets":           "generator/build generator",
	"generator/engine":           "generator/mcp generator/leads generator",
	"generator/lsp":              "generator generator/faults",
	"generator/offline":          "generator/build e2e:offline",
	"generator/output":           "generator/build generator generator/faults",
	"generator/preview":          "generator generator/faults e2e:preview_test",
	"generator/watch":            "generator/preview",
	"templates/assets":           "e2e:reader e2e:search e2e:leads_test",
	"templates/assets/checklist": "generator/checklist generator/leads e2e:checklist e2e:runs e2e:storage",
	"templates/assets/leads":     "generator/leads e2e:leads",
	"templates/assets/offline":   "e2e:offline",
	"templates/assets/page":      "e2e:reader e2e:storage e2e:paper",
	"templates/assets/preview":   "e2e:preview_test e2e:tuning e2e:frame",
	"templates/assets/search":    "generator/search e2e:search",
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
	out, err := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if .Main}}{{$.Dir}} {{join $.GoFiles " "}}{{end}}{{end}}`, "./generator").Output()
	if err != nil {
		return nil, err
	}
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	var all []unit
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		name, _ := filepath.Rel(root, fields[0])
		u := unit{name: name}
		for _, file := range fields[1:] {
			u.files = append(u.files, name+"/"+file)
		}
		all = append(all, u)
	}
	for _, name := range []string{"templates/assets", "templates/assets/*"} {
		files, _ := filepath.Glob(name + "/*.ts")
		for i, file := range files {
			if i == 0 || filepath.Dir(file) != filepath.Dir(files[i-1]) {
				all = append(all, unit{name: filepath.Dir(file)})
			}
			u := &all[len(all)-1]
			u.files = append(u.files, file)
		}
	}
	slices.SortFunc(all, func(a, b unit) int { return strings.Compare(a.name, b.name) })
	return withSuites(all)
}

// withSuites looks up the tests of each unit.
func withSuites(all []unit) ([]unit, error) {
	for i, u := range all {
		names, listed := also[u.name]
		if !listed {
			names = also[""]
		}
		if *own && filepath.Ext(u.files[0]) == ".go" {
			names = ""
		}
		for _, name := range append([]string{u.name}, strings.Fields(names)...) {
			s := suite{pkg: name}
			if stem, browser := strings.CutPrefix(name, "e2e:"); browser {
				s = suite{"generator/e2e", testsOf("generator/e2e/" + stem + "*_test.go")}
			}
			tests, _ := filepath.Glob(s.pkg + "/*_test.go")
			if len(tests) > 0 && !slices.Contains(all[i].suites, s) {
				all[i].suites = append(all[i].suites, s)
			} else if name != u.name && len(tests) == 0 {
				return nil, fmt.Errorf("%s is to test %s, and has no tests", name, u.name)
			}
		}
	}
	return slices.DeleteFunc(all, func(u unit) bool { return *only != "" && u.name != *only }), nil
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
	return "^(" + strings.Join(names, "|") + ")$"
}

// bench is a copy of the program in which changes are tested.
type bench struct{ dir string }

func newBench() (*bench, error) {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return &bench{}, err
	}
	copied := exec.Command("sh", "-c", `git ls-files -z --cached --others --exclude-standard | tar --null -T - -c | tar -x -C "$0"`, dir)
	return &bench{dir}, copied.Run()
}

// first makes the first of some changes that compiles, and names the tests that
// noticed: none, if they all pass.
func (b *bench) first(changes []change) (c change, noticed string, err error) {
	for _, c := range changes {
		compiles, noticed, err := b.test(c)
		if err != nil || compiles {
			return c, noticed, err
		}
	}
	return change{}, "", nil
}

// test says whether a change compiles, and the first of its tests that fail with it.
func (b *bench) test(c change) (compiles bool, noticed string, err error) {
	compile := []string{"go", "build", "./" + filepath.Dir(c.file)}
	if filepath.Ext(c.file) == ".ts" {
		compile = append(strings.Fields(*tsc), "--project", "templates/assets")
	}
	if b.with(c, compile, time.Hour) != nil {
		return false, "", nil
	}
	for _, s := range c.unit.suites {
		took, err := b.sound(s) // what fails without the change notices nothing
		if err != nil {
			return true, "", err
		}
		if b.with(c, s.command(), 3*took+30*time.Second) != nil {
			return true, s.pkg, nil
		}
	}
	return true, "", nil
}

// with runs a command while a change is made.
func (b *bench) with(c change, command []string, late time.Duration) error {
	path := filepath.Join(b.dir, c.file)
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, slices.Concat(text[:c.at], []byte(c.now), text[c.end:]), 0o644); err != nil {
		return err
	}
	_, failed := b.run(command, late)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		log.Fatal(err)
	}
	return failed
}

var (
	mu     sync.Mutex
	sounds = map[suite]func() (time.Duration, error){}
)

// sound runs tests of the program as it is, once, and tells how long they take.
func (b *bench) sound(s suite) (time.Duration, error) {
	mu.Lock()
	f := sounds[s]
	if f == nil {
		f = sync.OnceValues(func() (time.Duration, error) {
			start := time.Now()
			log.Printf("first as it is: %s", s)
			out, err := b.run(s.command(), time.Hour)
			if err != nil {
				err = fmt.Errorf("%s fails as it is: %w\n%s", s.pkg, err, out)
			}
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
func (b *bench) run(command []string, late time.Duration) (string, error) {
	tmp := b.dir + ".tmp"
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
	cmd.Dir, cmd.Stdout, cmd.Stderr = b.dir, &out, &out
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
