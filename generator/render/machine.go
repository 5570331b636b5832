package render

import (
	"encoding/json"
	"slices"

	"fieldbook/generator/output"
	"fieldbook/generator/playbook"
	"fieldbook/generator/schema"
	"fieldbook/generator/site"
)

// formatVersion is that of the checklists that are published as JSON. It changes
// when a reader of the format must.
const formatVersion = 2

// linkedData gives the keys of a checklist their meaning for readers of JSON-LD
// (https://www.w3.org/TR/json-ld11/): those of schema.org where it has a word, else
// a name of our own, which is no address and never changes.
var linkedData = map[string]any{
	"@vocab": "urn:fieldbook:checklist:", "schema": "https://schema.org/",
	"title": "schema:name", "about": "schema:about", "playbook": map[string]any{"@id": "schema:isBasedOn", "@type": "@id"}, "more": map[string]any{"@id": "schema:subjectOf", "@type": "@id"}, "page": map[string]any{"@id": "schema:url", "@type": "@id"},
	"criteria": map[string]any{"@id": "schema:itemListElement", "@container": "@list"}, "ask": "schema:name", "sources": map[string]any{"@id": "schema:citation", "@container": "@set"},
	"unit": "schema:unitText", "min": "schema:minValue", "max": "schema:maxValue", "why": "schema:description",
}

// checklistJSON is the model of a checklist for machines. Where its author names a
// page, it has the page's address.
func (r *renderer) checklistJSON(p *site.Page) ([]byte, error) {
	list := *p.Checklist.Page.Checklist
	list.Criteria, list.Verdicts, list.Rules = slices.Clone(list.Criteria), slices.Clone(list.Verdicts), slices.Clone(list.Rules)
	lead := func(more *playbook.Name) {
		t, ok := r.site.Resolver.Named(p.Checklist.Owner.Playbook.Path, *more)
		if more.Value = ""; ok {
			more.Value = site.Link(p.DataAddress(), t.Address(), t.Fragment)
		}
	}
	for i := range list.Criteria {
		lead(&list.Criteria[i].More)
	}
	for i := range list.Verdicts {
		lead(&list.Verdicts[i].More)
	}
	for i := range list.Rules {
		lead(&list.Rules[i].More)
	}
	return indented(struct {
		Context map[string]any `json:"@context"`
		Type    string         `json:"@type"`
		Schema  string         `json:"$schema"`
		Version int            `json:"version"`
		Page    string         `json:"page"`     // the checklist, from this file's folder
		Source  string         `json:"playbook"` // the playbook that owns the criteria
		*playbook.Checklist
		Title string `json:"title"`
	}{linkedData, "schema:ItemList", site.Link(p.Address, site.SchemaAddress, ""), formatVersion, site.Link(p.Address, p.Address, ""), site.Link(p.Address, p.Checklist.Owner.Address, ""), &list, p.Title})
}

// checklistSchema is the JSON Schema of what checklistJSON writes.
func checklistSchema() output.File {
	return output.Made(site.SchemaAddress, func() ([]byte, error) {
		s := schema.WrittenJSON("A checklist of Fieldbook", playbook.Checklist{})
		properties := s["properties"].(map[string]any)
		text := map[string]any{"type": "string"}
		properties["@context"] = map[string]any{"type": "object", "description": "The meaning of the keys, as JSON-LD."}
		properties["@type"], properties["$schema"] = text, text
		properties["version"] = map[string]any{"const": formatVersion, "description": "Changes when a reader of the format must."}
		properties["page"] = map[string]any{"type": "string", "format": "uri-reference", "description": "The page of the checklist, from this file."}
		properties["playbook"] = map[string]any{"type": "string", "format": "uri-reference", "description": "The page that explains the criteria, from this file."}
		leads(s)
		s["required"] = []string{"version", "page", "playbook", "id", "kind", "title", "criteria"}
		return indented(s)
	})
}

// leads describes what leads to a page as it is published, at every depth of a
// schema.
func leads(schema map[string]any) {
	for key, v := range schema {
		if part, ok := v.(map[string]any); ok && key == "more" {
			schema[key] = map[string]any{"type": "string", "format": "uri-reference", "description": "The page to read, from this file."}
		} else if ok {
			leads(part)
		}
	}
}

func indented(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	return append(data, '\n'), err
}
