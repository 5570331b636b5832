package search

import (
	"bytes"
	"compress/flate"
	"os"
	"strings"
	"testing"
	"time"

	"fieldbook/generator/content"
	"fieldbook/generator/site"
)

func TestSize(t *testing.T) {
	tree, err := content.Load(os.Getenv("PROF"), nil, nil)
	if err != nil {
		t.Skip()
	}
	s, _ := site.Join(tree, nil, site.Options{})
	for range 3 {
		t0 := time.Now()
		files := Files(s)
		t.Log(time.Since(t0))
		sizes := map[string][3]int{}
		for _, f := range files {
			data, _ := f.Content()
			var b bytes.Buffer
			w, _ := flate.NewWriter(&b, 9)
			w.Write(data)
			w.Close()
			k := strings.TrimLeft(f.Path, "search/")[:1]
			v := sizes[k]
			v[0]++
			v[1] += len(data)
			v[2] += b.Len()
			sizes[k] = v
		}
		docs := documents(s)
		n := 0
		for _, d := range docs {
			n += len(d.sections)
		}
		t.Log(len(docs), n, sizes)
	}
}
