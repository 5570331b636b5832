package playbook

import "fieldbook/generator/diag"

// Config is what site.yaml says.
type Config struct {
	Title       string `json:"title" doc:"The site's name." default:"Fieldbook"`
	Description string `json:"description" doc:"One sentence on the site, for its home page and the feed."`
	Language    string `json:"language" doc:"The language of the content, as a BCP 47 tag." default:"en"`
	BaseURL     Name   `json:"base_url" doc:"Where the site will be published; used only for what must be absolute: canonical links, sitemap and feed."`
	RawHTML     bool   `json:"raw_html" doc:"Let harmless HTML in Markdown pass; scripts, styles and handlers never do."`
	Edit        string `json:"edit" doc:"The address that opens a page for editing; {path} stands for its path below content."`
	Publish     []Name `json:"publish" doc:"Files to publish though no page links to them, as patterns such as downloads/*.pdf."`
	AssetLimit  Size   `json:"asset_limit" doc:"How large a published file may be, such as 2 GB." default:"1 GB"`
	Tasks       []Task `json:"tasks" doc:"What the home page leads with: questions, each with the page that answers it."`
}

// Task is a question on the home page, and the page that answers it.
type Task struct {
	Ask     string   `json:"ask" doc:"The reader's question." required:"true"`
	Page    Name     `json:"page" doc:"The page that answers it: a .md file, or checklists/<id>." required:"true"`
	Summary string   `json:"summary" doc:"What the reader gets there."`
	Pos     diag.Pos `json:"-"`
}

// Sources is what sources.yaml says: the works behind the content, and the
// facts taken from them.
type Sources struct {
	Works []Work `json:"works" doc:"The works that facts are taken from."`
	Facts []Fact `json:"facts" doc:"The facts, each with an id that content cites."`
}

// Work is a text, or a body of judgements, that facts come from.
type Work struct {
	ID    Name     `json:"id" doc:"Stable name, such as P." required:"true"`
	Title string   `json:"title" doc:"The work's title." required:"true"`
	By    string   `json:"by" doc:"Who published it."`
	Year  int      `json:"year" doc:"The year of publication."`
	URL   string   `json:"url" doc:"Where it can be read."`
	Note  string   `json:"note" doc:"What a reader should know of it."`
	House bool     `json:"house" doc:"It is the house's own judgement, not a published source."`
	Pos   diag.Pos `json:"-"`
}

// Fact is one statement taken from a Work.
type Fact struct {
	ID      Name     `json:"id" doc:"Stable name, such as P1." required:"true"`
	Work    Name     `json:"work" doc:"The id of the work it is taken from." required:"true"`
	Say     string   `json:"say" doc:"The fact in our own words." required:"true"`
	Figures string   `json:"figures" doc:"Its figures, if it has any."`
	Pos     diag.Pos `json:"-"`
}

// Glossary is what glossary.yaml says.
type Glossary struct {
	Terms []Term `json:"terms" doc:"The terms, in any order."`
}

// Term is a word that the content explains once.
type Term struct {
	Term    Name     `json:"term" doc:"The word." required:"true"`
	Also    []string `json:"also" doc:"Other words for the same thing."`
	Meaning string   `json:"meaning" doc:"What it means, in a sentence or two." required:"true"`
	More    Name     `json:"more" doc:"A playbook to read, as a path of a .md file."`
	Pos     diag.Pos `json:"-"`
}
