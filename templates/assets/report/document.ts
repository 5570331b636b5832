// The report of a run as one model, from which the page, the Word file and the command
// line are made: the words are the same in all.

import { dayWords } from "../checklist/days";
import { lists } from "../checklist/lists";
import type { Checklist, Criterion } from "../checklist/model";
import type { Run } from "../checklist/runs";
import { answerOf, groups, score, type Answers, type Score } from "../checklist/score";
import { asked, figure, told, verdictWords } from "../checklist/words";
import type { Block, Doc, Text } from "./docx";
import { findings, first, hasBegun, type Finding, type Findings } from "./findings";
import { stages, steps, type Step } from "./plan";
import type { Ruler } from "./ruler";
import { since, type Promise } from "./since";
import { agreedWords, efforts, risks, sentence, stageWords, wentWords } from "./words";
import * as t from "../words";

/** What a report has of its site. */
export interface Setting {
  language: string;
  /** The colour of the site's owner, such as #1f3a5f. */
  colour: string;
  /** What stands at the foot of each page. */
  footer: string;
  intro: Block[];
  /** The sources of criteria, by their ids. */
  sources: Record<string, Source>;
}

/** What a fact says, and where. */
export interface Source {
  say: string;
  url?: string;
}

/** A part of a report under a heading of its own. */
export interface Section {
  id: string;
  blocks: Block[];
  /** Of the plan: what each row of its tables is about. */
  steps?: Step[];
}

/** A report. */
export interface Report {
  title: string;
  sections: Section[];
}

/** All that a section is made of. */
interface About {
  list: Checklist;
  run: Run;
  score: Score;
  findings: Findings;
  /** Something is answered that it can tell of. */
  begun: boolean;
  setting: Setting;
  today: string;
}

/** The report of a run; before is the run that it follows, if it is there. */
export function report(list: Checklist, run: Run, before: Run | undefined, setting: Setting, today: string): Report {
  const scored = score(list, run.answers, today);
  const about: About = { list, run, score: scored, findings: findings(scored), begun: hasBegun(scored), setting, today };
  const then = before ? sinceThen(about, before) : none;
  const sections = about.begun ? [head(about), then, summary(about), found(about), plan(about), open(about), apart(about), sources(about)] : [head(about), then, plan(about)];
  return { title: titleOf(list, run), sections: sections.filter((s) => s.blocks.length > 0) };
}

/** A report as a document to be written. */
export const asDoc = ({ title, sections }: Report, { language, colour, footer }: Setting): Doc => ({ title, language, paper: /-(US|CA|MX|PH)$/.test(language) ? "Letter" : "A4", colour, footer, blocks: sections.flatMap((s) => s.blocks) });

const none: Section = { id: "", blocks: [] };

const heading = (level: 1 | 2 | 3, text: Text): Block => ({ is: "heading", level, text });
const paragraph = (text: Text): Block => ({ is: "paragraph", text });
const bullets = (texts: Text[]): Block => ({ is: "list", numbered: false, points: texts.map((text) => ({ text })) });

/** A section, which is not there where it has nothing to say. */
const section = (id: string, title: string, blocks: Block[]): Section => (blocks.length > 0 ? { id, blocks: [heading(1, title), ...blocks] } : none);

function titleOf(list: Checklist, run: Run): string {
  const name = run.name.trim();
  if (list.report?.title) return list.report.title.replaceAll("{name}", () => name || t.unnamed);
  return name ? `${list.title}: ${name}` : list.title;
}

/** Whose report it is, and of which day; the introduction tells what was done, which is nothing as long as nothing is answered. */
function head({ list, run, begun, setting, today }: About): Section {
  const [title, name] = [titleOf(list, run), run.name.trim()];
  const whose = name && !title.includes(name) ? [paragraph(name)] : [];
  return { id: "head", blocks: [{ is: "title", text: title }, ...whose, paragraph(dayWords(today)), ...(begun ? setting.intro : [paragraph(t.nothingCounts)])] };
}

/** The whole in words; each group on a ruler; what matters most. */
function summary({ list, run, score: s, findings: f, setting, today }: About): Section {
  const { scored, outcome } = lists[list.kind];
  const blocks: Block[] = [];
  if (scored && s.verdict.kind === "nothing") blocks.push(paragraph(sentence(t.nothingToScore)));
  else if (scored && isKnown(s)) blocks.push(paragraph(`${t.scoreIs(figure(s))} ${sentence(verdictWords(list, s.verdict))}`), { is: "ruler", ruler: ruler(list, setting, t.score, s) });
  else if (scored) blocks.push(paragraph(sentence(verdictWords(list, s.verdict))));
  else blocks.push(...outcome(list, run.answers, today).filter(Boolean).map((line) => paragraph(sentence(line))));
  if (scored && list.groups) {
    for (const g of groups(list, s)) {
      const title = list.groups.find((x) => x.id === g.id)?.title;
      if (!title || !g.counts) continue;
      if (isKnown(g)) blocks.push(paragraph(`${title}: ${figure(g)}`), { is: "ruler", ruler: ruler(list, setting, title, g) });
      else blocks.push(paragraph(`${title}: ${t.unknown}`));
    }
  }
  if (f.found.length > 0) blocks.push(heading(2, t.mostImportant), { is: "list", numbered: true, points: first(f).map((one) => ({ text: says(one, run.answers) })) });
  else blocks.push(paragraph(t.noFindings));
  return section("summary", t.summaryHead, blocks);
}

/** Whether anything is known of a score: it may not be all that a score can be. */
const isKnown = ({ low, high }: { low: number; high: number }): boolean => low > 0 || high < 100;

/** A score from 0 to 100 on the bands of the verdicts. */
function ruler(list: Checklist, { colour }: Setting, name: string, { low, high }: { low: number; high: number }): Ruler {
  const bands = [...(list.verdicts ?? [])].reverse();
  const tos = bands.length > 0 ? [...bands.slice(1).map((b) => b.at), 100] : [100];
  return { text: `${name}: ${figure({ low, high })}`, segments: tos.map((to, i) => ({ to, colour: tint(colour, 0.12 + (0.38 * i) / Math.max(tos.length - 1, 1)) })), low, high };
}

/** A colour on white, of which it is a share. */
function tint(colour: string, share: number): string {
  const whole = parseInt(colour.replace("#", ""), 16) || 0;
  return [16, 8, 0].map((at) => Math.round(255 + (((whole >> at) & 255) - 255) * share).toString(16).padStart(2, "0")).join("");
}

/** What a finding says: its words, or else its question with the answer. */
function says({ criterion: c, certain }: Finding, answers: Answers): string {
  const words = c.finding ?? asked(c, answerOf(c, answers));
  return certain ? words : t.possibly(words);
}

/** The findings, group by group. */
function found({ list, run, findings: f }: About): Section {
  const places = [{ id: "", title: "" }, ...(list.groups ?? [])];
  const blocks = places.flatMap(({ id, title }): Block[] => {
    const own = f.found.filter((one) => (one.criterion.group ?? "") === id).flatMap((one) => finding(one, run));
    return own.length > 0 && title ? [heading(2, title), ...own] : own;
  });
  return section("findings", t.findingsHead, blocks);
}

/** A finding: what it means, what to do, and how much is at stake. */
function finding(one: Finding, run: Run): Block[] {
  const c = one.criterion;
  const labelled = (label: string, text: string | undefined): Block[] => (text ? [paragraph([{ text: `${label}: `, bold: true }, { text }])] : []);
  const scale = [c.risk && `${t.riskWord}: ${risks[c.risk]}`, c.effort && `${t.effortWord}: ${efforts[c.effort]}`].filter(Boolean).join(" · ");
  const answer = c.finding ? asked(c, answerOf(c, run.answers)) : "";
  return [heading(3, says(one, run.answers)), ...(answer ? [paragraph([{ text: answer, italic: true }])] : []), ...labelled(t.noteWord, noteOn(run, c)), ...labelled(t.impactWord, c.impact), ...labelled(t.recommendWord, c.recommend), ...(scale ? [paragraph(scale)] : [])];
}

/** What was noted on an answer, up to where it is for the firm alone. */
function noteOn({ notes }: Run, { id }: Criterion): string {
  const lines = ((Object.hasOwn(notes, id) && notes[id]?.text) || "").split("\n");
  const end = lines.findIndex((line) => [t.internalWord, "internal:"].some((word) => line.trim().toLowerCase().startsWith(word.toLowerCase())));
  return (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
}

/** What to do by when. */
function plan({ score: s, run }: About): Section {
  const all = stages(steps(s, run));
  const blocks = all.flatMap((stage): Block[] => [
    heading(2, stageWords(stage)),
    {
      is: "table",
      headings: [t.recommendWord, t.riskWord, t.effortWord, t.planState, t.planOwner],
      rows: stage.steps.map(({ criterion: c, agreed, finding }) => [finding && !finding.certain ? t.possibly(c.recommend!) : c.recommend!, c.risk ? risks[c.risk] : "", c.effort ? efforts[c.effort] : "", agreedWords(agreed), agreed.owner ?? ""]),
      widths: [7, 2, 2, 3.5, 3.5],
    },
  ]);
  return { ...section("plan", t.planHead, blocks), steps: all.flatMap((stage) => stage.steps) };
}

/** What has become since the run before. */
function sinceThen({ list, run, score: now, today }: About, before: Run): Section {
  const { day, score: then, changes, same, promises } = since(list, before, run, now, today);
  const blocks: Block[] = [];
  if (lists[list.kind].scored && isKnown(then) && isKnown(now)) blocks.push(paragraph(t.scoreWas(figure(then), figure(now))));
  if (changes.length > 0) {
    const rows = changes.map((c) => [c.criterion.ask, told(c.criterion, c.before), told(c.criterion, c.now), wentWords[c.went]]);
    blocks.push({ is: "table", headings: [t.questionWord, t.beforeWord, t.nowWord, t.changeWord], rows, widths: [5, 3, 3, 3] });
  }
  if (same > 0) blocks.push(paragraph(t.answersSame(same)));
  if (promises.length > 0) {
    const rows = promises.map((p) => [p.criterion.recommend!, whatBecame(p), p.agreed.owner ?? ""]);
    blocks.push(heading(2, t.wasToDo), { is: "table", headings: [t.recommendWord, t.planState, t.planOwner], rows, widths: [8, 3, 3] });
  }
  return section("since", t.sinceDay(dayWords(day)), blocks);
}

/** What has become of what was recommended. */
const whatBecame = ({ agreed, kept, again }: Promise): string => (again ? t.foundAgain : kept && agreed.state !== "done" ? t.stageDone : agreedWords(agreed));

const open = ({ findings: f }: About): Section => section("open", t.stillOpenHead, f.open.length > 0 ? [bullets(f.open.map((c) => c.ask))] : []);

const apart = ({ findings: f }: About): Section => section("apart", t.apartHead, f.apart.length > 0 ? [bullets(f.apart.map((c) => c.ask))] : []);

/** The sources of what was found, each once. */
function sources({ findings: f, setting }: About): Section {
  const ids = new Set(f.found.flatMap((one) => one.criterion.sources ?? []).filter((id) => Object.hasOwn(setting.sources, id)));
  return section("sources", t.sourcesHead, ids.size > 0 ? [bullets([...ids].map((id) => cited(setting.sources[id]!)))] : []);
}

const cited = ({ say, url }: Source): Text => (url ? [{ text: `${say} ` }, { text: url, link: url }] : say);
