// What the open page should be found by and is not, for its writer: asked for once
// somebody rests on the page, and written into its keywords by a press.

import { offer, say, type Proposal } from "./overlay";
import { address } from "./source";
import * as t from "../words";

const rest = 2_000; // milliseconds: who walks on is not told

let due = 0;

/** Proposes, in a while. */
export function questions(): void {
  clearTimeout(due);
  due = setTimeout(() => void ask("GET").catch(() => undefined), rest); // without a preview there are none
}

async function ask(method: "GET" | "POST", words = ""): Promise<void> {
  const answer = await fetch(`/-/questions?${new URLSearchParams({ page: address(), words })}`, { method });
  if (answer.status === 409) say("questions", await answer.text());
  if (answer.status === 200) offer(t.searchShouldFind, (await answer.json()) as Proposal[], t.intoKeywords, (p) => void ask("POST", p.words).catch(() => say("questions", t.noServer)));
}
