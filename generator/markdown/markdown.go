// Package markdown makes Markdown of HTML.
package markdown

import (
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
)

var from = func() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin(), strikethrough.NewStrikethroughPlugin()))
	for _, tag := range []string{"sup", "sub", "kbd", "mark"} {
		c.Register.RendererFor(tag, converter.TagTypeInline, base.RenderAsHTML, converter.PriorityEarly)
	}
	return c
}()

// From gives a part of a page as Markdown, with a newline at its end; what that
// has no sign for stays HTML.
func From(n *html.Node) (string, error) {
	out, err := from.ConvertNode(n)
	return strings.TrimSpace(string(out)) + "\n", err
}
