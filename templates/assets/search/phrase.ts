// Phrases word for word, and words to leave out that stand in very many documents.
// The index tells only that words stand close together, and of such words only
// the best documents, so the best candidates are read.

import type { Index } from "./index";
import type { Ranked } from "./rank";
import { urlOf } from "./show";
import { groupsOf } from "./understand";
import { words, type Word } from "./words";

const candidates = 240; // documents that are read to find a phrase, beyond those wanted
const atOnce = 16;

/** The documents that hold what they must, and whether there may be more. */
export interface Held {
  ranked: Ranked[];
  more: boolean;
}

/**
 * Keeps the documents that hold one of each of the phrases word for word, and
 * none of the words to leave out. Where a page cannot be read, from disk for
 * example, what the index tells must do.
 */
export async function holding(index: Index, ranked: Ranked[], asked: Word[][][], without: Set<string>, limit: number, cancelled: () => boolean): Promise<Held> {
  const phrases = asked.map((alternatives) => alternatives.map((p) => ` ${p.map((w) => w.text).join(" ")} `));
  const holds = async (r: Ranked): Promise<boolean> => {
    const shown = await index.shown(r.doc);
    if (!shown) return false;
    const [title, address, fragment] = shown;
    const text = await index.read(urlOf(address, fragment)).catch(() => undefined);
    if (text === undefined) return true;
    const all = words(`${title}\n${text}`).map((w) => w.text);
    const spoken = ` ${all.join(" ")} `;
    return !all.some((w) => without.has(w)) && phrases.every((alternatives) => alternatives.some((p) => spoken.includes(p)));
  };
  ranked = await likeliest(index, ranked, asked);
  const out: Ranked[] = [];
  let i = 0;
  for (; i < Math.min(ranked.length, limit + candidates) && out.length < limit && !cancelled(); i += atOnce) {
    const some = ranked.slice(i, i + atOnce);
    const kept = await Promise.all(some.map(holds));
    out.push(...some.filter((_, k) => kept[k]));
  }
  return { ranked: out, more: i < ranked.length };
}

/** Puts those first in which most words of the phrases are known to stand close to the rarest of them. */
async function likeliest(index: Index, ranked: Ranked[], asked: Word[][][]): Promise<Ranked[]> {
  const sure = new Map<Ranked, number>(ranked.map((r) => [r, 0]));
  for (const phrase of asked.flat()) {
    const groups = (await groupsOf(index, phrase)).filter((g) => g !== undefined);
    const [rarest, ...others] = groups.sort((a, b) => a.df - b.df).map((g) => new Map(g.postings.map((p) => [p.doc, p])));
    for (const r of ranked) {
      const at = rarest?.get(r.doc);
      const close = others.filter((m) => at?.passages.some((x) => m.get(r.doc)?.passages.some((y) => Math.abs(x - y) < 2)));
      sure.set(r, sure.get(r)! + close.length);
    }
  }
  return ranked.map((r, i) => ({ r, i })).sort((a, b) => sure.get(b.r)! - sure.get(a.r)! || a.i - b.i).map(({ r }) => r);
}
