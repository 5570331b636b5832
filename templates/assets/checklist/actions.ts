// What is done with answers now and then, and not for each of them. It is a script of
// its own, so that nobody waits for it who has come to answer.

import { toCalendar } from "./calendar";
import { writeReceipt } from "./receipt";
import { openShare } from "./share";
import { sinceBegun } from "./since";
import { saveFile, saveTable, takeFile } from "./takeout";

/** All of it. */
export const actions = { openShare, saveFile, saveTable, sinceBegun, takeFile, toCalendar, writeReceipt };

/** What later.ts loads. */
export type Actions = typeof actions;
