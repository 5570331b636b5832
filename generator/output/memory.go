package output

import (
	"os"
)

// Memory tells, by path, of the files that Writes left in a folder and of what
// they were made of, so that what is made of the same need not be made again. A
// file counts if it is as it was left: of the same size and day, or else of the
// same bytes, as in a folder that was copied.
type Memory map[string]Left

// Left is a file as a Write left it.
type Left struct {
	Of       Of
	Sum      Sum
	Modified int64 // nanoseconds since 1970
}

// wants tells whether a file can be remembered.
func (m Memory) wants(f File) bool { return m != nil && f.Of != Of{} }

// same tells whether a file is still there as it was when it was made of the same,
// and gives its Sum.
func (m Memory) same(f File, root *os.Root) (Sum, bool) {
	left, ok := m[f.Path]
	if !ok || !m.wants(f) || left.Of != f.Of {
		return Sum{}, false
	}
	info, err := root.Lstat(f.Path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != left.Sum.Size {
		return Sum{}, false
	}
	if info.ModTime().UnixNano() == left.Modified {
		return left.Sum, true
	}
	there, err := root.Open(f.Path)
	if err != nil {
		return Sum{}, false
	}
	defer func() { _ = there.Close() }()
	now, err := sum(f.Path, there)
	return left.Sum, err == nil && now == left.Sum
}

// take remembers the files of a Write in the place of all before.
func (m Memory) take(files []File, sums []Sum, root *os.Root) {
	clear(m)
	for i, f := range files {
		if !m.wants(f) {
			continue
		}
		if info, err := root.Lstat(f.Path); err == nil {
			m[f.Path] = Left{f.Of, sums[i], info.ModTime().UnixNano()}
		}
	}
}
