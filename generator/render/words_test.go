package render

import "testing"

// TestWholeHeadings: words with a hyphen stay on one line in headings, and nowhere else.
func TestWholeHeadings(t *testing.T) {
	for _, c := range [][2]string{
		{`<p>a-b</p>`, `<p>a-b</p>`},
		{`<h2 id="a-b">a b</h2>`, `<h2 id="a-b">a b</h2>`},
		{`<h1>a-b</h1>`, `<h1>a-b</h1>`},
		{`<p>x-y</p><h2 id="a-b">a-b c</h2><p>x-y</p><h3>d <em>e-f-g</em></h3><p>z`,
			`<p>x-y</p><h2 id="a-b"><span class="whole">a-b</span> c</h2><p>x-y</p><h3>d <em><span class="whole">e-f-g</span></em></h3><p>z`},
		{`<h2>a-b <svg>c</svg></h2><h2>a-b</h2>`, `<h2>a-b <svg>c</svg></h2><h2><span class="whole">a-b</span></h2>`},
	} {
		if got := wholeHeadings(c[0]); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}
