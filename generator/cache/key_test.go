package cache

import (
	"reflect"
	"testing"
	"time"
)

type part struct {
	A, B string
	c    []string
	D    *part2
	E    map[string]int
	F    [2]byte
	G    float64
	When time.Time
	No   func() `sum:"-"`
}

type part2 struct{ N int }

// TestKey: whatever is another value has another sum, and what is the same has the
// same, be it at another place in memory.
func TestKey(t *testing.T) {
	key := Key[part]()
	same := func() part {
		return part{A: "ab", B: "c", c: []string{"x", "yz"}, D: &part2{1}, E: map[string]int{"a": 1, "b": 2, "c": 3}, When: time.Unix(0, 0).UTC()}
	}
	seen := map[[32]byte]int{key(same()): -1}
	for i, change := range []func(*part){
		func(p *part) { p.A, p.B = "a", "bc" },
		func(p *part) { p.c = []string{"xy", "z"} },
		func(p *part) { p.c = []string{"x"} },
		func(p *part) { p.c = []string{} },
		func(p *part) { p.c = nil },
		func(p *part) { p.D.N = 2 },
		func(p *part) { p.D = nil },
		func(p *part) { p.E["a"], p.E["b"] = 2, 1 },
		func(p *part) { delete(p.E, "a") },
		func(p *part) { p.E = map[string]int{} },
		func(p *part) { p.E = nil },
		func(p *part) { p.F[1] = 1 },
		func(p *part) { p.G = -0.5 },
		func(p *part) { p.When = time.Unix(0, 1).UTC() },
	} {
		v := same()
		change(&v)
		if other, met := seen[key(v)]; met {
			t.Errorf("change %d has the sum of %d", i, other)
		}
		seen[key(v)] = i
	}
	for range 20 { // maps have no order
		v := same()
		v.No = func() {}
		if seen[key(v)] != -1 {
			t.Fatal("the same value has another sum")
		}
	}
	type other part
	if Key[other]()(other(same())) == key(same()) {
		t.Error("two types have the same sums")
	}
}

type list struct{ Next *list }

// TestUnsummed: a type that cannot be summed whole has no key.
func TestUnsummed(t *testing.T) {
	for _, v := range []any{func() {}, make(chan int), struct{ A []any }{}, struct{ A map[string]error }{}, struct{ A *func() }{}, list{}, 1i, struct{ at time.Time }{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T has a key", v)
				}
			}()
			writerOf(reflect.TypeOf(v), true)
		}()
	}
}
