package i18n

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Script is the module of TypeScript that gives the browser's words: a constant
// for each, or a function of what it takes. What a script does not import is
// left out of its bundle.
func (c *Catalog) Script() string {
	var b strings.Builder
	b.WriteString("// Code generated from generator/i18n by `go test ./generator/i18n -update`. DO NOT EDIT.\n" +
		"// A build puts the words of the site's language in its place.\n\n" +
		"/** The language, for dates and plurals. */\nexport const language = " + quote(c.tag.String()) + ";\n\n" +
		"type Value = string | number;\n\n" +
		"let rules: Intl.PluralRules | undefined; // which takes long to make\n" +
		"const plural = (n: number, forms: Record<string, string>): string => forms[(rules ??= new Intl.PluralRules(language)).select(n)] ?? forms.other!;\n\n")
	for _, name := range slices.Sorted(maps.Keys(c.names.Scripts)) {
		takes := parameters(c.names.Scripts[name])
		m := c.Scripts[name]
		if len(takes) == 0 {
			fmt.Fprintf(&b, "export const %s = %s;\n", name, quote(m["other"]))
			continue
		}
		var arguments []string
		for _, p := range takes {
			kind := "Value"
			if p == "n" {
				kind = "number"
			}
			arguments = append(arguments, p+": "+kind)
		}
		fmt.Fprintf(&b, "export const %s = (%s): string => %s;\n", name, strings.Join(arguments, ", "), body(m))
	}
	return b.String()
}

// body is the expression that makes a message.
func body(m message) string {
	if len(m) == 1 {
		return template(m["other"])
	}
	var forms []string
	for _, form := range slices.Sorted(maps.Keys(m)) {
		forms = append(forms, form+": "+template(m[form]))
	}
	return "plural(n, { " + strings.Join(forms, ", ") + " })"
}

func template(text string) string {
	text = strings.NewReplacer("\\", "\\\\", "`", "\\`", "${", "\\${").Replace(text)
	return "`" + parameter.ReplaceAllString(text, "$${${1}}") + "`"
}

func quote(text string) string {
	data, _ := json.Marshal(text) // a text: it cannot fail
	return string(data)
}
