// Package compat holds, in tests alone, what earlier versions wrote: what readers
// keep in their browsers and send each other, and what a publisher has on the disk.
// It opens for ever. Each folder of testdata is of one month; a change of a format
// adds a folder and leaves the others as they are.
package compat
