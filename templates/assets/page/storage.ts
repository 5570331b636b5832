// All that is kept in the browser, and under which keys. The sites of one
// origin share its storage: so the keys of a site begin with the path of its
// root, and those of a preview with its name too, as one address previews one
// site today and another tomorrow. No other file names a key or a storage.

/** A text that is kept. Each of these throws where the browser stores nothing. */
export interface Place {
  key: string;
  read(): string | null;
  write(text: string): void;
  remove(): void;
}

type Area = "localStorage" | "sessionStorage";

// Only while the script runs is it known which one it is. It stands one folder
// below the site's root, which an engine without a page has not. A form that is one file
// has its script inside: what it keeps is its own.
const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;
const path = script?.src ? new URL("..", script.src).pathname : script ? location.pathname : "/";

/** What the preview puts before its own script. */
declare global {
  var fieldbookPreviewed: string | undefined;
}

/** What the names of everything begin with that a site of this root keeps. */
export const ofRoot = (root: string): string => `fieldbook ${root} `;

const ofSite = (): string => ofRoot(path) + (globalThis.fieldbookPreviewed ? `${globalThis.fieldbookPreviewed} ` : "");

const place = (area: Area, key: string): Place => ({
  key,
  read: () => globalThis[area].getItem(key),
  write: (text) => globalThis[area].setItem(key, text),
  remove: () => globalThis[area].removeItem(key),
});

/** A place of this site. What stood under its key before keys told their site is adopted once: mine says which part of it is this site's, and what remains. */
function ownPlace(key: string, before: string, mine: (text: string) => [string, string] | undefined): Place {
  const own = place("localStorage", ofSite() + key);
  const old = place("localStorage", before);
  return {
    ...own,
    read: () => {
      const there = own.read();
      const earlier = there === null ? old.read() : null;
      const parts = earlier === null ? undefined : mine(earlier);
      if (!parts) return there;
      adopt(own, old, parts);
      return parts[0];
    },
  };
}

/** Copies a text; what is at the old place stays for the other sites, unless there is no room for both. */
function adopt(own: Place, old: Place, [text, rest]: [string, string]): void {
  try {
    own.write(text);
  } catch {
    const whole = old.read() ?? "";
    old.write(rest);
    try {
      own.write(text);
    } catch (e) {
      old.write(whole);
      throw e;
    }
  }
}

/** The colour scheme: a reader's eyes are the same on every site of an origin. */
export const theme = /* @__PURE__ */ place("localStorage", "fieldbook-theme");

/** The runs of a checklist. */
export const runs = (list: string, mine: (text: string) => [string, string] | undefined): Place => ownPlace(`runs:${list}`, `fieldbook-runs:${list}`, mine);

/** What this browser keeps of this site, as far as can be guessed before it is read: answers, and lists of leads. */
export function keepsWork(): { answers: boolean; lists: boolean } {
  try {
    const answers = Object.keys(localStorage).some((key) => key.startsWith(`${ofSite()}runs:`) && localStorage.getItem(key)!.includes('"answers":{"'));
    return { answers, lists: lastLeads().read() !== null };
  } catch {
    return { answers: false, lists: false };
  }
}

/** Runs that could not be read, beside those that could. */
export const damagedRuns = (runs: Place): Place => place("localStorage", `${runs.key}:damaged-${Date.now().toString(36)}`);

/** The run that this tab shows. */
export const runOfTab = (list: string): Place => place("sessionStorage", `${ofSite()}run:${list}`);

/** What the columns of lists with these headings mean. */
export const columns = (list: string, headings: string[], mine: (text: string) => boolean): Place => {
  const name = `${list}:${headings.join("|").slice(0, 2000)}`;
  return ownPlace(`columns:${name}`, `fieldbook-columns:${name}`, (text) => (mine(text) ? [text, text] : undefined));
};

/** What became of the leads of a list. */
export const calls = (card: string, name: string): Place => place("localStorage", `${ofSite()}calls:${card}:${name}`);

/** All of these of a scorecard. */
export function callsOf(card: string): Place[] {
  const begins = calls(card, "").key;
  return Object.keys(localStorage).filter((key) => key.startsWith(begins)).map((key) => place("localStorage", key));
}

/** What is written into the fields of a list order. */
export const order = (card: string): Place => place("localStorage", `${ofSite()}order:${card}`);

/** What a client has filled into a form. */
export const form = (list: string): Place => place("localStorage", `${ofSite()}form:${list}`);

/** The reader's last searches. */
export const searches = (): Place => ownPlace("searches", "fieldbook-searches", (text) => [text, text]);

/** The words to mark on the page that is opened next. */
export const marked = (): Place => place("sessionStorage", `${ofSite()}marked`);

/** That the lists of leads of a scorecard that were kept before databases told their site have been looked through. */
export const leadsAdopted = (card: string): Place => place("localStorage", `${ofSite()}leads-adopted:${card}`);

/** The list of leads that was last kept or opened. */
export const lastLeads = (): Place => place("localStorage", `${ofSite()}leads-last`);

/** What a preview keeps through a reload, the state for which it was, and the window that it leads: all of one server. */
export const preview = {
  session: /* @__PURE__ */ place("sessionStorage", "fieldbook-preview"),
  reloaded: /* @__PURE__ */ place("sessionStorage", "fieldbook-preview-reloaded"),
  leader: /* @__PURE__ */ place("localStorage", "fieldbook-preview-leads"),
};

/** Opens this site's database of lists, or the one that all sites of the origin shared; prepare makes a new one. */
export const database = (shared: boolean, prepare: (opening: IDBOpenDBRequest) => void): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    const opening = indexedDB.open(shared ? "fieldbook-leads" : `${ofSite()}leads`, 1);
    opening.onupgradeneeded = () => prepare(opening);
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => done(opening.result);
  });
