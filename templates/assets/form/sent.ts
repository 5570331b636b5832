// What is sent: a file and a link that the scorecard opens as a run, and a mail that
// goes with the file.

import { fragment } from "../checklist/fragment";
import { askedAs, fingerprint, type Asked } from "../checklist/wording";
import { asName } from "../page/download";
import { runsFile } from "../checklist/runs-file";
import { notAsked } from "./asked";
import type { Filled } from "./kept";
import { questions, type Answers, type Form, type Question } from "./model";
import * as t from "../words";

/** The answers to what is asked, in order. */
export function given(form: Form, answers: Answers): [id: string, answer: string][] {
  const out = notAsked(form, answers);
  return questions(form).flatMap(({ id }): [string, string][] => (answers[id] && !out.has(id) ? [[id, answers[id]]] : []));
}

/** Who answers for whom: a firm's people send a file each. */
const whose = ({ name, who }: Filled): string => name || who;

const asked = (q: Question): Asked => askedAs(q, q.input);

/** What is noted on questions, and what was written there that cannot be read as an answer. */
function notes(form: Form, { notes, typed }: Filled): [id: string, note: string][] {
  return questions(form).map(({ id }): [string, string] => [id, [typed[id] && t.formWritten(typed[id]), notes[id]].filter(Boolean).join(" ")]).filter(([, note]) => note);
}

/** The answers as a file, marked as the client's own, with what was asked: so that a later checklist can tell what it asks no more, or otherwise. */
export function asFile(form: Form, filled: Filled, on: string): string {
  const { id, who, note, answers } = filled;
  const client = { form: form.version, on, ...(who && { who }), asked: Object.fromEntries(questions(form).map((q) => [q.id, asked(q)])) };
  const noted = Object.fromEntries(notes(form, filled).map(([id, text]) => [id, { text }]));
  return runsFile(form.id, [{ id, name: whose(filled), note, answers: Object.fromEntries(given(form, answers)), notes: noted, client }]);
}

/** The answers as a link to the page at an address; "" without one. */
export function asLink(form: Form, filled: Filled, on: string, opensAt: string): string {
  const all = given(form, filled.answers);
  const texts = new Map(questions(form).map((q) => [q.id, fingerprint(asked(q))]));
  const noted = notes(form, filled).map(([id, note]): [string, string] => [`_note.${id}`, note]);
  return opensAt && `${opensAt}#${fragment([...all, ["_asked", all.map(([id]) => texts.get(id)).join("")], ["_name", whose(filled)], ["_who", filled.who], ["_note", filled.note], ...noted, ["_client", `${form.version}.${on}`]])}`;
}

/** The name of the file. */
export function fileName(form: Form, { name, who }: Pick<Filled, "name" | "who">, ending: string): string {
  return [form.id, ...[name, who].map(asName)].filter(Boolean).join("-") + `.${ending}`;
}

/** Mail programs take no longer address. */
const longestLink = 1500;

/** The address of a mail that the file is to be attached to. */
export function mailTo(form: Form, file: string, link: string): string {
  const body = [t.formMail(file), ...(link && link.length <= longestLink ? ["", t.formMailLink, link] : [])].join("\r\n");
  return `mailto:${encodeURIComponent(form.to ?? "").replace("%40", "@")}?subject=${encodeURIComponent(t.formSubject(form.title))}&body=${encodeURIComponent(body)}`;
}
