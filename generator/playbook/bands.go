package playbook

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fieldbook/generator/diag"
)

// Bands is what bands.yaml says: how those who rent lists sell the measures that
// criteria ask for.
type Bands struct {
	Measures []Measure `json:"measures" doc:"What a list can be selected by."`
	Radius   []string  `json:"radius" doc:"Units of distances: a criterion in one of them is the radius to ask for."`
	Points   []string  `json:"points" doc:"What else is settled when a list is ordered, each a line to fill."`
}

// Measure is something that a list can be selected by.
type Measure struct {
	Say     string   `json:"say" doc:"Its name in an order." required:"true"`
	Columns []string `json:"columns" doc:"A criterion is of this measure if one of its columns is among these." required:"true"`
	Sold    []Sold   `json:"sold" doc:"How each broker sells it; none if nobody does."`
	Shares  []Share  `json:"shares" doc:"How common its values are."`
}

// Sold is how one broker sells a measure.
type Sold struct {
	By    string `json:"by" doc:"The broker." required:"true"`
	Any   bool   `json:"any" doc:"Any least to any most can be had."`
	Bands []Span `json:"bands" doc:"The bands, such as 10..19, 10000.. or ..500000; a code may stand before one: C 10..19."`
}

// Share is how many firms have a value in a span.
type Share struct {
	Span  Span   `json:"span" doc:"The span, such as 10..99." required:"true"`
	Firms Number `json:"firms" doc:"How many have it." required:"true"`
	Of    Number `json:"of" doc:"Of how many." required:"true"`
	Say   string `json:"say" doc:"Which firms, and who counted." required:"true"`
}

// Span is a band that is sold: from Low to High, both in it.
type Span struct {
	Code      string // of the broker; may be empty
	Low, High float64
	diag.Span
}

// String gives the band as it is written.
func (s Span) String() string {
	end := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	text := ".."
	switch {
	case s.Low == s.High:
		text = end(s.Low)
	default:
		if s.Low > 0 {
			text = end(s.Low) + text
		}
		if !math.IsInf(s.High, 1) {
			text += end(s.High)
		}
	}
	return strings.TrimSpace(s.Code + " " + text)
}

// Validate doubts bands of one broker of which a number lies inside two: those of
// money share their ends, and no more.
func (b *Bands) Validate(r *diag.Reporter) {
	for _, m := range b.Measures {
		for _, sold := range m.Sold {
			bands := slices.Clone(sold.Bands)
			slices.SortStableFunc(bands, func(a, b Span) int { return cmp.Compare(a.Low, b.Low) })
			for i, band := range bands {
				if i > 0 && band.Low < bands[i-1].High {
					r.Doubtf(band.Span, "overlapping-bands", "let each band begin where another ends", "the band %s of %s overlaps with %s", band, sold.By, bands[i-1])
				}
			}
		}
	}
}

var spanPattern = regexp.MustCompile(`^(?:([A-Za-z]\w*) )?(\d[\d_]*)?(\.\.)?(\d[\d_]*)?$`)

// UnmarshalText takes 10..19, 1, 10000.., ..500000, and a code before one.
func (s *Span) UnmarshalText(text []byte) error {
	m := spanPattern.FindStringSubmatch(strings.TrimSpace(string(text)))
	if m == nil || m[2]+m[4] == "" || m[3] == "" && m[4] != "" {
		return fmt.Errorf("wants a band such as 10..19, 10000.. or C 10..19, got %q", text)
	}
	end := func(digits string, open float64) float64 {
		v, err := strconv.ParseFloat(strings.ReplaceAll(digits, "_", ""), 64)
		if err != nil {
			return open
		}
		return v
	}
	s.Code, s.Low, s.High = m[1], end(m[2], 0), end(m[4], math.Inf(1))
	if m[3] == "" {
		s.High = s.Low
	}
	if s.Low > s.High {
		return fmt.Errorf("%q begins after its end", text)
	}
	return nil
}

// JSONSchema describes a Span as text.
func (Span) JSONSchema() map[string]any { return map[string]any{"type": []string{"string", "number"}} }
