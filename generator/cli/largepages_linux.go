package cli

import (
	"runtime"
	"syscall"
)

// largePages lets the system give the first bytes of the heap in pages of megabytes, not
// of four kilobytes: the first touch of a page costs a virtual machine as long as reading
// it whole. A system that has none, or gives none, is none the worse.
func largePages(bytes int) {
	heap := make([]byte, bytes) // not touched, so that it takes no memory yet
	_ = syscall.Madvise(heap, syscall.MADV_HUGEPAGE)
	runtime.GC() // the heap has it back, and fills it first
}
