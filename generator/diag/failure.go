package diag

// Failure is what stopped the program, for a reason that its user can mend:
// a folder that cannot be written to, an address that is taken.
type Failure struct {
	What string // lower case, no full stop
	Hint string // how to mend it
}

func (f *Failure) Error() string { return f.What }
