// Brings the open page to what the server has now, touching only what differs
// between the server's last page and its new one: what readers, writers and
// the page's own scripts have changed stays.

/** The patch cannot be made: the page must be loaded anew. */
export class Lost extends Error {}

let base: HTMLElement; // the server's last page
let sent = false; // base is what the server has sent, not yet what the page was when it came
const lives = new WeakMap<Node, Node>(); // its nodes in the open page
let claims = new Map<Element, Element>(); // elements of the new page with an id, and what they were in the last one
let claimed = new Set<Element>(); // … the latter

/** Remembers the page as the server has sent it, before other scripts change it. */
export function begin(): void {
  base = document.documentElement.cloneNode(true) as HTMLElement;
  tie(base, document.documentElement);
  withoutNoscript(base);
}

/** Leaves out what a page with scripts holds as text, and one that is only parsed as elements. */
function withoutNoscript(page: Element): void {
  for (const e of page.querySelectorAll("noscript")) e.remove();
}

/** Patches the page, and gives the elements that have changed. */
export function patch(next: Document): Set<Element> {
  withoutNoscript(next.documentElement);
  if (needsLoading(base, next.documentElement)) throw new Lost();
  // The page's scripts have classes of their own on the root.
  if (sent && own(base) !== own(next.documentElement)) throw new Lost();
  claim(next.documentElement);
  const changed = new Set<Element>();
  for (const part of ["head", "body"]) {
    const before = base.querySelector(part);
    const now = next.querySelector(part);
    if (!before || !now) throw new Lost();
    element(before, now, changed);
  }
  base = next.documentElement;
  sent = true;
  return changed;
}

/** Finds for each id of the new page the element that had it, or an earlier one, wherever that stood: what is in it goes along. */
function claim(next: Element): void {
  const [old, fresh] = [named(base), named(next)];
  claims = new Map();
  claimed = new Set();
  for (const [id, e] of fresh) {
    const were = (e.dataset.was?.split(" ") ?? []).filter((w) => !fresh.has(w));
    const was = [id, ...were].map((w) => old.get(w)).find(Boolean);
    if (was?.nodeName !== e.nodeName || claimed.has(was)) continue;
    claims.set(e, was);
    claimed.add(was);
  }
}

/** The elements of a page by their ids; none whose id is there twice. */
function named(page: Element): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  const twice = new Set<string>();
  for (const e of page.querySelectorAll<HTMLElement>("[id]")) {
    if (found.has(e.id)) twice.add(e.id);
    found.set(e.id, e);
  }
  for (const id of twice) found.delete(id);
  return found;
}

/** An element's own tag, without what is in it. */
function own(e: Element): string {
  return (e.cloneNode(false) as Element).outerHTML;
}

/** Whether the new page has what a running one cannot take over. */
function needsLoading(before: Element, now: Element): boolean {
  const all = (page: Element, selector: string): string[] => [...page.querySelectorAll(selector)].map((e) => e.outerHTML);
  const scripts = "script:not([type='application/ld+json'], #fb-checklist)"; // with the data that they have read, but what they take anew
  if (all(before, scripts).join() !== all(now, scripts).join()) return true;
  // These the page's scripts look at only once, when it is opened.
  const due = all(before, ".due");
  if (all(now, ".due").some((e) => !due.includes(e))) return true;
  return before.querySelector(once) === null && now.querySelector(once) !== null;
}

const once = ".contents > details";

/** Ties a tree of the server's page to the same tree in the open page. */
function tie(server: Node, live: Node): void {
  lives.set(server, live);
  for (let i = 0; i < server.childNodes.length; i++) {
    const child = live.childNodes[i];
    if (child) tie(server.childNodes[i]!, child);
  }
}

/** The node of the open page that a node of the server's stands for. */
function liveOf(server: Node): Node {
  const live = lives.get(server);
  if (!live?.isConnected) throw new Lost();
  return live;
}

const line = "data-line"; // tells where a block begins in its file: it changes with every line above

/** A node's own text, but for the lines. */
function signature(n: Node): string {
  return n instanceof Element ? n.outerHTML.replace(/ data-line="\d+"/g, "") : `${n.nodeType} ${n.nodeValue}`;
}

function element(before: Element, now: Element, changed: Set<Element>): void {
  const live = liveOf(before) as Element;
  lives.set(now, live);
  if (attributes(before, now, live)) changed.add(live);
  children(before, now, live, changed);
}

/** Brings a live element's attributes up to date; tells whether any but the line has changed. */
function attributes(before: Element, now: Element, live: Element): boolean {
  let changed = false;
  for (const name of new Set([...before.getAttributeNames(), ...now.getAttributeNames()])) {
    const value = now.getAttribute(name);
    if (value === before.getAttribute(name)) continue;
    if (value === null) live.removeAttribute(name);
    else if (name === "href" && live instanceof HTMLLinkElement && live.rel === "stylesheet") return swap(now, live);
    else live.setAttribute(name, value);
    changed ||= name !== line;
  }
  return changed;
}

/** Takes a new style sheet in; the old one goes only when the new one is there. */
function swap(now: Element, live: HTMLLinkElement): boolean {
  const fresh = document.importNode(now, true) as HTMLLinkElement;
  const done = (): void => live.remove();
  fresh.addEventListener("load", done);
  fresh.addEventListener("error", done);
  live.after(fresh);
  lives.set(now, fresh);
  return false;
}

function children(before: Element, now: Element, live: Element, changed: Set<Element>): void {
  const old = [...before.childNodes];
  const fresh = [...now.childNodes];
  const pairs = align(old, fresh);
  for (const [i, node] of old.entries()) {
    if (pairs.has(i) || claimed.has(node as Element)) continue; // it is taken where it goes
    (liveOf(node) as ChildNode).remove();
    if (isText(node)) changed.add(live);
  }
  const partner = new Map([...pairs].map(([i, k]) => [k, old[i]!]));
  let last: ChildNode | null = null;
  for (const [k, node] of fresh.entries()) {
    const same = partner.get(k);
    if (same) {
      last = update(same, node, live, changed);
      continue;
    }
    const added = made(node);
    if (last) last.after(added);
    else live.prepend(added);
    settle(node, changed);
    if (added instanceof Element) changed.add(added);
    else if (isText(node)) changed.add(live);
    last = added;
  }
}

/** The node of the open page for one that is new at its place: the one that it was elsewhere, or a new one. */
function made(node: Node): ChildNode {
  const was = claims.get(node as Element);
  if (was) return lives.get(was) as ChildNode;
  const added = document.importNode(node, true) as ChildNode;
  tie(node, added);
  return added;
}

/** Brings what is new at its place up to date, and takes into it what stood elsewhere. */
function settle(node: Node, changed: Set<Element>): void {
  if (!(node instanceof Element)) return;
  const was = claims.get(node);
  if (was) element(was, node, changed);
  else for (const child of node.children) {
    const old = claims.get(child);
    if (old) (lives.get(child) as ChildNode).replaceWith(lives.get(old)!);
    settle(child, changed);
  }
}

/** Brings one child up to date, and gives it. */
function update(before: Node, now: Node, parent: Element, changed: Set<Element>): ChildNode {
  const live = liveOf(before) as ChildNode;
  if (before instanceof Element && now instanceof Element) {
    if (before.isEqualNode(now)) move(before, now);
    else element(before, now, changed);
    return lives.get(now) as ChildNode;
  }
  if (before.nodeValue !== now.nodeValue) {
    live.nodeValue = now.nodeValue;
    if (isText(now) || isText(before)) changed.add(parent);
  }
  lives.set(now, live);
  return live;
}

/** Ties the nodes of a tree that is the same, but for the lines, to what the old one's were tied to. */
function move(before: Node, now: Node): void {
  const live = lives.get(before);
  if (live) lives.set(now, live);
  if (before instanceof Element && now instanceof Element && live instanceof Element) {
    const at = now.getAttribute(line);
    if (at !== before.getAttribute(line)) {
      if (at === null) live.removeAttribute(line);
      else live.setAttribute(line, at);
    }
  }
  for (let i = 0; i < now.childNodes.length; i++) move(before.childNodes[i]!, now.childNodes[i]!);
}

function isText(n: Node): boolean {
  return n.nodeType === Node.TEXT_NODE && n.nodeValue!.trim() !== "";
}

/** Pairs children that are the same, then those between them that may be the same one, edited. */
function align(old: Node[], fresh: Node[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let start = 0;
  while (start < old.length && start < fresh.length && old[start]!.isEqualNode(fresh[start]!)) pairs.set(start, start++);
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end]!.isEqualNode(fresh[fresh.length - 1 - end]!)) {
    end++;
    pairs.set(old.length - end, fresh.length - end);
  }
  const a = old.slice(start, old.length - end);
  const b = fresh.slice(start, fresh.length - end);
  // Between them, a single one on both sides needs no comparison.
  if (a.length > 1 || b.length > 1) for (const [i, k] of common(a.map(signature), b.map(signature))) pairs.set(start + i, start + k);
  const anchors = [[-1, -1], ...[...pairs].sort(([x], [y]) => x - y), [old.length, fresh.length]] as [number, number][];
  for (let n = 0; n + 1 < anchors.length; n++) {
    let i = anchors[n]![0] + 1;
    for (let k = anchors[n]![1] + 1; k < anchors[n + 1]![1]; k++) {
      const found = old.findIndex((node, at) => at >= i && at < anchors[n + 1]![0] && alike(node, fresh[k]!));
      if (found < 0) continue;
      pairs.set(found, k);
      i = found + 1;
    }
  }
  return pairs;
}

/** Whether one node may be the other, edited. */
function alike(a: Node, b: Node): boolean {
  if (a.nodeName !== b.nodeName) return false;
  if (!(a instanceof Element && b instanceof Element)) return true;
  const was = claims.get(b);
  return was ? was === a : a.id === b.id && !claimed.has(a);
}

const most = 1_000_000; // cells of the table below

/** The longest common subsequence, as pairs of places. */
function common(a: string[], b: string[]): [number, number][] {
  if (a.length * b.length > most) return [];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let k = b.length - 1; k >= 0; k--) {
      lengths[i]![k] = a[i] === b[k] ? lengths[i + 1]![k + 1]! + 1 : Math.max(lengths[i + 1]![k]!, lengths[i]![k + 1]!);
    }
  }
  const out: [number, number][] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    if (a[i] === b[k]) out.push([i++, k++]);
    else if (lengths[i + 1]![k]! >= lengths[i]![k + 1]!) i++;
    else k++;
  }
  return out;
}
