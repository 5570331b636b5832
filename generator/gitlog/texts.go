package gitlog

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// Texts gives files below a folder as the last commit has them; those that it has
// not, or that git cannot tell, are left out.
func Texts(dir string, files []string) map[string][]byte {
	if len(files) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := command(ctx, dir, "cat-file", "--batch")
	var asked strings.Builder
	for _, file := range files {
		fmt.Fprintf(&asked, "HEAD:./%s\n", file)
	}
	cmd.Stdin = strings.NewReader(asked.String())
	out, err := cmd.Output()
	if err != nil {
		return nil
	}
	texts := map[string][]byte{}
	in := bufio.NewReader(bytes.NewReader(out))
	for _, file := range files { // answered in this order
		head, err := in.ReadString('\n')
		if err != nil {
			break
		}
		var id, kind string
		var size int
		if n, _ := fmt.Sscanf(head, "%s %s %d", &id, &kind, &size); n != 3 || strings.HasSuffix(head, " missing\n") {
			continue
		}
		text := make([]byte, size+1) // a line ends each
		if _, err := io.ReadFull(in, text); err != nil {
			break
		}
		if kind == "blob" {
			texts[file] = text[:size]
		}
	}
	return texts
}
