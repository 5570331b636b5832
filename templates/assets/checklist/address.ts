// Answers in the address: sweet-spot-client.html#drive=50&advisers=accountant,?

import { read } from "./answer";
import { criterion, type Checklist } from "./model";
import type { Answers } from "./score";

const longest = 20_000; // characters: a longer fragment is none of ours

/** Reads the answers in a fragment; what cannot be read is named, and changes nothing else. */
export function parse(list: Checklist, fragment: string, today: string): { answers: Answers; unread: string[] } {
  const answers: Answers = {};
  const unread: string[] = [];
  const text = fragment.replace(/^#/, "");
  if (text.length > longest) return { answers, unread: ["the address is too long"] };
  if (!text.includes("=")) return { answers, unread };
  for (const part of text.split("&")) {
    if (!part) continue;
    const [key, ...rest] = part.split("=").map(decode);
    const c = criterion(list, key!);
    const value = rest.join("=");
    if (!c) unread.push(`no question ${JSON.stringify(key!.slice(0, 40))}`);
    else if (Object.hasOwn(answers, c.id)) unread.push(`${c.ask} is answered twice`);
    else if (read(c, value, today) === undefined) unread.push(`${JSON.stringify(value.slice(0, 40))} is no answer to ${c.ask}`);
    else answers[c.id] = value;
  }
  return { answers, unread };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** Writes answers as a fragment, in the order of the page. */
export function format(list: Checklist, answers: Answers): string {
  return list.criteria
    .filter((c) => answers[c.id])
    .map((c) => `${c.id}=${encodeURIComponent(answers[c.id]!).replace(/%2C/g, ",").replace(/%3F/g, "?")}`)
    .join("&");
}
