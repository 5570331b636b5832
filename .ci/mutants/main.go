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
	"cmp"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

var (
	seed  = flag.Int64("seed", 1, "other changes for each")
	count = flag.Int("n", 200, "how many changes")
	only  = flag.String("only", "", "change this package or folder of scripts alone")
	quick = flag.Bool("quick", false, "ask neither the tests of other packages nor the browser's")
	least = flag.Int("least", 0, "fail if fewer are noticed, in percent")
	jobs  = flag.Int("jobs", 2, "how many are tested at once")
	tsc   = flag.String("tsc", "npx --yes --package typescript@5.9.3 tsc", "the TypeScript compiler")
)

// same lists the changes that nobody can observe, so that no test can either: one a
// line, as they are printed, and why.
//
//go:embed same.txt
var same string

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
	if programs, err = os.MkdirTemp("", "mutants"); err != nil {
		log.Fatal(err)
	}
	results, err := testAll(shares(changes))
	_ = os.RemoveAll(programs)
	if err != nil {
		log.Fatal(err)
	}
	if percent := report(results); percent < *least {
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

// result is a change that was made, and the package whose tests noticed.
type result struct {
	change
	noticed string
}

// testAll makes one change of each share, some at once.
func testAll(shares [][]change) ([]result, error) {
	all, next := make([]result, len(shares)), make(chan int, len(shares))
	for i := range shares {
		next <- i
	}
	close(next)
	var running errgroup.Group
	for range *jobs {
		running.Go(func() error {
			dir, err := copied()
			defer os.RemoveAll(dir)
			for i := range next {
				if err != nil {
					return err
				}
				all[i], err = first(dir, shares[i])
				log.Printf("%d of %d: %s:%d: %s: noticed by %q", i+1, len(shares), all[i].file, all[i].line, all[i], all[i].noticed)
			}
			return err
		})
	}
	return all, running.Wait()
}

// report prints how many changes of each package were noticed, and those that were
// not, and gives the share of all in percent.
func report(results []result) int {
	var order []string
	made, seen, excused := map[string]int{}, map[string]int{}, 0
	for _, r := range results {
		name := r.unit.name
		switch {
		case r.file == "": // none of its share compiles
			continue
		case r.noticed == "" && strings.Contains("\n"+same, fmt.Sprintf("\n%s: %s # ", r.file, r)):
			excused++
			continue
		case r.noticed == "":
			fmt.Printf("not noticed: %s:%d: %s\n", r.file, r.line, r)
		default:
			seen[name]++
			seen[""]++
		}
		if made[""]++; made[name] == 0 {
			order = append(order, name)
		}
		made[name]++
	}
	for _, name := range append(order, "") {
		fmt.Printf("%4d of %3d  %s\n", seen[name], made[name], cmp.Or(name, "of all"))
	}
	percent := 100 * seen[""] / max(1, made[""])
	fmt.Printf("%d %% were noticed; %d more cannot be observed\n", percent, excused)
	return percent
}
