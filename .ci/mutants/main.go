// Command mutants makes one small change of the program at a time, in a copy that is
// thrown away, and runs the tests that should notice. It prints by package how many
// were noticed, and each that was not: such a line may be wrong, and nobody would know.
//
//	go run ./.ci/mutants -seed 1 -n 200 [-only generator/site] [-least 85]
//
// A change that does not compile is none: another is made in its place. The same seed
// makes the same changes of the same files.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"slices"
	"strings"
	"sync"
)

var (
	seed  = flag.Int64("seed", 1, "other changes for each")
	count = flag.Int("n", 200, "how many changes")
	only  = flag.String("only", "", "change this package or folder of scripts alone")
	own   = flag.Bool("own", false, "ask the tests of the changed package alone")
	least = flag.Int("least", 0, "fail if fewer are noticed, in percent")
	jobs  = flag.Int("jobs", 2, "how many are tested at once")
	tsc   = flag.String("tsc", "npx --yes --package typescript@5.9.3 tsc", "the TypeScript compiler")
)

// same lists the changes that nobody can observe, so that no test can either: one a
// line, as they are printed, and why.
//
//go:embed same.txt
var same string

// change is one that can be made.
type change struct {
	unit          unit
	file          string
	line, at, end int
	old, now      string
	text          string // its line
}

func (c change) String() string {
	return fmt.Sprintf("%s: %s → %s", c.file, brief(c.old), brief(c.now))
}

// brief is a text in one short line.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 100 {
		s = string(r[:99]) + "…"
	}
	return s
}

func main() {
	log.SetFlags(0)
	flag.Parse()
	units, err := units()
	if err != nil {
		log.Fatal(err)
	}
	changes, err := changes(units)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("seed %d, %d changes can be made", *seed, len(changes))
	made, noticed, err := testAll(shares(changes))
	if err != nil {
		log.Fatal(err)
	}
	if percent := report(made, noticed); percent < *least {
		log.Fatalf("fewer than %d %% were noticed", *least)
	}
}

// shares parts the changes, which stand by package, into as many shares as shall be
// made, so that each package has its own by its size. Of a share the first is made
// that compiles.
func shares(changes []change) [][]change {
	n := min(*count, len(changes))
	random := rand.New(rand.NewSource(*seed))
	all := make([][]change, n)
	for i := range all {
		all[i] = slices.Clone(changes[i*len(changes)/n : (i+1)*len(changes)/n])
		random.Shuffle(len(all[i]), func(a, b int) { all[i][a], all[i][b] = all[i][b], all[i][a] })
	}
	return all
}

// testAll makes one change of each share, some at once, and tells which tests noticed.
func testAll(shares [][]change) (made []change, noticed []string, err error) {
	made, noticed = make([]change, len(shares)), make([]string, len(shares))
	next, failed := make(chan int, len(shares)), make(chan error, *jobs)
	for i := range shares {
		next <- i
	}
	close(next)
	var running sync.WaitGroup
	for range *jobs {
		running.Go(func() {
			b, err := newBench()
			defer os.RemoveAll(b.dir)
			for i := range next {
				if err == nil {
					made[i], noticed[i], err = b.first(shares[i])
				}
				log.Printf("%d of %d: %s:%d: %s: noticed by %q", i+1, len(shares), made[i].file, made[i].line, made[i], noticed[i])
			}
			if err != nil {
				failed <- err
			}
		})
	}
	running.Wait()
	close(failed)
	return made, noticed, <-failed
}

// report prints how many changes of each package were noticed, and those that were
// not, and gives the share of all in percent.
func report(made []change, noticed []string) int {
	var order []string
	all, seen, excused := map[string]int{}, map[string]int{}, 0
	for i, c := range made {
		switch {
		case c.file == "": // none of its share compiles
			continue
		case noticed[i] == "" && strings.Contains("\n"+same, fmt.Sprintf("\n%s: %s # ", c.file, c)):
			excused++
			continue
		case !slices.Contains(order, c.unit.name):
			order = append(order, c.unit.name)
		}
		all[c.unit.name]++
		all[""]++
		if noticed[i] != "" {
			seen[c.unit.name]++
			seen[""]++
		} else {
			fmt.Printf("not noticed: %s:%d: %s\n", c.file, c.line, c)
		}
	}
	for _, unit := range order {
		fmt.Printf("%4d of %3d  %s\n", seen[unit], all[unit], unit)
	}
	percent := 100 * seen[""] / max(1, all[""])
	fmt.Printf("%4d of %3d  noticed, %d %%; %d more that nobody can observe\n", seen[""], all[""], percent, excused)
	return percent
}
