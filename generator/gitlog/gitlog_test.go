package gitlog

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository is a git repository of the test's own.
type repository struct {
	*testing.T
	dir string
}

func newRepository(t *testing.T) *repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("git is needed")
		}
		t.Skip("git is not installed")
	}
	r := &repository{t, t.TempDir()}
	r.git("init", "-q")
	return r
}

func (r *repository) git(args ...string) {
	r.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgSign=false"}, args...)...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// commit writes a file and commits it on a day.
func (r *repository) commit(day, file, text string) {
	r.Helper()
	name := filepath.Join(r.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		r.Fatal(err)
	}
	r.Setenv("GIT_COMMITTER_DATE", day+"T12:00:00Z")
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "x", "--date", day+"T12:00:00Z")
}

// TestDays gives each file the day of its last commit.
func TestDays(t *testing.T) {
	r := newRepository(t)
	r.commit("2026-01-01", "content/a.md", "one")
	r.commit("2026-01-02", "content/sub/grüße ö.md", "one")
	r.commit("2026-01-03", "other.md", "one")
	r.commit("2026-01-04", "content/a.md", "two")
	r.commit("2026-01-05", "content/gone.md", "one")
	r.git("rm", "-q", "content/gone.md")
	r.commit("2026-01-06", "content/b.md", "one")
	if err := os.WriteFile(filepath.Join(r.dir, "content/new.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	days, reason := Read(filepath.Join(r.dir, "content"))
	if reason != "" || len(days) != 3 || days["a.md"].String() != "2026-01-04" || days["sub/grüße ö.md"].String() != "2026-01-02" || days["b.md"].String() != "2026-01-06" {
		t.Errorf("%v, %q", days, reason)
	}
	r.commit("2026-02-01", "content/b.md", "two") // the days are kept for one commit alone
	if days, _ = Read(filepath.Join(r.dir, "content")); days["b.md"].String() != "2026-02-01" {
		t.Errorf("after another commit: %v", days)
	}
	shallow := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth", "1", "file://"+r.dir, shallow)
	if days, reason := Read(filepath.Join(shallow, "content")); days != nil || !strings.Contains(reason, "shallow") {
		t.Errorf("shallow: %v, %q", days, reason)
	}
	bare := filepath.Join(t.TempDir(), "bare")
	r.git("clone", "-q", "--bare", "file://"+r.dir, bare)
	if days, reason := Read(bare); days != nil || !strings.Contains(reason, "no work tree") {
		t.Errorf("bare: %v, %q", days, reason)
	}
}

// TestNoDays says why there are none.
func TestNoDays(t *testing.T) {
	r := newRepository(t)
	if days, reason := Read(r.dir); days != nil || reason != "the git repository has no commit yet" {
		t.Errorf("%v, %q", days, reason)
	}
	if days, reason := Read(t.TempDir()); days != nil || reason != "the content is in no git repository" {
		t.Errorf("%v, %q", days, reason)
	}
	t.Setenv("PATH", t.TempDir())
	if days, reason := Read(r.dir); days != nil || reason != "git is not installed" {
		t.Errorf("%v, %q", days, reason)
	}
}

// TestTexts gives files as the last commit has them, whatever they are now.
func TestTexts(t *testing.T) {
	r := newRepository(t)
	content := filepath.Join(r.dir, "content")
	if got := Texts(r.dir, []string{"a.md"}); len(got) > 0 {
		t.Errorf("before a commit: %q", got)
	}
	r.commit("2026-01-01", "content/a.md", "one\n")
	r.commit("2026-01-02", "content/sub/grüße ö.md", "")
	for _, file := range []string{"a.md", "new.md"} {
		if err := os.WriteFile(filepath.Join(content, file), []byte("two"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := Texts(content, []string{"new.md", "a.md", "sub", "sub/grüße ö.md"})
	if len(got) != 2 || string(got["a.md"]) != "one\n" || got["sub/grüße ö.md"] == nil {
		t.Errorf("%q", got)
	}
	if got := Texts(t.TempDir(), []string{"a.md"}); len(got) > 0 {
		t.Errorf("no repository: %q", got)
	}
}
