package page

import (
	"io"
	"os"
	"strings"
	"testing"
)

// TestFormulasThatCannotBeMade says where, shows the source, and prints nothing.
func TestFormulasThatCannotBeMade(t *testing.T) {
	const hint = ` (write it in LaTeX, or a dollar sign as \$)`
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	real := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = real }()
	for text, want := range map[string]string{
		`a $b + \fooo{a}$`:                      `1:8: warning: the formula is shown as it is written: \fooo is not known here, or lacks what belongs to it` + hint,
		"> $$\n> a\n> b\\bar\n> $$":             `2:3: warning: the formula is shown as it is written: it is not finished, or no LaTeX` + hint,
		`$\hat$`:                                `1:2: warning: the formula is shown as it is written: it is not finished, or no LaTeX` + hint,
		"$" + strings.Repeat(`\hat`, 300) + "$": `1:2: warning: the formula is shown as it is written: it is not finished, or no LaTeX` + hint,
		"a $" + strings.Repeat("x^{", 40) + "$": `1:96: warning: the formula is shown as it is written: nested more than 30 deep` + hint,
		"a $" + strings.Repeat("x", 5001) + "$": `1:4: warning: the formula is shown as it is written: it is longer than 5000 bytes` + hint,
	} {
		p, said := read(t, "x.md", text, Reading{})
		expect(t, text, said, want)
		if strings.Contains(p.Body.HTML, "<math") || !strings.Contains(p.Body.HTML, "<code>") && !strings.Contains(p.Body.HTML, `<pre tabindex="0">`) {
			t.Errorf("%s: %s", text, p.Body.HTML)
		}
	}
	p, said := read(t, "x.md", strings.Repeat("$x$ ", mostFormulas+2), Reading{})
	expect(t, "many", said, "1:20002: warning: more than 5000 formulas: this one and those below are shown as they are written (split the page)")
	if made := strings.Count(p.Body.HTML, "<math"); made != mostFormulas {
		t.Errorf("%d formulas made", made)
	}
	if p, said := read(t, "x.md", `$\ce{A + B plain}$ $\text{a<b}$ $$\frac{a}{b}$$`, Reading{}); len(said) > 0 || strings.Count(p.Body.HTML, "<math") != 3 {
		t.Error(said, p.Body.HTML)
	}
	os.Stdout = real
	_ = w.Close()
	if printed, _ := io.ReadAll(r); len(printed) > 0 {
		t.Errorf("printed: %s", printed)
	}
}
