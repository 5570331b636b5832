package build

import (
	"os"
	"testing"

	"fieldbook/generator/site"
)

func BenchmarkProf(b *testing.B) {
	for b.Loop() {
		p := Project{Content: os.Getenv("PROF"), Lenient: true, Options: site.Options{}}
		r, err := p.Build()
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := p.Publish(r, b.TempDir()); err != nil {
			b.Fatal(err)
		}
	}
}
