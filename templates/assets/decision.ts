// The live decision: answers in, an outcome out. It loads on decisions alone, and
// nothing of it leaves the browser.

import { hold } from "./checklist/asked";
import { showDecision } from "./checklist/decision";
import { start } from "./checklist/page";

start({ show: (...shown) => hold(() => showDecision(...shown)) }); // stages open and close above the hand
