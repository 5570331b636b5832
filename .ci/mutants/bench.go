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
	"syscall"
	"time"
)

// first makes the first of some changes that compiles, and asks its tests.
func first(dir string, changes []change) (result, error) {
	for _, c := range changes {
		if _, failed := with(dir, c, compiles(dir, c.file)); failed != nil {
			continue
		}
		for _, s := range c.unit.suites {
			if noticed, err := s.notices(dir, c); noticed || err != nil {
				return result{c, s.pkg}, err
			}
		}
		return result{c, ""}, nil
	}
	return result{}, nil
}

// compiles has the command that tells whether a file does.
func compiles(dir, file string) command {
	if filepath.Ext(file) == ".ts" {
		return command{words: append(strings.Fields(*tsc), "--project", "templates/assets", "--incremental", "--tsBuildInfoFile", dir+".types")}
	}
	return command{words: []string{"go", "build", "-o", os.DevNull, "./" + filepath.Dir(file)}}
}

// notices asks those tests that reach a change, the quick ones first.
func (s suite) notices(dir string, c change) (bool, error) {
	tests, err := s.sound(dir)
	if err != nil {
		return false, err
	}
	asked := reaching(tests, c)
	if len(asked) == 0 {
		return false, nil
	}
	changed := dir + ".test"
	defer os.Remove(changed)
	if _, failed := with(dir, c, s.compile(changed)); failed != nil {
		return true, nil // its tests do not compile then
	}
	slow := slices.IndexFunc(asked, func(t *test) bool { return t.took > time.Second })
	if slow < 0 {
		slow = len(asked)
	}
	for _, some := range [][]*test{asked[:slow], asked[slow:]} {
		if len(some) > 0 && s.fails(dir, changed, c, some) {
			return true, nil
		}
	}
	return false, nil
}

// fails tells whether tests fail by a change. What fails must succeed without it right
// then, and what comes to no end must be done in a third of that time: else the machine
// was slow, and they are given more.
func (s suite) fails(dir, changed string, c change, tests []*test) bool {
	late := 15 * time.Second
	for _, t := range tests {
		late += 3 * t.took
	}
	for range 3 {
		out, failed := with(dir, c, s.run(changed, tests, late))
		if failed == nil {
			return false
		}
		again := slices.DeleteFunc(slices.Clone(tests), func(t *test) bool { return !strings.Contains(out, "--- FAIL: "+t.name+" ") })
		ended := len(again) > 0 && !strings.Contains(out, "panic: test timed out")
		if !ended {
			again = tests
		}
		start := time.Now()
		_, failed = run(dir, s.run(s.program(), again, time.Hour))
		enough := 3*time.Since(start) + 15*time.Second
		if failed == nil && (ended || enough <= late) {
			return true
		}
		late = max(late, enough)
	}
	log.Printf("%s: the machine is too slow to tell whether %s notice: %s", s.pkg, pattern(tests), c)
	return false
}

// with runs a command while a change is made.
func with(dir string, c change, cmd command) (string, error) {
	path := filepath.Join(dir, c.file)
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, slices.Concat(text[:c.at], []byte(c.now), text[c.end:]), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
	out, failed := run(dir, cmd)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		log.Fatal(err)
	}
	return out, failed
}

// command is one that runs in a folder of the copy until it is late.
type command struct {
	in    string
	words []string
	late  time.Duration
	env   []string
	cpu   *time.Duration // where to say how long processors worked on it
}

// compile has the command that makes a program of tests.
func (s suite) compile(program string, flags ...string) command {
	return command{words: slices.Concat([]string{"go", "test", "-c", "-vet=off", "-o", program}, flags, []string{"./" + s.pkg})}
}

// run has the command that runs some of a program's tests.
func (s suite) run(program string, tests []*test, late time.Duration, flags ...string) command {
	words := []string{program, "-test.failfast", "-test.run", pattern(tests), fmt.Sprint("-test.timeout=", late)}
	if s.pkg != "generator/e2e" { // the browser takes more
		words = append([]string{"sh", "-c", `ulimit -v 8000000; exec "$0" "$@"`}, words...)
	}
	return command{in: s.pkg, words: append(words, flags...), late: late + 10*time.Second}
}

// pattern is the -run of some tests.
func pattern(tests []*test) string {
	var all []string
	for _, t := range tests {
		var parts []string
		for part := range strings.SplitSeq(t.name, "/") {
			parts = append(parts, "^"+regexp.QuoteMeta(part)+"$")
		}
		all = append(all, strings.Join(parts, "/"))
	}
	return strings.Join(all, "|")
}

// run runs a command, and ends all that it started.
func run(dir string, c command) (string, error) {
	tmp := dir + ".tmp"
	defer os.RemoveAll(tmp)
	if err := os.Mkdir(tmp, 0o755); err != nil {
		return "", err
	}
	ctx := context.Background()
	if c.late > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, c.late)
		defer cancel()
	}
	cmd := exec.CommandContext(ctx, c.words[0], c.words[1:]...)
	var out bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = filepath.Join(dir, c.in), &out, &out
	cmd.Env = append(append(os.Environ(), "CI=true", "TMPDIR="+tmp), c.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	end := func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Cancel = end
	err := cmd.Run()
	if cmd.Process != nil {
		_ = end()
	}
	if c.cpu != nil && cmd.ProcessState != nil {
		*c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return out.String(), errors.Join(err, ctx.Err())
}
