// A stand-in for VS Code: of its API what the extension and its client of the
// language server touch, with what a test looks at in `seen`.

const { EventEmitter: Emitter } = require("node:events");
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");

const seen = { diagnostics: new Map(), panels: [], executed: [], errors: [], shown: [] };

class Disposable {
  constructor(end = () => {}) {
    this.dispose = end;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((d) => d.dispose()));
  }
}

class EventEmitter {
  #emitter = new Emitter().setMaxListeners(0);
  event = (listener, self) => {
    const call = (what) => listener.call(self, what);
    this.#emitter.on("it", call);
    return new Disposable(() => this.#emitter.off("it", call));
  };
  fire(what) {
    this.#emitter.emit("it", what);
  }
  dispose() {
    this.#emitter.removeAllListeners();
  }
}

class Uri {
  constructor(href) {
    this.href = href;
    const at = new URL(href);
    this.scheme = at.protocol.slice(0, -1);
    this.authority = at.host;
    this.path = at.pathname;
    this.fsPath = this.scheme === "file" ? fileURLToPath(href) : at.pathname;
  }
  static parse = (href) => new Uri(href);
  static file = (name) => new Uri(pathToFileURL(name).href);
  static joinPath = (uri, ...parts) => Uri.file(path.join(uri.fsPath, ...parts));
  toString() {
    return this.href;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(a, b, c, d) {
    [this.start, this.end] = a instanceof Position ? [a, b] : [new Position(a, b), new Position(c, d)];
  }
}

class Selection extends Range {
  constructor(anchor, active) {
    super(anchor, active);
    Object.assign(this, { anchor, active });
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {}
  dispose() {}
}

class CancellationError extends Error {}

class Location {
  constructor(uri, range) {
    Object.assign(this, { uri, range });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class RelativePattern {
  constructor(base, pattern) {
    Object.assign(this, { base, pattern });
  }
}

// Classes that are only extended or compared with.
const others = ["CodeAction", "CodeLens", "CompletionItem", "DocumentLink", "SymbolInformation", "InlayHint", "CallHierarchyItem", "TypeHierarchyItem", "TabInputText", "TabInputTextDiff", "TabInputCustom", "TabInputNotebook"];

const none = new EventEmitter();
const documents = { opened: new EventEmitter(), selected: new EventEmitter(), activated: new EventEmitter() };
const known = new Map(); // commands

/** An object whose events never come and whose registrations do nothing, but for what is named. */
const mostly = (own) =>
  new Proxy(own, {
    get(target, name) {
      if (name in target || typeof name === "symbol") return target[name];
      if (/^on[A-Z]/.test(name)) return none.event;
      if (/^(register|create|set)[A-Z]/.test(name)) return () => new Disposable();
      return undefined;
    },
  });

const commands = {
  registerCommand(name, call) {
    if (known.has(name)) throw new Error(`command ${name} is there already`);
    known.set(name, call);
    return new Disposable(() => known.delete(name));
  },
  async executeCommand(name, ...args) {
    seen.executed.push([name, ...args]);
    return known.get(name)?.(...args);
  },
};

const settings = { path: process.env.FIELDBOOK, "preview.port": 0 };

const workspace = mostly({
  workspaceFolders: [],
  textDocuments: [],
  notebookDocuments: [],
  getConfiguration: () => ({ get: (name, otherwise) => settings[name] ?? otherwise, inspect: () => undefined }),
  getWorkspaceFolder: () => workspace.workspaceFolders[0],
  onDidOpenTextDocument: documents.opened.event,
  createFileSystemWatcher: () => mostly({ dispose() {} }),
  async findFiles(pattern) {
    const name = pattern.pattern.replace("**/", "");
    const root = pattern.base.fsPath;
    return fs.readdirSync(root, { recursive: true }).filter((f) => path.basename(f) === name).map((f) => Uri.file(path.join(root, f)));
  },
  async openTextDocument(uri) {
    const document = workspace.textDocuments.find((d) => d.uri.fsPath === uri.fsPath) ?? new Document(uri);
    if (!workspace.textDocuments.includes(document)) workspace.textDocuments.push(document);
    documents.opened.fire(document);
    return document;
  },
});

class Document {
  version = 1;
  isClosed = false;
  isDirty = false;
  constructor(uri) {
    this.uri = uri;
    this.fileName = uri.fsPath;
    this.languageId = uri.fsPath.endsWith(".yaml") ? "yaml" : "markdown";
  }
  getText() {
    return fs.readFileSync(this.uri.fsPath, "utf8");
  }
}

const window = mostly({
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: mostly({ all: [] }),
  onDidChangeTextEditorSelection: documents.selected.event,
  onDidChangeActiveTextEditor: documents.activated.event,
  createOutputChannel: () => mostly({ logLevel: 0, append() {}, appendLine() {}, show() {}, dispose() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }),
  showErrorMessage(text) {
    seen.errors.push(text);
    return new Promise(() => {}); // nobody closes it
  },
  async showInformationMessage(text) {
    seen.errors.push(text);
  },
  async showTextDocument(document, { selection } = {}) {
    const editor = { document, selection, viewColumn: 1, revealRange(range) { seen.shown.push([document.uri.fsPath, range.start.line]); } };
    window.activeTextEditor = editor;
    window.visibleTextEditors = [editor];
    return editor;
  },
  createWebviewPanel(type) {
    const received = new EventEmitter();
    const closed = new EventEmitter();
    const panel = {
      type,
      received, // a test speaks as the page does
      posted: [],
      disposed: false,
      webview: { html: "", cspSource: "vscode-resource:", onDidReceiveMessage: received.event, postMessage: async (m) => panel.posted.push(m), asWebviewUri: (uri) => uri },
      onDidDispose: closed.event,
      reveal() {},
      dispose() {
        if (panel.disposed) return;
        panel.disposed = true;
        closed.fire();
      },
    };
    seen.panels.push(panel);
    return panel;
  },
});

/** Moves the cursor, as the writer does. */
async function moveTo(file, line) {
  const at = new Position(line, 0);
  const editor = await window.showTextDocument(await workspace.openTextDocument(Uri.file(file)), { selection: new Selection(at, at) });
  documents.selected.fire({ textEditor: editor });
}

const languages = mostly({
  match(selector, document) {
    const one = (f) => (!f.language || f.language === document.languageId) && (!f.pattern || document.uri.fsPath.startsWith(f.pattern.base.fsPath + path.sep));
    return [selector].flat().some(one) ? 10 : 0;
  },
  createDiagnosticCollection() {
    const put = (uri, list) => seen.diagnostics.set(uri.fsPath, list ?? []);
    return { set: (what, list) => (Array.isArray(what) ? what.forEach(([uri, l]) => put(uri, l)) : put(what, list)), delete: (uri) => seen.diagnostics.delete(uri.fsPath), clear() {}, forEach() {}, dispose() {} };
  },
});

const enums = {
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ViewColumn: { Active: -1, Beside: -2, One: 1 },
  UIKind: { Desktop: 1, Web: 2 },
  TextEditorRevealType: { Default: 0, InCenter: 1, InCenterIfOutsideViewport: 2, AtTop: 3 },
  TaskScope: { Global: 1, Workspace: 2 },
  CodeActionKind: Object.fromEntries(["Empty", "QuickFix", "Refactor", "RefactorExtract", "RefactorInline", "RefactorRewrite", "RefactorMove", "Source", "SourceOrganizeImports", "SourceFixAll", "Notebook"].map((name) => [name, { value: name, append: () => ({}) }])),
  CompletionItemTag: {}, CompletionTriggerKind: {}, DiagnosticTag: {}, SymbolKind: {}, SymbolTag: {}, ProgressLocation: {}, TextDocumentSaveReason: {}, CodeActionTriggerKind: {}, SignatureHelpTriggerKind: {}, FileType: {}, CompletionItemKind: {},
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
};

module.exports = {
  ...enums,
  ...Object.fromEntries(others.map((name) => [name, class {}])),
  Disposable, EventEmitter, Uri, Position, Range, Selection, CancellationTokenSource, CancellationError, Location, Diagnostic, RelativePattern,
  commands, workspace, window, languages,
  version: "1.91.0",
  env: mostly({ language: "en", appName: "stand-in", uriScheme: "vscode", uiKind: 1, asExternalUri: async (uri) => uri, openExternal: async () => true }),
  tasks: mostly({}),
  stub: { seen, settings, moveTo },
};
