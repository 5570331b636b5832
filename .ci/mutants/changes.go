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

// changes are all that can be made in the units, in their order.
func changes(units []unit) ([]change, error) {
	var all []change
	for _, u := range units {
		for _, file := range u.files {
			source, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			f := &changed{unit: u, file: file, text: string(source)}
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
	start := strings.LastIndex(f.text[:at], "\n") + 1
	line, _, _ := strings.Cut(f.text[start:], "\n")
	f.all = append(f.all, change{f.unit, f.file, 1 + strings.Count(f.text[:at], "\n"), at, end, f.text[at:end], now, line})
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
	offset := func(p token.Pos) int { return set.Position(p).Offset }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil // is visited else
		case *ast.FuncDecl:
			if n.Body != nil && len(n.Body.List) > 0 {
				f.add(offset(n.Body.Lbrace)+1, offset(n.Body.Lbrace)+1, f.nothing(n.Type.Results, offset))
			}
		case *ast.IfStmt:
			if b, ok := n.Cond.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
				break // so does another operator
			}
			f.add(offset(n.Cond.Pos()), offset(n.Cond.End()), "!("+f.text[offset(n.Cond.Pos()):offset(n.Cond.End())]+")")
		case *ast.BinaryExpr:
			if other := instead[n.Op.String()]; other != "" {
				f.add(offset(n.OpPos), offset(n.OpPos)+len(n.Op.String()), other)
			}
		case *ast.BlockStmt:
			f.drop(n.List, offset)
		case *ast.CaseClause:
			f.drop(n.Body, offset)
		case *ast.BasicLit:
			f.literal(n.Value, offset(n.Pos()))
		}
		return true
	})
	return nil
}

// nothing is the statement that returns the zero values of results.
func (f *changed) nothing(results *ast.FieldList, offset func(token.Pos) int) string {
	declared, names := "", []string{}
	for i := range results.NumFields() {
		names = append(names, fmt.Sprint("zero", i))
	}
	left := names
	for _, r := range fieldsOf(results) {
		n := max(1, len(r.Names))
		declared += fmt.Sprintf(" var %s %s;", strings.Join(left[:n], ", "), f.text[offset(r.Type.Pos()):offset(r.Type.End())])
		left = left[n:]
	}
	return declared + " return " + strings.Join(names, ", ") + ";"
}

func fieldsOf(l *ast.FieldList) []*ast.Field {
	if l == nil {
		return nil
	}
	return l.List
}

// drop leaves out one of some statements: a call or an assignment.
func (f *changed) drop(list []ast.Stmt, offset func(token.Pos) int) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		case *ast.ExprStmt, *ast.IncDecStmt:
		default:
			continue
		}
		f.add(offset(s.Pos()), offset(s.End()), "")
	}
}

// literal makes an integer one more or less, and a text that is no message empty:
// messages have spaces.
func (f *changed) literal(value string, at int) {
	if n, err := strconv.Atoi(value); err == nil && strconv.Itoa(n) == value {
		f.add(at, at+len(value), strconv.Itoa(n+1-at%2*2))
	} else if len(value) > 2 && strings.ContainsAny(value[:1], "\"`") && !strings.ContainsAny(value, " \n") {
		f.add(at, at+len(value), `""`)
	}
}

var (
	scriptOperator  = regexp.MustCompile(` (<=?|>=?|[!=]==|&&|\|\|) `)
	scriptCondition = regexp.MustCompile(`\bif \(`)
	scriptLiteral   = regexp.MustCompile(`"[^"\s]*"|\b\d+\b`)
	scriptStatement = regexp.MustCompile(`^(?:this|[a-z]\w*)(?:[.!?\w]|\[[^\]]*\])*(?:\(.*\)| [-+*|&?]*= .*|\+\+|--);$`)
	scriptKeyword   = regexp.MustCompile(`^(?:return|if|for|while|switch|case|default|throw|const|let|import|export|super|break|continue|type|interface|readonly|private|static)\b`)
	scriptFunction  = regexp.MustCompile(`^(?:(?:export |async )*function |(?:export )?const \w+ = (?:async )?\(.*=>|(?:private |static |async )*[a-z]\w*(?:<.*>)?\().*\{$`)
)

// script finds what can be changed in a file of TypeScript, line by line.
func (f *changed) script() {
	if strings.HasPrefix(f.text, "// Code generated") {
		return
	}
	at := 0
	for line := range strings.Lines(f.text) {
		start := at
		at += len(line)
		bare := strings.TrimSpace(line)
		indent := strings.Index(line, bare)
		if strings.HasPrefix(bare, "import ") || strings.HasPrefix(bare, "//") || strings.HasPrefix(bare, "*") || strings.HasPrefix(bare, "/*") {
			continue
		}
		code := func(i int) bool { return strings.Count(line[:i], `"`)%2 == 0 && !strings.Contains(line[:i], "// ") }
		for _, m := range scriptOperator.FindAllStringSubmatchIndex(line, -1) {
			if code(m[0]) {
				f.add(start+m[2], start+m[3], instead[line[m[2]:m[3]]])
			}
		}
		for _, m := range scriptCondition.FindAllStringIndex(line, -1) {
			if end := closing(line[m[1]:]); code(m[0]) && end > 0 {
				f.add(start+m[1], start+m[1]+end, "!("+line[m[1]:m[1]+end]+")")
			}
		}
		for _, m := range scriptLiteral.FindAllStringIndex(line, -1) {
			if code(m[0]) {
				f.literal(line[m[0]:m[1]], start+m[0])
			}
		}
		if scriptKeyword.MatchString(bare) && !strings.HasPrefix(bare, "export ") && !strings.HasPrefix(bare, "private ") {
			continue
		}
		if scriptFunction.MatchString(bare) && !strings.HasPrefix(bare, "constructor") {
			f.add(start+indent+len(bare), start+indent+len(bare), " return undefined as never;")
		} else if scriptStatement.MatchString(bare) {
			f.add(start+indent, start+indent+len(bare), "")
		}
	}
}

// closing is where the bracket closes that stands before a text, or 0.
func closing(s string) int {
	open := 1
	for i, c := range s {
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return i
			}
		}
	}
	return 0
}
