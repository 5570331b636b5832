//go:build !linux

package cli

// largePages does nothing: the system chooses the size of its pages.
func largePages(int) {}
