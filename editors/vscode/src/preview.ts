// The preview beside the text: `fieldbook serve` in a frame, which follows the
// cursor, and which the editor follows.

import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { env, Position, Range, Selection, TextEditorRevealType, UIKind, Uri, ViewColumn, window, workspace, type Disposable, type OutputChannel, type TextEditor, type WebviewPanel } from "vscode";
import { program } from "./client";
import { end } from "./process";
import { within, type Site } from "./sites";

/** What the page in the frame tells; see templates/assets/preview/frame.ts. */
interface Told {
  page?: string;
  line?: number;
  id?: string;
  by?: "click" | "scroll";
  open?: string;
  ready?: boolean; // the panel's script listens
}

// A webview stands in the window of VS Code: a policy must name both.
const ancestors = "vscode-webview: vscode-file:";

/** Starts the preview's server, and gives its address once it answers. Mistakes in pages stop nothing: the editor shows them at their place. */
function serve(site: Site, log: OutputChannel): { child: ChildProcess; address: Promise<string> } {
  const port = workspace.getConfiguration("fieldbook", Uri.file(site.root)).get("preview.port", 0);
  const args = ["serve", "--addr", `127.0.0.1:${port}`, "--content", site.content, "--lenient", "--frame", ancestors, "--editor", `${env.uriScheme}://file{path}:{line}:{col}`];
  const child = spawn(program(), args, { cwd: site.root, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const address = new Promise<string>((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log.append(text);
        said = (said + text).slice(-4_000);
        const at = /^Fieldbook is at (http:\/\/\S+\/) /m.exec(said);
        if (at) resolve(at[1]!);
      });
    }
    child.on("error", reject);
    child.on("exit", () => reject(new Error(said.trim() || "it has ended")));
  });
  return { child, address };
}

/** The preview of one site. */
export class Preview {
  private panel?: WebviewPanel;
  private child?: ChildProcess;
  private root = ""; // the address of the site
  private shown?: { page: string; line?: number }; // what the panel was told last
  private revealed = ""; // where the preview has led the editor last
  private disposables: Disposable[] = [];
  private over?: Promise<void>; // once it ends

  /** ended is called when the panel is closed, or the server has gone. */
  constructor(
    private site: Site,
    private extension: Uri,
    private log: OutputChannel,
    private ended: () => void,
  ) {}

  /** Starts the server and opens the panel, at the page of an address if one is found. */
  async open(first: Promise<string | undefined>): Promise<void> {
    const { child, address } = serve(this.site, this.log);
    this.child = child;
    this.root = await address;
    const outside = await env.asExternalUri(Uri.parse(this.root));
    const begin = addressOf(outside.toString(true), (await first) ?? "");
    if (env.uiKind === UIKind.Web) {
      await env.openExternal(Uri.parse(begin)); // in a browser, a frame of this address would stay empty
      return;
    }
    const dist = Uri.joinPath(this.extension, "dist");
    const panel = window.createWebviewPanel("fieldbook.preview", "Fieldbook Preview", { viewColumn: ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [dist] });
    this.panel = panel;
    this.disposables.push(
      panel.webview.onDidReceiveMessage((told: Told) => void this.told(told).catch((e: unknown) => this.log.appendLine(String(e)))),
      panel.onDidDispose(() => void this.end()),
    );
    child.on("exit", () => void this.end());
    panel.webview.html = page(outside.toString(true), begin, panel.webview.asWebviewUri(Uri.joinPath(dist, "panel.js")).toString(), panel.webview.cspSource);
  }

  /** Shows the page at an address, and in it the block of a line, from 1. */
  show(page: string, line?: number): void {
    this.shown = { page, line };
    void this.panel?.webview.postMessage(this.shown);
  }

  reveal(): void {
    this.panel?.reveal(undefined, true);
  }

  /** Whether the preview itself has led the cursor there. */
  ledTo(file: string, line: number): boolean {
    return this.revealed === `${file}:${line}`;
  }

  /** Closes the panel, and ends the server; but once, as either may be gone first. */
  end(): Promise<void> {
    return (this.over ??= this.close());
  }

  private async close(): Promise<void> {
    this.ended();
    for (const d of this.disposables.splice(0)) d.dispose();
    this.panel?.dispose();
    this.panel = undefined;
    await end(this.child);
  }

  /** Follows the page in the frame. */
  private async told(told: Told): Promise<void> {
    if (told.open !== undefined) {
      if (await this.go(told.open, false)) return;
      if (/^(https?|mailto):/i.test(told.open)) await env.openExternal(Uri.parse(told.open));
      return;
    }
    if (told.ready) {
      if (this.shown) void this.panel?.webview.postMessage(this.shown); // what came before its script is lost
      return;
    }
    if (told.page === undefined || told.line === undefined) return;
    const query = new URLSearchParams({ page: told.page, id: told.id ?? "", line: String(told.line) });
    const answer = await fetch(`${this.root}-/source?${query}`);
    if (!answer.ok) return; // a page that comes from no file
    const { open } = (await answer.json()) as { open: string };
    if (told.by === "scroll") this.scroll(open);
    else await this.go(open, true);
  }

  /** The file and the place that an address of this editor names, if the file is the site's. */
  private place(address: string): { file: string; at: Position } | undefined {
    const parts = /^[\w.+-]+:\/\/file(\/.*):(\d+):(\d+)$/.exec(address);
    if (!parts) return undefined;
    const file = Uri.file(decodeURIComponent(parts[1]!)).fsPath;
    return within(this.site.root, file) ? { file, at: new Position(Number(parts[2]) - 1, Number(parts[3]) - 1) } : undefined;
  }

  /** Moves an editor in sight, whose file it is, to a place. */
  private scroll(address: string): void {
    const place = this.place(address);
    if (!place) return;
    const editor = editorOf(place.file);
    editor?.revealRange(new Range(place.at, place.at), TextEditorRevealType.AtTop);
  }

  /** Opens a place in an editor; tells whether it is one. */
  private async go(address: string, quiet: boolean): Promise<boolean> {
    const place = this.place(address);
    if (!place) return false;
    this.revealed = `${place.file}:${place.at.line}`;
    const column = editorOf(place.file)?.viewColumn ?? window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
    const document = await workspace.openTextDocument(Uri.file(place.file));
    const editor = await window.showTextDocument(document, { viewColumn: column, preserveFocus: quiet, selection: new Selection(place.at, place.at) });
    editor.revealRange(new Range(place.at, place.at), TextEditorRevealType.InCenterIfOutsideViewport);
    return true;
  }
}

function editorOf(file: string): TextEditor | undefined {
  return window.visibleTextEditors.find((e) => e.document.uri.scheme === "file" && e.document.uri.fsPath === file);
}

/** The address of a page of a site. */
const addressOf = (site: string, page: string): string => new URL(page.split("/").map(encodeURIComponent).join("/"), site).href;

/** The page of the panel: a frame with a page of the site, and the script that speaks with it. */
function page(site: string, begin: string, script: string, source: string): string {
  const nonce = randomBytes(16).toString("base64");
  const origin = new URL(site).origin;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src ${origin}; script-src ${source}; style-src 'nonce-${nonce}'">
<title>Fieldbook Preview</title>
<style nonce="${nonce}">html, body { height: 100%; margin: 0; padding: 0; overflow: hidden } iframe { border: 0; width: 100%; height: 100%; background: #fff }</style>
</head>
<body>
<iframe title="The site" src="${begin}" data-site="${site}" allow="clipboard-write"></iframe>
<script src="${script}"></script>
</body>
</html>
`;
}
