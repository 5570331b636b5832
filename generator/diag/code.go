package diag

// Code names a kind of mistake, such as dead-link: what its authors look up, search
// for and silence. codes.yaml tells each.
type Code string
