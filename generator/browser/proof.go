package browser

import (
	"fieldbook/generator/i18n"
	"fieldbook/generator/playbook"
)

// Proven is what the outcomes of a list tell of a scorecard;
// templates/assets/leads/cli.ts makes it.
type Proven struct {
	Headings []string `json:"headings"`
	// Proof is nil unless just one column has the heading.
	Proof *Proof `json:"proof"`
	// Others are cells that say neither won nor lost, which are left out.
	Others []Other `json:"others"`
	// Open are the questions that keep verdicts open of those won or lost.
	Open []OpenQuestion `json:"open"`
	// Columns are those that are scored, as "heading: criterion".
	Columns []string `json:"columns"`
	Sheets  []string `json:"-"` // those of a workbook
}

// Other is what a cell says that is no outcome.
type Other struct {
	Says  string `json:"says"`
	Leads int    `json:"leads"`
}

// OpenQuestion is one whose answer would decide a verdict, or is lacking with others.
type OpenQuestion struct {
	ID    string `json:"id"`
	Leads int    `json:"leads"`
}

// Proof is what is proven; templates/assets/checklist/proof.ts says what each
// value is.
type Proof struct {
	Won        int              `json:"won"`
	Lost       int              `json:"lost"`
	Lacks      Lacks            `json:"lacks"`
	Undecided  int              `json:"undecided"`
	Bands      []BandProof      `json:"bands"`
	Criteria   []CriterionProof `json:"criteria"`
	Thresholds []ThresholdProof `json:"thresholds"`
}

// Lacks is how many are lacking before anything can be told.
type Lacks struct {
	Won  int `json:"won"`
	Lost int `json:"lost"`
}

// Share is a share of wins, and its 95 % interval from 0 to 1.
type Share struct {
	Won  int     `json:"won"`
	Of   int     `json:"of"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// BandProof are the wins of a verdict; of those ruled out it says nothing.
type BandProof struct {
	Say   string `json:"say"`
	Wins  Share  `json:"wins"`
	Parts string `json:"parts"` // "more", "fewer", "chance", or "none" where there is nobody to compare
}

// CriterionProof are the wins of those that meet a criterion, and of the others.
type CriterionProof struct {
	ID      string `json:"id"`
	Met     Share  `json:"met"`
	Unmet   Share  `json:"unmet"`
	Unknown int    `json:"unknown"`
	Parts   string `json:"parts"`
}

// ThresholdProof is a threshold that would have been better.
type ThresholdProof struct {
	Say    string `json:"say"`
	Now    Cut    `json:"now"`
	Better Cut    `json:"better"`
	Unseen struct {
		Missed int `json:"missed"`
		Called int `json:"called"`
	} `json:"unseen"`
}

// Cut is what a threshold costs: wins missed, losses called.
type Cut struct {
	At     int `json:"at"`
	Missed int `json:"missed"`
	Called int `json:"called"`
}

// Prove reads a list, as Score does, and tells by the column of a heading, which says
// what was won and lost, whether a scorecard is right.
func Prove(list *playbook.Checklist, catalog *i18n.Catalog, data []byte, sheet, today, heading string) (*Proven, error) {
	var p Proven
	var err error
	if p.Sheets, err = ofList(&p, nil, "fieldbookProve", list, catalog, data, sheet, today, heading); err != nil {
		return nil, err
	}
	return &p, nil
}
