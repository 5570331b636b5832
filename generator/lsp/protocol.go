package lsp

import "fieldbook/generator/diag"

// The part of the Language Server Protocol that is spoken here, as
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
// has it.

type position struct {
	Line      int `json:"line"`      // from 0
	Character int `json:"character"` // from 0, in UTF-16 units
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type workspaceEdit struct {
	Changes map[string][]textEdit `json:"changes"`
}

type textDocument struct {
	URI     string `json:"uri"`
	Version int    `json:"version,omitzero"`
	Text    string `json:"text,omitzero"`
}

type documentParams struct {
	TextDocument textDocument `json:"textDocument"`
}

type placeParams struct {
	TextDocument textDocument `json:"textDocument"`
	Position     position     `json:"position"`
	NewName      string       `json:"newName,omitzero"` // of a rename
	Context      struct {
		IncludeDeclaration bool `json:"includeDeclaration"`
	} `json:"context,omitzero"` // of references
}

type rangeParams struct {
	TextDocument textDocument `json:"textDocument"`
	Range        span         `json:"range"`
}

type changeParams struct {
	TextDocument   textDocument `json:"textDocument"`
	ContentChanges []struct {
		Range *span  `json:"range"`
		Text  string `json:"text"`
	} `json:"contentChanges"`
}

type folder struct {
	URI string `json:"uri"`
}

type initializeParams struct {
	RootURI          string   `json:"rootUri"`
	RootPath         string   `json:"rootPath"`
	WorkspaceFolders []folder `json:"workspaceFolders"`
	Options          struct {
		Preview string `json:"preview"` // the address of the preview; default http://127.0.0.1:1313/
	} `json:"initializationOptions"`
	Capabilities struct {
		Workspace struct {
			DidChangeWatchedFiles struct {
				DynamicRegistration bool `json:"dynamicRegistration"`
			} `json:"didChangeWatchedFiles"`
		} `json:"workspace"`
	} `json:"capabilities"`
}

type foldersParams struct {
	Event struct {
		Added   []folder `json:"added"`
		Removed []folder `json:"removed"`
	} `json:"event"`
}

type renameFilesParams struct {
	Files []struct {
		OldURI string `json:"oldUri"`
		NewURI string `json:"newUri"`
	} `json:"files"`
}

type queryParams struct {
	Query string `json:"query"`
}

type commandParams struct {
	Command   string `json:"command"`
	Arguments []any  `json:"arguments"`
}

type diagnostic struct {
	Range    span      `json:"range"`
	Severity int       `json:"severity"` // 1 is an error, 2 a warning
	Code     diag.Code `json:"code,omitzero"`
	Source   string    `json:"source"`
	Message  string    `json:"message"`
}

type publishParams struct {
	URI         string       `json:"uri"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type markup struct {
	Kind  string `json:"kind"` // markdown
	Value string `json:"value"`
}

type hover struct {
	Contents markup `json:"contents"`
	Range    span   `json:"range"`
}

// The kinds of completion that are used.
const (
	itemText      = 1
	itemValue     = 12
	itemKey       = 10 // a property
	itemFile      = 17
	itemReference = 18
	itemConstant  = 21
)

type completionItem struct {
	Label         string    `json:"label"`
	Kind          int       `json:"kind"`
	Detail        string    `json:"detail,omitzero"`
	Documentation *markup   `json:"documentation,omitzero"`
	SortText      string    `json:"sortText,omitzero"`
	FilterText    string    `json:"filterText,omitzero"`
	TextEdit      *textEdit `json:"textEdit,omitzero"`
}

type completionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []completionItem `json:"items"`
}

// The kinds of symbol that are used.
const (
	symbolFile     = 1
	symbolHeading  = 15 // a string, as Markdown servers have it
	symbolProperty = 7
	symbolConstant = 14
)

type documentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitzero"`
	Kind           int              `json:"kind"`
	Range          span             `json:"range"`
	SelectionRange span             `json:"selectionRange"`
	Children       []documentSymbol `json:"children,omitzero"`
}

type workspaceSymbol struct {
	Name     string   `json:"name"`
	Kind     int      `json:"kind"`
	Location location `json:"location"`
	Within   string   `json:"containerName,omitzero"`
}

type foldingRange struct {
	StartLine int    `json:"startLine"`
	EndLine   int    `json:"endLine"`
	Kind      string `json:"kind,omitzero"`
}

type documentLink struct {
	Range  span   `json:"range"`
	Target string `json:"target"`
}

type inlayHint struct {
	Position    position `json:"position"`
	Label       string   `json:"label"`
	PaddingLeft bool     `json:"paddingLeft"`
}

type command struct {
	Title     string `json:"title"`
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitzero"`
}

type addressParams struct {
	URI string `json:"uri"`
}

type addressAnswer struct {
	Address string `json:"address"`
}

type codeLens struct {
	Range   span    `json:"range"`
	Command command `json:"command"`
}

type prepared struct {
	Range       span   `json:"range"`
	Placeholder string `json:"placeholder"`
}

// object is what the server says of itself, where no type of Go is needed.
type object map[string]any
