package render

import (
	"strings"
	"testing"

	"fieldbook/generator/content"
	"fieldbook/generator/i18n"
	"fieldbook/generator/site"
	"fieldbook/generator/testfiles"
)

// joined is the site of some files.
func joined(t *testing.T, files map[string]string) *site.Site {
	t.Helper()
	tree, err := content.Load(testfiles.Folder(t, files), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.Join(tree, nil, i18n.New(i18n.Default), site.Options{})
	return s
}

// TestLLMs lists the pages by topic, those outside of topics first, in lines of
// their own whatever a title holds.
func TestLLMs(t *testing.T) {
	data, err := llms(joined(t, map[string]string{
		"index.md": "# Home\n", "page.md": "---\nsummary: \"One\\nsummary.\"\n---\n\n# A [page]\n", "topic/index.md": "# Topic\n", "topic/inner.md": "# Inner\n\nIts text.\n",
		"site.yaml": "title: Site\ndescription: What it is.\nbase_url: https://example.org/x/\n",
	}))
	want := "# Site\n\n> What it is.\n\n## Site\n\n- [A \\[page\\]](https://example.org/x/page.md): One summary.\n\n## Topic\n\n- [Topic](https://example.org/x/topic/index.md)\n- [Inner](https://example.org/x/topic/inner.md): Its text.\n"
	if err != nil || !strings.HasPrefix(string(data), want) {
		t.Errorf("%v:\n%s\nwant\n%s", err, data, want)
	}
}
