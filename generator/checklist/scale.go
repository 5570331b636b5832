package checklist

import (
	"math"

	"fieldbook/generator/playbook"
)

// Scale is a ruler with the limits of a criterion on it. All places are in
// percent of its length.
type Scale struct {
	Low, High float64 // the numbers at its ends, in the criterion's unit
	Limit     Stretch // where the criterion holds
	Ideal     Stretch // where it holds fully
	Labels    []Label
	Words     []Label // what the stretches are, where there is room
}

// Stretch is a part of a Scale.
type Stretch struct{ From, Width float64 }

// Label is a number below a Scale. Role is "limit", "ideal" or "end".
type Label struct {
	At     float64
	Text   string
	Role   string
	Anchor string // of the text, as in SVG: start, middle or end
}

// Place gives the place of a number on the scale, in percent.
func (s *Scale) Place(v float64) float64 {
	return round((min(max(v, s.Low), s.High) - s.Low) / (s.High - s.Low) * 100)
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

// scale draws the limits of a criterion; nil when there is nothing to draw.
func (w phraser) scale(c playbook.Criterion) *Scale {
	room := kinds[c.Kind].room
	if room == nil {
		return nil
	}
	limit, best := limit(c), ideal(c)
	if best.low == nil && best.high == nil {
		return nil
	}
	s := &Scale{}
	marks := []float64{}
	for _, n := range []*playbook.Number{limit.low, limit.high, best.low, best.high} {
		if n != nil {
			marks = append(marks, n.Value)
			s.Low, s.High = min(s.Low, n.Value), max(s.High, n.Value)
		}
	}
	step := room(s, c)
	if n := (s.High - s.Low) / step; !(n >= 1 && n <= mostTicks) { // numbers beyond any ruler
		return nil
	}
	s.Limit = s.stretch(limit)
	s.Ideal = s.stretch(best)
	s.label(marks, limit, w.Short)
	s.name(w.Say("ideal"), w.Say("limit"))
	return s
}

// count makes room for all options.
func (s *Scale) count(c playbook.Criterion) float64 {
	s.Low, s.High = 0, float64(len(c.Options))
	return 1
}

// around makes room beyond the limits.
func (s *Scale) around(playbook.Criterion) float64 {
	if s.High == s.Low {
		s.High = s.Low + 1
	}
	room := (s.High - s.Low) / 2
	step := niceStep((s.High + room - s.Low) / 20)
	s.High = math.Ceil((s.High+room)/step-1e-9) * step
	if s.Low < 0 {
		s.Low = math.Floor((s.Low-room)/step+1e-9) * step
	}
	return step
}

// niceStep gives the next of 1, 2, 2.5, 5 or 10 times a power of ten.
func niceStep(v float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*base >= v {
			return m * base
		}
	}
	return 10 * base
}

func (s *Scale) stretch(x span) Stretch {
	from, to := 0.0, 100.0
	if x.low != nil {
		from = s.Place(x.low.Value)
	}
	if x.high != nil {
		to = s.Place(x.high.Value)
	}
	return Stretch{from, round(to - from)}
}

// mostTicks bounds a ruler.
const mostTicks = 200

// minGap keeps labels from touching, in percent of the scale.
const minGap = 7

// label names the limits first, then the ideal span, then the ends where there
// is room.
func (s *Scale) label(marks []float64, limit span, short func(float64) string) {
	for _, v := range marks {
		role := "ideal"
		if limit.low != nil && v == limit.low.Value || limit.high != nil && v == limit.high.Value {
			role = "limit"
		}
		s.put(v, short(v), role, 3)
	}
	s.put(s.Low, short(s.Low), "end", minGap)
	s.put(s.High, short(s.High), "end", minGap)
}

// wordRoom is what a word needs on each side, in percent of the scale.
const wordRoom = 11

// name writes below the stretches what they are, in the middle of each, where no
// number stands.
func (s *Scale) name(ideal, limit string) {
	put := func(at float64, text, role string) {
		for _, l := range s.Labels {
			if math.Abs(l.At-at) < wordRoom {
				return
			}
		}
		s.Words = append(s.Words, Label{round(at), text, role, "middle"})
	}
	put(s.Ideal.From+s.Ideal.Width/2, ideal, "ideal")
	for _, rest := range []Stretch{{s.Limit.From, s.Ideal.From - s.Limit.From}, {s.Ideal.From + s.Ideal.Width, s.Limit.From + s.Limit.Width - s.Ideal.From - s.Ideal.Width}} {
		if rest.Width > 0 {
			put(rest.From+rest.Width/2, limit, "limit")
		}
	}
}

func (s *Scale) put(v float64, text, role string, gap float64) {
	at := s.Place(v)
	for _, l := range s.Labels {
		if math.Abs(l.At-at) < gap {
			return
		}
	}
	anchor := "middle"
	switch {
	case at < 1:
		anchor = "start"
	case at > 99:
		anchor = "end"
	}
	s.Labels = append(s.Labels, Label{at, text, role, anchor})
}
