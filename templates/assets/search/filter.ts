// What may be shown: filters, words and phrases to leave out, and where the
// words of a phrase may stand together.

import { shownPassages } from "./constants";
import type { Index } from "./index";
import type { Group } from "./shard";
import type { Filter, Options, Query } from "./query";
import { groupsOf } from "./understand";
import { fold, type Word } from "./words";

/** Tells documents apart by their numbers. */
export type Test = (doc: number) => boolean;

/** Tells which documents may be shown. */
export async function filter(index: Index, query: Query, options: Options, cancelled: () => boolean): Promise<Test> {
  const tests: Test[] = [];
  for (const word of query.without) {
    if (cancelled()) break;
    tests.push(not(documentsOf(await groupsOf(index, [word]))));
  }
  for (const phrase of query.withoutPhrases) tests.push(not(near(await groupsOf(index, phrase), () => true)));
  const asked: Filter[] = [...query.filters];
  for (const name of ["kind", "topic", "tag"] as const) if (options[name]) asked.push({ name, value: options[name], not: false });
  for (const f of asked) {
    const test = await valued(index, f);
    tests.push(f.not ? not(test) : test);
  }
  return every(tests);
}

const not = (test: Test): Test => (doc) => !test(doc);
const every = (tests: Test[]): Test => (doc) => tests.every((test) => test(doc));
const some = (tests: Test[]): Test => (doc) => tests.some((test) => test(doc));

/** Tells the documents that have the value of a filter. A topic is known by its beginning, where none has the whole name. */
async function valued(index: Index, { name, value }: Filter): Promise<Test> {
  const wanted = fold(value);
  switch (name) {
    case "kind":
      return (doc) => index.kind(doc) === wanted;
    case "topic": {
      const { topics } = index.overview;
      const whole = topics.filter((t) => fold(t.title) === wanted);
      const spans = whole.length ? whole : topics.filter((t) => fold(t.title).startsWith(wanted));
      return (doc) => spans.some((t) => doc >= t.from && doc < t.to);
    }
    case "tag":
      return documentsOf([(await index.shard("#" + wanted)).find("#" + wanted)]);
  }
}

function documentsOf(groups: (Group | undefined)[]): Test {
  const docs = new Set(groups.flatMap((g) => g?.postings.map((p) => p.doc) ?? []));
  return (doc) => docs.has(doc);
}

/** The forms of words to leave out of which the index does not name all documents. */
export async function unsure(index: Index, { without }: Query): Promise<Set<string>> {
  const groups = await groupsOf(index, without);
  return new Set(groups.filter((g) => g && !complete(g)).flatMap((g) => g!.forms));
}

/** Whether the index names all documents that have a word. */
const complete = (g: Group): boolean => g.postings.length >= g.df;

/** Tells the documents in which one of each of the phrases may stand. */
export async function together(index: Index, phrases: Word[][][]): Promise<Test> {
  return every(await Promise.all(phrases.map(async (alternatives) => some(await Promise.all(alternatives.map((phrase) => mayHold(index, phrase)))))));
}

async function mayHold(index: Index, phrase: Word[]): Promise<Test> {
  const follow = await index.following(phrase);
  const together = near(await groupsOf(index, phrase));
  return follow ? (doc) => follow(doc) && together(doc) : together;
}

/**
 * Tells the documents where the words of a phrase may stand in one passage, or in
 * two neighbours, or in the title. Of a word that stands in very many documents
 * the index names the best alone: it may stand in any other too.
 */
function near(groups: (Group | undefined)[], known = complete): Test {
  const maps = groups.filter((g) => !g || known(g)).map((g) => new Map(g?.postings.map((p) => [p.doc, p])));
  return (doc) => {
    const postings = maps.map((m) => m.get(doc));
    if (postings.some((p) => !p)) return false;
    if (postings.every((p) => p!.title)) return true; // also where no word tells anything
    const rare = postings.filter((p) => p!.passages.length < shownPassages && !p!.title); // one with more may stand elsewhere too
    if (rare.length === 0) return true;
    return rare[0]!.passages.some((at) => rare.every((p) => [at - 1, at, at + 1].some((near) => p!.passages.includes(near))));
  };
}
