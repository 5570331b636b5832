// What is sent: a file and a link that the scorecard opens as a run, and a mail that
// goes with the file.

import { fragment } from "../checklist/fragment";
import { runsFile } from "../checklist/runs-file";
import { notAsked } from "./asked";
import type { Filled } from "./kept";
import { questions, type Answers, type Form } from "./model";
import * as t from "../words";

/** The answers to what is asked, in order. */
export function given(form: Form, answers: Answers): [id: string, answer: string][] {
  const out = notAsked(form, answers);
  return questions(form).flatMap(({ id }): [string, string][] => (answers[id] && !out.has(id) ? [[id, answers[id]]] : []));
}

/** The answers as a file, marked as the client's own, with what was asked: so that a later checklist can tell what it asks no more. */
export function asFile(form: Form, { id, name, note, answers }: Filled, on: string): string {
  const asked = Object.fromEntries(questions(form).map((q) => [q.id, q.ask]));
  return runsFile(form.id, [{ id, name, note, answers: Object.fromEntries(given(form, answers)), notes: {}, client: { form: form.version, on, asked } }]);
}

/** The answers as a link to the page at an address; "" without one. */
export function asLink(form: Form, { name, note, answers }: Filled, on: string, opensAt: string): string {
  return opensAt && `${opensAt}#${fragment([...given(form, answers), ["_name", name], ["_note", note], ["_client", `${form.version}.${on}`]])}`;
}

/** The name of the file. */
export function fileName(form: Form, { name }: Filled, ending: string): string {
  const whose = name.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `${form.id}${whose && `-${whose}`}.${ending}`;
}

/** Mail programs take no longer address. */
const longestLink = 1500;

/** The address of a mail that the file is to be attached to. */
export function mailTo(form: Form, file: string, link: string): string {
  const body = [t.formMail(file), ...(link && link.length <= longestLink ? ["", t.formMailLink, link] : [])].join("\r\n");
  return `mailto:?subject=${encodeURIComponent(t.formSubject(form.title))}&body=${encodeURIComponent(body)}`;
}
