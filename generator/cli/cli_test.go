package cli

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"fieldbook/generator/testfiles"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fieldbook": Main,
	})
}

// TestScripts runs the program as its users do; each file of testdata/script
// is one behaviour.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error { // the caches of each are its own
			for _, name := range testfiles.Caches {
				e.Setenv(name, filepath.Join(e.WorkDir, ".cache"))
			}
			e.Defer(func() { balanced(e) })
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":  writeBytes,
			"repeat": writeRepeated, "answers": writeAnswers,
		},
	})
}
