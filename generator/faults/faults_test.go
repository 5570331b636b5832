//go:build unix

// Package faults attacks the real program: builds that are killed, readers
// that read meanwhile, folders and files that are not what they seem. The
// bounded form runs with all tests; the long one by hand:
//
//	go test ./generator/faults -long -timeout 2h
package faults

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fieldbook/generator/testfiles"
)

var long = flag.Bool("long", false, "many more kills and builds, and larger files")

// often gives how often something is tried.
func often(bounded, long_ int) int {
	if *long {
		return long_
	}
	return bounded
}

// program is the built generator.
var program string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "fieldbook-faults")
	if err == nil {
		program = filepath.Join(dir, "generator")
		err = errorOf(exec.Command("go", "build", "-o", program, "fieldbook/generator"))
	}
	if err == nil {
		err = os.Chmod(dir, 0o755) // also for another user
	}
	for i := 0; i < len(testfiles.Caches) && err == nil; i++ {
		err = os.Setenv(testfiles.Caches[i], filepath.Join(dir, "cache"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(dir) // the system's folder for such files is cleaned in the end
	os.Exit(code)
}

func errorOf(cmd *exec.Cmd) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// run is a run of the program.
type run struct {
	code   int
	said   string
	memory int64 // at its peak, in bytes
}

// patience bounds a run of the program.
const patience = time.Minute

// generate runs the program in a folder, and ends it when it hangs.
func generate(t *testing.T, dir string, args ...string) run {
	t.Helper()
	return generateAs(t, nil, dir, args...)
}

func generateAs(t *testing.T, who *syscall.Credential, dir string, args ...string) run {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	hanging := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait() // the state tells
	if !hanging.Stop() {
		t.Errorf("%q hangs", args)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	text := said.String()
	if strings.Contains(text, "panic:") || strings.Contains(text, "goroutine ") {
		t.Errorf("%q: %s", args, text)
	}
	return run{cmd.ProcessState.ExitCode(), text, usage.Maxrss << 10}
}

// versions is a site in two states: pages come, go and change.
func versions(t *testing.T) [2]string {
	t.Helper()
	var dirs [2]string
	for v := range dirs {
		dirs[v] = t.TempDir()
		for i := range 200 {
			if i%5 == v {
				continue // is there in the other state alone
			}
			next := i + 1
			for next%200%5 == v {
				next++
			}
			text := fmt.Sprintf("# Page %d\n\n%s\n\nSee [the next](../topic%d/page%d.md).\n", i, strings.Repeat(fmt.Sprintf("Version %d of page %d, word%d. ", v, i, v*1000+i), 40), next%200%8, next%200)
			testfiles.Write(t, filepath.Join(dirs[v], fmt.Sprintf("topic%d/page%d.md", i%8, i)), text)
		}
	}
	return dirs
}

// TestKilledBuilds kills builds at random moments: what can be reached from the
// home page is there and whole, and the next build is as a fresh one.
func TestKilledBuilds(t *testing.T) {
	in := versions(t)
	var fresh [2]map[string][]byte
	var took time.Duration
	for v := range in {
		out := filepath.Join(t.TempDir(), "public")
		start := time.Now()
		if r := generate(t, in[v], "build", "--content", in[v], "--out", out); r.code != 0 {
			t.Fatal(r.said)
		}
		took = time.Since(start)
		fresh[v] = files(t, out)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	out := filepath.Join(t.TempDir(), "public")
	killed, partly := 0, 0
	for i := 0; killed < often(20, 200) && i < often(60, 800); i++ {
		v := i % 2
		if i%7 == 6 {
			out = filepath.Join(t.TempDir(), "public") // the first build of a folder
		}
		cmd := exec.Command(program, "build", "--content", in[v], "--out", out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			time.Sleep(time.Duration(rng.Int64N(int64(took))))
		} else {
			awaitMoves(filepath.Join(out, ".fieldbook/stage"), 2*took)
			time.Sleep(time.Duration(rng.Int64N(int64(5 * time.Millisecond))))
		}
		_ = cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		there := files(t, out)
		for name, data := range there {
			if !bytes.Equal(data, fresh[0][name]) && !bytes.Equal(data, fresh[1][name]) {
				t.Errorf("kill %d: %s is not whole", i, name)
			}
		}
		for _, gone := range missing(there) {
			t.Errorf("kill %d: %s", i, gone)
		}
		if len(there) > 0 && !same(there, fresh[0]) && !same(there, fresh[1]) {
			partly++
		}
		if i%3 == 2 { // otherwise the next build finds what the kill has left
			if r := generate(t, in[v], "build", "--content", in[v], "--out", out); r.code != 0 {
				t.Fatal(r.said)
			}
			if !same(files(t, out), fresh[v]) {
				t.Errorf("after kill %d the next build is not as a fresh one", i)
			}
		}
	}
	t.Logf("%d killed, %d of them while files were moved", killed, partly)
}

// awaitMoves waits until staged files begin to leave for their places.
func awaitMoves(stage string, patience time.Duration) {
	most := 0
	for end := time.Now().Add(patience); time.Now().Before(end); {
		entries, _ := os.ReadDir(stage) // none while it is not there
		if len(entries) < most {
			return
		}
		most = len(entries)
	}
}

// TestReaders reads pages while builds go on: a file that a page names is
// there, unless the page has changed meanwhile.
func TestReaders(t *testing.T) {
	in := versions(t)
	out := filepath.Join(t.TempDir(), "public")
	build := func(v int) {
		if r := generate(t, in[v], "build", "--content", in[v], "--out", out); r.code != 0 {
			t.Fatal(r.said)
		}
	}
	build(0)
	done := make(chan struct{})
	reads := make(chan int)
	go func() {
		n := 0
		for rng := rand.New(rand.NewPCG(3, 4)); ; n++ {
			select {
			case <-done:
				reads <- n
				return
			default:
			}
			walkAsReader(t, out, rng)
		}
	}()
	for i := range often(8, 200) {
		build((i + 1) % 2)
	}
	close(done)
	if n := <-reads; n < 10 {
		t.Errorf("only %d walks", n)
	} else {
		t.Logf("%d walks", n)
	}
}

// walkAsReader starts at the home page and follows links at random.
func walkAsReader(t *testing.T, out string, rng *rand.Rand) {
	at := "index.html"
	for range 6 {
		data, err := os.ReadFile(filepath.Join(out, at))
		if err != nil {
			return // a link that was followed too late
		}
		names := named(at, data)
		for _, name := range names {
			if _, err := os.Stat(filepath.Join(out, name)); err == nil {
				continue
			}
			again, err := os.ReadFile(filepath.Join(out, at))
			if err == nil && bytes.Equal(again, data) {
				if _, err := os.Stat(filepath.Join(out, name)); err != nil {
					t.Errorf("%s names %s", at, name)
				}
			}
		}
		if len(names) == 0 {
			return
		}
		at = names[rng.IntN(len(names))]
	}
}
