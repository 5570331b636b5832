package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// longest is how many lines a function may have: what fits a screen.
const longest = 50

func TestFunctionsFitAScreen(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			called := "a function without a name"
			switch n := n.(type) {
			case *ast.FuncDecl:
				called = n.Name.Name
			case *ast.FuncLit:
			default:
				return true
			}
			seen++
			lines := files.Position(n.End()).Line - files.Position(n.Pos()).Line + 1
			if lines > longest {
				t.Errorf("%s: %s has %d lines: part it into steps with names of their own", files.Position(n.Pos()), called, lines)
			}
			return true
		})
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatal(err, seen)
	}
}
