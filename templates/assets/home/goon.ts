// Go on with: the client of whom was last written, as a scorecard has them, and the
// list that was last kept or opened.

import { bands } from "../checklist/bands";
import { isChecklist, short, type Checklist } from "../checklist/model";
import { changedAt, lastChangedFirst, stored, type Run } from "../checklist/runs";
import { score } from "../checklist/score";
import { figure, verdictWords } from "../checklist/words";
import { lastList } from "../leads/last";
import { element } from "../page/element";
import { runOfTab } from "../page/storage";
import { today } from "../page/today";
import * as t from "../words";

/** Fills what the page has for it, and shows that. */
export async function goOn(): Promise<void> {
  const clients = await Promise.all([...document.querySelectorAll<HTMLElement>(".go-on [data-checklist]")].map(clientOf));
  const last = clients.filter((c) => c !== undefined).sort((a, b) => changedAt(b.run) - changedAt(a.run))[0];
  if (last) showClient(last);
  const list = lastList();
  const item = list && document.querySelector<HTMLElement>(`.go-on [data-leads="${CSS.escape(list.card)}"]`);
  if (item) showList(item, list);
  document.documentElement.classList.toggle("keeps-answers", Boolean(last));
  document.documentElement.classList.toggle("keeps-lists", Boolean(item));
}

/** A client, with the checklist that judges them and the item that shows them. */
interface Client {
  item: HTMLElement;
  list: Checklist;
  run: Run;
}

/** The client of a scorecard that comes first: the open one, else the latest of whom something is known and nothing settled. */
async function clientOf(item: HTMLElement): Promise<Client | undefined> {
  const book = stored(item.dataset.checklist ?? "");
  const open = book.runs.filter((r) => !r.archived && !r.outcome && (r.name || Object.keys(r.answers).length > 0));
  const run = open.find((r) => r.id === book.current) ?? lastChangedFirst(open)[0];
  if (!run) return undefined;
  const list = (await modelAt(item.dataset.model ?? "")) ?? run.model;
  return list && { item, list, run };
}

/** The checklist as the site has it now; undefined where it cannot be read, as from disk. */
async function modelAt(address: string): Promise<Checklist | undefined> {
  if (!location.protocol.startsWith("http")) return undefined;
  try {
    const model: unknown = await (await fetch(address)).json();
    return isChecklist(model) ? model : undefined;
  } catch {
    return undefined;
  }
}

function showClient({ item, list, run }: Client): void {
  const s = score(list, run.answers, today());
  const next = s.verdict.kind === "undecided" && list.criteria.find((c) => c.id === s.next);
  const words = [s.verdict.kind === "undecided" ? t.undecidedWord : verdictWords(list, s.verdict), ...(next ? [t.ask + short(next)] : [])].join(". ");
  const link = item.querySelector("a")!;
  link.className = "client";
  link.append(element("b", "", run.name || t.unnamed), " ", element("span", "figure", figure(s)), bands(list, s), element("small", "", words));
  link.addEventListener("click", () => {
    try {
      runOfTab(list.id).write(run.id);
    } catch {
      // then it opens with the client that it had
    }
  });
  item.hidden = false;
}

function showList(item: HTMLElement, { name, leads }: { name: string; leads: number }): void {
  const link = item.querySelector("a")!;
  link.hash = `list=${encodeURIComponent(name)}`;
  link.append(element("b", "", name), " ", element("small", "", t.leadCount(leads)));
  item.hidden = false;
}
