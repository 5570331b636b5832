package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"fieldbook/generator/testfiles"
)

// TestTakeOutput: what is printed by anybody goes to standard error, once the real
// output is taken.
func TestTakeOutput(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func(before *os.File) { os.Stdout = before; _ = out.Close() }(os.Stdout)
	os.Stdout = out
	taken := takeOutput()
	fmt.Print("")
	if taken != out || os.Stdout != os.Stderr {
		t.Errorf("%v is taken, and %v printed to", taken, os.Stdout)
	}
}

// TestOneOutput: nothing but takeOutput reaches for the real standard output, or
// prints to it.
func TestOneOutput(t *testing.T) {
	reaches := regexp.MustCompile(`\bos\.Stdout\b|\bfmt\.Print|\bsyscall\.Stdout\b|[^.\w]print(ln)?\(`)
	seen := 0
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if base := filepath.Base(name); base == "growth" || base == "reading" { // programs of their own
			return fs.SkipDir
		}
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		seen++
		if filepath.Base(name) != "stdout.go" && reaches.Match(text) {
			t.Errorf("%s: %s", name, reaches.Find(text))
		}
		return err
	})
	if err != nil || seen < 100 {
		t.Errorf("%d files: %v", seen, err)
	}
}

// full is an output that takes nothing.
type full struct{}

// Write implements io.Writer.
func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestUnwritableOutput: a command whose output cannot be written fails with one
// error, whichever it is.
func TestUnwritableOutput(t *testing.T) {
	testfiles.Cache(t)
	t.Chdir(t.TempDir())
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func(before *os.File) { os.Stdin = before; _ = in.Close() }(os.Stdin)
	os.Stdin = in
	if code := run([]string{"init", "--from", "sample"}, io.Discard, io.Discard); code != exitOK {
		t.Fatal("init", code)
	}
	if code := run([]string{"build"}, io.Discard, io.Discard); code != exitOK {
		t.Fatal("build", code)
	}
	testfiles.Write(t, "leads.csv", "name,drive\nA,20\n")
	testfiles.Write(t, "notes/note.md", "# Note\n")
	testfiles.Write(t, "run.json", `{"format":"fieldbook-runs","version":1,"checklist":"partner-cadence","runs":[{"id":"a","name":"A","note":"","answers":{},"notes":{}}]}`)
	tried := map[string]bool{"serve": true, "mcp": true, "lsp": true} // which say nothing until they are asked
	for _, line := range []string{
		"init other", "import notes brought", "new playbook finding/fairs", "new checklist finding/fair", "new accessibility", "questions", "questions --format json", "check", "explain", "explain dead-link", "check --format json", "check --format github", "build", "outline",
		"score sweet-spot-client leads.csv", "score sweet-spot-client leads.csv --json", "score sweet-spot-client leads.csv --outcome name", "report partner-cadence run.json", "form partner-cadence", "search drive", "search drive --json", "move sweet-spot/distance.md sweet-spot/far.md", "rename fact P1 X901 --dry-run",
		"schema", "schema bands", "words", "words de", "licenses", "completion bash", "completion zsh", "completion fish", "completion powershell", "--help", "--version", "help", "build --help",
	} {
		args := strings.Fields(line)
		tried[args[0]] = true
		var said bytes.Buffer
		code := run(args, full{}, &said)
		if code != exitMistakes || strings.Count(said.String(), "error:") != 1 || !strings.Contains(said.String(), "error: standard output: no space left\n") {
			t.Errorf("%s: exit code %d: %s", line, code, said.String())
		}
	}
	for _, cmd := range (&program{}).root().Commands() {
		if !tried[cmd.Name()] && cmd.RunE != nil || !tried[cmd.Name()] && hasRunning(cmd) {
			t.Errorf("%s is not tried", cmd.Name())
		}
	}
}

func hasRunning(cmd *cobra.Command) bool {
	for _, sub := range cmd.Commands() {
		if sub.Runnable() {
			return true
		}
	}
	return false
}

// pieces are what a writer passes through, and what libraries stumble over.
var pieces = []string{
	`$\hat$`, `$\vec$`, `$\bar$`, `$\tilde$`, `$\dot$`, `$\overline$`, `$\underline$`, `$\hat\hat$`, `$$\frac$$`, `$\fooo{a}$`, `$\sqrt[$`, `$a^{`, `$\left($`,
	"```js\n#", "```\n", "~~~go\n\"\"\"", "| a | b |\n|---|---|\n| `x|y` |", "[a](", "![[x", "[[a|", "<A>", "<b", "{% x %}", "{{< x", "%%a", "<!-- a", "[^1]", ":::note", "- [ ] a", "---", "\\", "\x00", "\xff", "\u202e", "Ａ", "# ", "> ", "\n\n", " ", "a",
}

// TestNothingElseIsPrinted: whatever a page holds, standard output has the protocol
// alone.
func TestNothingElseIsPrinted(t *testing.T) {
	program := filepath.Join(t.TempDir(), "fieldbook")
	if said, err := exec.Command("go", "build", "-o", program, "fieldbook/generator").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	testfiles.Cache(t) // after the compiler's
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	testfiles.Write(t, filepath.Join(content, "site.yaml"), "title: A site\n")
	testfiles.Write(t, filepath.Join(content, "index.md"), "# Home\n")
	random := rand.New(rand.NewPCG(1, 2))
	var lsp, mcp bytes.Buffer
	frame := func(v any) {
		data, _ := json.Marshal(v)
		fmt.Fprintf(&lsp, "Content-Length: %d\r\n\r\n%s", len(data), data)
	}
	type object = map[string]any
	frame(object{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": object{"rootPath": dir}})
	const start = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}` + "\n" + `{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n"
	mcp.WriteString(start)
	const pages = 200
	for i := range pages {
		text := "# Page\n\n"
		if i < len(pieces) {
			text += pieces[i]
		}
		for range random.IntN(12) {
			text += pieces[random.IntN(len(pieces))]
		}
		name := filepath.Join(content, fmt.Sprintf("p%d.md", i))
		testfiles.Write(t, name, text)
		uri := "file://" + filepath.ToSlash(name)
		frame(object{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": object{"textDocument": object{"uri": uri, "languageId": "markdown", "version": 1, "text": text + "\n"}}})
		frame(object{"jsonrpc": "2.0", "id": i + 1, "method": "textDocument/documentSymbol", "params": object{"textDocument": object{"uri": uri}}})
		fmt.Fprintf(&mcp, `{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"read_page","arguments":{"page":"p%d.md"}}}`+"\n", i+1, i)
	}
	frame(object{"jsonrpc": "2.0", "id": pages + 1, "method": "shutdown"})
	frame(object{"jsonrpc": "2.0", "method": "exit"})
	output := func(in io.Reader, args ...string) []byte {
		cmd := exec.Command(program, append(args, "--no-cache")...)
		cmd.Dir, cmd.Stdin = dir, in
		out, _ := cmd.Output()
		return out
	}

	var mistakes []object
	if out := output(nil, "check", "--format", "json"); json.Unmarshal(out, &mistakes) != nil || len(mistakes) == 0 {
		t.Errorf("check: %.300s", out)
	}
	answers := 0
	for line := range strings.Lines(string(output(&mcp, "mcp", "--lenient"))) {
		answers += isMessage(t, []byte(line))
	}
	if answers != pages+1 {
		t.Errorf("mcp: %d answers", answers)
	}
	answers = 0
	for rest := output(&lsp, "lsp"); len(rest) > 0; {
		var length int
		if n, err := fmt.Sscanf(string(rest[:min(len(rest), 60)]), "Content-Length: %d\r\n\r\n", &length); n != 1 {
			t.Fatalf("lsp: %v: %.300s", err, rest)
		}
		_, after, _ := bytes.Cut(rest, []byte("\r\n\r\n"))
		answers += isMessage(t, after[:length])
		rest = after[length:]
	}
	if answers != pages+2 {
		t.Errorf("lsp: %d answers", answers)
	}
}

// isMessage counts an answer as one, and anything else of the protocol as none.
func isMessage(t *testing.T, text []byte) int {
	t.Helper()
	var m struct {
		JSONRPC string
		ID      *int
		Method  string
	}
	if err := json.Unmarshal(text, &m); err != nil || m.JSONRPC != "2.0" {
		t.Fatalf("no message: %.300s", text)
	}
	if m.ID != nil && m.Method == "" {
		return 1
	}
	return 0
}
