package syntax

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// meant are the examples of CommonMark that are read otherwise on purpose.
var meant = map[int]string{
	226: "spaces before the break of a line stay, which nobody sees", 635: "the same",
	548: "a wiki link", 559: "a wiki link", 590: "an embed",
	608: "an address is a link, as on code hosts", 611: "the same", 612: "the same",
}

// TestSpec reads the examples of CommonMark, which the parser's own module has.
func TestSpec(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML string
		Example        int
	}
	if err := json.Unmarshal(data, &examples); err != nil || len(examples) < 600 {
		t.Fatal(err, len(examples))
	}
	markdown := New(Set{}, nodes{})
	markdown.Renderer().AddOptions(html.WithXHTML(), html.WithUnsafe())
	for _, e := range examples {
		var out bytes.Buffer
		if err := markdown.Convert([]byte(e.Markdown), &out); err != nil {
			t.Fatal(err)
		}
		same := strings.TrimSpace(out.String()) == strings.TrimSpace(e.HTML)
		if _, differs := meant[e.Example]; same == differs {
			t.Errorf("example %d, %q:\n%s\nwant\n%s", e.Example, e.Markdown, &out, e.HTML)
		}
	}
	t.Logf("%d examples, %d of them read otherwise on purpose", len(examples), len(meant))
}

// nodes names the nodes of this package, around what they hold.
type nodes struct{}

func (nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for _, kind := range []ast.NodeKind{KindWikiLink, KindEmbed, KindCallout, KindTitle, KindTabs, KindTab, KindGroup, KindMark, KindKey, KindScript, KindAbbr, KindMath, KindMathLine, KindForeign, KindHidden, KindHiddenLines} {
		reg.Register(kind, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			sign := ">"
			if entering {
				sign = "<" + strings.ToLower(kind.String()) + said(n, source) + " "
			}
			_, err := w.WriteString(sign)
			return ast.WalkContinue, err
		})
	}
}

// said is what a node knows beside what it holds.
func said(n ast.Node, source []byte) string {
	switch n := n.(type) {
	case *WikiLink:
		return ":" + n.Target
	case *Embed:
		return strings.TrimRight(":"+n.Target+":"+n.Words+":"+n.Width, ":")
	case *Callout:
		return ":" + n.Style + strings.TrimRight(":"+n.Name, ":") + []string{"", "-", "+"}[n.Fold]
	case *Abbr:
		return ":" + n.Meaning
	case *Math:
		if n.Display {
			return "::" + string(n.Source.Value(source))
		}
		return ":" + string(n.Source.Value(source))
	case *MathLine:
		return ":" + strings.TrimSpace(string(n.Lines().Value(source)))
	case *Foreign:
		return ":" + n.Name + ":" + string(n.Source.Value(source))
	}
	return ""
}
