// Fieldbook is the program of generator/ under the name that go install gives it.
package main

import "fieldbook/generator/cli"

func main() { cli.Main() }
