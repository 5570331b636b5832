// Package offline makes the site's service worker: with it a reader who was there
// once has the site without a network. templates/assets/offline is what it does.
package offline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"fieldbook/generator/assets"
	"fieldbook/generator/output"
	"fieldbook/generator/search"
	"fieldbook/generator/site"
	"fieldbook/templates"
)

// mostWhole is how large a site may be, in bytes, that is kept whole. Of a larger
// one readers keep the frame, the checklists, and what they have read.
const mostWhole = 10 << 20

// mostFrame is how many pages are kept from the start of a site that is not kept whole:
// each reader loads them, and the worker's script names them.
const mostFrame = 500

// kept is what the worker keeps from the start; worker.ts says what each is.
type kept struct {
	Version string      `json:"version"`
	Files   [][2]string `json:"files"`
	Whole   bool        `json:"whole"`
}

// Worker is the file of the service worker, which tells of all other files; of a
// site that wants none, the one that removes an earlier one from its readers.
func Worker(s *site.Site) output.File {
	if !s.HasWorker() {
		return output.Made(site.WorkerAddress, func() ([]byte, error) { return Remover(s), nil })
	}
	script := assets.Script(templates.Files, assets.Folder+"/offline/worker.ts", s.Words)
	frame, forms := frameOf(s.Pages, mostFrame), formsOf(s)
	return output.Summary(site.WorkerAddress, func(all []output.Sum) ([]byte, error) {
		k := choose(slices.DeleteFunc(all, func(f output.Sum) bool { return forClients(forms, f.Path) }), frame)
		data, err := json.Marshal(k)
		return append([]byte("const fieldbookKept="+string(data)+";\n"), script...), err
	})
}

// Remover is the script that removes the worker of an earlier site at the same
// address.
func Remover(s *site.Site) []byte {
	return assets.Script(templates.Files, assets.Folder+"/offline/remove.ts", s.Words)
}

// choose picks what is kept. The version changes with any file of the site.
func choose(all []output.Sum, frame map[string]bool) kept {
	k := kept{Files: [][2]string{}}
	version := sha256.New()
	size := int64(0)
	for _, f := range all {
		if hidden(f.Path) {
			continue
		}
		version.Write([]byte(f.Path + " " + f.Mark() + "\n")) // a hash takes everything
		size += f.Size
	}
	k.Version, k.Whole = hex.EncodeToString(version.Sum(nil)[:6]), size <= mostWhole
	for _, f := range all {
		if !hidden(f.Path) && (k.Whole || frame[f.Path] || path.Dir(f.Path) == assets.Folder) {
			k.Files = append(k.Files, [2]string{f.Path, f.Mark()})
		}
	}
	return k
}

// forClients tells the files that are for who answers a checklist, and for no reader:
// the forms, by their addresses, and their script.
func forClients(forms map[string]bool, file string) bool {
	return forms[file] || strings.HasPrefix(file, assets.Folder+"/"+string(site.KindForm)+"-")
}

func formsOf(s *site.Site) map[string]bool {
	forms := map[string]bool{}
	for _, p := range s.Forms {
		forms[p.Address] = true
	}
	return forms
}

// hidden tells the files that are for hosts and other programs.
func hidden(file string) bool {
	ext := path.Ext(file)
	return strings.HasPrefix(file, "_") || ext == ".gz" || ext == ".br" || ext == ".xml" || ext == ".txt" || ext == ".md"
}

// frameOf are the pages that a reader of a large site needs at a client's premises,
// and the head of the search: the pages that there is one of, then the checklists with
// what stands beside them, then the topics, as far as there is room for them.
func frameOf(pages []*site.Page, room int) map[string]bool {
	frame := map[string]bool{site.ManifestAddress: true, search.PartPath("m", 0, ""): true}
	var byNeed [3][]*site.Page
	for _, p := range pages {
		switch p.Kind {
		case site.KindHome, site.KindChecklists, site.KindGlossary, site.KindSearch, site.KindNotFound:
			byNeed[0] = append(byNeed[0], p)
		case site.KindChecklist, site.KindLeads, site.KindOrder, site.KindRuns, site.KindReport:
			byNeed[1] = append(byNeed[1], p)
		case site.KindTopic:
			byNeed[2] = append(byNeed[2], p)
		case site.KindPlaybook, site.KindForm, site.KindSources, site.KindTags, site.KindTag, site.KindBook:
		}
	}
	needed := slices.Concat(byNeed[:]...)
	for _, p := range needed[:min(room, len(needed))] {
		frame[p.Address] = true
	}
	return frame
}
