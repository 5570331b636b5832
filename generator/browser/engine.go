// Package browser runs the browser's own code in a program: what a page and the
// command line both do is written once, in templates/assets. Search asks the index
// of a published site, and Score ranks a list of leads: both agree with the pages
// on every hit and row because they are the same.
package browser

import (
	"fmt"

	"golang.org/x/text/encoding/charmap"
	"modernc.org/quickjs"

	"fieldbook/generator/assets"
	"fieldbook/generator/i18n"
	"fieldbook/templates"
)

// Engine has a script loaded. It is not for several goroutines at once.
type Engine struct{ vm *quickjs.VM }

// New loads a TypeScript file of templates/assets, by its path below that folder,
// with what it imports, and the words of a language.
func New(entry string, catalog *i18n.Catalog) (*Engine, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, err
	}
	// The engine knows no languages.
	if err := vm.RegisterFunc("fieldbookPlural", catalog.Form, false); err != nil {
		_ = vm.Close()
		return nil, err
	}
	script := `globalThis.Intl ??= { PluralRules: class { select(n) { return fieldbookPlural(n) } } };` + string(assets.Script(templates.Files, assets.Folder+"/"+entry, catalog))
	if _, err := vm.Eval(script, quickjs.EvalGlobal); err != nil {
		_ = vm.Close()
		return nil, err
	}
	return &Engine{vm}, nil
}

// Close frees the engine.
func (e *Engine) Close() { _ = e.vm.Close() }

// Offer lets the script call a Go function by its name.
func (e *Engine) Offer(name string, f any) error { return e.vm.RegisterFunc(name, f, false) }

// Call calls a global function, runs what it leaves to be done, and gives the
// text that it returned.
func (e *Engine) Call(name string, args ...any) (string, error) {
	said, err := e.vm.Call(name, args...)
	if err != nil {
		return "", err
	}
	for {
		if n, err := e.vm.ExecutePendingJobs(); err != nil || n == 0 {
			return fmt.Sprint(said), err
		}
	}
}

// inBytes gives the bytes that a script says as a text, each a sign.
func inBytes(said string) ([]byte, error) { return charmap.ISO8859_1.NewEncoder().Bytes([]byte(said)) }
