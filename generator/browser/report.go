package browser

import (
	"bytes"
	"encoding/json"
	"html/template"

	"fieldbook/generator/assets"
	"fieldbook/generator/i18n"
	"fieldbook/generator/output"
	"fieldbook/templates"
)

// Reported is what came of a file of runs; templates/assets/report/cli.ts makes it.
type Reported struct {
	Wrong string   `json:"wrong"` // why the file cannot be read
	Lost  string   `json:"lost"`  // what of it could not be read
	Names []string `json:"names"` // of its clients, where it is not clear who is meant
	Title string   `json:"title"`
	Text  string   `json:"text"`
	File  []byte   `json:"-"`
}

// ReportKinds are the kinds of file that Report writes.
var ReportKinds = []string{"docx", "html", "md"}

// Report writes the report of a client's run as the page does, as of a day such as
// 2026-11-21. model and setting are what the page holds of its checklist and of its site;
// file is what a page saved; client may be "" where the file has one alone. kind is one
// of ReportKinds.
func Report(model, setting any, catalog *i18n.Catalog, file []byte, client, today, kind string) (*Reported, error) {
	e, err := New("report/cli.ts", catalog)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	list, err := json.Marshal(model)
	if err != nil {
		return nil, err
	}
	site, err := json.Marshal(setting)
	if err != nil {
		return nil, err
	}
	said, err := e.Call("fieldbookReport", string(list), string(site), string(bytes.TrimPrefix(file, []byte("\ufeff"))), client, today, kind)
	if err != nil {
		return nil, err
	}
	var r Reported
	if err := json.Unmarshal([]byte(said), &r); err != nil {
		return nil, err
	}
	r.File = []byte(r.Text)
	switch kind {
	case "docx":
		r.File, err = inBytes(r.Text)
	case "html":
		r.File, err = alone(r, site, catalog)
	}
	return &r, err
}

// sheet is a report as a file that needs no other: its policy lets its own style in, and
// nothing else.
var sheet = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Language}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{.Sum}}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<main class="report"><div class="report-text">
{{.Text}}
</div></main>
</body>
</html>
`))

// alone is a report as HTML that stands alone, in the colour of its site.
func alone(r Reported, setting []byte, catalog *i18n.Catalog) ([]byte, error) {
	var of struct{ Language, Colour string }
	if err := json.Unmarshal(setting, &of); err != nil {
		return nil, err
	}
	style := string(assets.Script(templates.Files, assets.Folder+"/report/file.css", catalog)) + "@media print{:root{--accent:" + of.Colour + "}}@media (prefers-color-scheme:light){:root{--accent:" + of.Colour + "}}"
	var out bytes.Buffer
	err := sheet.Execute(&out, map[string]any{
		"Language": of.Language, "Title": r.Title, "Sum": output.PolicySum(style), "Style": template.CSS(style), "Text": template.HTML(r.Text),
	})
	return out.Bytes(), err
}
