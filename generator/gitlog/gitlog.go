// Package gitlog tells when each file of a folder was last changed, from git.
package gitlog

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fieldbook/generator/playbook"
)

// patience bounds how long git may take: a history of 50,000 commits takes a
// few seconds.
const patience = 20 * time.Second

// Days are the days of the last changes, by the paths of files below a folder,
// with slashes.
type Days map[string]playbook.Date

// cache keeps the days of the last state of a folder's history: a preview asks
// at every build.
type cache struct {
	mu     sync.Mutex
	of     string // the folder and its commit
	days   Days
	reason string
}

var last cache

// Read gives the days, or the reason for which there are none: no git, no
// repository, a shallow one, which would give wrong days. Files that are changed
// but not committed have the day of their last commit, new ones none.
func Read(dir string) (days Days, reason string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	commit, reason := state(ctx, dir)
	if reason != "" {
		return nil, reason
	}
	last.mu.Lock()
	defer last.mu.Unlock()
	if key := dir + " " + commit; last.of != key {
		last.days, last.reason = walk(ctx, dir)
		last.of = key
	}
	return last.days, last.reason
}

// state gives the folder's commit, or why its history cannot be used.
func state(ctx context.Context, dir string) (commit, reason string) {
	out, err := git(ctx, dir, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD")
	fields := strings.Fields(out)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", "git is not installed"
	case len(fields) < 2:
		return "", "the content is in no git repository"
	case fields[0] != "true":
		return "", "the git repository has no work tree"
	case fields[1] == "true":
		return "", "the git repository is shallow: fetch all of its history (fetch-depth: 0)"
	case err != nil || len(fields) < 3:
		return "", "the git repository has no commit yet"
	}
	return fields[2], ""
}

// walk reads the history once, the newest commit first: a file's first mention
// is its last change. It stops when every file that is there now was met.
func walk(ctx context.Context, dir string) (Days, string) {
	listed, err := git(ctx, dir, "ls-files", "-z", "--", ".")
	if err != nil {
		return nil, "git lists no files: " + err.Error()
	}
	missing := map[string]bool{}
	for file := range strings.SplitSeq(listed, "\x00") {
		if file != "" {
			missing[file] = true
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	// A merge names no files: what it brings stands in the commits that it joins.
	cmd := command(ctx, dir, "log", "--format=%x01%cs", "--name-only", "-z", "--relative", "--no-renames", "--", ".")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, "git tells no history: " + err.Error()
	}
	days := Days{}
	var day playbook.Date
	for in := bufio.NewReader(out); len(missing) > 0; {
		text, err := in.ReadString(0)
		if text = strings.Trim(text, "\n\x00"); text == "" && err != nil {
			break
		}
		if written, isDay := strings.CutPrefix(text, "\x01"); isDay {
			if day.UnmarshalText([]byte(strings.TrimSpace(written))) != nil {
				day = playbook.Date{}
			}
			continue
		}
		if missing[text] && !day.IsZero() {
			days[filepath.ToSlash(text)] = day
			delete(missing, text)
		}
	}
	stop() // git need not go on
	_ = cmd.Wait()
	if err := context.Cause(ctx); errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Sprintf("git took longer than %s", patience)
	}
	return days, ""
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	out, err := command(ctx, dir, args...).Output()
	return string(out), err
}

// command is git in a folder, without a user's settings that change its output.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotePath=false", "-c", "log.showSignature=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}
