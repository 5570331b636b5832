package output

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
// and gives its Sum, and the day that it was left with if it still has that.
func (w *writer) asLeft(f File) (known Sum, day int64, same bool) {
	left, ok := w.memory[f.Path]
	now, there := w.there[f.Path] // which looks through no link
	if !ok || !w.memory.wants(f) || left.Of != f.Of || !there || !now.IsRegular() {
		return Sum{}, 0, false
	}
	if now.size != left.Sum.Size || now.Perm()&0o400 == 0 {
		return Sum{}, 0, false
	}
	if left.Modified != 0 && now.day == left.Modified {
		return left.Sum, left.Modified, true
	}
	file, err := w.root.Open(f.Path)
	if err != nil {
		return Sum{}, 0, false
	}
	defer func() { _ = file.Close() }()
	has, err := sum(f.Path, file)
	return left.Sum, 0, err == nil && has == left.Sum
}

// remember takes the files of this Write in the place of all before. Only the day
// counts that a file got from a Write: others may give one day to many.
func (w *writer) remember(files []File) {
	clear(w.memory)
	for i, f := range files {
		if w.memory.wants(f) {
			w.memory[f.Path] = Left{f.Of, w.sums[i], w.days[i]}
		}
	}
}
