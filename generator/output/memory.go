package output

import "maps"

// Memory tells, by path, of the files that Writes left in a folder and of what
// they were made of, so that what is made of the same need not be made again. A
// file counts if it is as it was left: of the same size and day, or else of the
// same bytes, as in a folder that was copied.
type Memory map[string]Left

// Left is a file as a Write left it.
type Left struct {
	Of       Of
	Sum      Sum
	Modified int64 // nanoseconds since 1970; 0 for a file whose bytes must be looked at
}

// wants tells whether a file can be remembered.
func (m Memory) wants(f File) bool { return m != nil && f.Of != Of{} }

// asLeft tells whether a file is still there as it was when it was made of the same,
// and gives its Sum.
func (w *writer) asLeft(f File) (Sum, bool) {
	left, ok := w.memory[f.Path]
	mode, there := w.there[f.Path] // which looks through no link
	if !ok || !w.memory.wants(f) || left.Of != f.Of || !there || !mode.IsRegular() {
		return Sum{}, false
	}
	info, err := w.root.Lstat(f.Path)
	if err != nil || info.Size() != left.Sum.Size || info.Mode().Perm()&0o400 == 0 {
		return Sum{}, false
	}
	if left.Modified != 0 && info.ModTime().UnixNano() == left.Modified {
		return left.Sum, true
	}
	file, err := w.root.Open(f.Path)
	if err != nil {
		return Sum{}, false
	}
	defer func() { _ = file.Close() }()
	now, err := sum(f.Path, file)
	return left.Sum, err == nil && now == left.Sum
}

// remember takes the files of this Write in the place of all before. The day of a
// file counts that it gave itself: others may give one day to many.
func (w *writer) remember(files []File) {
	before := maps.Clone(w.memory)
	clear(w.memory)
	for i, f := range files {
		if !w.memory.wants(f) {
			continue
		}
		left := Left{Of: f.Of, Sum: w.sums[i]}
		info, err := w.root.Lstat(f.Path)
		if err != nil {
			continue
		}
		if day := info.ModTime().UnixNano(); !w.kept[i] || before[f.Path].Modified == day {
			left.Modified = day
		}
		w.memory[f.Path] = left
	}
}
