package checklist_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// proving is the browser's proof of scorecards, with one of which a single choice is
// the score, and whose other criteria have no weight.
func proving(t *testing.T) *jstest.Engine {
	t.Helper()
	e := jstest.New(t, "../../templates/assets/checklist", `
		import { prove } from "./proof";
		import { score } from "./score";
		import { share, fisher, holm } from "./chance";
		const yesno = (id) => ({ id, ask: id, kind: "yesno", weight: 0 });
		const points = Array.from({ length: 101 }, (_, i) => ({ id: "p" + i, label: i + " points", credit: i / 100 }));
		globalThis.list = {
			id: "made", kind: "scorecard", title: "Made",
			criteria: [{ id: "points", ask: "Points", kind: "choice", weight: 1, options: points, best: "p100" }, ...["a", "b", "c", "d", "e", "f"].map(yesno)],
			verdicts: [{ at: 75, say: "Yes" }, { at: 0, say: "No" }],
		};
		// Cases in groups: how many were won and lost of those with these answers.
		const cases = (groups) => groups.flatMap(([won, lost, answers]) => Array.from({ length: won + lost }, (_, i) => ({ outcome: i < won ? "won" : "lost", score: score(list, answers, "2026-11-21") })));
		const told = (p) => [...p.bands, ...p.criteria].filter((x) => x.parts === "more" || x.parts === "fewer").length + p.thresholds.length;
		globalThis.fb = { prove, score, share, fisher, holm, cases, told };`)
	return e
}

// of runs a script and decodes what it gives.
func of[T any](t *testing.T, e *jstest.Engine, script string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(fmt.Sprint(e.Run("JSON.stringify("+script+")"))), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

type wins struct {
	Won, Of   int
	Low, High float64
}

type cut struct{ At, Missed, Called int }

type proof struct {
	Won, Lost, Undecided int
	Lacks                struct{ Won, Lost int }
	Bands                []struct {
		Say, Parts string
		Wins       wins
	}
	Criteria []struct {
		ID, Parts  string
		Met, Unmet wins
		Unknown    int
	}
	Thresholds []struct {
		Say         string
		Now, Better cut
		Unseen      cut
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.00005 }

// TestChance holds the figures to what a person computes.
//
// Wilson, 8 of 10: p = 0.8, z² = 3.841459. Its middle is 0.8 + 3.841459 ÷ 20 =
// 0.9920729, its reach 1.959964 × √(0.16 ÷ 10 + 3.841459 ÷ 400) = 1.959964 ×
// √0.02560365 = 0.3136148, both to be divided by 1 + 0.3841459: 0.4901625 to 0.9433178.
// Of none of 10 its middle and its reach are the same, 0.1920729: 0 to 0.3841459 ÷
// 1.3841459 = 0.2775328.
//
// Fisher, 3 of 4 and 1 of 4: 4 wins fall on 8 cases in 70 ways, of which 0, 1, 2, 3
// and 4 fall on the first in 1, 16, 36, 16 and 1. As far apart or farther are 1 + 16 +
// 16 + 1 = 34, and with the first above the second 16 + 1 = 17.
//
// Holm, of 0.01, 0.04, 0.03 and 0.005: 4 × 0.005 = 0.02 and 3 × 0.01 = 0.03 are within
// 0.05, 2 × 0.03 = 0.06 is not, and ends it.
func TestChance(t *testing.T) {
	e := proving(t)
	for script, want := range map[string]float64{
		"fb.share(8, 10).low": 0.4901625, "fb.share(8, 10).high": 0.9433178,
		"fb.share(0, 10).low": 0, "fb.share(0, 10).high": 0.2775328,
		"fb.share(10, 10).low": 1 - 0.2775328, "fb.share(10, 10).high": 1,
		"fb.share(0, 0).low": 0, "fb.share(0, 0).high": 1,
		"fb.fisher(fb.share(3, 4), fb.share(1, 4))": 34.0 / 70, "fb.fisher(fb.share(1, 4), fb.share(3, 4))": 34.0 / 70,
		"fb.fisher(fb.share(3, 4), fb.share(1, 4), 'above')": 17.0 / 70,
		"fb.fisher(fb.share(1, 4), fb.share(3, 4), 'above')": 69.0 / 70,
		"fb.fisher(fb.share(2, 4), fb.share(2, 4))":          1,
	} {
		if got := of[float64](t, e, script); !near(got, want) {
			t.Errorf("%s: %v, want %v", script, got, want)
		}
	}
	if got := fmt.Sprint(of[[]bool](t, e, "fb.holm([0.01, 0.04, 0.03, 0.005])")); got != "[true false false true]" {
		t.Errorf("Holm: %s", got)
	}
}

// made is a list of 40 won and 35 lost, with what it comes to by hand.
//
//	points  won  lost  a
//	80      20    5    yes
//	60      18    2    yes
//	40       2   28    no
//
// and 3 won and 1 lost of whom the points are not known.
const made = `[[20, 5, { points: "p80", a: "yes" }], [18, 2, { points: "p60", a: "yes" }], [2, 28, { points: "p40", a: "no" }], [3, 1, { points: "p60|p80" }]]`

// TestProof holds what is told of the made list to figures computed by hand.
//
// Yes, from 75: 20 of 25, p = 0.8. The middle is 0.8 + 3.841459 ÷ 50 = 0.8768292, the
// reach 1.959964 × √(0.16 ÷ 25 + 3.841459 ÷ 2500) = 0.1746083, both ÷ 1.1536584:
// 0.6086905 to 0.9113942.
// No, below: 18 + 2 of 18 + 2 + 2 + 28 = 50, p = 0.4. The middle is 0.4 + 3.841459 ÷
// 100 = 0.4384146, the reach 1.959964 × √(0.24 ÷ 50 + 3.841459 ÷ 10000) = 0.1411194,
// both ÷ 1.0768292: 0.2760839 to 0.5381857.
// a is met by 45, of whom 38 were won, and not by 30, of whom 2 were.
//
// From 75 on, 18 + 2 wins are missed and 5 losses called; the wins called less the
// losses called are 20 ÷ 40 − 5 ÷ 35 = 0.36. From 60 on, 2 are missed and 5 + 2 called:
// 38 ÷ 40 − 7 ÷ 35 = 0.75, the best there is; from 40 on 1 − 1 = 0. Of the 20 between,
// 18 were won, and 22 of the 55 others.
func TestProof(t *testing.T) {
	p := of[proof](t, proving(t), "fb.prove(list, fb.cases("+made+"))")
	if p.Won != 43 || p.Lost != 36 || p.Undecided != 4 || p.Lacks.Won+p.Lacks.Lost != 0 {
		t.Errorf("%+v", p)
	}
	if len(p.Bands) != 2 || p.Bands[0].Parts != "more" || p.Bands[1].Parts != "fewer" {
		t.Fatalf("bands %+v", p.Bands)
	}
	if w := p.Bands[0].Wins; w.Won != 20 || w.Of != 25 || !near(w.Low, 0.6086905) || !near(w.High, 0.9113942) {
		t.Errorf("yes: %+v", w)
	}
	if w := p.Bands[1].Wins; w.Won != 20 || w.Of != 50 || !near(w.Low, 0.2760839) || !near(w.High, 0.5381857) {
		t.Errorf("no: %+v", w)
	}
	if a := p.Criteria[1]; a.ID != "a" || a.Parts != "more" || a.Met.Won != 38 || a.Met.Of != 45 || a.Unmet.Won != 2 || a.Unmet.Of != 30 || a.Unknown != 4 {
		t.Errorf("a: %+v", a)
	}
	if b := p.Criteria[2]; b.Parts != "none" || b.Met.Of+b.Unmet.Of != 0 || b.Unknown != 79 {
		t.Errorf("b: %+v", b)
	}
	if len(p.Thresholds) != 1 {
		t.Fatalf("thresholds %+v", p.Thresholds)
	}
	if c := p.Thresholds[0]; c.Say != "Yes" || c.Now != (cut{75, 20, 5}) || c.Better != (cut{60, 2, 7}) || c.Unseen != (cut{0, 2, 7}) {
		t.Errorf("%+v", c)
	}
}

// TestProofRefuses tells nothing below twenty of each, but how many are lacking.
func TestProofRefuses(t *testing.T) {
	e := proving(t)
	for groups, lacks := range map[string][2]int{
		`[]`:                                 {20, 20},
		`[[19, 20, { a: "yes" }]]`:           {1, 0},
		`[[200, 5, { points: "p80" }]]`:      {0, 15},
		`[[20, 20, { points: "p80" }]]`:      {0, 0},
		`[[20, 19, {}], [0, 1, { a: "?" }]]`: {0, 0},
	} {
		p := of[proof](t, e, "fb.prove(list, fb.cases("+groups+"))")
		if p.Lacks.Won != lacks[0] || p.Lacks.Lost != lacks[1] {
			t.Errorf("%s: %+v", groups, p.Lacks)
		}
		if told := len(p.Bands) > 0 || len(p.Criteria) > 0; told != (lacks == [2]int{0, 0}) {
			t.Errorf("%s: %+v", groups, p)
		}
	}
	if p := of[proof](t, e, `fb.prove(list, fb.cases([[40, 40, { a: "yes" }]]).map((c, i) => i % 4 ? { score: c.score } : c))`); p.Won != 10 || p.Lost != 10 {
		t.Errorf("of those that are still open: %+v", p)
	}
}

// random makes cases by chance: their points, and which of the criteria they meet.
func random(n int, won func(met map[string]bool, r *rand.Rand) bool, r *rand.Rand) string {
	groups := make([][3]any, n)
	for i := range groups {
		answers, met := map[string]string{"points": fmt.Sprintf("p%d", 5*(1+r.IntN(20)))}, map[string]bool{}
		for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
			met[id] = r.IntN(2) == 0
			answers[id] = map[bool]string{true: "yes", false: "no"}[met[id]]
		}
		groups[i] = [3]any{0, 1, answers}
		if won(met, r) {
			groups[i] = [3]any{1, 0, answers}
		}
	}
	data, err := json.Marshal(groups)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// TestProofOfChance is the law that noise is praised by chance alone: of a thousand
// shuffles of the outcomes, in at most 50 is anything told at all. Each of the tests
// alone, at the same level, tells something in some 200 of them.
func TestProofOfChance(t *testing.T) {
	e := proving(t)
	r := rand.New(rand.NewPCG(31, 7))
	for _, n := range []struct{ won, lost int }{{20, 20}, {30, 90}, {60, 60}} {
		i := 0
		cases := random(n.won+n.lost, func(map[string]bool, *rand.Rand) bool { i++; return i <= n.won }, r)
		order, err := json.Marshal([]uint32{r.Uint32()})
		if err != nil {
			t.Fatal(err)
		}
		told := of[int](t, e, fmt.Sprintf(`(() => {
			const all = fb.cases(%s), outcomes = all.map((c) => c.outcome);
			let [state] = %s, told = 0;
			const below = (n) => { // xorshift, which is not the generator of the code
				state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
				return (state >>> 0) %% n;
			};
			for (let round = 0; round < 1000; round++) {
				for (let i = outcomes.length - 1; i > 0; i--) {
					const j = below(i + 1);
					[outcomes[i], outcomes[j]] = [outcomes[j], outcomes[i]];
				}
				if (fb.told(fb.prove(list, all.map((c, i) => ({ ...c, outcome: outcomes[i] })))) > 0) told++;
			}
			return told;
		})()`, cases, order))
		t.Logf("%d won and %d lost: something is told in %d of 1000 shuffles", n.won, n.lost, told)
		if told > 50 {
			t.Errorf("%d won and %d lost: something is told in %d of 1000 shuffles", n.won, n.lost, told)
		}
	}
}

// TestProofFindsTheTruth is told of made sets where the truth is known: a alone
// decides, in four of five cases; all else is noise.
func TestProofFindsTheTruth(t *testing.T) {
	e := proving(t)
	for seed := range uint64(10) {
		p := of[proof](t, e, "fb.prove(list, fb.cases("+random(200, func(met map[string]bool, r *rand.Rand) bool {
			return met["a"] != (r.IntN(5) == 0)
		}, rand.New(rand.NewPCG(seed, 1)))+"))")
		for _, c := range p.Criteria {
			if want := cmp.Or(map[string]string{"a": "more", "points": "none"}[c.ID], "chance"); c.Parts != want {
				t.Errorf("seed %d, %s: %q, want %q: %+v", seed, c.ID, c.Parts, want, c)
			}
		}
		if len(p.Thresholds) > 0 || p.Bands[0].Parts != "chance" {
			t.Errorf("seed %d: the points are noise: %+v", seed, p)
		}
	}
}

// TestProofWhateverTheOrder tells the same of the same cases in any order.
func TestProofWhateverTheOrder(t *testing.T) {
	e := proving(t)
	said := e.Run("JSON.stringify(fb.prove(list, fb.cases(" + made + ")))")
	if turned := e.Run("JSON.stringify(fb.prove(list, fb.cases(" + made + ").reverse()))"); turned != said {
		t.Errorf("%s, turned round %s", said, turned)
	}
}

// TestProofForecastsNothing holds all that is said of a proof to what it is: it tells
// what was, and never what will be.
func TestProofForecastsNothing(t *testing.T) {
	future := regexp.MustCompile(`(?i)forecast|predict|prognos|vorhersag|voraussag|pron[óo]stic|predic`)
	files, err := filepath.Glob("../i18n/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	said := 0
	for _, file := range append(files, "../cli/proof.go") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if filepath.Ext(file) == ".yaml" && !strings.HasPrefix(line, "  proof") {
				continue
			}
			said++
			if future.MatchString(line) {
				t.Errorf("%s: %s", file, line)
			}
		}
	}
	if said < 100 {
		t.Errorf("%d lines", said)
	}
}
