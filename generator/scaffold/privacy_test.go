package scaffold

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestPrivacyNamesAll: the privacy statement has a row for all that pages keep in the
// browser, in each language as many.
func TestPrivacyNamesAll(t *testing.T) {
	rows := map[string]string{
		"runs": "Answers, notes", "damagedRuns": "Answers, notes", "form": "a form for clients", "order": "list order",
		"database": "A list of leads", "leadsAdopted": "A list of leads", "calls": "what you record of it", "columns": "columns of a list",
		"searches": "last five searches", "marked": "words to mark", "theme": "Light or dark", "runOfTab": "last worked on", "lastLeads": "last worked on",
		"preview": "", // nothing that is published
	}
	code, err := os.ReadFile("../../templates/assets/page/storage.ts")
	if err != nil {
		t.Fatal(err)
	}
	kept := regexp.MustCompile(`(?m)^export const (\w+) = .*(?:[pP]lace\(|Place\b|IDBDatabase|\{$)`).FindAllStringSubmatch(string(code), -1)
	statement, err := os.ReadFile("pages/en/privacy.md")
	if err != nil || len(kept) != len(rows) {
		t.Fatalf("%v: %d places are kept, %d are in the statement", err, len(kept), len(rows))
	}
	for _, k := range kept {
		if row, known := rows[k[1]]; !known || !strings.Contains(string(statement), row) {
			t.Errorf("the privacy statement does not tell of %s", k[1])
		}
	}
	for _, language := range Languages {
		text, err := os.ReadFile("pages/" + language + "/privacy.md")
		if err != nil || strings.Count(string(text), "\n|") != strings.Count(string(statement), "\n|") {
			t.Errorf("%s: %v, or rows are missing", language, err)
		}
	}
}
