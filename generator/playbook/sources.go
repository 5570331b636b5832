package playbook

import "fieldbook/generator/diag"

// Sources is what sources.yaml says: the works behind the content, and the
// facts taken from them.
type Sources struct {
	Works []Work `json:"works" doc:"The works that facts are taken from."`
	Facts []Fact `json:"facts" doc:"The facts, each with an id that content cites."`
}

// Work is a text, or a body of judgements, that facts come from.
type Work struct {
	ID        Name   `json:"id" makes:"fact" doc:"Stable name, such as P." required:"true"`
	Title     string `json:"title" doc:"The work's title." required:"true"`
	By        string `json:"by" doc:"Who published it."`
	Year      int    `json:"year" doc:"The year of publication."`
	URL       string `json:"url" doc:"Where it can be read."`
	Note      string `json:"note" doc:"What a reader should know of it."`
	House     bool   `json:"house" doc:"It is the house's own judgement, not a published source."`
	diag.Span `json:"-"`
}

// Fact is one statement taken from a Work.
type Fact struct {
	ID        Name   `json:"id" makes:"fact" doc:"Stable name, such as P1." required:"true"`
	Work      Name   `json:"work" refers:"fact" doc:"The id of the work it is taken from." required:"true"`
	Say       string `json:"say" doc:"The fact in our own words." required:"true"`
	Figures   string `json:"figures" doc:"Its figures, if it has any."`
	diag.Span `json:"-"`
}

// Glossary is what glossary.yaml says.
type Glossary struct {
	Terms []Term `json:"terms" doc:"The terms, in any order."`
}

// Term is a word that the content explains once.
type Term struct {
	Term      Name   `json:"term" makes:"term" doc:"The word." required:"true"`
	Also      []Name `json:"also" refers:"-" doc:"Other words for the same thing."`
	Meaning   string `json:"meaning" doc:"What it means, in a sentence or two." required:"true"`
	More      Name   `json:"more" refers:"page" doc:"A playbook to read, as a path of a .md file."`
	diag.Span `json:"-"`
}
