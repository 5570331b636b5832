// Lists that the reader keeps in this browser, in its IndexedDB. None is kept
// unasked.

import { known, type Checklist } from "../checklist/model";
import { calls, callsOf, database, leadsAdopted } from "../page/storage";
import type { Row } from "./csv";
import { forget } from "./last";
import { criteriaOf, type Means } from "./rank";

/** A list that is kept. */
export interface Kept {
  /** The scorecard's id. */
  card: string;
  /** The file's name. */
  name: string;
  /** The day on which it was kept, such as 2026-11-24. */
  day: string;
  /** The file's records, from its first line. */
  records: Row[];
  means: Means[];
}

const lists = "lists";

/** Does something with lists in a database, and closes it. */
function within<T>(base: IDBDatabase, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    const transaction = base.transaction(lists, mode);
    const request = act(transaction.objectStore(lists));
    transaction.oncomplete = () => {
      base.close();
      done(request.result);
    };
    transaction.onabort = () => fail(transaction.error);
  });
}

/** Does something with the lists that are kept; rejects where the browser stores nothing. */
async function transact<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return within(await database(false, (opening) => opening.result.createObjectStore(lists, { keyPath: ["card", "name"] })), mode, act);
}

/** Takes over, once, the lists of a scorecard that were kept before each site had a database. They stay there too, for the other sites. */
export async function adopt(list: Checklist): Promise<void> {
  try {
    const done = leadsAdopted(list.id);
    if (done.read()) return;
    const shared = await database(true, (opening) => opening.transaction?.abort()).catch(() => undefined); // there is none
    const all = shared ? await within(shared, "readonly", (s) => s.getAll() as IDBRequest<Kept[]>) : [];
    const there = new Set(await names(list.id));
    for (const k of all) if (k.card === list.id && !there.has(k.name) && known(list, criteriaOf(k.means))) await keep(k);
    done.write("yes");
  } catch {
    // Where nothing is stored there is nothing to take over.
  }
}

/** Keeps a list, in the place of one of the same name. */
export const keep = (list: Kept): Promise<unknown> => transact("readwrite", (s) => s.put(list));

/** Takes a list away, with what is recorded of it. */
export async function remove(card: string, name: string): Promise<void> {
  forget(card, name);
  calls(card, name).remove();
  await transact("readwrite", (s) => s.delete([card, name]));
}

/** Takes away all lists of a scorecard, and all that is recorded of any, also of one that is no longer kept. */
export async function removeAll(card: string): Promise<void> {
  for (const place of callsOf(card)) place.remove();
  for (const name of await names(card)) await remove(card, name);
}

/** The names of the lists that are kept for a scorecard. */
export async function names(card: string): Promise<string[]> {
  const keys = (await transact("readonly", (s) => s.getAllKeys())) as [string, string][];
  return keys.filter(([c]) => c === card).map(([, name]) => name);
}

/** A list that is kept; undefined if it is not. */
export const kept = (card: string, name: string): Promise<Kept | undefined> => transact("readonly", (s) => s.get([card, name]) as IDBRequest<Kept | undefined>);
