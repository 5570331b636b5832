// Some of several options: how many of them.

import { point } from "../interval";
import { listOf, maybe, shape, text } from "../shape";
import type { ListCriterion } from "../types";
import { asWritten, noUnit, ofCriterion, summed, tick, type Boxes, type Kind, type Line, type Typed, type Way } from "./kind";
import { credit, ideal, limits, within } from "./measured";
import * as t from "../../words";

/** What is read of such a criterion, beside what all have. */
export const fields = { ...limits, options: maybe(listOf(shape({ id: text, label: text }))), best: maybe(text) };

export const kind: Kind<ListCriterion> = {
  input: "some",
  limited: true,
  read(c, text) {
    if (text === "none") return point(0);
    const ids = new Set(text.split(","));
    const rest = ids.delete("?");
    const options = new Set((c.options ?? []).map((o) => o.id));
    for (const id of ids) if (!options.has(id)) return undefined;
    return { low: ids.size, high: rest ? options.size : ids.size };
  },
  unknown: (c) => ({ low: 0, high: (c.options ?? []).length }),
  credit,
  ideal,
  yes: within,
  step: 1,
  ways,
  say: (c, answer) => (answer.split(",").includes("?") ? `${ticked(c, answer)}; ${t.othersUnknown}` : ticked(c, answer)),
  unit: noUnit,
};

export const typed: Typed<ListCriterion> = asWritten;

export const line: Line<ListCriterion> = { options: ofCriterion, several: true };

export const boxes: Boxes<ListCriterion> = {
  answer(c, fields, box) {
    const ticked = fields.filter((f) => f.checked).map((f) => f.value);
    const all = box.querySelector<HTMLInputElement>(`[name="${c.id}.rest"]`)?.checked ?? false;
    if (ticked.length === 0) return all ? "none" : "";
    return ticked.join(",") + (all || ticked.length === fields.length ? "" : ",?");
  },
  fill: tick,
  beside: (c, box, answer) => summed(box, answer === "na" ? t.na : answer && ticked(c, answer), answer.split(",").includes("?") ? t.othersUnknown : ""),
  wants: "",
  offers: [],
};

/** Options that are not ticked yet and stand in the same sets are ticked, or not, together: either none of them or some. */
function ways(c: ListCriterion, answer: string, some: string[][]): Way[] {
  const ids = new Set(answer.split(","));
  const open = ids.has("?") || answer === "";
  const ticked = (c.options ?? []).filter((o) => ids.has(o.id));
  const alike = new Map<string, { in: boolean[]; count: number }>();
  for (const o of open ? (c.options ?? []) : []) {
    if (ids.has(o.id)) continue;
    const into = some.map((set) => set.includes(o.id));
    const group = alike.get(into.join()) ?? { in: into, count: 0 };
    alike.set(into.join(), { ...group, count: group.count + 1 });
  }
  let all: Way[] = [{ known: point(ticked.length), has: some.map((set) => ticked.some((o) => set.includes(o.id))) }];
  for (const group of alike.values()) {
    const with_ = ({ known, has }: Way): Way => ({ known: { low: known.low + 1, high: known.high + group.count }, has: has.map((h, i) => h || group.in[i]!) });
    all = all.flatMap((way) => [way, with_(way)]);
  }
  return all;
}

/** The labels of the options that are ticked. */
function ticked(c: ListCriterion, answer: string): string {
  const ids = answer.split(",");
  return (c.options ?? []).filter((o) => ids.includes(o.id)).map((o) => o.label).join(", ") || t.none;
}
