package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSystems: each test that the table of systems names is there.
func TestSystems(t *testing.T) {
	table, err := os.ReadFile("../../docs/design/systems.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	err = filepath.WalkDir("..", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, "_test.go") {
			var text []byte
			text, err = os.ReadFile(name)
			tests.Write(text)
		}
		return err
	})
	named := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(string(table), -1)
	if err != nil || len(named) < 10 {
		t.Fatal(err, len(named))
	}
	for _, m := range named {
		if !strings.Contains(tests.String(), "func "+m[1]+"(") {
			t.Errorf("there is no %s", m[1])
		}
	}
}
