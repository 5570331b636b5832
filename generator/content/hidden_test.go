package content

import (
	"testing"

	"fieldbook/generator/dialect"
)

// TestShown: what a text hides from readers is hidden from programs too; listings and
// code hide nothing.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		d          dialect.Name
		text, want string
	}{
		{dialect.Plain, "a <!-- b --> c\n", "a  c\n"},
		{dialect.Plain, "a <!-- b\n```\n--> c\n", "a  c\n"},
		{dialect.Plain, "a <!-- b\n", "a "},
		{dialect.Plain, "a %% b %% c\n", "a %% b %% c\n"},
		{dialect.Obsidian, "a %%b%% c\n%%\nd\n%%\ne 50%% f\n", "a  c\n\ne 50%% f\n"},
		{dialect.Docusaurus, "a {/* b */} c\n", "a  c\n"},
		{dialect.Hugo, "a {{< comment >}}b{{< /comment >}} c\n", "a  c\n"},
		{dialect.Plain, "`<!-- a -->` ``<!-- ` -->`` `<!-- b -->\n", "`<!-- a -->` ``<!-- ` -->`` `\n"},
		{dialect.Plain, "```html\n<!-- a -->\n```\n<!-- b -->\n~~~\n<!-- c -->\n", "```html\n<!-- a -->\n```\n\n~~~\n<!-- c -->\n~~~\n"},
		{dialect.Plain, "> ```\n> <!-- a -->\n> ```\n", "> ```\n> <!-- a -->\n> ```\n"},
		{dialect.Plain, "", ""},
	} {
		if got := shown(c.text, c.d); got != c.want {
			t.Errorf("%q as %s shows %q, want %q", c.text, c.d, got, c.want)
		}
	}
}
