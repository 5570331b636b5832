package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"fieldbook/generator/linkcheck"
	"fieldbook/generator/testfiles"
)

// balanced holds each page that a script has published to what HTML is: no element
// is left open, and none is closed that is not.
func balanced(e *testscript.Env) {
	_ = filepath.WalkDir(e.WorkDir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" || !strings.Contains(file, string(filepath.Separator)+"public"+string(filepath.Separator)) {
			return nil
		}
		if data, err := os.ReadFile(file); err == nil && bytes.Contains(data, []byte("<main")) { // made by the templates
			if why := testfiles.Unbalanced(string(data)); why != "" {
				e.T().Log(file + ": " + why)
				e.T().FailNow()
			}
		}
		return nil
	})
}

// writeBytes is the script command "bytes FILE TEXT", where TEXT may hold the
// escapes of a Go string: a script is text, and some inputs are not.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// writeRepeated is the script command "repeat FILE TEXT N".
func writeRepeated(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat FILE TEXT N")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(text, n)), 0o644))
}

// writeAnswers is the script command "answers FILE [ADDRESS STATE DETAIL]...": what
// hosts said just now, as check --external keeps it.
func writeAnswers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args)%3 != 1 {
		ts.Fatalf("usage: answers FILE [ADDRESS STATE DETAIL]...")
	}
	kept := map[string]linkcheck.Answer{}
	for i := 1; i < len(args); i += 3 {
		kept[args[i]] = linkcheck.Answer{State: linkcheck.State(args[i+1]), To: args[i+2], Why: args[i+2], Asked: time.Now()}
	}
	data, err := json.Marshal(kept)
	ts.Check(err)
	file := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
	ts.Check(os.WriteFile(file, data, 0o644))
}
