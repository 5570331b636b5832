// The live scorecard: answers in, a score out. It loads on scorecards alone, and
// nothing of it leaves the browser.

import { start } from "./checklist/page";
import { showScore } from "./checklist/result";

start({ show: showScore });
