// Activates the extension as it is packaged, against the real program: FIELDBOOK
// names it. VS Code itself is a stand-in; see vscode.cjs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import Module, { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const require = createRequire(import.meta.url);
const vscode = require("./vscode.cjs");
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const { seen, settings, moveTo } = vscode.stub;

assert(process.env.FIELDBOOK, "FIELDBOOK names no program: FIELDBOOK=/path/to/fieldbook npm test");
const root = path.join(import.meta.dirname, "..");
const site = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "fieldbook-")));
after(() => fs.rmSync(site, { recursive: true, force: true }));

const page = path.join(site, "content", "size.md");
fs.mkdirSync(path.join(site, "content"));
fs.writeFileSync(path.join(site, "content", "site.yaml"), "title: A site\n");
fs.writeFileSync(path.join(site, "content", "index.md"), "# Home\n\nA page.\n");
fs.writeFileSync(page, "---\nchecklist:\n  id: card\n  kind: checklist\n  criteria:\n    - id: near\n      ask: Near?\n---\n\n# Size\n\nA [link](siez.md).\n\nUse [](criterion:card/near).\n");

const patience = 20_000; // milliseconds

async function soon(what, holds) {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((r) => setTimeout(r, 20))) {
    const got = await holds();
    if (got) return got;
  }
  assert.fail(`not soon: ${what}; errors: ${seen.errors.join("; ")}`);
}

/** The processes that this one has started and that live, by their arguments. */
const children = () =>
  execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((l) => /^\s*(\d+)\s+(.*)$/.exec(l))
    .filter((m) => Number(m?.[1]) === process.pid)
    .map((m) => m[2]);
const running = (command) => children().some((args) => args.includes(` ${command}`));

test("the extension writes with the real program, and ends it", async (t) => {
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(site), name: "site", index: 0 }];
  const extension = require(path.join(root, "dist", "extension.js"));
  const context = { subscriptions: [], extensionUri: vscode.Uri.file(root) };
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));

  await t.test("activation starts the server, with every command that is promised", async () => {
    await extension.activate(context);
    assert.deepEqual(seen.errors, []);
    assert(running("lsp"));
    assert.deepEqual(seen.executed.find(([name]) => name === "setContext"), ["setContext", "fieldbook.site", true]);
    for (const { command } of manifest.contributes.commands) {
      assert.throws(() => vscode.commands.registerCommand(command, () => {}), /there already/, command);
    }
  });

  await t.test("a broken link is told, where it is", async () => {
    await moveTo(page, 11);
    const found = await soon("a diagnostic", () => seen.diagnostics.get(page)?.find((d) => d.message.includes('no page or file "siez.md"')));
    assert.match(found.message, /did you mean size\.md\?/);
    assert.equal(found.range.start.line, 11);
  });

  await t.test("a lens that counts uses shows them", async () => {
    await vscode.commands.executeCommand("fieldbook.references", vscode.Uri.file(page).toString(), { line: 5, character: 10 });
    const [, uri, at, places] = seen.executed.find(([name]) => name === "editor.action.showReferences");
    assert.equal(uri.fsPath, page);
    assert.equal(at.line, 5);
    assert.deepEqual(places.map((l) => [l.uri.fsPath, l.range.start.line]), [[page, 13]]);
  });

  let panel;
  let address;
  await t.test("the preview is framed beside the text, and may be", async () => {
    await vscode.commands.executeCommand("fieldbook.preview");
    assert.deepEqual(seen.errors, []);
    [panel] = seen.panels;
    address = /<iframe [^>]*data-site="(http:\/\/127\.0\.0\.1:\d+\/)"/.exec(panel.webview.html)?.[1];
    assert(address, panel.webview.html);
    assert(panel.webview.html.includes(` src="${address}size.html"`), "it begins at the page that is written");
    assert(panel.webview.html.includes(`frame-src ${new URL(address).origin};`));
    const framed = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" };
    const { statusCode, headers } = await new Promise((resolve, reject) => http.get(address, { headers: framed }, (r) => resolve(r.resume())).on("error", reject));
    assert.equal(statusCode, 200);
    assert.match(headers["content-security-policy"], /frame-ancestors 'self' vscode-webview: vscode-file:/);
    assert.equal(headers["x-frame-options"], undefined);
    assert(running("serve"));
  });

  await t.test("the preview follows the cursor", async () => {
    assert.deepEqual(panel.posted.at(-1), { page: "size.html", line: 12 });
    await moveTo(page, 13);
    await soon("the line is told", () => panel.posted.at(-1).line === 14);
  });

  await t.test("the panel is told again once it listens", async () => {
    const told = panel.posted.length;
    panel.received.fire({ ready: true });
    await soon("it is told", () => panel.posted.length > told);
    assert.deepEqual(panel.posted.at(-1), { page: "size.html", line: 14 });
  });

  await t.test("a lens opens its page in the preview", async () => {
    await vscode.commands.executeCommand("fieldbook.show", "checklists/card.html");
    await soon("the page is shown", () => panel.posted.at(-1).page === "checklists/card.html");
    assert.equal(seen.panels.length, 1);
  });

  await t.test("the editor follows clicks and scrolls", async () => {
    panel.received.fire({ page: "index.html", line: 3, id: "", by: "click" });
    await soon("the file is opened", () => seen.shown.some(([file, line]) => file === path.join(site, "content", "index.md") && line === 2));
    panel.received.fire({ page: "index.html", line: 1, id: "", by: "scroll" });
    await soon("the line is shown", () => seen.shown.some(([file, line]) => file === path.join(site, "content", "index.md") && line === 0));
    panel.received.fire({ page: "checklists/card.html", line: 0, id: "near", by: "click" });
    await soon("the criterion is opened", () => seen.shown.some(([file, line]) => file === page && line === 5));
    const before = seen.shown.length;
    panel.received.fire({ open: "vscode://file/etc/hosts:1:1" });
    panel.received.fire({ page: "none.html", line: 1, id: "", by: "click" });
    await new Promise((r) => setTimeout(r, 200));
    assert.equal(seen.shown.length, before, "no other file is opened");
  });

  await t.test("a closed panel ends its server", async () => {
    panel.dispose();
    await soon("serve ends", () => !running("serve"));
    await vscode.commands.executeCommand("fieldbook.preview");
    assert.equal(seen.panels.length, 2);
    assert(running("serve"));
  });

  await t.test("deactivation ends both processes", async () => {
    await extension.deactivate();
    await soon("they end", () => !running("serve") && !running("lsp"));
    assert(seen.panels.every((p) => p.disposed));
    for (const d of context.subscriptions) d.dispose();
  });

  await t.test("a program that is not there is told", async () => {
    settings.path = path.join(site, "nothing");
    await extension.activate({ ...context, subscriptions: [] });
    await soon("a message", () => seen.errors.some((e) => e.includes("cannot be started")));
    assert.deepEqual(seen.errors.filter((e) => e.includes("cannot be started")), [`Fieldbook cannot be started: there is no program ${settings.path}.`]);
    settings.path = "no-such-fieldbook";
    await vscode.commands.executeCommand("fieldbook.restart"); // the message is still there
    await soon("a second message", () => seen.errors.includes("Fieldbook cannot be started: no program no-such-fieldbook is on the PATH."));
    await vscode.commands.executeCommand("fieldbook.preview");
    settings.path = process.env.FIELDBOOK;
    await vscode.commands.executeCommand("fieldbook.restart");
    await soon("the server runs", () => running("lsp"));
    await extension.deactivate();
    await soon("it ends", () => !running("lsp"));
  });

  await t.test("front matter is completed while it is typed", () => {
    assert.equal(manifest.contributes.configurationDefaults["[markdown]"]["editor.quickSuggestions"].other, "on");
    assert.equal(manifest.contributes.configurationDefaults["[markdown]"]["editor.quickSuggestions"].strings, "on");
  });
});
