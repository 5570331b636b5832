package scaffold

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"
)

// program stands for a release's binary: it tells what it was called with, and builds.
const program = "#!/bin/sh\necho \"fieldbook $*\"\n[ \"$1\" != build ] || { mkdir -p public; echo >public/index.html; }\n"

const system = runtime.GOOS + "-" + runtime.GOARCH

// host serves a release, and counts how often it is asked; status is what it says.
type host struct {
	*httptest.Server
	text   string
	status int
	asked  int
	client []string // what a client must know to trust it
}

func newHost(t *testing.T) *host {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("fieldbook.sh is the shell's")
	}
	h := &host{text: program, status: http.StatusOK}
	h.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.asked++
		if r.URL.Path != "/acme/fieldbook/releases/download/v1.2.3/fieldbook-v1.2.3-"+system {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(h.status)
		io.WriteString(w, h.text)
	}))
	t.Cleanup(h.Close)
	trusted := filepath.Join(t.TempDir(), "trusted.pem")
	if err := os.WriteFile(trusted, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.Certificate().Raw}), 0o644); err != nil {
		t.Fatal(err)
	}
	h.client = []string{"CURL_CA_BUNDLE=" + trusted, "SSL_CERT_FILE=" + trusted}
	return h
}

// release is what the host has, with the sum of the program.
func (h *host) release() Release {
	sum := sha256.Sum256([]byte(program))
	return Release{Home: h.URL + "/acme/fieldbook", Version: "v1.2.3", Sums: map[string]string{system: hex.EncodeToString(sum[:]), "plan9-arm": strings.Repeat("0", 64)}}
}

// desk is a folder that holds a fieldbook.sh, and a home beside it.
type desk struct {
	t    *testing.T
	dir  string
	with []string
}

func newDesk(t *testing.T, r Release, with ...string) *desk {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "fieldbook.sh"), r.Script(), 0o644); err != nil {
		t.Fatal(err)
	}
	return &desk{t, dir, append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Join(dir, "home")}, with...)}
}

func (d *desk) sh(line string) (string, error) {
	d.t.Helper()
	cmd := exec.Command("sh", "-ec", line)
	cmd.Dir, cmd.Env = d.dir, d.with
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// refused wants a line to end as an error does, with a hint, and with nothing kept.
func (d *desk) refused(line string, says ...string) {
	d.t.Helper()
	out, err := d.sh(line)
	if err == nil || !strings.Contains(out, "error: ") || !strings.Contains(out, "\n\thint: ") || strings.Contains(out, "fieldbook check") {
		d.t.Errorf("%v: %s", err, out)
	}
	for _, say := range says {
		if !strings.Contains(out, say) {
			d.t.Errorf("%q does not say %q", out, say)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(d.dir, "home/.cache/fieldbook-program/*")); len(left) > 0 {
		d.t.Errorf("%v are left", left)
	}
}

// TestScript: the program is fetched once, held against its sum each time, and run.
func TestScript(t *testing.T) {
	h := newHost(t)
	d := newDesk(t, h.release(), h.client...)
	for range 2 {
		if out, err := d.sh("sh fieldbook.sh check 'a b'"); err != nil || out != "fieldbook check a b\n" || h.asked != 1 {
			t.Fatalf("%v, asked %d times: %s", err, h.asked, out)
		}
	}
	out, err := d.sh("cat fieldbook.sh | sh -s install && home/.local/bin/fieldbook there")
	if want := "\texport PATH=\"" + d.dir + "/home/.local/bin:$PATH\"\n\nfieldbook --version\nfieldbook there\n"; err != nil || !strings.HasSuffix(out, want) {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := d.sh("PATH=$PWD/bin:$PATH sh fieldbook.sh install \"$PWD/bin\""); err != nil || out != "fieldbook --version\n" {
		t.Errorf("%v: %s", err, out)
	}
	d.sh("echo >>home/.cache/fieldbook-program/fieldbook-v1.2.3-" + system)
	d.refused("sh fieldbook.sh check", "has the sum ", "is removed")
}

// TestScriptByWget: a machine may have that instead of curl.
func TestScriptByWget(t *testing.T) {
	h := newHost(t)
	d := newDesk(t, h.release(), h.client...)
	bin := filepath.Join(d.dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sh", "uname", "tr", "sed", "mkdir", "mv", "rm", "chmod", "sha256sum"} {
		if at, err := exec.LookPath(name); err != nil {
			t.Skip(err)
		} else if err := os.Symlink(at, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	d.with[0] = "PATH=" + bin
	d.refused("sh fieldbook.sh check", "neither curl nor wget")
	wget, err := exec.LookPath("wget")
	if err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(wget, filepath.Join(bin, "wget")); err != nil {
		t.Fatal(err)
	}
	trust := filepath.Join(d.dir, "wgetrc")
	if err := os.WriteFile(trust, []byte("ca_certificate = "+strings.TrimPrefix(h.client[0], "CURL_CA_BUNDLE=")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.with = append(d.with, "WGETRC="+trust)
	if out, err := d.sh("sh fieldbook.sh check"); err != nil || out != "fieldbook check\n" {
		t.Errorf("%v: %s", err, out)
	}
}

// TestScriptRefuses: what cannot be fetched, or is not what it must be, is not run, and
// each says what to do.
func TestScriptRefuses(t *testing.T) {
	h := newHost(t)
	other, none, unknown := h.release(), h.release(), h.release()
	none.Version, unknown.Sums = "", nil
	other.Sums[system] = strings.Repeat("1", 64)
	newDesk(t, none, h.client...).refused("sh fieldbook.sh check", "names no release", "put the fieldbook.sh of a release in its place")
	newDesk(t, Release{}).refused("sh fieldbook.sh check", "names no release")
	newDesk(t, unknown, h.client...).refused("sh fieldbook.sh check", "no sum of fieldbook-v1.2.3-", h.URL+"/acme/fieldbook/releases/download/v1.2.3/fieldbook.sh")
	newDesk(t, other, h.client...).refused("sh fieldbook.sh check", "and must have "+other.Sums[system], "Try again")
	h.status = http.StatusNotFound
	newDesk(t, h.release(), h.client...).refused("sh fieldbook.sh check", "404", "could not be fetched", "the release is there")

	h.Close()
	d := newDesk(t, h.release(), h.client...)
	d.refused("sh fieldbook.sh check", "could not be fetched", "is online", "set HTTPS_PROXY=http://HOST:PORT", "put it to "+d.dir+"/home/.cache/")
	// What is put there by hand is run, if it is the program.
	if err := os.WriteFile(filepath.Join(d.dir, "by-hand"), []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := d.sh("cp by-hand home/.cache/fieldbook-program/fieldbook-v1.2.3-" + system + "; sh fieldbook.sh check"); err != nil || out != "fieldbook check\n" {
		t.Errorf("%v: %s", err, out)
	}
}

// TestScriptBehindProxy: the program is fetched by the proxy that the machine names, and
// a proxy that refuses is named.
func TestScriptBehindProxy(t *testing.T) {
	h := newHost(t)
	through, open := 0, true
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || !open {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		through++
		to, err := net.Dial("tcp", r.Host)
		if err != nil {
			return
		}
		defer to.Close()
		w.WriteHeader(http.StatusOK)
		from, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer from.Close()
		go io.Copy(to, from)
		io.Copy(from, to)
	}))
	defer proxy.Close()
	with := append(h.client, "HTTPS_PROXY="+proxy.URL)
	if out, err := newDesk(t, h.release(), with...).sh("sh fieldbook.sh check"); err != nil || out != "fieldbook check\n" || through != 1 {
		t.Errorf("%v, %d times by the proxy: %s", err, through, out)
	}
	open = false
	newDesk(t, h.release(), with...).refused("sh fieldbook.sh check", "the proxy of HTTPS_PROXY lets it through")
}

// TestRecipes: what each host reads is whole, and its lines check and build a site in a
// clean folder, by the release that fieldbook.sh names.
func TestRecipes(t *testing.T) {
	h := newHost(t)
	for _, name := range Hosts {
		file, text, err := recipe(name)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if strings.HasSuffix(file, ".toml") {
			err = toml.Unmarshal(text, &tree)
		} else {
			err = yaml.Unmarshal(text, &tree)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		lines := commands(tree)
		if name == "cloudflare" { // it is told so on its own pages, and here in words
			lines = []string{"sh fieldbook.sh check && sh fieldbook.sh build"}
			if !strings.Contains(string(text), "#\t"+lines[0]+"\n") {
				t.Errorf("%s: %s", file, text)
			}
		}
		d := newDesk(t, h.release(), append(h.client, "BASE_URL=https://example.org", "URL=https://example.org", "CI_PAGES_URL=https://example.org",
			"COMMIT=abc", "REPOSITORY=acme/site", "TOKEN=secret", "SERVER=file://")...)
		// git pushes to a folder beside: file://token:secret@/acme/site.git is none.
		d.with = append(d.with, "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url."+d.dir+"/pushed.insteadOf", "GIT_CONFIG_VALUE_0=file://token:secret@/acme/site.git")
		out, err := d.sh("git init -q --bare pushed\n" + strings.Join(lines, "\n"))
		if err != nil || !strings.HasPrefix(out, "fieldbook check") || !strings.Contains(out, "\nfieldbook build") {
			t.Errorf("%s: %v: %s\nof %q", file, err, out, lines)
		}
		if _, err := os.Stat(filepath.Join(d.dir, "public/index.html")); err != nil {
			t.Error(err)
		}
		if out, err := d.sh("git -C pushed log --format=%s pages"); name == "forgejo" && out != "The site of abc\n" {
			t.Errorf("%v: %s", err, out)
		}
	}
}

// commands are the lines of the shell in a recipe: in order, those of the last job
// where jobs do the same.
func commands(tree any) []string {
	var all []string
	switch v := tree.(type) {
	case []any:
		for _, one := range v {
			all = append(all, commands(one)...)
		}
	case map[string]any:
		for key, value := range v {
			line, isLine := value.(string)
			lines, isList := value.([]any)
			switch {
			case key == "check": // GitLab's job before a merge
			case isLine && (key == "run" || key == "script" || key == "command"):
				all = append(all, line)
			case isList && key == "script":
				for _, line := range lines {
					all = append(all, line.(string))
				}
			default:
				all = append(all, commands(value)...)
			}
		}
	}
	return all
}
