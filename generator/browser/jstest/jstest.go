// Package jstest runs the browser's own code in Go tests, without a browser:
// bundled as for the site, in a JavaScript engine.
package jstest

import (
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"modernc.org/quickjs"
)

// Engine has a bundle loaded.
type Engine struct {
	t  testing.TB
	vm *quickjs.VM
}

// New bundles a TypeScript text, whose imports are relative to dir, and runs
// it.
func New(t testing.TB, dir, source string) *Engine {
	t.Helper()
	bundle := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: source, ResolveDir: dir, Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatIIFE, Target: api.ES2022, LogLevel: api.LogLevelSilent,
		Define: map[string]string{"fieldbookPlain": "false"},
	})
	if len(bundle.Errors) > 0 {
		t.Fatal(bundle.Errors[0].Text)
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = vm.Close() })
	e := &Engine{t, vm}
	// The engine knows no languages: English plurals must do.
	e.Run(`globalThis.Intl ??= { PluralRules: class { select(n) { return n === 1 ? "one" : "other" } } }`)
	e.Run(string(bundle.OutputFiles[0].Contents))
	return e
}

// Offer lets scripts call a Go function by its name.
func (e *Engine) Offer(name string, f any) {
	e.t.Helper()
	if err := e.vm.RegisterFunc(name, f, false); err != nil {
		e.t.Fatal(err)
	}
}

// Run executes a script and the jobs that it leaves, and gives its value.
func (e *Engine) Run(script string) any {
	e.t.Helper()
	v, err := e.vm.Eval(script, quickjs.EvalGlobal)
	if err != nil {
		e.t.Fatalf("%.80s: %v", script, err)
	}
	for {
		n, err := e.vm.ExecutePendingJobs()
		if err != nil {
			e.t.Fatal(err)
		}
		if n == 0 {
			return v
		}
	}
}
