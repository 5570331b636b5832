// Generator is Fieldbook: Markdown playbooks in, a static knowledge base with
// checklist pages out. ARCHITECTURE.md shows how its packages follow each other.
package main

import "fieldbook/generator/cli"

func main() { cli.Main() }
