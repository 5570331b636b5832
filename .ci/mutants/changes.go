package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// change is one that can be made: what stands from at to end of a file becomes now.
type change struct {
	unit          unit
	file          string
	line, at, end int
	old, now      string
	text          string // its line
	place         place  // of what is changed, behind white space
}

func (c change) String() string {
	return fmt.Sprintf("%s → %s in %s", brief(c.old), brief(c.now), brief(c.text))
}

// brief is a text in one short line.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 100 {
		s = string(r[:99]) + "…"
	}
	return s
}

// changes are all that can be made in the units, in their order.
func changes(units []unit) ([]change, error) {
	var all []change
	for _, u := range units {
		for _, file := range u.files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			f := &changed{unit: u, file: file, text: string(text)}
			if filepath.Ext(file) == ".ts" {
				f.script()
			} else if err := f.program(); err != nil {
				return nil, err
			}
			all = append(all, f.all...)
		}
	}
	return all, nil
}

// changed is a file, and what can be changed in it.
type changed struct {
	unit       unit
	file, text string
	all        []change
}

func (f *changed) add(at, end int, now string) {
	line, _, _ := strings.Cut(f.text[strings.LastIndex(f.text[:at], "\n")+1:], "\n")
	code := at + len(f.text[at:]) - len(strings.TrimLeft(f.text[at:], " \t\n"))
	where := place{1 + strings.Count(f.text[:code], "\n"), code - strings.LastIndex(f.text[:code], "\n")}
	f.all = append(f.all, change{f.unit, f.file, 1 + strings.Count(f.text[:at], "\n"), at, end, f.text[at:end], now, line, where})
}

// instead has each operator's counterpart.
var instead = map[string]string{
	"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "===": "!==", "!==": "===",
}

// program finds what can be changed in a file of Go.
func (f *changed) program() error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, f.file, f.text, parser.SkipObjectResolution)
	if err != nil || ast.IsGenerated(file) {
		return err
	}
	place := func(n ast.Node) (at, end int) { return set.Position(n.Pos()).Offset, set.Position(n.End()).Offset }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil // which is not looked at
		case *ast.ForStmt:
			n.Post = nil // without it a loop has no end, which any test notices late
		case *ast.FuncDecl:
			if n.Body != nil {
				at, _ := place(n.Body)
				f.add(at+1, at+1, f.nothing(n.Type.Results, place))
			}
		case *ast.IfStmt:
			at, end := place(n.Cond)
			if b, ok := n.Cond.(*ast.BinaryExpr); !ok || b.Op != token.EQL && b.Op != token.NEQ { // else the other operator does
				f.add(at, end, "!("+f.text[at:end]+")")
			}
		case *ast.BinaryExpr:
			if now := instead[n.Op.String()]; now != "" {
				at := set.Position(n.OpPos).Offset
				f.add(at, at+len(n.Op.String()), now)
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.AssignStmt:
			if a, ok := n.(*ast.AssignStmt); !ok || a.Tok != token.DEFINE {
				at, end := place(n)
				f.add(at, end, "")
			}
		case *ast.BasicLit:
			if now, ok := otherLiteral(n.Value); ok {
				at, end := place(n)
				f.add(at, end, now)
			}
		}
		return true
	})
	return nil
}

// nothing are the statements that return the zero values of results.
func (f *changed) nothing(results *ast.FieldList, place func(ast.Node) (at, end int)) string {
	var declared, names []string
	for i := 0; results != nil && i < len(results.List); i++ {
		at, end := place(results.List[i].Type)
		for range max(1, len(results.List[i].Names)) {
			names = append(names, fmt.Sprint("zero", len(names)))
			declared = append(declared, "var "+names[len(names)-1]+" "+f.text[at:end]+"; ")
		}
	}
	return " " + strings.Join(declared, "") + "return " + strings.Join(names, ", ") + ";"
}

// otherLiteral is an integer one more or less, and nothing for a text that is no
// message: messages have spaces.
func otherLiteral(value string) (now string, ok bool) {
	if n, err := strconv.Atoi(value); err == nil && strconv.Itoa(n) == value {
		return strconv.Itoa(n + 1 - n%2*2), true
	}
	return `""`, len(value) > 2 && strings.ContainsAny(value[:1], "\"`") && !strings.ContainsAny(value, " \n")
}

// patterns are what can be changed in a line of TypeScript, by their last group.
var patterns = []struct {
	*regexp.Regexp
	now func(old string) (string, bool)
}{
	{regexp.MustCompile(` (<=?|>=?|[!=]==|&&|\|\|) `), func(old string) (string, bool) { return instead[old], true }},
	{regexp.MustCompile(`\bif \((.+?)\) [a-z{]`), func(old string) (string, bool) { return "!(" + old + ")", true }},
	{regexp.MustCompile(`("[^"\s]*"|\b\d+\b)`), otherLiteral},
	// A statement of one line.
	{regexp.MustCompile(`^\s*([a-z](?:[.!?\w]|\[[^\]]*\])*(?:\(.*\)| [-+*|&?]*= .*|\+\+|--);)\n$`), func(string) (string, bool) { return "", true }},
	// The beginning of a function, after its bracket.
	{regexp.MustCompile(`^\s*(?:(?:export |async )*function |(?:export )?const \w+ = (?:async )?\(.*=>|(?:private |static |async )*[a-z]\w*(?:<.*>)?\().*\{()\n$`), func(string) (string, bool) { return " return undefined as never;", true }},
}

// noCode begins a line of TypeScript that does nothing.
var noCode = regexp.MustCompile(`^\s*(?:import |//|\*|/\*)`)

// script finds what can be changed in a file of TypeScript, line by line: what is no
// code then does not compile.
func (f *changed) script() {
	at := 0
	for line := range strings.Lines(f.text) {
		if !noCode.MatchString(line) && !strings.HasPrefix(f.text, "// Code generated") {
			for _, p := range patterns {
				for _, m := range p.FindAllStringSubmatchIndex(line, -1) {
					before := line[:m[2]]
					now, ok := p.now(line[m[2]:m[3]])
					if ok && strings.Count(before, `"`)%2 == 0 && !strings.Contains(before, "// ") {
						f.add(at+m[2], at+m[3], now)
					}
				}
			}
		}
		at += len(line)
	}
}
