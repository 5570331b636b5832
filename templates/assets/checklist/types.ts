// Code generated from the structs of generator/playbook by `go test ./generator/schema -run Types -update`. DO NOT EDIT.

export interface Checklist {
  /** Stable name, also of the page checklists/<id>.html. Default: the file's name. */
  id: string;
  /** What the page does with the answers. */
  kind: "checklist" | "scorecard" | "decision";
  /** The checklist's name. Default: the playbook's title. */
  title: string;
  /** What one run judges, such as client. */
  about?: string;
  /** Do each as you read, or do all and then confirm. */
  use?: "read-do" | "do-confirm";
  /** When to use it, in a sentence. */
  when?: string;
  /** When not to use it, in a sentence. */
  not_when?: string;
  /** Parts of the page, in order, each with a score of its own. */
  groups?: Group[];
  /** The questions, in order. */
  criteria: Criterion[];
  /** The bands of a scorecard, from the highest down to 0. */
  verdicts?: Verdict[];
  /** The rules of a decision, in order; the last one is else. */
  rules?: Rule[];
  /** What is handed to the one who was judged. It is there, too, where a criterion has a finding. */
  report?: Report;
  /** Whether it has a page that its client answers, checklists/<id>-form.html: questions, help and options alone. */
  form?: boolean;
  /** What the form says to its client first, in a sentence or two. */
  greeting?: string;
  /** What goes wrong with it, each with its sources. */
  pitfalls?: Pitfall[];
}

export interface Verdict {
  /** The lowest score of the band, 0 to 100. */
  at: number;
  /** The verdict in words. */
  say: string;
  /** What to do next, in a sentence. */
  next?: string;
  /** A page to read, as a path of a .md file. */
  more?: string;
}

export interface Rule {
  /** The answers that this rule needs, as id: yes or id: no. */
  if?: Condition[];
  /** The outcome when they are given. */
  then?: string;
  /** The outcome when no rule before holds. */
  else?: string;
  /** What to do next, in a sentence. */
  next?: string;
  /** A playbook to read, as a path of a .md file. */
  more?: string;
  /** The facts it rests on, by their ids in sources.yaml. */
  sources?: string[];
}

export interface Pitfall {
  /** The pitfall in a sentence. */
  say: string;
  /** The facts it rests on, by their ids in sources.yaml. */
  sources?: string[];
}

export interface Option {
  id: string;
  label: string;
  credit?: number;
}

export interface Condition {
  id: string;
  yes: boolean;
}

export interface Group {
  /** Stable name of the group; criteria name it. */
  id: string;
  /** Its heading. */
  title: string;
  /** What it is about, in a sentence. */
  why?: string;
  /** By how much it scales the weight of each of its criteria. */
  weight: number;
}

export interface Report {
  /** Its heading; {name} is the name of the one who was judged. */
  title?: string;
  /** A page whose text stands before the findings, as a path of a .md file. */
  intro?: string;
}

export interface Requirement {
  id: string;
  yes?: boolean;
  /** The least that it may be. Of a date, in months from today; of a list, how many options. */
  min?: number;
  /** The most that it may be. */
  max?: number;
  any?: string[];
}

interface CriterionBase {
  /** Stable name of the criterion; answers are kept under it. */
  id: string;
  /** The question, or what is asked for. */
  ask: string;
  /** The same in a word or three, for where there is room for no more. Default: ask. */
  short?: string;
  /** Earlier ids, so that saved answers survive a rename. */
  was?: string[];
  /** The id of the group that it stands in. Without one it stands before them all. */
  group?: string;
  /** What must be so for it to be asked: answers to other criteria, as id: yes, id: no, id: {min: 10, max: 50} or id: [option, option]. */
  only_if?: Requirement[];
  /** A definite fail overrides the score. */
  must?: boolean;
  /** Share of the score; 0 is information only. */
  weight: number;
  /** The reason for the criterion. */
  why?: string;
  /** Help in finding the answer, for whoever asks. It is not in the form. */
  hint?: string;
  /** Help in finding the answer, for the client who answers the form; without a hint, for whoever asks, too. */
  help?: string;
  /** What the report says where credit is lost, in a sentence. */
  finding?: string;
  /** What that means for the one who is judged, in a sentence. */
  impact?: string;
  /** What to do about it, in a sentence. */
  recommend?: string;
  /** How much there is to do. */
  effort?: "small" | "medium" | "large";
  /** How much is at stake as long as nothing is done. */
  risk?: "low" | "medium" | "high";
  /** What only the firm may read. It is published by build --internal alone, and never handed out. */
  internal?: string;
  /** A playbook to read, as a path of a .md file. */
  more?: string;
  /** The facts it rests on, by their ids in sources.yaml. */
  sources?: string[];
  /** Headings that lead lists use for it. */
  columns?: string[];
  /** Other words that search should find it by. */
  keywords?: string[];
}

export interface YesnoCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "yesno";
  /** The good answer: a definite other one has no credit. Default: yes. */
  want?: "yes" | "no";
}

export interface NumberCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "number";
  /** The lower limit: below it the criterion fails. Of a date, in months from today. */
  min?: number;
  /** The upper limit: above it the criterion fails. Of a date, in months from today. */
  max?: number;
  /** The ideal span, as [low, high]. Default: min to max. */
  ideal?: [number, number];
  /** The unit of the number, such as min. */
  unit?: string;
}

export interface ListCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "list";
  /** The lower limit: below it the criterion fails. Of a date, in months from today. */
  min?: number;
  /** The upper limit: above it the criterion fails. Of a date, in months from today. */
  max?: number;
  /** The ideal span, as [low, high]. Default: min to max. */
  ideal?: [number, number];
  /** The unit of the number, such as min. */
  unit?: string;
  /** The things to tick or to choose, as id: label; of a choice also as id: {say: label, credit: 0.5}. */
  options?: Option[];
  /** The id of the option that is best: of a choice, it has all of the credit. */
  best?: string;
}

export interface CadenceCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "cadence";
  /** How many times in each period. Default: 1. */
  count?: number;
  /** The period of a cadence, such as 2 months. */
  every?: string;
}

export interface ChoiceCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "choice";
  /** The things to tick or to choose, as id: label; of a choice also as id: {say: label, credit: 0.5}. */
  options?: Option[];
  /** The id of the option that is best: of a choice, it has all of the credit. */
  best?: string;
}

export interface DateCriterion extends CriterionBase {
  /** What an answer is. */
  kind: "date";
  /** The lower limit: below it the criterion fails. Of a date, in months from today. */
  min?: number;
  /** The upper limit: above it the criterion fails. Of a date, in months from today. */
  max?: number;
  /** The ideal span, as [low, high]. Default: min to max. */
  ideal?: [number, number];
}

export type Criterion = YesnoCriterion | NumberCriterion | ListCriterion | CadenceCriterion | ChoiceCriterion | DateCriterion;
