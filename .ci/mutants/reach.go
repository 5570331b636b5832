package main

import (
	"cmp"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// test is one that succeeds without a change.
type test struct {
	name    string
	took    time.Duration
	reached []bool // whether it enters a block, by its number; nil if that is unknown
}

// block is a part of a file that runs as a whole.
type block struct {
	file     string
	from, to place
}

// place is a line and a column of a file.
type place struct{ line, col int }

func (p place) before(q place) bool { return cmp.Or(p.line-q.line, p.col-q.col) < 0 }

// programs is where tests without a change are compiled to.
var programs string

func (s suite) program() string {
	return filepath.Join(programs, strings.ReplaceAll(s.pkg, "/", "-"))
}

var (
	mu     sync.Mutex
	sounds = map[suite]func() ([]*test, error){}
	blocks = map[block]int{} // their numbers
)

// sound compiles tests without a change and runs them once, to know how long they take:
// what fails then would notice anything. Those that take long are run each alone, too,
// to know what it reaches.
func (s suite) sound(dir string) ([]*test, error) {
	mu.Lock()
	f := sounds[s]
	if f == nil {
		f = sync.OnceValues(func() ([]*test, error) {
			start := time.Now()
			tests, err := s.each(dir)
			log.Printf("without a change %s takes %d s", s.pkg, int(time.Since(start).Seconds()))
			return tests, err
		})
		sounds[s] = f
	}
	mu.Unlock()
	return f()
}

func (s suite) each(dir string) ([]*test, error) {
	program := s.program()
	out, err := run(dir, s.compile(program))
	if err == nil {
		out, err = run(dir, command{in: s.pkg, words: []string{program, "-test.list", cmp.Or(s.names, ".")}})
	}
	var all []*test
	for _, name := range regexp.MustCompile(`(?m)^Test\w+$`).FindAllString(out, -1) {
		all = append(all, &test{name: name})
	}
	var worked time.Duration
	start := time.Now()
	if err == nil {
		cmd := s.run(program, all, time.Hour)
		cmd.cpu = &worked
		out, err = run(dir, cmd)
	}
	took := time.Since(start)
	if s.reach && err == nil && worked > 5*time.Second {
		program += ".cover"
		if out, err = run(dir, s.compile(program, "-cover", "-covermode=set", "-coverpkg=./generator/...,./templates")); err == nil {
			return s.apart(dir, program, all)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("without a change %w\n%s", err, out)
	}
	for _, t := range all {
		t.took = took / time.Duration(len(all))
	}
	return all, nil
}

// apart runs each test alone, and gives those that are then asked, the quickest first.
func (s suite) apart(dir, program string, tests []*test) ([]*test, error) {
	var all []*test
	for _, t := range tests {
		parts, err := s.alone(dir, program, t.name)
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	slices.SortStableFunc(all, func(a, b *test) int { return cmp.Compare(a.took, b.took) })
	return all, nil
}

var part = regexp.MustCompile(`(?m)^    --- PASS: (\S+)`)

// alone runs a test, or each part of one that takes long.
func (s suite) alone(dir, program, name string) ([]*test, error) {
	t := &test{name: name}
	counters, profile := filepath.Join(dir+".tmp", "counters"), dir+".profile"
	defer os.Remove(profile)
	// What else it runs is counted, too, if it is this program or one that it compiles.
	cmd := s.run(program, []*test{t}, time.Hour, "-test.v", "-test.coverprofile="+profile)
	cmd.env = []string{"GOCOVERDIR=" + counters, "GOFLAGS=-cover -covermode=set -coverpkg=fieldbook/generator/...,fieldbook/templates"}
	script := `profile=$0 counters=$1; shift; mkdir "$counters"; "$@" && if [ "$(ls "$counters")" ]; then go tool covdata textfmt -i="$counters" -o="$counters/text" && cat "$counters/text" >>"$profile"; fi`
	cmd.words = append([]string{"sh", "-c", script, profile, counters}, cmd.words...)
	start := time.Now()
	out, err := run(dir, cmd)
	if err == nil {
		t.took = time.Since(start)
		t.reached, err = reached(profile)
	}
	if err != nil {
		return nil, fmt.Errorf("without a change %w\n%s", err, out)
	}
	parts := part.FindAllStringSubmatch(out, -1)
	if len(parts) == 0 || t.took < 3*time.Second || strings.Contains(name, "/") {
		return []*test{t}, nil
	}
	var all []*test
	for _, m := range parts {
		tests, err := s.alone(dir, program, m[1])
		if err != nil {
			return nil, err
		}
		all = append(all, tests...)
	}
	return all, nil
}

// reached reads what a test enters.
func reached(profile string) ([]bool, error) {
	text, err := os.ReadFile(profile)
	mu.Lock()
	defer mu.Unlock()
	var all []bool
	for line := range strings.Lines(string(text)) {
		var b block
		module, rest, _ := strings.Cut(line, "/")
		file, rest, found := strings.Cut(rest, ":")
		if !found {
			continue // the profile's head
		}
		var statements, count int
		if _, failed := fmt.Sscanf(rest, "%d.%d,%d.%d %d %d", &b.from.line, &b.from.col, &b.to.line, &b.to.col, &statements, &count); failed != nil {
			return nil, fmt.Errorf("%s: %q: %w", module, line, failed)
		}
		b.file = file
		n, known := blocks[b]
		if !known {
			n = len(blocks)
			blocks[b] = n
		}
		for n >= len(all) {
			all = append(all, false)
		}
		all[n] = all[n] || count > 0
	}
	return all, err
}

// reaching are the tests that enter the block of a change; all, if it is in none.
func reaching(tests []*test, c change) []*test {
	mu.Lock()
	defer mu.Unlock()
	var inner place
	number := -1
	for b, n := range blocks {
		if b.file == c.file && !c.place.before(b.from) && c.place.before(b.to) && !b.from.before(inner) {
			inner, number = b.from, n
		}
	}
	return slices.DeleteFunc(slices.Clone(tests), func(t *test) bool {
		return number >= 0 && t.reached != nil && (number >= len(t.reached) || !t.reached[number])
	})
}
