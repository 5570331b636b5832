// Package makes what package managers and auditors read of a release, from one table
// of its binaries:
//
//	go run ./.ci/package VERSION FOLDER URL
//
// FOLDER holds the binaries as .github/release names them, URL is the repository's.
// The same binaries give the same bytes.
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// A binary is one row of the table.
type binary struct {
	Name, System, Processor, Sum string
	URL                          string // where the release has it
	data                         []byte
	info                         *buildinfo.BuildInfo
}

// A release is the table, and what is said of all of it.
type release struct {
	Version     string // without the v
	Tag, Home   string
	Owner       string
	Description string
	Binaries    []binary
	made        time.Time // of the commit
}

const description = "Markdown playbooks in, a static knowledge base with checklists out"

func main() {
	if len(os.Args) != 4 {
		refuse(fmt.Errorf("package VERSION FOLDER URL\n\thint: .github/release calls it"))
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		refuse(err)
	}
}

func refuse(err error) {
	fmt.Fprintln(os.Stderr, "error:", err)
	os.Exit(2)
}

// run writes all files beside the binaries.
func run(tag, dir, home string) error {
	r, err := read(tag, dir, home)
	if err != nil {
		return err
	}
	made := map[string][]byte{}
	for _, b := range r.Binaries {
		if made[b.Name+".cdx.json"], err = sbom(r, b); err != nil {
			return err
		}
		if made[b.Name+".mcpb"], err = bundle(r, b); err != nil {
			return err
		}
		if b.System == "linux" {
			if made["fieldbook_"+r.debian()+"_"+b.Processor+".deb"], err = deb(r, b); err != nil {
				return err
			}
		}
	}
	if err := manifests(r, made); err != nil {
		return err
	}
	for name, text := range made {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// read makes the table of the binaries in a folder.
func read(tag, dir, home string) (*release, error) {
	at, err := url.Parse(home)
	if err != nil || at.Scheme != "https" || !strings.Contains(at.Host, ".") || strings.Count(strings.Trim(at.Path, "/"), "/") != 1 {
		return nil, fmt.Errorf("%q is no address of a repository\n\thint: name the module after it, with .github/set-module HOST/OWNER/NAME", home)
	}
	owner := strings.Split(strings.Trim(at.Path, "/"), "/")[0]
	r := &release{Version: strings.TrimPrefix(tag, "v"), Tag: tag, Home: home, Owner: owner, Description: description}
	r.made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, system := range []string{"darwin", "linux", "windows"} {
		for _, processor := range []string{"amd64", "arm64"} {
			b := binary{Name: fmt.Sprintf("fieldbook-%s-%s-%s", tag, system, processor), System: system, Processor: processor}
			if system == "windows" {
				b.Name += ".exe"
			}
			file := filepath.Join(dir, b.Name)
			if b.data, err = os.ReadFile(file); err != nil {
				return nil, err
			}
			if b.info, err = buildinfo.ReadFile(file); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			for _, s := range b.info.Settings {
				if day, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
					r.made = day.UTC()
				}
			}
			sum := sha256.Sum256(b.data)
			b.Sum, b.URL = hex.EncodeToString(sum[:]), home+"/"+path.Join("releases/download", tag, b.Name)
			r.Binaries = append(r.Binaries, b)
		}
	}
	return r, nil
}

// debian is the version as Debian orders it: a candidate is before its release.
func (r *release) debian() string { return strings.Replace(r.Version, "-", "~", 1) }

// Of gives the binary for a system and a processor.
func (r *release) Of(system, processor string) binary {
	for _, b := range r.Binaries {
		if b.System == system && b.Processor == processor {
			return b
		}
	}
	panic("no " + system + " " + processor)
}
