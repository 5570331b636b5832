// What is done with answers now and then, and not for each of them. It is a script of
// its own, so that nobody waits for it who has come to answer.

import { toCalendar } from "./calendar";
import { writeReceipt } from "./receipt";
import { openShare } from "./share";
import { sinceBegun } from "./since";
import { followWords, tellAtQuestions } from "./told";
import { saveFile, saveTable, takeFile, takeText } from "./takeout";

/** All of it. */
export const actions = { followWords, openShare, saveFile, saveTable, sinceBegun, takeFile, takeText, tellAtQuestions, toCalendar, writeReceipt };

/** What later.ts loads. */
export type Actions = typeof actions;
