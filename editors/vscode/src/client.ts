// The language server: `fieldbook lsp`, one for all sites of the workspace.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { commands, Position, Uri, window, workspace } from "vscode";
import { LanguageClient, type InitializeParams, type Location, type Middleware } from "vscode-languageclient/node";
import { end } from "./process";
import type { Site } from "./sites";

/** The program that the user has named. */
export const program = (): string => workspace.getConfiguration("fieldbook").get("path", "") || "fieldbook";

/** What a failed start means to a writer, who knows no codes of errors. */
function reason(why: unknown): string {
  const name = program();
  const code = (why as { code?: unknown } | undefined)?.code;
  if (code === "ENOENT") return path.basename(name) === name ? `no program ${name} is on the PATH` : `there is no program ${name}`;
  if (code === "EACCES") return `the file ${name} may not be run`;
  return `${name} says: ${why instanceof Error ? why.message : String(why)}`;
}

/** Tells that the program cannot be started, and leads to the setting. Nothing waits for the writer to close the message. */
export function cannotStart(why: unknown): void {
  const set = "Set the Path";
  void window.showErrorMessage(`Fieldbook cannot be started: ${reason(why)}.`, set).then((chosen) => {
    if (chosen === set) void commands.executeCommand("workbench.action.openSettings", "fieldbook.path");
  });
}

/** Tells the server the sites, where VS Code would tell all folders. */
class Client extends LanguageClient {
  sites: Site[] = [];

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    params.workspaceFolders = this.sites.map((s) => ({ uri: pathToFileURL(s.content).href, name: path.basename(s.root) }));
  }
}

/** The server, which ends and begins again when the sites change. */
export class Server {
  private client?: Client;
  private child?: ChildProcess;

  /** show is given the address of a page that a lens leads to. */
  constructor(private show: (address: string) => void) {}

  async start(sites: Site[]): Promise<void> {
    if (sites.length === 0) return;
    const middleware: Middleware = {
      executeCommand: (command, args, next) => {
        if (command !== "fieldbook.show") return next(command, args);
        this.show(String(args[0]));
        return undefined;
      },
      workspace: { didChangeWorkspaceFolders: async () => undefined }, // it begins again
    };
    const client = new Client(
      "fieldbook",
      "Fieldbook",
      () => this.spawn(sites[0]!.root),
      {
        documentSelector: sites.flatMap((s) =>
          ["markdown", "mdx", "yaml"].map((language) => ({ scheme: "file", language, pattern: { baseUri: pathToFileURL(s.content).href, pattern: "**/*" } })),
        ),
        middleware,
      },
    );
    await promisify(execFile)(program(), ["--version"]); // the client would tell several times that there is none
    client.sites = sites;
    this.client = client;
    await client.start();
  }

  async stop(): Promise<void> {
    const { client, child } = this;
    this.client = this.child = undefined;
    await client?.dispose().catch(() => undefined); // one that never began, or has ended itself
    await end(child);
  }

  private spawn(cwd: string): Promise<ChildProcess> {
    const child = spawn(program(), ["lsp"], { cwd, windowsHide: true });
    this.child = child;
    return new Promise((resolve, reject) => {
      child.once("spawn", () => resolve(child));
      child.once("error", reject);
    });
  }

  /** The address of a file's page below the site's root. */
  async address(uri: Uri | undefined): Promise<string | undefined> {
    if (!uri) return undefined;
    const answer = await this.client?.sendRequest<{ address: string } | null>("fieldbook/address", { uri: uri.toString() });
    return answer?.address;
  }

  /** Shows where the thing at a place is used, for a lens that counts it. */
  async references(uri: string, at: { line: number; character: number }): Promise<void> {
    const client = this.client;
    if (!client) return;
    const found = await client.sendRequest<Location[] | null>("textDocument/references", { textDocument: { uri }, position: at, context: { includeDeclaration: false } });
    const places = (found ?? []).map((l) => client.protocol2CodeConverter.asLocation(l));
    await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), new Position(at.line, at.character), places);
  }
}
