package content

import (
	"crypto/sha256"
	"hash/fnv"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"fieldbook/generator/cache"
	"fieldbook/generator/diag"
	"fieldbook/generator/dialect"
	"fieldbook/generator/fill"
	"fieldbook/generator/page"
	"fieldbook/generator/playbook"
)

// Cache holds what files said when they were last loaded: in memory, and if it is
// a kept one on disk too, for the next program.
type Cache struct {
	kept bool

	mu      sync.Mutex
	entries map[cacheKey]entry
	folders map[page.Reading]cache.Folder // on disk, of the readings that were opened
	changed map[shardKey]bool             // what is not on disk yet
}

// cacheKey is what an outcome depends on, beside the file's bytes.
type cacheKey struct {
	file    string
	reading page.Reading
}

// entry is the outcome of one file, for the bytes that have this Sum.
type entry struct {
	Sum         playbook.Sum
	Playbook    *playbook.Playbook // nil when the file has no readable text
	Looks       dialect.Name       // that its text looks like
	Diagnostics diag.List
}

// kept is an entry on disk.
type kept struct {
	File  string
	Entry entry
}

// NewCache gives an empty Cache, in memory alone.
func NewCache() *Cache {
	return &Cache{entries: map[cacheKey]entry{}, folders: map[page.Reading]cache.Folder{}, changed: map[shardKey]bool{}}
}

// KeptCache gives a Cache that begins with what an earlier program saved.
func KeptCache() *Cache {
	c := NewCache()
	c.kept = true
	return c
}

// Kept tells whether it is kept for the next program.
func (c *Cache) Kept() bool { return c.kept }

// entry gives one page, read anew if its bytes are others than before.
func (c *Cache) entry(d page.Reading, file string, data []byte, filled *fill.Source, r *diag.Reporter) entry {
	key := cacheKey{file, d}
	sum := playbook.Sum(sha256.Sum256(data))
	if filled != nil { // of what it is read as, too
		sum = sha256.Sum256(slices.Concat(sum[:], filled.Text))
	}
	c.mu.Lock()
	e, ok := c.entries[key]
	c.mu.Unlock()
	if ok && e.Sum == sum {
		return e
	}
	e = read(d, file, data, filled, r)
	e.Sum = sum
	if e.Playbook != nil && c.kept {
		e.Playbook.Sum, e.Playbook.Outline = sum, pageOutline(*e.Playbook)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = e
	c.changed[shardOf(key)] = true
	return e
}

// forget drops the files that are not among these.
func (c *Cache) forget(files []string) {
	here := make(map[string]bool, len(files))
	for _, file := range files {
		here[file] = true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for key := range c.entries {
		if !here[key.file] {
			delete(c.entries, key)
			c.changed[shardOf(key)] = true
		}
	}
}

// On disk the entries of a reading are parted, so that they are read on all
// processors and that one changed page does not write all of them again.
const shards = 64

type shardKey struct {
	reading page.Reading
	shard   uint32
}

func shardOf(k cacheKey) shardKey {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(k.file)) // it takes everything
	return shardKey{k.reading, hash.Sum32() % shards}
}

func (s shardKey) name() string { return strconv.Itoa(int(s.shard)) }

// pagesOf is what the outcome of each page depends on, beside its path and its bytes.
type pagesOf struct {
	Root, Dir string // the paths of Diagnostics are those that the user knows
	Reading   page.Reading
}

// open reads what is kept of a folder, as it is to be read.
func (c *Cache) open(t *Tree) {
	d := t.reading()
	c.mu.Lock()
	_, open := c.folders[d]
	if c.kept && !open {
		c.folders[d] = cache.Open(pagesOf{t.folder.Root(), t.Dir, d})
	}
	folder := c.folders[d]
	c.mu.Unlock()
	if !c.kept || open {
		return
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range uint32(shards) {
		group.Go(func() error {
			all := cache.GetAll[kept](folder, shardKey{d, i}.name())
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, k := range all {
				c.entries[cacheKey{k.File, d}] = k.Entry
			}
			return nil
		})
	}
	_ = group.Wait() // nothing fails: what is not there is read anew
}

// Save writes what has changed to the disk. The error says why it cannot be kept;
// nothing is lost by it but time.
func (c *Cache) Save() error {
	if !c.kept {
		return nil
	}
	c.mu.Lock()
	parts := map[shardKey][]kept{}
	for key := range c.changed {
		parts[key] = nil
	}
	for key, e := range c.entries {
		at := shardOf(key)
		if part, changed := parts[at]; changed {
			parts[at] = append(part, kept{key.file, e})
		}
	}
	clear(c.changed)
	folders := maps.Clone(c.folders)
	c.mu.Unlock()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for key, part := range parts {
		group.Go(func() error { return cache.PutAll(folders[key.reading], key.name(), slices.Values(part)) })
	}
	err := group.Wait()
	for _, folder := range folders {
		folder.Tidy()
	}
	return err
}
