package content

import "testing"

// TestScriptsInAttributes: what may run a script, however it is written.
func TestScriptsInAttributes(t *testing.T) {
	for _, c := range []struct {
		key, value string
		is         bool
	}{
		{"onload", "x()", true}, {"onclick", "", true}, {"href", "javascript:x()", true}, {"href", "JavaScript:x()", true}, {"href", " java\tscript:x()", true}, {"href", "java script:x()", true}, {"href", "\x01javascript:x()", true},
		{"href", "data:text/html,x", true}, {"href", " data: text/html,x", true}, {"href", "data:image/png,x", false}, {"href", "#a", false}, {"d", "M0 0", false}, {"fill", "one", false},
	} {
		if got := runs(c.key, c.value); got != c.is {
			t.Errorf("%s=%q: %v", c.key, c.value, got)
		}
	}
}
