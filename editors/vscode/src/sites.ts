// Finds the sites of a workspace.

import { existsSync } from "node:fs";
import * as path from "node:path";
import { RelativePattern, workspace, type Uri } from "vscode";

/** A site on the disk. */
export interface Site {
  root: string; // where its owner runs the program
  content: string; // the folder with site.yaml
}

const settings = "site.yaml";

function siteOf(content: string): Site {
  return { content, root: path.basename(content) === "content" ? path.dirname(content) : content };
}

/** The site that a folder is or belongs to. */
function around(folder: string): Site | undefined {
  for (const content of [path.join(folder, "content"), folder]) {
    if (existsSync(path.join(content, settings))) return siteOf(content);
  }
  for (let up = path.dirname(folder); up !== path.dirname(up); up = path.dirname(up)) {
    if (existsSync(path.join(up, settings))) return siteOf(up);
  }
  return undefined;
}

/** Whether a file is below a folder. */
export function within(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The sites of all folders. One that is no site itself may hold some further down. */
export async function findSites(): Promise<Site[]> {
  const found: Site[] = [];
  const add = (site: Site): void => {
    if (!found.some((s) => s.content === site.content || within(s.root, site.content))) found.push(site);
  };
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if (uri.scheme !== "file") continue;
    const own = around(uri.fsPath);
    if (own) {
      add(own);
      continue;
    }
    const files = await workspace.findFiles(new RelativePattern(uri, `**/${settings}`), "**/{node_modules,testdata,public}/**", 50);
    for (const file of files.map((f) => f.fsPath).sort((a, b) => a.length - b.length)) add(siteOf(path.dirname(file)));
  }
  return found;
}

/** The site that a document belongs to. */
export function siteOfFile(sites: Site[], uri: Uri): Site | undefined {
  return uri.scheme === "file" ? sites.find((s) => within(s.content, uri.fsPath)) : undefined;
}
