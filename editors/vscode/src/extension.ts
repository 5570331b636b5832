// Fieldbook in VS Code: the language server for the sites of the workspace, and the
// preview of each beside its text.

import { commands, ProcessExecution, Task, tasks, TaskScope, window, workspace, type ExtensionContext, type TextEditor } from "vscode";
import { cannotStart, program, Server } from "./client";
import { Preview } from "./preview";
import { findSites, siteOfFile, type Site } from "./sites";

const rest = 100; // milliseconds without a move of the cursor, until the preview follows

let end: (() => Promise<void>) | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Fieldbook Preview");
  const previews = new Map<string, Preview>(); // by the sites' roots
  const server = new Server((address) => void preview(address));
  let sites: Site[] = [];

  const here = (): Site | undefined => {
    const open = window.activeTextEditor ?? window.visibleTextEditors[0];
    return (open && siteOfFile(sites, open.document.uri)) ?? sites[0];
  };

  /** Finds the sites, and starts the server for them; one after the other. */
  let turn: Promise<void> = Promise.resolve();
  const restart = (): Promise<void> =>
    (turn = turn.then(async () => {
      await server.stop();
      sites = await findSites();
      await commands.executeCommand("setContext", "fieldbook.site", sites.length > 0);
      await server.start(sites);
    }).catch(cannotStart));

  /** Opens the preview of the site that is written, at an address or at the cursor. */
  const preview = async (address?: string): Promise<void> => {
    const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
    const site = here();
    if (!site) {
      void window.showInformationMessage("No folder of this workspace holds a Fieldbook site, which has a site.yaml.");
      return;
    }
    let open = previews.get(site.root);
    if (open) open.reveal();
    else {
      open = new Preview(site, context.extensionUri, log, () => previews.delete(site.root));
      previews.set(site.root, open);
      try {
        await open.open(address !== undefined ? Promise.resolve(address) : server.address(editor?.document.uri).catch(() => undefined));
      } catch (e) {
        await open.end();
        cannotStart(e);
        return;
      }
    }
    if (address !== undefined) open.show(address);
    else if (editor) await follow(editor);
  };

  /** Leads the preview to the line of the cursor. */
  const follow = async (editor: TextEditor): Promise<void> => {
    const { uri } = editor.document;
    const site = siteOfFile(sites, uri);
    const open = site && previews.get(site.root);
    const { line } = editor.selection.active;
    if (!open || open.ledTo(uri.fsPath, line)) return;
    const address = await server.address(uri);
    if (address !== undefined) open.show(address, line + 1);
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (editor: TextEditor | undefined): void => {
    clearTimeout(timer);
    if (editor && previews.size > 0) timer = setTimeout(() => void follow(editor).catch((e: unknown) => log.appendLine(String(e))), rest);
  };

  const checkLinks = async (): Promise<void> => {
    const site = here();
    if (!site) return;
    const run = new ProcessExecution(program(), ["check", "--external", "--content", site.content], { cwd: site.root });
    await tasks.executeTask(new Task({ type: "process" }, TaskScope.Workspace, "Check Links of Other Hosts", "Fieldbook", run));
  };

  context.subscriptions.push(
    log,
    commands.registerCommand("fieldbook.preview", () => preview()),
    commands.registerCommand("fieldbook.checkLinks", checkLinks),
    commands.registerCommand("fieldbook.restart", restart),
    commands.registerCommand("fieldbook.references", (uri: string, at: { line: number; character: number }) => server.references(uri, at)),
    window.onDidChangeActiveTextEditor(soon),
    window.onDidChangeTextEditorSelection(({ textEditor }) => soon(textEditor)),
    workspace.onDidChangeWorkspaceFolders(() => void restart()),
    workspace.onDidChangeConfiguration((changed) => {
      if (changed.affectsConfiguration("fieldbook.path")) void restart();
    }),
  );
  end = async () => {
    clearTimeout(timer);
    await turn;
    await Promise.all([server.stop(), ...[...previews.values()].map((p) => p.end())]);
  };
  await restart();
}

/** Ends what the extension has started. */
export async function deactivate(): Promise<void> {
  await end?.();
  end = undefined;
}
