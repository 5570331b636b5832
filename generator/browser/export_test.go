package browser

// Whole scores a list by the engine alone, as the page does.
var Whole = ranked

// SetBlock sets how much of a list is read at once, and gives what it was.
func SetBlock(bytes int) int {
	last := block
	block = bytes
	return last
}
