// Lists that the reader keeps in this browser, in its IndexedDB. None is kept
// unasked.

import type { Row } from "./csv";
import type { Means } from "./rank";

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

/** Does something with the lists that are kept; rejects where the browser stores nothing. */
function transact<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open("fieldbook-leads", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(lists, { keyPath: ["card", "name"] });
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(lists, mode);
      const request = act(transaction.objectStore(lists));
      transaction.oncomplete = () => {
        opening.result.close();
        done(request.result);
      };
      transaction.onabort = () => fail(transaction.error);
    };
  });
}

/** Keeps a list, in the place of one of the same name. */
export const keep = (list: Kept): Promise<unknown> => transact("readwrite", (s) => s.put(list));

/** Takes a list away. */
export const remove = (card: string, name: string): Promise<unknown> => transact("readwrite", (s) => s.delete([card, name]));

/** The names of the lists that are kept for a scorecard. */
export async function names(card: string): Promise<string[]> {
  const keys = (await transact("readonly", (s) => s.getAllKeys())) as [string, string][];
  return keys.filter(([c]) => c === card).map(([, name]) => name);
}

/** A list that is kept; undefined if it is not. */
export const kept = (card: string, name: string): Promise<Kept | undefined> => transact("readonly", (s) => s.get([card, name]) as IDBRequest<Kept | undefined>);
