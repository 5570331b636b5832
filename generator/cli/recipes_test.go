package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/pelletier/go-toml/v2"

	"fieldbook/generator/output"
	"fieldbook/generator/testfiles"
)

// recipe is a block of code in the documentation: of README.md and docs/.
type recipe struct{ file, language, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func recipes(t *testing.T, language string) []recipe {
	t.Helper()
	guides, err := filepath.Glob("../../docs/*/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatal("no docs", err)
	}
	guides = append(guides, "../../README.md")
	var found []recipe
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
			if language == "" || m[1] == language {
				found = append(found, recipe{guide, m[1], m[2]})
			}
		}
	}
	return found
}

// needed finds a program, without which a test is skipped; in CI it must be there.
func needed(t *testing.T, name string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	return program
}

// published is the sample, published for /handbook/ with compressed files.
func published(t *testing.T) string {
	t.Helper()
	testfiles.Cache(t)
	dir := t.TempDir()
	for _, args := range [][]string{{"init", "--from", "sample", dir}, {"build", "--content", filepath.Join(dir, "content"), "--out", filepath.Join(dir, "public"), "--base-url", "https://example.org/handbook/", "--precompress"}} {
		var said bytes.Buffer
		if code := run(args, &said, &said); code != exitOK {
			t.Fatal(said.String())
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil { // servers may run as another user
		t.Fatal(err)
	}
	return filepath.Join(dir, "public")
}

// TestRecipesAreWhole parses each recipe by the language that it is in.
func TestRecipesAreWhole(t *testing.T) {
	sh, nvim := needed(t, "sh"), needed(t, "nvim")
	parse := map[string]func(r recipe, file string) error{
		"sh": func(_ recipe, file string) error { return said(exec.Command(sh, "-n", file)) },
		"lua": func(_ recipe, file string) error {
			return said(exec.Command(nvim, "--headless", "--clean", "-n", "-c", `lua local f, e = loadfile(`+fmt.Sprintf("%q", file)+`) if not f then print(e) vim.cmd("cquit") end`, "-c", "qa"))
		},
		"json": func(r recipe, _ string) error { return json.Unmarshal([]byte(r.text), new(any)) },
		"toml": func(r recipe, _ string) error { return toml.Unmarshal([]byte(r.text), new(any)) },
		"elisp": func(r recipe, _ string) error {
			if strings.Count(r.text, "(") != strings.Count(r.text, ")") || strings.Count(r.text, `"`)%2 != 0 {
				return fmt.Errorf("brackets or quotes are left open")
			}
			return nil
		},
		"js": func(r recipe, _ string) error {
			if made := api.Transform(r.text, api.TransformOptions{Format: api.FormatESModule}); len(made.Errors) > 0 {
				return errors.New(made.Errors[0].Text)
			}
			return nil
		},
		"yaml":  func(recipe, string) error { return nil },                                                         // TestYAMLRecipes
		"text":  func(recipe, string) error { return nil },                                                         // what is printed, or typed elsewhere
		"nginx": func(recipe, string) error { return nil }, "caddyfile": func(recipe, string) error { return nil }, // TestNginx, TestCaddy
	}
	for i, r := range recipes(t, "") {
		file := filepath.Join(t.TempDir(), fmt.Sprint(i))
		testfiles.Write(t, file, r.text)
		if do := parse[r.language]; do == nil {
			t.Errorf("%s: no test reads a block of %q", r.file, r.language)
		} else if err := do(r, file); err != nil {
			t.Errorf("%s: %v in\n%s", r.file, err, r.text)
		}
	}
}

func said(cmd *exec.Cmd) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

const (
	rules    = "# Rules\n\nCall before noon.\n"
	document = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Call before noon.</w:t></w:r></w:p></w:body></w:document>`
	drawing  = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
)

// atHome makes a sample in a folder of its own, with what recipes speak of beside it,
// and works in it.
func atHome(t *testing.T) {
	t.Helper()
	testfiles.Cache(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	if code := run([]string{"init", "--from", "sample", filepath.Join(home, "site")}, io.Discard, io.Discard); code != exitOK {
		t.Fatal(code)
	}
	testfiles.Fill(t, home, map[string]string{
		"vault/Rules.md": rules, "vault/.obsidian/app.json": "{}", "project/mkdocs.yml": "site_name: Rules\n", "project/docs/index.md": rules,
		"site/mkdocs.yml": "site_name: Rules\n", "site/docs/index.md": rules,
	})
	for name, files := range map[string]map[string]string{
		"export.zip": {"Rules 0123456789abcdef0123456789abcdef.md": rules},
		"rules.docx": {"word/document.xml": document},
	} {
		testfiles.Write(t, filepath.Join(home, "site", name), string(testfiles.Zip(t, files)))
	}
	t.Chdir(filepath.Join(home, "site"))
}

var (
	inside = regexp.MustCompile(`(?m)^podman run .* (fieldbook .*)$`)
	ours   = regexp.MustCompile(`^fieldbook |^cd \w+$`) // what is run
)

// TestShellRecipes runs what the documentation has the program do, page by page, as a
// reader would: each begins in the sample, and goes where it leads. What serves does not
// end, so that only its flags are tried.
func TestShellRecipes(t *testing.T) {
	sh := needed(t, "sh")
	ran := 0
	pages := map[string]string{}
	for _, r := range recipes(t, "sh") {
		for line := range strings.Lines(inside.ReplaceAllString(r.text, "$1")) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "fieldbook serve") {
				line, _, _ = strings.Cut(line, "  #")
				line += " --help"
			}
			if ours.MatchString(line) {
				pages[r.file] += line + "\n"
				ran++
			}
		}
	}
	for file, script := range pages {
		t.Run(filepath.Base(file), func(t *testing.T) {
			atHome(t)
			if err := said(exec.Command(sh, "-ec", script)); err != nil {
				t.Errorf("%v\nof\n%s", err, script)
			}
		})
	}
	if ran < 20 {
		t.Errorf("only %d commands", ran)
	}
}

// TestContainerRecipes holds the lines for a container against what the file says that
// makes its image; what is mounted must be writable.
func TestContainerRecipes(t *testing.T) {
	container, err := os.ReadFile("../../Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	contained := 0
	for _, r := range recipes(t, "sh") {
		for _, m := range inside.FindAllStringSubmatch(r.text, -1) {
			contained++
			if !strings.Contains(string(container), "\n#   "+m[0]+"\n") {
				t.Errorf("Containerfile has another line than %s", m[0])
			}
			if strings.HasPrefix(m[1], "fieldbook build") && !strings.Contains(m[0], `--userns=keep-id --user "$(id -u):$(id -g)"`) {
				t.Errorf("nobody may write what is mounted: %s", m[0])
			}
		}
	}
	if contained < 2 {
		t.Errorf("%d commands in a container", contained)
	}
}

// TestYAMLRecipes builds a site with each block of YAML: its first line says which file
// it is, or that it is the front matter of a page.
func TestYAMLRecipes(t *testing.T) {
	blocks := recipes(t, "yaml")
	for i, r := range blocks {
		t.Run(fmt.Sprint(filepath.Base(r.file), i), func(t *testing.T) {
			atHome(t)
			name, _, _ := strings.Cut(strings.TrimPrefix(r.text, "# "), "\n")
			text := r.text
			if name == "front matter" {
				name, text = "content/tried.md", "---\n"+r.text+"---\n\nText.\n"
			}
			testfiles.Fill(t, ".", map[string]string{
				name: text, "content/logo.svg": drawing, "content/icon.svg": drawing, "content/brand.css": "h1 { letter-spacing: 0 }\n",
				"content/imprint.md": rules, "content/report-intro.md": rules,
			})
			var out bytes.Buffer
			if code := run([]string{"check"}, &out, &out); code != exitOK {
				t.Errorf("%s\nof\n%s", out.String(), text)
			}
		})
	}
	if len(blocks) < 3 {
		t.Errorf("%d blocks", len(blocks))
	}
}

// served is what a server must say of a file below the site's address.
type served struct {
	path, kind, cache string
	code              int
}

// serves holds a server, that was started with the published sample, against what
// hosts must send.
func serves(t *testing.T, site, address string, kept string) {
	t.Helper()
	asset := func(pattern string) string {
		files, err := filepath.Glob(filepath.Join(site, "assets", pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		return "assets/" + filepath.Base(files[0])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, want := range []served{
		{"", "text/html; charset=utf-8", "no-cache", 200},
		{"sweet-spot/distance.html", "text/html; charset=utf-8", "no-cache", 200},
		{"sweet-spot/distance.md", "text/markdown; charset=utf-8", "no-cache", 200},
		{"llms.txt", "text/plain; charset=utf-8", "no-cache", 200},
		{"robots.txt", "text/plain; charset=utf-8", "no-cache", 200},
		{"site.webmanifest", "application/manifest+json", "no-cache", 200},
		{"search/index.js", "", "no-cache", 200},
		{asset("*.css"), "text/css", kept, 200},
		{asset("*.js"), "", kept, 200},
		{"none.html", "text/html; charset=utf-8", "", 404},
		{".fieldbook/manifest", "", "", 0},
	} {
		for _, encoding := range []string{"identity", "gzip"} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+want.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Accept-Encoding", encoding)
			answer, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			h := answer.Header
			if want.code == 0 && answer.StatusCode >= 400 {
				continue
			}
			if answer.StatusCode != want.code || !strings.HasPrefix(h.Get("Content-Type"), want.kind) || want.cache != "" && strings.Join(h["Cache-Control"], ", ") != want.cache {
				t.Errorf("%s (%s): %d, %q, Cache-Control %q; want %v", want.path, encoding, answer.StatusCode, h.Get("Content-Type"), h["Cache-Control"], want)
			}
			for _, header := range output.Headers {
				if h.Get(header[0]) != header[1] {
					t.Errorf("%s (%s): %s is %q", want.path, encoding, header[0], h.Get(header[0]))
				}
			}
		}
	}
	answer, err := client.Get(strings.TrimSuffix(address, "/"))
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusMovedPermanently || !strings.HasSuffix(answer.Header.Get("Location"), "/handbook/") {
		t.Errorf("without a slash: %s, %s", answer.Status, answer.Header.Get("Location"))
	}
}

// filled puts a test's own folder and address into the one recipe of a server.
func filled(t *testing.T, language, site string, own ...string) string {
	t.Helper()
	found := recipes(t, language)
	if len(found) != 1 {
		t.Fatalf("%d recipes", len(found))
	}
	text := found[0].text
	for i := 0; i < len(own); i += 2 {
		if !strings.Contains(text, own[i]) {
			t.Fatalf("the recipe has no %s", own[i])
		}
		text = strings.ReplaceAll(text, own[i], own[i+1])
	}
	return strings.ReplaceAll(text, "/srv/fieldbook/public", filepath.ToSlash(site))
}

// free is an address that nobody listens at.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// start runs a server until the test ends, and waits until it answers.
func start(t *testing.T, address string, cmd *exec.Cmd) {
	t.Helper()
	var said testfiles.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }() // by us, or by what it says
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
		if t.Failed() {
			t.Log(said.String())
		}
	})
	for end := time.After(30 * time.Second); ; {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return
		}
		select {
		case <-ended:
			t.Fatal("it has ended")
		case <-end:
			t.Fatal("it does not answer")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// TestNginx serves the sample by the recipe for nginx.
func TestNginx(t *testing.T) {
	nginx := needed(t, "nginx")
	site, address, dir := published(t), free(t), t.TempDir()
	types := "/etc/nginx/mime.types"
	recipe := filled(t, "nginx", site, "listen 80;", "listen "+address+";")
	temporary := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temporary += kind + "_temp_path " + filepath.Join(dir, kind) + ";\n"
	}
	testfiles.Write(t, filepath.Join(dir, "nginx.conf"), "daemon off;\nmaster_process off;\nerror_log stderr;\npid "+filepath.Join(dir, "pid")+";\nevents {}\nhttp {\naccess_log off;\ninclude "+types+";\n"+temporary+recipe+"}\n")
	start(t, address, exec.Command(nginx, "-p", dir, "-c", filepath.Join(dir, "nginx.conf")))
	serves(t, site, "http://"+address+"/handbook/", "max-age=31536000")
}

// TestCaddy serves the sample by the recipe for Caddy.
func TestCaddy(t *testing.T) {
	caddy := needed(t, "caddy")
	site, address, dir := published(t), free(t), t.TempDir()
	recipe := filled(t, "caddyfile", site, "example.org {", "http://"+address+" {")
	testfiles.Write(t, filepath.Join(dir, "Caddyfile"), "{\n\tadmin off\n}\n"+recipe)
	start(t, address, exec.Command(caddy, "run", "--adapter", "caddyfile", "--config", filepath.Join(dir, "Caddyfile")))
	serves(t, site, "http://"+address+"/handbook/", "public, max-age=31536000, immutable")
}
